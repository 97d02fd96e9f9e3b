"""The whole loop leaves no personal data in logs, addresses or the database file."""

import contextlib
import logging
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Base
from tests.browse import Browser
from tests.web.journey import commit_site, complain, numbers_of, staff_browser, two_inspectors

PHONE, NAME, WORDS, SECOND = "19912345678", "欧阳某某", "塔吊班欠薪原话", "18812345678"


def everything_stored(app: Flask) -> str:
    """All that the database holds, as a thief of the file would read it."""
    with app.app_context():
        rows = [
            repr(db.session.execute(text(f"select * from {table.name}")).all())
            for table in Base.metadata.sorted_tables
        ]
        files = db.engine.url.database if db.engine.dialect.name == "sqlite" else None
    raw = ""
    if files:
        for suffix in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                raw += Path(files + suffix).read_bytes().decode("utf-8", "replace")
    return "".join(rows) + raw


def test_nothing_personal_is_in_logs_addresses_or_the_database(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    worker = Browser(app)
    code = commit_site(app)
    sent = complain(worker, f"/s/{code}/complain", phone=PHONE, name=NAME, narrative=WORDS)
    number, query_code = numbers_of(worker.follow(sent))
    operator = staff_browser(app, Role.OPERATOR)
    operator.send(
        "/console/calls/new", go="save", site_code=code, phone=SECOND, name=NAME,
        narrative=WORDS, amount_unsure="y", kind="complaint", topic="wages", headcount="1",
        channel="phone", confidential="1", submission_key="call-key",
    )  # fmt: skip
    inspector = staff_browser(app)
    page = f"/console/complaints/{number}"
    inspector.send(f"{page}/reveal", on=page, reason="call")
    inspector.send(f"{page}/accept", on=page, **two_inspectors(app))
    inspector.send(f"{page}/reply", on=page, note=WORDS)
    opened = worker.post("/follow", {"number": number, "query_code": query_code})
    token = worker.follow(opened).all("//input[@name='case_pass']/@value")[0]
    worker.post("/follow/write", {"case_pass": token, "note": WORDS})
    worker.post("/follow", {"number": number, "query_code": "000000"})
    stored = everything_stored(app)
    log = caplog.text
    for secret in (PHONE, "199 1234 5678", SECOND, NAME, WORDS, query_code):
        assert secret not in log, secret
    for secret in (PHONE, SECOND, NAME, WORDS, "call-key"):
        assert secret not in stored, secret
    assert token not in log
    assert number in stored


def test_an_error_page_and_its_log_quote_nothing_that_was_typed(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        raise ValueError(PHONE)

    broken.is_open = True  # type: ignore[attr-defined]
    app.add_url_rule("/broken", "broken", broken)
    page = Browser(app).get("/broken")
    assert page.status == 500
    assert "不是您的错" in page.text
    assert PHONE not in caplog.text
    assert "ValueError" in caplog.text
