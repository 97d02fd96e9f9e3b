"""One row of each list that can be taken along, all of one county: what tests of exports begin
with."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.calls import BreakReason, CallOutcome
from portal.domain.clocks import Urgency
from portal.domain.codes import complete
from portal.domain.complaint import Topic
from portal.domain.delivery import Failure, MessageState
from portal.domain.events import EventName
from portal.domain.export import ListName
from portal.domain.group_alarm import AlarmState, Level, Threshold
from portal.domain.ledger import Column
from portal.domain.poster import PlacementKind, Product
from portal.domain.print_batch import BatchForm, BatchState, RowRefusal, RowState
from portal.domain.retention import BatchState as PurgeState
from portal.domain.retention import Kept
from portal.domain.scans import SILENT_AFTER_DAYS
from portal.models import (
    Call,
    Clock,
    Complaint,
    GroupAlarm,
    GroupCase,
    GroupMember,
    LostCode,
    Message,
    Notice,
    Placement,
    PrintBatch,
    PrintBatchSite,
    PurgeBatch,
    PurgeItem,
    ReplyTemplate,
    ScanCount,
    Site,
    Staff,
)
from portal.services import clock, ledger, register
from portal.services.register import Origin
from tests import factories, issued

HERE, ELSEWHERE = "620502", "620503"
PHONE, PERSON = "19900000007", "赵某某"
GROUP = complete("3817294")
# Lists of which there is one for each group, each batch: which one is meant.
ONE_OF = {
    ListName.GROUP: f"?code={GROUP}",
    ListName.PURGE_BATCH: "?batch_id=1",
    ListName.NOT_PRINTED: "?batch_id=1",
}


def fill(session: Session) -> None:
    """One row for each list, and one more site, where no board hangs."""
    factories.offices(session)
    site = factories.site(session, region=HERE)
    complaint = factories.complaint(session, site, name=PERSON, phone=PHONE)
    officer = factories.member(session, region=HERE)
    amounts = {**dict.fromkeys(Column, None), Column.CLAIMED: 123_456}
    ledger.keep_line(session, complaint, by=officer, position=1, person=PERSON, amounts=amounts)
    _calls(session, officer)
    _boards(session, site, officer)
    factories.site(session, region=HERE, name="没有挂牌的工地")
    _watched(session, complaint, site, officer)
    _asked_and_written(session, complaint, officer)
    _purged(session, complaint, officer)


def _calls(session: Session, officer: Staff) -> None:
    for outcome in (CallOutcome.BROKEN_OFF, CallOutcome.ENQUIRY):
        session.add(
            Call(
                key=outcome, staff_id=officer.id, region=HERE, outcome=outcome, phone=PHONE,
                reason=BreakReason.LINE_BROKE, topic=Topic.WAGES, opened_at=clock.now(),
                touched_at=clock.now(), saved_at=clock.now(),
            )
        )  # fmt: skip


def _boards(session: Session, site: Site, officer: Staff) -> None:
    """A board that has hung unseen for long and is to be printed again; one that is scanned and
    nobody knows where; a batch that left the site out."""
    issue = issued.issue(session, site)
    session.add(
        Placement(
            site_id=site.id, region=HERE, product=Product.NOTICE_BOARD, kind=PlacementKind.GATE,
            words="大门口", issue_id=issue.id,
            hung_at=clock.now() - timedelta(days=SILENT_AFTER_DAYS + 1), hung_by_id=officer.id,
        )
    )  # fmt: skip
    session.add(ScanCount(on=clock.today(), site_id=site.id, placement_id=0, scans=5, started=2))
    batch = PrintBatch(
        region=HERE, form=BatchForm.PDF, settings={"paper": "A3"}, state=BatchState.DONE,
        total=1, asked_by_id=officer.id,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    session.add(
        PrintBatchSite(
            batch_id=batch.id, site_id=site.id, state=RowState.REFUSED,
            refusal=RowRefusal.INCOMPLETE, missing=["pay_day"],
        )
    )  # fmt: skip
    facts = factories.site_facts(name=site.name, region=HERE, pay_day="每月20日")
    register.change_site(session, site, facts, origin=Origin.FORM)


def _watched(session: Session, complaint: Complaint, site: Site, officer: Staff) -> None:
    """A group alarm whose words begin like a formula; a message that nobody could deliver; a clock
    that is over."""
    session.add(
        GroupAlarm(
            site_id=site.id, region=HERE, level=Level.SEVERAL, state=AlarmState.NEW,
            crossed=f"{Threshold.HEADS},{Threshold.SPEED}", complaints=3, people=12,
            sum_fen=4_500_000, since=clock.now(), raised_at=clock.now(), settled_by=officer,
            settled_at=clock.now(), reason=f"=看过{PERSON}",
        )
    )  # fmt: skip
    session.add(
        Message(
            complaint=complaint, event=EventName.ACCEPTED, phone=PHONE, text="示例",
            state=MessageState.DEAD, last_error=Failure.NO_ANSWER, queued_at=clock.now(),
            next_try_at=clock.now(),
        )
    )  # fmt: skip
    running: Any = session.scalars(Clock.running_of([complaint.id])).first()
    session.add(
        Notice(clock_id=running.id, region=HERE, urgency=Urgency.OVERDUE, made_at=clock.now())
    )


def _asked_and_written(session: Session, complaint: Complaint, officer: Staff) -> None:
    """A lost code, a group of one, a text for replies."""
    group = GroupCase(code=GROUP, region=HERE, site_id=complaint.site_id, opened_at=clock.now())
    session.add(group)
    session.flush()
    session.add(GroupMember(group_id=group.id, complaint_id=complaint.id))
    session.add(
        LostCode(
            asked_at=clock.now(), region=HERE, phone=PHONE, phone_key=PHONE,
            site_words=f"{PERSON}的工地", amount_fen=123_456, complaint=complaint,
        )
    )  # fmt: skip
    session.add(
        ReplyTemplate(
            region=HERE, title="已经受理", body=f"您好，{PERSON}", changed_by_id=officer.id,
            changed_at=clock.now(),
        )
    )  # fmt: skip


def _purged(session: Session, complaint: Complaint, officer: Staff) -> None:
    batch = PurgeBatch(
        kept=Kept.COMPLAINT, region=HERE, ended_before=date(2026, 1, 1), source="示例依据",
        state=PurgeState.PROPOSED, proposed_by_id=officer.id,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    session.add(PurgeItem(batch_id=batch.id, complaint_id=complaint.id))
