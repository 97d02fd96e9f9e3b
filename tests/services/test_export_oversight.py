"""Alarms, the audit and messages as they are taken along, on both databases: page by page."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.delivery import Failure, MessageState
from portal.domain.events import EventName
from portal.domain.group_alarm import AlarmState
from portal.models import Event, GroupAlarm, Message, taken_along
from portal.models.audit_entries import Asked
from portal.services import audit_list, clock, export_oversight, group_alarms
from portal.services.export_sheet import Source, counted, newest_first
from portal.services.record import record
from tests import factories

HERE, ELSEWHERE, CITY = "620502", "620503", "620500"


def all_rows(session: Session, source: Source) -> list[Any]:
    """Every row, page after page, none of them twice."""
    rows, after = [], None
    while True:
        batch = source(session, after)
        rows.extend(batch.rows)
        if (after := batch.after) is None:
            return rows


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_the_audit_is_read_by_key_narrowed_as_its_page_is(
    session: Session, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(export_oversight, "AT_ONCE", at_once)
    here = factories.complaint(session, region=HERE)
    factories.complaint(session, region=ELSEWHERE, phone="19900000002")
    for _ in range(3):
        record(session, EventName.REVEALED, complaint=here, reason="call")
    session.commit()
    now = clock.now()
    for asked in (
        Asked(CITY),
        Asked(HERE),
        Asked(HERE, names=frozenset({EventName.REVEALED})),
        Asked(CITY, names=frozenset({EventName.REVEALED, EventName.RECEIVED})),
        Asked(HERE, since=now - timedelta(days=1), until=now + timedelta(days=1)),
        Asked(HERE, since=now - timedelta(days=9), until=now - timedelta(days=8)),
        Asked(CITY, complaint_id=here.id, names=frozenset({EventName.RECEIVED})),
    ):
        found = [
            row.event.id for row in all_rows(session, export_oversight.audit(asked).source(False))
        ]
        whole = audit_list.page(session, asked, before=None, size=1000)
        assert found == [row.event.id for row in whole]
        assert audit_list.count(session, asked, 1000) == len(found)
    every = all_rows(session, export_oversight.audit(Asked(CITY)).source(False))
    assert len(every) == len(session.scalars(select(Event.id)).all())


def test_alarms_come_with_their_site_and_open_no_reason_unless_asked(session: Session) -> None:
    site = factories.site(session, region=HERE)
    for n in range(3):
        factories.complaint(session, site, phone=f"1990000001{n}", region=HERE)
    group_alarms.watch(session)
    (alarm,) = session.scalars(select(GroupAlarm))
    alarm.reason = "示例原因"
    session.commit()
    query = GroupAlarm.in_states(GroupAlarm.seen_from(HERE), {AlarmState.NEW})
    assert counted(query, GroupAlarm)(session, 10) == 1
    for is_personal in (False, True):
        session.expunge_all()
        opened = taken_along.opened_alarms(query, is_personal=is_personal)
        (row,) = all_rows(session, newest_first(opened, GroupAlarm))
        assert ("reason" in row.__dict__) == is_personal
        assert "site" in row.__dict__
    assert not all_rows(session, newest_first(GroupAlarm.seen_from(ELSEWHERE), GroupAlarm))


def test_messages_in_trouble_are_told_without_their_words(session: Session) -> None:
    complaint = factories.complaint(session, region=HERE)
    for state, failure in (
        (MessageState.DEAD, Failure.NO_ANSWER),
        (MessageState.QUEUED, Failure.UNREACHABLE),
        (MessageState.QUEUED, None),
    ):
        session.add(
            Message(
                complaint=complaint, event=EventName.ACCEPTED, phone="19900000001", text="示例",
                state=state, last_error=failure, queued_at=clock.now(), next_try_at=clock.now(),
            )
        )  # fmt: skip
    session.commit()
    session.expunge_all()
    query = taken_along.opened_messages(Message.troubled(HERE), is_personal=False)
    rows = all_rows(session, newest_first(query, Message))
    assert [row.last_error for row in rows] == [Failure.UNREACHABLE, Failure.NO_ANSWER]
    assert not {"text", "phone"} & set(rows[0].__dict__)
    assert not all_rows(session, newest_first(Message.troubled(ELSEWHERE), Message))
