"""The office's own list of conclusions, each version kept."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "conclusion_listing",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("conclusion", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("more", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_by_id"], ["staff.id"], name="fk_conclusion_listing_kept_by_id_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_conclusion_listing"),
    )
    op.create_index(
        "ix_conclusion_listing_conclusion_id", "conclusion_listing", ["conclusion", "id"]
    )


def downgrade() -> None:
    op.drop_index("ix_conclusion_listing_conclusion_id", "conclusion_listing")
    op.drop_table("conclusion_listing")
