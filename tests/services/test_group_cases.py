"""A case of several complaints: each keeps what is its own, and what is common is counted once."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind
from portal.domain.complaint import Headcount, Kind, Status, Step
from portal.domain.events import EventName
from portal.domain.group import (
    NoRepresentative,
    NotesRemain,
    NothingChosen,
    NotOfThisGroup,
    NotTogether,
    TooManyRepresentatives,
)
from portal.domain.group_alarm import AlarmState, Limits
from portal.domain.ledger import Column
from portal.models import Complaint, Event, GroupAlarm, GroupCase, GroupNote, Site, Staff
from portal.services import (
    casework,
    clock_keeping,
    group_alarms,
    group_cases,
    groups,
    ledger,
    purge_plan,
)
from portal.services.group_alarms import watch
from portal.services.ledger import Figures
from tests import casefile, factories

only_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def officer(session: Session) -> Staff:
    return factories.member(session)


@pytest.fixture
def site(session: Session) -> Site:
    return factories.site(session)


def file(session: Session, site: Site, times: int, **facts: object) -> list[Complaint]:
    return [
        factories.complaint(session, site, **{"phone": f"1990000{n:04d}", **facts})
        for n in range(times)
    ]


def names(session: Session, complaint: Complaint) -> list[EventName]:
    return [event.name for event in session.scalars(Event.of_complaint(complaint.id))]


def numbers(session: Session, group: GroupCase) -> list[str]:
    return [child.complaint.number for child in group_cases.children(session, group)]


def test_taking_up_settles_the_alarm_and_changes_nothing_of_the_complaints(
    session: Session, site: Site, officer: Staff
) -> None:
    filed = file(session, site, 3)
    watch(session)
    before = [(one.number, one.status, one.acceptance_due_on, one.amount_fen) for one in filed]
    group = group_cases.take_up(session, by=officer, complaints=filed[:2])
    session.flush()
    session.expire_all()
    assert before == [(c.number, c.status, c.acceptance_due_on, c.amount_fen) for c in filed]
    [alarm] = session.scalars(GroupAlarm.seen_from("620502")).all()
    assert (alarm.state, alarm.group, alarm.settled_by) == (AlarmState.TAKEN_UP, group, officer)
    assert numbers(session, group) == [one.number for one in filed[:2]]
    assert names(session, filed[0])[-1] is EventName.GROUP_TAKEN_UP
    assert EventName.GROUP_TAKEN_UP not in names(session, filed[2])
    assert group_cases.fitting(session, group) == [filed[2]]
    group_cases.add(session, group, filed[2], by=officer)
    with pytest.raises(NotOfThisGroup):
        group_cases.add(session, group, filed[2], by=officer)
    assert group_cases.fitting(session, group) == []


def test_groups_that_workers_opened_become_one_case_and_every_code_leads_there(
    session: Session, site: Site, officer: Staff
) -> None:
    first, second, third, alone = file(session, site, 4)
    one, other = groups.share(session, first), groups.share(session, second)
    groups.join(session, third, other.code)
    group = group_cases.take_up(session, by=officer, complaints=[alone], shared=[one, other])
    assert group is one
    assert numbers(session, group) == [each.number for each in (first, second, third, alone)]
    assert groups.find(session, other.code) is group
    assert groups.share(session, third) is group
    late = factories.complaint(session, site, phone="19900000099")
    assert groups.join(session, late, other.code)
    assert numbers(session, group)[-1] == late.number


@only_sqlite
def test_what_does_not_fit_is_no_part_of_it(session: Session, site: Site, officer: Staff) -> None:
    here, closed, question = file(session, site, 3)
    closed.status, question.kind = Status.CLOSED, Kind.ENQUIRY
    elsewhere = factories.complaint(session, factories.site(session))
    session.flush()
    with pytest.raises(NothingChosen):
        group_cases.take_up(session, by=officer, complaints=[])
    group = group_cases.take_up(session, by=officer, complaints=[here])
    for other in (closed, question, elsewhere):
        with pytest.raises(NotOfThisGroup):
            group_cases.add(session, group, other, by=officer)
    with pytest.raises(NotOfThisGroup):
        group_cases.take_up(session, by=officer, complaints=[here])


def test_accepted_together_each_has_its_own_event_and_clock(
    session: Session, site: Site, officer: Staff
) -> None:
    filed = file(session, site, 3)
    casefile.accept(session, filed[0], by=officer)
    group = group_cases.take_up(session, by=officer, complaints=filed)
    second = factories.member(session)
    facts = {
        "lead": officer,
        "second": second,
        "certificates": ("示例001", "示例002"),
        "is_free_of_interest": True,
    }
    children = group_cases.children(session, group, for_change=True)
    taken = group_cases.take_together(
        session, children, Step.ACCEPT, casework.accept, by=officer, **facts
    )
    assert (taken.done, taken.left_out) == (filed[1:], filed[:1])
    for complaint in filed:
        assert complaint.status is Status.ACCEPTED
        assert names(session, complaint).count(EventName.ACCEPTED) == 1
        assert clock_keeping.running(session, complaint, ClockKind.INVESTIGATION) is not None
    for step in (Step.DECIDE, Step.CLOSE, Step.REFUSE):
        with pytest.raises(NotTogether):
            group_cases.take_together(session, children, step, casework.close, by=officer)


def test_the_sums_are_those_of_the_ledgers(session: Session, site: Site, officer: Staff) -> None:
    filed = file(session, site, 2)
    filed.append(factories.complaint(session, site, phone="19900000098", amount_fen=None))
    group = group_cases.take_up(session, by=officer, complaints=filed)
    amounts = {Column.CLAIMED: 100_00, Column.VERIFIED: 90_00, Column.ORDERED: 90_00}
    for position in (1, 2):
        ledger.keep_line(
            session, filed[0], by=officer, position=position, person="某", amounts=amounts
        )
    children = group_cases.children(session, group)
    sums = ledger.together(child.figures for child in children)
    assert sums == Figures(people=2, claimed=200_00 + 3_500_000, verified=180_00, ordered=180_00)
    assert group_cases.people(children) == 4
    filed[1].headcount = Headcount.MANY
    assert group_cases.people(group_cases.children(session, group)) == 10
    assert ledger.together([]) == Figures()


@only_sqlite
def test_representatives_are_chosen_among_the_children_and_not_too_many(
    session: Session, site: Site, officer: Staff
) -> None:
    group_alarms.set_limits(session.get_bind().engine, Limits(representatives=1))
    first, second, hidden = file(session, site, 3)
    hidden.is_anonymous = True
    group = group_cases.take_up(session, by=officer, complaints=[first, second, hidden])
    for _ in range(2):
        group_cases.choose(session, group, first, by=officer)
    assert names(session, first).count(EventName.REPRESENTATIVE_CHOSEN) == 1
    with pytest.raises(TooManyRepresentatives):
        group_cases.choose(session, group, second, by=officer)
    group_cases.release(session, group, first, by=officer)
    with pytest.raises(NoRepresentative):
        group_cases.choose(session, group, hidden, by=officer)
    group_cases.choose(session, group, second, by=officer)
    children = group_cases.children(session, group)
    assert [child.is_representative for child in children] == [False, True, False]
    with pytest.raises(NotOfThisGroup):
        group_cases.choose(session, group, factories.complaint(session, site), by=officer)


def test_one_leaves_with_all_that_it_has_and_the_case_ends_with_the_last(
    session: Session, site: Site, officer: Staff
) -> None:
    filed = file(session, site, 3)
    watch(session)
    group = group_cases.take_up(session, by=officer, complaints=filed)
    group_cases.let_go(session, group, filed[0], by=officer, reason="不是这个班组的")
    assert numbers(session, group) == [one.number for one in filed[1:]]
    assert names(session, filed[0])[-1] is EventName.GROUP_LEFT
    with pytest.raises(NotOfThisGroup):
        group_cases.let_go(session, group, filed[0], by=officer, reason="x")
    casefile.close(session, filed[1], by=officer)
    assert groups.is_alive(session, group)
    casefile.close(session, filed[2], by=officer)
    session.flush()
    assert not groups.is_alive(session, group)
    assert watch(session).ended.total() == 1


@only_sqlite
def test_a_note_stands_on_the_group_and_each_complaint_says_that_there_is_one(
    session: Session, site: Site, officer: Staff
) -> None:
    filed = file(session, site, 2)
    group = group_cases.take_up(session, by=officer, complaints=filed)
    group_cases.note(session, group, by=officer, text="总包答应周五前打款")
    [note] = session.scalars(GroupNote.of_group(group.id)).all()
    assert (note.text, note.staff) == ("总包答应周五前打款", officer)
    for complaint in filed:
        last = session.scalars(Event.of_complaint(complaint.id)).all()[-1]
        assert (last.name, last.note) == (EventName.GROUP_NOTED, None)
        assert not last.is_for_worker
    left = []
    for complaint in filed:
        for statement in purge_plan.statements(complaint.id):
            session.execute(statement)
        left.append(len(session.scalars(GroupNote.of_group(group.id)).all()))
    assert left == [1, 0]


@only_sqlite
def test_the_last_complaint_stays_with_the_notes_of_its_group(
    session: Session, site: Site, officer: Staff
) -> None:
    filed = file(session, site, 2)
    bare, noted = (
        group_cases.take_up(session, by=officer, complaints=[complaint]) for complaint in filed
    )
    group_cases.note(session, noted, by=officer, text="总包答应周五前打款")
    with pytest.raises(NotesRemain):
        group_cases.let_go(session, noted, filed[1], by=officer, reason="并到别的群体")
    group_cases.let_go(session, bare, filed[0], by=officer, reason="并到别的群体")
    group_cases.add(session, noted, filed[0], by=officer)
    group_cases.let_go(session, noted, filed[1], by=officer, reason="不是这个班组的")
    assert [each.complaint for each in group_cases.children(session, noted)] == [filed[0]]
