"""flask db: the structure of the database."""

import click
from flask.cli import AppGroup

from portal.extensions import db
from portal.services import migrate

database = AppGroup("db", help="数据库结构")


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
