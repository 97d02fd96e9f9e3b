"""Steps of a worker who adds photos, shared by the tests of that."""

import io
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from portal.extensions import db
from portal.models import Evidence
from tests.browse import Browser, Page
from tests.web.journey import commit_site, complain

FORM = "//form[@action='/photos']"
SCRIPT = {"Accept": "application/json"}


def received(app: Flask, *, cookies: bool = True) -> tuple[Browser, Page]:
    """A worker on the receipt page."""
    browse = Browser(app, cookies=cookies)
    code = commit_site(app, with_offices=False)
    page = complain(browse, f"/s/{code}/complain", phone="19900000001")
    return browse, browse.follow(page) if cookies else page


def followed(browse: Browser, number: str, code: str) -> Page:
    page = browse.post("/follow", {"number": number, "query_code": code})
    return browse.follow(page) if page.status == 303 else page


def send(
    browse: Browser, page: Page, content: bytes | None, name: str = "照片.jpg", **more: Any
) -> Page:
    fields = {**page.fields(FORM), **more.pop("fields", {})}
    return post(browse, "/photos", content, name, fields, **more)


def post(
    browse: Browser, address: str, content: bytes | None, name: str, fields: Any, **more: Any
) -> Page:
    """Send a form with a file, put together in memory."""
    photo = {} if content is None else {"photo": FileStorage(io.BytesIO(content), name)}
    boundary, body = encode_multipart({**fields, **photo})
    kind = f"multipart/form-data; boundary={boundary}"
    return browse.post(address, body, content_type=kind, **more)


def counted(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Evidence)) or 0


def files(app: Flask) -> int:
    return len(list(app.extensions["storage"].names()))
