"""How the works of a site go on, and what cannot be said of them."""

import pytest

from portal.domain.site import SiteStatus
from portal.domain.site_steps import (
    SiteStep,
    SiteStepNotAllowed,
    allowed_site_steps,
    status_after,
)


def test_works_are_started_suspended_resumed_finished_and_reopened() -> None:
    status = SiteStatus.PLANNED
    for step, expected in (
        (SiteStep.START, SiteStatus.ACTIVE),
        (SiteStep.SUSPEND, SiteStatus.SUSPENDED),
        (SiteStep.RESUME, SiteStatus.ACTIVE),
        (SiteStep.FINISH, SiteStatus.FINISHED),
        (SiteStep.REOPEN, SiteStatus.ACTIVE),
    ):
        status = status_after(step, status)
        assert status is expected


def test_works_at_rest_may_be_over() -> None:
    assert status_after(SiteStep.FINISH, SiteStatus.SUSPENDED) is SiteStatus.FINISHED


@pytest.mark.parametrize("status", SiteStatus)
def test_exactly_the_steps_that_are_offered_can_be_taken(status: SiteStatus) -> None:
    offered = allowed_site_steps(status)
    assert offered, "nothing is a dead end"
    for step in SiteStep:
        if step in offered:
            assert status_after(step, status) is not status
        else:
            with pytest.raises(SiteStepNotAllowed) as refused:
                status_after(step, status)
            assert (refused.value.step, refused.value.status) == (step, status)
