"""flask commands, as thin as a view: parse, one service call, print."""

import functools
import sys
from collections.abc import Callable
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from tqdm import tqdm

from config import Config
from portal.cli_evidence import evidence
from portal.cli_outbox import outbox
from portal.cli_sites import sites
from portal.cli_staff import staff
from portal.extensions import db
from portal.models.calendar_day import DayKind
from portal.models.engine import reading
from portal.one_line import EXPECTED, one_line
from portal.services import (
    calendar,
    demo,
    migrate,
)
from portal.services import (
    keys as key_service,
)


def init_app(app: Flask) -> None:
    """Register every command, each so that an error is one line and not a traceback."""
    for group in (database, sites, staff, keys, calendar_group, demo_group, outbox, evidence):
        for command in group.commands.values():
            command.callback = _one_line_errors(command.callback)
        app.cli.add_command(group)
    doctor.callback = _one_line_errors(doctor.callback)
    app.cli.add_command(doctor)


def _one_line_errors(callback: Callable[..., Any] | None) -> Callable[..., Any] | None:
    """The commands outlive an application, so they are wrapped when the first one is made."""
    if callback is None or hasattr(callback, "tells_one_line"):
        return callback

    @functools.wraps(callback)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return callback(*args, **kwargs)
        except EXPECTED as error:
            raise click.ClickException(one_line(error)) from None

    guarded.tells_one_line = True  # type: ignore[attr-defined]
    return guarded


def _config() -> Config:
    config: Config = current_app.extensions["portal"]
    return config


database = AppGroup("db", help="数据库结构")
keys = AppGroup("keys", help="加密密钥")
calendar_group = AppGroup("calendar", help="工作日历")
demo_group = AppGroup("demo", help="示例数据")


@database.command("upgrade")
def upgrade() -> None:
    """升级到最新结构"""
    with db.engine.begin() as connection:
        migrate.upgrade(connection)
    click.echo(f"数据库结构：{migrate.head()}")


@database.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """退回到某个版本（base 为清空）"""
    with db.engine.begin() as connection:
        migrate.downgrade(connection, revision)


@database.command("current")
def current() -> None:
    """当前结构版本"""
    with db.engine.connect() as connection:
        click.echo(f"{migrate.current(connection) or '空'}（最新 {migrate.head()}）")


@keys.command("init")
def init_keys() -> None:
    """生成密钥文件；已有就不动"""
    path = _config().keys_path
    made = key_service.make_keys(path)
    click.echo(f"{'已生成' if made else '已有'}密钥文件 {path}（请另外备份，丢了数据打不开）")


@keys.command("rotate")
def rotate_keys() -> None:
    """换一把新的数据密钥，并把已存的内容改用新密钥加密"""
    path, commit = _config().keys_path, db.session.commit
    with reading():
        total = key_service.count_sealed(db.session)
    commit()
    with tqdm(total=total, unit="行", file=sys.stderr) as bar:
        count = key_service.rotate(db.session, path, commit, bar.update)
    click.echo(f"已换新密钥，{count} 处内容重新加密。")
    click.echo("各台主机都换上新密钥文件以后，运行 flask keys retire 去掉旧的。")


@keys.command("retire")
def retire_keys() -> None:
    """去掉旧的数据密钥"""
    left = key_service.retire(db.session, _config().keys_path, db.session.commit)
    click.echo(f"旧密钥已去掉（补做 {left} 处）")


@calendar_group.command("load")
@click.option("--year", type=int, help="只装这一年")
def load_calendar(year: int | None) -> None:
    """装入已公布的放假调休安排"""
    try:
        for each in [year] if year else calendar.published_years():
            loaded = calendar.load_year(db.session, each)
            click.echo(f"{each} 年：{len(loaded.days)} 天，第 {loaded.version} 版")
    except calendar.YearNotPublished as unknown:
        message = f"{unknown.year} 年的安排还没有公布（或要先升级 chinesecalendar）"
        raise click.ClickException(message) from None
    db.session.commit()


@calendar_group.command("show")
@click.argument("year", type=int)
def show_calendar(year: int) -> None:
    """看某一年的休息日和补班日"""
    days = calendar.days_of(db.session, year)
    if not days:
        raise click.ClickException(f"没有装入 {year} 年；运行 flask calendar load")
    for day in days:
        click.echo(f"{day.on} {'休' if day.kind is DayKind.CLOSED else '班'}")


@demo_group.command("load")
def load_demo() -> None:
    """装入示例数据（空库才装，正式门户不装）"""
    if _config().is_https:
        raise click.ClickException(
            "PUBLIC_BASE_URL 是 https，是正式门户：示例账号的密码是公开的，不装示例数据"
        )
    try:
        _load_demo()
    except demo.NotEmpty:
        raise click.ClickException("库里已有别的数据，示例数据只装进空库") from None


def _load_demo() -> None:
    with tqdm(total=demo.SIZE, unit="条", file=sys.stderr, disable=None) as bar:
        loaded = demo.load(db.session, tick=bar.update)
    db.session.commit()
    click.echo("示例数据已装好。" if loaded else "示例数据已经有了，没有改动。")


@demo_group.command("show")
@click.option("--url", help="门户地址")
def show_demo(url: str | None) -> None:
    """显示地址、一个示例工地和示例账号"""
    base = url or _config().public_base_url
    site = demo.sample_site(db.session)
    click.echo(f"\n门户      {base}/")
    click.echo(f"示例工地  {base}/s/{site.code}   （{site.name}）")
    click.echo(f"工作人员  {base}/console/sign-in")
    for person in demo.sign_ins(db.session):
        click.echo(f"          {person.username:<10} {person.password}   {person.display_name}")
    click.echo("")


@click.command("doctor")
@with_appcontext
@click.option("--port", type=int, help="看这个端口是否空着")
def doctor(port: int | None) -> None:
    """检查设置、密钥和数据库"""
    if port is not None and not _is_free(port):
        raise click.ClickException(f"端口 {port} 已被占用：换一个，例如 make run PORT={port + 1}")
    with reading():
        stands = migrate.current(db.session.connection())
        left = demo.sign_ins(db.session) if stands == migrate.head() else []
    click.echo(f"数据库可用，结构 {stands or '空'}（最新 {migrate.head()}）")
    if left:
        names = "、".join(person.username for person in left)
        click.echo(f"有示例账号，密码是公开的：{names}")
        click.echo("    对外发布前换一个空库，或逐个 flask staff disable")
    unset = _config().unset_for_publication
    if unset:
        click.echo(f"对外发布前还要设置：{'、'.join(unset)}")


def _is_free(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
