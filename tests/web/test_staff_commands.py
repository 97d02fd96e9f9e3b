"""flask staff: accounts from the command line, and what is refused there in one line."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Event, Staff
from portal.services import clock
from tests.web.test_commands import fails_in_one_line, run

LONG = "a long enough password"
WANG = ("staff", "add", "wang", "--name", "示例", "--role", "inspector", "--password", LONG)


def person(app: Flask) -> Staff:
    with app.app_context():
        return db.session.scalars(Staff.by_username("wang")).one()


def test_an_account_is_opened_from_the_command_line(app: Flask) -> None:
    assert "监察员，麦积区" in run(app, *WANG, "--county", "麦积").output
    assert (person(app).role, person(app).region) == (Role.INSPECTOR, "620503")
    assert "已经有了" in fails_in_one_line(run(app, *WANG, "--county", "麦积"))
    other = ("staff", "add", "li", "--name", "示例", "--role", "head")
    short = run(app, *other, "--county", "麦积", "--password", "short")
    assert "至少 12 位" in fails_in_one_line(short)
    far = run(app, *other, "--county", "兰州", "--password", LONG)
    assert "不是本市的县区" in fails_in_one_line(far)


def test_the_whole_city_is_given_only_when_it_is_named(app: Flask) -> None:
    silent = run(app, *WANG)
    assert silent.exit_code != 0
    assert "--county" in silent.output
    with app.app_context():
        assert db.session.scalar(Staff.by_username("wang")) is None
    assert "天水市" in run(app, *WANG, "--county", "天水市").output
    assert person(app).region == "620500"


@pytest.mark.parametrize(
    ("username", "name", "message"),
    [("a b", "示例", "用户名"), ("w" * 41, "示例", "用户名"), ("li", "示" * 41, "名字")],
)
def test_names_that_do_not_fit_are_one_line(
    app: Flask, username: str, name: str, message: str
) -> None:
    words = ("staff", "add", username, "--name", name, "--role", "head", "--county", "天水市")
    assert message in fails_in_one_line(run(app, *words, "--password", LONG))


def test_a_second_factor_is_shown_once(app: Flask) -> None:
    assert "otpauth://" in run(app, *WANG, "--county", "天水市", "--totp").output


def test_an_account_is_unlocked_given_a_password_and_disabled(app: Flask) -> None:
    run(app, *WANG, "--county", "麦积")
    assert "没有锁定" in run(app, "staff", "unlock", "wang").output
    with app.app_context():
        db.session.scalars(Staff.by_username("wang")).one().locked_until = clock.now()
        db.session.commit()
    assert "已解除锁定" in run(app, "staff", "unlock", "wang").output
    assert person(app).locked_until is None
    before = person(app).password_hash
    new = ("staff", "password", "wang", "--password")
    assert "至少 12 位" in fails_in_one_line(run(app, *new, "short"))
    assert "已重设密码" in run(app, *new, "another long password").output
    assert person(app).password_hash != before
    assert "已停用" in run(app, "staff", "disable", "wang").output
    assert "早已停用" in run(app, "staff", "disable", "wang").output
    assert not person(app).is_active
    with app.app_context():
        names = list(db.session.scalars(select(Event.name).order_by(Event.id)))
    assert names == [
        EventName.STAFF_ADDED,
        EventName.STAFF_UNLOCKED,
        EventName.STAFF_PASSWORD_SET,
        EventName.STAFF_DISABLED,
    ]


@pytest.mark.parametrize("command", ["disable", "unlock", "password"])
def test_an_account_that_is_not_there_is_one_line(app: Flask, command: str) -> None:
    password = ("--password", LONG) if command == "password" else ()
    assert "没有账号" in fails_in_one_line(run(app, "staff", command, "nobody", *password))
