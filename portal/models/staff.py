"""A member of staff who signs in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain import regions, roles
from portal.domain.roles import Permission, Role
from portal.models.base import Base, Moment, RowId, Word, utc_now
from portal.models.sealed import Sealed


class Staff(Base):
    """An account with one role in one region; the city's region sees all counties."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    display_name: Mapped[str] = mapped_column(String(40))
    role: Mapped[Role] = mapped_column(Word(Role))
    region: Mapped[str] = mapped_column(String(6))
    password_hash: Mapped[str] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(Sealed)
    totp_last_step: Mapped[int | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)
    # Counts up when the person signs out everywhere; a session holds the number it began with.
    session_number: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    # The newest notice that this person has ticked off.
    notices_seen_id: Mapped[int] = mapped_column(BigInteger, default=0)

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the session cookie holds: who, and since which signing out everywhere."""
        return f"{self.id}.{self.session_number}"

    def may(self, permission: Permission) -> bool:
        """Whether the role carries the permission."""
        return roles.may(self.role, permission)

    @classmethod
    def by_username(cls, username: str) -> Select[Staff]:
        """The account of that name."""
        return select(cls).where(cls.username == username)

    @classmethod
    def seen_from(cls, region: str) -> Select[Staff]:
        """Everybody of a region, for the city of all; also who has left."""
        query = select(cls).order_by(cls.display_name, cls.id)
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def of_region(cls, region: str) -> Select[Staff]:
        """Everybody of a region, closed accounts too; for the city everybody of the counties as
        well."""
        query = select(cls).order_by(cls.id)
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def inspectors(cls) -> Select[Staff]:
        """Everybody whom a case may be given to."""
        able = [role for role in Role if roles.may(role, Permission.INVESTIGATE)]
        query = select(cls).where(cls.is_active, cls.role.in_(able))
        return query.order_by(cls.region.desc(), cls.id)

    @classmethod
    def inspectors_of(cls, region: str) -> Select[Staff]:
        """Whom a case there may be given to: the county's people, then the city's."""
        return cls.inspectors().where(cls.region.in_((region, regions.CITY)))
