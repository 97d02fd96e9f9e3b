"""What is kept is never shown after it has changed, whoever changed it."""

import gzip
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import brotli
import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from portal.extensions import db
from tests.asked import asked
from tests.browse import Browser
from tests.web.journey import commit_site

CHANGES = {
    "update site set name = '改名的工地'": "改名的工地",
    "update site set pay_day = '每月28日'": "每月28日",
    "update site set status = 'finished'": "这个工地已经完工",
    "update party set organisation = '换了总包' where role = 'general_contractor'": "换了总包",
    "update office set phone = '09991234567'": "0999",
    "update office set verified_on = null": "12345",
}
_OTHER_PROCESS = """
import sys
from sqlalchemy import create_engine, text
with create_engine(sys.argv[1]).begin() as connection:
    connection.execute(text(sys.argv[2]))
"""


@pytest.fixture
def address(app: Flask) -> str:
    return f"/s/{commit_site(app)}"


def url_of(app: Flask) -> str:
    with app.app_context():
        return db.engine.url.render_as_string(hide_password=False)


@pytest.fixture
def change(app: Flask) -> Any:
    """Changes the database from a connection that the portal knows nothing of."""
    engine = create_engine(url_of(app))

    def run(statement: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(statement))

    yield run
    engine.dispose()


@pytest.mark.parametrize(("statement", "shown"), CHANGES.items())
def test_a_change_from_elsewhere_shows_at_the_next_request(
    browse: Browser, address: str, change: Callable[[str], None], statement: str, shown: str
) -> None:
    for _ in range(3):
        assert shown not in browse.get(address).text
    change(statement)
    assert shown in browse.get(address).text


def test_a_change_by_another_process_shows_at_the_next_request(
    app: Flask, browse: Browser, address: str
) -> None:
    for name in ("第一次改名", "第二次改名"):
        assert name not in browse.get(address).text
        statement = f"update site set name = '{name}'"
        subprocess.run([sys.executable, "-c", _OTHER_PROCESS, url_of(app), statement], check=True)
        assert name in browse.get(address).text


def test_a_change_by_the_portal_itself_shows_at_the_next_request(
    make_app: Callable[..., Flask], app: Flask, browse: Browser, address: str
) -> None:
    other = make_app()  # as another process has it: an engine of its own
    for number, changer in enumerate((app, other, app)):
        assert f"工地{number}号" not in browse.get(address).text
        with changer.app_context():
            db.session.execute(text(f"update site set name = '工地{number}号'"))
            db.session.commit()
        assert f"工地{number}号" in browse.get(address).text


def test_no_reader_ever_sees_less_than_what_was_committed_before_it_asked(
    app: Flask, address: str, change: Callable[[str], None]
) -> None:
    committed = 0

    def read(_: int) -> bool:
        at_least = committed
        page = app.test_client().get(address).get_data(as_text=True)
        return any(f"第{n}版。" in page for n in range(at_least, committed + 2))

    change("update site set name = '第0版。'")
    with ThreadPoolExecutor(4) as pool:
        for version in range(1, 30):
            reading = [pool.submit(read, n) for n in range(4)]
            change(f"update site set name = '第{version}版。'")
            committed = version
            assert all(each.result() for each in reading)
            assert read(0)


def test_an_unchanged_page_asks_the_database_nothing(
    app: Flask, browse: Browser, address: str, database_kind: str
) -> None:
    browse.get(address)
    with asked(app) as statements:
        browse.get(address)
    assert len(statements) == {"sqlite": 0, "postgresql": 1}[database_kind]


def test_each_size_of_letters_and_each_address_has_its_own_page(
    browse: Browser, address: str
) -> None:
    for _ in range(2):
        assert 'class="size-1"' in browse.get(address).body.decode()
        assert "a%3D1" in browse.get(f"{address}?a=1").body.decode()
    browse.client.set_cookie("size", "3")
    assert 'class="size-3"' in browse.get(address).body.decode()


def test_every_encoding_holds_the_same_page(browse: Browser, address: str) -> None:
    plain = browse.get(address)
    for encoding, opened in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        answer = browse.client.get(address, headers={"Accept-Encoding": f"deflate, {encoding}"})
        assert answer.headers["Content-Encoding"] == encoding
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert opened(answer.data) == plain.body
    assert "Content-Encoding" not in plain.headers


def test_applications_with_other_settings_keep_their_own_pages(
    make_app: Callable[..., Flask], browse: Browser, address: str
) -> None:
    other = Browser(make_app(organiser="示例另一个局"))
    assert "示例另一个局" not in browse.get(address).text
    assert "示例另一个局" in other.get(address).text
    assert "示例另一个局" not in browse.get(address).text
