"""flask commands: what they print, and that a mistake is one line and not a traceback."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Site, Staff
from tests.services.test_register import GOOD, book, changed


def run(app: Flask, *words: str, **more: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words), **more)


def fails_in_one_line(result: Result) -> str:
    assert result.exit_code != 0
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = [line for line in result.output.splitlines() if line.strip()]
    assert len(lines) == 1, result.output
    return lines[0]


def test_a_workbook_is_reported_row_by_row(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "sites.xlsx"
    file.write_bytes(book(GOOD, changed(县区="兰州市", 项目名称="示例·外地"), changed(项目名称="")))
    result = run(app, "sites", "import", str(file), "--dry-run")
    assert result.exit_code == 0
    for words in (
        "第 4 行 新增",
        "第 5 行 拒收",
        "“兰州市”不是本市的县区",
        "没有填",
        "什么都没有写入",
    ):
        assert words in result.output
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Site)) == 0
    run(app, "sites", "import", str(file))
    again = run(app, "sites", "import", str(file))
    assert "合计 3 行：新增 0，变更 0，不变 1，拒收 2" in again.output


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "找不到这个文件"),
        (b"x", "不是能读的表格"),
        (book(title=False, header=["a"]), "没找到表头"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    app: Flask, tmp_path: Path, content: bytes | None, message: str
) -> None:
    file = tmp_path / "sites.xlsx"
    if content is not None:
        file.write_bytes(content)
    assert message in fails_in_one_line(run(app, "sites", "import", str(file)))


def test_an_account_is_opened_from_the_command_line(app: Flask) -> None:
    words = ("staff", "add", "wang", "--name", "示例", "--role", "inspector")
    long = "a long enough password"
    done = run(app, *words, "--county", "麦积", "--password", long)
    assert "监察员，麦积区" in done.output
    with app.app_context():
        person = db.session.scalar(Staff.by_username("wang"))
        assert person is not None
        assert (person.role, person.region) == (Role.INSPECTOR, "620503")
    assert "已经有了" in fails_in_one_line(run(app, *words, "--password", long))
    other = ("staff", "add", "li", "--name", "示例", "--role", "head")
    assert "至少 12 位" in fails_in_one_line(run(app, *other, "--password", "short"))
    far = run(app, *other, "--county", "兰州", "--password", long)
    assert "不是本市的县区" in fails_in_one_line(far)


def test_a_second_factor_is_shown_once(app: Flask) -> None:
    words = ("staff", "add", "zhao", "--name", "示例", "--role", "director", "--totp")
    assert "otpauth://" in run(app, *words, "--password", "a long enough password").output


def test_the_calendar_is_loaded_and_shown(app: Flask) -> None:
    assert "2026 年" in run(app, "calendar", "load").output
    shown = run(app, "calendar", "show", "2026").output
    assert "2026-10-10 班" in shown
    assert "2026-10-01 休" in shown
    assert "没有装入" in fails_in_one_line(run(app, "calendar", "show", "1990"))
    assert "还没有公布" in fails_in_one_line(run(app, "calendar", "load", "--year", "2090"))


def test_keys_are_rotated_and_retired(app: Flask, tmp_path: Path) -> None:
    assert "已有密钥文件" in run(app, "keys", "init").output
    run(
        app, "staff", "add", "wu", "--name", "x", "--role", "head", "--totp", "--password", "p" * 12
    )
    assert "1 处内容重新加密" in run(app, "keys", "rotate").output
    assert len(json.loads((tmp_path / "keys.json").read_text())["data"]) == 2
    assert "旧密钥已去掉" in run(app, "keys", "retire").output
    assert len(json.loads((tmp_path / "keys.json").read_text())["data"]) == 1


def test_doctor_says_what_is_still_to_set(app: Flask) -> None:
    result = run(app, "doctor")
    assert result.exit_code == 0
    assert "ICP_NO" in result.output


def test_a_port_that_is_taken_is_one_line_with_another_to_try(app: Flask) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = fails_in_one_line(run(app, "doctor", "--port", str(port)))
    assert f"PORT={port + 1}" in line


def test_a_database_that_does_not_answer_is_one_line(make_app: Callable[..., Flask]) -> None:
    away = make_app(database_url="postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    for words in (("db", "upgrade"), ("db", "current"), ("doctor",), ("demo", "load")):
        assert "连不上数据库" in fails_in_one_line(run(away, *words))


def test_a_database_without_tables_says_what_to_run(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    empty = make_app(database_url=f"sqlite:///{tmp_path / 'empty.db'}")
    line = fails_in_one_line(run(empty, "calendar", "load"))
    assert "flask db upgrade" in line


def test_a_database_that_is_away_is_a_page_in_plain_words(make_app: Callable[..., Flask]) -> None:
    from tests.browse import Browser

    away = Browser(make_app(database_url="postgresql+psycopg://nobody@127.0.0.1:1/nothing"))
    page = away.get("/s/00000000")
    assert page.status == 503
    assert "系统正忙" in page.text
    assert away.get("/readyz").status == 503
    assert away.get("/healthz").status == 200
