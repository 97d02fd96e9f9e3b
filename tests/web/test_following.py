"""The worker follows the complaint: opened by two numbers, guessed by nobody."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask

from portal.domain.complaint import Kind, Status
from portal.extensions import db
from portal.models import Complaint
from portal.services import casework, clock
from portal.web import passes
from tests import casefile, factories
from tests.browse import Browser, Page
from tests.web.journey import commit_site, staff_browser


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


def test_guessing_is_slowed_for_known_and_unknown_numbers_alike(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(rate_limits=True)
    number, code = receipt(app)
    for tried in (number, "00000000"):
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


def test_both_sides_are_read_as_a_conversation_in_its_order(app: Flask, browse: Browser) -> None:
    number, code = receipt(app, "asked")
    browse.follow(write(browse, opened(browse, number, code), "write", "姓刘"))
    with app.app_context():
        found = db.session.scalars(Complaint.by_number(number)).one()
        casework.reply(db.session, found, by=factories.member(db.session), note="已经找到他了")
        casefile.accept(db.session, found, by=factories.member(db.session))
        db.session.commit()
    page = opened(browse, number, code)
    said = [" ".join(each.text_content().split()) for each in page.all("//ol[@class='talk']/li")]
    assert [words.split()[0] for words in said] == ["办事的人", "您", "办事的人"]
    assert [words.split()[-1] for words in said] == ["班长叫什么？", "姓刘", "已经找到他了"]
    assert page.text.count("姓刘") == 1
    assert "前查完" in page.text


def test_a_year_that_is_not_published_is_said_to_be_reckoned_everywhere(
    app: Flask, browse: Browser
) -> None:
    with (
        app.app_context(),
        clock.pretending(datetime.fromisoformat("2026-12-30T09:00:00+08:00")),
    ):
        made = factories.receipt(db.session, key="k")
        db.session.commit()
        number, code = made.complaint.number, made.query_code
        token = passes.issue("receipt", "k")
    browse.client.set_cookie("receipt", token, path="/receipt")
    pages = (
        browse.get("/receipt"),
        opened(browse, number, code),
        staff_browser(app).get(f"/console/complaints/{number}"),
    )
    for page in pages:
        assert "期限暂按推算" in page.text


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


def test_guessing_with_invisible_characters_is_limited_all_the_same(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(rate_limits=True)
    number, code = receipt(app)
    browse = Browser(app)
    for n in range(10):
        typed = number[:n] + "\u200b" + number[n:]
        assert browse.post("/follow", {"number": typed, "query_code": "1"}).status == 422
    assert browse.post("/follow", {"number": number, "query_code": code}).status == 429


def test_full_width_digits_open_the_case(app: Flask, browse: Browser) -> None:
    number, code = receipt(app)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    page = opened(browse, number.translate(wide), code.translate(wide))
    assert "收到了，已经登记" in page.text


def test_who_reported_without_a_name_can_give_one_later(app: Flask, browse: Browser) -> None:
    with app.app_context():
        made = factories.receipt(db.session, kind=Kind.REPORT, is_anonymous=True, name="", phone="")
        number, code = made.complaint.number, made.query_code
        db.session.commit()
    page = opened(browse, number, code)
    token = page.all("//input[@name='case_pass']/@value")[0]
    refused = browse.post("/follow/contact", {"case_pass": token, "phone": "12", "name": "王某"})
    assert refused.status == 422
    assert refused.field("name") == "王某"
    given = {"case_pass": token, "phone": "199 0000 0077", "name": "王某"}
    assert "改成实名" in browse.follow(browse.post("/follow/contact", given)).text
    with app.app_context():
        found = db.session.scalar(Complaint.by_number(number))
        assert found is not None
        assert (found.kind, found.is_anonymous) == (Kind.COMPLAINT, False)
        assert (found.phone, found.worker_name) == ("19900000077", "王某")
    assert browse.post("/follow/contact", {"case_pass": "x"}).status == 403


def test_a_code_that_an_operator_has_seen_is_changed_by_the_worker(
    app: Flask, browse: Browser
) -> None:
    number, code = receipt(app)
    with app.app_context():
        found = db.session.scalar(Complaint.by_number(number))
        assert found is not None
        found.is_code_seen = True
        db.session.commit()
    page = opened(browse, number, code)
    assert "请换一个查询码" in page.text
    token = page.all("//input[@name='case_pass']/@value")[0]
    for weak in ("", "12345", "123456", "000000", "abcdef"):
        refused = browse.post("/follow/code", {"case_pass": token, "new_code": weak})
        assert refused.status == 422
    page = browse.follow(
        browse.post("/follow/code", {"case_pass": token, "new_code": "５２０ 713"})
    )
    assert "请换一个查询码" not in page.text
    assert browse.post("/follow", {"number": number, "query_code": code}).status == 422
    assert opened(browse, number, "520713").status == 200
