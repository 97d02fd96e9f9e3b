"""flask evidence: comparing photos with their files, both ways."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup
from tqdm import tqdm

from portal.domain.codes import spoken
from portal.extensions import db
from portal.services.evidence_sweep import Findings, sweep
from portal.services.storage import StorageAway

SHOWN = 20
PARTS = {"original": "原件", "picture": "安全副本", "thumbnail": "小图"}

evidence = AppGroup("evidence", help="工友的照片")


@evidence.command("sweep")
@click.option("--delete", is_flag=True, help="删掉没有主的文件（放了一小时以上的）")
def sweep_evidence(delete: bool) -> None:
    """核对照片和文件：缺文件的照片、没有主的文件（由定时器运行）"""
    with tqdm(unit="个", file=sys.stderr, disable=None) as bar:
        try:
            found = sweep(
                db.session, current_app.extensions["storage"], delete=delete, tick=bar.update
            )
        except StorageAway as away:
            raise click.ClickException(f"存照片的地方连不上（{away.reason}）") from None
    click.echo(f"照片 {found.photos} 张，文件 {found.files} 个")
    click.echo(
        f"没有主的文件 {len(found.orphans)} 个，已删 {found.deleted} 个；刚放的 {found.young} 个"
    )
    _tell_lacking(found)


def _tell_lacking(found: Findings) -> None:
    click.echo(f"缺文件的 {len(found.lacking) + len(found.lost_documents)} 处")
    for each in found.lacking[:SHOWN]:
        click.echo(f"    登记号 {spoken(each.number)} 第 {each.position} 张缺{PARTS[each.part]}")
    for number in found.lost_documents[:SHOWN]:
        click.echo(f"    文书 {number} 缺文件")
    if found.lacking or found.lost_documents:
        raise click.ClickException("有照片或文书缺文件：请从备份找回")
