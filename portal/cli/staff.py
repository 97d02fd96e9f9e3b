"""flask staff: opening and closing accounts, and helping those who cannot sign in."""

import click
from flask.cli import AppGroup

from portal.domain import regions
from portal.domain.roles import Role
from portal.extensions import db
from portal.labels import label
from portal.models import Staff
from portal.services import handover
from portal.services import staff as accounts

staff = AppGroup("staff", help="工作人员账号")


@staff.command("add")
@click.argument("username")
@click.option("--name", required=True, help="显示的名字")
@click.option("--role", required=True, type=click.Choice([str(role) for role in Role]))
@click.option("--county", required=True, help=f"县区名；管全市的写 {regions.CITY_NAME}")
@click.option("--totp", is_flag=True, help="登录时还要动态码")
@click.password_option(help="至少 12 位")
def add_staff(username: str, name: str, role: str, county: str, totp: bool, password: str) -> None:
    """新增账号"""
    try:
        person = accounts.add(
            db.session,
            username=username,
            display_name=name,
            role=Role(role),
            region=_region(county),
            password=password,
            with_totp=totp,
        )
    except accounts.UsernameTaken:
        raise click.ClickException(f"账号“{username}”已经有了，换一个") from None
    except accounts.BadUsername:
        most = accounts.LONGEST_NAME
        raise click.ClickException(f"用户名要 1 到 {most} 个字，中间不能有空格") from None
    except accounts.BadDisplayName:
        raise click.ClickException(f"名字要 1 到 {accounts.LONGEST_NAME} 个字") from None
    except accounts.PasswordTooShort:
        raise _too_short() from None
    db.session.commit()
    click.echo(
        f"已新增：{person.username}（{label(person.role)}，{regions.name_of(person.region)}）"
    )
    if person.totp_secret:
        click.echo(f"动态码密钥（只显示这一次）：{accounts.totp_address(person)}")


@staff.command("disable")
@click.argument("username")
def disable_staff(username: str) -> None:
    """停用账号，并退出它的所有登录；留痕不删"""
    person = _find(username)
    is_new = accounts.disable(db.session, person)
    db.session.commit()
    click.echo(f"{'已停用' if is_new else '早已停用'}：{username}")
    if left := handover.count(db.session, person):
        click.echo(f"还有 {left} 件没办完，请负责人移交：工作台的 /console/handover/{person.id}")


@staff.command("unlock")
@click.argument("username")
def unlock_staff(username: str) -> None:
    """解除输错密码后的锁定"""
    was_locked = accounts.unlock(db.session, _find(username))
    db.session.commit()
    click.echo(f"{'已解除锁定' if was_locked else '没有锁定，不用解除'}：{username}")


@staff.command("password")
@click.argument("username")
@click.password_option(help="至少 12 位")
def set_staff_password(username: str, password: str) -> None:
    """重设密码，并退出它的所有登录"""
    try:
        accounts.set_password(db.session, _find(username), password)
    except accounts.PasswordTooShort:
        raise _too_short() from None
    db.session.commit()
    click.echo(f"已重设密码：{username}")


def _find(username: str) -> Staff:
    try:
        return accounts.find(db.session, username)
    except accounts.NoSuchAccount:
        raise click.ClickException(f"没有账号“{username}”") from None


def _region(county: str) -> str:
    if county.strip() in (regions.CITY_NAME, regions.CITY):
        return regions.CITY
    try:
        return regions.resolve(county)
    except regions.UnknownCounty:
        raise click.ClickException(f"“{county}”不是本市的县区") from None


def _too_short() -> click.ClickException:
    return click.ClickException(f"密码至少 {accounts.SHORTEST_PASSWORD} 位")
