"""That a complaint left the house in an export that told who somebody is."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import ForeignKey, Select, String, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from portal.domain.events import EventName
from portal.models.base import Base
from portal.models.event import Event


class ExportedRow(Base):
    """One complaint in one file, however many rows it had there; the number of the export stands
    on the file and in its event."""

    __tablename__ = "exported_row"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    export: Mapped[str] = mapped_column(String(20), primary_key=True)

    @classmethod
    def unless_there(cls, dialect: str) -> Any:
        """Noting some, each once."""
        insert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
        return insert(cast(Table, cls.__table__)).on_conflict_do_nothing()

    @classmethod
    def exports_of(cls, complaint_id: int) -> Select[Event]:
        """The exports in which a complaint left, newest first, with who took them."""
        numbers = select(cls.export).where(cls.complaint_id == complaint_id)
        number = Event.facts["export"].as_string()
        query = select(Event).where(Event.name == EventName.EXPORTED, number.in_(numbers))
        return query.order_by(Event.id.desc()).options(joinedload(Event.staff))
