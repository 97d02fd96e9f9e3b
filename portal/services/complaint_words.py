"""Keeping what complaints are searched by: with every complaint, and after every change of its
texts, in the transaction of the change itself."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import delete, event, inspect
from sqlalchemy.orm import InstanceState, Session

from portal.models import Base, Complaint, ComplaintWords, Site, prepared

BATCH = 200
Commit = Callable[[], object]
Tick = Callable[[int], object]
_SEARCHED = ("region", "site_id", "site", "employer", "place", "narrative")


def of_new(
    session: Session, region: str, site_name: str, texts: Iterable[str | None]
) -> prepared.Ready:
    """The words of a complaint that is about to come in, kept once its `complaint_id` is known."""
    words = ComplaintWords.of(region, site_name, texts)
    return ComplaintWords.plain(session, {"words": words}, "complaint_id")


def follow(session: Session, ids: Sequence[int]) -> None:
    """Keep the words of complaints as their texts are now, instead of those that they had.

    Changes of objects are followed by themselves; this is for who writes rows past them.
    """
    rows = [
        {
            "complaint_id": row.id,
            "words": ComplaintWords.of(
                row.region, row.site, (row.employer, row.place, row.narrative)
            ),
        }
        for row in session.execute(ComplaintWords.sources(ids))
    ]
    if rows:
        session.execute(ComplaintWords.keep(session.get_bind().dialect.name), rows)


def follow_sites(session: Session, site_ids: Sequence[int]) -> None:
    """The same for all complaints about sites that got another name."""
    last = 0
    while site_ids and (ids := _next(session, site_ids, last)):
        follow(session, ids)
        last = ids[-1]


def fill(session: Session, commit: Commit, tick: Tick = lambda _: None) -> int:
    """Keep the words of complaints that have none, such as those from before there was a search;
    how many that were. Batch by batch, so that nobody waits for long; an interrupted run goes on
    when it is started again."""
    done = last = 0
    while ids := session.scalars(ComplaintWords.lacking(last, BATCH)).all():
        follow(session, ids)
        commit()
        done, last = done + len(ids), ids[-1]
        tick(len(ids))
    return done


def rebuild(session: Session, commit: Commit, tick: Tick = lambda _: None) -> int:
    """Throw all words away and make them anew, where they are made in another way; how many."""
    session.execute(delete(ComplaintWords))
    commit()
    return fill(session, commit, tick)


def _next(session: Session, site_ids: Iterable[int], after: int) -> Sequence[int]:
    return session.scalars(ComplaintWords.of_sites(site_ids, after, BATCH)).all()


def _follow_flush(session: Session, _context: Any) -> None:
    """After complaints and sites were written, so that no step has to remember its words."""
    written = [*session.new, *session.dirty]
    complaints = [each for each in written if isinstance(each, Complaint)]
    changed = [each.id for each in complaints if _is_any_new(each, _SEARCHED)]
    if changed:
        follow(session, changed)
    sites = [each for each in session.dirty if isinstance(each, Site)]
    follow_sites(session, [each.id for each in sites if _is_any_new(each, ("name",))])


def _is_any_new(thing: Base, names: Iterable[str]) -> bool:
    state: InstanceState[Any] = inspect(thing)
    return any(state.attrs[name].history.has_changes() for name in names)


event.listen(Session, "after_flush", _follow_flush)
