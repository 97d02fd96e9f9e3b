"""flask commands: what they print, and that a mistake is one line and not a traceback."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, text

from portal.extensions import db
from portal.models import Party, Site
from portal.services import keys, register_import
from portal.services.demo import accounts
from portal.services.vault import Vault
from tests import factories
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


def test_what_changes_is_told_in_words(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "sites.xlsx"
    file.write_bytes(book(GOOD))
    run(app, "sites", "import", str(file))
    row = {"项目状态": "停工", "合同价（万元）": "1.2亿元", "开工日期": "", "县区": "秦州区"}
    nobody = {"分包单位（多家用顿号分开）": "无", "行业类别": "水利"}
    file.write_bytes(book(changed(**row, **nobody)))
    output = run(app, "sites", "import", str(file)).output
    for line in (
        "项目状态：在建 → 停工",
        "合同价：3260 万元 → 12000 万元",
        "县区：麦积区 → 秦州区",
        "行业类别：交通 → 水务",
        "分包单位：示例甲劳务、示例乙劳务 → 空",
        "声明没有分包：否 → 是",
    ):
        assert f"    {line}\n" in output
    file.write_bytes(book(changed(开工日期="2026.5.1", 县区="秦州区")))
    assert "开工日期：2026年4月10日 → 2026年5月1日" in run(app, "sites", "import", str(file)).output


# PostgreSQL locks rows and not the database.
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_trial_run_never_waits_for_the_write_lock(
    app: Flask, tmp_path: Path, database_kind: str
) -> None:
    file = tmp_path / "sites.xlsx"
    file.write_bytes(book(GOOD))
    with closing(sqlite3.connect(tmp_path / "portal.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        result = run(app, "sites", "import", str(file), "--dry-run")
        other.execute("rollback")
    assert "什么都没有写入" in result.output


def test_an_import_plans_again_when_somebody_was_faster(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    carry_out = register_import.carry_out

    def interrupted(*words: Any) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise register_import.RegisterMoved
        carry_out(*words)

    monkeypatch.setattr(register_import, "carry_out", interrupted)
    file = tmp_path / "sites.xlsx"
    file.write_bytes(book(GOOD))
    assert "新增 1" in run(app, "sites", "import", str(file)).output
    assert len(tries) == 3
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Site)) == 1
    monkeypatch.setattr(register_import, "carry_out", _always_too_late)
    assert "一直有人在改" in fails_in_one_line(run(app, "sites", "import", str(file)))


def _always_too_late(*_: Any) -> None:
    raise register_import.RegisterMoved


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


def test_the_calendar_is_loaded_and_shown(app: Flask) -> None:
    loaded = run(app, "calendar", "load").output
    assert "2026 年" in loaded
    assert "重算期限：0 处" in loaded
    shown = run(app, "calendar", "show", "2026").output
    assert "2026-10-10 班" in shown
    assert "2026-10-01 休" in shown
    assert "没有装入" in fails_in_one_line(run(app, "calendar", "show", "1990"))
    assert "还没有公布" in fails_in_one_line(run(app, "calendar", "load", "--year", "2090"))


def test_keys_are_rotated_and_retired(app: Flask, tmp_path: Path) -> None:
    assert "已有密钥文件" in run(app, "keys", "init").output
    run(
        app, "staff", "add", "wu", "--name", "x", "--role", "head", "--county", "天水市",
        "--totp", "--password", "p" * 12,
    )  # fmt: skip
    assert "1 处内容重新加密" in run(app, "keys", "rotate").output
    assert len(json.loads((tmp_path / "keys.json").read_text())["data"]) == 2
    assert "旧密钥已去掉" in run(app, "keys", "retire").output
    assert len(json.loads((tmp_path / "keys.json").read_text())["data"]) == 1


def test_a_rotation_that_is_interrupted_keeps_what_it_has_done(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        for _ in range(3):
            factories.site(db.session)
        db.session.commit()
        query = text("select person from party order by id")
        before = db.session.execute(query).scalars().all()
    monkeypatch.setattr(keys, "BATCH", 4)
    reseal, done = Vault.reseal, iter(range(10))
    monkeypatch.setattr(Vault, "reseal", lambda *words: next(done) >= 0 and reseal(*words))
    assert run(app, "keys", "rotate").exit_code != 0
    with app.app_context():
        after = db.session.execute(query).scalars().all()
    assert not set(before[:4]) & set(after[:4])
    assert before[4:] == after[4:]
    monkeypatch.undo()
    assert run(app, "keys", "rotate").exit_code == 0
    assert run(app, "keys", "retire").exit_code == 0
    with app.app_context():
        assert {party.person for party in db.session.scalars(select(Party))} == {"周某某"}


# PostgreSQL locks rows and not the database.
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_rotating_holds_the_write_lock_only_to_write(
    app: Flask, tmp_path: Path, database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        factories.site(db.session)
        db.session.commit()
    reseal = Vault.reseal

    def beside_a_writer(*words: Any) -> str:
        with closing(sqlite3.connect(tmp_path / "portal.db", timeout=0)) as other:
            other.execute("begin immediate")
        return reseal(*words)

    monkeypatch.setattr(Vault, "reseal", beside_a_writer)
    assert "重新加密" in run(app, "keys", "rotate").output


def test_demo_data_stay_out_of_a_public_portal(make_app: Callable[..., Flask]) -> None:
    public = make_app(public_base_url="https://example.cn")
    assert "密码是公开的" in fails_in_one_line(run(public, "demo", "load"))


def test_doctor_tells_of_demo_accounts_that_are_open(app: Flask) -> None:
    assert "示例账号" not in run(app, "doctor").output
    with app.app_context():
        accounts.open_accounts(db.session)
        db.session.commit()
    assert "poster、operator" in run(app, "doctor").output
    run(app, "staff", "disable", "poster")
    output = run(app, "doctor").output
    assert "operator" in output
    assert "poster" not in output


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
