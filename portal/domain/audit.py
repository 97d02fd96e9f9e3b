"""The audit of the timeline: what kind of act an entry is, what of it is sealed into the chain, and
how the head of the chain is written down."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from portal.domain.events import EventName

_HEAD: Final = re.compile(r"(\d{1,12})-([0-9a-f]{32})")
_HEAD_DIGITS: Final = 32


class Act(StrEnum):
    """What kind of thing was done, as an auditor asks for it."""

    READ = "read"
    REVEAL = "reveal"
    EXPORT = "export"
    PRINT = "print"
    WORKER = "worker"
    STEP = "step"
    REGISTER = "register"
    BOARD = "board"
    PURGE = "purge"
    ACCOUNT = "account"
    OFFICE = "office"


_E = EventName
ACTS: Final[Mapping[Act, frozenset[EventName]]] = MappingProxyType(
    {
        Act.READ: frozenset({_E.CASE_READ, _E.PHOTO_VIEWED, _E.CASE_ASKED}),
        Act.REVEAL: frozenset({_E.REVEALED, _E.STAFF_SAW_NUMBER}),
        Act.EXPORT: frozenset({_E.SITES_EXPORTED, _E.EXPORTED, _E.EXPORT_ENDED}),
        Act.PRINT: frozenset(
            {
                _E.STATEMENT_PRINTED,
                _E.DOCUMENT_PRINTED,
                _E.BOARD_PRINTED,
                _E.BOARD_ISSUED,
                _E.BOARD_REPRINTED,
                _E.BOARD_BATCH_ASKED,
            }
        ),
        Act.WORKER: frozenset(
            {
                _E.RECEIVED,
                _E.SUPPLEMENTED,
                _E.DISPUTED,
                _E.WITHDRAWN,
                _E.WORKER_WROTE,
                _E.CONTACT_GIVEN,
                _E.CODE_CHANGED,
                _E.PHOTO_ADDED,
                _E.DETAILS_GIVEN,
                _E.LOST_CODE_ASKED,
                _E.GROUP_OPENED,
                _E.GROUP_JOINED,
                _E.CALLED_AGAIN,
                _E.OTHER_CALLED,
            }
        ),
        Act.STEP: frozenset(
            {
                _E.ACCEPTED,
                _E.REFUSED,
                _E.SUPPLEMENT_ASKED,
                _E.TRANSFERRED,
                _E.RETURNED,
                _E.ANSWERED,
                _E.INVESTIGATION_STARTED,
                _E.DECIDED,
                _E.CLOSED,
                _E.REINVESTIGATED,
                _E.REPLIED,
                _E.MESSAGE_RETRIED,
                _E.LOST_CODE_REFUSED,
                _E.CODE_REISSUED,
                _E.DUE_CHANGED,
                _E.JOINED_TO,
                _E.MATCHED_TO_SITE,
                _E.STATEMENT_MADE,
                _E.STATEMENT_SIGNED,
                _E.TAKEN_OVER,
                _E.TRANSFER_TAKEN,
                _E.SENT_TO_CITY,
                _E.INVESTIGATION_NOTED,
                _E.EMPLOYER_HEARD,
                _E.EXTENDED,
                _E.INVESTIGATION_COMPLETED,
                _E.SERVED,
                _E.ENFORCEMENT_TAKEN,
                _E.LEDGER_CHANGED,
                _E.ASSIGNED,
                _E.RECUSED,
                _E.RECUSAL_LIFTED,
                _E.DOCUMENT_ISSUED,
                _E.DOCUMENT_CANCELLED,
                _E.GROUP_ALARMED,
                _E.GROUP_ALARM_ROSE,
                _E.GROUP_ALARM_DISMISSED,
                _E.GROUP_ALARM_ENDED,
                _E.GROUP_TAKEN_UP,
                _E.GROUP_LEFT,
                _E.GROUP_NOTED,
                _E.REPRESENTATIVE_CHOSEN,
                _E.REPRESENTATIVE_RELEASED,
            }
        ),
        Act.REGISTER: frozenset(
            {
                _E.SITE_REGISTERED,
                _E.SITE_CHANGED,
                _E.SITE_STEPPED,
                _E.SITE_MERGED,
                _E.SITES_IMPORTED,
            }
        ),
        Act.BOARD: frozenset(
            {
                _E.BOARD_WENT_STALE,
                _E.BOARD_TRUE_AGAIN,
                _E.BOARD_WITHDRAWN,
                _E.BOARD_HUNG,
                _E.BOARD_TAKEN_DOWN,
                _E.BOARD_BATCH_CANCELLED,
            }
        ),
        Act.PURGE: frozenset(
            {
                _E.HELD,
                _E.HOLD_LIFTED,
                _E.PURGED,
                _E.PURGE_PROPOSED,
                _E.PURGE_CONFIRMED,
                _E.PURGE_DROPPED,
                _E.PURGE_OF_LEFTOVERS,
            }
        ),
        Act.ACCOUNT: frozenset(
            {
                _E.SIGNED_IN,
                _E.SIGNED_OUT_EVERYWHERE,
                _E.STAFF_ADDED,
                _E.STAFF_DISABLED,
                _E.STAFF_UNLOCKED,
                _E.STAFF_PASSWORD_SET,
            }
        ),
        Act.OFFICE: frozenset(
            {
                _E.OFFICE_VERIFIED,
                _E.MINIMUM_WAGE_SET,
                _E.RECORD_VERIFIED,
                _E.REPLY_TEMPLATE_KEPT,
                _E.REPLY_TEMPLATE_RETIRED,
                _E.REPLY_TEMPLATE_RESTORED,
                _E.DOCUMENT_TEXT_KEPT,
                _E.CONCLUSION_LISTED,
            }
        ),
    }
)
_ACT_OF: Final = MappingProxyType({name: act for act, names in ACTS.items() for name in names})


def act_of(name: EventName) -> Act:
    """The kind of act that an event is; every event is of exactly one."""
    return _ACT_OF[name]


class Flaw(StrEnum):
    """What is wrong with an entry, compared with the chain."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    NOTE_GONE = "note_gone"
    CUT = "cut"
    REWRITTEN = "rewritten"


