"""The board of a site: complete only when each of the thirteen items is there and verified."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.site import PartyRole
from portal.models import MinimumWage, Office, Site
from portal.services import board as boards
from portal.services.board import BoardSource
from posters import Item
from tests import factories

SOURCE = BoardSource("https://example.gov.cn", "示例局", date(2026, 11, 24))


def missing(session: Session, site: Site) -> set[Item]:
    return set(boards.missing_items(boards.gather(session, site, SOURCE)))


def test_a_site_with_everything_verified_lacks_nothing(session: Session) -> None:
    factories.offices(session)
    assert missing(session, factories.site(session)) == set()


def test_what_nobody_has_verified_is_missing(session: Session) -> None:
    factories.offices(session, verified=False)
    factories.offices(session, "620521")
    assert missing(session, factories.site(session)) == {
        Item.MINIMUM_WAGE,
        Item.INSPECTION,
        Item.ARBITRATION,
        Item.LEGAL_AID,
    }


def test_the_minimum_wage_is_the_one_in_force_on_the_day_of_printing(session: Session) -> None:
    factories.offices(session)
    wage = session.scalars(select(MinimumWage)).one()
    session.add(
        MinimumWage(
            region=wage.region,
            monthly_fen=999900,
            hourly_fen=9900,
            effective_from=date(2026, 12, 1),
            document="将来",
            verified_on=date(2026, 11, 1),
        )
    )
    board = boards.gather(session, factories.site(session), SOURCE)
    assert board.minimum_wage is not None
    assert board.minimum_wage.monthly_yuan == 1910


@pytest.mark.parametrize(
    ("role", "item"),
    [
        (PartyRole.DEVELOPER, Item.DEVELOPER),
        (PartyRole.GENERAL_CONTRACTOR, Item.GENERAL_CONTRACTOR),
        (PartyRole.PROJECT_OFFICE, Item.PROJECT_OFFICE),
        (PartyRole.SUBCONTRACTOR, Item.SUBCONTRACTORS),
        (PartyRole.WAGE_OFFICER, Item.WAGE_OFFICER),
    ],
)
def test_a_party_that_is_not_registered_is_missing(
    session: Session, role: PartyRole, item: Item
) -> None:
    factories.offices(session)
    parties = tuple(factories.party(each) for each in PartyRole if each is not role)
    assert missing(session, factories.site(session, parties=parties)) == {item}


def test_a_site_that_declares_no_subcontractor_lacks_none(session: Session) -> None:
    factories.offices(session)
    parties = tuple(
        factories.party(each) for each in PartyRole if each is not PartyRole.SUBCONTRACTOR
    )
    site = factories.site(session, parties=parties, no_subcontractor=True)
    assert missing(session, site) == set()


def test_the_code_behind_the_qr_is_the_page_of_the_site(session: Session) -> None:
    site = factories.site(session)
    board = boards.gather(session, site, SOURCE)
    assert board.url == f"https://example.gov.cn/s/{site.code}"


def test_an_office_whose_number_nobody_checked_is_not_printed(session: Session) -> None:
    factories.offices(session, verified=False)
    board = boards.gather(session, factories.site(session), SOURCE)
    numbers = set(session.scalars(select(Office.phone)))
    assert not any(number in repr(board) for number in numbers)
