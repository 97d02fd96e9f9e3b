"""What complaints are searched by: the pairs of characters of their texts, as keyed tokens.

Kept beside the complaint, because each step in a case makes PostgreSQL write a new row of it, and
would make it index all the words again. On SQLite triggers keep an FTS5 index (migration 0007).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    SQLColumnExpression,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy import table as table_of
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import Insert

from portal.domain import search_words
from portal.models.base import Base, RowId
from portal.models.complaint import Complaint
from portal.models.sealed import Vault, Words
from portal.models.site import Site

FTS: Final = "complaint_words_fts"
# Words of different kinds have different tokens: whoever knows the names of sites, which are no
# secret, learns nothing of what was said.
_AND: Final = {"sqlite": " AND ", "postgresql": " & "}
_OR: Final = {"sqlite": " OR ", "postgresql": " | "}
_SAID, _SITE, _REGION = "said:", "site:", "region:"


class ComplaintWords(Base):
    """The words of one complaint."""

    __tablename__ = "complaint_words"
    __table_args__ = (
        Index("ix_complaint_words_words", "words", postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
        # Where in the table the complaints of a stretch of ids lie, even where some were rewritten.
        Index(
            "ix_complaint_words_age",
            "complaint_id",
            postgresql_using="brin",
            postgresql_ops={"complaint_id": "int8_minmax_multi_ops"},
            postgresql_with={"autosummarize": "on"},
        ).ddl_if(dialect="postgresql"),
    )

    complaint_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True
    )
    words: Mapped[frozenset[str]] = mapped_column(Words)

    @staticmethod
    def of(region: str, site_name: str, texts: Iterable[str | None]) -> frozenset[str]:
        """The words by which a complaint is found: of its site's name and of what was said."""
        said = {_SAID + pair for text in texts if text for pair in search_words.pairs(text)}
        site = {_SITE + pair for pair in search_words.pairs(site_name)}
        return frozenset({_REGION + region} | said | site)

    @classmethod
    @cache
    def keep(cls, dialect: str) -> Insert:
        """Keep the words of a complaint instead of those that it had."""
        insert: sqlite.Insert | postgresql.Insert
        insert = sqlite.insert(cls) if dialect == "sqlite" else postgresql.insert(cls)
        return insert.on_conflict_do_update(
            index_elements=[cls.complaint_id], set_={"words": insert.excluded.words}
        )

    @classmethod
    def lacking(cls, after: int, most: int) -> Select[int]:
        """The next complaints that have no words yet."""
        has_words = select(cls.complaint_id).where(cls.complaint_id == Complaint.id)
        query = select(Complaint.id).where(Complaint.id > after, ~has_words.exists())
        return query.order_by(Complaint.id).limit(most)

    @classmethod
    def sources(cls, ids: Iterable[int]) -> Select[Any]:
        """What the words of these complaints are made from."""
        texts = (Complaint.employer, Complaint.place, Complaint.narrative)
        query = select(Complaint.id, Complaint.region, func.coalesce(Site.name, "").label("site"))
        return query.add_columns(*texts).outerjoin(Complaint.site).where(Complaint.id.in_(ids))

    @classmethod
    def of_sites(cls, site_ids: Iterable[int], after: int, most: int) -> Select[int]:
        """The next complaints about these sites."""
        query = select(Complaint.id).where(Complaint.site_id.in_(site_ids), Complaint.id > after)
        return query.order_by(Complaint.id).limit(most)


class Sought(NamedTuple):
    """What the index is asked: each piece stands in what was said or in the name of the site."""

    pieces: tuple[str, ...]
    region: str = ""

    def expression(self, vault: Vault, dialect: str) -> str:
        """In the language of FTS5, or of a tsquery."""
        return _AND[dialect].join(self.parts(vault, dialect))

    def parts(self, vault: Vault, dialect: str) -> list[str]:
        """The same, piece by piece."""
        both, either = _AND[dialect], _OR[dialect]

        def all_of(kind: str, piece: str) -> str:
            tokens = {vault.token(kind + pair) for pair in search_words.pairs(piece)}
            return f"({both.join(sorted(tokens))})"

        parts = [
            f"({all_of(_SAID, piece)}{either}{all_of(_SITE, piece)})"
            for piece in self.pieces
            if len(piece) > 1
        ]
        if self.region:
            parts.append(vault.token(_REGION + self.region))
        return parts


@cache
def newest_in_fts() -> Select[int]:
    """SQLite: the newest `:most` complaints before `:before` that hold `:sought`. The index is
    walked from its end, so this takes no longer for what is common."""
    rowid = literal_column("rowid", RowId)
    return (
        select(rowid.label("id"))
        .select_from(table_of(FTS))
        .where(literal_column(FTS).op("MATCH")(bindparam("sought")), rowid < bindparam("before"))
        .order_by(rowid.desc())
        .limit(bindparam("most"))
    )


@cache
def newest_looked_through() -> Select[int]:
    """PostgreSQL: the same among the `:through` newest before `:before`, read one by one."""
    newest = (
        select(ComplaintWords.complaint_id.label("id"), ComplaintWords.words)
        .where(ComplaintWords.complaint_id < bindparam("before"))
        .order_by(ComplaintWords.complaint_id.desc())
        .limit(bindparam("through"))
        .subquery()
    )
    query = select(newest.c.id).where(_holds(newest.c.words, bindparam("sought", type_=Text)))
    return query.order_by(newest.c.id.desc()).limit(bindparam("most"))


@cache
def last_looked_through() -> Select[int]:
    """The oldest of the `:through` newest before `:before`; none, if there are not so many."""
    key = ComplaintWords.complaint_id
    newest = select(key).where(key < bindparam("before")).order_by(key.desc())
    return newest.offset(bindparam("through") - 1).limit(1)


@cache
def newest_in_gin(pieces: int) -> Select[int]:
    """PostgreSQL: the same between `:after` and `:before`, by the indexes of words and of age; so
    many `:piece_0`, `:piece_1` … instead of `:sought`, which GIN compares a third faster.

    Which index serves, the planner tells from how common the words are and how many complaints
    lie between; so the values stand in the statement.
    """
    key = ComplaintWords.complaint_id
    after, before = (
        bindparam(name, type_=BigInteger(), literal_execute=True) for name in ("after", "before")
    )
    query = select(key.label("id")).where(key >= after, key < before)
    for number in range(pieces):
        piece = bindparam(f"piece_{number}", type_=Text(), literal_execute=True)
        query = query.where(_holds(ComplaintWords.words, piece))
    # Ordered by a sum, lest the planner walks down the key through what is rare.
    return query.order_by((key + 0).desc()).limit(bindparam("most"))


def _holds(
    words: SQLColumnExpression[frozenset[str]], sought: BindParameter[str]
) -> ColumnElement[bool]:
    return words.bool_op("@@")(cast(sought, postgresql.TSQUERY))
