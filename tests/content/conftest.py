"""The real library and its search, read once; and a small library to break."""

from pathlib import Path

import pytest

from portal.content.library import Library, load_library
from portal.content.search import Search
from tests.content.shelf import Shelf


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def search(library: Library) -> Search:
    return Search(library)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)
