"""What a complaint may go through: its states, the steps between them, and what each step needs."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Kind(StrEnum):
    """投诉: one's own wages, named. 举报: anyone, may be anonymous. 咨询: a question."""

    COMPLAINT = "complaint"
    REPORT = "report"
    ENQUIRY = "enquiry"


class Topic(StrEnum):
    """What it is about."""

    WAGES = "wages"
    NO_CONTRACT = "no_contract"
    DEDUCTION = "deduction"
    INSURANCE = "insurance"
    INJURY = "injury"
    SAFETY = "safety"
    LIVING = "living"
    RETALIATION = "retaliation"
    OTHER = "other"


class Channel(StrEnum):
    """The way it came in."""

    SCAN = "scan"
    WEB = "web"
    PHONE = "phone"
    COUNTER = "counter"
    IMPORT = "import"


class Headcount(StrEnum):
    """How many people are owed."""

    ONE = "1"
    FEW = "2-9"
    MANY = "10+"


class Earlier(StrEnum):
    """What the worker says besides the months: before them, or never paid at all."""

    NO = ""
    BEFORE = "before"
    NEVER_PAID = "never_paid"


class Status(StrEnum):
    """Where it stands."""

    RECEIVED = "received"
    NEED_INFO = "need_info"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    REFUSED = "refused"
    INVESTIGATING = "investigating"
    DECIDED = "decided"
    CLOSED = "closed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What somebody does with it."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    TRANSFER = "transfer"
    RETURN = "return"
    ANSWER = "answer"
    INVESTIGATE = "investigate"
    DECIDE = "decide"
    CLOSE = "close"
    DISPUTE = "dispute"
    REINVESTIGATE = "reinvestigate"
    WITHDRAW = "withdraw"


UNDECIDED: Final = frozenset({Status.RECEIVED, Status.NEED_INFO})
OPEN: Final = frozenset(Status) - {Status.REFUSED, Status.CLOSED, Status.WITHDRAWN}
# Accepted and not decided: the investigation clock runs.
INVESTIGATED: Final = frozenset({Status.ACCEPTED, Status.INVESTIGATING})
_BEFORE_DECISION = UNDECIDED | {Status.ACCEPTED, Status.INVESTIGATING, Status.TRANSFERRED}

STEPS: Final = MappingProxyType(
    {
        Step.ACCEPT: (UNDECIDED, Status.ACCEPTED),
        Step.REFUSE: (UNDECIDED, Status.REFUSED),
        Step.ASK_SUPPLEMENT: (frozenset({Status.RECEIVED}), Status.NEED_INFO),
        Step.SUPPLEMENT: (frozenset({Status.NEED_INFO}), Status.RECEIVED),
        Step.TRANSFER: (UNDECIDED | {Status.ACCEPTED}, Status.TRANSFERRED),
        Step.RETURN: (frozenset({Status.TRANSFERRED}), Status.RECEIVED),
        Step.ANSWER: (frozenset({Status.RECEIVED}), Status.CLOSED),
        Step.INVESTIGATE: (frozenset({Status.ACCEPTED}), Status.INVESTIGATING),
        Step.DECIDE: (frozenset({Status.INVESTIGATING}), Status.DECIDED),
        Step.CLOSE: (frozenset({Status.DECIDED, Status.TRANSFERRED}), Status.CLOSED),
        Step.DISPUTE: (frozenset({Status.CLOSED}), Status.DISPUTED),
        Step.REINVESTIGATE: (frozenset({Status.DISPUTED}), Status.INVESTIGATING),
        Step.WITHDRAW: (_BEFORE_DECISION, Status.WITHDRAWN),
    }
)
BY_WORKER: Final = frozenset({Step.SUPPLEMENT, Step.DISPUTE, Step.WITHDRAW})
_OF_ENQUIRY = frozenset({Step.ANSWER, Step.TRANSFER, Step.RETURN, Step.CLOSE, Step.WITHDRAW})


class RefusalGround(StrEnum):
    """Why a complaint is not taken up; a missing item is never among them (FACTS R3, R8)."""

    OVER_TWO_YEARS = "over_two_years"
    IN_PROCEEDINGS = "in_proceedings"
    NOT_INSPECTION = "not_inspection"


# Matters of labour inspection (劳动保障监察条例 11): for these, 'not ours' is no ground.
INSPECTION_TOPICS: Final = frozenset(
    {Topic.WAGES, Topic.NO_CONTRACT, Topic.DEDUCTION, Topic.RETALIATION}
)


class TransferTarget(StrEnum):
    """To whom a complaint is passed on (保障农民工工资支付条例 10)."""

    OTHER_COUNTY = "other_county"
    REGULATOR = "regulator"
    ARBITRATION = "arbitration"
    POLICE = "police"
    SOCIAL_INSURANCE = "social_insurance"
    EMERGENCY = "emergency"
    OTHER = "other"


class Decision(StrEnum):
    """What an investigation ends in (劳动保障监察条例 18)."""

    ORDER_TO_PAY = "order_to_pay"
    PENALTY = "penalty"
    REVOKED = "revoked"
    MOVED_TO_POLICE = "moved_to_police"


class Conclusion(StrEnum):
    """How it ended for the worker."""

    PAID_IN_FULL = "paid_in_full"
    PAID_IN_PART = "paid_in_part"
    NO_ARREARS_FOUND = "no_arrears_found"
    COURT_ENFORCEMENT = "court_enforcement"
    MOVED_TO_POLICE = "moved_to_police"
    HANDLED_ELSEWHERE = "handled_elsewhere"
    ANSWERED = "answered"


PAID: Final = frozenset({Conclusion.PAID_IN_FULL, Conclusion.PAID_IN_PART})


class StepNotAllowed(Exception):
    """The step cannot be taken from where the complaint stands."""

    def __init__(self, step: Step, status: Status) -> None:
        super().__init__(f"{step} from {status}")
        self.step = step
        self.status = status


class GroundNotAllowed(Exception):
    """Wages and the like are a matter of labour inspection: never refused as not ours."""

    def __init__(self, ground: RefusalGround, topic: Topic) -> None:
        super().__init__(f"{ground} for {topic}")
        self.ground = ground
        self.topic = topic


class PaidAmountMissing(Exception):
    """A conclusion that says 'paid' must say how much."""


def allowed_steps(status: Status, kind: Kind, *, was_disputed: bool) -> tuple[Step, ...]:
    """The steps open from here; a closure is disputed once, an enquiry is only answered."""
    return tuple(
        step
        for step, (sources, _) in STEPS.items()
        if status in sources
        and not (step is Step.DISPUTE and (was_disputed or kind is Kind.ENQUIRY))
        and (step in _OF_ENQUIRY if kind is Kind.ENQUIRY else step is not Step.ANSWER)
    )


def status_after(step: Step, status: Status, kind: Kind, *, was_disputed: bool) -> Status:
    """Where the step leads. Raises StepNotAllowed."""
    if step not in allowed_steps(status, kind, was_disputed=was_disputed):
        raise StepNotAllowed(step, status)
    return STEPS[step][1]


def check_ground(ground: RefusalGround, topic: Topic) -> None:
    """Raises GroundNotAllowed where the ground denies what the topic is (FACTS R8)."""
    if ground is RefusalGround.NOT_INSPECTION and topic in INSPECTION_TOPICS:
        raise GroundNotAllowed(ground, topic)


def check_conclusion(conclusion: Conclusion, paid_fen: int | None) -> None:
    """Raises PaidAmountMissing when a paid conclusion carries no amount above zero."""
    if conclusion in PAID and (paid_fen or 0) <= 0:
        raise PaidAmountMissing
