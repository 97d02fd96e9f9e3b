"""flask doctor: what keeps the portal from starting or from being published."""

import socket

import click
from flask.cli import with_appcontext

from portal.cli.setting import settings
from portal.extensions import db
from portal.models.engine import reading
from portal.services import demo, migrate


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
    unset = settings().unset_for_publication
    if unset:
        click.echo(f"对外发布前还要设置：{'、'.join(unset)}")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
