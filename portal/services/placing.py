"""Where posters hang: planned before the print, hung with a photo, taken down with a reason."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.poster import IssueState, PlacementKind, Product
from portal.models import Placement, PosterIssue, Site, Staff
from portal.services import board_states, evidence
from portal.services.clock import now
from portal.services.evidence import Part, Placed
from portal.services.file_seals import open_file
from portal.services.record import record
from portal.services.storage import Storage


class TakenDown(Exception):
    """Nothing hangs there any more; a new place is planned instead."""


class WrongVersion(Exception):
    """No such version of the site's board was issued."""


@dataclass(frozen=True)
class PlaceFacts:
    """What is said of a place."""

    kind: PlacementKind
    words: str = ""


def plan(session: Session, site: Site, facts: PlaceFacts) -> Placement:
    """A place at a site that is to get a board; its number goes into the QR code."""
    return _add(session, site, site.region, Product.NOTICE_BOARD, facts)


def plan_sheet(session: Session, region: str, facts: PlaceFacts) -> Placement:
    """A public place of a county that is to get a publicity sheet."""
    return _add(session, None, region, Product.PUBLICITY_SHEET, facts)


def hang(
    session: Session,
    place: Placement,
    facts: PlaceFacts,
    *,
    version: int | None = None,
    photo: Placed | None = None,
    by: Staff,
) -> None:
    """It hangs there now, in that version; again later, when another version takes its place.
    Raises TakenDown, WrongVersion."""
    if place.taken_down_at is not None:
        raise TakenDown
    place.issue_id = _issue_id(session, place, version)
    place.kind, place.words = facts.kind, facts.words
    place.hung_at, place.hung_by_id = now(), by.id
    if photo is not None:
        place.photo_name, place.photo_key = photo.object_name, photo.file_key
    record(
        session, EventName.BOARD_HUNG, site=place.site, by=by, placement_id=place.id,
        kind=place.kind,
    )  # fmt: skip
    _settle(session, place)


def take_down(session: Session, place: Placement, reason: str, *, by: Staff) -> None:
    """Nothing hangs there any more. Raises TakenDown."""
    if place.taken_down_at is not None:
        raise TakenDown
    place.taken_down_at, place.taken_down_by_id = now(), by.id
    place.taken_down_reason = reason
    record(session, EventName.BOARD_TAKEN_DOWN, site=place.site, by=by, placement_id=place.id)
    _settle(session, place)


def photo(storage: Storage, place: Placement, part: Part) -> bytes:
    """The photo of a place, opened. Raises NoSuchFile, StorageAway, SealBroken."""
    name = evidence.file_name(place.photo_name or "", part)
    return open_file(place.photo_key or "", name, storage.get(name))


def _add(
    session: Session, site: Site | None, region: str, product: Product, facts: PlaceFacts
) -> Placement:
    place = Placement(
        site_id=site.id if site else None,
        region=region,
        product=product,
        kind=facts.kind,
        words=facts.words,
        planned_at=now(),
    )
    session.add(place)
    session.flush()
    return place


def _issue_id(session: Session, place: Placement, version: int | None) -> int | None:
    """The issue that hangs there: of that version, or the newest that is not withdrawn."""
    if place.site_id is None:
        return None
    issues = session.scalars(PosterIssue.of_site(place.site_id)).all()
    usable = [one for one in issues if one.state is not IssueState.WITHDRAWN]
    if version is not None:
        usable = [one for one in usable if one.version == version]
        if not usable:
            raise WrongVersion
    return usable[0].id if usable else None


def _settle(session: Session, place: Placement) -> None:
    if place.site_id is not None:
        board_states.settle(session, [place.site_id])
