"""Group cases, and which complaints belong to them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "group_case",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("site_id", ROW_ID, nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_group_case_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_group_case"),
        sa.UniqueConstraint("code", name="uq_group_case_code"),
    )
    op.create_index("ix_group_case_site_id", "group_case", ["site_id"])
    op.create_table(
        "group_member",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("group_id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_group_member_complaint_id_complaint"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["group_case.id"], name="fk_group_member_group_id_group_case"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_member"),
        sa.UniqueConstraint("complaint_id", name="uq_group_member_complaint_id"),
    )
    op.create_index(
        "ix_group_member_group_id_complaint_id", "group_member", ["group_id", "complaint_id"]
    )


def downgrade() -> None:
    op.drop_table("group_member")
    op.drop_table("group_case")
