"""A group case: one code, claims side by side, and what may not come together."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.codes import parse
from portal.domain.complaint import Kind, Status, Topic
from portal.domain.events import EventName
from portal.domain.group import NotShared, may_share
from portal.models import Event
from portal.services import group_cases, groups, ledger
from tests import factories


def test_a_code_is_made_once_and_is_one_that_can_be_read_out(session: Session) -> None:
    complaint = factories.complaint(session, factories.site(session))
    group = groups.share(session, complaint)
    assert groups.share(session, complaint) is group
    assert parse(group.code) == group.code
    assert group.code not in (complaint.number, complaint.site.code if complaint.site else "")
    names = [event.name for event in session.scalars(Event.of_complaint(complaint.id))]
    assert names == [EventName.RECEIVED, EventName.GROUP_OPENED]


def test_members_have_claims_of_their_own_and_a_sum_together(session: Session) -> None:
    site = factories.site(session)
    first = factories.complaint(session, site, amount_fen=100_00)
    group = groups.share(session, first)
    for amount in (250_00, None):
        other = factories.complaint(session, site, amount_fen=amount)
        assert groups.join(session, other, f" {group.code[:4]} {group.code[4:]} ")
        assert groups.share(session, other) is group
    children = group_cases.children(session, group)
    assert children[0].complaint.id == first.id
    assert ledger.together(child.figures for child in children).claimed == 350_00


def test_another_place_and_an_unknown_code_join_nothing(session: Session) -> None:
    site = factories.site(session)
    group = groups.share(session, factories.complaint(session, site))
    elsewhere = factories.complaint(session, factories.site(session))
    assert not groups.join(session, elsewhere, group.code)
    here = factories.complaint(session, site)
    assert not groups.join(session, here, factories.wrong_digit(group.code))
    assert not groups.join(session, here, "00000000")


def test_a_group_lives_as_long_as_one_of_its_complaints(session: Session) -> None:
    site = factories.site(session)
    first, second = (factories.complaint(session, site) for _ in range(2))
    group = groups.share(session, first)
    groups.join(session, second, group.code)
    first.status = Status.WITHDRAWN
    session.flush()
    assert groups.is_alive(session, group)
    second.status = Status.CLOSED
    session.flush()
    assert not groups.is_alive(session, group)
    assert not groups.join(session, factories.complaint(session, site), group.code)


@pytest.mark.parametrize(
    ("kind", "topic", "status", "is_anonymous"),
    [
        (Kind.REPORT, Topic.WAGES, Status.RECEIVED, True),
        (Kind.ENQUIRY, Topic.WAGES, Status.RECEIVED, False),
        (Kind.COMPLAINT, Topic.SAFETY, Status.RECEIVED, False),
        (Kind.COMPLAINT, Topic.WAGES, Status.WITHDRAWN, False),
    ],
)
def test_only_ones_own_wages_named_and_not_over_are_shared(
    session: Session, kind: Kind, topic: Topic, status: Status, is_anonymous: bool
) -> None:
    assert not may_share(kind, topic, status, is_anonymous=is_anonymous)
    complaint = factories.complaint(session, kind=kind, topic=topic, is_anonymous=is_anonymous)
    complaint.status = status
    with pytest.raises(NotShared):
        groups.share(session, complaint)
