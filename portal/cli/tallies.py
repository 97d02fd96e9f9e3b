"""flask tallies: forgetting what was counted against floods."""

import click
from flask.cli import AppGroup

from portal.extensions import db
from portal.services import spam

tallies = AppGroup("tallies", help="防刷的计数")


@tallies.command("sweep")
def sweep_tallies() -> None:
    """删掉过了时的计数（由定时器运行）"""
    gone = spam.sweep(db.session)
    db.session.commit()
    click.echo(f"已删过时的计数 {gone} 条")
