"""flask retention: proposing what is to be purged, and purging what two people agreed on."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup
from tqdm import tqdm

from portal.cli.setting import settings
from portal.domain.retention import Kept
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import label
from portal.models import Staff
from portal.services import purge
from portal.services import retention as keeping
from portal.services.retention import NothingDue
from portal.services.storage import StorageAway

KINDS = {(label(kept)).text: kept for kept in (Kept.COMPLAINT, Kept.REPORT, Kept.ENQUIRY)}

retention = AppGroup("retention", help="保存年限和清除")


@retention.command("propose")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--by", "username", required=True, help="谁提出（机构负责人、部门负责人的用户名）")
def propose(kind: str, username: str) -> None:
    """把到了年限的列成一批，等另一个人在网页上确认"""
    person = db.session.scalar(Staff.by_username(username))
    if person is None or not person.is_active or not person.may(Permission.PROPOSE_PURGE):
        raise click.ClickException(f"{username} 不能提出清除")
    config = settings()
    schedule = keeping.schedule_of(config.retention, config.retention_source)
    try:
        batch = keeping.propose(db.session, schedule, KINDS[kind], by=person, region=person.region)
    except NothingDue:
        raise click.ClickException(f"{kind}没有设保存年限，或没有到年限的") from None
    db.session.commit()
    click.echo(f"已提出第 {batch.id} 批，等另一个人确认")


@retention.command("work")
def work() -> None:
    """清除已确认的，和过期的草稿、断线来电、补查询码申请（由定时器运行）"""
    config = settings()
    schedule = keeping.schedule_of(config.retention, config.retention_source)
    with tqdm(unit="件", file=sys.stderr, disable=None) as bar:
        try:
            report = purge.work(
                db.session,
                current_app.extensions["storage"],
                schedule,
                db.session.commit,
                bar.update,
            )
        except StorageAway as away:
            raise click.ClickException(
                f"存照片的地方连不上（{away.reason}）：剩下的文件由 flask evidence sweep 删"
            ) from None
    click.echo(
        f"清除 {report.purged} 件，留下 {report.stayed} 件，"
        f"过期的草稿、断线、申请 {report.leftovers} 件"
    )
