"""What a search of the register looks into, with pinyin initials; and sites that were merged."""

import re
import unicodedata
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op
from pypinyin import Style, lazy_pinyin

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

AT_ONCE = 1000
SITE = sa.table(
    "site",
    sa.column("id", sa.BigInteger),
    sa.column("code", sa.String),
    sa.column("name", sa.String),
    sa.column("name_key", sa.String),
    sa.column("address", sa.String),
    sa.column("permit_no", sa.String),
    sa.column("longminggong_no", sa.String),
    sa.column("search_text", sa.Text),
    sa.column("merged_into_id", sa.BigInteger),
)
PARTY = sa.table(
    "party",
    sa.column("site_id", sa.BigInteger),
    sa.column("role", sa.String),
    sa.column("position", sa.Integer),
    sa.column("organisation", sa.String),
)
UNMERGED = sa.text("merged_into_id is null")


def upgrade() -> None:
    op.add_column("site", sa.Column("search_text", sa.Text(), nullable=False, server_default=""))
    # Not by Alembic: on SQLite it would make the table anew, and its parties would be deleted.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE site ADD COLUMN merged_into_id {kind}"
        " CONSTRAINT fk_site_merged_into_id_site REFERENCES site (id)"
    )
    op.create_index("ix_site_merged_into_id", "site", ["merged_into_id"])
    op.drop_index("ix_party_site_id_position", "party")
    op.create_index("ix_party_site_id_role_position", "party", ["site_id", "role", "position"])
    op.drop_index("ix_site_region_name_key", "site")
    op.create_index(
        "ix_site_region_name_key",
        "site",
        ["region", "name_key"],
        unique=True,
        sqlite_where=UNMERGED,
        postgresql_where=UNMERGED,
    )
    _fill()


def downgrade() -> None:
    # The name of a merged site may be another's by now, and is to be unique again.
    merged = SITE.c.merged_into_id.is_not(None)
    op.execute(sa.update(SITE).where(merged).values(name_key=SITE.c.code))
    op.drop_index("ix_site_region_name_key", "site")
    op.create_index("ix_site_region_name_key", "site", ["region", "name_key"], unique=True)
    op.drop_index("ix_party_site_id_role_position", "party")
    op.create_index("ix_party_site_id_position", "party", ["site_id", "position"])
    op.drop_index("ix_site_merged_into_id", "site")
    op.drop_column("site", "merged_into_id")
    op.drop_column("site", "search_text")


def _fill() -> None:
    connection = op.get_bind()
    parties = defaultdict(list)
    for party in connection.execute(sa.select(PARTY).order_by(PARTY.c.position)):
        if party.organisation:
            parties[party.site_id].append(party)
    filling = (
        sa.update(SITE)
        .where(SITE.c.id == sa.bindparam("row"))
        .values(search_text=sa.bindparam("found_by"))
    )
    sites = connection.execute(sa.select(SITE)).all()
    for start in range(0, len(sites), AT_ONCE):
        rows = [
            {"row": site.id, "found_by": _search_text(site, parties[site.id])}
            for site in sites[start : start + AT_ONCE]
        ]
        connection.execute(filling, rows)


def _search_text(site: Any, parties: list[Any]) -> str:
    organisations = [party.organisation for party in parties]
    contractors = [p.organisation for p in parties if p.role == "general_contractor"]
    said = [site.name, site.address, site.permit_no, site.longminggong_no, *organisations]
    spelt = [_initials(text) for text in (site.name, *contractors)]
    return "\n".join(text for text in (*map(_comparable, said), *spelt) if text)


def _comparable(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _initials(text: str) -> str:
    letters = "".join(lazy_pinyin(_comparable(text), style=Style.FIRST_LETTER))
    return re.sub(r"[^a-z0-9]", "", letters)
