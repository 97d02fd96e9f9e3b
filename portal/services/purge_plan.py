"""What becomes of each table when a complaint is purged, children before what they hang on.

A table that points to a complaint, or to one that goes with it, and is not placed here fails
tests/architecture/test_purge_plan.py: nobody can forget one.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Delete, Table, Update, delete, select, update

from portal.models import Base

_T: Final = Base.metadata.tables

# Rows that go, each by the column that leads to what goes; in this order no row is left behind
# that points to one which is gone.
GOES: Final[tuple[tuple[str, str], ...]] = (
    ("notice", "clock_id"),
    ("clock", "complaint_id"),
    ("message", "complaint_id"),
    ("statement", "complaint_id"),
    ("evidence", "complaint_id"),
    ("particulars", "complaint_id"),
    ("ledger_line", "complaint_id"),
    ("recusal", "complaint_id"),
    ("exported_row", "complaint_id"),
    ("document", "complaint_id"),
    ("case_file", "complaint_id"),
    ("group_member", "complaint_id"),
    ("lost_code", "complaint_id"),
    ("complaint_words", "complaint_id"),
)
# Rows that stay for another reason than this complaint and let go of it.
LETS_GO: Final[tuple[tuple[str, str], ...]] = (
    ("call", "complaint_id"),
    ("call", "joined_id"),
)
# Rows that stay as they are: the timeline without its notes, and the record of the purge.
STAYS: Final = frozenset({("event", "complaint_id"), ("purge_item", "complaint_id")})
# Columns by which one row that goes points to another that goes with it; the order above is right
# for them.
WITHIN: Final = frozenset({("statement", "scan_id")})
# What the stub is left with nothing in; all other columns are number, kind, place and days.
EMPTIED: Final[Mapping[str, Any]] = {
    "employer": "",
    "place": "",
    "worker_name": None,
    "phone": None,
    "narrative": None,
    "phone_key": None,
    "name_key": None,
    "submission_key": None,
    "contents_key": None,
    "amount_fen": None,
    "paid_fen": None,
    "months": [],
    "review_signs": "",
}


def statements(complaint_id: int) -> list[Delete | Update]:
    """What removes all rows that go with a complaint, in order."""
    done: list[Delete | Update] = [_notes_of_its_group(complaint_id)]
    done += [
        delete(_T[table]).where(_leads_to(table, column, complaint_id)) for table, column in GOES
    ]
    for table, column in LETS_GO:
        pointing = _T[table].c[column]
        done.append(update(_T[table]).where(pointing == complaint_id).values({column: None}))
    return done


def _notes_of_its_group(complaint_id: int) -> Delete:
    """The notes of the complaint's group, if it is the last one in it."""
    note, member = _T["group_note"], _T["group_member"]
    its = select(member.c.group_id).where(member.c.complaint_id == complaint_id)
    others = select(member.c.id).where(
        member.c.group_id == note.c.group_id, member.c.complaint_id != complaint_id
    )
    return delete(note).where(note.c.group_id.in_(its), ~others.exists())


def _leads_to(table: str, column: str, complaint_id: int) -> ColumnElement[bool]:
    """Whether a row belongs to the complaint, by itself or by the row that it points to."""
    pointing = _T[table].c[column]
    [key] = pointing.foreign_keys
    if key.column.table.name == "complaint":
        return pointing == complaint_id
    parent: Table = key.column.table
    [(_, upwards)] = [each for each in GOES if each[0] == parent.name]
    return pointing.in_(select(key.column).where(_leads_to(parent.name, upwards, complaint_id)))
