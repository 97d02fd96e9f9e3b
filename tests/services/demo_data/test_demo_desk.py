"""The demo data: boards at every stage, and a hotline that has had some days behind it."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.calls import CallOutcome
from portal.domain.complaint import Channel
from portal.domain.lost_code import LostCodeState
from portal.domain.poster import IssueState, Product
from portal.domain.print_batch import BatchState, RowState
from portal.domain.site import BoardState
from portal.models import (
    Call,
    Complaint,
    LostCode,
    Placement,
    PosterIssue,
    PrintBatch,
    PrintBatchSite,
    ScanCount,
    Site,
)
from portal.services import clock
from portal.services.demo import hotline
from portal.services.demo.site_list import QINGSHUI, SAMPLE_NAME
from tests.services.demo_data.laying import TODAY, WORKDAY_NOON


def test_boards_stand_at_every_stage_and_a_first_one_is_left_to_print(session: Session) -> None:
    sites = list(session.scalars(select(Site)))
    assert {site.board_state for site in sites} == set(BoardState)
    sample = next(site for site in sites if site.name == SAMPLE_NAME)
    assert sample.board_state is BoardState.NONE
    assert all(s.board_state is BoardState.NONE for s in sites if s.region == QINGSHUI)
    states = {issue.state for issue in session.scalars(select(PosterIssue))}
    assert states == {IssueState.OPEN, IssueState.STALE, IssueState.SUPERSEDED}


def test_a_batch_is_done_and_says_which_sites_it_refused(session: Session) -> None:
    batch = session.scalars(select(PrintBatch)).one()
    assert (batch.state, batch.done) == (BatchState.DONE, batch.total)
    rows = session.scalars(
        select(PrintBatchSite.state).where(PrintBatchSite.batch_id == batch.id)
    ).all()
    assert set(rows) == {RowState.PRINTED, RowState.REFUSED}
    assert len(rows) == batch.total


def test_posters_hang_at_sites_and_in_public_places(session: Session) -> None:
    places = list(session.scalars(select(Placement)))
    assert {place.product for place in places} == {Product.NOTICE_BOARD, Product.PUBLICITY_SHEET}
    assert {place.is_hanging for place in places} == {True, False}
    assert any(place.taken_down_reason for place in places)
    for place in places:
        moments = (place.planned_at, place.hung_at, place.taken_down_at)
        known = [moment for moment in moments if moment is not None]
        assert known == sorted(known)
        assert known[-1] <= WORKDAY_NOON


def test_scans_are_of_posters_that_hang_and_lead_to_what_came_in_by_scan(session: Session) -> None:
    came_in: dict[tuple[int | None, object], int] = {}
    scanned = select(Complaint.site_id, Complaint.received_at)
    for site_id, at in session.execute(scanned.where(Complaint.channel == Channel.SCAN)):
        on = at.astimezone(clock.CHINA).date()
        came_in[site_id, on] = came_in.get((site_id, on), 0) + 1
    hung = {place.id: place.hung_at for place in session.scalars(select(Placement))}
    counts = list(session.scalars(select(ScanCount)))
    assert sum(count.submitted for count in counts) > 10
    for count in counts:
        hung_at = hung[count.placement_id]
        assert hung_at is not None
        assert hung_at.astimezone(clock.CHINA).date() <= count.on <= TODAY
        assert count.submitted <= count.started <= count.scans
        if count.submitted:
            assert count.submitted == came_in[count.site_id, count.on]


def test_the_hotline_has_days_behind_it_and_today_before_it(session: Session) -> None:
    calls = list(session.scalars(select(Call)))
    outcomes = {call.outcome for call in calls}
    assert outcomes == {CallOutcome.BROKEN_OFF, CallOutcome.ENQUIRY, CallOutcome.PROGRESS}
    begin = WORKDAY_NOON - timedelta(hours=12)
    assert all(call.opened_at < begin and call.saved_at for call in calls)
    waiting = [call for call in calls if call.next_try_at is not None]
    assert len(waiting) == hotline.TO_CALL_BACK
    assert sum(call.is_out_of_reach for call in calls) == 1
    asked = Counter(session.scalars(select(LostCode.state)))
    assert asked == {LostCodeState.WAITING: hotline.CODES_ASKED, LostCodeState.GIVEN: 1}
