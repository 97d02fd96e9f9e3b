"""The lists that the office keeps for its own work: offices, wages, conclusions, texts."""

from operator import attrgetter
from typing import Final

from portal.domain.document_kinds import RULES
from portal.domain.export import ListName
from portal.services.export_columns import REGION
from portal.services.export_sheet import CellKind, Column, Sheet

_VERIFIED: Final = (Column("verified_on", kind=CellKind.DAY), Column("verified_by"))
OFFICES: Final = Sheet(
    ListName.OFFICES,
    (
        REGION,
        Column("kind"),
        Column("office_name", attrgetter("name")),
        Column("phone"),
        Column("address"),
        Column("hours"),
        Column("source"),
        *_VERIFIED,
        Column("recheck_on", kind=CellKind.DAY),
    ),
)
MINIMUM_WAGES: Final = Sheet(
    ListName.MINIMUM_WAGES,
    (
        REGION,
        Column("monthly_fen", kind=CellKind.MONEY),
        Column("hourly_fen", kind=CellKind.MONEY),
        Column("effective_from", kind=CellKind.DAY),
        Column("document"),
        Column("source"),
        *_VERIFIED,
    ),
)


# Of the office's own version of an entry, where it has one.
_KEPT: Final = (
    Column("kept_by", lambda entry: entry.own and entry.own.kept_by.display_name),
    Column("kept_at", lambda entry: entry.own and entry.own.kept_at, CellKind.MOMENT),
)
CONCLUSIONS: Final = Sheet(
    ListName.CONCLUSIONS,
    (
        Column("place_in_list", attrgetter("listed.place"), CellKind.COUNT),
        Column("conclusion", attrgetter("listed.conclusion")),
        Column("is_offered", attrgetter("listed.is_offered")),
        Column("words", attrgetter("listed.words")),
        Column("required", attrgetter("listed.required")),
        *_KEPT,
    ),
)
DOCUMENT_TEXTS: Final = Sheet(
    ListName.DOCUMENT_TEXTS,
    (
        Column("document_kind", attrgetter("kind")),
        Column("addressee", lambda entry: RULES[entry.kind].addressee),
        Column("article", lambda entry: RULES[entry.kind].article),
        Column("is_own", lambda entry: entry.own is not None),
        Column("confirmed_by", lambda entry: entry.own and entry.own.confirmed_by),
        *_KEPT,
    ),
)
REPLY_TEMPLATES: Final = Sheet(
    ListName.REPLY_TEMPLATES,
    (
        Column("title"),
        REGION,
        Column("topic"),
        Column("changed_by", lambda template: template.changed_by.display_name),
        Column("changed_at", kind=CellKind.MOMENT),
        Column("retired_at", kind=CellKind.MOMENT),
        # Whoever wrote it may have put a name in.
        Column("body", is_personal=True),
    ),
)
