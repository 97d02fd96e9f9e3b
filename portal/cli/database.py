"""flask db: the structure of the database."""

import sys

import click
from flask.cli import AppGroup
from tqdm import tqdm

from portal.extensions import db
from portal.services import complaint_words, migrate

database = AppGroup("db", help="数据库结构")


@database.command("upgrade")
def upgrade() -> None:
    """升级到最新结构"""
    with db.engine.begin() as connection:
        migrate.upgrade(connection)
    click.echo(f"数据库结构：{migrate.head()}")
    with tqdm(unit="件", desc="补建搜索索引", file=sys.stderr, delay=2) as bar:
        complaint_words.fill(db.session, db.session.commit, bar.update)


@database.command("reindex")
def reindex() -> None:
    """重建投诉搜索索引（换了查找密钥，或版本说明要求时）"""
    with tqdm(unit="件", file=sys.stderr) as bar:
        count = complaint_words.rebuild(db.session, db.session.commit, bar.update)
    click.echo(f"{count} 件投诉的索引已重建")


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
