"""Requests for a query code that was lost."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "lost_code",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_key", sa.String(length=64), nullable=False),
        sa.Column("site_id", ROW_ID, nullable=True),
        sa.Column("site_words", sa.Text(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("refusal", sa.String(length=32), nullable=True),
        sa.Column("complaint_id", ROW_ID, nullable=True),
        sa.Column("handled_by_id", ROW_ID, nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_lost_code_complaint_id_complaint"
        ),
        sa.ForeignKeyConstraint(
            ["handled_by_id"], ["staff.id"], name="fk_lost_code_handled_by_id_staff"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_lost_code_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_lost_code"),
    )
    op.create_index("ix_lost_code_phone_key_state", "lost_code", ["phone_key", "state"])
    op.create_index("ix_lost_code_region_state_id", "lost_code", ["region", "state", "id"])
    op.create_index("ix_lost_code_state_id", "lost_code", ["state", "id"])


def downgrade() -> None:
    op.drop_table("lost_code")
