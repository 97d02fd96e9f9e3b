"""Holds, stubs, and batches that are purged."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("complaint", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaint", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "purge_batch",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("kept", sa.String(length=32), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("ended_before", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("proposed_by_id", ROW_ID, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", ROW_ID, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["staff.id"], name="fk_purge_batch_proposed_by_id_staff"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff.id"], name="fk_purge_batch_decided_by_id_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purge_batch"),
    )
    op.create_index("ix_purge_batch_state_id", "purge_batch", ["state", "id"])
    op.create_table(
        "purge_item",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("batch_id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("is_purged", sa.Boolean(), nullable=False),
        sa.Column("obstacle", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["purge_batch.id"], name="fk_purge_item_batch_id_purge_batch"
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_purge_item_complaint_id_complaint"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purge_item"),
    )
    op.create_index(
        "ix_purge_item_batch_id_complaint_id",
        "purge_item",
        ["batch_id", "complaint_id"],
        unique=True,
    )
    op.create_index("ix_purge_item_complaint_id", "purge_item", ["complaint_id"])


def downgrade() -> None:
    op.drop_table("purge_item")
    op.drop_table("purge_batch")
    op.drop_column("complaint", "purged_at")
    op.drop_column("complaint", "held_at")
