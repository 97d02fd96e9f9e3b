"""Texts that are written to workers again and again."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reply_template",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", ROW_ID, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["staff.id"], name="fk_reply_template_changed_by_id_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reply_template"),
    )
    op.create_index("ix_reply_template_region_id", "reply_template", ["region", "id"])


def downgrade() -> None:
    op.drop_table("reply_template")
