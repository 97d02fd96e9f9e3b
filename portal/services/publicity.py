"""The publicity sheet of a public place: every county's verified line, and a QR code of its own."""

from sqlalchemy.orm import Session

import posters
from portal.domain import regions
from portal.domain.phone import spaced
from portal.models import Office, Placement
from portal.services.board import BoardSource, Paper


def print_sheet(session: Session, place: Placement, source: BoardSource, paper: Paper) -> bytes:
    """The sheet for a place, as PDF. A county whose number nobody has verified is left out."""
    return posters.render_publicity(
        posters.Publicity(
            url=f"{source.base_url}/?p={place.id}",
            printed_on=source.printed_on,
            city=regions.CITY_NAME,
            lines=tuple(_lines(session)),
            organiser=source.organiser,
        ),
        paper,
    )


def _lines(session: Session) -> list[posters.CountyLine]:
    found = (
        (name, session.execute(Office.hotline(), {"region": region}).first())
        for region, name in regions.COUNTIES.items()
    )
    return [posters.CountyLine(name, spaced(line.phone), line.name) for name, line in found if line]
