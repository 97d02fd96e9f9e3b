"""Complaints that are to be looked at first, by a partial index of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MARKED = sa.text("review_signs <> '' AND status IN ('need_info', 'received')")


def upgrade() -> None:
    op.create_index(
        "ix_complaint_marked",
        "complaint",
        ["id"],
        sqlite_where=MARKED,
        postgresql_where=MARKED,
    )


def downgrade() -> None:
    op.drop_index("ix_complaint_marked", "complaint")
