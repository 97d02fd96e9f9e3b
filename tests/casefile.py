"""Steps of a case with all that they must state, for tests that are about something else."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.casework import Hearing, ServedHow
from portal.domain.complaint import Decision
from portal.domain.conclusion import Conclusion, Proof
from portal.domain.roles import Role
from portal.models import Complaint, Staff
from portal.services import casework, investigation
from portal.services.clock import today
from tests import factories

ORDERED_FEN = 3_500_000


def accept(session: Session, complaint: Complaint, *, by: Staff, **more: Any) -> None:
    """By two inspectors, of whom the second is made for it."""
    second = factories.member(session, Role.INSPECTOR)
    given = {
        "lead": by,
        "second": second,
        "certificates": ("示例001", "示例002"),
        "is_free_of_interest": True,
    }
    casework.accept(session, complaint, by=by, **{**given, **more})


def complete(session: Session, complaint: Complaint, *, by: Staff) -> None:
    """From an acceptance to an investigation that is complete, the employer heard."""
    investigation.investigate(session, complaint, by=by)
    hear(session, complaint, by=by)
    investigation.complete(session, complaint, by=by, note="查清了")


def hear(session: Session, complaint: Complaint, *, by: Staff) -> None:
    investigation.hear(
        session, complaint, by=by, hearing=Hearing.IN_PERSON, heard_on=today(), note="专管员到场"
    )


def order(session: Session, complaint: Complaint, *, by: Staff, **more: Any) -> None:
    """An order to pay within a fortnight."""
    given = {"ordered_fen": ORDERED_FEN, "pay_by": today() + timedelta(days=14)}
    investigation.decide(
        session,
        complaint,
        by=by,
        decision=Decision.ORDER_TO_PAY,
        note="责令支付",
        **{**given, **more},
    )


def serve(session: Session, complaint: Complaint, *, by: Staff) -> None:
    investigation.serve(
        session, complaint, by=by, served_how=ServedHow.HANDED_OVER, served_on=today(), note="签收"
    )


def pay(session: Session, complaint: Complaint, *, by: Staff) -> None:
    """Closed, since all was paid."""
    casework.close(
        session,
        complaint,
        by=by,
        conclusion=Conclusion.PAID_IN_FULL,
        paid_fen=ORDERED_FEN,
        note="已付清",
        proof={Proof.PAYMENT_PROOF: "银行回单"},
    )


def close(session: Session, complaint: Complaint, *, by: Staff) -> None:
    """The whole way from receipt to a closure that says that all was paid."""
    accept(session, complaint, by=by)
    complete(session, complaint, by=by)
    order(session, complaint, by=by)
    serve(session, complaint, by=by)
    pay(session, complaint, by=by)
