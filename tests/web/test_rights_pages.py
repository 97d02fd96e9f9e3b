"""The rights pages: the answer first, the place kept, the search never empty-handed."""

import pytest
from flask import Flask

from portal.content.library import load_library
from tests import factories
from tests.browse import Browser
from tests.web.journey import commit_site

LIBRARY = load_library()
FIRST_VIEW = 14 * 1024


@pytest.fixture
def database_kind() -> str:
    """These pages ask the database for one office at most; one kind is enough."""
    return "sqlite"


def test_every_section_and_every_item_opens_soundly_and_lightly(
    app: Flask, browse: Browser
) -> None:
    compressed = {"Accept-Encoding": "br"}
    page = browse.get("/")
    shared = sum(
        len(browse.client.get(address, headers=compressed).data)
        for address in page.all("//link[@rel='stylesheet']/@href | //script/@src")
    )
    for section in LIBRARY.sections:
        assert browse.get(f"/rights/{section.code}/").status == 200
        assert browse.get(f"/rights/{section.code}/print").status == 200
    for item in LIBRARY.items:
        address = f"/rights/{item.key}"
        page = browse.get(address)
        assert page.status == 200
        assert item.short in page.text
        [first] = page.all("//*[contains(@class, 'short')]")
        assert first.text_content().strip() == item.short, "the answer comes first"
        assert first.xpath("following-sibling::div//h2[.='做什么']")
        size = len(browse.client.get(address, headers=compressed).data)
        assert size + shared <= FIRST_VIEW, address


@pytest.mark.parametrize(
    ("key", "line", "purpose"),
    [
        ("cautions/fake-qr", "110", "先报警"),
        ("faq/threats", "110", "先报警"),
        ("faq/injured", "120", "先救人"),
    ],
)
def test_the_emergency_line_of_an_item_says_what_it_is_for(
    browse: Browser, key: str, line: str, purpose: str
) -> None:
    [row] = browse.get(f"/rights/{key}").all(f"//ul//a[@href='tel:{line}'][@class='row']")
    assert purpose in row.text_content()


def test_home_shows_six_sections_and_what_is_most_asked(app: Flask, browse: Browser) -> None:
    page = browse.get("/")
    for section in LIBRARY.sections:
        assert section.title in page.text
    for item in LIBRARY.most_asked[:6]:
        assert page.all(f"//a[@href='/rights/{item.key}']")


def test_the_scanned_site_is_kept_from_page_to_page_to_the_complaint(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    page = browse.get(f"/s/{code}")
    assert page.all(f"//a[@href='/?site={code}']")
    home = browse.get(f"/?site={code}")
    section = browse.get(home.all("//a[contains(@href, '/rights/faq/?')]/@href")[0])
    item = browse.get(section.all("//a[contains(@href, 'boss-ran-off')]/@href")[0])
    assert len(item.all(f"//a[@href='/s/{code}/complain']")) >= 2, "the button and the text"
    assert not item.all("//a[@href='/complain']")
    assert item.all("//a[starts-with(@href, 'tel:00005550')]"), "the county's verified number"
    other = browse.get(item.all("//ul//a[contains(@href, '/rights/')]/@href")[0])
    assert other.all(f"//a[@href='/s/{code}/complain']")


def test_an_unknown_site_or_county_in_an_address_narrows_nothing(
    app: Flask, browse: Browser
) -> None:
    for query in ("site=00000000", "site=x", "county=999999"):
        page = browse.get(f"/rights/faq/boss-ran-off?{query}")
        assert page.status == 200
        assert page.all("//a[@href='/complain']")


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("工头跑了", "faq/boss-ran-off"),
        ("qianxin", ""),
        ("押身份证", "faq/deposit-or-id"),
        ("保正金", "standards/wage-deposit"),
    ],
)
def test_search_finds_what_people_type(app: Flask, browse: Browser, query: str, key: str) -> None:
    page = browse.get("/search", query_string={"q": query})
    found = [link.partition("/rights/")[2] for link in page.all("//a[@class='row']/@href")][:3]
    assert key in found if key else any(found)


def test_search_is_never_empty_handed_and_shows_nonsense_as_text(
    app: Flask, browse: Browser
) -> None:
    for query in ("xyzzy", "<script>alert(1)</script>", "🦄" * 100, "%00\x00", "'; drop table"):
        page = browse.get("/search", query_string={"q": query})
        assert page.status == 200
        assert page.all("//a[contains(@href, '/rights/')]")
        assert page.all("//a[starts-with(@href, 'tel:')]")
        assert not page.all("//script[not(@src)]")
    assert browse.get("/search").status == 200


@pytest.mark.parametrize("query", ["算工钱", "还欠多少", "260一天干了31天", "加班费"])
def test_who_has_a_sum_in_mind_is_offered_the_calculator_first(
    app: Flask, browse: Browser, query: str
) -> None:
    page = browse.get("/search", query_string={"q": query})
    assert page.all("//a[@class='row']/@href")[0] == "/calculator"


def test_larger_letters_keep_the_place_and_the_search(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    for address in (f"/rights/faq/group?site={code}", f"/search?q=欠条&site={code}"):
        link = browse.get(address).all("//a[@class='size']/@href")[0]
        page = browse.follow(browse.get(link))
        assert page.tree.get("class").startswith("size-")
        assert page.all(f"//a[@href='/s/{code}/complain']")
        assert "欠条" in page.text or "search" not in address


def test_what_was_found_is_marked(app: Flask, browse: Browser) -> None:
    page = browse.get("/search", query_string={"q": "工资卡"})
    assert "工资卡" in {mark.text_content() for mark in page.all("//mark")}


def test_an_item_that_is_gone_leads_to_the_nearest(app: Flask, browse: Browser) -> None:
    page = browse.get("/rights/faq/no-such-page")
    assert page.status == 404
    assert page.all("//a[contains(@href, '/rights/')]")
    assert browse.get("/rights/nothing/").status == 404


def test_offices_show_verified_entries_only_beside_the_national_lines(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    with app.app_context():
        from portal.extensions import db

        factories.offices(db.session, "620521", verified=False)
        db.session.commit()
    here = browse.get(f"/offices?site={code}")
    assert here.all("//a[starts-with(@href, 'tel:00005550')]")
    unverified = browse.get("/offices?county=620521")
    assert not unverified.all("//a[starts-with(@href, 'tel:0')]")
    assert "还没有核实" in unverified.text
    for line in ("12333", "12345", "12348", "12351"):
        assert here.all(f"//a[@href='tel:{line}']")
