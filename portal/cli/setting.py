"""The settings of the running portal, for commands."""

from flask import current_app

from config import Config


def settings() -> Config:
    """What the portal was started with."""
    config: Config = current_app.extensions["portal"]
    return config
