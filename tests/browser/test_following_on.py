"""After the receipt: a code for co-workers, the particulars, and a query code that was lost."""

from collections.abc import Callable
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WECHAT, sign_in
from tests.browser.portal import Portal

Inspect = Callable[[Page, str], None]


@pytest.fixture
def plain_phone(open_page: Callable[..., Page]) -> Page:
    """A phone that runs no script."""
    return open_page(viewport=PHONE, user_agent=WECHAT, java_script_enabled=False)


def complain(page: Page, amount: str, number: str) -> tuple[str, str]:
    """From the first screen to the receipt; its two numbers."""
    page.fill("#amount_yuan", amount)
    page.get_by_role("button", name="继续").click()
    page.fill("#phone", number)
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="确认提交").click()
    expect(page.get_by_role("heading", name="收到了，已经登记")).to_be_visible()
    first, second = page.locator(".number dd").all_inner_texts()
    return first, second


def open_case(page: Page, portal: Portal, number: str, code: str) -> None:
    page.goto(portal.address + "/follow")
    page.fill("#number", number)
    page.fill("#query_code", code)
    page.get_by_role("button", name="查").click()
    expect(page.get_by_text("登记号")).to_be_visible()


def test_co_workers_side_by_side_and_particulars_that_were_asked_for(
    portal: Portal, phone: Page, plain_phone: Page, desk: Page, inspect: Inspect
) -> None:
    phone.goto(f"{portal.address}/s/{portal.code}/complain")
    complain(phone, "35000", "199 0000 5151")
    phone.get_by_role("button", name="要一个码").click()
    expect(phone.locator(".shared")).to_be_visible()
    inspect(phone, "receipt-with-share-code")
    share = phone.locator(".address").inner_text()
    shown = Image.open(BytesIO(phone.locator(".share-qr").screenshot()))
    assert [code.text for code in zxingcpp.read_barcodes(shown)] == [share]
    phone.get_by_role("button", name="复制，发到微信").click()

    plain_phone.goto(share)
    plain_phone.get_by_role("button", name="填我自己的").click()
    number, code = complain(plain_phone, "1200", "199 0000 5252")
    assert "35000" not in plain_phone.content()

    sign_in(desk, portal, "inspector")
    desk.goto(f"{portal.address}/console/complaints/{number.replace(' ', '')}")
    inspect(desk, "case-desk-in-group")
    desk.locator("summary", has_text="要求补正").click()
    desk.fill("#ask_supplement-note", "请把情况写全，班组长叫什么？")
    desk.locator("details[open]").get_by_role("button", name="要求补正").click()
    desk.get_by_role("link", name="看全部 2 件").click()
    expect(desk.locator(".sums div").filter(has_text="36200 元")).to_have_count(1)
    inspect(desk, "group-desk")

    open_case(plain_phone, portal, number, code)
    expect(plain_phone.get_by_role("heading", name="办事的人问您")).to_be_visible()
    plain_phone.get_by_role("link", name="去写").click()
    plain_phone.fill("#contact", "12")
    plain_phone.fill("#occupation", "木工")
    plain_phone.get_by_role("button", name="保存").click()
    expect(plain_phone.get_by_role("alert")).to_contain_text("有 1 处要改")
    assert plain_phone.locator("#occupation").input_value() == "木工"
    plain_phone.fill("#contact", "199 0000 5252")
    plain_phone.locator(".chip", has_text="负责人职务不清楚").click()
    plain_phone.get_by_role("button", name="保存").click()
    expect(plain_phone.get_by_text("补写了投诉要写的事项")).to_be_visible()
    expect(plain_phone.get_by_text("请把情况写全，班组长叫什么？")).to_be_visible()

    open_case(phone, portal, number, code)
    inspect(phone, "case-with-talk")
    phone.get_by_role("link", name="接着写").click()
    inspect(phone, "details")
    phone.fill("#contact", "12")
    phone.get_by_role("button", name="保存").click()
    inspect(phone, "details-error")
    desk.goto(f"{portal.address}/console/complaints/{number.replace(' ', '')}")
    expect(desk.get_by_text("木工")).to_be_visible()
    inspect(desk, "case-desk-with-particulars")

    for address, name in (("/g", "group-typed"), ("/g/00000000", "group"), ("/g/1", "group-wrong")):
        phone.goto(portal.address + address)
        inspect(phone, name)


def test_a_lost_code_is_asked_for_on_the_phone_and_given_again_at_the_desk(
    portal: Portal, phone: Page, desk: Page, inspect: Inspect
) -> None:
    phone.goto(f"{portal.address}/s/{portal.code}/complain")
    number, _ = complain(phone, "4400", "199 0000 6161")
    phone.goto(portal.address + "/follow")
    phone.get_by_role("link", name="查询码丢了").click()
    inspect(phone, "lost-code")
    phone.get_by_role("button", name="请人核对").click()
    expect(phone.get_by_role("alert")).to_contain_text("有 3 处要改")
    inspect(phone, "lost-code-error")
    phone.fill("#phone", "199 0000 6161")
    phone.fill("#site", portal.code)
    phone.fill("#amount_yuan", "4400")
    phone.get_by_role("button", name="请人核对").click()
    expect(phone.get_by_role("heading", name="记下了")).to_be_visible()
    inspect(phone, "lost-code-noted")

    sign_in(desk, portal, "operator")
    desk.get_by_role("link", name="补查询码").click()
    inspect(desk, "lost-codes-desk")
    desk.get_by_role("row", name="199****6161").get_by_role("link").click()
    desk.get_by_role("button", name="显示电话，回拨").click()
    expect(desk.get_by_role("link", name="199 0000 6161")).to_be_visible()
    desk.get_by_role("button", name="补发", exact=True).click()
    expect(desk.get_by_text("三样都核对过，才能补发")).to_be_visible()
    inspect(desk, "lost-code-desk")
    for box in desk.locator("input[name=checks]").all():
        box.check()
    desk.get_by_role("button", name="补发", exact=True).click()
    expect(desk.get_by_role("heading", name="补发好了，慢慢念给他")).to_be_visible()
    inspect(desk, "lost-code-given")
    code = desk.locator(".read").nth(1).inner_text()

    open_case(phone, portal, number, code)
    expect(phone.get_by_role("heading", name="请换一个查询码")).to_be_visible()
    inspect(phone, "case-change-code")
    phone.fill("#new_code", "520713")
    phone.get_by_role("button", name="换", exact=True).click()
    expect(phone.get_by_text("您换了查询码")).to_be_visible()
