"""What holds for every row of a register, whatever somebody typed, pasted or left in it."""

import unicodedata
from datetime import UTC, date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from portal.domain import money, phone
from portal.domain.pay_day import read_pay_day
from portal.domain.regions import COUNTIES
from portal.domain.register_sheet import (
    MAX_LENGTHS,
    MAX_ORGANISATION,
    MAX_PERSON,
    RowRefused,
    SiteFacts,
    cell_text,
    read_row,
)
from portal.domain.site import Industry, PartyRole, SiteStatus

FIELDS = ["address", "contract", "permit_no", "longminggong_no", "started_on", "pay_day"]
PARTY_FIELDS = [f"{role}{part}" for role in PartyRole for part in ("", "_person", "_phone")]
CONTACTS = [f"{role}_contact" for role in PartyRole] + ["wage_officer_organisation"]
COLUMNS = ["name", "region", "status", "industry", *FIELDS, *PARTY_FIELDS, *CONTACTS]
WORDS = {
    SiteStatus.PLANNED: "未开工",
    SiteStatus.ACTIVE: "在建",
    SiteStatus.SUSPENDED: "停工",
    SiteStatus.FINISHED: "完工",
    Industry.HOUSING: "住建",
    Industry.TRANSPORT: "交通",
    Industry.WATER: "水务",
    Industry.OTHER: "其他",
}

any_text = st.text(st.characters(exclude_categories=()), max_size=60)
typed = st.text(
    st.sampled_from(
        "0123456789０９甲乙李年月日号前万亿千零元无.,，、;：/-—()（） \n\u202e\u200b\x00+"
    ),
    max_size=30,
)
huge = st.builds(str.__mul__, st.sampled_from("1 甲\n、.9-\u202e"), st.sampled_from([500, 40_000]))
cells: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    typed,
    any_text,
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, UTC])),
    st.times(),
    st.timedeltas(),
    huge,
)
rows = st.dictionaries(st.sampled_from(COLUMNS), cells, max_size=len(COLUMNS))
sound: dict[str, st.SearchStrategy[Any]] = {
    "name": st.just("示例"),
    "region": st.sampled_from([*COUNTIES, *COUNTIES.values()]),
    "status": st.sampled_from([None, "", "在建", "停工"]),
    "industry": st.sampled_from([None, "", "住建", "水务"]),
}
rows_of_a_site = st.builds(
    dict.__or__,
    st.dictionaries(st.sampled_from(COLUMNS), cells, max_size=12),
    st.fixed_dictionaries(sound),
)
tidy = typed | st.text(max_size=20)
tidy_rows = st.builds(
    dict.__or__,
    st.dictionaries(st.sampled_from([*FIELDS, *PARTY_FIELDS, *CONTACTS]), tidy, max_size=20),
    st.fixed_dictionaries(sound),
)


@given(rows)
@example(dict.fromkeys(COLUMNS, float("nan")))
@example(dict.fromkeys(COLUMNS, float("inf")))
@example(dict.fromkeys(COLUMNS, "1" * 40_000))
@example(dict.fromkeys(COLUMNS, " " * 40_000 + "x"))
@example(dict.fromkeys(COLUMNS, "9" * 40_000 + "x") | {"name": "示例", "region": "秦州"})
def test_a_row_is_read_or_refused_with_reasons_and_nothing_else_happens(
    row: dict[str, Any],
) -> None:
    try:
        facts, doubts = read_row(row)
    except RowRefused as refused:
        fields = {problem.field for problem in refused.problems}
        assert fields & {"name", "region", "status", "industry"}
        assert fields <= set(COLUMNS)
    else:
        assert facts.name
        assert all(doubt.text for doubt in doubts)


@given(rows_of_a_site)
def test_whatever_is_read_fits_where_it_is_kept(row: dict[str, Any]) -> None:
    facts, _ = read_row(row)
    assert facts.region in COUNTIES
    for name, length in MAX_LENGTHS.items():
        assert len(getattr(facts, name)) <= length
    assert facts.contract_fen is None or 0 <= facts.contract_fen <= 10**15
    assert type(facts.started_on) in (type(None), date)
    assert not facts.pay_day or read_pay_day(facts.pay_day) == facts.pay_day
    for party in facts.parties:
        assert party.organisation or party.person or party.phone
        assert len(party.organisation) <= MAX_ORGANISATION
        assert len(party.person) <= MAX_PERSON
        assert not party.phone or phone.reachable(party.phone) == party.phone


@given(rows_of_a_site)
def test_nothing_invisible_is_ever_kept(row: dict[str, Any]) -> None:
    facts, _ = read_row(row)
    texts = [facts.name, facts.address, facts.permit_no, facts.longminggong_no]
    texts += [text for party in facts.parties for text in (party.organisation, party.person)]
    for text in texts:
        assert text == text.strip()
        assert not any(unicodedata.category(char)[0] == "C" for char in text)


@given(st.text(st.characters(exclude_categories=())))
def test_a_clean_cell_stays_as_it_is(text: str) -> None:
    assert cell_text(cell_text(text)) == cell_text(text)


def as_typed(facts: SiteFacts) -> dict[str, Any]:
    """The row that somebody would type who copied the facts from the page."""
    row: dict[str, Any] = {
        "name": facts.name,
        "region": COUNTIES[facts.region],
        "status": WORDS[facts.status] if facts.status else "",
        "industry": WORDS[facts.industry] if facts.industry else "",
        "address": facts.address,
        "contract": "" if facts.contract_fen is None else money.in_wan(facts.contract_fen),
        "permit_no": facts.permit_no,
        "longminggong_no": facts.longminggong_no,
        "started_on": facts.started_on.isoformat() if facts.started_on else "",
        "pay_day": facts.pay_day,
        "subcontractor": "无" if facts.no_subcontractor else "",
    }
    crews = [party for party in facts.parties if party.role is PartyRole.SUBCONTRACTOR]
    if crews:
        row["subcontractor"] = "\n".join(party.organisation for party in crews)
        row["subcontractor_person"] = "\n".join(party.person for party in crews)
        row["subcontractor_phone"] = "\n".join(phone.spaced(party.phone) for party in crews)
    for party in facts.parties:
        if party not in crews:
            is_officer = party.role is PartyRole.WAGE_OFFICER
            row["wage_officer_organisation" if is_officer else party.role] = party.organisation
            row[f"{party.role}_person"] = party.person
            row[f"{party.role}_phone"] = phone.spaced(party.phone)
    return row


@given(tidy_rows)
def test_facts_copied_from_the_page_are_read_as_the_same_facts(row: dict[str, Any]) -> None:
    facts, _ = read_row(row)
    assert read_row(as_typed(facts)) == (facts, ())
