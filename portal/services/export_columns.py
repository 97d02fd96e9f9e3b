"""Columns that many lists have."""

from typing import Any, Final

from portal.domain import regions
from portal.domain.codes import spoken
from portal.services.export_sheet import Column, Value

REGION: Final = Column("region", lambda row: regions.name_of(row.region))


def _of_site(field: str) -> Column:
    def read(row: Any) -> Value:
        if row.site is None:
            return ""
        return spoken(row.site.code) if field == "code" else row.site.name

    return Column(f"site_{field}", read)


SITE: Final = (_of_site("code"), _of_site("name"))
