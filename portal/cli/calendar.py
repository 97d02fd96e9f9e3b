"""flask calendar: the published arrangements of holidays and make-up workdays."""

import click
from flask.cli import AppGroup

from portal.extensions import db
from portal.models.calendar_day import DayKind
from portal.services import calendar, clocks

calendar_group = AppGroup("calendar", help="工作日历")


@calendar_group.command("load")
@click.option("--year", type=int, help="只装这一年")
def load_calendar(year: int | None) -> None:
    """装入已公布的放假调休安排，并重算没办完的期限"""
    try:
        for each in [year] if year else calendar.published_years():
            loaded = calendar.load_year(db.session, each)
            click.echo(f"{each} 年：{len(loaded.days)} 天，第 {loaded.version} 版")
    except calendar.YearNotPublished as unknown:
        message = f"{unknown.year} 年的安排还没有公布（或要先升级 chinesecalendar）"
        raise click.ClickException(message) from None
    db.session.commit()
    moved = clocks.recompute(db.session, commit=db.session.commit)
    click.echo(f"按新日历重算期限：{moved} 处改了日期")


@calendar_group.command("show")
@click.argument("year", type=int)
def show_calendar(year: int) -> None:
    """看某一年的休息日和补班日"""
    days = calendar.days_of(db.session, year)
    if not days:
        raise click.ClickException(f"没有装入 {year} 年；运行 flask calendar load")
    for day in days:
        click.echo(f"{day.on} {'休' if day.kind is DayKind.CLOSED else '班'}")
