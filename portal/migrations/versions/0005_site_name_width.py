"""Names of sites compared in one width: （一标段） and (一标段) are the same site."""

import logging
import unicodedata
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

logger = logging.getLogger("portal.migrations")
SITE = sa.table(
    "site",
    sa.column("id", sa.BigInteger),
    sa.column("code", sa.String),
    sa.column("region", sa.String),
    sa.column("name", sa.String),
    sa.column("name_key", sa.String),
)


def upgrade() -> None:
    _rewrite(lambda name: "".join(unicodedata.normalize("NFKC", name).split()).casefold()[:120])


def downgrade() -> None:
    _rewrite(lambda name: "".join(name.split()).casefold())


def _rewrite(key_of: Callable[[str], str]) -> None:
    """A site whose new key another one holds keeps its old key: people must say which of the two
    is the site, and until then both codes open their pages."""
    connection = op.get_bind()
    sites = connection.execute(sa.select(SITE).order_by(SITE.c.id)).all()
    held = {(site.region, site.name_key) for site in sites}
    for site in sites:
        key = key_of(site.name)
        if key == site.name_key:
            continue
        if (site.region, key) in held:
            logger.warning("工地 %s 和另一个工地同名（不分全角半角），请改其中一个", site.code)
            continue
        held.discard((site.region, site.name_key))
        held.add((site.region, key))
        connection.execute(sa.update(SITE).where(SITE.c.id == site.id).values(name_key=key))
