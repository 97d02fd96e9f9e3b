"""One thing with many at once: as it was shown, once, and what changed since is left out."""

from collections.abc import Sequence
from functools import partial

import pytest
from sqlalchemy.orm import Session

from portal.domain.bulk import BulkKind, LeftOut
from portal.domain.casework import RefusalGround
from portal.domain.complaint import Status
from portal.domain.events import EventName
from portal.domain.recusal import InspectorRecused, RecusalGround
from portal.domain.roles import Role
from portal.models import BulkAction, Complaint, Event, Message, Staff
from portal.services import bulk, casework, notify, recusals
from portal.services.assignment import desk_of
from portal.services.bulk import Planned, Promise, Wanted
from tests import casefile, factories

HERE = "620502"


def values(complaint: Complaint) -> dict[str, str]:
    found = {"登记号": complaint.number}
    return {**found, "工地": complaint.site.name} if complaint.site else found


def events(session: Session, complaint: Complaint, name: EventName) -> list[Event]:
    return [e for e in session.scalars(Event.of_complaint(complaint.id)) if e.name is name]


def numbers(complaints: Sequence[Complaint]) -> list[str]:
    return [each.number for each in complaints]


def reply(
    session: Session, by: Staff, shown: Sequence[Planned], token: str, body: str = "【登记号】"
) -> BulkAction:
    promised = [Promise(p.number, p.seen, p.mark) for p in shown if p.left_out is None]
    asked = [promise.number for promise in promised]
    again = bulk.gather(session, by, asked, for_change=True)
    return bulk.carry_out(
        session,
        BulkKind.REPLY,
        by=by,
        token=token,
        promised=promised,
        planned=bulk.plan_reply(again, body, values, by=by),
        act=partial(bulk.send, session, by=by),
    )


def assign(
    session: Session, by: Staff, complaints: Sequence[Complaint], wanted: Wanted
) -> tuple[list[Planned], BulkAction]:
    def plan(*, for_change: bool = False) -> list[Planned]:
        gathered = bulk.gather(session, by, numbers(complaints), for_change=for_change)
        desk = desk_of(session, wanted.certificates)
        return bulk.plan_assignment(gathered, wanted, desk)

    shown = plan()
    desk = desk_of(session, wanted.certificates)
    promised = [Promise(p.number, p.seen, p.mark) for p in shown]
    act = partial(bulk.give, session, desk=desk, by=by, reason="换班")
    done = bulk.carry_out(
        session,
        BulkKind.ASSIGN,
        by=by,
        token=f"{wanted}",
        promised=promised,
        planned=plan(for_change=True),
        act=act,
    )
    return shown, done


def test_each_reads_its_own_text_once_and_hears_of_it_once(session: Session) -> None:
    notify.turn_on(session.get_bind(), "https://x")
    head = factories.member(session, Role.HEAD, region=HERE)
    mine = [factories.complaint(session, factories.site(session)) for _ in range(3)]
    shown = bulk.plan_reply(
        bulk.gather(session, head, numbers(mine)), "【登记号】好", values, by=head
    )
    assert [p.text for p in shown] == [f"{c.number}好" for c in mine]
    first = reply(session, head, shown, "一", "【登记号】好")
    second = reply(session, head, shown, "一", "【登记号】好")
    assert first.id == second.id
    assert first.done == numbers(mine)
    for each in mine:
        [event] = events(session, each, EventName.REPLIED)
        assert event.note == f"{each.number}好"
        told = list(session.query(Message).filter_by(complaint_id=each.id))
        assert [m.event for m in told].count(EventName.REPLIED) == 1
    # The same preview under another token, as a stale tab would send it, says nothing twice.
    stale = reply(session, head, shown, "二", "【登记号】好")
    assert stale.done == []
    assert {reason for _, reason in stale.left_out} == {LeftOut.CHANGED}


def test_who_is_left_out_is_told_why(session: Session) -> None:
    head = factories.member(session, Role.HEAD, region=HERE)
    there = factories.complaint(session, factories.site(session, region="620503"))
    ended = factories.complaint(session, factories.site(session))
    casework.refuse(session, ended, by=head, ground=RefusalGround.OVER_TWO_YEARS, note="去法院")
    bare = factories.complaint(session)
    session.flush()
    asked = [there.number, "00000000", ended.number, bare.number]
    planned = bulk.plan_reply(bulk.gather(session, head, asked), "【工地】", values, by=head)
    assert [p.left_out for p in planned] == [
        LeftOut.NOT_SEEN, LeftOut.NOT_SEEN, LeftOut.FINISHED, LeftOut.VALUE_MISSING,
    ]  # fmt: skip
    assert planned[3].lacking == ("工地",)
    assert planned[0].complaint is None


