"""Keeping filters for oneself."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from portal.domain.saved_filter import MOST_KEPT, FilterPage, TooManyFilters
from portal.models import SavedFilter, Staff
from portal.services import clock


def save(
    session: Session, *, by: Staff, page: FilterPage, name: str, parts: Mapping[str, str]
) -> SavedFilter:
    """Keep a filter. Raises TooManyFilters."""
    if (session.scalar(SavedFilter.count_of(by.id)) or 0) >= MOST_KEPT:
        raise TooManyFilters
    kept = SavedFilter(
        staff_id=by.id,
        page=page,
        name=name,
        sealed_parts=json.dumps(dict(parts), ensure_ascii=False),
        saved_in=by.region,
        saved_at=clock.now(),
    )
    session.add(kept)
    session.flush()
    return kept


def rename(kept: SavedFilter, name: str) -> None:
    """Call it something else."""
    kept.name = name


def delete(session: Session, kept: SavedFilter) -> None:
    """Keep it no longer."""
    session.delete(kept)
