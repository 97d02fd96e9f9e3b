"""The demo complaints: each with a true timeline, and nobody real among them."""

import re
from collections import Counter
from datetime import UTC, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import phone
from portal.domain.casework import RefusalGround
from portal.domain.complaint import (
    NOTHING_DONE,
    STEPS,
    Channel,
    Decision,
    Kind,
    Status,
    Step,
    TransferTarget,
    progress_after,
    status_after,
)
from portal.domain.conclusion import Conclusion
from portal.domain.events import EventName
from portal.domain.roles import Permission, covers, may_step
from portal.models import Complaint, Event, Message, Office, Party, Site, Staff
from portal.services import calendar, clock
from portal.services.demo import plot
from tests.services.demo_data.laying import (
    HOLIDAY_NIGHT,
    STEP_OF,
    TODAY,
    WORKDAY_NOON,
)

TALKS = {
    EventName.CASE_ASKED,
    EventName.LOST_CODE_ASKED,
    EventName.LOST_CODE_REFUSED,
    EventName.CODE_REISSUED,
}


def test_the_events_of_a_complaint_lead_to_its_status(
    complaints: list[Complaint], timelines: dict[int, list[Event]]
) -> None:
    for complaint in complaints:
        events = timelines[complaint.id]
        assert events[0].name is EventName.RECEIVED
        assert events[0].at == complaint.received_at
        status, was_disputed, progress = Status.RECEIVED, False, NOTHING_DONE
        for event in events[1:]:
            if step := STEP_OF.get(event.name):
                status = status_after(
                    step,
                    status,
                    complaint.kind,
                    was_disputed=was_disputed,
                    progress=progress,
                )
                decision = Decision(event.facts["decision"]) if step is Step.DECIDE else None
                progress = progress_after(step, progress, decision=decision)
                was_disputed |= step is Step.DISPUTE
        assert progress == complaint.progress
        assert (status, was_disputed) == (complaint.status, complaint.was_disputed)
        assert (complaint.status is Status.CLOSED) <= (complaint.conclusion is not None)
    assert {
        STEP_OF[e.name] for events in timelines.values() for e in events[1:] if e.name in STEP_OF
    } == set(STEPS) - {Step.TAKE_OVER}  # no two counties are at it in the demo


def test_events_carry_past_moments_in_order_and_staff_keep_office_hours(
    session: Session, timelines: dict[int, list[Event]]
) -> None:
    days = calendar.work_calendar(session)
    everything = list(session.scalars(select(Event).order_by(Event.id)))
    # The hotline's talks are laid down after the complaints that they are about.
    of_complaints = [
        event.at for event in everything if event.complaint_id and event.name not in TALKS
    ]
    assert of_complaints == sorted(of_complaints)
    assert max(event.at for event in everything) < WORKDAY_NOON
    assert min(of_complaints) > WORKDAY_NOON - timedelta(days=18 * 31)
    for event in everything:
        local = event.at.astimezone(clock.CHINA)
        assert 6 <= local.hour < 22
        if event.staff_id:
            assert days.is_workday(local.date())
            assert 8 <= local.hour < 18
    for events in timelines.values():
        moments = [event.at for event in events]
        assert moments == sorted(moments)
        assert len(set(moments)) == len(moments)


def test_on_a_rest_day_too_every_moment_is_past_and_offices_are_closed(session: Session) -> None:
    days = calendar.work_calendar(session)
    sites = list(session.scalars(select(Site).order_by(Site.id)))
    with clock.pretending(HOLIDAY_NIGHT.astimezone(UTC)):
        tales = list(plot.tales(sites, days))
    for tale in tales:
        moments = [moment for moment, _ in tale.timeline]
        assert moments == sorted(moments)
        assert moments[-1] <= HOLIDAY_NIGHT
        if not days.is_workday(moments[0].date()):
            assert tale.channel in (Channel.SCAN, Channel.WEB)
    received = Counter(tale.timeline[0][0].date() for tale in tales)
    assert received[HOLIDAY_NIGHT.date()] == 13


def test_staff_take_only_steps_of_their_role_and_region(
    session: Session, complaints: list[Complaint], timelines: dict[int, list[Event]]
) -> None:
    people = {person.id: person for person in session.scalars(select(Staff))}
    for complaint in complaints:
        for event in timelines[complaint.id]:
            by = people.get(event.staff_id or 0)
            step = STEP_OF.get(event.name)
            if by is None:
                continue
            assert covers(by.region, complaint.region)
            assert step is None or may_step(by.role, step)
            assert event.name is not EventName.RECEIVED or by.may(Permission.TAKE_CALLS)


