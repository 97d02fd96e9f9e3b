"""Of two who change the same words at the same moment, one is the next and the other is told."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.conclusion import DEFAULTS, Conclusion, Listed
from portal.domain.document_kinds import DocumentKind
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.extensions import db
from portal.labels import said_plainly
from portal.models import ConclusionListing, DocumentText, Event, Staff
from portal.services import conclusion_list, document_texts, kept_versions
from portal.services.kept_versions import VersionMoved
from tests import factories, papers

WORDS = papers.TEXTS[DocumentKind.ACCEPTANCE].text


@pytest.fixture(params=["postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """SQLite lets nobody read for a change before the other has ended."""
    return str(request.param)


def list_conclusion(by: Staff, seen: int) -> None:
    default = DEFAULTS[Conclusion.PAID_IN_FULL]
    wanted = Listed(default.conclusion, default.place, words=f"{by.id} 的话")
    conclusion_list.keep(db.session, wanted, by=by, seen=seen)


def write_document(by: Staff, seen: int) -> None:
    document_texts.keep(
        db.session, DocumentKind.ACCEPTANCE, f"{WORDS}\n{by.id} 的话", confirmed_by="",
        say=said_plainly, by=by, seen=seen,
    )  # fmt: skip


@pytest.mark.parametrize("seen", [0, 1])
@pytest.mark.parametrize(
    ("keep", "model", "event"),
    [
        (list_conclusion, ConclusionListing, EventName.CONCLUSION_LISTED),
        (write_document, DocumentText, EventName.DOCUMENT_TEXT_KEPT),
    ],
)
def test_both_have_read_the_same_and_one_is_told(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    keep: Callable[[Staff, int], None],
    model: Any,
    event: EventName,
    seen: int,
) -> None:
    with app.app_context():
        people = [factories.member(db.session, Role.ADMIN).id for _ in range(2)]
        for version in range(seen):
            first = db.session.get(Staff, people[0])
            assert first is not None
            keep(first, version)
        db.session.commit()
    both_read, read, told, failed = threading.Barrier(2), kept_versions.newest, [], []

    def read_together(*asked: Any) -> Any:
        found = read(*asked)
        both_read.wait(20)
        return found

    def run(by_id: int) -> None:
        try:
            with app.app_context():
                by = db.session.get(Staff, by_id)
                assert by is not None
                try:
                    keep(by, seen)
                except VersionMoved:
                    assert db.session.scalars(select(model.version)).all()[-1] == seen + 1
                    told.append(by_id)
                db.session.commit()
        except BaseException as error:
            failed.append(error)

    monkeypatch.setattr(kept_versions, "newest", read_together)
    threads = [threading.Thread(target=run, args=(by_id,)) for by_id in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (failed, len(told)) == ([], 1)
    with app.app_context():
        kept = db.session.scalars(select(model).order_by(model.id)).all()
        assert [one.version for one in kept] == list(range(1, seen + 2))
        assert kept[-1].kept_by_id not in told
        said = db.session.scalars(select(Event).where(Event.name == event)).all()
        assert len(said) == seen + 1
