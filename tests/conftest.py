"""What every test may ask for: a configuration, an application, a database of either kind."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Config
from portal import create_app
from portal.extensions import db
from portal.services import keys
from tests import once
from tests.browse import Browser
from tests.databases import KINDS, PostgresServer, SqliteTemplate
from tests.together import ByFile


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    # In the order in which they are found: the browser's, which take longest, are begun early.
    config.option.loadscopereorder = False
    return ByFile(config, log)


once.look_for_garbage_rarely()
once.share_compiled_addresses()
once.share_compiled_statements()
once.share_compiled_templates()
once.hash_passwords_lightly()
_servers: dict[str, Any] = {}


def server(kind: str, folder: Path) -> Any:
    """The template or server of a kind, made when the first test asks."""
    if kind not in _servers:
        _servers[kind] = (SqliteTemplate if kind == "sqlite" else PostgresServer)(folder)
    return _servers[kind]


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    folder = tmp_path_factory.mktemp("db")
    return lambda kind: server(kind, folder)


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def config(tmp_path: Path, servers: Callable[[str], Any], database_kind: str) -> Config:
    keys.make_keys(tmp_path / "keys.json")
    return Config(
        data_dir=tmp_path,
        database_url=servers(database_kind).fresh(tmp_path),
        public_base_url="http://localhost",
        rate_limits=False,
        print_worker="timer",
        count_every_seconds=0,
    )


@pytest.fixture
def make_app(config: Config) -> Iterator[Callable[..., Flask]]:
    """An application on the test's database, with some settings changed."""
    made: list[Flask] = []

    def make(**changes: Any) -> Flask:
        app = create_app(dataclasses.replace(config, **changes))
        app.testing = False
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    app = make_app()
    with app.app_context():
        once.load_calendar(db.session)
        db.session.commit()
    return app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session as a service gets it."""
    with app.app_context():
        yield db.session


@pytest.fixture
def browse(app: Flask) -> Browser:
    """A stranger's browser that inspects every page it fetches."""
    return Browser(app)
