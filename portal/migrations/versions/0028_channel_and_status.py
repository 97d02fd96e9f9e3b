"""Complaints of a channel by status: what the tabs of the filtered list count."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_complaint_channel_status_id", "complaint", ["channel", "status", "id"])


def downgrade() -> None:
    op.drop_index("ix_complaint_channel_status_id", "complaint")
