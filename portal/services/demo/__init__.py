"""Filling an empty database with demo data: believable, visibly unreal, the same every time."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Complaint, MinimumWage, Office, Site, Staff
from portal.services import calendar, clock, notify
from portal.services.codes import drawing_with
from portal.services.demo import (
    accounts,
    complaints,
    groups,
    moments,
    offices,
    plot,
    reply_texts,
    sites,
)
from portal.services.demo.accounts import PASSWORD, DemoSignIn
from portal.services.demo.courses import COMPLAINTS
from portal.services.demo.site_list import SAMPLE_NAME, SITES

__all__ = ["PASSWORD", "SIZE", "NotEmpty", "is_loaded", "load", "sample_site", "sign_ins"]

Tick = Callable[[int], object]
# How often `load` ticks.
SIZE: Final = len(SITES) + COMPLAINTS + groups.COMPLAINTS
# The accounts are a little older than the first site and the first complaint.
OPENED_BEFORE: Final = timedelta(days=620)
_TABLES: Final = (Staff, Site, Complaint, Office, MinimumWage)


class NotEmpty(Exception):
    """There are other data, and accounts with a published password must not come among them."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


def load(session: Session, tick: Tick = lambda _: None) -> bool:
    """Lay the demo data down, dated back from today; False, and no change, if they are there.

    `tick` is called with 1, SIZE times. Never commits. Raises NotEmpty when the database holds
    anything else than the calendar.
    """
    if is_loaded(session):
        return False
    _check_empty(session)
    for year in calendar.published_years():
        calendar.load_year(session, year)
    offices.add_offices(session)
    offices.add_minimum_wages(session)
    days = calendar.work_calendar(session)
    opened_on = moments.last_working_day(clock.today() - OPENED_BEFORE, days)
    with clock.pretending(datetime.combine(opened_on, time(9), clock.CHINA)):
        team = accounts.open_accounts(session)
        reply_texts.write(session, team.director)
    with drawing_with(Random("codes").randrange), notify.silently():
        known = sites.add_sites(session, team.poster, days, tick)
        gathered = groups.plan(known, days, team, first=COMPLAINTS + 1)
        tales = (*plot.tales(known, days), *gathered.tales)
        complaints.lay_down(session, tales, gathered.acts, team, tick)
    return True


def is_loaded(session: Session) -> bool:
    """Whether the demo data are there, told by the demo accounts."""
    return bool(accounts.opened(session))


def sign_ins(session: Session) -> list[DemoSignIn]:
    """The demo accounts that are still open, with the password that opens all of them."""
    return [
        DemoSignIn(person.username, person.display_name, person.role, PASSWORD)
        for person in accounts.opened(session)
        if person.is_active
    ]


def sample_site(session: Session) -> Site:
    """An active site in 秦州区 whose board is complete. Raises NoResultFound before `load`."""
    return session.scalars(select(Site).where(Site.name == SAMPLE_NAME)).one()


def _check_empty(session: Session) -> None:
    for table in _TABLES:
        if session.scalars(select(table).limit(1)).first() is not None:
            raise NotEmpty(table.__tablename__)
