"""What every application of one process works out alike, worked out once: tests make hundreds."""

import gc
from copy import copy
from types import CodeType
from typing import Any, Final

from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Dialect, insert, select
from sqlalchemy.engine import Compiled
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from portal.models import CalendarDay, CalendarYear
from portal.services import calendar, staff

# What compiling a rule leaves on it; the last two are bound to the rule.
_BUILDERS: Final = ("_build", "_build_unknown")
_OF_A_RULE: Final = ("_parts", "_trace", "_converters", "arguments", *_BUILDERS)
_calendar: dict[Any, list[dict[str, Any]]] = {}


def share_compiled_addresses() -> None:
    """Werkzeug reads the words of each route and writes two functions: most of making an app.

    Nothing of that depends on anything but the words, so what one rule became its like becomes.
    """
    compile_rule = Rule.compile
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}

    def compile_once(rule: Rule) -> None:
        words = (rule.rule, repr(rule.defaults), rule.subdomain, rule.host, rule.merge_slashes)
        if words not in kept:
            compile_rule(rule)
            kept[words] = {name: vars(rule)[name] for name in _OF_A_RULE}
            return
        vars(rule).update(kept[words])
        for builder in _BUILDERS:
            setattr(rule, builder, getattr(rule, builder).__func__.__get__(rule))

    Rule.compile = compile_once


def share_compiled_statements() -> None:
    """SQLAlchemy keeps the SQL of a statement for one engine, and every test has an engine.

    The SQL depends on the kind of database alone; the keys that seal its values hang on the
    dialect, so each engine gets a copy, not yet used, that belongs to its own.
    """
    compile_statement = ClauseElement._compiler
    kept: LRUCache[Any, Compiled] = LRUCache(5000)

    def compile_once(element: ClauseElement, dialect: Dialect, **how: Any) -> Compiled:
        if how.get("cache_key") is None:
            return compile_statement(element, dialect, **how)
        said = {**how, "cache_key": how["cache_key"].key, "column_keys": tuple(how["column_keys"])}
        version = (dialect.name, dialect.server_version_info, dialect.statement_compiler)
        words = (version, tuple(sorted(said.items())))
        unused = kept.get(words)
        if unused is None:
            unused = kept[words] = compile_statement(element, dialect, **how)
        compiled = copy(unused)
        compiled.dialect = dialect
        return compiled

    ClauseElement._compiler = compile_once


class _Compiled(BytecodeCache):
    """Keeps what a template was compiled to, by its name and its source."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.code


def share_compiled_templates() -> None:
    """Compiling the templates of a page takes twenty times as long as making the page."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Compiled()}


def hash_passwords_lightly() -> None:
    """A hash takes 0.3 s of processor time on purpose, and hundreds of tests sign in."""
    staff._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def look_for_garbage_rarely() -> None:
    """Python looks through all that was made of late whenever 700 things more are there than gone.

    An application is some hundred thousand, so that was a sixth of the processor time.
    """
    gc.set_threshold(100_000, 20, 50)


def load_calendar(session: Session) -> None:
    """The published days of 2025 and 2026, as the service loaded them for the first test."""
    tables = (CalendarYear.__table__, CalendarDay.__table__)
    if not _calendar:
        for year in (2025, 2026):
            calendar.load_year(session, year)
        session.flush()
        for table in tables:
            _calendar[table] = [dict(row) for row in session.execute(select(table)).mappings()]
        return
    for table in tables:
        session.execute(insert(table), _calendar[table])
