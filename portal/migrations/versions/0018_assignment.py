"""Who decides about acceptance, who may not be given a case, and things done with many at once."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("case_file") as batch:
        batch.add_column(sa.Column("allotted_id", ROW_ID, nullable=True))
        batch.create_foreign_key("fk_case_file_allotted_id_staff", "staff", ["allotted_id"], ["id"])
    op.create_index("ix_case_file_allotted_id", "case_file", ["allotted_id"])
    op.create_index("ix_case_file_second_id", "case_file", ["second_id"])
    op.create_table(
        "recusal",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("ground", sa.String(length=32), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declared_by_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_recusal_complaint_id_complaint"
        ),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["staff.id"], name="fk_recusal_declared_by_id_staff"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_recusal_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_recusal"),
    )
    op.create_index(
        "ix_recusal_complaint_id_staff_id", "recusal", ["complaint_id", "staff_id"], unique=True
    )
    op.create_table(
        "bulk_action",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("staff_id", ROW_ID, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_bulk_action_staff_id_staff"),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_action"),
        sa.UniqueConstraint("token", name="uq_bulk_action_token"),
    )


def downgrade() -> None:
    op.drop_table("bulk_action")
    op.drop_table("recusal")
    op.drop_index("ix_case_file_second_id", "case_file")
    op.drop_index("ix_case_file_allotted_id", "case_file")
    with op.batch_alter_table("case_file") as batch:
        batch.drop_constraint("fk_case_file_allotted_id_staff", type_="foreignkey")
        batch.drop_column("allotted_id")
