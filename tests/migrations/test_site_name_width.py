"""0005: names are compared in one width, and two sites that turn out alike are both kept."""

import logging
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, text

from portal.models import Site
from portal.services import migrate


def _insert(connection: Connection, number: int, name: str, region: str = "620502") -> None:
    connection.execute(
        text(
            "insert into site (id, code, name, name_key, region, address, industry, status,"
            " permit_no, longminggong_no, pay_day, no_subcontractor, registered_at, changed_at)"
            " values (:id, :code, :name, :key, :region, '', 'housing', 'active', '', '',"
            " '', false, :moment, :moment)"
        ),
        {
            "id": number,
            "code": f"{number:08d}",
            "name": name,
            "key": "".join(name.split()).casefold(),
            "region": region,
            "moment": datetime(2026, 11, 1, tzinfo=UTC),
        },
    )


def _keys(connection: Connection) -> list[str]:
    return list(connection.execute(text("select name_key from site order by id")).scalars())


def test_names_are_compared_in_one_width_and_twins_are_told(
    empty: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    names = ["示例桥（一标段）", "示例楼（Ａ）", "示例楼(a)", "示例路"]
    with empty.begin() as connection:
        migrate.upgrade(connection, "0004")
        for number, name in enumerate(names, start=1):
            _insert(connection, number, name)
        _insert(connection, 5, "示例楼（Ａ）", region="620503")
        old = _keys(connection)
    with empty.begin() as connection, caplog.at_level(logging.WARNING, "portal.migrations"):
        migrate.upgrade(connection, "0005")
        assert _keys(connection) == [
            Site.key_of(names[0]), old[1], "示例楼(a)", "示例路", "示例楼(a)",
        ]  # fmt: skip
    assert "00000002" in caplog.text
    with empty.begin() as connection:
        migrate.downgrade(connection, "0004")
        assert _keys(connection) == old
