"""A complaint without a known site: found by name, contractor or spoken code, or told in words."""

import pytest
from flask import Flask

from portal.domain.codes import spoken
from portal.domain.site import PartyRole
from portal.extensions import db
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import commit_site, go_on
from tests.web.test_complaining import stored


def where(browse: Browser, go: str = "find", **typed: str) -> Page:
    return go_on(browse, browse.get("/complain"), "/complain", go=go, **typed)


def offered(page: Page) -> list[str]:
    return [str(value) for value in page.all("//div[@id='found']//button/@value")][:-1]


def test_part_of_a_name_offers_sites_with_contractor_and_county(
    app: Flask, browse: Browser
) -> None:
    contractor = factories.party(PartyRole.GENERAL_CONTRACTOR, organisation="示例渭川建设")
    code = commit_site(app, name="示例·渭河大桥", region="620503", parties=(contractor,))
    commit_site(app, name="示例·别的", with_offices=False)
    page = where(browse, site_words="渭河", employer="李老板", region="620502")
    assert offered(page) == [f"site-{code}"]
    assert "总包：示例渭川建设；麦积区" in page.text
    assert "周某某" not in page.text
    assert "00005" not in str(page.all("//div[@id='found']")[0].text_content())
    page = go_on(browse, page, "/complain", go=f"site-{code}")
    assert page.all("//input[@id='amount_yuan']")
    assert "示例·渭河大桥" in page.text
    page = go_on(browse, page, f"/s/{code}/complain", amount_unsure="y")
    page = go_on(browse, page, f"/s/{code}/complain", phone="19900000001")
    browse.follow(go_on(browse, page, f"/s/{code}/complain", go="submit"))
    [complaint] = stored(app)
    assert (complaint.region, complaint.employer) == ("620503", "李老板")
    assert complaint.site_id is not None


@pytest.mark.parametrize("words", ["示例渭川", "渭河 渭川"])
def test_the_contractor_is_looked_up_too(app: Flask, browse: Browser, words: str) -> None:
    contractor = factories.party(PartyRole.GENERAL_CONTRACTOR, organisation="示例渭川建设")
    code = commit_site(app, name="示例·渭河大桥", parties=(contractor,))
    assert offered(where(browse, site_words=words)) == [f"site-{code}"]


def test_a_spoken_code_is_read_back_and_a_wrong_digit_is_told(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    assert offered(where(browse, site_words=f"No. {spoken(code)}")) == [f"site-{code}"]
    wrong = factories.wrong_digit(code)
    page = where(browse, site_words=wrong)
    assert "有一个数字看错了" in page.text
    assert page.field("site_words") == wrong


def test_going_on_looks_once_and_never_stands_in_the_way(app: Flask, browse: Browser) -> None:
    commit_site(app, name="示例·渭河大桥")
    page = where(browse, go="next", site_words="渭河", region="620502", place="桥头")
    assert len(offered(page)) == 1
    page = go_on(browse, page, "/complain")
    assert page.all("//input[@id='amount_yuan']")
    page = go_on(browse, page, "/complain", amount_unsure="y")
    page = go_on(browse, page, "/complain", phone="19900000001")
    assert "渭河" in page.text
    browse.follow(go_on(browse, page, "/complain", go="submit"))
    [complaint] = stored(app)
    assert (complaint.site_id, complaint.place) == (None, "渭河，桥头")


def test_a_name_that_is_not_found_is_enough_with_a_county(app: Flask, browse: Browser) -> None:
    page = where(browse, site_words="后山那个隧道")
    assert "没找到“后山那个隧道”" in page.text
    page = go_on(browse, page, "/complain", region="620521")
    assert page.all("//input[@id='amount_yuan']")
    assert page.field("site_words") == "后山那个隧道"


def test_many_sites_are_cut_those_of_the_county_first(app: Flask, browse: Browser) -> None:
    with app.app_context():
        here = factories.site(db.session, name="示例·安置房甲", region="620525").code
        for _ in range(8):
            factories.site(db.session)
        db.session.commit()
    page = where(browse, site_words="安置房", region="620525")
    assert offered(page)[0] == f"site-{here}"
    assert len(offered(page)) == 6
    assert "还有更多没列出来" in page.text


@pytest.mark.parametrize("words", ["大桥渭河", "whdq", "麦积区的 大桥"])
def test_a_worker_finds_a_site_by_what_an_operator_would_type(
    app: Flask, browse: Browser, words: str
) -> None:
    code = commit_site(app, name="示例·渭河大桥", region="620503")
    commit_site(app, name="示例·别的", with_offices=False)
    assert offered(where(browse, site_words=words)) == [f"site-{code}"]


def test_what_only_sounds_alike_is_not_shown_beside_what_is_meant(
    app: Flask, browse: Browser
) -> None:
    """A guess of the worker's own county must not hide the site of another that bears the name."""
    with app.app_context():
        meant = factories.site(db.session, name="示例·渭河大桥", region="620503").code
        guess = factories.site(db.session, name="示例·卫河大桥", region="620525").code
        db.session.commit()
    assert offered(where(browse, site_words="渭河大桥", region="620525")) == [f"site-{meant}"]
    assert offered(where(browse, site_words="围河大桥", region="620525"))[0] == f"site-{guess}"


def test_odd_words_find_nothing_and_break_nothing(app: Flask, browse: Browser) -> None:
    commit_site(app)
    for words in ("%%", "__", "啊", "\\\\", "'; drop table site"):
        page = where(browse, site_words=words)
        assert not page.all("//div[@id='found']")
        assert page.field("site_words") == words
    page = where(browse, site_words="长 " * 500, region="620502")
    assert page.status == 422
    assert "最多写 60 个字" in page.text


def test_the_county_that_was_looked_at_is_chosen_and_its_own_office_answers(
    app: Flask, browse: Browser
) -> None:
    with app.app_context():
        factories.offices(db.session, "620521")
        db.session.commit()
    page = browse.get("/complain?county=620521")
    assert page.all("//input[@name='region'][@value='620521'][@checked]")
    assert page.all("//a[@href='tel:00005550000']")
    assert browse.get("/?county=620521").all("//a[@href='/complain?county=620521']")


def test_the_site_can_still_be_changed_at_the_end(app: Flask, browse: Browser) -> None:
    address = f"/s/{commit_site(app)}/complain"
    page = go_on(browse, browse.get(address), address, amount_yuan="35000")
    page = go_on(browse, page, address, phone="19900000001")
    assert page.all("//button[@formaction='/complain'][@value='where']")
    page = go_on(browse, page, "/complain", go="where")
    assert page.all("//input[@id='site_words']")
    assert page.field("amount_yuan") == "35000"
