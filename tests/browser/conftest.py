"""A running portal, a phone with WeChat, a desk, and an inspector with axe."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser import chromium
from tests.browser.portal import Portal, free_port

WECHAT = (
    "Mozilla/5.0 (Linux; Android 10; V1813A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/86.0.4240.99 Mobile Safari/537.36 MicroMessenger/8.0.30 NetType/3gnet Language/zh_CN"
)
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1366, "height": 768}
# A page that says what is wrong is answered with 4xx, which the console notes as an error.
EXPECTED_NOTE = "Failed to load resource: the server responded with a status of 4"
RULES = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    portal = Portal(tmp_path_factory.mktemp("portal"), free_port())
    for words in (("keys", "init"), ("db", "upgrade"), ("demo", "load")):
        portal.flask(*words)
    portal.start()
    yield portal
    portal.stop()


@pytest.fixture(scope="session")
def code(portal: Portal) -> str:
    """The code of a site whose board is complete."""
    return portal.code


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What every browser is started with: its fonts are laid out once."""
    return chromium.environment(tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def engine(surroundings: dict[str, str]) -> Iterator[Browser]:
    program = chromium.find()
    if program is None:
        assert not os.environ.get("CI"), "CI must have its browser"
        pytest.skip("没有 Chromium：make test 会装")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(chromium.ARGUMENTS), env=surroundings
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(engine: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages; any console error fails the test."""
    contexts, errors = [], []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED_NOTE):
            errors.append(message.text)

    def make(**options: Any) -> Page:
        context = engine.new_context(locale="zh-CN", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    return open_page(viewport=PHONE, user_agent=WECHAT, is_mobile=True, has_touch=True)


@pytest.fixture
def desk(open_page: Callable[..., Page]) -> Page:
    return open_page(viewport=DESK)


def show(page: Page, name: str) -> None:
    """Leave a picture for people in the folder that PICTURES names, if it does."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


@pytest.fixture
def inspect() -> Callable[[Page, str], None]:
    """axe without a finding, nothing wider than the screen, and a picture."""

    def check(page: Page, name: str) -> None:
        rules = RULES if page.viewport_size == PHONE else {}
        options = {"rules": rules, "resultTypes": ["violations"]}  # what is right is not told
        found = Axe().run(page, options=options).response["violations"]
        told = [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found]
        assert not told, (name, told)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, (name, "wider than the screen by", wide)
        show(page, name)

    return check


def sign_in(page: Page, portal: Portal, username: str) -> None:
    page.context.clear_cookies()
    page.goto(portal.address + "/console/sign-in")
    page.fill("#username", username)
    page.fill("#password", "shili-2026-demo")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda address: "sign-in" not in address)


def accept(page: Page) -> None:
    """On the page of a complaint: take it up, by whoever is signed in and a second inspector."""
    page.locator("summary", has_text="受理").first.click()
    page.select_option("#accept-second", label="示例监察员（市支队）")
    page.fill("#accept-lead_certificate", "示例0001")
    page.fill("#accept-second_certificate", "示例0002")
    page.check("#accept-is_free_of_interest")
    page.locator("details[open]").get_by_role("button", name="受理").click()
    page.wait_for_load_state()
