"""Purging: agreed on by two, never what is open or held; a stub stays and the chain holds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from portal.domain.complaint import Status
from portal.domain.events import EventName
from portal.domain.retention import BatchMoved, BatchState, Kept, Obstacle, SamePerson
from portal.domain.roles import Role
from portal.models import Call, Complaint, Event, LostCode, PurgeBatch, PurgeItem, Staff
from portal.services import (
    audit_check,
    calls,
    clock,
    evidence,
    follow,
    groups,
    lost_codes,
    purge,
    retention,
)
from portal.services.calls import Screen
from portal.services.purge import Report
from portal.services.retention import NothingDue
from portal.services.storage import FolderStorage
from tests import casefile, factories, shots

LONG_AGO = datetime(2020, 3, 2, 2, 0, tzinfo=UTC)
SCHEDULE = retention.schedule_of(
    (("complaint", "5y"), ("draft", "30d"), ("broken_call", "90d"), ("lost_code", "180d")),
    "示例局档案规定",
)


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "evidence")


@pytest.fixture
def head(session: Session) -> Staff:
    return factories.member(session, Role.HEAD)


@pytest.fixture
def director(session: Session) -> Staff:
    return factories.member(session, Role.DIRECTOR)


def withdrawn(session: Session, **facts: str) -> Complaint:
    with clock.pretending(LONG_AGO):
        complaint = factories.complaint(session, **facts)
        follow.withdraw(session, complaint, "老板给了")
    session.flush()
    return complaint


def add_photo(session: Session, storage: FolderStorage, complaint: Complaint) -> None:
    photo = evidence.place(storage, shots.jpeg(64, 48, 1))
    evidence.add(session, storage, complaint, "k", photo)


def propose(session: Session, by: Staff) -> PurgeBatch:
    return retention.propose(session, SCHEDULE, Kept.COMPLAINT, by=by, region=by.region)


def work(session: Session, storage: FolderStorage) -> Report:
    report = purge.work(session, storage, SCHEDULE, session.commit)
    session.expire_all()
    return report


def purge_all(session: Session, storage: FolderStorage, head: Staff, director: Staff) -> Report:
    retention.confirm(session, propose(session, head), by=director)
    return work(session, storage)


def rows_of(session: Session, complaint_id: int) -> set[str]:
    """The tables that still have a row of a complaint."""
    found = set()
    for table in inspect(session.connection()).get_table_names():
        columns = {each["name"] for each in inspect(session.connection()).get_columns(table)}
        for column in columns & {"complaint_id", "joined_id"}:
            query = text(f"select 1 from {table} where {column} = :id limit 1")
            if session.scalar(query, {"id": complaint_id}):
                found.add(table)
    return found


def test_everything_of_the_person_goes_and_a_stub_and_the_chain_remain(
    session: Session, storage: FolderStorage, head: Staff, director: Staff
) -> None:
    site = factories.site(session)
    with clock.pretending(LONG_AGO):
        complaint = factories.complaint(session, site)
        number = complaint.number
        add_photo(session, storage, complaint)
        casefile.close(session, complaint, by=director)
        follow.write(session, complaint, "谢谢")
    other = withdrawn(session, narrative="不在这一批")
    other.status = Status.DISPUTED
    session.commit()
    assert len(list(storage.names())) == 3
    report = purge_all(session, storage, head, director)
    assert (report.purged, report.stayed) == (1, 0)
    assert list(storage.names()) == []
    assert rows_of(session, complaint.id) == {"event", "purge_item"}
    stub = session.scalars(Complaint.by_number(number)).one()
    assert stub.purged_at is not None
    assert (stub.worker_name, stub.phone, stub.narrative, stub.employer) == (None, None, None, "")
    assert stub.received_at == LONG_AGO
    events = session.scalars(Event.of_complaint(complaint.id)).all()
    assert {event.note for event in events} == {None}
    assert events[-1].name is EventName.PURGED
    assert events[-1].staff_id == director.id
    assert events[-1].facts["proposer_id"] == head.id
    batch = session.scalars(PurgeItem.that_purged(complaint.id)).one()
    assert (batch.state, batch.source) == (BatchState.DONE, "示例局档案规定")
    assert other.narrative == "不在这一批"
    assert complaint.id not in session.scalars(Complaint.seen_from("620500")).all()
    assert audit_check.verify(session, session.commit).wrong is None


def test_a_note_that_is_gone_without_a_purge_is_found(
    session: Session, storage: FolderStorage, head: Staff, director: Staff
) -> None:
    complaint, kept = withdrawn(session), withdrawn(session)
    retention.hold(session, kept, by=head, reason="信访还没结")
    purge_all(session, storage, head, director)
    assert audit_check.verify(session, session.commit).wrong is None
    session.execute(text("update audit_link set note_salt = null"))
    session.execute(text("update event set note = null where complaint_id = :id"), {"id": kept.id})
    session.commit()
    wrong = audit_check.verify(session, session.commit).wrong
    assert wrong is not None
    [first] = session.scalars(
        select(Event.id).where(Event.complaint_id == kept.id, Event.name == EventName.WITHDRAWN)
    )
    assert wrong.event_id == first
    assert complaint.id != kept.id


def test_what_is_open_held_young_or_grouped_with_something_open_is_not_proposed(
    session: Session, head: Staff
) -> None:
    site = factories.site(session)
    goes = withdrawn(session)
    held, member, young = withdrawn(session), withdrawn(session), factories.complaint(session)
    follow.withdraw(session, young, "x")
    retention.hold(session, held, by=head, reason="有人在查")
    with clock.pretending(LONG_AGO):
        first, second = (factories.complaint(session, site) for _ in range(2))
        group = groups.share(session, first)
        groups.join(session, second, group.code)
        follow.withdraw(session, second, "x")
    session.flush()
    batch = propose(session, head)
    ids = set(session.scalars(select(PurgeItem.complaint_id)))
    assert ids == {goes.id, member.id}
    with pytest.raises(NothingDue):
        propose(session, head)
    retention.drop(session, batch, by=head, reason="再看看")
    assert set(session.scalars(select(PurgeItem.complaint_id))) == ids
    assert propose(session, head).id != batch.id


def test_what_changed_since_it_was_proposed_stays(
    session: Session, storage: FolderStorage, head: Staff, director: Staff
) -> None:
    goes, held, opened = (withdrawn(session) for _ in range(3))
    batch = propose(session, head)
    retention.confirm(session, batch, by=director)
    retention.hold(session, held, by=head, reason="有人在查")
    opened.status = Status.RECEIVED
    session.commit()
    report = work(session, storage)
    assert (report.purged, report.stayed) == (1, 2)
    found = {item.complaint_id: item.obstacle for item in session.scalars(select(PurgeItem))}
    assert found == {goes.id: None, held.id: Obstacle.HELD, opened.id: Obstacle.OPEN}
    retention.lift(session, held, by=head, reason="查完了")
    assert purge_all(session, storage, head, director).purged == 1


def test_two_people_decide_and_only_once(session: Session, head: Staff, director: Staff) -> None:
    withdrawn(session)
    batch = propose(session, director)
    with pytest.raises(SamePerson):
        retention.confirm(session, batch, by=director)
    retention.confirm(session, batch, by=factories.member(session, Role.DIRECTOR))
    for act in (
        lambda: retention.confirm(session, batch, by=head),
        lambda: retention.drop(session, batch, by=head, reason="x"),
    ):
        with pytest.raises(BatchMoved):
            act()


def test_without_a_period_and_its_source_nothing_is_proposed_nor_purged(
    session: Session, storage: FolderStorage, head: Staff
) -> None:
    withdrawn(session)
    lost_codes.ask(session, digits="19900000001", site_words="x", amount_fen=None)
    for schedule in (
        retention.schedule_of((), "示例文号"),
        retention.schedule_of((("complaint", "1d"), ("lost_code", "1d")), ""),
    ):
        with pytest.raises(NothingDue):
            retention.propose(session, schedule, Kept.COMPLAINT, by=head, region="620500")
        assert purge.work(session, storage, schedule, session.commit) == Report()


def test_a_county_proposes_its_own_alone(session: Session) -> None:
    here, _ = withdrawn(session, region="620502"), withdrawn(session, region="620503")
    propose(session, factories.member(session, Role.HEAD, region="620502"))
    assert session.scalars(select(PurgeItem.complaint_id)).all() == [here.id]


def test_files_whose_storage_is_away_are_left_to_the_sweep_and_the_rest_goes_on(
    session: Session, storage: FolderStorage, head: Staff, director: Staff,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with clock.pretending(LONG_AGO):
        first = factories.complaint(session)
        add_photo(session, storage, first)
        follow.withdraw(session, first, "x")
    second = withdrawn(session)
    retention.confirm(session, propose(session, head), by=director)
    session.commit()

    class Cut(Exception):
        pass

    def cut(_name: str) -> None:
        raise Cut

    monkeypatch.setattr(storage, "delete", cut)
    with pytest.raises(Cut):
        work(session, storage)
    session.rollback()
    monkeypatch.undo()
    assert rows_of(session, first.id) == {"event", "purge_item"}
    assert work(session, storage).purged == 1
    assert second.purged_at is not None
    assert audit_check.verify(session, session.commit).wrong is None


def test_drafts_broken_calls_and_requests_have_their_time(
    session: Session, storage: FolderStorage
) -> None:
    operator = factories.member(session, Role.OPERATOR)
    with clock.pretending(LONG_AGO):
        for key in ("old-draft", "old-broken"):
            at = Screen(key, operator, clock.now() - timedelta(minutes=2))
            calls.keep(session, at, [("phone", "19900000001")], "19900000001")
        lost_codes.ask(session, digits="19900000001", site_words="x", amount_fen=None)
    at = Screen("new", operator, clock.now())
    calls.keep(session, at, [("phone", "19900000002")], "19900000002")
    session.flush()
    session.execute(text("update call set outcome = 'broken_off' where id = 2"))
    session.commit()
    assert work(session, storage).leftovers == 3
    assert session.scalars(select(Call.id)).all() == [3]
    assert session.scalars(select(LostCode.id)).all() == []
    counted = select(Event.facts).where(Event.name == EventName.PURGE_OF_LEFTOVERS)
    assert session.scalars(counted).all() == [{"draft": 1, "broken_call": 1, "lost_code": 1}]
