"""What a complaint may go through: its states, the steps between them, and what each step needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final


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
    TAKE_OVER = "take_over"
    NOTE_TAKEN = "note_taken"
    RETURN = "return"
    ANSWER = "answer"
    INVESTIGATE = "investigate"
    RECORD = "record"
    HEAR = "hear"
    EXTEND = "extend"
    COMPLETE = "complete"
    DECIDE = "decide"
    SERVE = "serve"
    ENFORCE = "enforce"
    CLOSE = "close"
    DISPUTE = "dispute"
    REINVESTIGATE = "reinvestigate"
    WITHDRAW = "withdraw"


UNDECIDED: Final = frozenset({Status.RECEIVED, Status.NEED_INFO})
OPEN: Final = frozenset(Status) - {Status.REFUSED, Status.CLOSED, Status.WITHDRAWN}
# Open and past acceptance: two people inspect it, wherever it has been sent.
IN_TWO_HANDS: Final = OPEN - UNDECIDED
# Accepted and not decided: the investigation clock runs.
INVESTIGATED: Final = frozenset({Status.ACCEPTED, Status.INVESTIGATING})
_BEFORE_DECISION = UNDECIDED | {Status.ACCEPTED, Status.INVESTIGATING, Status.TRANSFERRED}

# From where each step is taken, and where it leads; None: the complaint stays where it is.
STEPS: Final[Mapping[Step, tuple[frozenset[Status], Status | None]]] = MappingProxyType(
    {
        Step.ACCEPT: (UNDECIDED, Status.ACCEPTED),
        Step.REFUSE: (UNDECIDED, Status.REFUSED),
        Step.ASK_SUPPLEMENT: (frozenset({Status.RECEIVED}), Status.NEED_INFO),
        Step.SUPPLEMENT: (frozenset({Status.NEED_INFO}), Status.RECEIVED),
        Step.TRANSFER: (UNDECIDED | {Status.ACCEPTED}, Status.TRANSFERRED),
        Step.TAKE_OVER: (frozenset({Status.TRANSFERRED}), Status.RECEIVED),
        Step.NOTE_TAKEN: (frozenset({Status.TRANSFERRED}), None),
        Step.RETURN: (frozenset({Status.TRANSFERRED}), Status.RECEIVED),
        Step.ANSWER: (frozenset({Status.RECEIVED}), Status.CLOSED),
        Step.INVESTIGATE: (frozenset({Status.ACCEPTED}), Status.INVESTIGATING),
        Step.RECORD: (frozenset({Status.INVESTIGATING}), None),
        Step.HEAR: (frozenset({Status.INVESTIGATING}), None),
        Step.EXTEND: (frozenset({Status.ACCEPTED, Status.INVESTIGATING}), None),
        Step.COMPLETE: (frozenset({Status.INVESTIGATING}), None),
        Step.DECIDE: (frozenset({Status.INVESTIGATING}), Status.DECIDED),
        Step.SERVE: (frozenset({Status.DECIDED}), None),
        Step.ENFORCE: (frozenset({Status.DECIDED}), None),
        Step.CLOSE: (
            frozenset({Status.DECIDED, Status.TRANSFERRED, Status.INVESTIGATING}),
            Status.CLOSED,
        ),
        Step.DISPUTE: (frozenset({Status.CLOSED}), Status.DISPUTED),
        Step.REINVESTIGATE: (frozenset({Status.DISPUTED}), Status.INVESTIGATING),
        Step.WITHDRAW: (_BEFORE_DECISION, Status.WITHDRAWN),
    }
)
BY_WORKER: Final = frozenset({Step.SUPPLEMENT, Step.DISPUTE, Step.WITHDRAW})
_OF_ENQUIRY = frozenset(
    {
        Step.ANSWER,
        Step.TRANSFER,
        Step.TAKE_OVER,
        Step.NOTE_TAKEN,
        Step.RETURN,
        Step.CLOSE,
        Step.WITHDRAW,
    }
)
# After so many counties have sent a complaint back, the city decides who deals with it.
MOST_RETURNS: Final = 2


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


@dataclass(frozen=True)
class Progress:
    """What has been done with a complaint that later steps ask for."""

    decision: Decision | None = None
    is_heard: bool = False
    is_complete: bool = False
    is_served: bool = False
    was_extended: bool = False
    is_to_county: bool = False
    is_taken: bool = False
    returns: int = 0


NOTHING_DONE: Final = Progress()


class StepNotAllowed(Exception):
    """The step cannot be taken from where the complaint stands."""

    def __init__(self, step: Step, status: Status) -> None:
        super().__init__(f"{step} from {status}")
        self.step = step
        self.status = status


def allowed_steps(
    status: Status, kind: Kind, *, was_disputed: bool, progress: Progress = NOTHING_DONE
) -> tuple[Step, ...]:
    """The steps open from here; a closure is disputed once, an enquiry is only answered."""
    return tuple(
        step
        for step, (sources, _) in STEPS.items()
        if status in sources
        and not (step is Step.DISPUTE and (was_disputed or kind is Kind.ENQUIRY))
        and (step in _OF_ENQUIRY if kind is Kind.ENQUIRY else step is not Step.ANSWER)
        and _is_ready(step, status, progress)
    )


def _is_ready(step: Step, status: Status, progress: Progress) -> bool:
    """Whether what the step builds on has been done, and what is done once has not."""
    match step:
        case Step.EXTEND:  # once (劳动保障监察条例 17), and while it is investigated
            return not (progress.was_extended or progress.is_complete)
        case Step.COMPLETE:
            return not progress.is_complete
        case Step.DECIDE:
            return progress.is_complete
        case Step.SERVE:
            return not progress.is_served
        case Step.ENFORCE:
            return progress.decision is Decision.ORDER_TO_PAY and progress.is_served
        case Step.NOTE_TAKEN:
            return not (progress.is_to_county or progress.is_taken)
        case Step.TAKE_OVER:
            return progress.is_to_county
        case Step.RETURN:
            return not (progress.is_to_county and progress.returns >= MOST_RETURNS)
        case Step.CLOSE:
            return {
                Status.DECIDED: progress.is_served,
                Status.INVESTIGATING: progress.is_complete,
                Status.TRANSFERRED: not progress.is_to_county,
            }[status]
        case _:
            return True


def status_after(
    step: Step,
    status: Status,
    kind: Kind,
    *,
    was_disputed: bool,
    progress: Progress = NOTHING_DONE,
) -> Status:
    """Where the step leads. Raises StepNotAllowed."""
    if step not in allowed_steps(status, kind, was_disputed=was_disputed, progress=progress):
        raise StepNotAllowed(step, status)
    return STEPS[step][1] or status


# What a step leaves behind by itself, whatever was said with it.
_LEAVES: Final[Mapping[Step, Mapping[str, Any]]] = MappingProxyType(
    {
        Step.NOTE_TAKEN: {"is_taken": True},
        Step.TAKE_OVER: {"is_to_county": False},
        Step.HEAR: {"is_heard": True},
        Step.EXTEND: {"was_extended": True},
        Step.COMPLETE: {"is_complete": True},
        Step.SERVE: {"is_served": True},
    }
)


def progress_after(
    step: Step,
    progress: Progress,
    *,
    decision: Decision | None = None,
    is_to_county: bool = False,
) -> Progress:
    """What has been done once the step is taken. A case that is investigated again is heard,
    completed, decided and served again; its one extension stays used up."""
    match step:
        case Step.TRANSFER:
            return replace(progress, is_to_county=is_to_county, is_taken=False)
        case Step.RETURN:
            returns = progress.returns + progress.is_to_county
            return replace(progress, is_to_county=False, is_taken=False, returns=returns)
        case Step.DECIDE:
            return replace(progress, decision=decision)
        case Step.REINVESTIGATE:
            return Progress(was_extended=progress.was_extended, returns=progress.returns)
        case _:
            return replace(progress, **_LEAVES.get(step, {}))
