"""Group alarms of sites, and notices that speak of them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GOES_ON = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "group_alarm",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("site_id", ROW_ID, nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("crossed", sa.String(length=80), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sum_fen", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("group_id", ROW_ID, nullable=True),
        sa.Column("settled_by_id", ROW_ID, nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["group_case.id"], name="fk_group_alarm_group_id_group_case"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["staff.id"], name="fk_group_alarm_settled_by_id_staff"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_group_alarm_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_group_alarm"),
    )
    op.create_index(
        "ix_group_alarm_going_on",
        "group_alarm",
        ["site_id"],
        unique=True,
        sqlite_where=GOES_ON,
        postgresql_where=GOES_ON,
    )
    op.create_index("ix_group_alarm_group_id", "group_alarm", ["group_id"])
    op.create_index("ix_group_alarm_region_id", "group_alarm", ["region", "id"])
    with op.batch_alter_table("notice") as notice:
        notice.alter_column("clock_id", existing_type=ROW_ID, nullable=True)
        notice.alter_column("urgency", existing_type=sa.String(length=32), nullable=True)
        notice.add_column(sa.Column("alarm_id", ROW_ID, nullable=True))
        notice.add_column(sa.Column("level", sa.String(length=32), nullable=True))
        notice.create_foreign_key(
            "fk_notice_alarm_id_group_alarm", "group_alarm", ["alarm_id"], ["id"]
        )
    op.create_index("ix_notice_alarm_id_level", "notice", ["alarm_id", "level"], unique=True)


def downgrade() -> None:
    op.execute("delete from notice where clock_id is null")
    op.drop_index("ix_notice_alarm_id_level", "notice")
    with op.batch_alter_table("notice") as notice:
        notice.drop_constraint("fk_notice_alarm_id_group_alarm", type_="foreignkey")
        notice.drop_column("level")
        notice.drop_column("alarm_id")
        notice.alter_column("urgency", existing_type=sa.String(length=32), nullable=False)
        notice.alter_column("clock_id", existing_type=ROW_ID, nullable=False)
    op.drop_table("group_alarm")
