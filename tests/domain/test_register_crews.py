"""Whom to call at several subcontractors, and whose the wage officer is: read from their cells."""

import pytest

from portal.domain.register_sheet import PartyFacts, read_row
from portal.domain.site import PartyRole

SITE = {"name": "示例·安置房", "region": "麦积"}


def crews(**cells: str) -> list[tuple[str, str, str]]:
    facts, doubts = read_row({**SITE, **cells})
    assert doubts == ()
    return [(party.organisation, party.person, party.phone) for party in facts.parties]


def test_persons_and_numbers_stand_on_the_line_of_their_company() -> None:
    assert crews(
        subcontractor="甲劳务\n乙劳务\n丙劳务",
        subcontractor_person="周某\n\n吴某",
        subcontractor_phone="\n000-0000-0002\r\n",
    ) == [("甲劳务", "周某", ""), ("乙劳务", "", "00000000002"), ("丙劳务", "吴某", "")]


def test_those_of_one_company_need_no_line() -> None:
    cells = {"subcontractor_person": "周\n某", "subcontractor_phone": "000 0000 0001"}
    assert crews(subcontractor="甲劳务", **cells) == [("甲劳务", "周某", "00000000001")]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"subcontractor_person": "周某\n吴某\n郑某"}, "not_aligned"),
        ({"subcontractor_phone": "000 0000 0001"}, "not_aligned"),
        ({"subcontractor_phone": "abc\n000 0000 0001"}, "not_a_phone"),
    ],
)
def test_lines_that_fit_nobody_are_doubted_and_left_out(cells: dict[str, str], reason: str) -> None:
    facts, [doubt] = read_row({**SITE, "subcontractor": "甲劳务、乙劳务", **cells})
    assert (doubt.field, doubt.reason) == (next(iter(cells)), reason)
    assert [party.organisation for party in facts.parties] == ["甲劳务", "乙劳务"]
    assert not any(party.person for party in facts.parties)


def test_the_unit_of_the_wage_officer_has_a_column_of_its_own() -> None:
    cells = {"wage_officer": "陈某", "wage_officer_organisation": "示例路桥"}
    facts, _ = read_row({**SITE, **cells})
    assert facts.parties == (PartyFacts(PartyRole.WAGE_OFFICER, "示例路桥", "陈某", ""),)
    facts, _ = read_row({**SITE, "wage_officer_organisation": "示例路桥"})
    assert facts.parties == (PartyFacts(PartyRole.WAGE_OFFICER, "示例路桥", "", ""),)
