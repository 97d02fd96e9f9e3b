"""The Flask application of the portal: its views are called as what they are."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class Portal(Flask):
    """No view here is asynchronous, so none of the dozen functions of a request is looked at for
    whether it is."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func
