"""A question has the office's target for its answer, and no clock of acceptance."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_RENAME = """
    UPDATE clock SET kind = '{now}'
    WHERE kind = '{was}' AND complaint_id IN (SELECT id FROM complaint WHERE kind = 'enquiry')
"""


def upgrade() -> None:
    op.execute(_RENAME.format(was="acceptance", now="answer"))


def downgrade() -> None:
    op.execute(_RENAME.format(was="answer", now="acceptance"))
