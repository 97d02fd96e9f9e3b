"""What stands in the blanks of a document until somebody writes something else."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from portal.domain.casework import ServedHow
from portal.domain.document_fields import Field
from portal.domain.document_kinds import RULES, Addressee
from portal.domain.events import EventName
from portal.domain.site import PartyRole
from portal.models import Document
from portal.services.clock import today
from portal.services.document_facts import Case, day_said


def suggested(case: Case) -> dict[Field, str]:
    """What stands in the blanks of its kind until somebody writes something else."""
    return {
        blank.field: _SUGGEST[blank.field](case) if blank.field in _SUGGEST else ""
        for blank in case.rule.blanks
    }


def _contractor(case: Case) -> str:
    """As the register has it: what the reporter calls the employer is the reporter's own word."""
    site = case.complaint.site
    found = site.party(PartyRole.GENERAL_CONTRACTOR) if site else None
    return found.organisation if found else ""


def _second(case: Case) -> str:
    file = case.complaint.case_file
    return file.second.display_name if file and file.second else ""


def _served_what(case: Case) -> str:
    """What went out to the employer and counts."""
    papers = case.session.scalars(Document.of_complaint(case.complaint.id)).all()
    served = [
        f"{case.house.say(one.kind)}（{one.number}）"
        for one in papers
        if not one.is_cancelled and RULES[one.kind].addressee is Addressee.EMPLOYER
    ]
    return "、".join(served)


def _served_how(case: Case) -> str:
    how = case.fact(EventName.SERVED, "served_how")
    return case.house.say(ServedHow(how)) if how else ""


def _outcome(case: Case) -> str:
    conclusion = case.complaint.conclusion
    if conclusion is None:
        return ""
    said = case.house.say(conclusion)
    note = case.note(EventName.CLOSED)
    return f"{said}。{note}" if note else said


_SUGGEST: Final[Mapping[Field, Callable[[Case], str]]] = MappingProxyType(
    {
        Field.GUIDANCE: lambda case: case.note(EventName.REFUSED),
        Field.REMEDY: lambda case: case.house.remedy,
        Field.REQUEST: lambda case: case.note(EventName.SUPPLEMENT_ASKED),
        Field.REASON: lambda case: case.note(EventName.TRANSFERRED),
        Field.RESPONDENT: _contractor,
        Field.DEFENCE: lambda case: case.note(EventName.EMPLOYER_HEARD),
        Field.ASKED_WHEN: lambda _: day_said(today()) + "　　时　　分",
        Field.RECORDER: _second,
        Field.SERVED_WHAT: _served_what,
        Field.SERVED_HOW: _served_how,
        Field.SERVED_ON: lambda case: case.fact(EventName.SERVED, "served_on"),
        Field.OUTCOME: _outcome,
    }
)
