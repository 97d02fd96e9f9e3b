"""Who may do what: one table of roles and permissions, used by the guard and by the templates."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.complaint import Step
from portal.domain.regions import CITY


class Role(StrEnum):
    """What a member of staff is there for."""

    POSTER = "poster"
    OPERATOR = "operator"
    INSPECTOR = "inspector"
    HEAD = "head"
    DIRECTOR = "director"
    ADMIN = "admin"
    EDITOR = "editor"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """Something that is not open to everybody."""

    SEE_COMPLAINTS = "see_complaints"
    TAKE_CALLS = "take_calls"
    DECIDE_ACCEPTANCE = "decide_acceptance"
    INVESTIGATE = "investigate"
    DECIDE_CASES = "decide_cases"
    REPLY = "reply"
    REVEAL_PERSON = "reveal_person"
    SEE_SITES = "see_sites"
    KEEP_SITES = "keep_sites"
    PRINT_BOARDS = "print_boards"
    KEEP_PLACEMENTS = "keep_placements"
    KEEP_OFFICES = "keep_offices"
    KEEP_DOCUMENT_TEXTS = "keep_document_texts"
    KEEP_CONCLUSIONS = "keep_conclusions"
    SEE_OUTBOX = "see_outbox"
    SEE_SHIFT = "see_shift"
    EXTEND_CASES = "extend_cases"
    SEE_AUDIT = "see_audit"
    HOLD_CASES = "hold_cases"
    PROPOSE_PURGE = "propose_purge"
    CONFIRM_PURGE = "confirm_purge"
    EXPORT_LISTS = "export_lists"
    EXPORT_PERSONAL = "export_personal"
    ASSIGN_CASES = "assign_cases"
    LIFT_RECUSALS = "lift_recusals"
    KEEP_REPLY_TEMPLATES = "keep_reply_templates"


P = Permission
_CASEWORK = frozenset(
    {P.SEE_COMPLAINTS, P.DECIDE_ACCEPTANCE, P.INVESTIGATE, P.REPLY, P.REVEAL_PERSON, P.SEE_SITES}
)
_KEEPING = frozenset({P.HOLD_CASES, P.PROPOSE_PURGE})
_LEADING = frozenset(
    {
        P.DECIDE_CASES,
        P.SEE_SHIFT,
        P.ASSIGN_CASES,
        P.KEEP_REPLY_TEMPLATES,
        P.EXPORT_LISTS,
        P.EXPORT_PERSONAL,
    }
)
GRANTS: Final = MappingProxyType(
    {
        Role.POSTER: frozenset(
            {P.SEE_SITES, P.KEEP_SITES, P.PRINT_BOARDS, P.KEEP_PLACEMENTS, P.EXPORT_LISTS}
        ),
        Role.OPERATOR: frozenset({P.SEE_COMPLAINTS, P.TAKE_CALLS, P.REPLY, P.SEE_SITES}),
        Role.INSPECTOR: _CASEWORK | {P.TAKE_CALLS, P.KEEP_PLACEMENTS, P.HOLD_CASES, P.EXPORT_LISTS},
        Role.HEAD: _CASEWORK | _LEADING | _KEEPING,
        Role.DIRECTOR: _CASEWORK
        | _LEADING
        | _KEEPING
        | {P.EXTEND_CASES, P.LIFT_RECUSALS, P.CONFIRM_PURGE},
        Role.ADMIN: frozenset(
            {
                P.SEE_SITES,
                P.KEEP_SITES,
                P.PRINT_BOARDS,
                P.KEEP_PLACEMENTS,
                P.KEEP_OFFICES,
                P.KEEP_DOCUMENT_TEXTS,
                P.KEEP_CONCLUSIONS,
                P.SEE_OUTBOX,
                P.EXPORT_LISTS,
            }
        ),
        Role.EDITOR: frozenset({P.KEEP_OFFICES}),
        Role.AUDITOR: frozenset({P.SEE_COMPLAINTS, P.SEE_SITES, P.SEE_AUDIT, P.EXPORT_LISTS}),
    }
)

STEP_PERMISSION: Final = MappingProxyType(
    {
        Step.ACCEPT: P.DECIDE_ACCEPTANCE,
        Step.REFUSE: P.DECIDE_ACCEPTANCE,
        Step.ASK_SUPPLEMENT: P.DECIDE_ACCEPTANCE,
        Step.TRANSFER: P.DECIDE_ACCEPTANCE,
        Step.RETURN: P.DECIDE_ACCEPTANCE,
        Step.ANSWER: P.REPLY,
        Step.TAKE_OVER: P.DECIDE_ACCEPTANCE,
        Step.NOTE_TAKEN: P.DECIDE_ACCEPTANCE,
        Step.INVESTIGATE: P.INVESTIGATE,
        Step.RECORD: P.INVESTIGATE,
        Step.HEAR: P.INVESTIGATE,
        Step.EXTEND: P.EXTEND_CASES,
        Step.COMPLETE: P.INVESTIGATE,
        Step.SERVE: P.INVESTIGATE,
        Step.ENFORCE: P.INVESTIGATE,
        Step.DECIDE: P.DECIDE_CASES,
        Step.CLOSE: P.INVESTIGATE,
        Step.REINVESTIGATE: P.INVESTIGATE,
    }
)


def may(role: Role, permission: Permission) -> bool:
    """Whether the role carries the permission; what is not granted is denied."""
    return permission in GRANTS[role]


def may_step(role: Role, step: Step) -> bool:
    """Whether the role may take the step; the worker's own steps are nobody's on the staff."""
    permission = STEP_PERMISSION.get(step)
    return permission is not None and may(role, permission)


def covers(staff_region: str, region: str) -> bool:
    """Whether staff of one region see another: the city sees all, a county itself alone."""
    return staff_region in (CITY, region)


# What a county may do with a complaint that another county asks it to take over.
OF_RECEIVER: Final = frozenset({Step.TAKE_OVER, Step.RETURN})


def may_take(role: Role, staff_region: str, step: Step, region: str, sent_to: str | None) -> bool:
    """Whether somebody may take a step with a complaint of a region, in the hands of another
    county's desk while it is sent there. Only who is asked takes it over, or the city for them."""
    if not may_step(role, step):
        return False
    if covers(staff_region, region):
        return step is not Step.TAKE_OVER or staff_region == CITY
    return staff_region == sent_to and step in OF_RECEIVER
