"""How the works of a site go on: started, suspended, resumed, finished, reopened."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.site import SiteStatus


class SiteStep(StrEnum):
    """What somebody says has happened to the works."""

    START = "start"
    SUSPEND = "suspend"
    RESUME = "resume"
    FINISH = "finish"
    REOPEN = "reopen"


_ACTIVE = SiteStatus.ACTIVE
_STEPS: Final = MappingProxyType(
    {
        SiteStep.START: ({SiteStatus.PLANNED}, _ACTIVE),
        SiteStep.SUSPEND: ({_ACTIVE}, SiteStatus.SUSPENDED),
        SiteStep.RESUME: ({SiteStatus.SUSPENDED}, _ACTIVE),
        SiteStep.FINISH: ({_ACTIVE, SiteStatus.SUSPENDED}, SiteStatus.FINISHED),
        SiteStep.REOPEN: ({SiteStatus.FINISHED}, _ACTIVE),
    }
)


class SiteStepNotAllowed(Exception):
    """The step cannot be taken from where the works stand."""

    def __init__(self, step: SiteStep, status: SiteStatus) -> None:
        super().__init__(f"{step} from {status}")
        self.step = step
        self.status = status


def allowed_site_steps(status: SiteStatus) -> tuple[SiteStep, ...]:
    """The steps that may be taken from a status, in the order in which they are offered."""
    return tuple(step for step, (starts, _) in _STEPS.items() if status in starts)


def status_after(step: SiteStep, status: SiteStatus) -> SiteStatus:
    """Where the works stand after the step. Raises SiteStepNotAllowed."""
    starts, end = _STEPS[step]
    if status not in starts:
        raise SiteStepNotAllowed(step, status)
    return end
