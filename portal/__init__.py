"""扫码知: the portal behind the board at every construction site's gate."""

from pathlib import Path

from flask import Flask

from config import Config, from_environment
from portal import cli
from portal.extensions import compress, csrf, limiter
from portal.web import (
    access,
    access_log,
    admin,
    assets,
    console,
    document_texts,
    errors,
    filters,
    kept,
    library,
    links,
    public,
    security,
    settings,
    tally,
    transactions,
)

TEMPLATES = Path(__file__).parent.parent / "templates"


def create_app(config: Config | None = None) -> Flask:
    """The portal, set up from the environment or from a given configuration."""
    app = Flask(__name__, template_folder=str(TEMPLATES), static_folder=None)
    settings.init_app(app, config or from_environment())
    access_log.init_app(app)
    transactions.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    compress.init_app(app)
    access.init_app(app)
    security.init_app(app)
    assets.init_app(app)
    filters.init_app(app)
    kept.init_app(app)
    library.init_app(app)
    document_texts.init_app(app)
    links.init_app(app)
    tally.init_app(app)
    errors.init_app(app)
    public.init_app(app)
    console.init_app(app)
    admin.init_app(app)
    cli.init_app(app)
    return app
