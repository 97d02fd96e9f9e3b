"""Searching complaints by what staff know of them: a phone, a name, or words that stand in the
name of the site, the employer, the place or the narrative."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Select
from sqlalchemy.orm import Session

from portal.domain import phone, search_words
from portal.domain.search_words import Excerpt
from portal.models import Complaint, complaint_list
from portal.models.complaint_words import Sought as Asked
from portal.models.complaint_words import newest_in_fts, newest_in_gin, newest_looked_through
from portal.models.sealed import vault_of

# Of the index's candidates so many are opened before a page is given as it is, with the way on:
# filters may leave out nearly all of them.
LOOKED_AT: Final = 300
BATCH: Final = 30
# So many of the newest are looked through one by one before PostgreSQL asks its index, which
# collects every hit before it gives the newest: what is common is found here, what is rare there.
LOOKED_THROUGH: Final = 2000
_NEWEST: Final = 2**62


@dataclass(frozen=True)
class Sought:
    """What somebody looks for: a phone, or words, which may be a name too."""

    text: str
    digits: str = ""
    pieces: tuple[str, ...] = ()

    @property
    def is_phone(self) -> bool:
        """Whether complaints of a number are looked for."""
        return bool(self.digits)


@dataclass(frozen=True)
class Found:
    """A page of complaints, newest first, with where the words stand in their narratives. `before`
    leads on; where the page ends early, filters left out so much that the search paused."""

    complaints: Sequence[Complaint]
    excerpts: Mapping[int, Excerpt] = field(default_factory=dict)
    before: int | None = None
    is_all_seen: bool = True

    @classmethod
    def of(cls, rows: Sequence[Complaint], size: int) -> "Found":
        """A page of which one row more was asked for than it shows."""
        shown = rows[:size]
        return cls(shown, before=shown[-1].id if len(rows) > size else None)


def sought(text: str) -> Sought:
    """What is meant by a text: a number somebody can be called on, or words. Raises TooShort."""
    try:
        return Sought(text, digits=phone.reachable(text))
    except phone.BadPhone:
        return Sought(text, pieces=tuple(search_words.pieces_of(text)))


def find(
    session: Session,
    what: Sought,
    query: Select[Complaint],
    *,
    region: str = "",
    before: int | None,
    size: int,
) -> Found:
    """One page of the complaints of a query that fit, newest first, by key and not by offset.

    `region` is the county that the query is narrowed to, if to one. Each candidate of the index
    is opened and compared, so that nothing is shown in which the characters only stand apart.
    """
    if what.is_phone:
        query = query.where(Complaint.phone_key == what.digits)
        rows = session.scalars(complaint_list.page(query, before=before, size=size)).all()
        return Found.of(rows, size)
    hits: list[Complaint] = []
    last = before or _NEWEST
    for _ in range(LOOKED_AT // BATCH):
        named, ids = _candidates(session, what, region, last)
        opened = session.scalars(complaint_list.with_texts(query, ids))
        hits += [each for each in opened if each.id in named or _fits(each, what)]
        if len(ids) < BATCH:
            return _found(hits, what, size, on_from=None)
        last = ids[-1]
        if len(hits) > size:
            break
    return _found(hits, what, size, on_from=last)


def _found(hits: list[Complaint], what: Sought, size: int, on_from: int | None) -> Found:
    page = Found.of(hits, size)
    texts = {each.id: phone.mask_numbers(each.narrative or "") for each in page.complaints}
    excerpts = {
        each: part
        for each, text in texts.items()
        if (part := search_words.excerpt(text, what.pieces))
    }
    before = page.before or on_from
    return Found(page.complaints, excerpts, before, is_all_seen=before is None or bool(page.before))


def _candidates(
    session: Session, what: Sought, region: str, before: int
) -> tuple[set[int], list[int]]:
    """The next complaints that may fit, newest first: of somebody of that very name, which they
    certainly do, and all."""
    named = set(session.scalars(Complaint.named(what.text, before=before, most=BATCH)))
    worded = _by_words(session, Asked(what.pieces, region), before)
    return named, sorted(named | set(worded), reverse=True)[:BATCH]


def _by_words(session: Session, asked: Asked, before: int) -> Sequence[int]:
    dialect = session.get_bind().dialect.name
    given: dict[str, str | int] = {
        "sought": asked.expression(vault_of(session), dialect),
        "before": before,
        "most": BATCH,
    }
    if dialect == "sqlite":
        return session.scalars(newest_in_fts(), given).all()
    given["through"] = LOOKED_THROUGH
    newest = session.scalars(newest_looked_through(), given).all()
    if len(newest) == BATCH:
        return newest
    older = session.scalars(newest_in_gin(), {**given, "most": BATCH - len(newest)}).all()
    return [*newest, *older]


def _fits(complaint: Complaint, what: Sought) -> bool:
    site = complaint.site.name if complaint.site else ""
    texts = (site, complaint.employer, complaint.place, complaint.narrative)
    return search_words.holds(what.pieces, texts)
