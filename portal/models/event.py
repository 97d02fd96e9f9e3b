"""The append-only timeline: who did what, when, with the facts that the event declares."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, Select, func, or_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain.events import (
    ABOUT_COMPLAINTS,
    FOR_WORKER,
    NOTE_FOR_STAFF,
    READING,
    SAID_BY_OFFICE,
    SAID_BY_WORKER,
    WORDS_ALONE,
    EventName,
)
from portal.models.base import Base, Moment, RowId, Word, index_where_given, utc_now
from portal.models.sealed import Sealed
from portal.models.site import Site
from portal.models.staff import Staff


class Event(Base):
    """One entry. `note` is free text (a reply, a reason) and is sealed."""

    __tablename__ = "event"
    __table_args__ = (
        Index(None, "complaint_id", "id"),
        index_where_given("site_id"),
        Index(None, "name", "id"),
        Index(None, "at"),
        index_where_given("staff_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[EventName] = mapped_column(Word(EventName))
    at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str | None] = mapped_column(Sealed)

    staff: Mapped[Staff | None] = relationship()

    @property
    def is_for_worker(self) -> bool:
        """Whether the worker sees it on the timeline."""
        return self.name in FOR_WORKER

    @property
    def is_note_for_worker(self) -> bool:
        """Whether the worker may read the note."""
        return self.name not in NOTE_FOR_STAFF

    @property
    def is_said(self) -> bool:
        """Whether it is part of the conversation between worker and office."""
        return self.name in SAID_BY_WORKER or self.name in SAID_BY_OFFICE

    @property
    def is_said_by_worker(self) -> bool:
        """Whether the worker said it."""
        return self.name in SAID_BY_WORKER

    @property
    def is_words_alone(self) -> bool:
        """Whether nothing but words passed, so that it is no step of the case."""
        return self.name in WORDS_ALONE

    @classmethod
    def changes_since(cls, complaint_id: int, event_id: int) -> Select[Event]:
        """What was done with a complaint after an event; that somebody looked is not among it, nor
        that its site has an alarm."""
        aside = READING | ABOUT_COMPLAINTS
        return cls.of_complaint(complaint_id).where(cls.id > event_id, cls.name.not_in(aside))

    @classmethod
    def last_changes(cls, complaint_ids: Collection[int]) -> Select[int | None, int]:
        """For each of several complaints the newest event that is more than a look."""
        query = select(cls.complaint_id, func.max(cls.id)).group_by(cls.complaint_id)
        return query.where(cls.complaint_id.in_(complaint_ids), cls.name.not_in(READING))

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[Event]:
        """The timeline of a complaint, oldest first; that staff opened it is for auditors."""
        query = select(cls).where(cls.complaint_id == complaint_id, cls.name != EventName.CASE_READ)
        return query.order_by(cls.id)

    @classmethod
    def newest_of(cls, complaint_id: int, name: EventName) -> Select[Event]:
        """The newest event of that name in a complaint."""
        query = cls.of_complaint(complaint_id).where(cls.name == name)
        return query.order_by(None).order_by(cls.id.desc()).limit(1)

    @classmethod
    def purge_of(cls, complaint_id: int) -> Select[int]:
        """That a complaint was purged."""
        purged = (cls.complaint_id == complaint_id, cls.name == EventName.PURGED)
        return select(cls.id).where(*purged).limit(1)

    @classmethod
    def reading_since(cls, complaint_id: int, staff_id: int, since: datetime) -> Select[int]:
        """Whether somebody has opened a complaint since a moment."""
        return (
            select(cls.id)
            .where(
                cls.complaint_id == complaint_id,
                cls.staff_id == staff_id,
                cls.name == EventName.CASE_READ,
                cls.at >= since,
            )
            .limit(1)
        )

    @classmethod
    def of_site(
        cls, site_id: int, *, before: int | None, size: int, with_alarms: bool = False
    ) -> Select[Event]:
        """What was done to a site, to those merged into it and to their boards, newest first; not
        what was complained of, but for its alarms if they are asked for."""
        query = select(cls).where(cls.is_at(site_id), cls.complaint_id.is_(None))
        if not with_alarms:
            query = query.where(cls.name.not_in(ABOUT_COMPLAINTS))
        if before is not None:
            query = query.where(cls.id < before)
        return query.order_by(cls.id.desc()).limit(size).options(joinedload(cls.staff))

    @classmethod
    def is_at(cls, site_id: int) -> ColumnElement[bool]:
        """Whether it is of a site, or was of one before that was merged into it."""
        return cls.site_id.in_(Site.with_merged(site_id))

    @classmethod
    def sites_with(cls, name: EventName, site_ids: Collection[int]) -> Select[Any]:
        """Which of some sites have such an event, by themselves or by one merged into them."""
        stands_for = func.coalesce(Site.merged_into_id, Site.id)
        ours = or_(Site.id.in_(site_ids), Site.merged_into_id.in_(site_ids))
        query = select(stands_for).join(cls, cls.site_id == Site.id)
        return query.where(ours, cls.name == name).distinct()

    @classmethod
    def facts_of(
        cls, name: EventName, complaint_ids: Collection[int]
    ) -> Select[int | None, dict[str, Any]]:
        """The facts of every such event of some complaints, with the complaint."""
        query = select(cls.complaint_id, cls.facts)
        return query.where(cls.complaint_id.in_(complaint_ids), cls.name == name)

    @classmethod
    def newest(cls, most: int) -> Select[int]:
        """The numbers of the newest events, the newest first."""
        return select(cls.id).order_by(cls.id.desc()).limit(most)

    @classmethod
    def after(cls, event_id: int, between: Iterable[tuple[int, int]]) -> Select[int, int | None]:
        """What was recorded after an event, or lies in one of the stretches of numbers: its own
        number, and its site if it is of one."""
        stretches = (cls.id.between(first, last) for first, last in between)
        query = select(cls.id, cls.site_id).where(or_(cls.id > event_id, *stretches))
        return query.order_by(cls.id)
