"""A complaint on the worst phone: no script, no storage, no signal, a slow one, large letters."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import chromium
from tests.browser.conftest import PHONE, WECHAT
from tests.browser.portal import Portal

RECEIVED = "收到了，已经登记"
WIDTHS = (320, 360, 412)
FIRST_VIEW_BYTES = 14 * 1024
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
Inspect = Callable[[Page, str], None]


@pytest.fixture
def start(portal: Portal, code: str) -> str:
    return f"{portal.address}/s/{code}/complain"


@pytest.fixture
def kept(portal: Portal) -> Callable[[], int]:
    """How many complaints there are."""

    def count() -> int:
        with sqlite3.connect(portal.folder / "portal.db") as database:
            return int(database.execute("select count(*) from complaint").fetchone()[0])

    return count


@pytest.fixture
def phone_without_storage(
    engine: Browser, surroundings: dict[str, str], tmp_path: Path
) -> Iterator[Page]:
    """A phone whose owner has forbidden cookies and storage, in the browser's own settings."""
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(settings))
    context = engine.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=chromium.find(),
        args=list(chromium.ARGUMENTS),
        env=surroundings,
        viewport=PHONE,
        user_agent=WECHAT,
    )
    yield context.pages[0]
    context.close()


@pytest.fixture
def phone_on_a_bad_line(engine: Browser) -> Iterator[Page]:
    """A phone whose browser notes every lost connection as an error, as it may."""
    context = engine.new_context(locale="zh-CN", viewport=PHONE, user_agent=WECHAT, is_mobile=True)
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def to_the_check(page: Page, start: str, phone: str) -> None:
    page.goto(start)
    page.fill("#amount_yuan", "35000")
    press(page, "继续")
    page.fill("#phone", phone)
    press(page, "继续")
    expect(page.get_by_role("heading", name="看一遍，对了就提交")).to_be_visible()


def number_on(page: Page) -> str:
    expect(page.get_by_role("heading", name=RECEIVED)).to_be_visible()
    return page.locator(".number dd").first.inner_text()


def test_a_report_for_a_site_found_by_name_works_without_a_script(
    portal: Portal, open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport=PHONE, user_agent=WECHAT, java_script_enabled=False)
    page.goto(portal.address + "/complain?step=topic")
    page.get_by_role("button", name="工地不安全").click()
    page.get_by_role("button", name="我看见的事").click()
    page.fill("#site_words", "安置房")
    press(page, "找")
    page.locator("#found .choice").first.click()
    page.fill("#narrative", "脚手架晃得厉害，没有护栏")
    press(page, "继续")
    page.locator(".chip", has_text="匿名").click()
    press(page, "继续")
    expect(page.get_by_text("不会有书面答复")).to_be_visible()
    page.wait_for_timeout(2500)
    press(page, "确认提交")
    expect(page.get_by_role("heading", name="匿名反映，按举报登记")).to_be_visible()
    expect(page.get_by_role("link", name="想留名，改成实名")).to_be_visible()
    expect(page.get_by_text("行业主管部门")).to_be_visible()


def test_it_works_where_cookies_and_storage_are_forbidden(
    phone_without_storage: Page, start: str, kept: Callable[[], int]
) -> None:
    page, before = phone_without_storage, kept()
    to_the_check(page, start, "19900000101")
    assert (
        page.evaluate(
            "(() => { try { localStorage.x = 1; return 'kept'; } catch (e) { return e.name; } })()"
        )
        == "SecurityError"
    )
    press(page, "改手机号")
    expect(page.locator("#phone")).to_have_value("19900000101")
    press(page, "继续")
    press(page, "确认提交")
    number_on(page)
    assert page.url == start
    assert kept() == before + 1


