"""How each site stands with its board."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "site",
        sa.Column("board_state", sa.String(length=32), nullable=False, server_default="none"),
    )
    op.create_index("ix_site_board_state_id", "site", ["board_state", "id"])
    op.create_index("ix_site_region_board_state_id", "site", ["region", "board_state", "id"])


def downgrade() -> None:
    op.drop_index("ix_site_region_board_state_id", "site")
    op.drop_index("ix_site_board_state_id", "site")
    op.drop_column("site", "board_state")
