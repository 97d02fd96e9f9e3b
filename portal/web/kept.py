"""What strangers' pages show all the time and seldom changes, kept by each process: rows until
anybody commits, pages for the same values. Neither is ever shown after it has changed."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, cast

from flask import Flask, Response, current_app, render_template, request

from portal.extensions import db
from portal.models.kept_rows import KeptRows
from portal.services.clock import today
from portal.web.compressed import Compressed
from portal.web.filters import text_size

# Some 8 kB each, in all encodings.
KEPT_PAGES = 500
_QUALITY = 5


def init_app(app: Flask) -> None:
    """Begin with nothing."""
    app.extensions["kept_pages"] = OrderedDict()
    with app.app_context():
        app.extensions["kept_rows"] = KeptRows(db.engine)


def kept_row(query: Any, **values: Hashable) -> Any:
    """The first row that a query finds, if any, as it is now in the database."""
    return cast(KeptRows, current_app.extensions["kept_rows"]).first(query, **values)


def kept_page(template: str, **values: Hashable) -> Response:
    """The page of a template that shows these values, the request's address, the size of letters,
    the day, and nothing else. For strangers' pages only: what is personal is never kept."""
    pages: OrderedDict[Hashable, Compressed] = current_app.extensions["kept_pages"]
    address = (request.root_path, request.full_path)
    key = (template, address, text_size(), today(), *values.items())
    page = pages.get(key)
    if page is None:
        page = Compressed.of(render_template(template, **values).encode(), _QUALITY)
        pages[key] = page
        if len(pages) > KEPT_PAGES:
            pages.popitem(last=False)
    return page.answer("text/html; charset=utf-8")
