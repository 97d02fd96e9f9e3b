"""Migrations: from nothing, equal to the models, and up and down with data in the tables."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from portal.models import Base
from portal.models.complaint_words import FTS
from portal.services import migrate


def test_the_newest_layout_is_that_of_the_models(empty: Engine) -> None:
    with empty.begin() as connection:
        migrate.upgrade(connection)
        is_ours = partial(_is_ours, connection.dialect.name)
        opts = {"compare_type": True, "include_object": is_ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []


def _is_ours(dialect: str, _thing: object, name: str | None, kind: str, *_: object) -> bool:
    """The words of complaints are indexed by GIN and BRIN, or by FTS5 in tables of its own."""
    if kind == "index" and name in ("ix_complaint_words_words", "ix_complaint_words_age"):
        return dialect == "postgresql"
    return kind != "table" or not str(name).startswith(FTS)


def test_all_the_way_down_leaves_nothing_behind(empty: Engine) -> None:
    with empty.begin() as connection:
        migrate.upgrade(connection)
    with empty.begin() as connection:
        migrate.downgrade(connection, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_each_step_down_and_up_again_keeps_the_data_of_the_steps_below(empty: Engine) -> None:
    with empty.begin() as connection:
        migrate.upgrade(connection, "0001")
        _insert_site(connection)
    with empty.begin() as connection:
        migrate.upgrade(connection)
        _insert_complaint(connection)
    with empty.begin() as connection:
        migrate.downgrade(connection, "0001")
    with empty.begin() as connection:
        migrate.upgrade(connection)
        assert connection.execute(text("select name from site")).scalar_one() == "示例"
        assert connection.execute(text("select count(*) from complaint")).scalar_one() == 0


def test_a_database_knows_where_it_stands(empty: Engine) -> None:
    with empty.begin() as connection:
        assert migrate.current(connection) is None
        migrate.upgrade(connection)
        assert migrate.current(connection) == migrate.head()


def _insert_site(connection: Any) -> None:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    connection.execute(
        text(
            "insert into site (id, code, name, name_key, region, address, industry, status,"
            " permit_no, longminggong_no, pay_day, no_subcontractor, registered_at, changed_at)"
            " values (1, '38172948', '示例', '示例', '620502', '', 'housing', 'active', '', '',"
            " '', false, :moment, :moment)"
        ),
        {"moment": moment},
    )


def _insert_complaint(connection: Any) -> None:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    connection.execute(
        text(
            "insert into complaint (id, number, kind, topic, channel, status, was_disputed,"
            " region, site_id, employer, place, months, earlier, headcount, is_anonymous,"
            " is_confidential, query_code_key, is_code_seen, is_code_changed, received_at,"
            " acceptance_due_on, is_due_provisional, is_investigation_provisional)"
            " values (1, '10000000', 'complaint', 'wages', 'scan', 'received', false, '620502',"
            " 1, '', '', '[]', '', '1', false, true, 'x', false, false, :moment, :due, false,"
            " false)"
        ),
        {"moment": moment, "due": date(2026, 11, 6)},
    )
