"""Keeping the texts that are written to workers again and again."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain import merge_fields
from portal.domain.complaint import Topic
from portal.domain.events import EventName
from portal.domain.merge_fields import Problem
from portal.domain.reply_fields import ReplyField
from portal.models import ReplyTemplate, Staff
from portal.services import clock
from portal.services.record import record


class BadTemplate(ValueError):
    """The text cannot be filled."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.kind for problem in problems))
        self.problems = problems


class TemplateMoved(Exception):
    """Somebody else has changed the text since it was opened."""


@dataclass(frozen=True)
class TemplateFacts:
    """What is stated of a text."""

    region: str
    title: str
    body: str
    topic: Topic | None


def keep(
    session: Session,
    template: ReplyTemplate | None,
    facts: TemplateFacts,
    *,
    by: Staff,
    seen: int | None = None,
) -> ReplyTemplate:
    """Write a text, or change the one that was opened at revision `seen`; the timeline keeps each
    wording. Raises BadTemplate, TemplateMoved."""
    if problems := merge_fields.check(facts.body, ReplyField):
        raise BadTemplate(problems)
    kept = template or ReplyTemplate(revision=0)
    if template is not None and template.revision != seen:
        raise TemplateMoved
    for name, value in vars(facts).items():
        setattr(kept, name, value)
    kept.revision += 1
    kept.changed_by, kept.changed_at = by, clock.now()
    session.add(kept)
    session.flush()
    record(
        session,
        EventName.REPLY_TEMPLATE_KEPT,
        by=by,
        note=kept.body,
        template_id=kept.id,
        region=kept.region,
    )
    return kept


def retire(session: Session, template: ReplyTemplate, *, by: Staff) -> None:
    """Offer it no longer; once more changes nothing."""
    if template.retired_at is None:
        template.retired_at = clock.now()
        record(session, EventName.REPLY_TEMPLATE_RETIRED, by=by, template_id=template.id)


def restore(session: Session, template: ReplyTemplate, *, by: Staff) -> None:
    """Offer it again; once more changes nothing."""
    if template.retired_at is not None:
        template.retired_at = None
        record(session, EventName.REPLY_TEMPLATE_RESTORED, by=by, template_id=template.id)
