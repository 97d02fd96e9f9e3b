"""The Chinese words for everything that has a code, with its tone: one place for pages and CLI."""

from enum import StrEnum
from typing import Final

from portal.domain.casework import Hearing, Measure, RefusalGround, ServedHow
from portal.domain.clocks import ClockKind
from portal.domain.complaint import Channel, Decision, TransferTarget
from portal.domain.conclusion import Conclusion
from portal.domain.document_kinds import DocumentKind
from portal.domain.events import EventName
from portal.domain.export import FileKind, ListName
from portal.domain.group_alarm import Level
from portal.domain.lost_code import LostCodeRefusal
from portal.domain.poster import PlacementKind
from portal.domain.recusal import RecusalGround
from portal.domain.roles import Role
from portal.domain.site import PartyRole, SiteStatus
from portal.domain.site_steps import SiteStep
from portal.domain.telling import Caller, Telling
from portal.labels import (
    audit,
    bulk,
    calls,
    casework,
    complaint,
    documents,
    events,
    exports,
    followup,
    groups,
    messages,
    posters,
    register,
    replies,
    retention,
    saved_filters,
    spam,
    staff,
    topics,
)
from portal.labels.casework import PLAIN
from portal.labels.exports import HEADERS
from portal.labels.label import Label
from portal.labels.register import FIELDS, PARTY_PARTS, REASONS
from portal.labels.values import said
from portal.labels.workbook import WORKBOOK_REASONS
from portal.services.register import Origin

__all__ = [
    "FACT_WORDS",
    "HEADERS",
    "LABELS",
    "PLAIN",
    "REASONS",
    "WORKBOOK_REASONS",
    "Label",
    "choices",
    "field_label",
    "label",
    "said",
    "said_plainly",
]

LABELS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    words: labels
    for part in (
        audit,
        bulk,
        calls,
        casework,
        complaint,
        documents,
        events,
        exports,
        followup,
        groups,
        messages,
        posters,
        register,
        retention,
        replies,
        saved_filters,
        spam,
        staff,
        topics,
    )
    for words, labels in part.WORDS.items()
}

# The facts of events that are words of a list.
FACT_WORDS: Final[dict[str, type[StrEnum]]] = {
    "document_kind": DocumentKind,
    "channel": Channel,
    "ground": RefusalGround,
    "target": TransferTarget,
    "decision": Decision,
    "conclusion": Conclusion,
    "role": Role,
    "origin": Origin,
    "told": EventName,
    "kind": PlacementKind,
    "step": SiteStep,
    "before": SiteStatus,
    "after": SiteStatus,
    "clock": ClockKind,
    "refusal": LostCodeRefusal,
    "caller": Caller,
    "telling": Telling,
    "hearing": Hearing,
    "served_how": ServedHow,
    "measure": Measure,
    "level": Level,
    "list": ListName,
    "form": FileKind,
    "recusal": RecusalGround,
}


def label(word: StrEnum) -> Label:
    """The Chinese for a word of a closed list."""
    return LABELS[type(word)][word]


def said_plainly(word: StrEnum) -> str:
    """The same as plain text."""
    return label(word).text


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The words of a list as a form offers them."""
    return [(str(word), label(word).text) for word in words]


def field_label(field: str) -> str:
    """The Chinese for a field of the register, of the site itself or of a party."""
    if field in FIELDS:
        return FIELDS[field]
    for role in PartyRole:
        if field.startswith(role):
            part = field.removeprefix(role).strip("_")
            return label(role).text + PARTY_PARTS.get(part, "")
    return field
