"""An order to pay: a day that can be meant, and nothing that follows before it has passed."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from portal.domain.roles import Role
from portal.extensions import db
from portal.services import clock
from portal.web.filters import day
from tests import casefile, factories
from tests.web.journey import staff_browser

MONDAY = datetime.fromisoformat("2026-11-30T09:00:00+08:00")
ORDER = {"decision": "order_to_pay", "note": "责令付清", "ordered_yuan": "3.5万"}


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def investigated(app: Flask, *, is_ordered: bool) -> str:
    """A case whose investigation is complete; with an order to pay that was served, if asked."""
    with app.app_context():
        by = factories.member(db.session)
        complaint = factories.complaint(db.session)
        casefile.accept(db.session, complaint, by=by)
        casefile.complete(db.session, complaint, by=by)
        if is_ordered:
            casefile.order(db.session, complaint, by=by)
            casefile.serve(db.session, complaint, by=by)
        number = complaint.number
        db.session.commit()
    return f"/console/complaints/{number}"


def test_what_follows_an_unpaid_order_waits_for_its_day(app: Flask) -> None:
    page, browse = investigated(app, is_ordered=True), staff_browser(app)
    pay_by = clock.today() + timedelta(days=14)
    opened = browse.get(page)
    assert not opened.all("//form[contains(@action, '/enforce')]")
    with app.app_context():
        first = day(pay_by + timedelta(days=1))
    assert f"{first}起可以办" in opened.text
    typed = {"measure": "deposit", "taken_on": clock.today().isoformat(), "document": "示例9号"}
    early = browse.send(f"{page}/enforce", on=page, **typed)
    assert early.status == 409
    assert "刚才情况变了" not in early.text
    [said] = early.all("//p[@id='enforce-taken_on-wrong']")
    assert said.text == f"付款期限还没到，单位还有时间付；{first}起才能办"
    assert early.all("//input[@name='document' and @value='示例9号']")


def test_it_is_offered_once_the_day_has_passed(app: Flask) -> None:
    with clock.pretending(clock.now() - timedelta(days=15)):
        page = investigated(app, is_ordered=True)
    browse = staff_browser(app)
    opened = browse.get(page)
    assert opened.all("//form[contains(@action, '/enforce')]")
    assert "起可以办" not in opened.text
    typed = {"measure": "deposit", "taken_on": clock.today().isoformat(), "document": "示例9号"}
    assert browse.send(f"{page}/enforce", on=page, **typed).status == 303


@pytest.mark.parametrize(
    ("pay_by", "said"),
    [
        ("2026-12-19", "这一天不上班，下一个工作日是2026年12月21日"),
        ("2026-12-08", "送达可能比这一天还晚，送达最晚到2026年12月9日"),
    ],
)
def test_a_day_that_is_rarely_meant_is_asked_about_once(app: Flask, pay_by: str, said: str) -> None:
    with clock.pretending(MONDAY):
        page, browse = investigated(app, is_ordered=False), staff_browser(app, Role.HEAD)
        asked = browse.send(f"{page}/decide", on=page, **ORDER, pay_by=pay_by)
        assert (asked.status, said in asked.text) == (422, True)
        assert asked.all(f"//input[@name='pay_by' and @value='{pay_by}']")
        meant = browse.send(f"{page}/decide", on=page, **ORDER, pay_by=pay_by, is_day_meant="y")
        assert meant.status == 303


def test_today_and_what_has_passed_are_refused_whatever_is_ticked(app: Flask) -> None:
    page, browse = investigated(app, is_ordered=False), staff_browser(app, Role.HEAD)
    for ago in (0, 1):
        pay_by = (clock.today() - timedelta(days=ago)).isoformat()
        fields = {**ORDER, "pay_by": pay_by, "is_day_meant": "y"}
        refused = browse.send(f"{page}/decide", on=page, **fields)
        assert (refused.status, "要写今天以后的一天" in refused.text) == (422, True)
