"""Every page as people meet it: axe clean, at three widths, at double text, without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, WECHAT, sign_in
from tests.browser.portal import Portal

PUBLIC = (
    "/", "/about", "/privacy", "/accessibility", "/follow", "/complain", "/nothing",
    "/s/12345678", "/receipt", "/follow/lost", "/g",
    "/rights/", "/rights/faq/", "/rights/faq/boss-ran-off",
    "/rights/channels/print", "/search", "/search?q=gtpl", "/offices", "/offices?county=620502",
    "/calculator", "/calculator/owed", "/calculator/owed?go=1",
    "/calculator/owed?go=1&unit=days&count_done=26&rate=220&paid=1000",
    "/calculator/overtime?go=1&basis=month&wage=4000&workday=10&holiday=8",
    "/calculator/no-contract?go=1&started_on=2026-03-10&monthly=5000",
    "/calculator/minimum?go=1&county=620502&per=month&paid=1500",
)  # fmt: skip


RIGHTS = (
    "/rights/faq/", "/rights/faq/boss-ran-off", "/search?q=gtpl", "/offices?county=620525",
    "/calculator/owed?go=1&unit=days&count_done=26&rate=220&paid=1000", "/calculator/minimum",
)  # fmt: skip


def site_pages(code: str) -> list[str]:
    return [f"/s/{code}{more}" for more in ("", "/responsible", "/other", "/complain",
                                            "/complain?topic=injury")]  # fmt: skip


def test_every_open_page_is_clean_on_a_phone(
    portal: Portal, phone: Page, code: str, inspect: Callable[[Page, str], None]
) -> None:
    for address in (*PUBLIC, *site_pages(code)):
        phone.goto(portal.address + address)
        inspect(phone, "page" + address.replace("/", "-").replace("?", "-").replace(code, "site"))


@pytest.mark.parametrize("width", [320, 360, 412])
@pytest.mark.parametrize("size", ["1", "2", "3"])
def test_nothing_is_cut_at_any_width_or_text_size(
    portal: Portal, open_page: Callable[..., Page], code: str, width: int, size: str
) -> None:
    page = open_page(viewport={"width": width, "height": 780}, user_agent=WECHAT)
    page.context.add_cookies([{"name": "size", "value": size, "url": portal.address}])
    for address in ("/", "/follow", *RIGHTS, *site_pages(code)):
        page.goto(portal.address + address)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, (address, wide)
        clipped = page.evaluate(
            """[...document.querySelectorAll('.digits, .button, .chip span, .row')]
            .filter(e => getComputedStyle(e).display != 'inline')
            .filter(e => e.scrollWidth > e.clientWidth + 1)
            .map(e => e.textContent.trim().slice(0, 20))"""
        )
        assert not clipped, (address, clipped)


def test_targets_are_large_enough_for_gloves(portal: Portal, phone: Page, code: str) -> None:
    for address in ("/", "/follow", *RIGHTS, *site_pages(code)):
        phone.goto(portal.address + address)
        small = phone.evaluate(
            """[...document.querySelectorAll('a:not(.skip), button, input:not([type=hidden])')]
            .filter(e => e.getBoundingClientRect().height > 2)
            .filter(e => e.getBoundingClientRect().height < 47.5)
            .filter(e => !e.closest('p.hint, .notice p'))
            .map(e => e.outerHTML.slice(0, 80))"""
        )
        assert not small, (address, small)


def test_the_whole_complaint_works_without_a_script(
    portal: Portal, open_page: Callable[..., Page], code: str
) -> None:
    page = open_page(viewport=PHONE, user_agent=WECHAT, java_script_enabled=False)
    page.goto(f"{portal.address}/s/{code}/complain")
    page.locator(".chip", has_text="说不准").click()
    page.get_by_role("button", name="继续").click()
    page.fill("#phone", "19900000009")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="确认提交").click()
    expect(page.get_by_role("heading", name="收到了，已经登记")).to_be_visible()
    assert page.url == portal.address + "/receipt"


def test_enter_means_go_on_and_not_back(portal: Portal, phone: Page, code: str) -> None:
    phone.goto(f"{portal.address}/s/{code}/complain")
    phone.fill("#amount_yuan", "800")
    phone.keyboard.press("Enter")
    phone.fill("#phone", "19900000008")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="看一遍，对了就提交")).to_be_visible()


def test_the_back_button_keeps_what_was_typed(portal: Portal, phone: Page, code: str) -> None:
    phone.goto(f"{portal.address}/s/{code}/complain")
    phone.fill("#amount_yuan", "12345")
    phone.get_by_role("button", name="继续").click()
    phone.fill("#phone", "19900000007")
    phone.get_by_role("button", name="继续").click()
    phone.get_by_role("button", name="改手机号").click()
    expect(phone.locator("#phone")).to_have_value("19900000007")
    phone.go_back()
    expect(phone.get_by_role("heading", name="看一遍，对了就提交")).to_be_visible()


LEADING = (
    "/console/inbox?mine=1", "/console/templates", "/console/templates/new", "/console/handover",
    "/console/filters",
)  # fmt: skip


@pytest.mark.parametrize("username", ["poster", "operator", "inspector", "director", "auditor"])
def test_the_desk_is_clean_for_every_role(
    portal: Portal,
    desk: Page,
    code: str,
    username: str,
    inspect: Callable[[Page, str], None],
) -> None:
    sign_in(desk, portal, username)
    for name in (
        "/console/complaints",
        "/console/calls/new",
        "/console/account",
        "/console/audit",
        "/console/retention",
        "/admin/sites",
        "/admin/sites/new",
        f"/admin/sites/{code}",
        f"/admin/sites/{code}/edit",
        *(LEADING if username == "director" else ()),
    ):
        desk.goto(portal.address + name)
        inspect(desk, f"desk-{username}{name.replace('/', '-').replace(code, 'site')}")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_list_of_conclusions_is_clean_at_a_desk_and_on_a_phone(
    portal: Portal,
    open_page: Callable[..., Page],
    inspect: Callable[[Page, str], None],
    size: Any,
) -> None:
    page = open_page(viewport=size)
    sign_in(page, portal, "admin")
    for address in ("/admin/conclusions", "/admin/conclusions/corrected"):
        page.goto(portal.address + address)
        inspect(page, f"{size['width']}{address.replace('/', '-')}")
    page.fill("#place", "")
    page.get_by_role("button", name="保存").click()
    inspect(page, f"{size['width']}-conclusion-wrong")


def test_audit_and_ledger_are_blocks_on_a_phone(
    portal: Portal, phone: Page, inspect: Callable[[Page, str], None]
) -> None:
    sign_in(phone, portal, "auditor")
    phone.goto(portal.address + "/console/complaints?status=decided")
    case = phone.locator("td a[href*='/console/complaints/']").first.get_attribute("href")
    for address in ("/console/audit", f"{case}/ledger"):
        phone.goto(portal.address + address)
        inspect(phone, "phone" + ("-audit" if "audit" in address else "-ledger"))
        wide = "[...document.querySelectorAll('.scroll')].map(e => e.scrollWidth - e.clientWidth)"
        assert max(phone.evaluate(wide)) <= 0, address


def test_the_first_view_takes_three_requests(portal: Portal, phone: Page, code: str) -> None:
    seen: list[str] = []
    phone.on("request", lambda request: seen.append(request.url))
    phone.goto(f"{portal.address}/s/{code}", wait_until="networkidle")
    fetched = [url for url in seen if not url.startswith("data:")]
    assert len(fetched) <= 3, fetched
    assert all(url.startswith(portal.address) for url in fetched)
