"""A poster's life: issued, stale, on the list of jobs, printed in a batch, hung from a phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from portal.services.demo.site_list import SAMPLE_NAME
from tests import shots
from tests.browser.conftest import DESK, PHONE, WECHAT, sign_in
from tests.browser.portal import Portal


def issue(desk: Page, code: str, address: str, inspect: Callable[[Page, str], None]) -> None:
    desk.goto(f"{address}/admin/sites/{code}/posters")
    inspect(desk, "posters-none")
    token = desk.locator("form[target=_blank] input[name=csrf_token]").get_attribute("value")
    made = desk.request.post(
        f"{address}/admin/sites/{code}/issues", form={"csrf_token": str(token), "paper": "A3"}
    )
    assert made.body().startswith(b"%PDF")
    desk.reload()
    expect(desk.get_by_text("第 1 版").first).to_be_visible()
    inspect(desk, "posters-issued")
    desk.locator("form[target=_blank]").first.evaluate("form => form.removeAttribute('target')")
    desk.get_by_role("button", name="正式出版").click()
    expect(desk.get_by_role("heading", name="第 1 版已经出过")).to_be_visible()
    inspect(desk, "posters-twin")


def change_pay_day(desk: Page, code: str, address: str) -> None:
    desk.goto(f"{address}/admin/sites/{code}/edit")
    desk.fill("#pay_day", "每月28日")
    desk.get_by_role("button", name="保存").click()
    expect(desk.locator("dd", has_text="每月28日")).to_be_visible()


def print_batch(desk: Page, address: str, inspect: Callable[[Page, str], None]) -> None:
    desk.get_by_role("link", name="需重印").click()
    row = desk.locator("tbody tr", has_text=SAMPLE_NAME)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("工资支付日期")
    inspect(desk, "prints")
    desk.get_by_role("button", name="印勾上的").click()
    expect(desk.get_by_role("alert")).to_contain_text("一个都没有勾")
    inspect(desk, "prints-error")
    desk.locator("[data-all]").check()
    boxes = desk.locator("tbody input[type=checkbox]")
    expect(desk.locator("tbody input[type=checkbox]:checked")).to_have_count(boxes.count())
    desk.locator("[data-all]").uncheck()
    row.get_by_role("checkbox").check()
    desk.get_by_role("button", name="印勾上的").click()
    expect(desk.get_by_text("共 1 个工地")).to_be_visible()
    expect(desk.get_by_text("印好 1 个工地")).to_be_visible(timeout=60_000)
    desk.goto(f"{address}/admin/prints/batches?region=620521&state=none")
    inspect(desk, "batches")
    desk.get_by_role("button", name="开始印").click()
    expect(desk.get_by_role("heading", name="没印的")).to_be_visible(timeout=120_000)
    inspect(desk, "batch-done")
    href = str(desk.get_by_role("link", name="下载").get_attribute("href"))
    assert desk.request.get(address + href).body().startswith(b"%PDF")


def hang(phone: Page, code: str, address: str, inspect: Callable[[Page, str], None]) -> str:
    """Record it at the site; the number of the place."""
    phone.goto(f"{address}/admin/place")
    inspect(phone, "place")
    phone.fill("#code", f"{code[:4]} {code[4:]}")
    phone.get_by_role("button", name="下一步").click()
    form = phone.locator("details[open]")
    number = form.locator("input[name=place]").get_attribute("value")
    form.locator(".chip", has_text="大门").click()
    form.get_by_label("再说细一点").fill("门卫室外墙")
    form.locator("input[type=file]").set_input_files(
        {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": shots.jpeg(1200, 900)}
    )
    inspect(phone, "place-form")
    form.get_by_role("button", name="挂好了，存").click()
    expect(phone.get_by_role("status")).to_contain_text("存好了")
    expect(phone.get_by_text("第 2 版").first).to_be_visible()
    inspect(phone, "place-done")
    return str(number)


def test_a_board_from_its_first_version_to_the_wall(
    portal: Portal, desk: Page, open_page: Callable[..., Page], inspect: Callable[[Page, str], None]
) -> None:
    code, address = portal.code, portal.address
    sign_in(desk, portal, "poster")
    issue(desk, code, address, inspect)
    change_pay_day(desk, code, address)
    print_batch(desk, address, inspect)
    phone = open_page(viewport=PHONE, user_agent=WECHAT, is_mobile=True, has_touch=True)
    sign_in(phone, portal, "poster")
    number = hang(phone, code, address, inspect)

    phone.goto(f"{address}/s/{code}?p={number}")
    phone.get_by_role("link", name="工钱没给够").click()
    expect(phone.locator("#amount_yuan")).to_be_visible()
    assert desk.viewport_size == DESK
    desk.goto(f"{address}/admin/sites/{code}/posters")
    inspect(desk, "posters-hung")
    expect(desk.locator("h1")).to_contain_text("现行")
    for _ in range(20):
        desk.goto(f"{address}/admin/numbers")
        if desk.get_by_text("大门：门卫室外墙").count():
            break
        desk.wait_for_timeout(500)
    expect(desk.get_by_text("大门：门卫室外墙").first).to_be_visible()
    inspect(desk, "numbers")
    desk.get_by_text("大门：门卫室外墙").first.click()
    inspect(desk, "numbers-placement")
    desk.goto(f"{address}/admin/places")
    inspect(desk, "sheets")