def test_without_a_signal_it_says_so_keeps_everything_and_sends_once(
    phone_on_a_bad_line: Page, start: str, kept: Callable[[], int], inspect: Inspect
) -> None:
    phone, before = phone_on_a_bad_line, kept()
    note = phone.locator("#offline")

    def press_in_vain() -> None:
        with phone.expect_event("requestfailed"):
            press(phone, "确认提交")
        expect(note).to_contain_text("没发出去")
        expect(phone.get_by_role("button", name="确认提交", exact=True)).to_be_enabled()

    def lose_the_answer(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    to_the_check(phone, start, "19900000102")
    phone.context.set_offline(True)
    press(phone, "确认提交")
    expect(note).to_contain_text("没发出去")
    expect(note.locator("a[href^='tel:']")).to_be_visible()
    expect(phone.get_by_text("199 0000 0102")).to_be_visible()
    phone.context.set_offline(False)
    expect(note).to_contain_text("有网了，请再点一次")
    inspect(phone, "intake-offline")
    # The telephone says that it is online, and nothing gets through; then the answer is lost.
    for lose, arrived in ((lambda route: route.abort(), 0), (lose_the_answer, 1)):
        phone.route("**/complain", lose)
        press_in_vain()
        assert kept() == before + arrived
        phone.unroute("**/complain")
    press(phone, "确认提交")
    number_on(phone)
    assert kept() == before + 1


def test_slow_taps_and_the_back_button_send_once(
    portal: Portal, phone: Page, start: str, kept: Callable[[], int], inspect: Inspect
) -> None:
    to_the_check(phone, start, "19900000103")
    before = kept()
    network = phone.context.new_cdp_session(phone)
    network.send("Network.emulateNetworkConditions", SLOW_3G)
    phone.get_by_role("button", name="确认提交", exact=True).dblclick()
    expect(phone.get_by_role("button", name="正在发送…")).to_be_visible()
    network.send("Network.emulateNetworkConditions", {**SLOW_3G, "latency": 0})
    number = number_on(phone)
    phone.go_back()
    expect(phone.get_by_role("heading", name="看一遍，对了就提交")).to_be_visible()
    assert kept() == before + 1
    press(phone, "确认提交")
    assert number_on(phone) == number
    phone.go_back()
    press(phone, "改欠多少")
    phone.fill("#amount_yuan", "40000")
    press(phone, "继续")
    press(phone, "继续")
    press(phone, "确认提交")
    expect(phone.get_by_role("alert")).to_contain_text("已经登记了")
    inspect(phone, "intake-key-reused")
    phone.get_by_role("link", name="看刚才那一份").click()
    assert number_on(phone) == number
    assert kept() == before + 1


def test_two_tabs_and_forgotten_cookies_lose_nothing(
    phone: Page, start: str, kept: Callable[[], int]
) -> None:
    other, before = phone.context.new_page(), kept()
    to_the_check(phone, start, "19900000104")
    to_the_check(other, start, "19900000105")
    phone.context.clear_cookies()
    numbers = set()
    for tab in (phone, other):
        press(tab, "确认提交")
        numbers.add(number_on(tab))
    assert len(numbers) == 2
    assert kept() == before + 2


def test_the_first_view_fits_a_slow_line(portal: Portal, phone: Page, code: str) -> None:
    network = phone.context.new_cdp_session(phone)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW_3G)
    sizes: list[int] = []
    network.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    phone.goto(f"{portal.address}/s/{code}", wait_until="networkidle")
    assert len([size for size in sizes if size]) <= 3
    assert sum(sizes) <= FIRST_VIEW_BYTES, sizes


def test_every_screen_and_every_error_is_clean_and_whole_at_double_text(
    portal: Portal, phone: Page, start: str, inspect: Inspect
) -> None:
    def look(name: str) -> None:
        inspect(phone, f"intake-{name}")
        for root in ("", "36px"):
            phone.evaluate("size => document.documentElement.style.fontSize = size", root)
            for width in WIDTHS:
                phone.set_viewport_size({"width": width, "height": 780})
                assert not phone.evaluate(CUT), (name, root, width)
        phone.evaluate("document.documentElement.style.fontSize = ''")
        phone.set_viewport_size(PHONE)

    phone.goto(portal.address + "/complain?step=topic")
    look("topic")
    phone.get_by_role("button", name="吃住条件差").click()
    look("about")
    phone.get_by_role("button", name="我自己的事").click()
    press(phone, "继续")
    look("where-error")
    phone.fill("#site_words", "示例")
    press(phone, "找")
    look("where-found")
    phone.fill("#site_words", "12345678")
    press(phone, "找")
    expect(phone.get_by_role("alert")).to_contain_text("有一个数字看错了")
    look("where-code")
    phone.locator(".chip", has_text="张家川").click()
    press(phone, "继续")
    press(phone, "继续")
    look("matter-error")
    phone.fill("#narrative", "宿舍漏雨，二十个人一间")
    press(phone, "继续")
    press(phone, "继续")
    look("contact-error")
    phone.locator(".chip", has_text="匿名").click()
    press(phone, "继续")
    look("check")
    phone.locator("#company_website").evaluate("field => field.value = 'x'")
    press(phone, "确认提交")
    expect(phone.get_by_role("alert")).to_contain_text("请再点一次")
    look("refused")
    press(phone, "确认提交")
    number_on(phone)
    look("receipt")
    phone.goto(start + "?topic=other&kind=enquiry")
    phone.fill("#narrative", "年底才结账，可以吗")
    press(phone, "继续")
    look("question-contact")


CUT = """() => [
  ...(document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : []),
  ...[...document.querySelectorAll('.digits, .button, .chip span, .row, .choice strong')]
    .filter(e => getComputedStyle(e).display != 'inline' && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.textContent.trim().slice(0, 20)),
]"""
