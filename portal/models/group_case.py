"""A group case: which complaints belong together, and the code that leads others to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, exists, select
from sqlalchemy.orm import (
    Mapped,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
    undefer,
    undefer_group,
)

from portal.domain.complaint import OPEN, Kind
from portal.models.base import Base, Moment, RowId
from portal.models.complaint import PERSONAL, Complaint
from portal.models.sealed import Sealed
from portal.models.site import Site
from portal.models.staff import Staff


class GroupCase(Base):
    """One group at one place. Its code is drawn at random and tells nothing."""

    __tablename__ = "group_case"
    __table_args__ = (Index(None, "site_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    region: Mapped[str] = mapped_column(String(6))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    # Since when the office deals with it as one case, and who took it up; a share code alone makes
    # no case.
    taken_up_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_up_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # The group case that its complaints went into; its code leads there. Never a chain.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("group_case.id"))

    site: Mapped[Site | None] = relationship()
    taken_up_by: Mapped[Staff | None] = relationship()
    merged_into: Mapped[GroupCase | None] = relationship(remote_side=[id])

    @classmethod
    def by_code(cls, code: str) -> Select[GroupCase]:
        """The group of a code, with its site."""
        return select(cls).where(cls.code == code).options(joinedload(cls.site))

    @classmethod
    def to_change(cls, group_id: int) -> Select[GroupCase]:
        """One, locked until the transaction ends."""
        query = select(cls).where(cls.id == group_id).with_for_update(of=cls)
        return query.execution_options(populate_existing=True)

    @classmethod
    def free_at(cls, site_id: int) -> Select[Complaint]:
        """The open complaints and reports of a site that are in no group, the first one first."""
        member = select(GroupMember.id).where(GroupMember.complaint_id == Complaint.id)
        query = select(Complaint).where(
            Complaint.site_id == site_id,
            Complaint.status.in_(OPEN),
            Complaint.kind != Kind.ENQUIRY,
            ~member.exists(),
        )
        return query.order_by(Complaint.id).options(undefer(Complaint.worker_name))

    @classmethod
    def children(cls, group_id: int, *, for_change: bool = False) -> Select[Complaint, bool]:
        """Every complaint of a group, the first one first, with whether it is a representative's
        (`is_representative`)."""
        query = (
            select(Complaint, GroupMember.is_representative)
            .join(GroupMember)
            .where(GroupMember.group_id == group_id)
            .order_by(Complaint.id)
            .options(
                joinedload(Complaint.case_file),
                selectinload(Complaint.recusals),
                undefer(Complaint.worker_name),
            )
        )
        return query.with_for_update(of=Complaint) if for_change else query

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
    def alive_of(cls, group_ids: Collection[int]) -> Select[int]:
        """Those of some groups of which any complaint is still worked on."""
        members = select(GroupMember.group_id).join(Complaint).where(Complaint.status.in_(OPEN))
        return members.where(GroupMember.group_id.in_(group_ids)).distinct()


class GroupMember(Base):
    """That a complaint belongs to a group; to one at most."""

    __tablename__ = "group_member"
    __table_args__ = (Index(None, "group_id", "complaint_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group_case.id"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    # The others chose this worker to speak for them.
    is_representative: Mapped[bool] = mapped_column(default=False)

    group: Mapped[GroupCase] = relationship()

    @classmethod
    def of(cls, complaint_ids: Collection[int]) -> Select[GroupMember]:
        """Which groups some complaints belong to."""
        query = select(cls).where(cls.complaint_id.in_(complaint_ids))
        return query.options(joinedload(cls.group))

    @classmethod
    def beside(cls, complaint_id: int) -> Select[Complaint]:
        """The other complaints of the group of one, with all that says whose they are."""
        group = select(cls.group_id).where(cls.complaint_id == complaint_id).scalar_subquery()
        query = select(Complaint).join(cls).where(cls.group_id == group)
        return query.where(Complaint.id != complaint_id).options(undefer_group(PERSONAL))

    @classmethod
    def of_group(cls, group_id: int) -> Select[GroupMember]:
        """The members of a group."""
        return select(cls).where(cls.group_id == group_id).order_by(cls.complaint_id)


class GroupNote(Base):
    """What somebody of the office writes down about a group as a whole; never changed."""

    __tablename__ = "group_note"
    __table_args__ = (Index(None, "group_id", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group_case.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    text: Mapped[str] = mapped_column(Sealed)

    staff: Mapped[Staff] = relationship()

    @classmethod
    def of_group(cls, group_id: int) -> Select[GroupNote]:
        """Those of a group, oldest first."""
        query = select(cls).where(cls.group_id == group_id).order_by(cls.id)
        return query.options(joinedload(cls.staff))
