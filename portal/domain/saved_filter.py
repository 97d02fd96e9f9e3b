"""Filters that somebody keeps: where they lead, and when they fit no longer."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from portal.domain.roles import covers

MOST_KEPT: Final = 30
LONGEST_NAME: Final = 20


class FilterPage(StrEnum):
    """The list that a filter narrows."""

    COMPLAINTS = "complaints"
    INBOX = "inbox"


class Misfit(StrEnum):
    """Why a filter fits no longer."""

    OTHER_OFFICE = "other_office"
    COUNTY_NOT_SEEN = "county_not_seen"
    TRAY_GONE = "tray_gone"


class TooManyFilters(Exception):
    """Somebody keeps MOST_KEPT already."""


def misfit(
    parts: Mapping[str, str], *, saved_in: str, now_in: str, trays: Collection[str]
) -> Misfit | None:
    """Why a filter that somebody saved in one region fits them no longer, if it does not: they
    work elsewhere now, a county in it is not theirs to see, or a tray of theirs is gone."""
    if saved_in != now_in:
        return Misfit.OTHER_OFFICE
    region = parts.get("region", "")
    if region and not covers(now_in, region):
        return Misfit.COUNTY_NOT_SEEN
    if parts.get("tray", "") not in ("", *trays):
        return Misfit.TRAY_GONE
    return None
