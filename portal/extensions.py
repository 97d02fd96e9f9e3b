"""The Flask extensions, unbound, and the database session of a request; imports nothing of ours."""

from typing import Any

from flask import Flask, current_app, g, request
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker


class Database:
    """One engine an application, one session an application context."""

    def init_app(self, app: Flask, url: str, **options: Any) -> None:
        """Make the engine; it connects when it is first used."""
        engine = create_engine(url, **options)
        app.extensions["database"] = (engine, sessionmaker(engine))
        app.teardown_appcontext(_close)

    @property
    def engine(self) -> Engine:
        """The engine of the running application."""
        engine: Engine = current_app.extensions["database"][0]
        return engine

    @property
    def session(self) -> Session:
        """The session of this context; made when first asked for, closed when the context ends."""
        if "session" not in g:
            g.session = current_app.extensions["database"][1]()
        session: Session = g.session
        return session

    @property
    def sessions(self) -> "sessionmaker[Session]":
        """Makes sessions of their own, for what goes on after the request's has been closed."""
        made: sessionmaker[Session] = current_app.extensions["database"][1]
        return made

    @property
    def is_used(self) -> bool:
        """Whether this context has asked for its session."""
        return "session" in g


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()


class Limits(Limiter):
    """Only views that have a limit are asked for it, and they ask by themselves: there is none for
    all views, so looking for it before every request is time for nothing."""

    def _check_request_limit(
        self, callable_name: str | None = None, in_middleware: bool = True
    ) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


db = Database()
csrf = CSRFProtect()
login_manager = LoginManager()
limiter = Limits(get_remote_address)
compress = Compress()


@limiter.request_filter
def _sends_nothing() -> bool:
    """Limits count what is sent; a page that is only read need not be weighed at all."""
    return request.method in ("GET", "HEAD")
