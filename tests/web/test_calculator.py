"""工钱算一算: the sum, its working, its articles, and clear words for what cannot be meant."""

import pytest
from flask import Flask

from tests import factories
from tests.browse import Browser
from tests.web.journey import commit_site


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def calculate(browse: Browser, kind: str, **typed: str):  # type: ignore[no-untyped-def]
    return browse.get(f"/calculator/{kind}", query_string={"go": "1", **typed})


def test_days_at_a_rate_less_what_was_paid(app: Flask, browse: Browser) -> None:
    page = calculate(browse, "owed", unit="days", count_done="26.5", rate="２２０", paid="1千")
    assert "大约是 4830 元" in page.text
    assert "26.5 天 × 220 元 = 5830 元" in page.text
    assert "2415 元 到 4830 元" in page.text
    assert "《保障农民工工资支付条例》第 13 条" in page.text
    assert "可以" in page.text


def test_the_sum_is_carried_into_the_complaint_at_the_scanned_site(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    page = calculate(
        browse, "owed", unit="months", count_done="3", rate="5000.5", paid="", site=code
    )
    [link] = page.all("//a[@class='act']/@href")
    assert link == f"/s/{code}/complain?amount=15001.50"
    assert browse.get(link).field("amount_yuan") == "15001.50"


def test_overtime_shows_how_the_hour_was_worked_out_and_its_source(
    app: Flask, browse: Browser
) -> None:
    page = calculate(browse, "overtime", basis="month", wage="4000", workday="10", holiday="8")
    assert "大约是 896.61 元" in page.text
    assert "4000 元 ÷ 21.75 天 ÷ 8 小时 = 22.99 元" in page.text
    assert "以当地为准" in page.text
    day = calculate(browse, "overtime", basis="day", wage="240", hours_per_day="10", rest_day="5")
    assert "大约是 240 元" in day.text


def test_a_missing_contract_pays_from_the_second_month_and_no_more_than_eleven(
    app: Flask, browse: Browser
) -> None:
    page = calculate(
        browse, "no-contract", started_on="2024-03-01", until="2026-03-01", monthly="5000"
    )
    assert "大约是 55000 元" in page.text
    assert "《劳动合同法》第 82 条" in page.text
    assert "跟单位算劳动关系" in page.text, "it is not owed to everybody"
    none = calculate(
        browse, "no-contract", started_on="2026-03-01", until="2026-03-20", monthly="5000"
    )
    assert "算下来是 0 元" in none.text
    assert not page.all("//a[@class='act']"), "that goes to arbitration, not to the bureau"


def test_the_minimum_wage_is_the_verified_one_of_the_county(app: Flask, browse: Browser) -> None:
    commit_site(app)
    low = calculate(browse, "minimum", county="620502", per="month", paid="1500")
    assert "低了 410 元" in low.text
    assert "示例文号" in low.text
    assert "不低于" in calculate(browse, "minimum", county="620502", per="hour", paid="20").text
    with app.app_context():
        from portal.extensions import db

        factories.offices(db.session, "620521", verified=False)
        db.session.commit()
    unknown = calculate(browse, "minimum", county="620521", per="month", paid="1500")
    assert "还没有核实" in unknown.text


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("owed", {}, "请填干了多少"),
        ("owed", {"count_done": "x", "rate": "1"}, "请写数字"),
        ("owed", {"count_done": "NaN", "rate": "1"}, "请写数字"),
        ("owed", {"count_done": "-3", "rate": "1"}, "太小"),
        ("owed", {"count_done": "1e9", "rate": "1"}, "太大"),
        ("owed", {"count_done": "1.234", "rate": "1"}, "两位小数"),
        ("owed", {"count_done": "2", "rate": "很多"}, "请写数字"),
        ("owed", {"count_done": "2", "rate": "999999999"}, "太大"),
        ("owed", {"unit": "years", "count_done": "2", "rate": "1"}, ""),
        ("overtime", {"wage": "100"}, "至少填一种"),
        ("overtime", {"wage": "100", "workday": "5", "hours_per_day": "99"}, "太大"),
        ("no-contract", {"started_on": "昨天", "monthly": "5000"}, "请写日期"),
        ("no-contract", {"started_on": "1900-01-01", "monthly": "5000"}, "日期写对"),
        (
            "no-contract",
            {"started_on": "2026-05-01", "until": "2026-04-01", "monthly": "5000"},
            "不能早于",
        ),
        ("minimum", {"paid": "1"}, "请选在哪个县区"),
    ],
)
def test_what_cannot_be_meant_is_told_and_kept(
    app: Flask, browse: Browser, kind: str, typed: dict[str, str], message: str
) -> None:
    page = calculate(browse, kind, **typed)
    assert page.status == 422
    assert message in page.text
    for name, value in typed.items():
        if name not in ("unit", "county"):
            assert page.field(name) == value


def test_every_calculator_opens_empty_and_an_unknown_one_does_not(
    app: Flask, browse: Browser
) -> None:
    for kind in ("owed", "overtime", "no-contract", "minimum"):
        assert browse.get(f"/calculator/{kind}").status == 200
    assert browse.get("/calculator/nothing").status == 404
