"""Groups that the office deals with as one case: taken up, representatives, notes."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("group_case", sa.Column("taken_up_at", sa.DateTime(timezone=True), nullable=True))
    # Not by Alembic: on SQLite it would make the table anew, to which others point.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for column, table in (("taken_up_by_id", "staff"), ("merged_into_id", "group_case")):
        op.execute(
            f"ALTER TABLE group_case ADD COLUMN {column} {kind}"
            f" CONSTRAINT fk_group_case_{column}_{table} REFERENCES {table} (id)"
        )
    op.add_column(
        "group_member",
        sa.Column("is_representative", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "group_note",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("group_id", ROW_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["group_case.id"], name="fk_group_note_group_id_group_case"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_group_note_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_group_note"),
    )
    op.create_index("ix_group_note_group_id_id", "group_note", ["group_id", "id"])


def downgrade() -> None:
    op.drop_table("group_note")
    op.drop_column("group_member", "is_representative")
    for column in ("merged_into_id", "taken_up_by_id", "taken_up_at"):
        op.drop_column("group_case", column)
