"""flask demo: believable data to try the portal with."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup
from tqdm import tqdm

from portal.cli.setting import settings
from portal.extensions import db
from portal.labels import said_plainly
from portal.services import demo
from portal.services.demo import papers
from portal.services.document_facts import House

demo_group = AppGroup("demo", help="示例数据")


@demo_group.command("load")
def load_demo() -> None:
    """装入示例数据（空库才装，正式门户不装）"""
    if settings().is_https:
        raise click.ClickException(
            "PUBLIC_BASE_URL 是 https，是正式门户：示例账号的密码是公开的，不装示例数据"
        )
    try:
        _load_demo()
    except demo.NotEmpty:
        raise click.ClickException("库里已有别的数据，示例数据只装进空库") from None


def _load_demo() -> None:
    with tqdm(total=demo.SIZE, unit="条", file=sys.stderr, disable=None) as bar:
        loaded = demo.load(db.session, tick=bar.update)
    if loaded:
        _issue_papers()
    db.session.commit()
    click.echo("示例数据已装好。" if loaded else "示例数据已经有了，没有改动。")


def _issue_papers() -> None:
    house = House(organiser=settings().organiser, say=said_plainly)
    given = current_app.extensions
    papers.issue_papers(db.session, given["storage"], given["document_texts"], house)


@demo_group.command("show")
@click.option("--url", help="门户地址")
def show_demo(url: str | None) -> None:
    """显示地址、一个示例工地和示例账号"""
    base = url or settings().public_base_url
    site = demo.sample_site(db.session)
    click.echo(f"\n门户      {base}/")
    click.echo(f"示例工地  {base}/s/{site.code}   （{site.name}）")
    click.echo(f"工作人员  {base}/console/sign-in")
    for person in demo.sign_ins(db.session):
        click.echo(f"          {person.username:<10} {person.password}   {person.display_name}")
    click.echo("")
