"""The whole loop once: import, print, scan, complain, call, find, accept, reply, follow."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.conftest import accept, sign_in
from tests.browser.portal import Portal
from tests.services.test_register import GOOD, HEADER, book

NAME = "示例·渭河大桥引线工程"


def workbook(folder: Path) -> Path:
    row = list(GOOD)
    for name, value in (("县区", "秦州"), ("项目名称", NAME), ("施工许可证号", "示例LOOP1")):
        row[HEADER.index(name)] = value
    file = folder / "county.xlsx"
    file.write_bytes(book(row))
    return file


def read_qr(pdf: bytes) -> str:
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    [code] = zxingcpp.read_barcodes(image)
    return code.text


def complain_on(phone: Page, inspect: Callable[[Page, str], None]) -> tuple[str, str]:
    phone.get_by_role("link", name="工钱没给够").click()
    phone.get_by_role("button", name="继续").click()
    expect(phone.get_by_role("alert")).to_contain_text("有 1 处要改")
    inspect(phone, "owed-error")
    phone.fill("#amount_yuan", "35000")
    expect(phone.locator("#amount-words")).to_have_text("就是 3万5千元")
    phone.locator(".chip", has_text="2–9 人").click()
    phone.locator(".chip", has_text="10月").click()
    inspect(phone, "owed")
    phone.get_by_role("button", name="继续").click()
    phone.fill("#phone", "199 0000 7531")
    phone.fill("#name", "王师傅")
    phone.fill("#narrative", "木工班，班长说甲方没拨款")
    inspect(phone, "contact")
    phone.get_by_role("button", name="继续").click()
    inspect(phone, "check")
    phone.get_by_role("button", name="确认提交").click()
    expect(phone.get_by_role("heading", name="收到了，已经登记")).to_be_visible()
    inspect(phone, "receipt")
    number, code = phone.locator(".number dd").all_inner_texts()
    return number, code


def take_call(desk: Page, inspect: Callable[[Page, str], None]) -> str:
    desk.get_by_role("link", name="来电登记", exact=True).click()
    inspect(desk, "call")
    desk.fill("#phone", "199 0000 7531")
    desk.keyboard.press("F2")
    desk.keyboard.type("渭河大桥")
    desk.keyboard.press("Enter")
    expect(desk.locator(".chosen")).to_contain_text(NAME)
    expect(desk.get_by_text("可能重复（1）")).to_be_visible()
    desk.fill("#amount_yuan", "1.2万")
    desk.fill("#narrative", "他工友打来的，也是这个工地")
    inspect(desk, "call-filled")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("heading", name="登记好了")).to_be_visible()
    inspect(desk, "call-receipt")
    digits = "".join(desk.locator(".aloud-digits").first.locator("b").all_inner_texts())
    return f"{digits[:4]} {digits[4:]}"


def test_from_the_workbook_to_the_reply(
    portal: Portal,
    phone: Page,
    desk: Page,
    inspect: Callable[[Page, str], None],
    tmp_path: Path,
) -> None:
    report = portal.flask("sites", "import", str(workbook(tmp_path)))
    assert "第 4 行 新增" in report

    sign_in(desk, portal, "poster")
    desk.fill("#q", "渭河大桥")
    desk.get_by_role("button", name="找").click()
    desk.locator("tbody a").click()
    expect(desk.get_by_role("heading", name="13 项齐全，可以正式打印")).to_be_visible()
    desk.wait_for_load_state("networkidle")
    inspect(desk, "site-desk")
    token = desk.locator("form[target=_blank] input[name=csrf_token]").get_attribute("value")
    printed = desk.request.post(
        desk.url + "/issues", form={"csrf_token": str(token), "paper": "A3"}
    )
    pdf = printed.body()
    (tmp_path / "board.pdf").write_bytes(pdf)

    phone.goto(read_qr(pdf))
    expect(phone.get_by_role("heading", name=NAME)).to_be_visible()
    inspect(phone, "site")
    number, code = complain_on(phone, inspect)

    sign_in(desk, portal, "operator")
    called = take_call(desk, inspect)

    sign_in(desk, portal, "inspector")
    inspect(desk, "inbox")
    desk.get_by_role("link", name="投诉举报").click()
    inspect(desk, "list")
    for each in (called, number):
        expect(desk.get_by_role("link", name=each)).to_be_visible()
    desk.get_by_role("link", name=number).click()
    inspect(desk, "case-desk")
    accept(desk)
    desk.locator("summary", has_text="回复工友").click()
    desk.fill("#reply-note", "明天上午去工地，请保持电话畅通。")
    desk.locator("details[open]").get_by_role("button", name="回复工友").click()
    expect(desk.get_by_text("明天上午去工地")).to_be_visible()
    inspect(desk, "case-accepted")

    phone.goto(portal.address + "/follow")
    phone.fill("#number", number)
    phone.fill("#query_code", "000000" if code.replace(" ", "") != "000000" else "111111")
    phone.get_by_role("button", name="查").click()
    expect(phone.get_by_role("alert")).to_contain_text("没有查到")
    inspect(phone, "follow-wrong")
    phone.fill("#query_code", code)
    phone.get_by_role("button", name="查").click()
    expect(phone.get_by_text("受理了，已经立案")).to_be_visible()
    expect(phone.get_by_text("明天上午去工地，请保持电话畅通。")).to_be_visible()
    inspect(phone, "follow")

    for secret in ("19900007531", "199 0000 7531", "王师傅", "甲方没拨款", code.replace(" ", "")):
        assert secret not in portal.log
    stored = b"".join(file.read_bytes() for file in portal.folder.glob("portal.db*"))
    for secret in ("19900007531", "王师傅", "甲方没拨款"):
        assert secret.encode() not in stored
