"""0016: what ran before there was a table for clocks runs in it afterwards, and nothing else; 0031:
the clock of a question is the one of its answer."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, text

from portal.services import migrate

# Late in the evening in UTC it is the next day in China.
EVENING = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)
ACCEPTED = datetime(2026, 11, 4, 2, 0, tzinfo=UTC)
DUE, INVESTIGATED_BY = date(2026, 11, 10), date(2027, 1, 27)


def _insert(connection: Connection, number: int, status: str, until: date | None) -> None:
    connection.execute(
        text(
            "insert into complaint (id, number, kind, topic, channel, status, was_disputed,"
            " region, employer, place, months, earlier, headcount, is_anonymous,"
            " is_confidential, query_code_key, is_code_seen, is_code_changed, received_at,"
            " acceptance_due_on, investigation_due_on, is_due_provisional,"
            " is_investigation_provisional)"
            " values (:id, :number, 'complaint', 'wages', 'scan', :status, false, '620502',"
            " '', '', '[]', '', '1', false, true, 'x', false, false, :moment, :due, :until, false,"
            " true)"
        ),
        {
            "id": number,
            "number": f"{number:08d}",
            "status": status,
            "moment": EVENING,
            "due": DUE,
            "until": until,
        },
    )


def test_clocks_that_ran_before_run_on(empty: Engine) -> None:
    with empty.begin() as connection:
        migrate.upgrade(connection, "0015")
        _insert(connection, 1, "need_info", None)
        _insert(connection, 2, "investigating", INVESTIGATED_BY)
        _insert(connection, 3, "closed", INVESTIGATED_BY)
        connection.execute(
            text(
                "insert into event (name, at, complaint_id, facts)"
                " values ('accepted', :at, 2, '{}')"
            ),
            {"at": ACCEPTED},
        )
    with empty.begin() as connection:
        migrate.upgrade(connection)
        columns = "complaint_id, kind, started_on, due_on, working_days, is_provisional, ended_on"
        rows = connection.execute(text(f"select {columns} from clock order by id")).all()
    told = [
        (row[0], row[1], str(row[2]), str(row[3]), row[4], bool(row[5]), row[6]) for row in rows
    ]
    assert told == [
        (1, "acceptance", "2026-11-03", str(DUE), 5, False, None),
        (2, "investigation", "2026-11-04", str(INVESTIGATED_BY), 60, True, None),
    ]


def test_what_runs_for_a_question_is_the_clock_of_its_answer(empty: Engine) -> None:
    started = (
        "insert into clock (complaint_id, region, kind, started_on, due_on, working_days,"
        " is_provisional) values (:id, '620502', 'acceptance', :on, :due, 5, false)"
    )
    kinds = text("select kind from clock order by complaint_id")
    with empty.begin() as connection:
        migrate.upgrade(connection, "0030")
        for number in (1, 2):
            _insert(connection, number, "received", None)
            connection.execute(text(started), {"id": number, "on": DUE, "due": DUE})
        connection.execute(text("update complaint set kind = 'enquiry' where id = 2"))
        migrate.upgrade(connection)
        assert connection.scalars(kinds).all() == ["acceptance", "answer"]
