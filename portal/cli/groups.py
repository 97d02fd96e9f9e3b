"""flask groups: looking for sites whose complaints come to a group's."""

import click
from flask.cli import AppGroup

from portal.cli.chat import tell_staff
from portal.cli.setting import settings
from portal.extensions import db
from portal.models.engine import reading
from portal.services import group_alarms

groups = AppGroup("groups", help="群体预警")


@groups.command("watch")
def watch() -> None:
    """数一遍各工地的投诉，到了预警线的报出来（由定时器运行）"""
    with reading():  # counting keeps no writer waiting
        counts = group_alarms.count(db.session)
        db.session.rollback()
    report = group_alarms.settle(db.session, counts, commit=db.session.commit)
    for words, counter in (("新", report.raised), ("升级", report.rose), ("解除", report.ended)):
        click.echo(f"{words} {counter.total()}")
    if report.raised or report.rose:
        tell_staff(group_alarms.summary(report, settings().public_base_url))
