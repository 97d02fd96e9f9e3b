"""The money of a complaint: claimed, verified, ordered, paid; one function gives all its sums."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.ledger import Column, check_change
from portal.models import Complaint, LedgerLine, Staff
from portal.services.record import record


@dataclass(frozen=True)
class Figures:
    """The sums of a complaint in 分; None where nobody has said anything. `people` counts those
    named one by one, 0 as long as there are none."""

    people: int = 0
    claimed: int | None = None
    verified: int | None = None
    ordered: int | None = None
    paid: int | None = None

    def of(self, column: Column) -> int | None:
        """The sum of a column."""
        fen: int | None = getattr(self, column)
        return fen


class SumDiffers(Exception):
    """An amount in all is not what the people of the ledger add up to."""

    def __init__(self, column: Column, sum_fen: int) -> None:
        super().__init__(f"{column}: {sum_fen}")
        self.column = column
        self.sum_fen = sum_fen


def figures(session: Session, complaints: Collection[Complaint]) -> dict[int, Figures]:
    """The sums of each complaint, by id. Before anybody is named, what the complaint says."""
    ids = [complaint.id for complaint in complaints]
    kept = {row.complaint_id: row for row in session.execute(LedgerLine.sums(ids))}
    found = {}
    for complaint in complaints:
        row = kept.get(complaint.id)
        found[complaint.id] = (
            Figures(claimed=complaint.amount_fen, paid=complaint.paid_fen)
            if row is None
            else Figures(
                people=row.people,
                **{column: _whole(getattr(row, column)) for column in Column},
            )
        )
    return found


def together(each: Iterable[Figures]) -> Figures:
    """The sums of several complaints; what nobody has said of any stays None."""
    sums: dict[Column, int] = {}
    people = 0
    for one in each:
        people += one.people
        for column in Column:
            if (fen := one.of(column)) is not None:
                sums[column] = sums.get(column, 0) + fen
    return Figures(people=people, **sums)


def figures_of(session: Session, complaint: Complaint) -> Figures:
    """The sums of one complaint."""
    return figures(session, [complaint])[complaint.id]


def lines_of(session: Session, complaint: Complaint) -> list[LedgerLine]:
    """Its people, in their order."""
    return list(session.scalars(LedgerLine.of_complaint(complaint.id)))


def keep_line(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    position: int,
    person: str,
    amounts: dict[Column, int | None],
    reason: str = "",
) -> None:
    """Change the line at a position, or add one behind the last; the event says from what to what.
    Raises ChangeUnexplained."""
    lines = lines_of(session, complaint)
    line = next((each for each in lines if each.position == position), None)
    if line is None:
        line = LedgerLine(complaint_id=complaint.id, position=len(lines) + 1)
        session.add(line)
    line.person = person
    before = {column: getattr(line, f"{column}_fen") for column in amounts}
    changed = {column for column, fen in amounts.items() if fen != before[column]}
    check_change(
        changed,
        is_decided=complaint.progress.decision is not None,
        is_closed=complaint.paid_fen is not None,
        reason=reason,
    )
    for column in changed:
        setattr(line, f"{column}_fen", amounts[column])
    session.flush()
    told = {column: [before[column], amounts[column]] for column in changed}
    facts: dict[str, Any] = {column: told.get(column) for column in Column}
    record(
        session,
        EventName.LEDGER_CHANGED,
        complaint=complaint,
        by=by,
        note=reason,
        position=line.position,
        **facts,
    )


def set_total(session: Session, complaint: Complaint, column: Column, fen: int) -> None:
    """Say an amount in all. With one person it is his; several must add up to it already.
    Raises SumDiffers."""
    lines = lines_of(session, complaint)
    if len(lines) > 1:
        total = sum(getattr(line, f"{column}_fen") or 0 for line in lines)
        if total != fen:
            raise SumDiffers(column, total)
        return
    if not lines:
        lines = [
            LedgerLine(
                complaint_id=complaint.id, position=1, person="", claimed_fen=complaint.amount_fen
            )
        ]
        session.add_all(lines)
    setattr(lines[0], f"{column}_fen", fen)
    session.flush()


def _whole(total: object) -> int | None:
    """PostgreSQL adds large numbers up as decimals."""
    return None if total is None else int(str(total))
