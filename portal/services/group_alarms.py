"""Alarms that the complaints of a site come to a group's: raised, made graver, dismissed, ended."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portal.domain import group_alarm as rules
from portal.domain import regions
from portal.domain.events import EventName
from portal.domain.group_alarm import AlarmState, Figures, Filing, Level, Limits, Threshold
from portal.models import Complaint, Event, GroupAlarm, GroupCase, Notice, Site, Staff
from portal.models.group_alarm import counted_at, newest_complaints
from portal.services.clock import now
from portal.services.record import record

# Rows read at a time, and alarms raised between two commits.
READ_BATCH: Final = 2000
WRITE_BATCH: Final = 50
_LIMITS: Final = "portal_group_limits"


class AlarmSettled(Exception):
    """Somebody has taken the alarm up or dismissed it already, or it is over."""


@dataclass(frozen=True)
class Count:
    """What the complaints of a site come to, and which thresholds that reaches."""

    figures: Figures
    crossed: tuple[Threshold, ...]

    @property
    def level(self) -> Level | None:
        """How grave that is."""
        return rules.level_of(self.crossed)


@dataclass
class Report:
    """What a run has found, by county."""

    raised: Counter[str] = field(default_factory=Counter)
    rose: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)


def set_limits(engine: Engine, limits: Limits) -> None:
    """From now on alarms on this engine are raised at the bureau's own limits."""
    engine.update_execution_options(**{_LIMITS: limits})


def limits_of(session: Session) -> Limits:
    """The limits of the bureau."""
    limits: Limits = session.get_bind().get_execution_options().get(_LIMITS, Limits())
    return limits


def count(session: Session) -> dict[int, Count]:
    """Every site of which anything is reached, by id. Reads the complaints of the window and
    nothing older; writes nothing, so it may be done beside those who do."""
    limits, moment = limits_of(session), now()
    found = {
        site_id: _counted(filings, limits, moment)
        for site_id, filings in _filings(session, rules.first_counted(moment, limits)).items()
    }
    return {site_id: one for site_id, one in found.items() if one is not None and one.crossed}


def count_at(session: Session, site_id: int) -> Count | None:
    """What a site comes to right now; None without any complaint that counts."""
    filings = [
        Filing(one.received_at, one.kind, one.headcount, one.amount_fen, one.phone_key)
        for one in session.scalars(counted_at(site_id))
    ]
    return _counted(filings, limits_of(session), now())


def settle(
    session: Session, counts: Mapping[int, Count], *, commit: Callable[[], None] = lambda: None
) -> Report:
    """Let the alarms say what was counted: raise those that are new, make graver, end.

    Each site has one alarm at a time; each level is told once. A run that was missed is made up
    for by the next. In batches, between which the caller may commit.
    """
    report = Report()
    going_on = list(session.scalars(GroupAlarm.going_on(for_change=True)))
    groups = {alarm.group_id for alarm in going_on if alarm.group_id is not None}
    alive = set(session.scalars(GroupCase.alive_of(groups)))
    for alarm in going_on:
        _go_on(session, alarm, counts.get(alarm.site_id), report, alarm.group_id in alive)
    commit()
    new = sorted(counts.keys() - {alarm.site_id for alarm in going_on})
    for place, site_id in enumerate(new, start=1):
        _raise(session, site_id, counts[site_id], report)
        if place % WRITE_BATCH == 0:
            commit()
    commit()
    return report


def watch(session: Session) -> Report:
    """Count and settle in one go, where nobody waits for the lock."""
    return settle(session, count(session))


def dismiss(session: Session, alarm: GroupAlarm, *, by: Staff, reason: str) -> None:
    """Say why there is nothing in it; only what is graver raises it again. The caller has locked
    the alarm. Raises AlarmSettled."""
    if alarm.state is not AlarmState.NEW:
        raise AlarmSettled
    alarm.state, alarm.reason = AlarmState.DISMISSED, reason
    alarm.settled_by, alarm.settled_at = by, now()
    record(session, EventName.GROUP_ALARM_DISMISSED, site=alarm.site, by=by, alarm_id=alarm.id)


def waiting(session: Session, region: str, cap: int) -> int:
    """How many alarms nobody has settled where staff of a region work, never beyond `cap`."""
    new = GroupAlarm.in_states(GroupAlarm.seen_from(region), {AlarmState.NEW})
    return session.scalar(GroupAlarm.capped_counts({AlarmState.NEW: new}, cap)) or 0


def by_state(session: Session, region: str, cap: int) -> dict[AlarmState, int]:
    """How many stand at each state where staff of a region work, none counted beyond `cap`."""
    seen = GroupAlarm.seen_from(region)
    queries = {state: GroupAlarm.in_states(seen, {state}) for state in AlarmState}
    row = session.execute(GroupAlarm.capped_counts(queries, cap)).one()
    return dict(zip(queries, row, strict=True))


def leave_to(session: Session, duplicate: Site, survivor: Site) -> None:
    """One alarm goes on where two sites are becoming one: the survivor's, if it has any."""
    both = list(session.scalars(GroupAlarm.going_on([duplicate.id, survivor.id], for_change=True)))
    if len(both) > 1:
        _end(session, next(alarm for alarm in both if alarm.site_id == duplicate.id))
        session.flush()


