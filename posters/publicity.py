"""The publicity sheet 扫码知宣传页, for crowded places: what the portal shows, whom to call."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .board import Issue
from .checks import must_print
from .identity import host_of, url_problems
from .lines import line
from .parse import read_issue
from .press import press
from .problems import Problem, Reason
from .qr import qr_facts
from .reader import Reader
from .settings import PLAIN, Format, Paper, PrintSettings, picture_of, printer
from .sheet import day, issue_words
from .text import clean

LINES_MAX = 10


@dataclass(frozen=True)
class CountyLine:
    """A county's verified line for complaints; the office may be empty."""

    county: str
    phone: str
    office: str = ""


@dataclass(frozen=True)
class Publicity:
    """What stands on a sheet. `url` is the portal's; `lines` has only counties whose number is
    known, a county without one is left out."""

    url: str
    printed_on: date
    city: str = ""
    lines: tuple[CountyLine, ...] = ()
    organiser: str = ""
    issue: Issue | None = None


def parse_publicity(data: Mapping[str, Any]) -> Publicity:
    """Make a sheet of a mapping with its field names; raises `InvalidPrint` with every problem."""
    reader = Reader.of(data, Publicity)
    publicity = Publicity(
        url=reader.text("url"),
        printed_on=reader.day("printed_on"),
        city=reader.text("city"),
        lines=reader.each("lines", _county_line),
        organiser=reader.text("organiser"),
        issue=reader.inner("issue", read_issue),
    )
    reader.add(publicity_problems(publicity))
    reader.must_be_well()
    return publicity


def publicity_problems(publicity: Publicity) -> tuple[Problem, ...]:
    """Return why a sheet cannot be printed: its address, a line without county or number, or
    more than ten lines."""
    problems = list(url_problems(publicity.url))
    for number, told in enumerate(publicity.lines):
        for name in ("county", "phone"):
            if not clean(getattr(told, name)):
                problems.append(Problem(f"lines.{number}.{name}", Reason.MISSING))
    if len(publicity.lines) > LINES_MAX:
        problems.append(Problem("lines", Reason.TOO_MANY_LINES))
    return tuple(problems)


def render_publicity(
    publicity: Publicity,
    paper: Paper = "A4",
    *,
    settings: PrintSettings = PLAIN,
    format: Format = "pdf",
) -> bytes:
    """Set the sheet on A4 or A3, or draw it as a picture 1,080 px wide; the same sheet, the same
    bytes. Raises `InvalidPrint`, `UnprintableText`."""
    must_print(publicity, publicity_problems(publicity))
    inputs = printer(paper, settings) | {"sheet": json.dumps(_sheet(publicity), ensure_ascii=False)}
    return press("publicity.typ", inputs, **picture_of(format, paper))


def _sheet(publicity: Publicity) -> dict[str, Any]:
    on = publicity.printed_on
    return {
        "qr": qr_facts(publicity.url),
        "host": line(host_of(publicity.url)),
        "city": line(publicity.city),
        "lines": [
            {name: line(getattr(told, name)) for name in ("county", "phone", "office")}
            for told in publicity.lines
        ],
        "organiser": line(publicity.organiser),
        "issue": line(issue_words(publicity.issue)),
        "printed_on": day(on),
        "date": [on.year, on.month, on.day],
    }


def _county_line(reader: Reader) -> CountyLine:
    reader.refuse_unknown(CountyLine)
    return CountyLine(reader.text("county"), reader.text("phone"), reader.text("office"))
