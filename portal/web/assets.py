"""Stylesheets and scripts: joined, compressed and named by content once, when the portal starts."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from portal.web.access import open_to_all
from portal.web.compressed import Compressed

STATIC = Path(__file__).parent.parent.parent / "static"
A_YEAR = "public, max-age=31536000, immutable"
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
# A bundle is its files in this order; `components` stands for every file of that folder.
BUNDLES = {
    "public.css": ("css/tokens.css", "css/base.css", "css/components", "css/public.css"),
    "staff.css": (
        "css/tokens.css",
        "css/base.css",
        "css/components",
        "css/staff.css",
        "css/calls.css",
    ),
    "public.js": ("js/public.js", "js/sending.js", "js/photos.js"),
    "staff.js": ("js/staff.js", "js/calls.js"),
}
blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Bundle:
    """The bytes of a bundle and the name that its content gives it."""

    kind: str
    address: str
    content: Compressed


def init_app(app: Flask) -> None:
    """Build the bundles and serve them."""
    bundles = {name: _build(name, parts) for name, parts in BUNDLES.items()}
    app.extensions["assets"] = {bundle.address: bundle for bundle in bundles.values()}
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = lambda name: _address(request.root_path, bundles[name].address)


@blueprint.get("/static/<address>")
@open_to_all
def bundle(address: str) -> Response:
    """A bundle under its hashed name, kept by browsers for a year."""
    found: Bundle | None = current_app.extensions["assets"].get(address)
    if found is None:
        abort(404)
    response = found.content.answer(_TYPES[found.kind])
    response.headers["Cache-Control"] = A_YEAR
    return response


@cache
def _address(_root_path: str, address: str) -> str:
    """Every page asks for it twice."""
    return url_for("assets.bundle", address=address)


@cache
def _build(name: str, parts: tuple[str, ...]) -> Bundle:
    plain = b"\n".join(file.read_bytes() for part in parts for file in _files(STATIC / part))
    stem, kind = name.split(".")
    digest = hashlib.sha256(plain).hexdigest()[:10]
    return Bundle(kind, f"{stem}.{digest}.{kind}", Compressed.of(plain))


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*")) if path.is_dir() else [path]
