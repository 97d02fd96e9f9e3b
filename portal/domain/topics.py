"""What becomes of each topic: who takes it, where it goes on to, and which line helps right now."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.complaint import Topic, TransferTarget


class Handling(StrEnum):
    """What this bureau does with it. Nothing is turned away: what is not ours is passed on, and
    the other office tells how it ended (保障农民工工资支付条例 10)."""

    OURS = "ours"
    SHARED = "shared"
    PASSED_ON = "passed_on"


class Line(StrEnum):
    """The national lines (FACTS 6.1); a county's own numbers are in the register of offices."""

    POLICY = "12333"
    GENERAL = "12345"
    LEGAL_AID = "12348"
    UNION = "12351"


@dataclass(frozen=True)
class Guidance:
    """The road of a topic. Where there is danger, people come before papers."""

    handling: Handling
    line: Line
    goes_to: TransferTarget | None = None
    is_danger: bool = False


GUIDANCE: Final = MappingProxyType(
    {
        Topic.INJURY: Guidance(
            Handling.SHARED, Line.LEGAL_AID, TransferTarget.SOCIAL_INSURANCE, is_danger=True
        ),
        Topic.SAFETY: Guidance(
            Handling.PASSED_ON, Line.GENERAL, TransferTarget.REGULATOR, is_danger=True
        ),
        Topic.WAGES: Guidance(Handling.OURS, Line.GENERAL),
        Topic.NO_CONTRACT: Guidance(Handling.OURS, Line.POLICY),
        Topic.DEDUCTION: Guidance(Handling.OURS, Line.POLICY),
        Topic.INSURANCE: Guidance(Handling.SHARED, Line.POLICY, TransferTarget.SOCIAL_INSURANCE),
        Topic.LIVING: Guidance(Handling.PASSED_ON, Line.UNION, TransferTarget.REGULATOR),
        Topic.RETALIATION: Guidance(Handling.OURS, Line.LEGAL_AID),
        Topic.OTHER: Guidance(Handling.SHARED, Line.GENERAL),
    }
)
# As they are offered beside wages: what may cost a life first.
BESIDE_WAGES: Final = tuple(topic for topic in GUIDANCE if topic is not Topic.WAGES)
