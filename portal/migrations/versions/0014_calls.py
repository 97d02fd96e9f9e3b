"""Calls to the hotline, the tries to call back, and statements of calls."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "call",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone_key", sa.String(length=64), nullable=True),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("topic", sa.String(length=32), nullable=True),
        sa.Column("answered_from", sa.String(length=80), nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=True),
        sa.Column("joined_id", ROW_ID, nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_call_staff_id_staff"),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_call_complaint_id_complaint"
        ),
        sa.ForeignKeyConstraint(
            ["joined_id"], ["complaint.id"], name="fk_call_joined_id_complaint"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sa.UniqueConstraint("key", name="uq_call_key"),
    )
    op.create_index("ix_call_staff_id_opened_at", "call", ["staff_id", "opened_at"])
    op.create_index("ix_call_outcome_next_try_at", "call", ["outcome", "next_try_at"])
    op.create_index("ix_call_phone_key_touched_at", "call", ["phone_key", "touched_at"])
    op.create_index("ix_call_opened_at", "call", ["opened_at"])
    op.create_index("ix_call_complaint_id", "call", ["complaint_id"])
    op.create_index("ix_call_joined_id", "call", ["joined_id"])
    op.create_table(
        "call_attempt",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("call_id", ROW_ID, nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_call_attempt_call_id_call"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_call_attempt_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_call_attempt"),
    )
    op.create_index("ix_call_attempt_call_id_at", "call_attempt", ["call_id", "at"])
    op.create_table(
        "statement",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_read_back", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scan_id", ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_statement_complaint_id_complaint"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_statement_staff_id_staff"),
        sa.ForeignKeyConstraint(["scan_id"], ["evidence.id"], name="fk_statement_scan_id_evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sa.UniqueConstraint("complaint_id", name="uq_statement_complaint_id"),
    )
    op.create_index("ix_statement_signed_at_id", "statement", ["signed_at", "id"])
    op.create_index("ix_event_name_id", "event", ["name", "id"])


def downgrade() -> None:
    op.drop_index("ix_event_name_id", "event")
    op.drop_table("statement")
    op.drop_table("call_attempt")
    op.drop_table("call")
