"""A morning at the register: list, edit, merge, workbook in, checklist; by keyboard and by axe."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.portal import Portal
from tests.services.test_register import GOOD, HEADER, book

ONE, TWO = "示例·登记册甲工地", "示例·登记册乙工地"


def workbook(folder: Path, *names: str) -> Path:
    rows = []
    for number, name in enumerate(names):
        row = list(GOOD)
        typed = {"项目名称": name, "施工许可证号": f"示例REG{number}", "工资支付日": ""}
        for header, value in typed.items():
            row[HEADER.index(header)] = value
        rows.append(row)
    bad = list(GOOD)
    bad[HEADER.index("县区")] = "兰州市"
    file = folder / "county.xlsx"
    file.write_bytes(book(*rows, bad))
    return file


def import_workbook(desk: Page, file: Path, inspect: Callable[[Page, str], None]) -> None:
    desk.get_by_role("link", name="导入表格").click()
    desk.get_by_role("button", name="逐行看看").click()
    expect(desk.get_by_text("请选一个表格文件")).to_be_visible()
    inspect(desk, "register-import-error")
    desk.set_input_files("#file", file)
    desk.get_by_role("button", name="逐行看看").click()
    expect(desk.get_by_text("不是本市的县区")).to_be_visible()
    inspect(desk, "register-import-report")
    desk.get_by_role("button", name="写入登记册：新增 2、变更 0").click()
    expect(desk.get_by_role("heading", name="写入了登记册")).to_be_visible()
    inspect(desk, "register-import-done")
    desk.get_by_role("link", name="看登记册").click()


def edit_site(desk: Page, inspect: Callable[[Page, str], None]) -> None:
    desk.get_by_role("link", name="去填").click()
    assert desk.url.endswith("/edit#pay_day")
    desk.get_by_role("button", name="再加一家").click()
    assert "#subcontractors" in desk.url
    crew = desk.get_by_label("分包单位 3")
    desk.fill("#subcontractors-2-phone", "abc")
    crew.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("有 2 处要改")
    inspect(desk, "register-edit-error")
    crew.fill("示例丙劳务")
    desk.fill("#subcontractors-2-phone", "")
    desk.get_by_role("button", name="上移第 3 家分包单位").click()
    expect(desk.get_by_label("分包单位 2")).to_have_value("示例丙劳务")
    desk.fill("#pay_day", "15号")
    inspect(desk, "register-edit")
    desk.get_by_role("button", name="保存", exact=True).last.click()
    expect(
        desk.get_by_text("示例甲劳务、示例乙劳务 → 示例甲劳务、示例丙劳务、示例乙劳务")
    ).to_be_visible()


def merge(desk: Page, survivor: str, inspect: Callable[[Page, str], None]) -> None:
    desk.get_by_role("link", name="和另一个工地重复了").click()
    desk.get_by_role("button", name="并排看看").click()
    expect(desk.get_by_text("请填另一个工地的 8 位编码")).to_be_visible()
    inspect(desk, "register-merge-error")
    desk.fill("#code", survivor)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("region", name="两个工地并排")).to_contain_text(ONE)
    inspect(desk, "register-merge")
    desk.fill("#reason", "县里报了两次")
    desk.get_by_role("button", name=f"并到 {survivor}").click()


def test_a_morning_at_the_register(
    portal: Portal, desk: Page, phone: Page, inspect: Callable[[Page, str], None], tmp_path: Path
) -> None:
    sign_in(desk, portal, "poster")
    desk.goto(portal.address + "/admin/sites")
    import_workbook(desk, workbook(tmp_path, ONE, TWO), inspect)

    desk.fill("#q", "djcj")
    desk.keyboard.press("Enter")
    expect(desk.locator("tbody tr")).to_have_count(1)
    survivor = desk.locator("tbody a").inner_text()
    inspect(desk, "register-list")
    desk.locator("tbody a").click()
    edit_site(desk, inspect)
    desk.locator("summary", has_text="停工").click()
    desk.fill("#reason-suspend", "冬季停工")
    desk.get_by_role("button", name="停工").click()
    expect(desk.get_by_text("停工：在建 → 停工")).to_be_visible()
    inspect(desk, "register-site")

    desk.goto(portal.address + "/admin/sites?q=登记册乙")
    duplicate = desk.locator("tbody a").inner_text()
    desk.locator("tbody a").click()
    merge(desk, survivor, inspect)
    expect(desk.get_by_role("heading", name=ONE)).to_be_visible()
    expect(desk.get_by_text("旧牌子照样能扫")).to_be_visible()
    inspect(desk, "register-merged")
    phone.goto(f"{portal.address}/s/{duplicate.replace(' ', '')}")
    expect(phone.get_by_role("heading", name=ONE)).to_be_visible()
    expect(phone.get_by_text(f"您扫的牌子上是 {duplicate}")).to_be_visible()
    inspect(phone, "merged-site")

    desk.goto(portal.address + "/admin/completeness")
    inspect(desk, "register-completeness")
    desk.goto(portal.address + "/admin/sites?q=登记册")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="导出表格（可再导入）").click()
    desk.get_by_role("link", name="导入表格").click()
    desk.set_input_files("#file", download.value.path())
    desk.get_by_role("button", name="逐行看看").click()
    expect(desk.get_by_text("没有要写入的")).to_be_visible()