@dataclass(frozen=True)
class Entry:
    """What the chain keeps of an event. A note goes in by its commitment alone, which outlives the
    key that seals it and, once it is purged, the note; facts that cannot be read go in as they lie
    there."""

    id: int
    name: str
    at: datetime | str
    complaint_id: int | None
    site_id: int | None
    staff_id: int | None
    facts: Any
    note_hash: str | None

    def text(self, previous: str) -> str:
        """The entry after another one, as it is hashed: the same on every database."""
        at = self.at if isinstance(self.at, str) else self.at.astimezone(UTC).isoformat()
        parts = [
            previous, self.id, self.name, at, self.complaint_id, self.site_id, self.staff_id,
            self.facts, self.note_hash,
        ]  # fmt: skip
        return "audit:" + json.dumps(parts, ensure_ascii=False, sort_keys=True)


class BadHead(ValueError):
    """What was given as the head of the chain is none."""


@dataclass(frozen=True)
class Head:
    """How many entries are in the chain, and the hash of the last one: written down elsewhere, it
    tells that nothing before it was taken away or written anew."""

    count: int
    hash: str

    def __str__(self) -> str:
        return f"{self.count}-{self.hash[:_HEAD_DIGITS]}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """A head as it was written down. Raises BadHead."""
        found = _HEAD.fullmatch(text.strip().lower())
        if found is None:
            raise BadHead(text)
        return cls(int(found[1]), found[2])

    def is_of(self, hash_: str) -> bool:
        """Whether that hash is the one that was written down."""
        return hash_.startswith(self.hash[:_HEAD_DIGITS])
