"""Exactly the facts that each event carries; nothing personal is among them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.domain.events import EventName

FACTS: Final[Mapping[EventName, frozenset[str]]] = MappingProxyType(
    {
        EventName.RECEIVED: frozenset({"channel"}),
        EventName.ACCEPTED: frozenset(
            {"investigation_due_on", "is_provisional", "lead_id", "second_id"}
        ),
        EventName.REFUSED: frozenset({"ground"}),
        EventName.SUPPLEMENT_ASKED: frozenset({"items"}),
        EventName.SUPPLEMENTED: frozenset(),
        EventName.TRANSFERRED: frozenset({"target", "organisation"}),
        EventName.RETURNED: frozenset(),
        EventName.ANSWERED: frozenset(),
        EventName.INVESTIGATION_STARTED: frozenset(),
        EventName.DECIDED: frozenset({"decision", "ordered_fen", "pay_by"}),
        EventName.CLOSED: frozenset({"conclusion", "paid_fen"}),
        EventName.DISPUTED: frozenset(),
        EventName.REINVESTIGATED: frozenset(),
        EventName.WITHDRAWN: frozenset(),
        EventName.REPLIED: frozenset(),
        EventName.WORKER_WROTE: frozenset(),
        EventName.CONTACT_GIVEN: frozenset({"was_anonymous"}),
        EventName.CODE_CHANGED: frozenset(),
        EventName.REVEALED: frozenset({"reason"}),
        EventName.PHOTO_ADDED: frozenset({"position"}),
        EventName.PHOTO_VIEWED: frozenset({"position"}),
        EventName.MESSAGE_RETRIED: frozenset({"told"}),
        EventName.DETAILS_GIVEN: frozenset({"lacking"}),
        EventName.LOST_CODE_ASKED: frozenset({"request_id"}),
        EventName.LOST_CODE_REFUSED: frozenset({"request_id", "refusal"}),
        EventName.CODE_REISSUED: frozenset({"request_id"}),
        EventName.GROUP_OPENED: frozenset(),
        EventName.GROUP_JOINED: frozenset(),
        EventName.DUE_CHANGED: frozenset({"clock", "before", "after", "is_provisional"}),
        EventName.CALLED_AGAIN: frozenset(),
        EventName.OTHER_CALLED: frozenset({"number"}),
        EventName.JOINED_TO: frozenset({"number"}),
        EventName.CASE_ASKED: frozenset({"caller", "telling"}),
        EventName.MATCHED_TO_SITE: frozenset({"site_code"}),
        EventName.STATEMENT_MADE: frozenset({"is_read_back"}),
        EventName.STATEMENT_PRINTED: frozenset(),
        EventName.STATEMENT_SIGNED: frozenset({"position"}),
        EventName.DOCUMENT_ISSUED: frozenset({"document_kind", "document_no"}),
        EventName.DOCUMENT_CANCELLED: frozenset({"document_kind", "document_no"}),
        EventName.DOCUMENT_PRINTED: frozenset({"document_kind", "document_no"}),
        EventName.DOCUMENT_TEXT_KEPT: frozenset({"document_kind", "is_confirmed"}),
        EventName.SITE_REGISTERED: frozenset({"origin"}),
        EventName.SITE_CHANGED: frozenset({"origin", "fields", "changes"}),
        EventName.SITE_STEPPED: frozenset({"step", "before", "after"}),
        EventName.SITE_MERGED: frozenset({"code", "merged_name", "complaints"}),
        EventName.SITES_IMPORTED: frozenset({"new", "changed", "unchanged", "refused"}),
        EventName.SITES_EXPORTED: frozenset({"region", "count"}),
        EventName.EXPORTED: frozenset({"export", "list", "form", "region", "is_personal", "count"}),
        EventName.EXPORT_ENDED: frozenset({"export", "count", "is_whole"}),
        EventName.BOARD_PRINTED: frozenset({"paper", "missing"}),
        EventName.BOARD_ISSUED: frozenset({"version", "paper"}),
        EventName.BOARD_REPRINTED: frozenset({"version"}),
        EventName.BOARD_WENT_STALE: frozenset({"facts"}),
        EventName.BOARD_TRUE_AGAIN: frozenset(),
        EventName.BOARD_WITHDRAWN: frozenset({"version"}),
        EventName.BOARD_HUNG: frozenset({"placement_id", "kind"}),
        EventName.BOARD_TAKEN_DOWN: frozenset({"placement_id"}),
        EventName.BOARD_BATCH_ASKED: frozenset({"batch_id", "sites"}),
        EventName.BOARD_BATCH_CANCELLED: frozenset({"batch_id"}),
        EventName.SIGNED_IN: frozenset(),
        EventName.SIGNED_OUT_EVERYWHERE: frozenset(),
        EventName.STAFF_ADDED: frozenset({"role"}),
        EventName.STAFF_DISABLED: frozenset({"account_id"}),
        EventName.STAFF_UNLOCKED: frozenset({"account_id"}),
        EventName.STAFF_SAW_NUMBER: frozenset({"call_id"}),
        EventName.STAFF_PASSWORD_SET: frozenset({"account_id"}),
        EventName.OFFICE_VERIFIED: frozenset({"office_id", "region"}),
        EventName.MINIMUM_WAGE_SET: frozenset({"region", "effective_from"}),
        EventName.TAKEN_OVER: frozenset({"region"}),
        EventName.TRANSFER_TAKEN: frozenset({"taken_on"}),
        EventName.SENT_TO_CITY: frozenset(),
        EventName.INVESTIGATION_NOTED: frozenset(),
        EventName.EMPLOYER_HEARD: frozenset({"hearing", "heard_on"}),
        EventName.EXTENDED: frozenset({"due_on", "is_provisional"}),
        EventName.INVESTIGATION_COMPLETED: frozenset(),
        EventName.SERVED: frozenset({"served_how", "served_on"}),
        EventName.ENFORCEMENT_TAKEN: frozenset({"measure", "taken_on", "document", "percent"}),
        EventName.LEDGER_CHANGED: frozenset({"position", "claimed", "verified", "ordered", "paid"}),
        EventName.GROUP_ALARMED: frozenset({"alarm_id", "level", "complaints", "people"}),
        EventName.GROUP_ALARM_ROSE: frozenset({"alarm_id", "level", "complaints", "people"}),
        EventName.GROUP_ALARM_DISMISSED: frozenset({"alarm_id"}),
        EventName.GROUP_ALARM_ENDED: frozenset({"alarm_id"}),
        EventName.GROUP_TAKEN_UP: frozenset({"group_id", "complaints"}),
        EventName.GROUP_LEFT: frozenset({"group_id"}),
        EventName.GROUP_NOTED: frozenset({"group_id", "note_id"}),
        EventName.REPRESENTATIVE_CHOSEN: frozenset(),
        EventName.REPRESENTATIVE_RELEASED: frozenset(),
        EventName.CASE_READ: frozenset(),
        EventName.HELD: frozenset(),
        EventName.HOLD_LIFTED: frozenset(),
        EventName.PURGED: frozenset({"batch_id", "proposer_id"}),
        EventName.PURGE_PROPOSED: frozenset({"batch_id", "count"}),
        EventName.PURGE_CONFIRMED: frozenset({"batch_id"}),
        EventName.PURGE_DROPPED: frozenset({"batch_id"}),
        EventName.PURGE_OF_LEFTOVERS: frozenset({"draft", "broken_call", "lost_code"}),
        EventName.RECORD_VERIFIED: frozenset({"count", "head", "flaw", "entry_id"}),
        EventName.ASSIGNED: frozenset({"allotted_id", "lead_id", "second_id"}),
        EventName.RECUSED: frozenset({"account_id", "recusal"}),
        EventName.RECUSAL_LIFTED: frozenset({"account_id", "recusal"}),
        EventName.REPLY_TEMPLATE_KEPT: frozenset({"template_id", "region"}),
        EventName.REPLY_TEMPLATE_RETIRED: frozenset({"template_id"}),
        EventName.REPLY_TEMPLATE_RESTORED: frozenset({"template_id"}),
    }
)


class WrongFacts(Exception):
    """An event was given other facts than it declares; a mistake in the program."""

    def __init__(self, name: EventName, given: frozenset[str]) -> None:
        super().__init__(f"{name} carries {sorted(FACTS[name])}, not {sorted(given)}")


def check_facts(name: EventName, facts: Mapping[str, object]) -> None:
    """Raises WrongFacts unless exactly the declared facts are given."""
    given = frozenset(facts)
    if given != FACTS[name]:
        raise WrongFacts(name, given)
