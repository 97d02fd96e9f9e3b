"""No order of writing, sealing and checking lets a sealed entry be touched without a trace."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.models import AuditLink, Event
from portal.services.record import record
from tests.services.test_audit import seal, tamper, verify

ACTIONS = st.sampled_from(["write", "seal", "verify", "alter", "remove", "insert", "unlink"])


@pytest.mark.parametrize("database_kind", ["sqlite"])
@settings(max_examples=25, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(actions=st.lists(st.tuples(ACTIONS, st.integers(0, 10_000)), min_size=3, max_size=12))
def test_no_order_of_operations_lets_a_sealed_entry_be_touched(
    session: Session, database_kind: str, actions: list[tuple[str, int]]
) -> None:
    for table in ("event", "audit_link", "audit_seal"):
        tamper(session, f"delete from {table}")
    touched = False
    for action, chance in actions:
        if action == "write":
            record(session, EventName.SIGNED_IN, note="附言" if chance % 2 else None)
            session.commit()
        elif action == "seal":
            seal(session)
        elif action == "verify":
            assert (verify(session).wrong is not None) == touched
        else:
            touched |= _touch(session, action, chance)
    assert (verify(session).wrong is not None) == touched


def _touch(session: Session, action: str, chance: int) -> bool:
    """Whether an entry of the chain was touched; what is not sealed yet, nobody can tell of."""
    sealed = session.scalars(select(AuditLink.event_id).order_by(AuditLink.event_id)).all()
    there = [each for each in session.scalars(select(Event.id)) if each in sealed]
    if not there:
        return False
    chosen = there[chance % len(there)]
    match action:
        case "alter":
            moment = f"'2026-01-01 00:00:0{chance % 10}.{chance:06d}'"
            tamper(session, f"update event set at = {moment} where id = :id", id=chosen)
        case "remove":
            tamper(session, "delete from event where id = :id", id=chosen)
        case "unlink":
            tamper(session, "delete from audit_link where event_id = :id", id=chosen)
        case "insert":
            adding = "insert into event (id, name, at, facts) select :new, name, at, facts"
            tamper(session, f"{adding} from event where id = :id", new=-1 - chance, id=chosen)
    return True
