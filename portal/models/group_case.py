"""A group case: which complaints belong together, and the code that leads others to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, exists, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship, undefer

from portal.domain.complaint import OPEN
from portal.models.base import Base, Moment, RowId
from portal.models.complaint import Complaint
from portal.models.ledger_line import LedgerLine
from portal.models.site import Site


class GroupCase(Base):
    """One group at one place. Its code is drawn at random and tells nothing."""

    __tablename__ = "group_case"
    __table_args__ = (Index(None, "site_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    region: Mapped[str] = mapped_column(String(6))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment)

    site: Mapped[Site | None] = relationship()

    @classmethod
    def by_code(cls, code: str) -> Select[GroupCase]:
        """The group of a code, with its site."""
        return select(cls).where(cls.code == code).options(joinedload(cls.site))

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[GroupCase]:
        """The group that a complaint belongs to, if any."""
        return select(cls).join(GroupMember).where(GroupMember.complaint_id == complaint_id)

    @classmethod
    def is_alive(cls, group_id: int) -> Select[bool]:
        """Whether any complaint of a group is still worked on."""
        members = select(GroupMember.id).join(Complaint).where(GroupMember.group_id == group_id)
        return select(exists(members.where(Complaint.status.in_(OPEN))))

    @classmethod
    def members(cls, group_id: int, region: str, most: int) -> Select[Complaint]:
        """Its complaints as staff of a region see them, the first one first."""
        query = Complaint.seen_from(region).join(GroupMember)
        query = query.where(GroupMember.group_id == group_id).order_by(Complaint.id).limit(most)
        return query.options(undefer(Complaint.worker_name))

    @classmethod
    def totals(cls, group_id: int, region: str) -> Select[int, int | None, int]:
        """Of the same complaints the `total`, their `sum_fen`, and how many `named` a sum."""
        claimed = LedgerLine.claimed()
        query = Complaint.seen_from(region).join(GroupMember)
        return query.where(GroupMember.group_id == group_id).with_only_columns(
            func.count().label("total"),
            func.coalesce(func.sum(claimed), 0).label("sum_fen"),
            func.count(claimed).label("named"),
        )


class GroupMember(Base):
    """That a complaint belongs to a group; to one at most."""

    __tablename__ = "group_member"
    __table_args__ = (Index(None, "group_id", "complaint_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group_case.id"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
