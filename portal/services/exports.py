"""Taking a list along: what is asked for is noted before the first row leaves, and how it ended
after the last."""

import logging
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from portal.domain import export as rules
from portal.domain.events import EventName
from portal.domain.export import FileKind
from portal.models import ExportedRow, Staff
from portal.models.engine import reading, writing
from portal.services import export_csv, export_xlsx
from portal.services.clock import today
from portal.services.export_sheet import Say, Sheet, Source, Value, cell_of
from portal.services.record import record

logger = logging.getLogger("portal")
Sessions = sessionmaker[Session]


@dataclass(frozen=True)
class Order:
    """What somebody takes along: the list, the form, whether with what is personal; and what is
    said on the file: `cover` line by line, `headers` by field, `say` for a word of a list."""

    sheet: Sheet
    kind: FileKind
    is_personal: bool
    title: str
    cover: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    say: Say = field(repr=False)
    number: str


def new_number() -> str:
    """A number that stands on the file and in its events, so that a stray file is traced to who
    took it, when and what for."""
    return f"{today():%Y%m%d}-{secrets.token_hex(4)}"


def begin(
    session: Session,
    order: Order,
    *,
    by: Staff,
    region: str,
    count: int | None,
    reason: str,
    narrowed: Sequence[str],
) -> None:
    """Note who takes what along and why, before anything leaves; what the list was narrowed to
    and the reason are sealed. Raises ReasonNeeded, TooManyForWorkbook."""
    rules.check_reason(reason, is_personal=order.is_personal)
    rules.check_size(order.kind, count)
    record(
        session,
        EventName.EXPORTED,
        by=by,
        note="\n".join(part for part in (reason, *narrowed) if part),
        export=order.number,
        list=order.sheet.name,
        form=order.kind,
        region=region,
        is_personal=order.is_personal,
        count=count,
    )


def stream(sessions: Sessions, order: Order, source: Source, *, staff_id: int) -> Iterator[bytes]:
    """The file piece by piece. It holds no transaction and no connection while a piece is on its
    way, so a slow reader keeps nobody waiting; rows that come in meanwhile are not in it.

    However it ends, that is noted: whole, or broken off after so many rows.
    """
    taken = _Taken()
    try:
        yield from _pieces(order, taken.counted(_batches(sessions, order, source)))
        taken.is_whole = True
    finally:
        _end(sessions, order, taken, staff_id)


@dataclass
class _Taken:
    """How much has gone out."""

    rows: int = 0
    is_whole: bool = False

    def counted(self, batches: Iterator[list[list[Value]]]) -> Iterator[list[list[Value]]]:
        """The same batches; one counts before it goes out, so that no row leaves uncounted."""
        for batch in batches:
            self.rows += len(batch)
            yield batch


def _pieces(order: Order, batches: Iterator[list[list[Value]]]) -> Iterator[bytes]:
    columns = order.sheet.shown(is_personal=order.is_personal)
    headers = [order.headers[column.field] for column in columns]
    if order.kind is FileKind.CSV:
        return export_csv.written(order.cover, headers, columns, batches)
    return export_xlsx.written(order.cover, order.title, headers, columns, batches)


def _batches(sessions: Sessions, order: Order, source: Source) -> Iterator[list[list[Value]]]:
    columns = order.sheet.shown(is_personal=order.is_personal)
    after = None
    while True:
        with reading(), sessions() as session:
            found = source(session, after)
            batch = [[cell_of(column, row, order.say) for column in columns] for row in found.rows]
            about = {order.sheet.about(row) for row in found.rows} - {None}
        if order.is_personal and about:
            _note_on_each(sessions, order.number, about)
        yield batch
        after = found.after
        if after is None:
            return


def _note_on_each(sessions: Sessions, number: str, about: Iterable[int | None]) -> None:
    """Note of each complaint that it leaves, in a short transaction before its page does."""
    with writing(), sessions.begin() as session:
        noting = ExportedRow.unless_there(session.get_bind().dialect.name)
        session.execute(noting, [{"complaint_id": each, "export": number} for each in about])


def _end(sessions: Sessions, order: Order, taken: _Taken, staff_id: int) -> None:
    try:
        with writing(), sessions.begin() as session:
            record(
                session,
                EventName.EXPORT_ENDED,
                by=session.get(Staff, staff_id),
                export=order.number,
                count=taken.rows,
                is_whole=taken.is_whole,
            )
    except SQLAlchemyError as error:
        # It stays noted as begun; who asks sees that nobody knows how it ended.
        logger.error("the end of an export could not be noted: %s", type(error).__name__)
