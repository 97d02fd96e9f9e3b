"""From our configuration to Flask's, and the keys to where they are used."""

import errno
import os
from datetime import timedelta
from typing import cast

from flask import Flask, current_app
from jinja2 import StrictUndefined
from sqlalchemy.exc import ArgumentError
from werkzeug.middleware.proxy_fix import ProxyFix

from config import BadSetting, Config
from portal.domain.clocks import Spans
from portal.domain.group_alarm import Limits
from portal.domain.money import FEN_PER_YUAN
from portal.extensions import db
from portal.models.engine import prepare
from portal.services import clock_keeping, group_alarms, notify
from portal.services.storage import Storage, open_storage
from portal.services.vault import KeysMissing, Vault

MAX_FORM_BYTES = 1024 * 1024


def init_app(app: Flask, config: Config) -> None:
    """Set Flask up. Without keys the application still starts, for the command that makes them."""
    _make_data_dir(config)
    vault = _vault(config)
    app.extensions["portal"] = config
    app.extensions["vault"] = vault
    app.extensions["storage"] = open_storage(
        config.evidence_url,
        config.evidence_path,
        access_key=config.s3_access_key,
        secret_key=config.s3_secret_key,
    )
    app.config.update(
        SECRET_KEY=vault.keys.session if vault else None,
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        SESSION_COOKIE_NAME="staff",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=config.is_https,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=config.session_minutes),
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_STORAGE_URI=config.rate_limit_storage,
        RATELIMIT_ENABLED=config.rate_limits,
        RATELIMIT_SWALLOW_ERRORS=True,
        COMPRESS_ALGORITHM=["br", "gzip"],
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if config.trusted_proxies:
        n = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    try:
        db.init_app(app, config.sqlalchemy_url, **_engine_options(config))
    except (ArgumentError, ValueError):
        raise BadSetting(
            "DATABASE_URL 看不懂：要写成 postgresql://用户:密码@主机:端口/库名"
        ) from None
    with app.app_context():
        prepare(db.engine, vault)
        spans = Spans(
            config.decision_days,
            config.transfer_reply_days,
            config.dispute_days,
            config.answer_days,
        )
        clock_keeping.set_spans(db.engine, spans)
        group_alarms.set_limits(db.engine, _group_limits(config))
        if config.tells_workers:
            notify.turn_on(db.engine, config.public_base_url)


def settings() -> Config:
    """The configuration of the running application."""
    return cast(Config, current_app.extensions["portal"])


def vault() -> Vault:
    """The keys of the running application. Raises KeysMissing."""
    found = cast("Vault | None", current_app.extensions["vault"])
    if found is None:
        raise KeysMissing(settings().keys_path)
    return found


def storage() -> Storage:
    """Where the running application keeps its evidence files."""
    return cast(Storage, current_app.extensions["storage"])


def _make_data_dir(config: Config) -> None:
    """The folder of database, keys and files, which nobody else on the host may look into."""
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not config.database_url and not os.access(config.data_dir, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(config.data_dir))


def _vault(config: Config) -> Vault | None:
    try:
        return Vault.at(config.keys_path)
    except KeysMissing:
        return None


def _group_limits(config: Config) -> Limits:
    return Limits(
        window_days=config.group_window_days,
        heads=config.group_heads,
        amount_fen=config.group_amount_yuan * FEN_PER_YUAN,
        complaints=config.group_complaints,
        within_days=config.group_within_days,
        representatives=config.group_representatives,
    )


def _engine_options(config: Config) -> dict[str, object]:
    options: dict[str, object] = {"hide_parameters": True}
    if config.sqlalchemy_url.startswith("postgresql"):
        options |= {"connect_args": {"connect_timeout": 5}, "pool_pre_ping": True}
    return options
