"""flask audit: sealing the timeline into its chain, checking it, and telling its head."""

import sys

import click
from flask.cli import AppGroup
from tqdm import tqdm

from portal.domain.audit import BadHead, Head
from portal.extensions import db
from portal.labels import label
from portal.models.engine import reading
from portal.services import audit as chain
from portal.services import audit_check
from portal.services.clock import CHINA

audit = AppGroup("audit", help="经过记录的审计链")


@audit.command("seal")
def seal() -> None:
    """把还没封的经过封进审计链（由定时器运行）"""
    with tqdm(unit="条", file=sys.stderr, disable=None) as bar:
        count = chain.seal(db.session, db.session.commit, bar.update)
    click.echo(f"新封 {count} 条；{_told_head()}")


@audit.command("verify")
@click.option("--head", "written", help="以前记下的链头，一并核对")
def verify(written: str | None) -> None:
    """逐条核对：有没有被改、被删、被插进去的"""
    known = _parsed(written) if written else None
    with tqdm(unit="条", file=sys.stderr, disable=None) as bar:
        verdict = audit_check.verify(db.session, db.session.commit, known=known, tick=bar.update)
    wrong = verdict.wrong
    if wrong is not None:
        raise click.ClickException(
            f"审计链第 {wrong.place} 条（编号 {wrong.event_id}）有问题：{label(wrong.flaw).text}"
        )
    met = "，和记下的链头对得上" if known else ""
    click.echo(f"审计链完好：{verdict.head.count} 条，链头 {verdict.head}{met}")


@audit.command("head")
def head() -> None:
    """现在的链头，请抄在别处或发到局外的邮箱"""
    with reading():
        click.echo(_told_head())


def _told_head() -> str:
    newest = audit_check.newest_seal(db.session)
    if newest is None:
        return "还没有封过"
    at = newest.made_at.astimezone(CHINA)
    return f"{at:%Y-%m-%d %H:%M} 封到第 {newest.count} 条，链头 {newest.head}"


def _parsed(written: str) -> Head:
    try:
        return Head.parse(written)
    except BadHead:
        raise click.ClickException(
            "链头要写成 条数-32 位字母数字，照 flask audit head 抄"
        ) from None
