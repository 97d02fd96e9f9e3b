"""The register as a list: narrowed, counted, paged, with the same few queries at any size."""

import pytest
from flask import Flask

from portal.domain.roles import Role
from portal.domain.site import BoardState, Industry, PartyRole, SiteStatus
from portal.extensions import db
from portal.web.admin import sites
from tests import factories
from tests.asked import asked
from tests.browse import Browser, Page
from tests.web.journey import commit_site, staff_browser


@pytest.fixture
def poster(app: Flask) -> Browser:
    return staff_browser(app, Role.POSTER)


def names(page: Page) -> list[str]:
    return [cell.text_content() for cell in page.all("//tbody/tr/td[2]")]


def counts(page: Page) -> dict[str, str]:
    """What each tab counts, by its words."""
    return {
        link.text: link.findtext("b") for link in page.all("//nav[@class='tabs']/a") if len(link)
    }


def test_sites_are_found_by_what_people_know_of_them(app: Flask, poster: Browser) -> None:
    contractor = factories.party(PartyRole.GENERAL_CONTRACTOR, organisation="示例渭川建筑公司")
    commit_site(app, name="示例·重庆北路（A标段）", parties=(contractor,), with_offices=False)
    commit_site(app, name="示例·别处", address="示例巷9号", with_offices=False)
    for words in ("北路", "重庆 渭川", "cqbl", "CQBL", "slcqblabd", "wcjz", "（ａ标段）"):
        page = poster.get("/admin/sites", query_string={"q": words})
        assert names(page) == ["示例·重庆北路（A标段）"], words
        assert "示例渭川建筑公司" in page.text
    assert names(poster.get("/admin/sites?q=示例巷9号")) == ["示例·别处"]
    assert "没有找到“xyz”" in poster.get("/admin/sites?q=xyz").text


def test_the_list_is_narrowed_and_each_count_is_a_link_that_keeps_the_rest(
    app: Flask, poster: Browser
) -> None:
    with app.app_context():
        for number, status in enumerate(SiteStatus):
            factories.site(db.session, name=f"示例·{number}", status=status)
        stale = factories.site(db.session, name="示例·旧牌子", industry=Industry.WATER)
        stale.board_state = BoardState.STALE
        factories.site(db.session, name="示例·麦积", region="620503", parties=())
        db.session.commit()
    page = poster.get("/admin/sites?region=620502")
    found = counts(page)
    assert (found["在建"], found["停工"], found["需重印"], found["无海报"]) == ("2", "1", "1", "4")
    [link] = page.all("//main//a[starts-with(., '需重印')]/@href")
    assert "region=620502" in link
    page = poster.get(link)
    assert names(page) == ["示例·旧牌子"]
    assert (counts(page)["在建"], counts(page)["无海报"]) == ("1", "4"), "its own words left out"
    assert names(poster.get("/admin/sites?industry=water")) == ["示例·旧牌子"]
    assert names(poster.get("/admin/sites?lacking=1")) == ["示例·麦积"]
    assert len(names(poster.get("/admin/sites?status=x&region=x&industry=x&lacking=99"))) == 6


def test_a_county_sees_and_counts_its_own(app: Flask) -> None:
    for region in ("620502", "620503"):
        commit_site(app, name=f"示例·{region}", region=region, with_offices=False)
    browse = staff_browser(app, Role.POSTER, "620503")
    page = browse.get("/admin/sites?region=620502")
    assert names(page) == []
    assert names(browse.get("/admin/sites")) == ["示例·620503"]
    assert counts(browse.get("/admin/sites"))["在建"] == "1"
    assert "秦州区" not in browse.get("/admin/completeness").text


def test_pages_follow_one_another_also_of_what_was_searched(
    app: Flask, poster: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sites, "PAGE_SIZE", 2)
    monkeypatch.setattr(sites, "COUNT_CAP", 3)
    with app.app_context():
        for number in range(5):
            factories.site(db.session, name=f"示例·桥{number}")
        factories.site(db.session, name="示例·路")
        db.session.commit()
    page, seen = poster.get("/admin/sites?q=桥"), []
    assert counts(page)["在建"] == "1000+", "never counted beyond the cap"
    while True:
        seen += names(page)
        onward = page.all("//a[.='下一页']/@href")
        if not onward:
            break
        page = poster.get(onward[0])
    assert seen == [f"示例·桥{number}" for number in (4, 3, 2, 1, 0)]


def test_the_list_takes_three_queries_and_opens_nothing_sealed(app: Flask, poster: Browser) -> None:
    for _ in range(3):
        commit_site(app, with_offices=False)
    for address in ("/admin/sites", "/admin/sites?q=示例&region=620502&lacking=6"):
        with asked(app) as statements:
            assert poster.get(address).status == 200
        assert len(statements) == 3
        assert not [query for query in statements if "party.phone," in query]


def test_the_shares_of_complete_sites_lead_to_those_that_lack_something(
    app: Flask, poster: Browser
) -> None:
    commit_site(app)
    commit_site(app, name="示例·缺人", pay_day="", with_offices=False)
    commit_site(app, name="示例·完工", pay_day="", status=SiteStatus.FINISHED, with_offices=False)
    page = poster.get("/admin/completeness")
    rows = {row[0].text_content(): row for row in page.all("//tbody/tr")}
    shown = [cell.text_content() for cell in rows["秦州区"][1:3]]
    assert shown == ["2", "1"]
    assert "50%" in rows["天水市"].text_content()
    [link] = rows["秦州区"].xpath(".//a[.='1']/@href")
    assert names(poster.get(link)) == ["示例·缺人"]
    assert "全县都缺" in rows["甘谷县"].text_content()
