"""The texts of the documents, checked when the portal starts, for whoever makes or edits one."""

from functools import lru_cache

from flask import Flask, current_app

from portal.content import document_texts
from portal.content.broken import BrokenContent, Problem
from portal.domain import merge_fields
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.document_text import Wording, missing
from portal.labels import label
from portal.services.document_facts import House
from portal.web.settings import settings


def init_app(app: Flask) -> None:
    """Read and check the texts; a broken one stops the start-up here."""
    app.extensions["document_texts"] = _texts()


def wording(kind: DocumentKind) -> Wording:
    """The text of a kind as the office uses it now."""
    texts: dict[DocumentKind, str] = current_app.extensions["document_texts"]
    return Wording(texts[kind])


def house() -> House:
    """What documents take from this installation."""
    config = settings()
    return House(
        organiser=config.organiser,
        say=lambda word: label(word).text,
        number_words=config.document_words,
        remedy=config.remedy_notice,
    )


def field_names(kind: DocumentKind) -> list[str]:
    """What may stand in 【】 in a text of that kind."""
    return sorted(label(field).text for field in RULES[kind].fields)


def faults(kind: DocumentKind, text: str) -> tuple[list[merge_fields.Problem], tuple[str, ...]]:
    """What keeps a text from being used: its fields, and those that it must have and has not."""
    required = sorted(label(field).text for field in RULES[kind].required)
    return merge_fields.check(text, field_names(kind)), missing(text, required)


@lru_cache(maxsize=1)
def _texts() -> dict[DocumentKind, str]:
    read = document_texts.read_texts()
    for kind in DocumentKind:
        path = document_texts.FOLDER / f"{kind}.txt"
        problems, absent = faults(kind, read.get(kind, ""))
        if problems or absent:
            words = problems[0].words if problems else absent[0]
            raise BrokenContent(path, Problem.BAD_VALUE, words)
    return {DocumentKind(name): text for name, text in read.items()}
