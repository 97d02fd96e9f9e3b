"""The inbox among 100,000 open complaints, as a multiple of the same among 1,000."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, insert, text
from sqlalchemy.orm import Session

sys.path.insert(0, str(Path(__file__).parent.parent))
from portal.domain.clocks import ClockKind
from portal.domain.complaint import Channel, Kind, Status, Topic
from portal.domain.regions import CITY, COUNTIES
from portal.models import Clock, Complaint
from portal.models.engine import prepare
from portal.services import calendar, inbox, migrate
from portal.services.clock import today
from portal.services.escalation import escalate
from portal.services.inbox import Desk, Tray
from portal.services.vault import Keys, Vault

FEW, MANY, ROUNDS, BATCH = 1_000, 100_000, 9, 10_000
STATUSES = (
    *[Status.RECEIVED] * 3,
    Status.NEED_INFO,
    Status.TRANSFERRED,
    *[Status.INVESTIGATING] * 4,
    Status.DISPUTED,
)
DESKS = {"县区": Desk("620502", "620502"), "全市": Desk(CITY, CITY)}


def main() -> None:
    measured = {size: measure(size) for size in (FEW, MANY)}
    for name, seconds in measured[MANY].items():
        ratio = seconds / measured[FEW][name]
        print(f"{name}：{MANY} 件是 {FEW} 件的 {ratio:.1f} 倍（{seconds * 1000:.1f} 毫秒）")


def measure(size: int) -> dict[str, float]:
    """The median time of what the page asks for, by desk and tray."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/portal.db")
        prepare(engine, Vault(Keys.new()))
        with engine.begin() as connection:
            migrate.upgrade(connection)
        with Session(engine) as session:
            for year in calendar.published_years():
                calendar.load_year(session, year)
            fill(session, size)
            found = {
                f"{name} {word}": median(session, ask)
                for name, desk in DESKS.items()
                for word, ask in asked(desk).items()
            }
            found["逐件提醒，第一次"] = timed(lambda: escalate(session, commit=session.commit))
            found["逐件提醒，再来一次"] = timed(lambda: escalate(session, commit=session.commit))
        engine.dispose()
    return found


def asked(desk: Desk) -> dict[str, Callable[[Session], object]]:
    pages = {
        f"一页 {tray}": lambda session, tray=tray: inbox.page(
            session, desk, tray, size=25, number=1
        )
        for tray in Tray
    }
    return {"各盒件数": lambda session: inbox.counts(session, desk, 1001), **pages}


def median(session: Session, ask: Callable[[Session], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        session.expunge_all()
        times.append(timed(lambda: ask(session)))
    return statistics.median(times[1:])


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def fill(session: Session, size: int) -> None:
    """Open complaints of all counties, each with a clock that runs out within some weeks."""
    counties, day = list(COUNTIES), today()
    for first in range(1, size + 1, BATCH):
        numbers = range(first, min(first + BATCH, size + 1))
        complaints = [
            {
                "id": n,
                "number": f"{n:08d}",
                "kind": Kind.COMPLAINT,
                "topic": Topic.WAGES,
                "channel": Channel.SCAN,
                "status": STATUSES[n % len(STATUSES)],
                "region": counties[n % 7],
                "months": [],
                "query_code_key": str(n),
                "received_at": datetime.now(UTC),
                "acceptance_due_on": day,
            }
            for n in numbers
        ]
        clocks = [
            {
                "complaint_id": n,
                "region": counties[n % 7],
                "kind": list(ClockKind)[n % len(ClockKind)],
                "started_on": day,
                "due_on": day + timedelta(days=n * 7919 % 90 - 5),
                "working_days": 5,
                "is_provisional": False,
            }
            for n in numbers
        ]
        session.execute(insert(Complaint), complaints)
        session.execute(insert(Clock), clocks)
    session.execute(text("analyze"))
    session.commit()


if __name__ == "__main__":
    main()
