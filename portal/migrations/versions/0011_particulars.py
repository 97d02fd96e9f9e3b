"""The statutory particulars of a complaint, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "particulars",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_particulars_complaint_id_complaint"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_particulars"),
        sa.UniqueConstraint("complaint_id", name="uq_particulars_complaint_id"),
    )


def downgrade() -> None:
    op.drop_table("particulars")
