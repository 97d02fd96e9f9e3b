"""What complaints are searched by: keyed tokens, indexed by FTS5 or GIN; and look-up by name."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")
# FTS5 keeps no text of its own: what it is to forget it must be told word for word, so the words
# stand in the table and triggers tell it. No word holds anything but letters and digits.
FTS5 = (
    """
    CREATE VIRTUAL TABLE complaint_words_fts USING fts5(
        words, content='complaint_words', content_rowid='complaint_id',
        detail='none', columnsize=0, tokenize='ascii'
    )
    """,
    """
    CREATE TRIGGER complaint_words_added AFTER INSERT ON complaint_words BEGIN
        INSERT INTO complaint_words_fts (rowid, words) VALUES (new.complaint_id, new.words);
    END
    """,
    """
    CREATE TRIGGER complaint_words_removed AFTER DELETE ON complaint_words BEGIN
        INSERT INTO complaint_words_fts (complaint_words_fts, rowid, words)
            VALUES ('delete', old.complaint_id, old.words);
    END
    """,
    """
    CREATE TRIGGER complaint_words_changed AFTER UPDATE ON complaint_words BEGIN
        INSERT INTO complaint_words_fts (complaint_words_fts, rowid, words)
            VALUES ('delete', old.complaint_id, old.words);
        INSERT INTO complaint_words_fts (rowid, words) VALUES (new.complaint_id, new.words);
    END
    """,
)


def upgrade() -> None:
    op.create_index("ix_complaint_name_key_id", "complaint", ["name_key", "id"])
    op.create_table(
        "complaint_words",
        sa.Column("complaint_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name="fk_complaint_words_complaint_id_complaint",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("complaint_id", name="pk_complaint_words"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS5:
            op.execute(statement)
    else:
        op.create_index(
            "ix_complaint_words_words", "complaint_words", ["words"], postgresql_using="gin"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE complaint_words_fts")
    op.drop_table("complaint_words")
    op.drop_index("ix_complaint_name_key_id", "complaint")
