"""Keeping the office's own texts of the documents: checked, every wording kept, the newest used."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

import posters
from portal.domain import merge_fields
from portal.domain.document_fields import Field
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.document_text import Wording, filled, missing
from portal.domain.events import EventName
from portal.domain.merge_fields import Problem
from portal.models import DocumentText, Staff
from portal.services import clock, kept_versions
from portal.services.record import record

Say = Callable[[StrEnum], str]


class BadText(ValueError):
    """The text cannot be used: fields that are wrong, and fields that it must have and has not."""

    def __init__(self, problems: list[Problem], absent: tuple[str, ...]) -> None:
        super().__init__(len(problems), absent)
        self.problems = problems
        self.absent = absent


class Entry(NamedTuple):
    """A kind, and the office's own wording if it has one."""

    kind: DocumentKind
    own: DocumentText | None


def entries(session: Session) -> list[Entry]:
    """Every kind, in the order of the rules."""
    own = {one.subject: one for one in session.scalars(DocumentText.newest_of_each())}
    return [Entry(kind, own.get(kind)) for kind in RULES]


def wording(session: Session, kind: DocumentKind, default: str) -> Wording:
    """What documents of the kind say now."""
    own = kept_versions.newest(session, DocumentText, kind)
    return own.wording if own else Wording(default)


def field_names(kind: DocumentKind, say: Say) -> list[str]:
    """What may stand in 【】 in a text of that kind, in the order of the list."""
    return [say(each) for each in Field if each in RULES[kind].fields]


def required_names(kind: DocumentKind, say: Say) -> list[str]:
    """What must stand in it."""
    return [say(each) for each in Field if each in RULES[kind].required]


def check(kind: DocumentKind, text: str, say: Say) -> None:
    """Raises BadText."""
    problems = merge_fields.check(text, field_names(kind, say))
    absent = missing(text, required_names(kind, say))
    if problems or absent:
        raise BadText(problems, absent)


def keep(
    session: Session,
    kind: DocumentKind,
    text: str,
    *,
    confirmed_by: str,
    say: Say,
    by: Staff,
    seen: int,
) -> None:
    """Use this wording from now on; `seen` is the version that was opened, 0 for the default, and
    what was issued stays as it is. Raises BadText, VersionMoved."""
    check(kind, text, say)
    kept_versions.keep(
        session, DocumentText, kind, seen=seen, by=by, text=text, confirmed_by=confirmed_by
    )
    record(
        session,
        EventName.DOCUMENT_TEXT_KEPT,
        by=by,
        note=text,
        document_kind=kind,
        is_confirmed=bool(confirmed_by),
    )


def picture(kind: DocumentKind, text: str, say: Say) -> bytes:
    """The text as a PNG, each field shown by its name. Raises BadText."""
    check(kind, text, say)
    values = {name: f"〔{name}〕" for name in field_names(kind, say)}
    lines = tuple(
        posters.DocumentLine(posters.LineKind(line.kind), line.text, line.label)
        for line in filled(text, values)
    )
    sheet = posters.Document(
        title=say(kind),
        office="〔机关名称〕",
        number="",
        lines=lines,
        dated=None if RULES[kind].is_form else clock.today(),
    )
    return posters.render_document_png(sheet)
