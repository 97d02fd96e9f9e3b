"""A case at the desk from receipt to dispute, with two people at it at once, axe on every page."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from portal.services.clock import today
from tests.browser.conftest import DESK, PHONE, accept, sign_in
from tests.browser.portal import Portal
from tests.browser.test_messages_and_picture import complain

Inspect = Callable[[Page, str], None]


def open_step(desk: Page, words: str) -> None:
    desk.locator("summary", has_text=words).first.click()


def send(desk: Page, words: str) -> None:
    desk.locator("details[open]").get_by_role("button", name=words, exact=True).click()
    desk.wait_for_load_state()


def investigate(desk: Page, day: str) -> None:
    open_step(desk, "开始调查")
    send(desk, "开始调查")
    open_step(desk, "听取单位陈述申辩")
    desk.select_option("#hear-hearing", "in_person")
    desk.fill("#hear-heard_on", day)
    desk.fill("#hear-note", "劳资专管员到场")
    send(desk, "听取单位陈述申辩")
    open_step(desk, "调查完毕")
    desk.fill("#complete-note", "查清了")
    send(desk, "调查完毕")


def two_at_once(desk: Page, other: Page, portal: Portal, page: str, inspect: Inspect) -> None:
    """The second is told what the first has done, and loses nothing of what he typed."""
    sign_in(other, portal, "director")
    other.goto(page)
    open_step(other, "要求补正")
    other.fill("#ask_supplement-note", "您在哪个班组？")
    accept(desk)
    send(other, "要求补正")
    alert = other.get_by_role("alert")
    expect(alert).to_contain_text("刚才情况变了")
    expect(alert).to_contain_text("受理立案（示例监察员（秦州））")
    expect(alert).to_contain_text("您在哪个班组？")
    inspect(other, "case-conflict")
    desk.reload()
    open_step(desk, "开始调查")
    open_step(other, "回复工友")
    other.fill("#reply-note", "有事打电话。")
    send(other, "回复工友")
    desk.fill("#investigate-note", "明天去工地")
    send(desk, "开始调查")
    expect(desk.get_by_role("alert")).to_contain_text("回复工友（示例部门负责人）")
    expect(desk.locator("#investigate-note")).to_have_value("明天去工地")


def on_a_phone(desk: Page) -> None:
    """At a gate, every line leads to its case without moving the list sideways."""
    desk.set_viewport_size(PHONE)
    box = desk.locator("tbody a").first.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= PHONE["width"]
    desk.set_viewport_size(DESK)


def decide_and_serve(desk: Page, portal: Portal, page: str, day: str, inspect: Inspect) -> None:
    sign_in(desk, portal, "head")
    desk.goto(page)
    open_step(desk, "作出决定")
    expect(desk.locator("#decide-ordered_yuan")).to_be_hidden()
    desk.select_option("#decide-decision", "order_to_pay")
    desk.fill("#decide-note", "责令十五日内付清")
    send(desk, "作出决定")
    expect(desk.get_by_text("责令支付要写明金额")).to_be_visible()
    expect(desk.locator("#decide-note")).to_have_value("责令十五日内付清")
    inspect(desk, "case-decide-error")
    desk.fill("#decide-ordered_yuan", "1.2万")
    desk.fill("#decide-pay_by", (today() + timedelta(days=15)).isoformat())
    desk.check("#decide-is_day_meant")
    send(desk, "作出决定")
    open_step(desk, "送达")
    desk.select_option("#serve-served_how", "handed_over")
    desk.fill("#serve-served_on", day)
    desk.fill("#serve-note", "专管员签收")
    send(desk, "送达")
    expect(desk.locator(".dial", has_text="单位付款")).to_contain_text("个工作日")
    inspect(desk, "case-served")


def close(desk: Page, inspect: Inspect) -> None:
    open_step(desk, "办结")
    desk.select_option("#close-conclusion", "paid_in_full")
    expect(desk.locator("#close-findings")).to_be_hidden()
    desk.fill("#close-paid_yuan", "1.2万")
    desk.fill("#close-payment_proof", "银行回单")
    desk.fill("#close-note", "专户付的，请对数。")
    inspect(desk, "case-close")
    send(desk, "办结")
    desk.get_by_role("link", name="逐人台账（1 人）").click()
    expect(desk.locator("tbody tr").last).to_contain_text("12000 元12000 元")
    inspect(desk, "ledger")


def test_from_receipt_to_dispute(
    portal: Portal,
    phone: Page,
    desk: Page,
    open_page: Callable[..., Page],
    inspect: Inspect,
) -> None:
    number, day = complain(phone, portal), today().isoformat()
    code = phone.locator(".number dd").nth(1).inner_text()
    portal.flask("cases", "escalate")
    sign_in(desk, portal, "inspector")
    expect(desk.get_by_role("heading", name="待办")).to_be_visible()
    inspect(desk, "inbox")
    on_a_phone(desk)
    desk.get_by_role("link", name="提醒").click()
    inspect(desk, "notices")
    page = f"{portal.address}/console/complaints/{number.replace(' ', '')}"
    desk.goto(page)
    two_at_once(desk, open_page(viewport=DESK), portal, page, inspect)
    desk.goto(page)
    investigate(desk, day)
    decide_and_serve(desk, portal, page, day, inspect)
    close(desk, inspect)

    phone.goto(portal.address + "/follow")
    phone.fill("#number", number)
    phone.fill("#query_code", code)
    phone.get_by_role("button", name="查").click()
    expect(phone.get_by_text("工钱付清了。请对一对数，少了可以提异议。")).to_be_visible()
    for hidden in ("劳资专管员到场", "查清了", "专管员签收"):
        expect(phone.get_by_text(hidden)).to_have_count(0)
    inspect(phone, "case-closed-worker")
    phone.get_by_label("提出异议").fill("还差三百")
    phone.get_by_role("button", name="提出异议").click()
    expect(phone.get_by_text("有异议").first).to_be_visible()

    sign_in(desk, portal, "inspector")
    desk.goto(portal.address + "/console/inbox?tray=disputed")
    desk.get_by_role("link", name=number).click()
    expect(desk.locator(".dial", has_text="复核异议")).to_contain_text("还有 5 个工作日")
    inspect(desk, "case-disputed")