def summary(report: Report, base_url: str) -> str:
    """What a chat of the staff is told: numbers by county, nothing of any case."""
    lines = [
        f"{regions.name_of(region)}：{words} {number} 个"
        for region in (regions.CITY, *regions.COUNTIES)
        for words, counter in (("新", report.raised), ("升级", report.rose))
        if (number := counter[region])
    ]
    return "\n".join(["群体预警", *lines, f"{base_url}/console/alarms"])


def _filings(session: Session, first: datetime) -> dict[int, list[Filing]]:
    found: defaultdict[int, list[Filing]] = defaultdict(list)
    before: int | None = None
    while rows := session.execute(newest_complaints(before, READ_BATCH)).all():
        for row in rows:
            if row.site_id is not None and rules.counts(row.kind, row.topic, row.status):
                one = Filing(row.received_at, row.kind, row.headcount, row.amount_fen, row.person)
                found[row.site_id].append(one)
        before = rows[-1].id
        if rows[-1].received_at < first:
            break
    return found


def _counted(filings: list[Filing], limits: Limits, moment: datetime) -> Count | None:
    figures = rules.figures(filings, limits, moment)
    return None if figures is None else Count(figures, rules.crossed(figures, limits))


def _go_on(
    session: Session, alarm: GroupAlarm, found: Count | None, report: Report, is_group_open: bool
) -> None:
    level = found.level if found else None
    after = rules.state_after(alarm.state, alarm.level, level, is_group_open=is_group_open)
    if after is AlarmState.OVER:
        _end(session, alarm)
        report.ended[alarm.region] += 1
        return
    if found is None:
        return
    _keep(alarm, found)
    told = _told(session, alarm)
    if level is not None and rules.is_graver(level, alarm.level):
        alarm.level = level
        if after is AlarmState.NEW:
            alarm.settled_by = alarm.settled_at = None
        alarm.state = after
        _tell(session, alarm, EventName.GROUP_ALARM_ROSE, told)
        report.rose[alarm.region] += 1
    elif alarm.state is not AlarmState.DISMISSED:
        _tell_complaints(session, alarm, EventName.GROUP_ALARMED, but=told)


def _raise(session: Session, site_id: int, found: Count, report: Report) -> None:
    site, level = session.get_one(Site, site_id), found.level
    row = {
        "site_id": site_id,
        "region": site.region,
        "level": level,
        "state": AlarmState.NEW,
        "reason": "",
        "raised_at": now(),
        **_numbers(found),
    }
    raising = GroupAlarm.unless_there(session.get_bind().dialect.name)
    new_id = session.scalar(raising, row)
    if new_id is None:  # another run was quicker
        return
    alarm = session.scalars(GroupAlarm.by_id(new_id)).one()
    _tell(session, alarm, EventName.GROUP_ALARMED, frozenset())
    report.raised[alarm.region] += 1


def _tell(session: Session, alarm: GroupAlarm, event: EventName, told: frozenset[int]) -> None:
    """A notice for the staff, and an event of the site and of each complaint."""
    notice = {
        "alarm_id": alarm.id,
        "region": alarm.region,
        "level": alarm.level,
        "made_at": now(),
    }
    session.execute(Notice.unless_there(session.get_bind().dialect.name), [notice])
    record(session, event, site=alarm.site, **_facts(alarm))
    if told:
        _tell_complaints(session, alarm, event, only=told)
    _tell_complaints(session, alarm, EventName.GROUP_ALARMED, but=told)


def _tell_complaints(
    session: Session,
    alarm: GroupAlarm,
    event: EventName,
    *,
    only: frozenset[int] | None = None,
    but: frozenset[int] = frozenset(),
) -> None:
    first = rules.first_counted(now(), limits_of(session))
    for complaint in session.scalars(counted_at(alarm.site_id, first)):
        if complaint.id not in but and (only is None or complaint.id in only):
            record(session, event, complaint=complaint, **_facts(alarm))


def _told(session: Session, alarm: GroupAlarm) -> frozenset[int]:
    """The complaints that say so already."""
    ids = session.scalars(counted_at(alarm.site_id).with_only_columns(Complaint.id)).all()
    rows = session.execute(Event.facts_of(EventName.GROUP_ALARMED, ids))
    return frozenset(
        complaint_id
        for complaint_id, facts in rows
        if complaint_id is not None and facts["alarm_id"] == alarm.id
    )


def _end(session: Session, alarm: GroupAlarm) -> None:
    alarm.state, alarm.ended_at = AlarmState.OVER, now()
    record(session, EventName.GROUP_ALARM_ENDED, site=alarm.site, alarm_id=alarm.id)


def _keep(alarm: GroupAlarm, found: Count) -> None:
    """The numbers of this count; rows that are as they were are not written."""
    for name, value in _numbers(found).items():
        if getattr(alarm, name) != value:
            setattr(alarm, name, value)


def _numbers(found: Count) -> dict[str, Any]:
    return {
        "crossed": ",".join(found.crossed),
        "complaints": found.figures.complaints,
        "people": found.figures.people,
        "sum_fen": found.figures.sum_fen,
        "since": found.figures.since,
    }


def _facts(alarm: GroupAlarm) -> dict[str, Any]:
    return {
        "alarm_id": alarm.id,
        "level": alarm.level,
        "complaints": alarm.complaints,
        "people": alarm.people,
    }
