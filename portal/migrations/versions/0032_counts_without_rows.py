"""What the tabs of the list count stands in their indexes, so that no row is opened for it."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_COUNTED = (["status", "id"], ["region", "status", "id"], ["channel", "status", "id"])


def upgrade() -> None:
    for columns in _COUNTED:
        op.create_index(_name([*columns, "purged_at"]), "complaint", [*columns, "purged_at"])
        op.drop_index(_name(columns), "complaint")


def downgrade() -> None:
    for columns in _COUNTED:
        op.create_index(_name(columns), "complaint", columns)
        op.drop_index(_name([*columns, "purged_at"]), "complaint")


def _name(columns: list[str]) -> str:
    return "_".join(("ix_complaint", *columns))
