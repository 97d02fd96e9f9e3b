"""The receipt's picture on a phone, with and without cookies, and the outbox at a desk."""

import sqlite3
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WECHAT, accept, sign_in
from tests.browser.portal import Portal

WIDTH = "async image => { await image.decode(); return image.naturalWidth }"


def complain(page: Page, portal: Portal) -> str:
    page.goto(f"{portal.address}/s/{portal.code}/complain")
    page.locator(".chip", has_text="说不准").click()
    page.get_by_role("button", name="继续").click()
    page.fill("#phone", "199 0000 4321")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="确认提交").click()
    expect(page.get_by_role("heading", name="收到了，已经登记")).to_be_visible()
    return page.locator(".number dd").first.inner_text()


def test_the_picture_is_loaded_when_it_is_scrolled_to(
    portal: Portal, phone: Page, inspect: Callable[[Page, str], None]
) -> None:
    complain(phone, portal)
    image = phone.locator("img.picture")
    image.scroll_into_view_if_needed()
    assert image.evaluate(WIDTH) == 720
    inspect(phone, "receipt-with-picture")


def test_without_script_the_picture_is_there_all_the_same(
    portal: Portal, open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport=PHONE, user_agent=WECHAT, java_script_enabled=False)
    complain(page, portal)
    assert page.locator("img.picture").get_attribute("loading") == "lazy"


def test_a_phone_that_keeps_no_cookies_sees_the_picture_at_a_button(
    portal: Portal, phone: Page, inspect: Callable[[Page, str], None]
) -> None:
    def forget(route: object) -> None:
        headers = {k: v for k, v in route.request.headers.items() if k != "cookie"}  # type: ignore[attr-defined]
        route.continue_(headers=headers)  # type: ignore[attr-defined]

    phone.route("**/*", forget)
    phone.on("response", lambda _: phone.context.clear_cookies())
    complain(phone, portal)
    phone.get_by_role("button", name="看回执图片").click()
    expect(phone.get_by_role("heading", name="回执图片")).to_be_visible()
    assert phone.locator("img.picture").evaluate(WIDTH) == 720
    inspect(phone, "receipt-picture-page")


def test_admin_sees_what_was_not_sent_and_tries_again(
    portal: Portal, phone: Page, desk: Page, inspect: Callable[[Page, str], None]
) -> None:
    number = complain(phone, portal)
    sign_in(desk, portal, "inspector")
    desk.goto(f"{portal.address}/console/complaints/{number.replace(' ', '')}")
    accept(desk)
    expect(desk.get_by_text("已受理").first).to_be_visible()
    with sqlite3.connect(portal.folder / "portal.db", timeout=15) as database:
        database.execute(
            "update message set state = 'dead', attempts = 6, last_error = 'rejected',"
            " last_status = 500"
        )
    database.close()
    sign_in(desk, portal, "admin")
    desk.get_by_role("link", name="短信").click()
    expect(desk.get_by_role("cell", name="199****4321").first).to_be_visible()
    inspect(desk, "outbox")
    desk.get_by_role("button", name=f"再试 {number}").click()
    expect(desk.get_by_role("button", name=f"再试 {number}")).to_have_count(0)
    assert "发出 1" in portal.flask("outbox", "send")
    inspect(desk, "outbox-tried-again")
