"""A complaint, report or enquiry, and how staff look them up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import cast

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Table,
    TextClause,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import (
    Mapped,
    deferred,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
    undefer,
    undefer_group,
)
from sqlalchemy.sql.dml import ReturningInsert

from portal.domain import complaint as rules
from portal.domain import regions
from portal.domain.assignment import Hands
from portal.domain.complaint import (
    NOTHING_DONE,
    Channel,
    Earlier,
    Headcount,
    Kind,
    Progress,
    Status,
    Step,
    Topic,
)
from portal.domain.conclusion import Conclusion
from portal.domain.spam import Sign
from portal.models.base import Base, Moment, RowId, Word, index_where_given
from portal.models.case_file import CaseFile
from portal.models.recusal import Recusal
from portal.models.sealed import Fingerprint, Sealed
from portal.models.site import Site
from portal.models.staff import Staff

PERSONAL = "personal"
OF_MARKED = "ix_complaint_marked"


def is_marked(table: str = "") -> TextClause:
    """Marked by domain/spam and not decided yet. Its values are written out, because a partial
    index serves no query that keeps them in parameters."""
    undecided = ", ".join(f"'{status}'" for status in sorted(rules.UNDECIDED))
    return text(f"{table}review_signs <> '' AND {table}status IN ({undecided})")


class Complaint(Base):
    """One matter of one person; found by number, never by anything readable about the person."""

    __tablename__ = "complaint"
    __table_args__ = (
        Index(None, "region", "id"),
        # With `purged_at`, so that the tabs of the list are counted without opening a row.
        Index(None, "status", "id", "purged_at"),
        Index(None, "region", "status", "id", "purged_at"),
        Index(None, "channel", "id"),
        Index(None, "channel", "status", "id", "purged_at"),
        Index(None, "site_id", "id"),
        Index(None, "phone_key", "id"),
        Index(None, "name_key", "id"),
        index_where_given("sent_to"),
        Index(OF_MARKED, "id", sqlite_where=is_marked(), postgresql_where=is_marked()),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    number: Mapped[str] = mapped_column(String(8), unique=True)
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    topic: Mapped[Topic] = mapped_column(Word(Topic))
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    status: Mapped[Status] = mapped_column(Word(Status), default=Status.RECEIVED)
    was_disputed: Mapped[bool] = mapped_column(default=False)
    region: Mapped[str] = mapped_column(String(6))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    # A boss is named here as workers know him, so these are people's names too.
    employer: Mapped[str] = mapped_column(Sealed, default="")
    place: Mapped[str] = mapped_column(Sealed, default="")

    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    months: Mapped[list[str]] = mapped_column(JSON, default=list)
    earlier: Mapped[Earlier] = mapped_column(Word(Earlier), default=Earlier.NO)
    headcount: Mapped[Headcount] = mapped_column(Word(Headcount), default=Headcount.ONE)

    is_anonymous: Mapped[bool] = mapped_column(default=False)
    is_confidential: Mapped[bool] = mapped_column(default=True)
    worker_name: Mapped[str | None] = deferred(mapped_column(Sealed), group=PERSONAL)
    phone: Mapped[str | None] = deferred(mapped_column(Sealed), group=PERSONAL)
    narrative: Mapped[str | None] = deferred(mapped_column(Sealed), group=PERSONAL)
    phone_key: Mapped[str | None] = mapped_column(Fingerprint)
    name_key: Mapped[str | None] = mapped_column(Fingerprint)

    submission_key: Mapped[str | None] = mapped_column(Fingerprint, unique=True)
    contents_key: Mapped[str | None] = mapped_column(Fingerprint)
    query_code_key: Mapped[str] = mapped_column(Fingerprint)
    # An operator read the query code out, so somebody but the worker has seen it.
    is_code_seen: Mapped[bool] = mapped_column(default=False)
    # The worker chose another one, so the code that follows from the submission key is void.
    is_code_changed: Mapped[bool] = mapped_column(default=False)

    received_at: Mapped[datetime] = mapped_column(Moment)
    acceptance_due_on: Mapped[date] = mapped_column(Date)
    investigation_due_on: Mapped[date | None] = mapped_column(Date)
    is_due_provisional: Mapped[bool] = mapped_column(default=False)
    is_investigation_provisional: Mapped[bool] = mapped_column(default=False)
    conclusion: Mapped[Conclusion | None] = mapped_column(Word(Conclusion))
    paid_fen: Mapped[int | None] = mapped_column(BigInteger)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    # What looked odd when it came (Sign, with commas), for a person to look at; mostly nothing.
    review_signs: Mapped[str] = mapped_column(String(80), default="")
    # The county that is asked to take it over, as long as it has not answered.
    sent_to: Mapped[str | None] = mapped_column(String(6))
    # 暂不清除, since when; why and by whom stands on the timeline.
    held_at: Mapped[datetime | None] = mapped_column(Moment)
    # All that was told is purged: what is left is a stub.
    purged_at: Mapped[datetime | None] = mapped_column(Moment)

    site: Mapped[Site | None] = relationship()
    entered_by: Mapped[Staff | None] = relationship()
    case_file: Mapped[CaseFile | None] = relationship()
    recusals: Mapped[list[Recusal]] = relationship(
        cascade="save-update, merge, delete-orphan, delete", order_by=Recusal.id
    )

    @property
    def progress(self) -> Progress:
        """What has been done so far that later steps ask for."""
        return self.case_file.progress if self.case_file else NOTHING_DONE

    @property
    def hands(self) -> Hands:
        """In whose hands it is; in nobody's at first."""
        return self.case_file.hands if self.case_file else Hands()

    @property
    def recused_ids(self) -> frozenset[int]:
        """Who has an interest in it, by account."""
        return frozenset(each.staff_id for each in self.recusals)

    @property
    def allowed_steps(self) -> tuple[Step, ...]:
        """The steps that the rules allow from here, whoever asks."""
        return rules.allowed_steps(
            self.status, self.kind, was_disputed=self.was_disputed, progress=self.progress
        )

    def require(self, step: Step) -> None:
        """Raises StepNotAllowed unless the step is open now."""
        if step not in self.allowed_steps:
            raise rules.StepNotAllowed(step, self.status)

    @property
    def is_undecided(self) -> bool:
        """Whether the acceptance clock still runs."""
        return self.status in rules.UNDECIDED

    @property
    def odd_signs(self) -> tuple[Sign, ...]:
        """What a person should look at before this is worked on; nothing once it is decided."""
        if not self.review_signs or not self.is_undecided:
            return ()
        return tuple(Sign(word) for word in self.review_signs.split(","))

    @property
    def is_investigated(self) -> bool:
        """Whether the investigation clock runs."""
        is_under_way = self.status in rules.INVESTIGATED and not self.progress.is_complete
        return self.investigation_due_on is not None and is_under_way

    @classmethod
    @cache
    def unless_there(cls, dialect: str) -> ReturningInsert[int]:
        """Keep a row, unless its submission key or its number is there already; gives its id.

        The database decides by itself, so senders of one key at once need no lock and no savepoint.
        """
        table = cast(Table, cls.__table__)
        insert: sqlite.Insert | postgresql.Insert
        insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
        return insert.on_conflict_do_nothing().returning(table.c.id)

    @classmethod
    def by_number(cls, number: str, *, for_change: bool = False) -> Select[Complaint]:
        """One complaint with its site and all that is personal in it.

        `for_change` locks the row until the transaction ends: of two steps at once the second
        sees what the first has done.
        """
        query = (
            select(cls)
            .where(cls.number == number)
            .options(joinedload(cls.site), joinedload(cls.case_file), undefer_group(PERSONAL))
        )
        return query.with_for_update(of=cls) if for_change else query

    @classmethod
    def many(cls, numbers: Collection[str], *, for_change: bool = False) -> Select[Complaint]:
        """Several by their numbers, with site, those in whose hands they are and those who have an
        interest. `for_change` locks them, and brings the numbers that messages go to."""
        file = joinedload(cls.case_file)
        people = (
            file.joinedload(each) for each in (CaseFile.allotted, CaseFile.lead, CaseFile.second)
        )
        query = select(cls).where(cls.number.in_(numbers)).order_by(cls.id)
        query = query.options(joinedload(cls.site), selectinload(cls.recusals), *people)
        if not for_change:
            return query
        return query.options(undefer(cls.phone)).with_for_update(of=cls)

    @classmethod
    def seen_from(cls, region: str) -> Select[Complaint]:
        """What staff of a region see in their lists; a stub is found by its number alone."""
        query = select(cls).where(cls.purged_at.is_(None))
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def sent_to_desk(cls, region: str) -> Select[Complaint]:
        """What other counties ask a county to take over."""
        return select(cls).where(cls.sent_to == region)

    @classmethod
    def of_inspector(cls, query: Select[Complaint], staff_id: int) -> Select[Complaint]:
        """Those that somebody inspects or decides about."""
        return query.join(cls.case_file).where(CaseFile.in_hands_of(staff_id))

    @classmethod
    def waiting_page(cls, query: Select[Complaint], size: int, skip: int) -> Select[Complaint]:
        """A page of what waits, the longest first; one row more than `size`."""
        return query.order_by(cls.id).limit(size + 1).offset(skip).options(joinedload(cls.site))

    @classmethod
    def page(cls, query: Select[Complaint], *, before: int | None, size: int) -> Select[Complaint]:
        """One page of a list, newest first, by key and not by offset; one row more than `size`
        tells whether there is another."""
        if before is not None:
            query = query.where(cls.id < before)
        return query.order_by(cls.id.desc()).limit(size + 1).options(joinedload(cls.site))

    @classmethod
    def newest_numbers(cls, query: Select[Complaint], most: int) -> Select[str]:
        """The receipt numbers of the newest of a list."""
        return query.with_only_columns(cls.number).order_by(cls.id.desc()).limit(most)

    @classmethod
    def narrowed(
        cls,
        query: Select[Complaint],
        *,
        region: str = "",
        status: str = "",
        channel: str = "",
        site_code: str = "",
    ) -> Select[Complaint]:
        """A query narrowed by what is given; what is empty narrows nothing."""
        if region:
            query = query.where(cls.region == region)
        if status:
            query = query.where(cls.status == Status(status))
        if channel:
            query = query.where(cls.channel == Channel(channel))
        if site_code:
            query = query.join(Site).where(Site.code == site_code)
        return query

    @classmethod
    def named(cls, name: str, *, before: int, most: int) -> Select[int]:
        """The newest complaints of somebody of that very name."""
        query = select(cls.id).where(cls.name_key == name, cls.id < before)
        return query.order_by(cls.id.desc()).limit(most)

    @classmethod
    def of_phone(cls, region: str, digits: str, most: int) -> Select[Complaint]:
        """The newest complaints of a number, as far as staff of a region see them."""
        query = cls.seen_from(region).where(cls.phone_key == digits)
        return query.options(joinedload(cls.site)).order_by(cls.id.desc()).limit(most)
