"""Versions of what the office words itself are counted, so that two cannot both be the next."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_TABLES = (("conclusion_listing", "conclusion"), ("document_text", "kind"))


def upgrade() -> None:
    for table, subject in _TABLES:
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=True))
        rows = sa.table(table, sa.column("id"), sa.column(subject), sa.column("version"))
        before = rows.alias()
        is_before = (before.c[subject] == rows.c[subject]) & (before.c.id <= rows.c.id)
        count = sa.select(sa.func.count()).select_from(before).where(is_before)
        op.execute(rows.update().values(version=count.scalar_subquery()))
        op.drop_index(f"ix_{table}_{subject}_id", table)
        with op.batch_alter_table(table) as batch:
            batch.alter_column("version", existing_type=sa.Integer(), nullable=False)
            batch.create_unique_constraint(f"uq_{table}_{subject}_version", [subject, "version"])


def downgrade() -> None:
    for table, subject in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"uq_{table}_{subject}_version", type_="unique")
            batch.drop_column("version")
        op.create_index(f"ix_{table}_{subject}_id", table, [subject, "id"])
