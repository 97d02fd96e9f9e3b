"""Complaints, the staff who handle them, and the timeline of both."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("display_name", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("username", name="uq_staff_username"),
    )
    op.create_table(
        "complaint",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("was_disputed", sa.Boolean(), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("site_id", ROW_ID, nullable=True),
        sa.Column("employer", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("months", sa.JSON(), nullable=False),
        sa.Column("earlier", sa.String(length=32), nullable=False),
        sa.Column("headcount", sa.String(length=32), nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("worker_name", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("narrative", sa.Text(), nullable=True),
        sa.Column("phone_key", sa.String(length=64), nullable=True),
        sa.Column("name_key", sa.String(length=64), nullable=True),
        sa.Column("submission_key", sa.String(length=64), nullable=True),
        sa.Column("contents_key", sa.String(length=64), nullable=True),
        sa.Column("query_code_key", sa.String(length=64), nullable=False),
        sa.Column("is_code_seen", sa.Boolean(), nullable=False),
        sa.Column("is_code_changed", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acceptance_due_on", sa.Date(), nullable=False),
        sa.Column("investigation_due_on", sa.Date(), nullable=True),
        sa.Column("is_due_provisional", sa.Boolean(), nullable=False),
        sa.Column("is_investigation_provisional", sa.Boolean(), nullable=False),
        sa.Column("conclusion", sa.String(length=32), nullable=True),
        sa.Column("paid_fen", sa.BigInteger(), nullable=True),
        sa.Column("entered_by_id", ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["staff.id"], name="fk_complaint_entered_by_id_staff"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_complaint_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
        sa.UniqueConstraint("number", name="uq_complaint_number"),
        sa.UniqueConstraint("submission_key", name="uq_complaint_submission_key"),
    )
    op.create_index("ix_complaint_channel_id", "complaint", ["channel", "id"])
    op.create_index("ix_complaint_phone_key_id", "complaint", ["phone_key", "id"])
    op.create_index("ix_complaint_region_id", "complaint", ["region", "id"])
    op.create_index("ix_complaint_region_status_id", "complaint", ["region", "status", "id"])
    op.create_index("ix_complaint_site_id_id", "complaint", ["site_id", "id"])
    op.create_index("ix_complaint_status_id", "complaint", ["status", "id"])
    op.create_table(
        "event",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=True),
        sa.Column("site_id", ROW_ID, nullable=True),
        sa.Column("staff_id", ROW_ID, nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_event_complaint_id_complaint"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_event_site_id_site"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_event_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_complaint_id_id", "event", ["complaint_id", "id"])
    op.create_index("ix_event_site_id_id", "event", ["site_id", "id"])


def downgrade() -> None:
    op.drop_table("event")
    op.drop_table("complaint")
    op.drop_table("staff")
