"""flask posters: working off batches, and finding the boards that a new day makes stale."""

import logging
import sys

import click
from flask import current_app
from flask.cli import AppGroup

from portal.cli.setting import settings
from portal.extensions import db
from portal.services import batch_work, print_batch, staleness
from portal.services.batch_work import Shop
from portal.services.board import BoardSource
from portal.services.clock import today
from portal.services.storage import StorageAway

posters = AppGroup("posters", help="告示牌")


@posters.command("refresh")
def refresh() -> None:
    """把现行的告示牌和今天的登记册对一遍，对不上的列为需重印（由定时器每天运行）"""
    seen, changed = staleness.refresh(db.session, _source(), db.session.commit)
    click.echo(f"对了 {seen} 版，{changed} 版和上次不同")


@posters.command("work")
def work() -> None:
    """印排着队的批次，接着印断了的；清掉放了一天的文件（由定时器运行）"""
    _log_to_stderr()
    storage = current_app.extensions["storage"]
    shop = Shop(db.session, storage, settings().prints_path, _source())
    ended = batch_work.work(shop)
    try:
        swept = print_batch.sweep(db.session, storage)
    except StorageAway as away:
        raise click.ClickException(f"存文件的地方连不上（{away.reason}）") from None
    db.session.commit()
    click.echo(f"印完 {ended} 批，清掉 {swept} 个文件")


def _source() -> BoardSource:
    return BoardSource(settings().public_base_url, settings().organiser, today())


def _log_to_stderr() -> None:
    """What the portal's log says, in the log of the timer."""
    logger = logging.getLogger("portal.prints")
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler(sys.stderr))
        logger.setLevel(logging.INFO)
