"""A text that a county, or the whole city, writes to workers again and again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, or_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.complaint import Topic
from portal.models.base import Base, Moment, RowId, Word
from portal.models.sealed import Sealed
from portal.models.staff import Staff


class ReplyTemplate(Base):
    """One text with fields in 【】; a retired one stays for whoever looks up what was once sent."""

    __tablename__ = "reply_template"
    __table_args__ = (Index(None, "region", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    region: Mapped[str] = mapped_column(String(6))
    title: Mapped[str] = mapped_column(String(40))
    # Whoever wrote it may have put a name in.
    body: Mapped[str] = mapped_column(Sealed)
    topic: Mapped[Topic | None] = mapped_column(Word(Topic))
    # Counts the changes, so that of two who change it at once the second is told.
    revision: Mapped[int] = mapped_column(default=0)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    changed_at: Mapped[datetime] = mapped_column(Moment)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)

    changed_by: Mapped[Staff] = relationship()

    @classmethod
    def seen_from(cls, region: str) -> Select[ReplyTemplate]:
        """What staff of a region see: their own and the city's, in use or retired."""
        query = select(cls).options(joinedload(cls.changed_by)).order_by(cls.region, cls.id)
        is_theirs = or_(cls.region == region, cls.region == regions.CITY)
        return query if region == regions.CITY else query.where(is_theirs)

    @classmethod
    def offered(cls, region: str) -> Select[ReplyTemplate]:
        """What may be sent to workers of a region, the county's own first."""
        in_use = cls.retired_at.is_(None)
        return (
            select(cls)
            .where(in_use, cls.region.in_((region, regions.CITY)))
            .order_by(cls.region.desc(), cls.id)
        )

    @classmethod
    def for_change(cls, template_id: int) -> Select[ReplyTemplate]:
        """One, locked until the transaction ends."""
        return select(cls).where(cls.id == template_id).with_for_update(of=cls)
