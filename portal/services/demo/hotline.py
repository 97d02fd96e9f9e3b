"""What the operator of the demo has behind her: questions answered, cases asked about, lines that
broke, codes that were lost. Nothing of today, so that the first call is the visitor's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.calls import APART, AttemptOutcome, BreakReason
from portal.domain.complaint import Channel, Kind, Topic
from portal.domain.lost_code import LostCodeCheck
from portal.domain.telling import Caller
from portal.domain.workdays import WorkCalendar
from portal.models import Call, Complaint, Event, LostCode, Staff
from portal.services import callbacks, calls, case_talk, lost_codes
from portal.services.calls import Screen
from portal.services.clock import CHINA, pretending, today
from portal.services.demo import moments, people

# How many callers wait to be called back, and how many requests for a lost code.
TO_CALL_BACK: Final = 3
CODES_ASKED: Final = 3
_DAYS, _ENQUIRIES_A_DAY, _TALKS = 10, 5, 8
# A worker's number that no complaint of the demo has.
_FIRST_CALLER: Final = 9800
_ANSWERS: Final = (
    (Topic.NO_CONTRACT, "faq/no-contract"),
    (Topic.WAGES, "channels/labour-inspection"),
    (Topic.WAGES, "employer-duties/contractor-pays-first"),
    (Topic.DEDUCTION, "cautions/keep-wage-card"),
    (Topic.OTHER, "channels/legal-aid"),
    (Topic.WAGES, "channels/arbitration"),
)
_BROKEN: Final = (
    (BreakReason.LINE_BROKE, "麦积那边一个工地，两个月没发，信号不好断了", "620503"),
    (BreakReason.HUNG_UP, "问能不能匿名，说等一下再打", "620502"),
    (BreakReason.NOT_UNDERSTOOD, "口音听不清，好像是甘谷的堤防工程", "620523"),
    (BreakReason.LINE_BROKE, "说工头电话打不通，话没说完", "620522"),
)


@dataclass(frozen=True)
class Desk:
    """The database, the operator, the working days."""

    session: Session
    by: Staff
    days: WorkCalendar

    def screen(self, days_ago: int, number: int) -> Screen:
        """A call screen opened in the office hours of a working day before today."""
        rng = Random(f"call {days_ago} {number}")
        day = moments.last_working_day(today() - timedelta(days=days_ago), self.days)
        return Screen(f"demo {days_ago} {number}", self.by, moments.in_office(day, rng))


def sit_down(desk: Desk) -> None:
    """All of it, after the complaints."""
    _answer_enquiries(desk)
    _break_off(desk)
    quiet = _quiet_cases(desk)
    _tell(desk, quiet[:_TALKS])
    _lose_codes(desk, quiet[_TALKS:])


def _answer_enquiries(desk: Desk) -> None:
    for number in range(_DAYS * _ENQUIRIES_A_DAY):
        screen = desk.screen(1 + number // _ENQUIRIES_A_DAY, number)
        with pretending(screen.opened_at + timedelta(seconds=50 + number * 7 % 240)):
            calls.answer_enquiry(desk.session, screen, *_ANSWERS[number * 5 % len(_ANSWERS)])


def _break_off(desk: Desk) -> None:
    """All but the last wait to be called back; that one was tried twice, in vain."""
    for number, (reason, said, region) in enumerate(_BROKEN):
        screen = desk.screen(1 if number < TO_CALL_BACK else 4, 100 + number)
        digits = people.worker(_FIRST_CALLER + number).phone
        typed = [("phone", digits), ("region", region), ("narrative", said)]
        with pretending(screen.opened_at + timedelta(minutes=2)):
            calls.break_off(desk.session, screen, typed, digits, reason)
    call = desk.session.scalars(Call.by_key(screen.key)).one()
    for tried in (timedelta(minutes=15), timedelta(minutes=20) + APART):
        with pretending(screen.opened_at + tried):
            callbacks.attempt(desk.session, call, AttemptOutcome.NO_ANSWER, by=desk.by)


def _quiet_cases(desk: Desk) -> Sequence[Complaint]:
    """Cases with a number on which nothing has happened since the day before yesterday."""
    since = datetime.combine(today() - timedelta(days=6), time(), CHINA)
    query = (
        select(Complaint)
        .join(Event, Event.complaint_id == Complaint.id)
        .where(Complaint.phone_key.is_not(None), Complaint.kind == Kind.COMPLAINT)
        .where(Complaint.channel == Channel.SCAN)
        .group_by(Complaint.id)
        .having(func.max(Event.at) < since)
        .order_by(Complaint.id.desc())
        .limit(_TALKS + CODES_ASKED + 1)
    )
    return desk.session.scalars(query).all()


def _tell(desk: Desk, cases: Sequence[Complaint]) -> None:
    for number, case in enumerate(cases):
        screen = desk.screen(1 + number % 5, 200 + number)
        knows = case.phone or "" if number % 3 else ""
        answers = case_talk.Answers(Caller.SELF, number=case.number, digits=knows)
        with pretending(screen.opened_at + timedelta(minutes=3)):
            case_talk.tell(desk.session, case, answers, screen)


def _lose_codes(desk: Desk, cases: Sequence[Complaint]) -> None:
    """Those who lost their query code; the first was given another one after every check."""
    for number, case in enumerate(cases):
        screen = desk.screen(5 if number == 0 else 1, 300 + number)
        words = case.site.code if case.site else case.place
        with pretending(screen.opened_at):
            lost_codes.ask(
                desk.session, digits=case.phone or "", site_words=words, amount_fen=case.amount_fen
            )
        if number == 0:
            request = desk.session.scalars(LostCode.waiting(regions.CITY, 1)).one()
            with pretending(screen.opened_at + timedelta(minutes=20)):
                lost_codes.give(desk.session, request, case, by=desk.by, checks=list(LostCodeCheck))
