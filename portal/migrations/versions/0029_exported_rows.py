"""Which complaints left in which export that told who somebody is."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "exported_row",
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("export", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_exported_row_complaint_id_complaint"
        ),
        sa.PrimaryKeyConstraint("complaint_id", "export", name="pk_exported_row"),
    )


def downgrade() -> None:
    op.drop_table("exported_row")
