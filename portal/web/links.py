"""The `url_for` of templates: every address is worked out once, for a page has a dozen of them."""

from functools import lru_cache

from flask import Flask, request, url_for

# Most links are the same for everybody; those with a number in them come and go.
_KEPT = 4096


def init_app(app: Flask) -> None:
    """Give templates the quicker one. A link depends on what it is given and on nothing else."""
    kept = lru_cache(_KEPT)(_address)

    def address(endpoint: str, **values: object) -> str:
        return kept(request.root_path, endpoint, tuple(values.items()))

    app.jinja_env.globals["url_for"] = address


def _address(_root_path: str, endpoint: str, values: tuple[tuple[str, object], ...]) -> str:
    return url_for(endpoint, **dict(values))  # type: ignore[arg-type]
