"""flask commands, as thin as a view: parse, one service call, print."""

import functools
from collections.abc import Callable
from typing import Any

import click
from flask import Flask

from portal.cli.audit import audit
from portal.cli.calendar import calendar_group
from portal.cli.cases import cases
from portal.cli.database import database
from portal.cli.demo import demo_group
from portal.cli.doctor import doctor
from portal.cli.evidence import evidence
from portal.cli.groups import groups
from portal.cli.keys import keys
from portal.cli.outbox import outbox
from portal.cli.posters import posters
from portal.cli.retention import retention
from portal.cli.sites import sites
from portal.cli.staff import staff
from portal.cli.tallies import tallies
from portal.one_line import EXPECTED, one_line

GROUPS = (
    database,
    sites,
    staff,
    keys,
    calendar_group,
    demo_group,
    outbox,
    evidence,
    posters,
    tallies,
    cases,
    audit,
    retention,
    groups,
)


def init_app(app: Flask) -> None:
    """Register every command, each so that an error is one line and not a traceback."""
    for group in GROUPS:
        for command in group.commands.values():
            command.callback = _one_line_errors(command.callback)
        app.cli.add_command(group)
    doctor.callback = _one_line_errors(doctor.callback)
    app.cli.add_command(doctor)


def _one_line_errors(callback: Callable[..., Any] | None) -> Callable[..., Any] | None:
    """The commands outlive an application, so they are wrapped when the first one is made."""
    if callback is None or hasattr(callback, "tells_one_line"):
        return callback

    @functools.wraps(callback)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return callback(*args, **kwargs)
        except EXPECTED as error:
            raise click.ClickException(one_line(error)) from None

    guarded.tells_one_line = True  # type: ignore[attr-defined]
    return guarded
