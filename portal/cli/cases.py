"""flask cases: warning of clocks that run out, and counting them anew after a new calendar."""

import logging

import click
from flask.cli import AppGroup

from portal.cli.chat import tell_staff
from portal.cli.setting import settings
from portal.extensions import db
from portal.services import clocks, escalation

cases = AppGroup("cases", help="办案期限")
logger = logging.getLogger("portal.cases")


@cases.command("escalate")
def escalate() -> None:
    """快到期、今天到期、已超期的各提醒一次（由定时器运行）"""
    report = escalation.escalate(db.session, commit=db.session.commit)
    for urgency, words in escalation.WORDS.items():
        count = sum(n for (_, each), n in report.made.items() if each is urgency)
        click.echo(f"{words} {count}")
    if report.total:
        tell_staff(escalation.summary(report, settings().public_base_url))


@cases.command("recount")
def recount() -> None:
    """装入新的放假安排以后，重算还在走的期限"""
    moved = clocks.recompute(db.session, commit=db.session.commit)
    click.echo(f"改了 {moved} 个期限")