def test_some_came_today_and_yesterday_and_a_few_wait_too_long(complaints: list[Complaint]) -> None:
    days = Counter(c.received_at.astimezone(clock.CHINA).date() for c in complaints)
    overdue = [c for c in complaints if c.is_undecided and c.acceptance_due_on < TODAY]
    assert days[TODAY] >= 10
    assert days[TODAY - timedelta(days=1)] >= 10
    assert 5 <= len(overdue) <= 20


def test_grounds_targets_and_payments_are_stated(
    complaints: list[Complaint], timelines: dict[int, list[Event]]
) -> None:
    facts = [event.facts for events in timelines.values() for event in events]
    assert {fact["ground"] for fact in facts if "ground" in fact} == set(RefusalGround)
    assert {fact["target"] for fact in facts if "target" in fact} == set(TransferTarget)
    for complaint in complaints:
        is_paid = complaint.conclusion in (Conclusion.PAID_IN_FULL, Conclusion.PAID_IN_PART)
        assert is_paid == bool(complaint.paid_fen)
        if complaint.conclusion is Conclusion.PAID_IN_PART and complaint.amount_fen:
            assert complaint.paid_fen and complaint.paid_fen < complaint.amount_fen


def test_months_lie_before_the_receipt_and_after_the_works_began(
    complaints: list[Complaint],
) -> None:
    for complaint in complaints:
        received = complaint.received_at.astimezone(clock.CHINA).strftime("%Y-%m")
        assert all(month < received for month in complaint.months)
        if complaint.site and complaint.months:
            assert complaint.site.started_on
            assert complaint.months[0] >= complaint.site.started_on.strftime("%Y-%m")


def test_only_reports_are_anonymous_and_then_nothing_personal_is_kept(
    complaints: list[Complaint],
) -> None:
    anonymous = [complaint for complaint in complaints if complaint.is_anonymous]
    assert anonymous
    for complaint in anonymous:
        assert complaint.kind is Kind.REPORT
        assert complaint.is_confidential
        assert complaint.worker_name is complaint.phone is None
    assert all(complaint.phone for complaint in complaints if not complaint.is_anonymous)


def test_what_workers_say_is_hardly_ever_the_same(complaints: list[Complaint]) -> None:
    told = [complaint.narrative for complaint in complaints if complaint.narrative]
    assert len(told) > 600
    assert len(set(told)) > 0.97 * len(told)
    assert not any("{" in text or "}" in text for text in told)


def test_nobody_and_nothing_is_real(session: Session, complaints: list[Complaint]) -> None:
    for complaint in complaints:
        assert complaint.phone is None or re.fullmatch(r"1990000\d{4}", complaint.phone)
        assert complaint.phone is None or phone.mobile(complaint.phone) == complaint.phone
        assert re.search(r"(某|师傅)$", complaint.worker_name or "某")
        assert "示例" in (complaint.employer or "示例")
        assert "示例" in (complaint.place or "示例")
    for site in session.scalars(select(Site)):
        assert site.name.startswith("示例·")
        assert "示例" in site.address
        assert site.permit_no.startswith("示例") or not site.permit_no
    for party in session.scalars(select(Party)):
        assert party.organisation.startswith("示例") or not party.organisation
        assert re.fullmatch(r"0000\d{7}|", party.phone)
        assert party.person.endswith("某") or not party.person
    for office in session.scalars(select(Office)):
        assert office.name.startswith("示例·")
        assert re.fullmatch(r"0000-\d{7}", office.phone)
        assert "示例" in office.address
    assert all(p.display_name.startswith("示例") for p in session.scalars(select(Staff)))


def test_nobody_in_the_demo_is_ever_sent_a_message(session: Session) -> None:
    assert session.scalars(select(Message).limit(1)).first() is None


def test_notes_hold_no_number_that_somebody_could_have(session: Session) -> None:
    notes = [note for note in session.scalars(select(Event.note)) if note]
    assert notes
    assert all(
        number.startswith("0000") for note in notes for number in re.findall(r"\d[\d-]{6,}", note)
    )
