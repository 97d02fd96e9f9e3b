"""What is made up of one complaint before any of it is kept."""

from dataclasses import dataclass
from datetime import datetime

from portal.domain.complaint import Channel, Earlier, Headcount, Kind, Topic
from portal.domain.events import EventName
from portal.domain.site import Industry
from portal.models import Site
from portal.services.demo.people import Person


@dataclass(frozen=True)
class Tale:
    """One matter: who says what about which site, and when each thing happens, receipt first.

    `worker` is None for somebody who stays anonymous; `employer` and `place` stand in for the
    site where there is none.
    """

    number: int
    kind: Kind
    topic: Topic
    channel: Channel
    region: str
    industry: Industry
    timeline: tuple[tuple[datetime, EventName], ...]
    site: Site | None = None
    employer: str = ""
    place: str = ""
    worker: Person | None = None
    headcount: Headcount = Headcount.ONE
    people: int = 1
    amount_fen: int | None = None
    months: tuple[str, ...] = ()
    earlier: Earlier = Earlier.NO
    question_no: int = 0
