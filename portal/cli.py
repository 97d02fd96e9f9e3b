"""flask commands, as thin as a view: parse, one service call, print."""

import functools
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import DatabaseError
from tqdm import tqdm

from config import BadSetting, Config
from portal.domain import regions
from portal.domain.codes import spoken
from portal.domain.roles import Role
from portal.extensions import db
from portal.labels import REASONS, field_label, label
from portal.models.calendar_day import DayKind
from portal.services import (
    calendar,
    demo,
    migrate,
    register_import,
    workbook,
)
from portal.services import (
    keys as key_service,
)
from portal.services import (
    staff as accounts,
)
from portal.services.register_import import Outcome, RowResult
from portal.services.vault import CannotOpen, KeysMissing, KeysUnreadable

WORKBOOK_REASONS = {
    "missing": "找不到这个文件，请核对路径",
    "too_large": "文件超过 30 MB，请拆成几份",
    "unreadable": "这不是能读的表格文件，请用 Excel 或 WPS 另存为 .xlsx 再试",
    "no_header": "没找到表头：要有“项目名称”和“县区”两列",
    "too_many_rows": "超过 5 万行，请拆成几份",
}


def init_app(app: Flask) -> None:
    """Register every command, each so that an error is one line and not a traceback."""
    for group in (database, sites, staff, keys, calendar_group, demo_group):
        for command in group.commands.values():
            command.callback = _one_line_errors(command.callback)
        app.cli.add_command(group)
    doctor.callback = _one_line_errors(doctor.callback)
    app.cli.add_command(doctor)


def _one_line_errors(callback: Callable[..., Any] | None) -> Callable[..., Any]:
    @functools.wraps(callback or print)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return callback(*args, **kwargs) if callback else None
        except DatabaseError as error:
            raise click.ClickException(_database_message(error)) from None
        except KeysMissing as missing:
            raise click.ClickException(
                f"没有密钥文件 {missing.path}：先运行 flask keys init"
            ) from None
        except KeysUnreadable as bad:
            raise click.ClickException(f"密钥文件 {bad.path} 读不了，请从备份恢复") from None
        except CannotOpen:
            raise click.ClickException("密钥和数据库对不上，请检查 KEY_FILE") from None
        except (BadSetting, OSError) as error:
            raise click.ClickException(str(error)) from None

    return guarded


def _database_message(error: DatabaseError) -> str:
    text = str(error.orig).lower()
    if "no such table" in text or ("does not exist" in text and "relation" in text):
        return "数据库还没有建表：先运行 flask db upgrade"
    return "连不上数据库，请检查 DATABASE_URL 和数据库服务是否启动"


def _config() -> Config:
    config: Config = current_app.extensions["portal"]
    return config


database = AppGroup("db", help="数据库结构")
sites = AppGroup("sites", help="工地登记册")
staff = AppGroup("staff", help="工作人员账号")
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


@sites.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只看结果，不写入")
def import_sites(file: Path, dry_run: bool) -> None:
    """把县区报来的表格读进登记册，逐行报告"""
    try:
        rows = workbook.read_file(file)
    except workbook.BadWorkbook as bad:
        raise click.ClickException(WORKBOOK_REASONS[bad.reason]) from None
    with tqdm(total=len(rows), unit="行", disable=len(rows) < 500, file=sys.stderr) as bar:
        results = register_import.import_rows(db.session, rows, tick=bar.update)
    for line in _report(results, shows_new_codes=not dry_run):
        click.echo(line)
    if dry_run:
        db.session.rollback()
        click.echo("试运行：什么都没有写入。")
    else:
        db.session.commit()


def _report(results: Iterable[RowResult], *, shows_new_codes: bool) -> Iterable[str]:
    counts = dict.fromkeys(Outcome, 0)
    for result in results:
        counts[result.outcome] += 1
        is_shown = result.code and (shows_new_codes or result.outcome is not Outcome.NEW)
        code = f" {spoken(result.code)}" if is_shown else ""
        yield f"第 {result.number} 行 {label(result.outcome)}{code} {result.name or '（无名称）'}"
        for change in result.changes:
            before, after = change.before or "空", change.after or "空"
            yield f"    {field_label(change.field)}：{before} → {after}"
        for problem in result.problems:
            twin = f"（第 {result.twin_row} 行）" if result.twin_row else ""
            shown = f"“{problem.text}”" if problem.text else ""
            left = "" if result.outcome is Outcome.REFUSED else "，这一格没有写入"
            yield f"    {field_label(problem.field)}{shown}{REASONS[problem.reason]}{twin}{left}"
    total = "，".join(f"{label(outcome)} {count}" for outcome, count in counts.items())
    yield f"合计 {sum(counts.values())} 行：{total}"


@staff.command("add")
@click.argument("username")
@click.option("--name", required=True, help="显示的名字")
@click.option("--role", required=True, type=click.Choice([str(role) for role in Role]))
@click.option("--county", default=regions.CITY_NAME, help="县区名，不写就是全市")
@click.option("--totp", is_flag=True, help="登录时还要动态码")
@click.password_option(help="至少 12 位")
def add_staff(username: str, name: str, role: str, county: str, totp: bool, password: str) -> None:
    """新增账号"""
    try:
        region = regions.CITY if county == regions.CITY_NAME else regions.resolve(county)
        person = accounts.add(
            db.session,
            username=username,
            display_name=name,
            role=Role(role),
            region=region,
            password=password,
            with_totp=totp,
        )
    except regions.UnknownCounty:
        raise click.ClickException(f"“{county}”不是本市的县区") from None
    except accounts.UsernameTaken:
        raise click.ClickException(f"账号“{username}”已经有了，换一个") from None
    except accounts.PasswordTooShort:
        raise click.ClickException(f"密码至少 {accounts.SHORTEST_PASSWORD} 位") from None
    db.session.commit()
    click.echo(f"已新增：{username}（{label(person.role)}，{regions.name_of(person.region)}）")
    if person.totp_secret:
        click.echo(f"动态码密钥（只显示这一次）：{accounts.totp_address(person)}")


@keys.command("init")
def init_keys() -> None:
    """生成密钥文件；已有就不动"""
    path = _config().keys_path
    made = key_service.make_keys(path)
    click.echo(f"{'已生成' if made else '已有'}密钥文件 {path}（请另外备份，丢了数据打不开）")


@keys.command("rotate")
def rotate_keys() -> None:
    """换一把新的数据密钥，并把已存的内容改用新密钥加密"""
    with tqdm(total=key_service.count_sealed(db.session), unit="行", file=sys.stderr) as bar:
        count = key_service.rotate(db.session, _config().keys_path, bar.update)
    db.session.commit()
    click.echo(f"已换新密钥，{count} 处内容重新加密。")
    click.echo("各台主机都换上新密钥文件以后，运行 flask keys retire 去掉旧的。")


@keys.command("retire")
def retire_keys() -> None:
    """去掉旧的数据密钥"""
    left = key_service.retire(db.session, _config().keys_path)
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
    """装入示例数据（空库才装）"""
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
    with db.engine.connect() as connection:
        stands = migrate.current(connection)
    click.echo(f"数据库可用，结构 {stands or '空'}（最新 {migrate.head()}）")
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
