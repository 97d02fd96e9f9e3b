"""Complaints that are to be looked at first, by partial indexes of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MARKED = sa.text("review_signs <> '' AND status IN ('need_info', 'received')")


def upgrade() -> None:
    for columns in (["id"], ["region", "id"]):
        op.create_index(
            f"ix_complaint_marked_{'_'.join(columns)}",
            "complaint",
            columns,
            sqlite_where=MARKED,
            postgresql_where=MARKED,
        )


def downgrade() -> None:
    op.drop_index("ix_complaint_marked_region_id", "complaint")
    op.drop_index("ix_complaint_marked_id", "complaint")
