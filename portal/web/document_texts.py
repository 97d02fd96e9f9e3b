"""The texts of the documents, checked when the portal starts, for whoever makes or edits one."""

from functools import lru_cache

from flask import Flask, current_app

from portal.content import document_texts as content
from portal.content.broken import BrokenContent, Problem
from portal.domain.document_kinds import DocumentKind
from portal.domain.document_text import Wording
from portal.extensions import db
from portal.labels import said_plainly
from portal.services import document_texts
from portal.services.document_facts import House
from portal.services.document_texts import BadText
from portal.web.settings import settings


def init_app(app: Flask) -> None:
    """Read and check the texts; a broken one stops the start-up here."""
    app.extensions["document_texts"] = _texts()


def default(kind: DocumentKind) -> str:
    """The draft that comes with the portal."""
    texts: dict[DocumentKind, str] = current_app.extensions["document_texts"]
    return texts[kind]


def wording(kind: DocumentKind) -> Wording:
    """The text of a kind as the office uses it now."""
    return document_texts.wording(db.session, kind, default(kind))


def house() -> House:
    """What documents take from this installation."""
    config = settings()
    return House(
        organiser=config.organiser,
        say=said_plainly,
        number_words=config.document_words,
        remedy=config.remedy_notice,
    )


@lru_cache(maxsize=1)
def _texts() -> dict[DocumentKind, str]:
    read = content.read_texts()
    for kind in DocumentKind:
        try:
            document_texts.check(kind, read.get(kind, ""), said_plainly)
        except BadText as bad:
            words = bad.problems[0].words if bad.problems else bad.absent[0]
            path = content.FOLDER / f"{kind}.txt"
            raise BrokenContent(path, Problem.BAD_VALUE, words) from None
    return {DocumentKind(name): text for name, text in read.items()}
