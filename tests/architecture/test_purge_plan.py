"""Every table that hangs on a complaint has its place in the plan of a purge."""

from sqlalchemy import inspect

from portal.models import Base, Complaint
from portal.services.purge_plan import EMPTIED, GOES, LETS_GO, STAYS, WITHIN

# What the stub keeps: number and kind, where, when, how it ended, and who typed it.
STUB = {
    "id", "number", "kind", "topic", "channel", "status", "was_disputed", "region", "site_id",
    "earlier", "headcount", "is_anonymous", "is_confidential", "query_code_key", "is_code_seen",
    "is_code_changed", "received_at", "acceptance_due_on", "investigation_due_on",
    "is_due_provisional", "is_investigation_provisional", "conclusion", "entered_by_id", "sent_to",
    "held_at", "purged_at",
}  # fmt: skip


def pointers() -> set[tuple[str, str, str]]:
    """Every foreign key: table, column, the table it points to."""
    return {
        (table.name, column.name, key.column.table.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
    }


def test_every_table_that_points_to_what_goes_is_placed() -> None:
    going = {"complaint"} | {table for table, _ in GOES}
    pointing = {(table, column) for table, column, target in pointers() if target in going}
    placed = set(GOES) | set(LETS_GO) | STAYS | WITHIN
    assert pointing - placed == set(), "say in services/purge_plan.py what becomes of these"
    assert placed - pointing == set(), "these point to nothing that goes"


def test_children_go_before_what_they_hang_on() -> None:
    order = [table for table, _ in GOES]
    for table, _, target in pointers():
        if table in order and target in order:
            assert order.index(table) < order.index(target), (table, target)


def test_every_column_of_a_complaint_is_emptied_or_kept_on_purpose() -> None:
    columns = {column.key for column in inspect(Complaint).columns}
    assert columns == STUB | set(EMPTIED)
    assert not STUB & set(EMPTIED)
