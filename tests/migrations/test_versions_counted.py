"""0033: what was kept before is counted from 1, of each subject by itself, in its order."""

from datetime import UTC, datetime

from sqlalchemy import Engine, text

from portal.services import migrate


def test_versions_of_before_are_counted_and_stay(empty: Engine) -> None:
    with empty.begin() as connection:
        migrate.upgrade(connection, "0032")
        moment = datetime(2026, 11, 1, tzinfo=UTC)
        connection.execute(
            text(
                "insert into staff (id, username, display_name, role, region, password_hash,"
                " is_active, failed_sign_ins, session_number, created_at, notices_seen_id)"
                " values (1, 'x', 'x', 'admin', '620500', 'x', true, 0, 0, :moment, 0)"
            ),
            {"moment": moment},
        )
        for number, kind in enumerate(("refusal", "closing", "refusal"), 1):
            connection.execute(
                text(
                    "insert into document_text (id, kind, text, confirmed_by, kept_at, kept_by_id)"
                    " values (:number, :kind, 'x', '', :moment, 1)"
                ),
                {"number": number, "kind": kind, "moment": moment},
            )
    counted = "select kind, version from document_text order by id"
    with empty.begin() as connection:
        migrate.upgrade(connection)
        rows = [tuple(row) for row in connection.execute(text(counted))]
        assert rows == [("refusal", 1), ("closing", 1), ("refusal", 2)]
    with empty.begin() as connection:
        migrate.downgrade(connection, "0032")
        assert connection.execute(text("select count(*) from document_text")).scalar_one() == 3
