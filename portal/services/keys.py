"""Making keys, and resealing everything under a new one."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Column, Table, Text, func, select, type_coerce, update
from sqlalchemy.orm import Session

from portal.models import Base
from portal.models.sealed import Sealed, attach_vault
from portal.services.vault import Keys, Vault, read_keys, write_keys

BATCH = 500
Tick = Callable[[int], object]


def make_keys(path: Path) -> bool:
    """Make the keys of a new installation; False when there are some already."""
    if path.exists():
        read_keys(path)
        return False
    write_keys(path, Keys.new())
    return True


def rotate(session: Session, path: Path, tick: Tick = lambda _: None) -> int:
    """Put a new sealing key in front and reseal every sealed column; how many texts that were.

    The older keys stay in the file, because processes on other hosts may still seal with them;
    `retire` removes them.
    """
    write_keys(path, read_keys(path).with_new_data_key())
    return _reseal(session, Vault.at(path), tick)


def retire(session: Session, path: Path, tick: Tick = lambda _: None) -> int:
    """Reseal what older keys still hold, then drop them; how many texts were left to do.

    The file is written by the caller's commit order: run it once every process has been restarted.
    """
    left = _reseal(session, Vault.at(path), tick)
    session.commit()
    write_keys(path, read_keys(path).with_newest_data_key_alone())
    return left


def count_sealed(session: Session) -> int:
    """How many rows hold sealed columns, for a progress bar."""
    tables = {table for table, _ in _sealed_columns()}
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def _sealed_columns() -> Iterator[tuple[Table, list[Column[str]]]]:
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, Sealed)]
        if columns:
            yield table, columns


def _reseal(session: Session, vault: Vault, tick: Tick) -> int:
    attach_vault(session.get_bind().engine, vault)
    return sum(
        _reseal_table(session, table, columns, vault, tick) for table, columns in _sealed_columns()
    )


def _reseal_table(
    session: Session, table: Table, columns: list[Column[str]], vault: Vault, tick: Tick
) -> int:
    done, last = 0, 0
    raw = [type_coerce(column, Text).label(column.name) for column in columns]
    while True:
        query = select(table.c.id, *raw).where(table.c.id > last).order_by(table.c.id).limit(BATCH)
        rows = session.execute(query).all()
        if not rows:
            return done
        for row in rows:
            stale = {
                name: vault.reseal(token)
                for name, token in list(row._mapping.items())[1:]
                if token is not None and not vault.is_sealed_with_newest(token)
            }
            if stale:
                values = {str(name): type_coerce(token, Text) for name, token in stale.items()}
                session.execute(update(table).where(table.c.id == row.id).values(values))
                done += len(stale)
        last = rows[-1].id
        tick(len(rows))
