"""Photos of complaints; the files themselves lie sealed in the evidence storage."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("object_name", sa.String(length=40), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("upload_key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media", sa.String(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_evidence_complaint_id_complaint"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint(
            "complaint_id", "upload_key", name="uq_evidence_complaint_id_upload_key"
        ),
        sa.UniqueConstraint("complaint_id", "digest", name="uq_evidence_complaint_id_digest"),
        sa.UniqueConstraint("complaint_id", "position", name="uq_evidence_complaint_id_position"),
        sa.UniqueConstraint("object_name", name="uq_evidence_object_name"),
    )


def downgrade() -> None:
    op.drop_table("evidence")
