"""An empty database of either kind, for migrations to start from."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine


@pytest.fixture
def empty(tmp_path: Path, servers: Callable[[str], Any], database_kind: str) -> Iterator[Engine]:
    """An engine on a database without tables."""
    if database_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = servers("postgresql").empty_database("empty")
    engine = create_engine(url)
    yield engine
    engine.dispose()
