"""The worker follows the complaint: opened by two numbers, guessed by nobody."""

from flask import Flask

from portal.domain.complaint import Status
from portal.extensions import db
from portal.models import Complaint
from portal.services import casework
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import commit_site


def receipt(app: Flask, status: str = "") -> tuple[str, str]:
    """A complaint in the database: its number and its query code."""
    with app.app_context():
        made = factories.receipt(db.session, factories.site(db.session))
        officer = factories.member(db.session)
        if status == "asked":
            casework.ask_supplement(db.session, made.complaint, by=officer, note="班长叫什么？")
        if status == "closed":
            made.complaint.status = Status.CLOSED
        casework.reveal(db.session, made.complaint, by=officer, reason="call")
        db.session.commit()
        return made.complaint.number, made.query_code


def opened(browse: Browser, number: str, code: str) -> Page:
    browse.get("/complain")  # the phone keeps cookies
    return browse.follow(browse.post("/follow", {"number": number, "query_code": code}))


def write(browse: Browser, page: Page, endpoint: str, note: str) -> Page:
    token = page.all("//input[@name='case_pass']/@value")[0]
    return browse.post(f"/follow/{endpoint}", {"case_pass": token, "note": note})


def status(app: Flask, number: str) -> Status:
    with app.app_context():
        complaint = db.session.scalar(Complaint.by_number(number))
        assert complaint is not None
        return complaint.status


def test_number_and_code_open_the_timeline_without_the_office_s_own_business(
    app: Flask, browse: Browser
) -> None:
    page = opened(browse, *receipt(app))
    assert "收到了，已经登记" in page.text
    assert "查看了姓名电话" not in page.text
    assert "19900000001" not in page.text


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(
    app: Flask, browse: Browser
) -> None:
    number, code = receipt(app)
    wrong = browse.post("/follow", {"number": number, "query_code": "000000"})
    unknown = browse.post("/follow", {"number": "00000000", "query_code": code})
    nonsense = browse.post("/follow", {"number": "x" * 900, "query_code": "x"})
    assert wrong.status == unknown.status == nonsense.status == 422
    said = [page.text.replace(number, "").replace("00000000", "") for page in (wrong, unknown)]
    assert said[0] == said[1]


def test_guessing_is_slowed_for_known_and_unknown_numbers_alike(make_app) -> None:  # type: ignore[no-untyped-def]
    app = make_app(rate_limits=True)
    number, code = receipt(app)
    for tried in (number, factories.wrong_digit(number)[:0] + "00000000"):
        browse = Browser(app)
        for _ in range(10):
            assert browse.post("/follow", {"number": tried, "query_code": "1"}).status == 422
        blocked = browse.post("/follow", {"number": tried, "query_code": code})
        assert blocked.status == 429
        assert "歇一会儿" in blocked.text


def test_an_answer_to_what_was_asked_goes_back_to_the_office(app: Flask, browse: Browser) -> None:
    number, code = receipt(app, "asked")
    page = opened(browse, number, code)
    assert "班长叫什么？" in page.text
    refused = write(browse, page, "write", "  ")
    assert refused.status == 422
    assert "请写一句话" in refused.text
    page = browse.follow(write(browse, page, "write", "姓刘"))
    assert "姓刘" in page.text
    assert status(app, number) is Status.RECEIVED


def test_a_closure_is_disputed_once(app: Flask, browse: Browser) -> None:
    number, code = receipt(app, "closed")
    page = browse.follow(write(browse, opened(browse, number, code), "dispute", "还差五百"))
    assert status(app, number) is Status.DISPUTED
    assert not page.all("//form[@action='/follow/dispute']")
    assert write(browse, page, "dispute", "再来").status == 409


def test_a_complaint_is_withdrawn_before_a_decision(app: Flask, browse: Browser) -> None:
    number, code = receipt(app)
    browse.follow(write(browse, opened(browse, number, code), "withdraw", "已给"))
    assert status(app, number) is Status.WITHDRAWN


def test_a_phone_without_cookies_can_follow_and_write(app: Flask) -> None:
    number, code = receipt(app)
    browse = Browser(app, cookies=False)
    page = browse.post("/follow", {"number": number, "query_code": code})
    assert page.status == 200
    page = write(browse, page, "write", "补一句")
    assert page.status == 200
    assert "补一句" in page.text


def test_a_forged_pass_opens_nothing_and_gives_the_words_back(app: Flask, browse: Browser) -> None:
    receipt(app)
    page = browse.post("/follow/write", {"case_pass": "forged", "note": "我的话"})
    assert page.status == 403
    assert "我的话" in page.text
    assert browse.get("/follow/case").location == "/follow"


def test_a_receipt_s_pass_does_not_open_a_case(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    browse.get(f"/s/{code}/complain")
    form = {"submission_key": "k", "amount_yuan": "1", "phone": "19900000001"}
    browse.post(f"/s/{code}/complain", form)
    cookie = browse.client.get_cookie("receipt", path="/receipt")
    assert cookie is not None
    assert browse.post("/follow/write", {"case_pass": cookie.value, "note": "x"}).status == 403
