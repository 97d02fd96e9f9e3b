"""A client that reads every page it fetches like an inspector."""

import re
from collections import Counter
from typing import Any

from flask import Flask
from lxml import html

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
STRANGERS_TEXT = ("Traceback", "jinja2", "sqlalchemy")


class Page:
    """A fetched page: its status, its text and its forms."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.location = response.headers.get("Location", "")
        self.body = response.get_data()
        self.is_html = response.mimetype == "text/html" and self.status not in (301, 302, 303)
        self.tree = html.fromstring(self.body) if self.is_html and self.body else None

    @property
    def text(self) -> str:
        return " ".join(self.tree.text_content().split()) if self.tree is not None else ""

    @property
    def title(self) -> str:
        return str(self.tree.findtext(".//title"))

    def all(self, path: str) -> list[Any]:
        return list(self.tree.xpath(path))

    def field(self, name: str) -> str:
        """The value of a form field."""
        found = self.all(f"//input[@name='{name}']/@value")
        return str(found[0]) if found else ""

    def fields(self, form: str = "//form[@method='post'][last()]") -> dict[str, list[str]]:
        """What a browser would send of a form, without any button."""
        sent: dict[str, list[str]] = {}
        for element in self.all(f"({form})//*[self::input or self::textarea or self::select]"):
            name, kind = element.get("name"), element.get("type")
            if not name or (kind in ("checkbox", "radio") and element.get("checked") is None):
                continue
            sent.setdefault(name, []).append(_value(element))
        return sent


class Browser:
    """Fetches and inspects. `cookies=False` is a phone with storage switched off."""

    def __init__(self, app: Flask, *, cookies: bool = True) -> None:
        self.client = app.test_client(use_cookies=cookies)

    def get(self, address: str, **more: Any) -> Page:
        return self._look(self.client.get(address, **more))

    def post(self, address: str, data: Any = None, **more: Any) -> Page:
        return self._look(self.client.post(address, data=data or {}, **more))

    def follow(self, page: Page) -> Page:
        assert page.status == 303, page.text
        return self.get(page.location)

    def sign_in(self, username: str, password: str) -> Page:
        page = self.get("/console/sign-in")
        fields = {"csrf_token": page.field("csrf_token")}
        return self.post("/console/sign-in", {**fields, "username": username, "password": password})

    def send(self, page: str, /, on: str | None = None, **data: Any) -> Page:
        """Post as staff, with the token of the page on which the form stands."""
        token = self.get(on or page).field("csrf_token")
        return self.post(page, {"csrf_token": token, **data})

    def _look(self, response: Any) -> Page:
        page = Page(response)
        if page.tree is not None:
            inspect(page)
        return page


def inspect(page: Page) -> None:
    """What holds on every page, whoever asks for it."""
    assert page.tree.get("lang") == "zh-CN"
    assert len(page.all("//h1")) == 1, page.title
    assert page.title.strip(" ·扫码知"), "a page needs its own title"
    assert not page.all("//style | //script[not(@src)] | //*[@style]"), "inline style or script"
    assert not page.all("//*[@*[starts-with(name(), 'on')]]"), "inline handler"
    twice = [name for name, n in Counter(page.all("//@id")).items() if n > 1]
    assert not twice, f"ids twice: {twice}"
    for word in STRANGERS_TEXT:
        assert word not in page.text
    _check_labels(page)
    _check_phones(page)
    _check_tokens(page)


def _check_labels(page: Page) -> None:
    path = "//input[not(@type='hidden')] | //select | //textarea"
    for field in page.all(path):
        named = (
            field.get("aria-label")
            or field.get("aria-labelledby")
            or field.getparent().tag == "label"
            or page.all(f"//label[@for='{field.get('id')}']")
        )
        assert named, f"{field.get('name')} has no label"
        for other in (field.get("aria-describedby") or "").split():
            assert page.all(f"//*[@id='{other}']"), f"described by {other}, which is not there"


def _check_phones(page: Page) -> None:
    """A whole mobile number stands only where one calls it, or in the field it was typed into."""
    for element in page.tree.iter():
        if element.tag in ("a", "input", "textarea") or not isinstance(element.tag, str):
            continue
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        assert not _MOBILE.search(own), f"an unmasked number in <{element.tag}>"


def _check_tokens(page: Page) -> None:
    if page.all("//header[@class='bar']"):
        for form in page.all("//form[@method='post']"):
            assert form.xpath(".//input[@name='csrf_token']"), "a staff form without its token"


def _value(element: Any) -> str:
    if element.tag == "textarea":
        return (element.text or "").removeprefix("\n")
    if element.tag == "select":
        chosen = element.xpath(".//option[@selected]/@value") or element.xpath(".//option/@value")
        return str(chosen[0]) if chosen else ""
    return str(element.get("value", ""))