def test_what_changed_between_preview_and_word_is_left_out(session: Session) -> None:
    head = factories.member(session, Role.HEAD, region=HERE)
    same, moved = (factories.complaint(session, factories.site(session)) for _ in range(2))
    shown = bulk.plan_reply(
        bulk.gather(session, head, numbers([same, moved])), "【登记号】", values, by=head
    )
    casework.reveal(session, same, by=head, reason="call")
    casework.reply(session, moved, by=head, note="刚回过")
    done = reply(session, head, shown, "一")
    assert done.done == [same.number]
    assert done.left_out == [[moved.number, "changed"]]


def test_an_assignment_goes_from_hand_to_hand_and_two_stay_two(session: Session) -> None:
    head = factories.member(session, Role.HEAD, region=HERE)
    old, new, other = (factories.member(session, region=HERE) for _ in range(3))
    fresh, accepted, shared = (
        factories.complaint(session, factories.site(session)) for _ in range(3)
    )
    casefile.accept(session, accepted, by=old)
    casefile.accept(session, shared, by=old, second=new)
    stranger = factories.member(session, region="620503")
    all_three = [fresh, accepted, shared]
    shown, _ = assign(session, head, all_three, Wanted(stranger.id, None, {}))
    assert {p.left_out for p in shown} == {LeftOut.NOT_OF_COUNTY}
    shown, _ = assign(session, head, all_three, Wanted(other.id, None, {}))
    assert [p.left_out for p in shown] == [
        None, LeftOut.CERTIFICATE_MISSING, LeftOut.CERTIFICATE_MISSING
    ]  # fmt: skip
    shown, done = assign(session, head, all_three, Wanted(new.id, None, {new.id: "示例9"}))
    assert [p.left_out for p in shown] == [None, None, LeftOut.SAME_PERSON]
    assert done.done == [fresh.number, accepted.number]
    assert fresh.hands.allotted_id == new.id
    assert fresh.status is Status.RECEIVED
    file = accepted.case_file
    assert file is not None
    assert (file.lead, file.lead_certificate) == (new, "示例9")
    [event] = events(session, accepted, EventName.ASSIGNED)
    assert event.note == f"{old.display_name} → {new.display_name}\n换班"
    assert event.facts["lead_id"] == new.id
    shown, done = assign(session, head, [fresh], Wanted(new.id, None, {}))
    assert (shown[0].left_out, done.done) == (LeftOut.UNCHANGED, [])


def test_who_declared_an_interest_is_given_the_case_by_no_way(session: Session) -> None:
    head = factories.member(session, Role.HEAD, region=HERE)
    person, other = (factories.member(session, region=HERE) for _ in range(2))
    found = factories.complaint(session, factories.site(session))
    for _ in range(2):
        recusals.declare(
            session, found, by=person, person=person, ground=RecusalGround.FAMILY, note="表兄弟"
        )
    session.flush()
    [event] = events(session, found, EventName.RECUSED)
    assert event.facts == {"account_id": person.id, "recusal": RecusalGround.FAMILY}
    assert "表兄弟" not in str(event.facts)
    shown, _ = assign(session, head, [found], Wanted(person.id, None, {}))
    assert shown[0].left_out is LeftOut.RECUSED
    with pytest.raises(InspectorRecused):
        casefile.accept(session, found, by=other, second=person)
    assert found.status is Status.RECEIVED


def test_what_is_allotted_lies_on_that_desk_and_no_other(session: Session) -> None:
    head = factories.member(session, Role.HEAD, region=HERE)
    mine, other = (factories.member(session, region=HERE) for _ in range(2))
    found = factories.complaint(session, factories.site(session))
    assign(session, head, [found], Wanted(mine.id, None, {}))
    session.flush()
    seen = Complaint.seen_from(HERE)
    assert list(session.scalars(Complaint.of_inspector(seen, mine.id))) == [found]
    assert list(session.scalars(Complaint.of_inspector(seen, other.id))) == []
    casefile.accept(session, found, by=other)
    session.flush()
    assert found.hands.allotted_id is None
    assert list(session.scalars(Complaint.of_inspector(seen, mine.id))) == []
