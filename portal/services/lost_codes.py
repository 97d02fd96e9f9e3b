"""A lost query code: asked for by anybody, given again by an operator who has checked."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.codes import BadCode, parse
from portal.domain.events import EventName
from portal.domain.lost_code import (
    AlreadyHandled,
    LostCodeCheck,
    LostCodeRefusal,
    LostCodeState,
    check_confirmed,
)
from portal.models import Complaint, LostCode, Site, Staff
from portal.services import casework, clock, follow
from portal.services.intake import code_key
from portal.services.record import record

MATCHES_AT_MOST = 10


@dataclass(frozen=True)
class Match:
    """A complaint of the same number, and what else of the request fits it."""

    complaint: Complaint
    is_same_site: bool
    is_same_amount: bool


def ask(session: Session, *, digits: str, site_words: str, amount_fen: int | None) -> None:
    """Keep the request for the desk of the county that is likely concerned. Whether anything
    matches is said to nobody here, and the same request twice waits once."""
    for waiting in session.scalars(LostCode.waiting_of_phone(digits)):
        if (waiting.site_words, waiting.amount_fen) == (site_words, amount_fen):
            return
    site = _site(session, site_words)
    request = LostCode(
        asked_at=clock.now(),
        region=_region(session, digits, site),
        phone=digits,
        phone_key=digits,
        site=site,
        site_words=site_words,
        amount_fen=amount_fen,
    )
    session.add(request)
    session.flush()
    record(session, EventName.LOST_CODE_ASKED, request_id=request.id)


def matches(session: Session, request: LostCode, region: str) -> list[Match]:
    """The complaints of that number that staff of the region see, the likeliest first."""
    own = session.scalars(Complaint.of_phone(region, request.phone, MATCHES_AT_MOST))
    found = [
        Match(each, _is_same_site(request, each), request.amount_fen == each.amount_fen)
        for each in own
    ]
    return sorted(found, key=lambda match: -(2 * match.is_same_site + match.is_same_amount))


def show_phone(session: Session, found: list[Match], *, by: Staff) -> None:
    """Log that somebody looked at the number, on every complaint it belongs to."""
    for match in found:
        casework.reveal(session, match.complaint, by=by, reason="lost_code")
    if not found:
        record(session, EventName.REVEALED, by=by, reason="lost_code")


def give(
    session: Session,
    request: LostCode,
    complaint: Complaint,
    *,
    by: Staff,
    checks: Collection[LostCodeCheck],
) -> str:
    """Give another query code, to be read out once; the old one is void, and the worker is told
    to change this one, because the operator has seen it. Raises AlreadyHandled, ChecksMissing."""
    _check_waiting(request)
    check_confirmed(checks)
    _answer(request, LostCodeState.GIVEN, by)
    query_code = _draw()
    complaint.query_code_key = code_key(complaint.number, query_code)
    complaint.is_code_seen = True
    complaint.is_code_changed = True
    request.complaint = complaint
    record(session, EventName.CODE_REISSUED, complaint=complaint, by=by, request_id=request.id)
    return query_code


def refuse(
    session: Session,
    request: LostCode,
    complaint: Complaint | None,
    *,
    by: Staff,
    refusal: LostCodeRefusal,
    note: str = "",
) -> None:
    """Give none, and say why; on the timeline of the complaint that it was about, if there is
    one. Raises AlreadyHandled."""
    _check_waiting(request)
    _answer(request, LostCodeState.REFUSED, by)
    request.refusal = refusal
    request.complaint = complaint
    record(
        session,
        EventName.LOST_CODE_REFUSED,
        complaint=complaint,
        by=by,
        note=note,
        request_id=request.id,
        refusal=refusal,
    )


def _check_waiting(request: LostCode) -> None:
    if not request.is_waiting:
        raise AlreadyHandled


def _answer(request: LostCode, state: LostCodeState, by: Staff) -> None:
    request.state = state
    request.handled_by = by
    request.handled_at = clock.now()


def _draw() -> str:
    while follow.is_weak(code := f"{secrets.randbelow(10**6):06d}"):
        pass
    return code


def _site(session: Session, words: str) -> Site | None:
    try:
        return session.scalar(Site.at(), {"code": parse(words)})
    except BadCode:
        return None


def _region(session: Session, digits: str, site: Site | None) -> str:
    own = select(Complaint.region).where(Complaint.phone_key == digits)
    region = session.scalar(own.order_by(Complaint.id.desc()).limit(1))
    return region or (site.region if site else regions.CITY)


def _is_same_site(request: LostCode, complaint: Complaint) -> bool:
    if request.site_id is not None:
        return complaint.site_id == request.site_id
    words = Site.key_of(request.site_words)
    names = [complaint.employer, complaint.place]
    if complaint.site is not None:
        names.append(complaint.site.name)
    keys = [Site.key_of(name) for name in names if name]
    return bool(words) and any(words in key or key in words for key in keys)
