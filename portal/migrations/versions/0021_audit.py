"""The chain over the timeline; and a timeline that nobody changes any more."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STAFF = sa.text("staff_id is not null")
# All but the note: keys are changed, and what is kept long enough is purged. A note may change or
# go, never come.
FIXED = "id, name, at, complaint_id, site_id, staff_id, facts"
SAYS = "the timeline is append-only"
# Whoever rebuilds the table on SQLite (a batch operation) loses these and has to make them again.
SQLITE = (
    f"""create trigger event_stays before update of {FIXED} on event
    begin select raise(abort, '{SAYS}'); end""",
    f"""create trigger event_note_stays before update of note on event
    when old.note is null and new.note is not null
    begin select raise(abort, '{SAYS}'); end""",
    f"""create trigger event_remains before delete on event
    begin select raise(abort, '{SAYS}'); end""",
)
POSTGRESQL = (
    f"""create function event_refuse() returns trigger language plpgsql as
    $$ begin raise exception '{SAYS}'; end $$""",
    f"""create trigger event_stays before update of {FIXED} on event
    for each row execute function event_refuse()""",
    """create trigger event_note_stays before update of note on event
    for each row when (old.note is null and new.note is not null)
    execute function event_refuse()""",
    """create trigger event_remains before delete on event
    for each row execute function event_refuse()""",
)


def upgrade() -> None:
    op.create_table(
        "audit_link",
        sa.Column("event_id", ROW_ID, nullable=False, autoincrement=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("note_hash", sa.String(length=64), nullable=True),
        sa.Column("note_salt", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("event_id", name="pk_audit_link"),
    )
    op.create_table(
        "audit_seal",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_seal"),
        sa.UniqueConstraint("first_id", name="uq_audit_seal_first_id"),
    )
    op.create_index("ix_event_at", "event", ["at"])
    op.create_index(
        "ix_event_staff_id_id",
        "event",
        ["staff_id", "id"],
        sqlite_where=STAFF,
        postgresql_where=STAFF,
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for trigger in ("event_stays", "event_note_stays", "event_remains"):
        op.execute(f"drop trigger {trigger}{' on event' if is_postgresql else ''}")
    if is_postgresql:
        op.execute("drop function event_refuse()")
    op.drop_index("ix_event_staff_id_id", "event")
    op.drop_index("ix_event_at", "event")
    op.drop_table("audit_seal")
    op.drop_table("audit_link")
