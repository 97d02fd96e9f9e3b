"""Photos on a phone: shrunk, sent one by one, tried again, counted; with a script and without."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests import shots
from tests.browser.conftest import PHONE, WECHAT, show, sign_in
from tests.browser.portal import Portal

Inspect = Callable[[Page, str], None]
PAYSLIP = {"name": "工资条.jpg", "mimeType": "image/jpeg"}
LOST = ("net::ERR_FAILED", "net::ERR_INTERNET_DISCONNECTED", "status of 503")


def picture(seed: int = 1, width: int = 640, height: int = 480) -> dict[str, Any]:
    return {**PAYSLIP, "buffer": shots.jpeg(width, height, seed, exif=shots.exif())}


@pytest.fixture
def shaky(engine: Browser) -> Iterator[Page]:
    """A phone whose network fails on purpose: the console may say so, and nothing else."""
    errors: list[str] = []
    context = engine.new_context(
        locale="zh-CN", viewport=PHONE, user_agent=WECHAT, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda note: errors.append(note.text) if note.type == "error" else None)
    yield page
    context.close()
    assert not [error for error in errors if not any(each in error for each in LOST)]


def complain(page: Page, portal: Portal, code: str) -> tuple[str, str]:
    """To the receipt; its number and its query code."""
    page.goto(f"{portal.address}/s/{code}/complain")
    page.locator(".chip", has_text="说不准").click()
    page.get_by_role("button", name="继续").click()
    page.fill("#phone", "19900000005")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="确认提交").click()
    expect(page.get_by_role("heading", name="现在可以加照片")).to_be_visible()
    number, query_code = page.locator(".number dd").all_inner_texts()
    return number, query_code


def expect_loaded(images: Locator) -> None:
    for image in images.all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("naturalWidth", 320)


def test_photos_are_shrunk_sent_one_by_one_and_counted(
    portal: Portal, phone: Page, desk: Page, code: str, inspect: Inspect
) -> None:
    number, _ = complain(phone, portal, code)
    inspect(phone, "photos-none")
    phone.set_input_files("#photo", files=[{**PAYSLIP, "buffer": shots.noisy(4000, 3000)}])
    expect(phone.get_by_text("照片收到 1 张")).to_be_visible(timeout=30_000)
    phone.set_input_files("#photo", files=[picture(2)])
    expect(phone.get_by_text("照片收到 2 张")).to_be_visible()
    expect(phone.locator(".shot", has_text="已收到")).to_have_count(2)
    expect_loaded(phone.locator(".shot img"))
    inspect(phone, "photos-two")
    phone.reload()
    expect(phone.get_by_text("照片收到 2 张")).to_be_visible()
    expect_loaded(phone.locator(".shot img"))
    for width, size in ((320, "1"), (320, "3"), (412, "2")):
        phone.set_viewport_size({"width": width, "height": 780})
        phone.context.add_cookies([{"name": "size", "value": size, "url": portal.address}])
        phone.reload()
        wide = phone.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, (width, size, wide)
    show(phone, "photos-large-text")

    sign_in(desk, portal, "inspector")
    desk.goto(f"{portal.address}/console/complaints/{number.replace(' ', '')}")
    expect(desk.get_by_role("heading", name="照片（2 张）")).to_be_visible()
    expect(desk.locator(".desk-shots")).to_contain_text("2000×1500")  # shrunk on the phone
    expect_loaded(desk.locator(".desk-shots img"))
    inspect(desk, "photos-desk")
    with desk.context.expect_page() as opening:
        desk.get_by_role("button", name="第 1 张").click()
    full = opening.value
    full.wait_for_load_state()
    assert full.evaluate("document.images[0].naturalWidth") == 2000
    desk.reload()
    expect(desk.get_by_text("打开看了第 1 张照片")).to_be_visible()


def test_what_is_no_photo_is_told_at_its_place(
    portal: Portal, phone: Page, code: str, inspect: Inspect
) -> None:
    complain(phone, portal, code)
    phone.set_input_files("#photo", files=[{**PAYSLIP, "buffer": b"not a picture" * 50}])
    expect(phone.get_by_text("这个文件不是照片")).to_be_visible()
    inspect(phone, "photos-refused")
    phone.get_by_role("button", name="知道了").click()
    expect(phone.get_by_text("这个文件不是照片")).to_have_count(0)
    phone.set_input_files("#photo", files=[picture()])
    expect(phone.get_by_text("照片收到 1 张")).to_be_visible()


def test_a_failed_upload_is_tried_again_and_counted_once(
    portal: Portal, shaky: Page, code: str, inspect: Inspect
) -> None:
    complain(shaky, portal, code)
    ways = iter(("cut", "swallowed", "busy"))

    def fail(route: Route) -> None:
        way = next(ways, "")
        if way == "cut":
            route.abort()
        elif way == "swallowed":  # it arrives, and only the answer is lost
            route.fetch()
            route.abort()
        elif way == "busy":
            route.fulfill(status=503, body="<html>")
        else:
            route.continue_()

    shaky.route("**/photos", fail)
    shaky.set_input_files("#photo", files=[picture(1)])
    for _ in range(3):
        expect(shaky.get_by_text("没发出去")).to_be_visible()
        expect(shaky.locator(".received")).to_be_hidden()
        again = shaky.get_by_role("button", name="再试")
        inspect(shaky, "photos-failed")
        again.click()
    expect(shaky.get_by_text("照片收到 1 张")).to_be_visible()
    expect(shaky.get_by_text("没发出去")).to_have_count(0)
    shaky.reload()
    expect(shaky.get_by_text("照片收到 1 张")).to_be_visible()


def test_offline_is_said_and_back_online_it_goes_by_itself(
    portal: Portal, shaky: Page, code: str
) -> None:
    complain(shaky, portal, code)
    shaky.context.set_offline(True)
    for seed in (1, 2):
        shaky.set_input_files("#photo", files=[picture(seed)])
    expect(shaky.locator(".sending .failed")).to_have_count(2)
    shaky.context.set_offline(False)
    expect(shaky.get_by_text("照片收到 2 张")).to_be_visible()
    expect(shaky.locator(".sending li")).to_have_count(0)


def test_without_a_script_a_form_sends_one_photo_after_another(
    portal: Portal, open_page: Callable[..., Page], code: str
) -> None:
    page = open_page(viewport=PHONE, user_agent=WECHAT, java_script_enabled=False)
    complain(page, portal, code)
    for count in (1, 2):
        page.set_input_files("#photo", files=[picture(count)])
        page.get_by_role("button", name="发送这张照片").click()
        expect(page.get_by_text(f"照片收到 {count} 张")).to_be_visible()
        assert page.url == portal.address + "/receipt#photos"
    page.set_input_files("#photo", files=[{**PAYSLIP, "buffer": b"not a picture" * 50}])
    page.get_by_role("button", name="发送这张照片").click()
    expect(page.get_by_role("alert")).to_contain_text("不是照片")
    expect(page.get_by_text("照片收到 2 张")).to_be_visible()
    show(page, "photos-no-script")


def test_the_ninth_photo_closes_the_card_and_the_case_page_shows_all(
    portal: Portal, phone: Page, code: str, inspect: Inspect
) -> None:
    number, query_code = complain(phone, portal, code)
    for seed in range(1, 10):
        phone.set_input_files("#photo", files=[picture(seed, 64, 48)])
    expect(phone.get_by_text("照片收到 9 张")).to_be_visible(timeout=30_000)
    expect(phone.locator(".shoot")).to_be_hidden()
    phone.goto(portal.address + "/follow")
    phone.fill("#number", number)
    phone.fill("#query_code", query_code)
    phone.get_by_role("button", name="查").click()
    expect(phone.get_by_text("照片收到 9 张")).to_be_visible()
    expect(phone.get_by_text("您发来第 9 张照片")).to_be_visible()
    inspect(phone, "photos-case")
