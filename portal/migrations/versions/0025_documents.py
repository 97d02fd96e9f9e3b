"""Documents as they were issued, and the series of their numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "document_series",
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("region", "kind", "year", name="pk_document_series"),
    )
    op.create_table(
        "document",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("object_name", sa.String(length=40), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", ROW_ID, nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", ROW_ID, nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_document_complaint_id_complaint"
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["staff.id"], name="fk_document_issued_by_id_staff"
        ),
        sa.ForeignKeyConstraint(
            ["cancelled_by_id"], ["staff.id"], name="fk_document_cancelled_by_id_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("object_name", name="uq_document_object_name"),
        sa.UniqueConstraint(
            "region", "kind", "year", "serial", name="uq_document_region_kind_year_serial"
        ),
    )
    op.create_index("ix_document_complaint_id_id", "document", ["complaint_id", "id"])


def downgrade() -> None:
    op.drop_table("document")
    op.drop_table("document_series")
