"""The box that finds complaints: by number, phone, name and words, none of them in an address."""

import logging

import pytest
from flask import Flask

from portal.domain.complaint import Channel
from portal.domain.roles import Role
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import commit_complaint, commit_site, staff_browser

LIST = "/console/complaints"


def search(browse: Browser, words: str, **filters: str) -> Page:
    answer = browse.send(f"{LIST}/search", on=LIST, words=words, **filters)
    return browse.follow(answer) if answer.status == 303 else answer


def listed(page: Page) -> list[str]:
    return ["".join(a.text_content().split()) for a in page.all("//td[@class='digits']/a")]


def test_a_number_leads_straight_to_its_complaint_or_to_those_of_its_site(app: Flask) -> None:
    number, code = commit_complaint(app), commit_site(app)
    browse = staff_browser(app)
    spoken = f"No. {number[:4]} {number[4:]}"
    assert browse.send(f"{LIST}/search", on=LIST, words=spoken).location == f"{LIST}/{number}"
    assert browse.send(f"{LIST}/search", on=LIST, words=code).location == f"{LIST}?site={code}"
    wrong = search(browse, factories.wrong_digit(number))
    assert "可能听错了一位" in wrong.text
    other = staff_browser(app, Role.INSPECTOR, "620503")
    assert listed(search(other, number)) == []


def test_a_phone_a_name_and_words_are_found_and_shown_where_they_stand(app: Flask) -> None:
    number = commit_complaint(
        app, phone="19912345678", name="欧阳某某", narrative="班长说，甲方没拨款 18812345678"
    )
    commit_complaint(app)
    browse = staff_browser(app)
    for words in ("199 1234 5678", "欧阳某某", "班长说甲方没拨款 1881234"):
        assert number in listed(search(browse, words)), words
    page = search(browse, "方没拨款")
    assert page.all("//mark/text()")[0] == "方没拨款"
    assert "188****5678" in search(browse, "方没拨款").text
    assert page.field("words") == "方没拨款"
    assert "没有找到" in search(browse, "没有这些字").text


def test_what_is_sought_stands_in_no_address_and_no_log(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    commit_complaint(app, phone="19912345678", name="欧阳某某")
    browse = staff_browser(app)
    for words in ("19912345678", "欧阳某某"):
        answer = browse.send(f"{LIST}/search", on=LIST, words=words)
        assert words not in answer.location
        page = browse.follow(answer)
        assert not [link for link in page.all("//a/@href") if words in link]
    assert "欧阳" not in caplog.text
    assert "19912345678" not in caplog.text


def test_filters_stay_with_a_search_and_a_search_with_its_filters_and_pages(app: Flask) -> None:
    made = [commit_complaint(app, narrative="架子工没给钱") for _ in range(27)]
    phone = commit_complaint(app, narrative="架子工没给钱", channel=Channel.PHONE)
    browse = staff_browser(app)
    assert listed(search(browse, "架子工", channel="phone")) == [phone]
    page = search(browse, "架子工")
    assert len(listed(page)) == 25
    more = browse.get(page.all("//a[normalize-space()='更早的']/@href")[0])
    assert listed(page) + listed(more) == [phone, *made[::-1]]
    narrowed = page.all("//form[@class='filters']//input[@name='sought']/@value")[0]
    assert listed(browse.get(f"{LIST}?sought={narrowed}&channel=phone")) == [phone]
    everything = browse.get(page.all("//a[normalize-space()='不搜了']/@href")[0])
    assert everything.field("words") == ""


def test_one_character_and_a_search_long_past_are_told_plainly(app: Flask) -> None:
    browse = staff_browser(app)
    short = search(browse, "王", channel="scan")
    assert short.status == 422
    assert "至少写两个字" in short.text
    assert short.field("words") == "王"
    assert short.all("//select[@id='channel']/option[@selected]/@value") == ["scan"]
    assert "再搜一次" in browse.get(f"{LIST}?sought=nonsense").text
    assert search(browse, "").status == 200


def test_who_may_not_see_complaints_may_not_search_them(app: Flask) -> None:
    browse = staff_browser(app, Role.POSTER)
    assert browse.send(f"{LIST}/search", on="/console/account", words="架子工").status == 403
