"""What a complaint writes into indexes and never looks for there: entries for columns that are
empty in nearly every row, and on SQLite a second tree for the counts."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_SPARSE = (("complaint", "sent_to"), ("event", "site_id"))


def upgrade() -> None:
    for table, column in _SPARSE:
        is_given = sa.text(f"{column} is not null")
        op.drop_index(f"ix_{table}_{column}_id", table)
        op.create_index(
            f"ix_{table}_{column}_id",
            table,
            [column, "id"],
            sqlite_where=is_given,
            postgresql_where=is_given,
        )
    _make_tallies_anew(with_rowid=False)


def downgrade() -> None:
    _make_tallies_anew(with_rowid=True)
    for table, column in _SPARSE:
        op.drop_index(f"ix_{table}_{column}_id", table)
        op.create_index(f"ix_{table}_{column}_id", table, [column, "id"])


def _make_tallies_anew(*, with_rowid: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.rename_table("tally", "tally_before")
    op.create_table(
        "tally",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("counted", sa.String(32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_tally"),
        sqlite_with_rowid=with_rowid,
    )
    op.execute("insert into tally select key, counted, count, until from tally_before")
    op.drop_table("tally_before")
