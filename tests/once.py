"""What every application of one process works out alike, worked out once: tests make hundreds."""

from collections.abc import Callable
from types import CodeType
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import insert, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from portal.models import CalendarDay, CalendarYear
from portal.services import calendar, staff

_calendar: dict[Any, list[dict[str, Any]]] = {}


def share_address_builders() -> None:
    """Werkzeug writes and compiles two functions for each route; two thirds of making an app.

    They depend on nothing but the rule's own words: each call brings the rule along.
    """
    write = Rule._compile_builder
    written: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}

    def write_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        words = (rule.rule, repr(rule.defaults), tuple(rule._trace), append_unknown)
        if words not in written:
            written[words] = write(rule, append_unknown)
        return written[words]

    Rule._compile_builder = write_once


class _Compiled(BytecodeCache):
    """Keeps what a template was compiled to, by its name and its source."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.code


def share_compiled_templates() -> None:
    """Compiling the templates of a page takes twenty times as long as making the page."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Compiled()}


def hash_passwords_lightly() -> None:
    """A hash takes 0.3 s of processor time on purpose, and hundreds of tests sign in."""
    staff._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def load_calendar(session: Session) -> None:
    """The published days of 2025 and 2026, as the service loaded them for the first test."""
    tables = (CalendarYear.__table__, CalendarDay.__table__)
    if not _calendar:
        for year in (2025, 2026):
            calendar.load_year(session, year)
        session.flush()
        for table in tables:
            _calendar[table] = [dict(row) for row in session.execute(select(table)).mappings()]
        return
    for table in tables:
        session.execute(insert(table), _calendar[table])
