"""A construction site and the parties responsible on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from portal.domain import regions
from portal.domain.codes import BadCode, parse
from portal.domain.site import BoardState, Industry, OfficeKind, PartyRole, SiteStatus
from portal.models.base import Base, Moment, RowId, Word, utc_now
from portal.models.office import Office
from portal.models.sealed import Sealed

KEY_LENGTH = 120


class Site(Base):
    """A site in the register. Its code is never reused and opens a page for ever."""

    __tablename__ = "site"
    __table_args__ = (
        Index(None, "region", "id"),
        Index(None, "status", "id"),
        Index(None, "board_state", "id"),
        Index(None, "region", "board_state", "id"),
        # One register entry per name in a county, however it is spaced.
        Index(None, "region", "name_key", unique=True),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    region: Mapped[str] = mapped_column(String(6))
    address: Mapped[str] = mapped_column(String(200), default="")
    industry: Mapped[Industry] = mapped_column(Word(Industry))
    status: Mapped[SiteStatus] = mapped_column(Word(SiteStatus))
    contract_fen: Mapped[int | None] = mapped_column(BigInteger)
    permit_no: Mapped[str] = mapped_column(String(40), default="", index=True)
    longminggong_no: Mapped[str] = mapped_column(String(40), default="", index=True)
    started_on: Mapped[date | None] = mapped_column(Date)
    pay_day: Mapped[str] = mapped_column(String(20), default="")
    no_subcontractor: Mapped[bool] = mapped_column(default=False)
    board_state: Mapped[BoardState] = mapped_column(Word(BoardState), default=BoardState.NONE)
    registered_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=utc_now, onupdate=utc_now)

    parties: Mapped[list[Party]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="Party.position"
    )

    @property
    def is_finished(self) -> bool:
        """Whether the works are over; its code still opens a page that helps."""
        return self.status is SiteStatus.FINISHED

    def party(self, role: PartyRole) -> Party | None:
        """The first party in that role."""
        return next((party for party in self.parties if party.role is role), None)

    @staticmethod
    def key_of(name: str) -> str:
        """A name as it is compared: without spaces, in one width and case.

        Cut to its column, because a few characters (㎞, ㍿) become several.
        """
        return "".join(unicodedata.normalize("NFKC", name).split()).casefold()[:KEY_LENGTH]

    @classmethod
    def by_code(cls, code: str) -> Select[Site]:
        """The site behind a code, with its parties."""
        return select(cls).where(cls.code == code).options(selectinload(cls.parties))

    @classmethod
    @cache
    def at(cls) -> Select[Site]:
        """The site of `:code` alone; its parties are loaded, and opened, only if asked for."""
        return select(cls).where(cls.code == bindparam("code"))

    @classmethod
    @cache
    def front(cls) -> Select[Any]:
        """What the page behind the board of `:code` shows: one row of plain values, no objects.

        Made once and asked all the time, because making it costs more than answering it.
        """
        contractor = (
            select(Party.organisation)
            .where(Party.site_id == cls.id, Party.role == PartyRole.GENERAL_CONTRACTOR)
            .order_by(Party.position)
            .limit(1)
        )
        office = Office.verified_of(cls.region, OfficeKind.INSPECTION)
        return select(
            cls.id,
            cls.code,
            cls.name,
            cls.region,
            cls.pay_day,
            cls.status,
            contractor.scalar_subquery().label("contractor"),
            office.with_only_columns(Office.name).scalar_subquery().label("office_name"),
            office.with_only_columns(Office.phone).scalar_subquery().label("office_phone"),
        ).where(cls.code == bindparam("code"))

    @classmethod
    def seen_from(cls, region: str) -> Select[Site]:
        """The sites that staff of a region see, newest first."""
        query = select(cls).order_by(cls.id.desc())
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def register_page(
        cls, region: str, *, words: str, before: int | None, size: int
    ) -> Select[Site]:
        """One page of the register for staff of a region, one row more than `size` telling
        whether there is another; with words the best matches instead."""
        query = cls.matching(words) if words else cls.seen_from(region)
        if region != regions.CITY:
            query = query.where(cls.region == region)
        if before is not None and not words:
            query = query.where(cls.id < before)
        return query.limit(size + 1)

    @classmethod
    def matching(cls, words: str) -> Select[Site]:
        """Sites by spoken code, or by words that all stand in name, address or contractor."""
        query = select(cls).options(selectinload(cls.parties))
        try:
            return query.where(cls.code == parse(words))
        except BadCode:
            pass
        for word in words.split():
            contractor = select(Party.id).where(
                Party.site_id == cls.id, Party.organisation.contains(word, autoescape=True)
            )
            query = query.where(
                or_(
                    cls.name_key.contains(cls.key_of(word), autoescape=True),
                    cls.address.contains(word, autoescape=True),
                    contractor.exists(),
                )
            )
        return query.order_by(cls.status == SiteStatus.FINISHED, cls.id.desc())

    @classmethod
    def id_of(cls, code: str) -> Select[int]:
        """The row of a code."""
        return select(cls.id).where(cls.code == code)

    @classmethod
    def to_look_up(
        cls, ids: Iterable[int] | None = None
    ) -> Select[int, str, str, str, str, Industry, SiteStatus]:
        """What sites are looked up by, as plain values; of all of them unless ids are given."""
        query = select(
            cls.id, cls.code, cls.name, cls.region, cls.address, cls.industry, cls.status
        )
        return query if ids is None else query.where(cls.id.in_(ids))

    @classmethod
    def found(
        cls, region: str, ids: Iterable[int]
    ) -> Select[int, str, str, str, str, SiteStatus, str]:
        """What tells sites apart for somebody who looked them up, as far as staff of a region may
        see them."""
        contractor = (
            select(Party.organisation)
            .where(Party.site_id == cls.id, Party.role == PartyRole.GENERAL_CONTRACTOR)
            .order_by(Party.position)
            .limit(1)
        )
        query = select(
            cls.id,
            cls.code,
            cls.name,
            cls.region,
            func.coalesce(contractor.scalar_subquery(), "").label("contractor"),
            cls.status,
            cls.address,
        ).where(cls.id.in_(ids))
        return query if region == regions.CITY else query.where(cls.region == region)


class Party(Base):
    """Who answers for something on a site, with the person and number printed on its board."""

    __tablename__ = "party"
    __table_args__ = (Index(None, "site_id", "position"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    role: Mapped[PartyRole] = mapped_column(Word(PartyRole))
    position: Mapped[int] = mapped_column(default=0)
    organisation: Mapped[str] = mapped_column(String(120), default="")
    person: Mapped[str] = mapped_column(Sealed, default="")
    phone: Mapped[str] = mapped_column(Sealed, default="")

    site: Mapped[Site] = relationship(back_populates="parties")

    @classmethod
    def to_look_up(cls, site_ids: Iterable[int] | None = None) -> Select[int, PartyRole, str]:
        """The organisations by which workers know their site; a regulator stands on all of them."""
        query = (
            select(cls.site_id, cls.role, cls.organisation)
            .where(cls.role != PartyRole.REGULATOR, cls.organisation != "")
            .order_by(cls.site_id, cls.position)
        )
        return query if site_ids is None else query.where(cls.site_id.in_(site_ids))
