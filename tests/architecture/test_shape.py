"""The house style that can be counted: sizes, names, docstrings, a label for every word."""

import ast
from enum import StrEnum
from pathlib import Path

import pytest

from portal.domain.event_facts import FACTS
from portal.domain.events import EventName
from portal.labels import FACT_WORDS, LABELS, REASONS
from portal.services import migrate

ROOT = Path(__file__).parents[2]
CODE = [
    file
    for part in ("portal", "posters", "tests", "benchmarks")
    for file in sorted((ROOT / part).rglob("*.py"))
] + sorted(ROOT.glob("*.py"))
LIMIT, CONFTEST_LIMIT, VIEW_LIMIT, FACTORY_LIMIT = 300, 150, 28, 60
# Events of accounts, of the directory and of the register as a whole are on no timeline.
ELSEWHERE = ("sites_", "board_batch_", "signed_", "staff_", "office_", "minimum_",
             "reply_template_", "record_", "purge_", "document_text_", "export",
             "conclusion_")  # fmt: skip
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_has_one_subject(file: Path) -> None:
    source = file.read_text("utf-8")
    lines = source.count("\n")
    assert lines <= (CONFTEST_LIMIT if file.name == "conftest.py" else LIMIT)
    assert file.stem not in BANNED
    if lines and "migrations" not in file.parts:
        assert ast.get_docstring(ast.parse(source)), "say in one sentence what it is for"


def test_views_are_short() -> None:
    long = {
        f"{file.relative_to(ROOT)}:{node.name} {length}"
        for file in sorted((ROOT / "portal/web").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("blueprint" in ast.unparse(mark) for mark in node.decorator_list)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > VIEW_LIMIT
    }
    assert not long


def test_the_factory_is_a_table_of_contents() -> None:
    assert (ROOT / "portal/__init__.py").read_text("utf-8").count("\n") <= FACTORY_LIMIT


def test_every_word_of_every_list_has_its_chinese() -> None:
    for words, labels in LABELS.items():
        assert set(labels) == set(words), words


def test_every_list_of_the_domain_is_labelled() -> None:
    import portal.domain.assignment as assignment
    import portal.domain.audit as audit
    import portal.domain.bulk as bulk
    import portal.domain.calls as calls
    import portal.domain.casework as casework
    import portal.domain.clocks as clocks
    import portal.domain.complaint as complaint
    import portal.domain.conclusion as conclusion
    import portal.domain.duplicates as duplicates
    import portal.domain.events as events
    import portal.domain.retention as retention
    import portal.domain.roles as roles
    import portal.domain.saved_filter as saved_filter
    import portal.domain.site as site
    import portal.domain.telling as telling

    unsaid = {roles.Permission}
    lists = {
        value
        for module in (
            audit,
            assignment,
            bulk,
            calls,
            casework,
            clocks,
            complaint,
            conclusion,
            duplicates,
            events,
            retention,
            roles,
            saved_filter,
            site,
            telling,
        )
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    assert lists - unsaid <= set(LABELS)


def test_every_event_has_its_template_if_it_is_ever_on_a_timeline() -> None:
    on_a_timeline = {name for name in EventName if not name.startswith(ELSEWHERE)}
    templates = {file.stem for file in (ROOT / "templates/events").glob("*.html")}
    assert templates == set(on_a_timeline)


def test_facts_that_are_words_are_known_by_name() -> None:
    assert set(FACT_WORDS) <= {fact for facts in FACTS.values() for fact in facts}


def test_every_reason_of_the_register_has_its_chinese() -> None:
    source = (ROOT / "portal/domain/register_sheet.py").read_text("utf-8")
    reasons = {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(("not_", "too_", "unknown_", "missing"))
    }
    assert reasons <= set(REASONS)


def test_migrations_are_numbered_without_a_gap() -> None:
    names = sorted(file.stem for file in (migrate.SCRIPTS / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04d}" for n in range(1, len(names) + 1)]


def test_no_template_is_more_than_three_levels_deep() -> None:
    parents = {}
    for file in (ROOT / "templates").rglob("*.html"):
        first = file.read_text("utf-8").split("\n")[0]
        if first.startswith('{% extends "'):
            parents[str(file.relative_to(ROOT / "templates"))] = first.split('"')[1]
    for name in parents:
        depth, at = 1, name
        while at in parents:
            at, depth = parents[at], depth + 1
        assert depth <= 3, name
