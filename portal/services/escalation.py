"""Warning the staff that clocks run out, of each once for each urgency; and whom alarms concern."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain import clocks as rules
from portal.domain import regions
from portal.domain.clocks import WARN_WORKING_DAYS, Urgency
from portal.domain.group_alarm import Level
from portal.domain.roles import Role
from portal.domain.workdays import due_after
from portal.models import Notice, Staff
from portal.services.calendar import work_calendar
from portal.services.clock import now, today

BATCH = 500
COUNT_CAP = 100
# Whom each urgency concerns: the inspector first, then who leads him, in the end the city as well.
CONCERNS: Final = MappingProxyType(
    {
        Role.INSPECTOR: frozenset(Urgency),
        Role.HEAD: frozenset({Urgency.TODAY, Urgency.OVERDUE}),
        Role.DIRECTOR: frozenset({Urgency.OVERDUE}),
    }
)
# An alarm is for whoever may take it up, and from so many people on for who answers for the office.
ALARM_CONCERNS: Final = MappingProxyType(
    {
        Role.INSPECTOR: frozenset(Level),
        Role.HEAD: frozenset(Level),
        Role.DIRECTOR: frozenset({Level.MASS}),
    }
)


@dataclass
class Report:
    """What a run has found, by county and urgency."""

    made: Counter[tuple[str, Urgency]] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many notices are new."""
        return self.made.total()


def escalate(session: Session, *, commit: Callable[[], None] = lambda: None) -> Report:
    """Make a notice for every clock that has come nearer to its end than any notice says.

    A run that was missed is made up for by the next: what matters is how near a clock is now, and
    each urgency concerns everybody whom a lesser one concerns. In batches, between which the
    caller may commit.
    """
    calendar, day, report = work_calendar(session), today(), Report()
    last = due_after(day, WARN_WORKING_DAYS, calendar).on
    for urgency, first_on, last_on in (
        (Urgency.OVERDUE, None, day - rules.ONE_DAY),
        (Urgency.TODAY, day, day),
        (Urgency.SOON, day + rules.ONE_DAY, last),
    ):
        while rows := session.execute(Notice.lacking(urgency, first_on, last_on, BATCH)).all():
            session.execute(
                Notice.unless_there(session.get_bind().dialect.name),
                [_row(row, urgency) for row in rows],
            )
            report.made.update((row.region, urgency) for row in rows)
            commit()
    return report


def notices_for(person: Staff) -> Any:
    """The query of what concerns somebody."""
    mine = person.id if person.role is Role.INSPECTOR else None
    nothing: frozenset[Any] = frozenset()
    return Notice.seen_from(
        person.region,
        CONCERNS.get(person.role, nothing),
        ALARM_CONCERNS.get(person.role, nothing),
        mine,
    )


def unseen(session: Session, person: Staff) -> int:
    """How many notices somebody has not ticked off, never counted beyond COUNT_CAP."""
    if person.role not in CONCERNS:
        return 0
    query = Notice.unseen(notices_for(person), person.notices_seen_id, COUNT_CAP)
    return session.scalar(query) or 0


def tick_off(person: Staff, up_to: int) -> None:
    """Somebody has seen everything up to a notice; newer ones stay."""
    person.notices_seen_id = max(person.notices_seen_id, up_to)


def summary(report: Report, base_url: str) -> str:
    """What a chat of the staff is told: numbers by county, nothing of any case."""
    lines = [
        f"{regions.name_of(region)}：{words} {count} 项"
        for region in (regions.CITY, *regions.COUNTIES)
        for urgency, words in WORDS.items()
        if (count := report.made[region, urgency])
    ]
    return "\n".join(["办案期限提醒", *lines, f"{base_url}/console/inbox"])


WORDS: Final = MappingProxyType(
    {Urgency.OVERDUE: "已超期", Urgency.TODAY: "今天到期", Urgency.SOON: "2 个工作日内到期"}
)


def _row(row: Any, urgency: Urgency) -> dict[str, Any]:
    return {"clock_id": row.id, "region": row.region, "urgency": urgency, "made_at": now()}
