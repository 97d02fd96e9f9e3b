"""The page behind a poster, and what a wrong, an unknown or a finished site's code gets."""

from flask import Flask

from portal.domain.site import SiteStatus
from tests import factories
from tests.browse import Browser
from tests.web.journey import commit_site


def test_a_scan_shows_the_site_who_is_responsible_and_what_to_do(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app, name="示例·成纪新城")
    page = browse.get(f"/s/{code}")
    assert page.status == 200
    for words in ("示例·成纪新城", f"{code[:4]} {code[4:]}", "每月15日", "总包", "工钱没给够"):
        assert words in page.text
    assert page.all("//a[starts-with(@href, 'tel:00005550')]"), "the verified office's number"
    assert "set-cookie" not in {name.lower() for name, _ in page.headers}
    everyone = browse.get(f"/s/{code}/responsible").text
    for words in ("建设单位", "分包单位", "劳资专管员", "周某某", "总包先还"):
        assert words in everyone


def test_without_a_verified_office_the_national_line_stands(app: Flask, browse: Browser) -> None:
    code = commit_site(app, with_offices=False)
    assert browse.get(f"/s/{code}").all("//a[@href='tel:12345']")


def test_a_wrong_digit_gets_a_page_that_helps(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    page = browse.get(f"/s/{factories.wrong_digit(code)}")
    assert page.status == 404
    assert "一个数字看错了" in page.text
    assert page.all("//input[@name='code']")
    assert page.all("//a[@href='/complain']")


def test_an_unknown_code_letters_and_nonsense_get_the_same_help(
    app: Flask, browse: Browser
) -> None:
    for code in ("00000000", "abcdefgh", "1", "%F0%9F%98%80", "3817%202946x", "a" * 300):
        page = browse.get(f"/s/{code}")
        assert page.status == 404
        assert "没找到这个工地" in page.text


def test_a_code_in_any_writing_leads_to_the_one_address(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    for written in (f"{code[:4]}-{code[4:]}", f"No.{code}", f"{code[:4]} {code[4:]}"):
        assert browse.follow(browse.get(f"/s/{written}")).status == 200
    assert browse.get(f"/S/{code}").location == f"/s/{code}"
    found = browse.get("/find-site", query_string={"code": f"{code[:4]} {code[4:]}"})
    assert found.location == f"/s/{code}"
    assert "8 个数字" in browse.get("/find-site?code=123").text


def test_a_finished_site_still_takes_complaints(app: Flask, browse: Browser) -> None:
    code = commit_site(app, status=SiteStatus.FINISHED)
    page = browse.get(f"/s/{code}")
    assert page.status == 200
    assert "已经完工" in page.text
    assert page.all(f"//a[@href='/s/{code}/complain']")


def test_larger_letters_are_remembered_without_a_script(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    page = browse.get(f"/s/{code}")
    [link] = page.all("//a[@class='size']/@href")
    browse.follow(browse.get(link))
    assert browse.get("/").tree.get("class") == "size-2"
    for elsewhere in ("//evil.example", "/%09/evil.example", "/%0d%0a/x", "/%5cevil.example",
                      "https://evil.example", "evil"):  # fmt: skip
        assert browse.get(f"/text-size/2?back={elsewhere}").location == "/"
    assert browse.get("/text-size/9?back=/about").location == "/about"


def test_every_open_page_is_sound(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    for address in (
        "/", "/about", "/privacy", "/accessibility", "/follow", "/complain", f"/s/{code}/other",
        f"/s/{code}/complain?topic=injury", "/console/sign-in",
    ):  # fmt: skip
        assert browse.get(address).status == 200, address
    for address in ("/receipt", "/nothing", "/console/nothing"):
        assert browse.get(address).status == 404, address


def test_health_says_whether_traffic_may_come(app: Flask, browse: Browser) -> None:
    assert browse.get("/healthz").status == 200
    ready = browse.get("/readyz")
    assert ready.status == 200
    assert b'"database":true' in ready.body.replace(b" ", b"")


def test_answers_carry_the_headers_that_protect_people(app: Flask, browse: Browser) -> None:
    headers = browse.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert browse.get("/console/sign-in").headers["Cache-Control"] == "no-store"


def test_the_first_view_fits_one_tcp_window(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    compressed = {"Accept-Encoding": "br"}
    page = browse.get(f"/s/{code}")
    wanted = [f"/s/{code}", *page.all("//link[@rel='stylesheet']/@href | //script/@src")]
    assert len(wanted) <= 3
    assert sum(len(browse.client.get(a, headers=compressed).data) for a in wanted) <= 14 * 1024
