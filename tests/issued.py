"""Sites whose boards are complete, issued, hung: what tests about prints begin with."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.roles import Role
from portal.domain.site import BoardState
from portal.models import PosterIssue, Site, Staff
from portal.services import issuing
from portal.services.board import BoardSource
from portal.services.board_press import PrintSettings
from portal.services.clock import today
from tests import factories

BASE = "http://localhost"
ORGANISER = "天水市人力资源和社会保障局"


def source(on: date | None = None) -> BoardSource:
    return BoardSource(BASE, ORGANISER, on or today())


def poster(session: Session) -> Staff:
    return factories.member(session, Role.POSTER)


def issue(
    session: Session, site: Site, *, paper: Any = "A3", by: Staff | None = None
) -> PosterIssue:
    return issuing.issue(session, site, PrintSettings(paper), source(), by=by or poster(session))


def stands(session: Session, site: Site) -> BoardState:
    session.refresh(site)
    return site.board_state
