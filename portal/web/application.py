"""The Flask application of the portal: its views are called as what they are."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ROW = 2**63 - 1


class RowNumber(IntegerConverter):
    """A number in an address that a row could have; a longer one leads nowhere (404)."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_ROW)


class Portal(Flask):
    """No view here is asynchronous, so none of the dozen functions of a request is looked at for
    whether it is. Every number in an address is one that the database can hold."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.url_map.converters["int"] = RowNumber

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func
