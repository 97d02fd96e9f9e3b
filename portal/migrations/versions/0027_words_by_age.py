"""PostgreSQL: where in the table the words of complaints of an age lie."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "ix_complaint_words_age",
            "complaint_words",
            ["complaint_id"],
            postgresql_using="brin",
            postgresql_ops={"complaint_id": "int8_minmax_multi_ops"},
            postgresql_with={"autosummarize": "on"},
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_complaint_words_age", "complaint_words")
