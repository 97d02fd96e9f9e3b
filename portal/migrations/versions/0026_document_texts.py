"""The office's own texts of the documents, each wording kept."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "document_text",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=120), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by_id", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_by_id"], ["staff.id"], name="fk_document_text_kept_by_id_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document_text"),
    )
    op.create_index("ix_document_text_kind_id", "document_text", ["kind", "id"])


def downgrade() -> None:
    op.drop_table("document_text")
