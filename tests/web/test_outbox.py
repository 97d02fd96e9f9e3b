"""The outbox as admin sees it, and the command that a timer runs."""

import dataclasses
import logging
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from config import BadSetting, Config, from_environment
from portal.domain.delivery import Failure, MessageState
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Message
from tests import casefile, factories
from tests.gateway import Gateway, open_gateway
from tests.web.journey import staff_browser
from tests.web.test_commands import fails_in_one_line, run

PHONE = "19912345678"


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    monkeypatch.setenv("no_proxy", "*")
    gateway, server = open_gateway()
    yield gateway
    server.shutdown()
    server.server_close()


def queue(app: Flask, error: Failure | None = None, **facts: object) -> str:
    """One message in the outbox, dead if it has an error; the number of its complaint."""
    with app.app_context():
        complaint = factories.complaint(db.session, **{"phone": PHONE, **facts})
        casefile.accept(db.session, complaint, by=factories.member(db.session))
        db.session.flush()
        if error is not None:
            [message] = db.session.scalars(
                select(Message).where(Message.complaint_id == complaint.id)
            )
            message.state, message.last_error = MessageState.DEAD, error
            message.attempts, message.last_status = 6, 500
        db.session.commit()
        return complaint.number


def states(app: Flask) -> list[MessageState]:
    with app.app_context():
        return list(db.session.scalars(select(Message.state).order_by(Message.id)))


def test_dead_letters_are_listed_with_their_reason_and_a_masked_phone(app: Flask) -> None:
    number = queue(app, Failure.REJECTED)
    page = staff_browser(app, Role.ADMIN).get("/admin/outbox")
    assert page.status == 200
    assert f"{number[:4]} {number[4:]}" in page.text
    assert "199****5678" in page.text
    assert PHONE not in page.body.decode()
    for words in ("受理立案", "网关没有收（500）", "6 次", "没发出去", "只记日志"):
        assert words in page.text
    assert "短信" in page.all("//nav")[0].text_content()


def test_a_dead_letter_is_tried_again_at_a_button(app: Flask) -> None:
    queue(app, Failure.NO_ANSWER)
    admin = staff_browser(app, Role.ADMIN)
    address = admin.get("/admin/outbox").all("//td/form/@action")[0]
    assert admin.send(address, on="/admin/outbox").status == 303
    assert states(app) == [MessageState.QUEUED]
    assert admin.send(address, on="/admin/outbox").status == 404
    page = admin.get("/admin/outbox")
    assert not page.all("//td/form")


def test_all_at_once_leaves_those_that_may_have_arrived(app: Flask) -> None:
    queue(app, Failure.REJECTED)
    queue(app, Failure.INTERRUPTED)
    admin = staff_browser(app, Role.ADMIN)
    assert admin.send("/admin/outbox/retry", on="/admin/outbox").status == 303
    assert states(app) == [MessageState.QUEUED, MessageState.DEAD]


def test_another_countys_messages_do_not_exist(app: Flask) -> None:
    number = queue(app, Failure.REJECTED, region="620521")
    admin = staff_browser(app, Role.ADMIN, region="620502")
    page = admin.get("/admin/outbox")
    assert number[:4] not in page.text
    assert admin.send("/admin/outbox/1/retry", on="/console/account").status == 404
    assert admin.send("/admin/outbox/retry", on="/console/account").status == 303
    assert states(app) == [MessageState.DEAD]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_but_admin_sees_the_outbox_or_sends_again(app: Flask, role: Role) -> None:
    queue(app, Failure.REJECTED)
    person = staff_browser(app, role)
    assert person.get("/admin/outbox").status == 403
    for address in ("/admin/outbox/1/retry", "/admin/outbox/retry"):
        assert person.send(address, on="/console/account").status == 403
    assert "/admin/outbox" not in person.get("/console/account").body.decode()


def test_staff_who_see_the_complaint_see_that_it_was_sent_again(app: Flask) -> None:
    number = queue(app, Failure.REJECTED)
    staff_browser(app, Role.ADMIN).send("/admin/outbox/1/retry", on="/admin/outbox")
    assert "重发短信" in staff_browser(app).get(f"/console/complaints/{number}").text


def test_the_timers_command_sends_and_says_how_many(
    make_app: Callable[..., Flask], app: Flask, gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    number = queue(app)
    queue(app)
    by_sms = make_app(messenger="sms", sms_url=gateway.url, sms_token="t")
    done = run(by_sms, "outbox", "send", "--limit", "1")
    assert "发出 1，等会儿再试 0，没发出去 0" in done.output
    [sent] = gateway.got
    assert sent["phone"] == PHONE
    assert f"登记号 {number[:4]} {number[4:]}" in sent["text"]
    assert sent["text"].endswith("http://localhost/follow")
    shown = run(by_sms, "outbox", "show").output
    assert "等着发 1" in shown
    assert "已发出 1" in shown
    gateway.status = 500
    assert "网关没有收 1" in run(by_sms, "outbox", "send").output
    assert PHONE not in caplog.text + done.output


def test_a_gateway_that_is_away_stops_the_run_in_plain_words(
    make_app: Callable[..., Flask], app: Flask
) -> None:
    for _ in range(4):
        queue(app)
    away = make_app(messenger="sms", sms_url="http://127.0.0.1:9/")
    result = run(away, "outbox", "send")
    assert result.exit_code == 1
    assert "等会儿再试 3" in result.output
    assert "连不上网关" in result.output


def test_messages_that_are_off_are_neither_queued_nor_sent(make_app: Callable[..., Flask]) -> None:
    off = make_app(messenger="off")
    assert "不发短信" in run(off, "outbox", "send").output
    queue(off)
    assert states(off) == []
    assert "短信没有开" in staff_browser(off, Role.ADMIN).get("/admin/outbox").text


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_address_that_is_not_understood_is_one_line(make_app: Callable[..., Flask]) -> None:
    line = fails_in_one_line(run(make_app(messenger="pigeon://x"), "outbox", "send"))
    assert "Apprise" in line


@pytest.mark.parametrize(
    "settings",
    [
        {"MESSENGER": "pigeon"},
        {"MESSENGER": "sms"},
        {"MESSENGER": "sms", "SMS_URL": "ftp://x"},
        {"SMS_BODY": "phone={phone}"},
        {"SMS_BODY": '["{phone}"]'},
    ],
)
def test_a_setting_that_cannot_work_is_refused_at_the_start(settings: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        from_environment(settings)


def test_the_secrets_of_a_gateway_are_not_printed_with_the_configuration() -> None:
    config = from_environment(
        {
            "MESSENGER": "wecombot://botkey",
            "SMS_URL": "https://x/?key=urlkey",
            "SMS_TOKEN": "tokenkey",
            "SMS_BODY": '{"key": "bodykey"}',
        }
    )
    assert config.sms_token == "tokenkey"
    assert "key" not in repr(config).replace("key_file", "").replace("session_key", "")
    assert Config().messenger == "log"
    assert dataclasses.replace(config, messenger="off").tells_workers is False
