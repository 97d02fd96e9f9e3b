"""Clocks of their own, the case file, the ledger, and notices for the staff."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
RUNNING = sa.text("ended_on IS NULL")
# Clocks that ran before there was a table for them. The day of an acceptance is that of its event;
# SQLite keeps moments as text in UTC, so the hours to China are added before the day is cut off.
_DAY = {
    "sqlite": "date({}, '+8 hours')",
    "postgresql": "({} at time zone 'Asia/Shanghai')::date",
}
_ACCEPTANCE = """
insert into clock
 (complaint_id, region, kind, started_on, due_on, working_days, is_provisional)
select id, region, 'acceptance', {received}, acceptance_due_on, 5, is_due_provisional
from complaint where status in ('received', 'need_info', 'transferred')
 and investigation_due_on is null
"""
_INVESTIGATION = """
insert into clock
 (complaint_id, region, kind, started_on, due_on, working_days, is_provisional)
select c.id, c.region, 'investigation',
 coalesce((select {accepted} from event e where e.complaint_id = c.id and e.name = 'accepted'
  order by e.id limit 1), {received}),
 c.investigation_due_on, 60, c.is_investigation_provisional
from complaint c where c.investigation_due_on is not null
 and c.status in ('received', 'need_info', 'accepted', 'transferred', 'investigating')
"""


def upgrade() -> None:
    op.create_table(
        "clock",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_clock_complaint_id_complaint"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
    )
    op.create_index("ix_clock_complaint_id_id", "clock", ["complaint_id", "id"])
    for columns in (
        ["due_on", "id"],
        ["region", "due_on", "id"],
        ["kind", "due_on", "id"],
        ["region", "kind", "due_on", "id"],
    ):
        op.create_index(
            f"ix_clock_running_{'_'.join(columns)}",
            "clock",
            columns,
            sqlite_where=RUNNING,
            postgresql_where=RUNNING,
        )
    op.create_table(
        "case_file",
        sa.Column("complaint_id", ROW_ID, nullable=False, autoincrement=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("lead_id", ROW_ID, nullable=True),
        sa.Column("lead_certificate", sa.String(length=40), nullable=False),
        sa.Column("second_id", ROW_ID, nullable=True),
        sa.Column("second_certificate", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=True),
        sa.Column("is_heard", sa.Boolean(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("is_served", sa.Boolean(), nullable=False),
        sa.Column("was_extended", sa.Boolean(), nullable=False),
        sa.Column("is_to_county", sa.Boolean(), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_case_file_complaint_id_complaint"
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["staff.id"], name="fk_case_file_lead_id_staff"),
        sa.ForeignKeyConstraint(["second_id"], ["staff.id"], name="fk_case_file_second_id_staff"),
        sa.PrimaryKeyConstraint("complaint_id", name="pk_case_file"),
    )
    op.create_index("ix_case_file_lead_id", "case_file", ["lead_id"])
    op.create_table(
        "ledger_line",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("complaint_id", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("claimed_fen", sa.BigInteger(), nullable=True),
        sa.Column("verified_fen", sa.BigInteger(), nullable=True),
        sa.Column("ordered_fen", sa.BigInteger(), nullable=True),
        sa.Column("paid_fen", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name="fk_ledger_line_complaint_id_complaint"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_line"),
    )
    op.create_index(
        "ix_ledger_line_complaint_id_position",
        "ledger_line",
        ["complaint_id", "position"],
        unique=True,
    )
    op.create_table(
        "notice",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("clock_id", ROW_ID, nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("urgency", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name="fk_notice_clock_id_clock"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
    )
    op.create_index("ix_notice_clock_id_urgency", "notice", ["clock_id", "urgency"], unique=True)
    op.create_index("ix_notice_region_id", "notice", ["region", "id"])
    op.add_column("complaint", sa.Column("sent_to", sa.String(length=6), nullable=True))
    op.create_index("ix_complaint_sent_to_id", "complaint", ["sent_to", "id"])
    op.add_column(
        "staff",
        sa.Column("notices_seen_id", sa.BigInteger(), nullable=False, server_default="0"),
    )
    _start_what_runs()


def _start_what_runs() -> None:
    day = _DAY[op.get_bind().dialect.name]
    op.execute(_ACCEPTANCE.format(received=day.format("received_at")))
    op.execute(
        _INVESTIGATION.format(accepted=day.format("e.at"), received=day.format("c.received_at"))
    )


def downgrade() -> None:
    op.drop_column("staff", "notices_seen_id")
    op.drop_index("ix_complaint_sent_to_id", "complaint")
    op.drop_column("complaint", "sent_to")
    op.drop_table("notice")
    op.drop_table("ledger_line")
    op.drop_table("case_file")
    op.drop_table("clock")
