"""A batch of boards: what was chosen, how far it is, who works on it, and what came out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.print_batch import (
    UNFINISHED,
    BatchFailure,
    BatchForm,
    BatchState,
    RowRefusal,
    RowState,
)
from portal.domain.site import BoardState, Industry, SiteStatus
from portal.models.base import Base, Moment, RowId, Rows, Word, utc_now
from portal.models.poster_issue import PosterIssue
from portal.models.sealed import Sealed
from portal.models.site import Site
from portal.models.staff import Staff


class PrintBatch(Base):
    """`region` is where it may be seen from; `done` counts sites in the present state. A worker
    holds it by `lease` until `lease_until`."""

    __tablename__ = "print_batch"
    __table_args__ = (Index(None, "state", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    region: Mapped[str] = mapped_column(String(6))
    form: Mapped[BatchForm] = mapped_column(Word(BatchForm))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[BatchState] = mapped_column(Word(BatchState))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    is_cancel_asked: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str] = mapped_column(String(32), default="")
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    failure: Mapped[BatchFailure | None] = mapped_column(Word(BatchFailure))
    result_name: Mapped[str | None] = mapped_column(String(44))
    result_key: Mapped[str | None] = mapped_column(Sealed)
    result_until: Mapped[datetime | None] = mapped_column(Moment)

    asked_by: Mapped[Staff] = relationship()

    @property
    def is_unfinished(self) -> bool:
        """Whether a worker has still something to do."""
        return self.state in UNFINISHED

    def is_left_alone(self, at: datetime) -> bool:
        """Whether it is unfinished and no worker has it in hand."""
        return self.is_unfinished and (self.lease_until is None or self.lease_until <= at)

    @classmethod
    def seen_from(cls, region: str) -> Select[PrintBatch]:
        """The batches that staff of a region see, the newest first."""
        query = select(cls).order_by(cls.id.desc()).options(joinedload(cls.asked_by))
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def next_due(cls, at: datetime) -> Select[PrintBatch]:
        """The oldest batch that nobody works on."""
        return (
            select(cls)
            .where(cls.state.in_(UNFINISHED), (cls.lease_until.is_(None)) | (cls.lease_until <= at))
            .order_by(cls.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )

    @classmethod
    def in_hand(cls, at: datetime) -> Rows:
        """Whether a worker is at one of them."""
        return select(cls.id).where(cls.state.in_(UNFINISHED), cls.lease_until > at).limit(1)

    @classmethod
    def cancel_asked(cls, batch_id: int) -> Rows:
        """Whether it was called off."""
        return select(cls.is_cancel_asked).where(cls.id == batch_id)

    @classmethod
    def expired(cls, at: datetime) -> Select[PrintBatch]:
        """Batches whose file has been kept long enough."""
        return select(cls).where(cls.result_until <= at, cls.result_name.is_not(None))

    @classmethod
    def result_names(cls) -> Rows:
        """The files that belong to a batch."""
        return select(cls.result_name).where(cls.result_name.is_not(None))

    @staticmethod
    def sites_chosen(
        region: str, *, state: BoardState | None, industry: Industry | None, words: str
    ) -> Select[Site]:
        """The sites that a filter chooses in a region; finished ones need no board any more."""
        query = Site.matching(words) if words else select(Site).order_by(Site.id)
        query = query.where(Site.status != SiteStatus.FINISHED)
        if region != regions.CITY:
            query = query.where(Site.region == region)
        if state is not None:
            query = query.where(Site.board_state == state)
        return query if industry is None else query.where(Site.industry == industry)


class PrintBatchSite(Base):
    """One site of a batch, in the order of its pages. `missing` names the items that it lacks, or
    the characters that no font draws."""

    __tablename__ = "print_batch_site"
    __table_args__ = (
        UniqueConstraint("batch_id", "site_id"),
        Index(None, "batch_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("print_batch.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    state: Mapped[RowState] = mapped_column(Word(RowState), default=RowState.WAITING)
    refusal: Mapped[RowRefusal | None] = mapped_column(Word(RowRefusal))
    missing: Mapped[list[str]] = mapped_column(JSON, default=list)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("poster_issue.id"))
    is_reprint: Mapped[bool] = mapped_column(default=False)

    site: Mapped[Site] = relationship()
    issue: Mapped[PosterIssue | None] = relationship()

    @classmethod
    def waiting(cls, batch_id: int, limit: int) -> Select[PrintBatchSite]:
        """The next sites whose facts are to be taken."""
        query = select(cls).where(cls.batch_id == batch_id, cls.state == RowState.WAITING)
        return query.order_by(cls.id).limit(limit)

    @classmethod
    def count_waiting(cls, batch_id: int) -> Rows:
        """How many of them there are."""
        waiting = (cls.batch_id == batch_id, cls.state == RowState.WAITING)
        return select(func.count()).select_from(cls).where(*waiting)

    @classmethod
    def to_open(cls, batch_id: int, limit: int) -> Rows:
        """The next printed sites that are not recorded as such, with their issues."""
        issue = (PosterIssue.id.label("issue_id"), PosterIssue.version, PosterIssue.places)
        return (
            select(cls.id, cls.site_id, cls.is_reprint, *issue)
            .join(PosterIssue, PosterIssue.id == cls.issue_id)
            .where(cls.batch_id == batch_id, cls.state == RowState.TAKEN)
            .order_by(cls.id)
            .limit(limit)
        )

    @classmethod
    def counts(cls, batch_id: int) -> Rows:
        """How many sites of a batch stand in each state."""
        return (
            select(cls.state, func.count().label("total"))
            .where(cls.batch_id == batch_id)
            .group_by(cls.state)
        )

    @classmethod
    def refused(cls, batch_id: int) -> Select[PrintBatchSite]:
        """The sites that were left out."""
        query = select(cls).where(cls.batch_id == batch_id, cls.state == RowState.REFUSED)
        return query.order_by(cls.id).options(joinedload(cls.site))

    @classmethod
    def counties(cls, batch_id: int) -> Rows:
        """The counties of the sites that are printed, with how many sites each has."""
        return (
            select(Site.region, func.count())
            .select_from(cls)
            .join(Site)
            .where(cls.batch_id == batch_id, cls.state == RowState.TAKEN)
            .group_by(Site.region)
            .order_by(Site.region)
        )

    @classmethod
    def taken(cls, batch_id: int, *, region: str, after: int, limit: int) -> Rows:
        """The next boards to set: the row, the kept facts, the places; of one county, or of all."""
        query = (
            select(cls.id, PosterIssue.facts, PosterIssue.places)
            .join(PosterIssue, PosterIssue.id == cls.issue_id)
            .where(cls.batch_id == batch_id, cls.state == RowState.TAKEN, cls.id > after)
            .order_by(cls.id)
            .limit(limit)
        )
        if region == regions.CITY:
            return query
        return query.join(Site, Site.id == cls.site_id).where(Site.region == region)
