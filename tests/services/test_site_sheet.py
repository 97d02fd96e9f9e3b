"""The register as a workbook: text stays text, and reading it back changes nothing."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.register_sheet import PartyFacts
from portal.domain.site import Industry, PartyRole, SiteStatus
from portal.models import Site, site_register
from portal.models.site_register import Narrowing
from portal.services import register_import, site_sheet
from portal.services.register_import import Outcome, RowResult
from portal.services.workbook import read_workbook
from tests import factories
from tests.asked import asked

NAMES = (
    "=1+1",
    "+86示例",
    "-示例",
    "@示例",
    "'示例",
    "'=示例",
    "示例#N/A",
    "#N/A",
    "示例“𠮷”塬",
    "007",
)
CREWS = (
    PartyFacts(PartyRole.SUBCONTRACTOR, "=甲劳务", "", "00000000011"),
    PartyFacts(PartyRole.SUBCONTRACTOR, "", "没名字的", "00000000012"),
    PartyFacts(PartyRole.SUBCONTRACTOR, "乙（一标）劳务", "周某某", ""),
)
OTHERS = (
    PartyFacts(PartyRole.WAGE_OFFICER, "只写了单位", "", ""),
    PartyFacts(PartyRole.PROJECT_OFFICE, "", "-负责人", ""),
    PartyFacts(PartyRole.REGULATOR, "+局", "", "00000000013"),
)


def exported(session: Session, **narrowing: str) -> bytes:
    file = io.BytesIO()
    site_sheet.write(session, site_register.seen("620500", Narrowing(**narrowing)), file)
    return file.getvalue()


def planned(session: Session, content: bytes) -> list[RowResult]:
    return register_import.plan(session, read_workbook(content)).results


@pytest.fixture
def odd_sites(session: Session) -> None:
    for number, name in enumerate(NAMES):
        factories.site(
            session, name=name, address=name, permit_no=f"=证{number}", contract_fen=number * 333
        )
    factories.site(session, parties=(*CREWS, *OTHERS), started_on=date(2026, 2, 28))
    factories.site(
        session, parties=(), no_subcontractor=True, contract_fen=None, pay_day="", address="",
        permit_no="", status=SiteStatus.FINISHED, industry=Industry.OTHER,
    )  # fmt: skip
    session.flush()


@pytest.mark.usefixtures("odd_sites")
def test_odd_names_numbers_and_gaps_are_read_back_as_they_were(session: Session) -> None:
    results = planned(session, exported(session))
    assert len(results) == len(NAMES) + 2
    assert [r for r in results if r.outcome is not Outcome.UNCHANGED or r.problems] == []


@pytest.mark.usefixtures("odd_sites")
def test_no_cell_is_a_formula_however_it_begins(session: Session) -> None:
    sheet = load_workbook(io.BytesIO(exported(session))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not {"f", "e"} & {cell.data_type for cell in cells}
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert "'=1+1" in texts
    assert not [text for text in texts if text[:1] in tuple("=+-@")]


def test_contacts_of_several_subcontractors_come_along(session: Session) -> None:
    site = factories.site(session, parties=CREWS)
    session.flush()
    content = exported(session)
    for party in site.parties:
        party.person, party.phone = "", ""
    session.flush()
    [result] = planned(session, content)
    [change] = result.changes
    assert change.field == "subcontractor_contact"
    assert change.after == "=甲劳务： 00000000011；乙（一标）劳务：周某某 "


def test_what_is_exported_is_what_the_list_is_narrowed_to(session: Session) -> None:
    factories.site(session, region="620503")
    factories.site(session, name="示例·滨江花园")
    assert len(planned(session, exported(session))) == 2
    assert [r.name for r in planned(session, exported(session, words="bjhy"))] == ["示例·滨江花园"]
    assert planned(session, exported(session, region="620525")) == []


def test_many_sites_are_read_a_batch_at_a_time(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_sheet, "AT_ONCE", 2)
    for _ in range(5):
        factories.site(session)
    session.commit()
    session.expunge_all()
    with asked(session) as statements:
        assert len(planned(session, exported(session))) == 5
    assert len([query for query in statements if "party.person" in query]) == 4, (
        "3 to write, 1 to plan"
    )
    assert len(session.scalars(select(Site)).all()) == 5
