"""flask sites: a county's workbook into the register, reported row by row."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from flask.cli import AppGroup
from tqdm import tqdm

from portal.domain.codes import spoken
from portal.extensions import db
from portal.labels import REASONS, WORKBOOK_REASONS, field_label, label, said
from portal.models.engine import reading
from portal.services import register_import, workbook
from portal.services.register_import import Outcome, Plan, RegisterMoved, RowResult
from portal.services.workbook import SheetRow

# How often the register may change under an import before it gives up.
TRIES = 5

sites = AppGroup("sites", help="工地登记册")


@sites.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只看结果，不写入")
def import_sites(file: Path, dry_run: bool) -> None:
    """把县区报来的表格读进登记册，逐行报告"""
    try:
        rows = workbook.read_file(file)
    except workbook.BadWorkbook as bad:
        raise click.ClickException(WORKBOOK_REASONS[bad.reason]) from None
    results = (_plan(rows) if dry_run else _import(rows)).results
    for line in _report(results, shows_new_codes=not dry_run):
        click.echo(line)
    if dry_run:
        click.echo("试运行：什么都没有写入。")


def _plan(rows: Sequence[SheetRow]) -> Plan:
    """What is to be done, worked out while others may write."""
    db.session.rollback()
    disable = len(rows) < register_import.CHUNK
    with reading(), tqdm(total=len(rows), unit="行", disable=disable, file=sys.stderr) as bar:
        plan = register_import.plan(db.session, rows, tick=bar.update)
    db.session.rollback()
    return plan


def _import(rows: Sequence[SheetRow]) -> Plan:
    for _ in range(TRIES):
        plan = _plan(rows)
        try:
            register_import.carry_out(db.session, plan)
        except RegisterMoved:
            continue
        db.session.commit()
        return plan
    raise click.ClickException("登记册一直有人在改：什么都没有写入，请过一会儿再导")


def _report(results: Iterable[RowResult], *, shows_new_codes: bool) -> Iterable[str]:
    counts = dict.fromkeys(Outcome, 0)
    for result in results:
        counts[result.outcome] += 1
        is_shown = result.code and (shows_new_codes or result.outcome is not Outcome.NEW)
        code = f" {spoken(result.code)}" if is_shown else ""
        yield f"第 {result.number} 行 {label(result.outcome)}{code} {result.name or '（无名称）'}"
        for change in result.changes:
            before, after = said(change.field, change.before), said(change.field, change.after)
            yield f"    {field_label(change.field)}：{before} → {after}"
        for problem in result.problems:
            twin = f"（第 {result.twin_row} 行）" if result.twin_row else ""
            shown = f"“{problem.text}”" if problem.text else ""
            left = "" if result.outcome is Outcome.REFUSED else "，这一格没有写入"
            yield f"    {field_label(problem.field)}{shown}{REASONS[problem.reason]}{twin}{left}"
    total = "，".join(f"{label(outcome)} {count}" for outcome, count in counts.items())
    yield f"合计 {sum(counts.values())} 行：{total}"
