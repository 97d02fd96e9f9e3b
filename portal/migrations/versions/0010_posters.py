"""Issues of posters, where they hang, batches of prints, and how often they are scanned."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "scan_count",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("site_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("placement_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("scans", sa.Integer(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("submitted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("on", "site_id", "placement_id", name="pk_scan_count"),
    )
    op.create_index("ix_scan_count_placement_id_on", "scan_count", ["placement_id", "on"])
    op.create_table(
        "print_batch",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", ROW_ID, nullable=False),
        sa.Column("is_cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=32), nullable=True),
        sa.Column("result_name", sa.String(length=44), nullable=True),
        sa.Column("result_key", sa.Text(), nullable=True),
        sa.Column("result_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["staff.id"], name="fk_print_batch_asked_by_id_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_print_batch"),
    )
    op.create_index("ix_print_batch_state_id", "print_batch", ["state", "id"])
    op.create_table(
        "poster_issue",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("site_id", ROW_ID, nullable=False),
        sa.Column("product", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("stale_facts", sa.JSON(), nullable=False),
        sa.Column("stale_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", ROW_ID, nullable=True),
        sa.Column("batch_id", ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["print_batch.id"], name="fk_poster_issue_batch_id_print_batch"
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["staff.id"], name="fk_poster_issue_issued_by_id_staff"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_poster_issue_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_poster_issue"),
        sa.UniqueConstraint(
            "site_id", "product", "version", name="uq_poster_issue_site_id_product_version"
        ),
    )
    op.create_index("ix_poster_issue_batch_id_id", "poster_issue", ["batch_id", "id"])
    op.create_index("ix_poster_issue_state_id", "poster_issue", ["state", "id"])
    op.create_table(
        "placement",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("site_id", ROW_ID, nullable=True),
        sa.Column("region", sa.String(length=6), nullable=False),
        sa.Column("product", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=60), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hung_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hung_by_id", ROW_ID, nullable=True),
        sa.Column("issue_id", ROW_ID, nullable=True),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_down_by_id", ROW_ID, nullable=True),
        sa.Column("taken_down_reason", sa.String(length=60), nullable=False),
        sa.Column("photo_name", sa.String(length=40), nullable=True),
        sa.Column("photo_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["hung_by_id"], ["staff.id"], name="fk_placement_hung_by_id_staff"),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["poster_issue.id"], name="fk_placement_issue_id_poster_issue"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_placement_site_id_site"),
        sa.ForeignKeyConstraint(
            ["taken_down_by_id"], ["staff.id"], name="fk_placement_taken_down_by_id_staff"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_placement"),
        sa.UniqueConstraint("photo_name", name="uq_placement_photo_name"),
    )
    op.create_index("ix_placement_region_id", "placement", ["region", "id"])
    op.create_index("ix_placement_site_id_id", "placement", ["site_id", "id"])
    op.create_table(
        "print_batch_site",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("batch_id", ROW_ID, nullable=False),
        sa.Column("site_id", ROW_ID, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("refusal", sa.String(length=32), nullable=True),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("issue_id", ROW_ID, nullable=True),
        sa.Column("is_reprint", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["print_batch.id"], name="fk_print_batch_site_batch_id_print_batch"
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["poster_issue.id"], name="fk_print_batch_site_issue_id_poster_issue"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_print_batch_site_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_print_batch_site"),
        sa.UniqueConstraint("batch_id", "site_id", name="uq_print_batch_site_batch_id_site_id"),
    )
    op.create_index(
        "ix_print_batch_site_batch_id_state_id", "print_batch_site", ["batch_id", "state", "id"]
    )


def downgrade() -> None:
    op.drop_index("ix_print_batch_site_batch_id_state_id", "print_batch_site")
    op.drop_table("print_batch_site")
    op.drop_index("ix_placement_site_id_id", "placement")
    op.drop_index("ix_placement_region_id", "placement")
    op.drop_table("placement")
    op.drop_index("ix_poster_issue_state_id", "poster_issue")
    op.drop_index("ix_poster_issue_batch_id_id", "poster_issue")
    op.drop_table("poster_issue")
    op.drop_index("ix_print_batch_state_id", "print_batch")
    op.drop_table("print_batch")
    op.drop_index("ix_scan_count_placement_id_on", "scan_count")
    op.drop_table("scan_count")
