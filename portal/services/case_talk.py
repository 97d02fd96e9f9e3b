"""'How far is my case?' on the telephone: which case, whether it is the caller's, what is told."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from portal.domain import regions, telling
from portal.domain.codes import BadCode, parse
from portal.domain.duplicates import is_similar_amount
from portal.domain.events import EventName
from portal.domain.telling import Answer, Caller, Telling
from portal.models import Complaint, Site, earlier
from portal.services import calls, site_search
from portal.services.calls import Screen
from portal.services.record import record

FOUND_AT_MOST: Final = 5
SITES_AT_MOST: Final = 20


@dataclass(frozen=True)
class Answers:
    """What the caller answered; what he was not asked, or does not know, is empty."""

    caller: Caller
    number: str = ""
    digits: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    site_words: str = ""
    amount_fen: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A case that the answers lead to, which of them are right, and how much may be told."""

    complaint: Complaint
    right: frozenset[Answer]
    telling: Telling


def find(session: Session, answers: Answers, *, region: str) -> list[Candidate]:
    """The cases that the answers lead to: by number, by phone, by site and name; those of which
    most may be told first."""
    codes = _site_codes(session, answers)
    found = [
        _candidate(one, answers, codes) for one in _complaints(session, answers, codes, region)
    ]
    order = list(Telling)
    return sorted(found, key=lambda one: -order.index(one.telling))


def tell(session: Session, complaint: Complaint, answers: Answers, screen: Screen) -> Candidate:
    """Judge the answers for this case, and log who asked and how much was told, once a talk."""
    told = _candidate(complaint, answers, _site_codes(session, answers))
    if calls.log_talk(session, screen, complaint):
        record(
            session, EventName.CASE_ASKED, complaint=complaint, by=screen.by,
            caller=answers.caller, telling=told.telling,
        )  # fmt: skip
    return told


def _complaints(
    session: Session, answers: Answers, codes: Collection[str], region: str
) -> list[Complaint]:
    if answers.number:
        try:
            number = parse(answers.number)
        except BadCode:
            return []
        query = Complaint.by_number(number)
        if region != regions.CITY:
            query = query.where(Complaint.region == region)
    elif answers.digits:
        query = Complaint.of_phone(region, answers.digits, FOUND_AT_MOST)
    elif answers.name and codes:
        query = earlier.of_sites_and_name(region, codes, answers.name, FOUND_AT_MOST)
    else:
        return []
    return list(session.scalars(query))


def _site_codes(session: Session, answers: Answers) -> frozenset[str]:
    hits = site_search.find(session, answers.site_words, region=regions.CITY, most=SITES_AT_MOST)
    return frozenset(hit.code for hit in hits)


def _candidate(complaint: Complaint, answers: Answers, codes: Collection[str]) -> Candidate:
    right = frozenset(
        answer
        for answer, is_right in (
            (Answer.NUMBER, _is_number(complaint, answers.number)),
            (Answer.PHONE, bool(answers.digits) and complaint.phone == answers.digits),
            (Answer.NAME, bool(answers.name) and complaint.worker_name == answers.name),
            (Answer.SITE, _is_site(complaint.site, complaint, answers.site_words, codes)),
            (Answer.AMOUNT, is_similar_amount(complaint.amount_fen, answers.amount_fen)),
        )
        if is_right and answer in telling.QUESTIONS[answers.caller]
    )
    told = telling.telling(
        answers.caller, right, complaint.kind, is_anonymous=complaint.is_anonymous
    )
    return Candidate(complaint, right, told)


def _is_number(complaint: Complaint, typed: str) -> bool:
    try:
        return parse(typed) == complaint.number
    except BadCode:
        return False


def _is_site(site: Site | None, complaint: Complaint, words: str, codes: Collection[str]) -> bool:
    """Whether the caller named the site; a word that fits half the register names none."""
    if not words:
        return False
    if site is not None:
        return len(codes) < SITES_AT_MOST and site.code in codes
    return len(words) > 1 and (words in complaint.place or words in complaint.employer)
