"""What the case itself tells a document, field by field; only what its kind may say is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain import codes, money, phone
from portal.domain.casework import Hearing, MissingItem, RefusalGround
from portal.domain.clocks import ClockKind
from portal.domain.complaint import Kind, Topic
from portal.domain.document_fields import Field
from portal.domain.document_kinds import Addressee, Rule
from portal.domain.documents import REFUSAL_BASIS
from portal.domain.events import EventName
from portal.domain.regions import CITY
from portal.domain.site import OfficeKind
from portal.models import Complaint, Event, Office
from portal.services import clock_keeping, ledger
from portal.services.clock import CHINA
from portal.services.ledger import Figures

# A topic as an office writes it.
_MATTERS: Final = MappingProxyType(
    {
        Topic.WAGES: "拖欠工资",
        Topic.NO_CONTRACT: "未订立书面劳动合同",
        Topic.DEDUCTION: "克扣工资",
        Topic.INSURANCE: "社会保险",
        Topic.INJURY: "工伤",
        Topic.SAFETY: "安全生产",
        Topic.LIVING: "食宿条件",
        Topic.RETALIATION: "打击报复",
        Topic.OTHER: "其他劳动用工问题",
    }
)
_SECRET: Final = "（依法保密，需要时由本机关转达）"  # noqa: S105 - words on paper


@dataclass(frozen=True)
class House:
    """What documents take from the installation: who runs it, the words before a number by county
    or kind, what is said of remedies, and how a word of a closed list is said."""

    organiser: str
    say: Callable[[StrEnum], str]
    number_words: Mapping[str, str] = field(default_factory=dict)
    remedy: str = ""


class Case:
    """A complaint and the kind of document that is made of it, with what is asked of it more than
    once."""

    def __init__(self, session: Session, complaint: Complaint, rule: Rule, house: House) -> None:
        self.session = session
        self.complaint = complaint
        self.rule = rule
        self.house = house

    @cached_property
    def office(self) -> Office | None:
        """The inspection office of the county, if somebody has verified it."""
        return self.session.scalar(Office.verified_of(self.complaint.region, OfficeKind.INSPECTION))

    @cached_property
    def figures(self) -> Figures:
        """The sums of its ledger."""
        return ledger.figures_of(self.session, self.complaint)

    def event(self, name: EventName) -> Event | None:
        """The newest event of that name."""
        return self.session.scalars(Event.newest_of(self.complaint.id, name)).first()

    def fact(self, name: EventName, fact: str) -> Any:
        """A fact of the newest event of that name; "" without one."""
        event = self.event(name)
        return event.facts[fact] if event else ""

    def note(self, name: EventName) -> str:
        """What was written with the newest event of that name."""
        event = self.event(name)
        return (event.note or "") if event else ""


def gather(case: Case) -> dict[Field, str]:
    """The fields of its kind that the case tells; "" for what it does not know."""
    return {field: _TELL[field](case) for field in Field if field in case.rule.told}


def day_said(day: date) -> str:
    """`2026年11月24日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def _office(case: Case) -> str:
    if case.office is not None:
        return case.office.name
    return case.house.organiser if case.complaint.region == CITY else ""


def _filed_on(case: Case) -> str:
    file = case.complaint.case_file
    return day_said(file.filed_on) if file and file.filed_on else ""


def _investigation_due(case: Case) -> str:
    complaint = case.complaint
    if complaint.investigation_due_on is None:
        return ""
    said = day_said(complaint.investigation_due_on)
    return f"{said}（放假安排公布后可能变动）" if complaint.is_investigation_provisional else said


def _inspectors(case: Case) -> str:
    file = case.complaint.case_file
    if file is None or file.lead is None or file.second is None:
        return ""
    people = ((file.lead, file.lead_certificate), (file.second, file.second_certificate))
    return "、".join(f"{one.display_name}（执法证号 {paper}）" for one, paper in people)


def _is_secret(case: Case) -> bool:
    """Whether an office is not to hear who it was: of a report never (劳动保障监察条例 9)."""
    is_report = case.complaint.kind is Kind.REPORT
    return case.rule.addressee is not Addressee.WORKER and (
        is_report or case.complaint.is_anonymous
    )


def _name(case: Case) -> str:
    if _is_secret(case):
        return _SECRET
    known = case.complaint.worker_name
    return known or f"登记号 {codes.spoken(case.complaint.number)} 的投诉人"


def _phone(case: Case) -> str:
    if _is_secret(case):
        return _SECRET
    return phone.spaced(case.complaint.phone or "") or "没有留"


def _received_on(case: Case) -> str:
    return day_said(case.complaint.received_at.astimezone(CHINA).date())


def _complained_of(case: Case) -> str:
    complaint = case.complaint
    at = complaint.site.name if complaint.site else complaint.place
    return complaint.employer or (f"{at}的用人单位" if at else "有关单位")


def _claimed(case: Case) -> str:
    fen = case.figures.claimed
    return money.in_figures(fen) if fen else "没有说准"


def _months(case: Case) -> str:
    months = case.complaint.months
    return "、".join(f"{m[:4]}年{int(m[5:])}月" for m in months) or "没有说准"


def _ground(case: Case) -> str:
    ground = case.fact(EventName.REFUSED, "ground")
    return case.house.say(RefusalGround(ground)) if ground else ""


def _basis(case: Case) -> str:
    ground = case.fact(EventName.REFUSED, "ground")
    return REFUSAL_BASIS[RefusalGround(ground)] if ground else ""


def _items(case: Case) -> str:
    items = case.fact(EventName.SUPPLEMENT_ASKED, "items") or ()
    return "、".join(case.house.say(MissingItem(item)) for item in items)


def _reply_by(case: Case) -> str:
    clock = clock_keeping.running(case.session, case.complaint, ClockKind.TRANSFER_REPLY)
    return day_said(clock.due_on) if clock else ""


def _ordered(case: Case) -> str:
    fen = case.fact(EventName.DECIDED, "ordered_fen")
    return money.in_figures(fen) if fen else ""


def _pay_by(case: Case) -> str:
    day = case.fact(EventName.DECIDED, "pay_by")
    return day_said(date.fromisoformat(day)) if day else ""


def _paid(case: Case) -> str:
    fen = case.figures.paid
    return money.in_figures(fen) if fen else ""


def _hearing(case: Case) -> str:
    how = case.fact(EventName.EMPLOYER_HEARD, "hearing")
    return case.house.say(Hearing(how)) if how else ""


def _heard_on(case: Case) -> str:
    day = case.fact(EventName.EMPLOYER_HEARD, "heard_on")
    return day_said(date.fromisoformat(day)) if day else ""


_TELL: Final[Mapping[Field, Callable[[Case], str]]] = MappingProxyType(
    {
        Field.OFFICE: _office,
        Field.OFFICE_PHONE: lambda case: case.office.phone if case.office else "",
        Field.OFFICE_ADDRESS: lambda case: case.office.address if case.office else "",
        Field.SITE: lambda case: case.complaint.site.name if case.complaint.site else "",
        Field.SITE_ADDRESS: lambda case: case.complaint.site.address if case.complaint.site else "",
        Field.FILED_ON: _filed_on,
        Field.INVESTIGATION_DUE: _investigation_due,
        Field.INSPECTORS: _inspectors,
        Field.NAME: _name,
        Field.PHONE: _phone,
        Field.RECEIPT: lambda case: codes.spoken(case.complaint.number),
        Field.RECEIVED_ON: _received_on,
        Field.COMPLAINED_OF: _complained_of,
        Field.CLAIMED: _claimed,
        Field.MONTHS: _months,
        Field.MATTER: lambda case: _MATTERS[case.complaint.topic],
        Field.GROUND: _ground,
        Field.BASIS: _basis,
        Field.ITEMS: _items,
        Field.RECEIVER: lambda case: case.fact(EventName.TRANSFERRED, "organisation"),
        Field.REPLY_BY: _reply_by,
        Field.ORDERED: _ordered,
        Field.PAY_BY: _pay_by,
        Field.PAID: _paid,
        Field.HEARING: _hearing,
        Field.HEARD_ON: _heard_on,
    }
)
