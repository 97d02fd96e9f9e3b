"""flask outbox: sending what workers should hear, by a timer, and counting what waits."""

import logging
import sys

import click
from flask.cli import AppGroup

from config import Config
from portal.cli.setting import settings
from portal.extensions import db
from portal.labels import label
from portal.services import messengers
from portal.services import outbox as messages
from portal.services.messengers import DEFAULT_BODY, Messenger, SmsGateway, UnknownMessenger

outbox = AppGroup("outbox", help="发给工友的短信")


@outbox.command("send")
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, help="这一次最多发几条")
def send(limit: int) -> None:
    """发出到时候的短信（由定时器运行）"""
    config = settings()
    if not config.tells_workers:
        click.echo("MESSENGER=off：不发短信")
        return
    _log_to_stderr()
    report = messages.send_due(db.session, _messenger(config), limit=limit)
    click.echo(f"发出 {report.sent}，等会儿再试 {report.later}，没发出去 {report.dead}")
    for failure, count in report.failures.items():
        click.echo(f"    {label(failure)} {count}")
    if report.is_gateway_away:
        raise click.ClickException("连不上网关，这一次先停下，剩下的等下次")


@outbox.command("show")
def show() -> None:
    """各状态有几条"""
    for state, count in messages.counts(db.session).items():
        click.echo(f"{label(state)} {count}")


def _messenger(config: Config) -> Messenger:
    gateway = SmsGateway(
        config.sms_url, config.sms_token, config.sms_body or DEFAULT_BODY, config.sms_expect
    )
    try:
        return messengers.choose(config.messenger, gateway)
    except UnknownMessenger:
        raise click.ClickException("MESSENGER 里的地址 Apprise 看不懂") from None


def _log_to_stderr() -> None:
    """What the portal's log says, in the log of the timer."""
    logger = logging.getLogger("portal.outbox")
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler(sys.stderr))
        logger.setLevel(logging.INFO)
