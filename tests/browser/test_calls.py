"""The hotline by keyboard alone, every key counted that is no letter of a word."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from portal.services.demo import hotline
from tests.browser.conftest import sign_in
from tests.browser.portal import Portal

MOST_KEYS, MOST_KEYS_OF_AN_ENQUIRY = 25, 3
Inspect = Callable[[Page, str], None]


class Keys:
    """A keyboard that counts: words are free, every other key is one, a chord as many as it has."""

    def __init__(self, page: Page) -> None:
        self._keyboard = page.keyboard
        self.pressed = 0

    def type(self, words: str) -> None:
        self._keyboard.type(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._keyboard.press(key)
            self.pressed += key.count("+") + 1


def is_without_scrolling(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollHeight <= window.innerHeight"))


def begin_call(page: Page) -> Keys:
    page.keyboard.press("F9")
    page.wait_for_url("**/console/calls/new")
    expect(page.locator("#phone")).to_be_focused()
    expect(page.locator("[data-clock]")).to_be_visible()
    return Keys(page)


def take_call(page: Page, inspect: Inspect) -> str:
    """A known site and a typical complaint: two months, a few people."""
    keys = begin_call(page)
    inspect(page, "hotline-call")
    assert is_without_scrolling(page)
    keys.type("19900007777")
    keys.press("Enter")
    keys.type("王师傅")
    keys.press("Enter")
    keys.type("冀城花园")
    expect(page.locator(".options li")).to_have_count(1)
    inspect(page, "hotline-sites")
    keys.press("Enter")
    expect(page.locator("[data-chosen]")).to_contain_text("示例·冀城花园二期")
    keys.press("Enter", "Enter")
    keys.type("3.5万")
    keys.press("Enter", "Space", "ArrowRight", "Space", "Enter", "Enter", "ArrowRight", "Enter")
    keys.press("Enter")
    keys.type("木工班，班长姓刘，说甲方没拨款。")
    expect(page.get_by_text("一共欠3万5千元")).to_be_visible()
    expect(page.locator("[data-kept]")).to_have_text("草稿已存")
    inspect(page, "hotline-filled")
    assert is_without_scrolling(page)
    keys.press("Control+Enter")
    expect(page.get_by_role("heading", name="登记好了")).to_be_visible()
    assert keys.pressed <= MOST_KEYS, keys.pressed
    inspect(page, "hotline-receipt")
    return "".join(page.locator(".aloud-digits").first.locator("b").all_inner_texts())


def join_and_break(page: Page, inspect: Inspect) -> None:
    keys = begin_call(page)
    keys.type("19900007777")
    expect(page.get_by_text("可能重复（1）")).to_be_visible()
    inspect(page, "hotline-duplicate")
    keys.press("Control+j")
    expect(page.get_by_text("工友来电补充")).to_be_visible()
    keys = begin_call(page)
    keys.type("19900007778")
    keys.press("Enter", "Enter")
    keys.type("冀城")
    keys.press("Control+s")
    waiting = hotline.TO_CALL_BACK + 1
    expect(page.get_by_role("heading", name=f"待回拨（{waiting}）")).to_be_visible()
    expect(page.get_by_text("199****7778")).to_have_count(1)
    inspect(page, "hotline-callbacks")


def ask(page: Page, inspect: Inspect, number: str) -> None:
    page.keyboard.press("F4")
    page.wait_for_url("**/console/calls/enquiry")
    expect(page.get_by_label("工钱没给够")).to_be_focused()
    keys = Keys(page)
    keys.press("2")
    keys.type("没签合同")
    expect(page.get_by_text("没签合同不是不给钱的理由")).to_be_visible()
    inspect(page, "hotline-enquiry")
    keys.press("Control+Enter")
    expect(page.get_by_text("记下了")).to_be_visible()
    assert keys.pressed <= MOST_KEYS_OF_AN_ENQUIRY
    page.keyboard.press("F8")
    page.wait_for_url("**/console/calls/case")
    expect(page.locator("#number")).to_be_focused()
    keys.type(number)
    keys.press("Enter")
    keys.type("19900007777")
    keys.press("Control+Enter")
    expect(page.get_by_text("可以全说", exact=True)).to_be_visible()
    inspect(page, "hotline-case")
    page.get_by_role("button", name="说给他听").press("Enter")
    expect(page.get_by_text("您这一件，已收到")).to_be_visible()
    inspect(page, "hotline-told")


def lose_session(page: Page, inspect: Inspect) -> None:
    """Everything typed outlives the session and the browser window."""
    keys = begin_call(page)
    keys.type("19900007779")
    expect(page.locator("[data-kept]")).to_have_text("草稿已存")
    begin_call(page)
    inspect(page, "hotline-draft")
    page.get_by_role("link", name="199****7779").press("Enter")
    expect(page.locator("#phone")).to_have_value("19900007779")
    page.fill("#place", "高铁站旁边")
    page.select_option("#region", "620503")
    page.check("[name=amount_unsure]", force=True)
    page.context.clear_cookies()
    keys.press("Control+Enter")
    expect(page.get_by_role("heading", name="请再登录一次")).to_be_visible()
    inspect(page, "hotline-signed-out")
    page.fill("#username", "operator")
    page.fill("#password", "shili-2026-demo")
    keys.press("Enter")
    page.get_by_role("button", name="再发一次").press("Enter")
    expect(page.get_by_role("heading", name="登记好了")).to_be_visible()


def test_the_hotline_by_keyboard(portal: Portal, desk: Page, inspect: Inspect) -> None:
    sign_in(desk, portal, "operator")
    expect(desk.get_by_text("今天还没有来电")).to_be_visible()
    number = take_call(desk, inspect)
    desk.get_by_role("link", name="做通话笔录").press("Enter")
    desk.get_by_label("已在电话里读给他听").press("Space")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("待补签")).to_be_visible()
    inspect(desk, "hotline-statement")
    join_and_break(desk, inspect)
    ask(desk, inspect, number)
    lose_session(desk, inspect)
    desk.goto(portal.address + "/console/calls")
    inspect(desk, "hotline-queue")
    sign_in(desk, portal, "director")
    desk.goto(portal.address + "/console/calls/shift")
    inspect(desk, "hotline-shift")
    for secret in ("19900007777", "王师傅", "木工班"):
        assert secret not in portal.log
