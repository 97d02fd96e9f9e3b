"""Making keys, and resealing everything under a new one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Row, Table, Text, func, select, type_coerce, update
from sqlalchemy.orm import Session

from portal.models import Base
from portal.models.engine import reading
from portal.models.sealed import Sealed, attach_vault
from portal.services.vault import Keys, Vault, read_keys, write_keys

BATCH = 500
Tick = Callable[[int], object]
Commit = Callable[[], object]


def make_keys(path: Path) -> bool:
    """Make the keys of a new installation; False when there are some already."""
    if path.exists():
        read_keys(path)
        return False
    write_keys(path, Keys.new())
    return True


def rotate(session: Session, path: Path, commit: Commit, tick: Tick = lambda _: None) -> int:
    """Put a new sealing key in front and reseal every sealed column; how many texts that were.

    `commit` ends the transaction: it is called before and after each batch is written, so that
    the write lock is held for moments only. What an interruption leaves undone still opens, and
    is done by the next run. The older keys stay in the file, because processes on other hosts may
    still seal with them; `retire` removes them.
    """
    write_keys(path, read_keys(path).with_new_data_key())
    return _reseal(session, Vault.at(path), commit, tick)


def retire(session: Session, path: Path, commit: Commit, tick: Tick = lambda _: None) -> int:
    """Reseal what older keys still hold, then drop them; how many texts were left to do.

    The older keys leave the file only when all is committed and a last look found nothing of
    theirs. Run it once every process has been restarted: one that still seals with an older key
    would write what nobody can open any more.
    """
    done = 0
    while left := _reseal(session, Vault.at(path), commit, tick):
        done += left
    write_keys(path, read_keys(path).with_newest_data_key_alone())
    return done


def count_sealed(session: Session) -> int:
    """How many rows hold sealed columns, for a progress bar."""
    tables = {table for table, _ in _sealed_columns()}
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def _sealed_columns() -> Iterator[tuple[Table, list[Column[str]]]]:
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, Sealed)]
        if columns:
            yield table, columns


def _reseal(session: Session, vault: Vault, commit: Commit, tick: Tick) -> int:
    attach_vault(session.get_bind().engine, vault)
    done = 0
    for table, columns in _sealed_columns():
        for rows in _batches(session, table, columns, commit):
            stale = [(row, found) for row in rows if (found := _stale(vault, row))]
            for row, texts in stale:
                _write(session, table, row, texts)
                done += len(texts)
            commit()
            tick(len(rows))
    return done


def _batches(
    session: Session, table: Table, columns: list[Column[str]], commit: Commit
) -> Iterator[Sequence[Row[Any]]]:
    """The rows of a table with their sealed texts as they are stored, without the write lock."""
    key = _key(table)
    last = 0
    raw = [type_coerce(column, Text).label(column.name) for column in columns]
    while True:
        query = select(key.label("id"), *raw).where(key > last).order_by(key).limit(BATCH)
        with reading():
            rows = session.execute(query).all()
        commit()
        if not rows:
            return
        yield rows
        last = rows[-1].id


def _stale(vault: Vault, row: Row[Any]) -> dict[str, str]:
    """The texts of a row that an older key sealed, under the newest one, by column."""
    return {
        str(name): vault.reseal(token)
        for name, token in list(row._mapping.items())[1:]
        if token and not vault.is_sealed_with_newest(token)
    }


def _write(session: Session, table: Table, row: Row[Any], texts: Mapping[str, str]) -> None:
    """Write the texts, unless somebody wrote others since the row was read."""
    unchanged = [type_coerce(table.c[name], Text) == row._mapping[name] for name in texts]
    values: dict[str, Any] = {name: type_coerce(text, Text) for name, text in texts.items()}
    session.execute(update(table).where(_key(table) == row.id, *unchanged).values(values))


def _key(table: Table) -> Column[Any]:
    """The one column that numbers the rows of a table: its own, or that of what it belongs to."""
    [key] = table.primary_key.columns
    return key
