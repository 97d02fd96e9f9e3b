"""What keeps the portal from starting is one line in Chinese, for commands and for gunicorn."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from portal import create_app
from portal.content.broken import BrokenContent, Problem
from portal.one_line import EXPECTED, PROBLEMS, one_line
from tests.web.test_commands import fails_in_one_line, run

ROOT = Path(__file__).parents[2]
GUNICORN = ("-m", "gunicorn", "--bind", "127.0.0.1:0", "wsgi:app")
DOCTOR = ("-m", "flask", "--app", "wsgi", "doctor")


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def start(*words: str, root: Path = ROOT, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, *words], cwd=root, env={**environment, **settings},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def complaints_of(done: "subprocess.CompletedProcess[str]") -> set[str]:
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return {line for line in done.stderr.splitlines() if "不能启动" in line}


def settings_that_fail(folder: Path) -> list[tuple[dict[str, str], str]]:
    (folder / "file").write_text("")
    (folder / "keys.json").write_text("{")
    here = {"DATA_DIR": str(folder / "data")}
    return [
        ({**here, "DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({**here, "DATABASE_URL": "postgresql://u:p@host:abc/x"}, "DATABASE_URL"),
        ({**here, "KEY_FILE": str(folder / "keys.json")}, "从备份恢复"),
        ({**here, "RATE_LIMIT_STORAGE": "disk"}, "RATE_LIMIT_STORAGE"),
        ({"DATA_DIR": str(folder / "file" / "data")}, "这里要一个文件夹"),
        ({"DATA_DIR": str(folder / "file")}, "这里要一个文件夹"),
    ]


@pytest.mark.parametrize("number", range(6))
def test_a_setting_that_cannot_be_used_is_one_line(tmp_path: Path, number: int) -> None:
    settings, words = settings_that_fail(tmp_path)[number]
    done = start(*DOCTOR, **settings)
    [line] = complaints_of(done)
    assert words in line
    assert [line] == (done.stdout + done.stderr).splitlines()


def test_gunicorn_stops_with_the_line_instead_of_trying_for_ever(tmp_path: Path) -> None:
    [line] = complaints_of(start(*GUNICORN, DATA_DIR=str(tmp_path), DATABASE_URL="mysql://x"))
    assert "DATABASE_URL" in line


def test_a_broken_rights_page_is_named(tmp_path: Path) -> None:
    for name in ("portal", "posters", "static", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, symlinks=True)
    for name in ("config.py", "wsgi.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    page = tmp_path / "portal/content/rights/faq/overtime.md"
    page.write_text(page.read_text("utf-8").replace("---", "--", 1), "utf-8")
    [line] = complaints_of(start(*DOCTOR, root=tmp_path, DATA_DIR=str(tmp_path / "data")))
    assert "overtime.md" in line


def test_every_fault_of_a_page_has_its_words() -> None:
    assert set(PROBLEMS) == set(Problem)
    line = one_line(BrokenContent(Path("x.md"), Problem.MISSING_KEY, "title"))
    assert line == "权益页 x.md 有错：少了一项（title），改好再启动"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OperationalError("", {}, sqlite3.OperationalError("database is locked")), "正忙"),
        (OperationalError("", {}, sqlite3.OperationalError("no such table: site")), "db upgrade"),
        (OperationalError("", {}, psycopg.OperationalError("connection refused")), "连不上"),
        (OperationalError("", {}, psycopg.errors.LockNotAvailable("lock")), "正忙"),
        (
            OperationalError("", {}, sqlite3.OperationalError("unable to open database file")),
            "打不开数据库文件",
        ),
        (
            OperationalError("", {}, sqlite3.OperationalError("write a readonly database")),
            "只能读",
        ),
        (IntegrityError("", {}, sqlite3.IntegrityError("UNIQUE")), "冲突"),
        (DataError("", {}, psycopg.errors.NumericValueOutOfRange("x")), "数据库报错"),
        (PermissionError(13, "Permission denied", "/x/y"), "/x/y 用不了：没有权限"),
    ],
)  # fmt: skip
def test_what_a_command_meets_is_told_apart(error: Exception, words: str) -> None:
    assert isinstance(error, EXPECTED)
    line = one_line(error)
    assert words in line
    assert "\n" not in line
    assert ("连不上" in line) == (words == "连不上")


def test_a_locked_database_is_not_called_away(app: Flask, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "portal.db", isolation_level=None)
    other.execute("begin immediate")
    from sqlalchemy import event

    from portal.extensions import db

    with app.app_context():
        event.listen(db.engine, "connect", lambda c, _: c.execute("pragma busy_timeout=1"))
        db.engine.dispose()
    who = ("wang", "--name", "示例", "--role", "head", "--county", "天水市", "--password", "p" * 12)
    line = fails_in_one_line(run(app, "staff", "add", *who))
    other.close()
    assert "正忙" in line


def test_the_data_folder_is_for_the_portal_alone(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    make_app(data_dir=tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_data_folder_that_cannot_be_written_is_told(
    config: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from config import Config

    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError) as refused:
        create_app(Config(data_dir=tmp_path))
    assert str(tmp_path) in one_line(refused.value)
