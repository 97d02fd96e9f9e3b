"""我的工友也被欠: a code to hand on; whoever follows it sees the site and nobody."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from portal.domain.complaint import Status
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Complaint, GroupCase
from portal.services import clock
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import commit_site, complain, go_on, numbers_of, staff_browser
from tests.web.test_following import opened, receipt

FORM = "//form[@action='/share']"


def code_of(page: Page) -> str:
    [shown] = page.all("//*[@id='share']//p[@class='shared digits']")
    return "".join(shown.text_content().split())


def shared(browse: Browser, page: Page) -> Page:
    return browse.follow(browse.post("/share", page.fields(FORM)))


def first_worker(app: Flask) -> tuple[str, str]:
    """The code of the site and the one that the first worker hands on."""
    site = commit_site(app, name="示例·渭河安置房")
    worker = Browser(app)
    page = worker.follow(
        complain(worker, f"/s/{site}/complain", name="王某某", amount_yuan="77777")
    )
    return site, code_of(shared(worker, page))


def join(browse: Browser, address: str, **typed: str) -> Page:
    """Through the three screens of a complaint that began at that address."""
    plain = address.split("?")[0]
    with clock.pretending(clock.now() - timedelta(minutes=2)):
        first = browse.get(address)
    page = go_on(browse, first, plain, amount_yuan="1200")
    page = go_on(browse, page, plain, phone="199 0000 0002", **typed)
    return go_on(browse, page, plain, go="submit")


def test_co_workers_file_their_own_claims_and_see_nothing_of_one_another(app: Flask) -> None:
    site, code = first_worker(app)
    second = Browser(app)
    page = second.get(f"/g/{code}")
    led = second.post("/g", page.fields())
    assert (led.status, led.location) == (303, f"/s/{site}/complain?group={code}")
    form = second.get(led.location)
    for shown in (page, form):
        assert "77777" not in shown.text
        assert "王" not in shown.text
    assert "示例·渭河安置房" in form.text
    sent = join(second, led.location)
    own = second.follow(sent)
    assert numbers_of(own)[0] != code
    assert "77777" not in own.text
    assert code_of(own) == code
    desk = staff_browser(app, Role.INSPECTOR, "620502")
    listed = desk.get(f"/console/groups/{code}")
    assert "共 2 件" in listed.text
    assert "工友说的78977 元" in listed.text
    number, _ = numbers_of(own)
    assert "和工友一起反映，共 2 件" in desk.get(f"/console/complaints/{number}").text
    assert staff_browser(app, Role.INSPECTOR, "620523").get(f"/console/groups/{code}").status == 404


def test_the_address_alone_tells_nothing(app: Flask, browse: Browser) -> None:
    _, code = first_worker(app)
    known = browse.get(f"/g/{code}")
    unknown = browse.get("/g/00000000")
    assert known.text == unknown.text
    assert known.status == unknown.status == 200
    wrong = browse.get(f"/g/{factories.wrong_digit(code)}")
    assert wrong.status == 404
    assert "再输一次" in wrong.text
    assert browse.get("/g").status == 200


def test_guessing_codes_is_slow(make_app: Callable[..., Flask]) -> None:
    app = make_app(rate_limits=True)
    browse = Browser(app)
    answers = [browse.post("/g", {"code": "00000000"}).status for _ in range(31)]
    assert answers == [422] * 30 + [429]


def test_a_group_that_is_over_leads_to_a_complaint_of_one_s_own(
    app: Flask, browse: Browser
) -> None:
    site, code = first_worker(app)
    with app.app_context():
        db.session.scalars(select(Complaint)).one().status = Status.WITHDRAWN
        db.session.commit()
    page = browse.post("/g", {"code": code})
    assert page.status == 200
    assert "照样能自己反映" in page.text
    assert page.all(f"//a[@href='/s/{site}/complain']")
    sent = join(browse, f"/s/{site}/complain?group={code}")
    assert "要一个码" in browse.follow(sent).text


def test_without_a_site_the_group_is_joined_in_its_county(app: Flask, browse: Browser) -> None:
    number, code = receipt(app)
    with app.app_context():
        found = db.session.scalars(Complaint.by_number(number)).one()
        found.site_id = None
        db.session.commit()
    share = code_of(shared(browse, opened(browse, number, code)))
    led = Browser(app).post("/g", {"code": share})
    assert led.location == f"/complain?group={share}&county=620502"


def test_the_code_is_the_same_on_receipt_and_case_and_however_often_it_is_asked(
    app: Flask, browse: Browser
) -> None:
    site = commit_site(app)
    page = browse.follow(complain(browse, f"/s/{site}/complain"))
    number, query_code = numbers_of(page)
    code = code_of(shared(browse, page))
    assert code_of(shared(browse, page)) == code
    assert code_of(opened(browse, number, query_code)) == code
    with app.app_context():
        assert len(db.session.scalars(select(GroupCase)).all()) == 1


def test_a_phone_without_cookies_shares_and_joins_too(app: Flask) -> None:
    site = commit_site(app)
    worker = Browser(app, cookies=False)
    page = complain(worker, f"/s/{site}/complain")
    code = code_of(worker.post("/share", page.fields(FORM)))
    assert code_of(join(Browser(app, cookies=False), f"/s/{site}/complain?group={code}")) == code
    assert worker.post("/share", {"pass": "x"}).status == 403


def test_who_stays_anonymous_stands_alone(app: Flask, browse: Browser) -> None:
    site, code = first_worker(app)
    page = browse.follow(join(browse, f"/s/{site}/complain?group={code}", anonymous="y"))
    assert not page.all("//*[@id='share']")


def test_sending_twice_joins_once(app: Flask, browse: Browser) -> None:
    site, code = first_worker(app)
    form = {"submission_key": "k", "amount_yuan": "1", "phone": "19900000005", "group": code}
    for _ in range(2):
        assert browse.post(f"/s/{site}/complain", form).status in (200, 303)
    assert "共 2 件" in staff_browser(app).get(f"/console/groups/{code}").text
