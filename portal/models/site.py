"""A construction site and the parties responsible on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.orm import (
    InstrumentedAttribute,
    Mapped,
    aliased,
    mapped_column,
    relationship,
    selectinload,
)

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
        # One register entry per name in a county, however it is spaced; a merged one gives it up.
        Index(
            None,
            "region",
            "name_key",
            unique=True,
            sqlite_where=text("merged_into_id is null"),
            postgresql_where=text("merged_into_id is null"),
        ),
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
    # All that a search looks into, pinyin initials included (services/site_values.py).
    search_text: Mapped[str] = mapped_column(Text, default="")
    # The same site under another code, which answers for this one. Never a chain: a merge into a
    # site that is merged later is led on.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    registered_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=utc_now, onupdate=utc_now)

    parties: Mapped[list[Party]] = relationship(
        back_populates="site", cascade="all, delete-orphan", order_by="Party.position"
    )

    @property
    def is_finished(self) -> bool:
        """Whether the works are over; its code still opens a page that helps."""
        return self.status is SiteStatus.FINISHED

    @classmethod
    def with_merged(cls, site_id: int) -> Select[int]:
        """The number of a site and of those that were merged into it."""
        return select(cls.id).where(or_(cls.id == site_id, cls.merged_into_id == site_id))

    def party(self, role: PartyRole) -> Party | None:
        """The first party in that role."""
        return next((party for party in self.parties if party.role is role), None)

    @staticmethod
    def key_of(name: str) -> str:
        """A name as it is compared.

        Cut to its column, because a few characters (㎞, ㍿) become several.
        """
        return comparable(name)[:KEY_LENGTH]

    @classmethod
    def by_code(cls, code: str, *, for_change: bool = False) -> Select[Site]:
        """The site behind a code, with its parties; behind a merged one the site that answers for
        it. `for_change` locks the row until the transaction ends."""
        query = select(cls).where(cls.id.in_(_answering(code))).options(selectinload(cls.parties))
        return query.with_for_update(of=cls) if for_change else query

    @classmethod
    def taken_in_hand(cls, ids: Collection[int], *, waits: bool = True) -> Select[Site]:
        """Some sites as they are now, with their parties, and nobody else takes them in hand until
        the transaction ends. Without waiting, PostgreSQL leaves out those that somebody has."""
        return (
            select(cls)
            .where(cls.id.in_(ids))
            .options(selectinload(cls.parties))
            .with_for_update(key_share=True, skip_locked=not waits)
            .execution_options(populate_existing=True)
        )

    @classmethod
    @cache
    def at(cls) -> Select[Site]:
        """The same of `:code` alone; its parties are loaded, and opened, only if asked for."""
        return select(cls).where(cls.id.in_(_answering(bindparam("code"))))

    @classmethod
    @cache
    def front(cls) -> Select[Any]:
        """What the page behind the board of `:code` shows: one row of plain values, no objects.
        `scanned` is the code that stands on the board, another one where the site was merged.

        Made once and asked all the time, because making it costs more than answering it.
        """
        contractor = (
            select(Party.organisation)
            .where(Party.site_id == cls.id, Party.role == PartyRole.GENERAL_CONTRACTOR)
            .order_by(Party.position)
            .limit(1)
        )
        office = Office.verified_of(cls.region, OfficeKind.INSPECTION)
        scanned = aliased(cls)
        return select(
            scanned.code.label("scanned"),
            cls.id,
            cls.code,
            cls.name,
            cls.region,
            cls.pay_day,
            cls.status,
            contractor.scalar_subquery().label("contractor"),
            office.with_only_columns(Office.name).scalar_subquery().label("office_name"),
            office.with_only_columns(Office.phone).scalar_subquery().label("office_phone"),
        ).where(
            scanned.code == bindparam("code"),
            cls.id == func.coalesce(scanned.merged_into_id, scanned.id),
        )

    @classmethod
    def seen_from(cls, region: str) -> Select[Site]:
        """The sites that staff of a region see; a merged one is seen in the one it went into."""
        query = select(cls).where(cls.merged_into_id.is_(None))
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def said(cls, words: str) -> ColumnElement[bool]:
        """Whether a site is the one of a spoken code, or all the words are found in its names,
        its address, its numbers or their pinyin initials, or in those of one merged into it."""
        try:
            return cls.id.in_(_answering(parse(words)))
        except BadCode:
            pass
        parts = [comparable(word) for word in words.split()]
        merged = aliased(cls)
        led = select(merged.merged_into_id).where(
            merged.merged_into_id.is_not(None), *_holds(merged.search_text, parts)
        )
        return or_(and_(true(), *_holds(cls.search_text, parts)), cls.id.in_(led))

    @classmethod
    def matching(cls, words: str) -> Select[Site]:
        """Sites that the words speak of, with their parties; those under way first."""
        query = select(cls).where(cls.merged_into_id.is_(None), cls.said(words))
        query = query.options(selectinload(cls.parties))
        return query.order_by(cls.status == SiteStatus.FINISHED, cls.id.desc())

    @classmethod
    def twins(
        cls, region: str, name: str, *, permit_no: str = "", longminggong_no: str = ""
    ) -> Select[int]:
        """The ids of the sites that have the name in that county, or one of the numbers; of a
        merged one the site that answers for it."""
        same = [and_(cls.region == region, cls.name_key == cls.key_of(name))]
        same += [cls.permit_no == permit_no] if permit_no else []
        same += [cls.longminggong_no == longminggong_no] if longminggong_no else []
        return select(func.coalesce(cls.merged_into_id, cls.id)).where(or_(*same)).distinct()

    @classmethod
    def id_of(cls, code: str) -> Select[int]:
        """The row that answers for a code."""
        return _answering(code)


def comparable(text: str) -> str:
    """A text as it is compared: without spaces, in one width and case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _holds(column: InstrumentedAttribute[str], parts: list[str]) -> list[ColumnElement[bool]]:
    """That each of the parts stands in a text."""
    return [column.contains(part, autoescape=True) for part in parts]


def _answering(code: str | BindParameter[str]) -> Select[int]:
    """The id of the site that answers for a code."""
    asked = aliased(Site)
    return select(func.coalesce(asked.merged_into_id, asked.id)).where(asked.code == code)


class Party(Base):
    """Who answers for something on a site, with the person and number printed on its board."""

    __tablename__ = "party"
    __table_args__ = (Index(None, "site_id", "role", "position"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"))
    role: Mapped[PartyRole] = mapped_column(Word(PartyRole))
    position: Mapped[int] = mapped_column(default=0)
    organisation: Mapped[str] = mapped_column(String(120), default="")
    person: Mapped[str] = mapped_column(Sealed, default="")
    phone: Mapped[str] = mapped_column(Sealed, default="")

    site: Mapped[Site] = relationship(back_populates="parties")
