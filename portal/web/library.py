"""The rights pages and the search over them, read once a process for whoever shows them."""

from functools import lru_cache

from flask import Flask, current_app

from portal.content.library import Library, load_library
from portal.content.search import Search


def init_app(app: Flask) -> None:
    """Read and check the library; a broken page or reference stops the start-up here."""
    app.extensions["library"] = _library()


@lru_cache(maxsize=1)
def _library() -> Library:
    """The pages as they lie on disk; they do not change while a process runs."""
    return load_library()


@lru_cache(maxsize=1)
def _search() -> Search:
    return Search(_library())


def library() -> Library:
    """The pages."""
    found: Library = current_app.extensions["library"]
    return found


def search() -> Search:
    """The search over the pages, built when the first person searches."""
    return _search()
