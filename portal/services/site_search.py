"""Looking a site up while a caller talks: by code, name, firm, county, pinyin, or what is built."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Row
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.codes import Slip, heard
from portal.domain.site import PartyRole, SiteStatus
from portal.models import Site, site_look_up
from portal.services.site_ranking import Known, Ranking, known
from portal.services.site_timeline import Timeline

LONGEST: Final = 60
# After an import of more than these the whole register is read again.
MOST_READ_ANEW: Final = 2000


@dataclass(frozen=True)
class SiteHit:
    """A site found, with what tells it apart; a guess only sounds like what was said."""

    code: str
    name: str
    region: str
    contractor: str
    status: SiteStatus
    address: str
    is_guess: bool = False


def find(session: Session, words: str, *, region: str, most: int = 8) -> list[SiteHit]:
    """The sites that somebody of a region may mean by such words, best first.

    A code of which a digit is wrong, or that has too many, fits none: `codes.heard` tells why, and
    the screen says so while the caller is still reading it out.
    """
    code = heard(words)
    if isinstance(code, Slip) and not code.is_part:
        return []
    if isinstance(code, str):
        ids, is_guess = list(session.scalars(Site.id_of(code))), False
    else:
        ids, is_guess = _register(session).best(session, words[:LONGEST], region, most)
    rows = {row.id: row for row in session.execute(site_look_up.found(region, ids))} if ids else {}
    return [_hit(rows[each], is_guess) for each in ids if each in rows]


def _hit(row: Row[*tuple[Any, ...]], is_guess: bool) -> SiteHit:
    return SiteHit(
        row.code, row.name, row.region, row.contractor, row.status, row.address, is_guess
    )


class _Register:
    """The register as one process knows it, brought up to date by the timeline each time.

    Whoever changes a site leaves an event of it (`services/record.py`), so what came after the
    last look tells which sites to read again; what is found is read from the database all the same.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._timeline: Timeline | None = None
        self._sites: dict[int, Known] = {}
        self._rankings: dict[str, Ranking] = {}

    def best(self, session: Session, words: str, region: str, most: int) -> tuple[list[int], bool]:
        """The ids of the best sites, and whether they are guesses."""
        with self._lock:
            self._catch_up(session)
            if region not in self._rankings:
                sites = self._sites.values()
                self._rankings[region] = Ranking(
                    site for site in sites if region in (regions.CITY, site.region)
                )
            ranking = self._rankings[region]
        return ranking.best(words, most)

    def _catch_up(self, session: Session) -> None:
        changed: set[int] | None = None
        if self._timeline is None:
            self._timeline = Timeline(session)
        else:
            changed = self._timeline.changed_sites(session)
            if not changed:
                return
        if changed is None or len(changed) > MOST_READ_ANEW:
            self._sites, changed = {}, None
        for site_id in changed or ():
            self._sites.pop(site_id, None)
        self._sites.update((site.id, site) for site in _read(session, changed))
        self._rankings = {}


_registers: WeakKeyDictionary[Engine, _Register] = WeakKeyDictionary()
_making = threading.Lock()


def _register(session: Session) -> _Register:
    engine = session.get_bind().engine
    with _making:
        return _registers.setdefault(engine, _Register())


def _read(session: Session, ids: Iterable[int] | None) -> Iterator[Known]:
    contractors: dict[int, str] = {}
    others: defaultdict[int, list[str]] = defaultdict(list)
    for party in session.execute(site_look_up.organisations(ids)):
        if party.role is PartyRole.GENERAL_CONTRACTOR and party.site_id not in contractors:
            contractors[party.site_id] = party.organisation
        else:
            others[party.site_id].append(party.organisation)
    for site in session.execute(site_look_up.sites(ids)):
        yield known(
            id=site.id,
            code=site.code,
            name=site.name,
            region=site.region,
            address=site.address,
            industry=site.industry,
            is_finished=site.status is SiteStatus.FINISHED,
            contractor=contractors.get(site.id, ""),
            others=others[site.id],
            county=regions.short_names(site.region),
        )
