"""One form, one complaint: sent twice, from two tabs, a week later, or with other answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from flask import Flask

from portal.services import clock
from tests.browse import Browser
from tests.web.journey import commit_site, go_on, numbers_of
from tests.web.test_complaining import count, stored


def test_sending_twice_gives_the_same_receipt(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    form = {"submission_key": "same-key", "amount_yuan": "35000", "phone": "19900000001"}
    browse.get(f"/s/{code}/complain")
    first = browse.follow(browse.post(f"/s/{code}/complain", form))
    again = browse.follow(browse.post(f"/s/{code}/complain", form))
    assert numbers_of(first) == numbers_of(again)
    assert count(app) == 1


def test_ten_phones_sending_the_same_form_at_once_make_one_complaint(app: Flask) -> None:
    code = commit_site(app)
    form = {"submission_key": "same-key", "amount_yuan": "35000", "phone": "19900000001"}

    def send(_: int) -> int:
        return int(app.test_client().post(f"/s/{code}/complain", data=form).status_code)

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(send, range(10))) == {200}
    assert count(app) == 1


def test_a_key_with_other_answers_keeps_the_first_and_offers_a_second(
    app: Flask, browse: Browser
) -> None:
    address = f"/s/{commit_site(app)}/complain"
    form = {"submission_key": "same-key", "amount_yuan": "35000", "phone": "19900000001"}
    browse.get(address)
    browse.post(address, form)
    page = browse.post(address, {**form, "amount_yuan": "40000"})
    assert page.status == 409
    assert "已经登记了" in page.text
    assert page.all("//div[@role='alert']//a[@href='/receipt']")
    assert numbers_of(browse.get("/receipt"))[0] == stored(app)[0].number
    assert browse.follow(go_on(browse, page, address, go="submit")).status == 200
    assert [complaint.amount_fen for complaint in stored(app)] == [3_500_000, 4_000_000]


def test_a_page_that_lay_open_for_a_week_in_a_phone_that_forgot_us_still_sends(
    app: Flask, browse: Browser
) -> None:
    address = f"/s/{commit_site(app)}/complain"
    page = go_on(browse, browse.get(address), address, amount_yuan="35000")
    browse.client.delete_cookie("cookies")
    with clock.pretending(clock.now() + timedelta(days=7)):
        page = go_on(browse, page, address, phone="19900000001")
        receipt = go_on(browse, page, address, go="submit")
    assert receipt.status == 200
    [complaint] = stored(app)
    assert (complaint.number, complaint.amount_fen) == (numbers_of(receipt)[0], 3_500_000)
    assert complaint.odd_signs == ()


def test_a_second_tab_and_a_second_scan_have_answers_and_keys_of_their_own(
    app: Flask, browse: Browser
) -> None:
    address = f"/s/{commit_site(app)}/complain"
    tabs = [browse.get(address), browse.get(address)]
    assert tabs[0].field("submission_key") != tabs[1].field("submission_key")
    for yuan in ("100", "200"):
        tabs = [tabs[1], go_on(browse, tabs[0], address, amount_yuan=yuan)]
    for tab in tabs:
        page = go_on(browse, tab, address, phone="19900000001")
        assert browse.follow(go_on(browse, page, address, go="submit")).status == 200
    assert [complaint.amount_fen for complaint in stored(app)] == [10_000, 20_000]
