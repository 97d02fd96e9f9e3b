"""The ways out of the house: what is sent, what counts as sent, and what a failure gives away."""

import logging
import socket
from collections.abc import Iterator

import pytest

from portal.domain.delivery import Failure
from portal.domain.events import EventName
from portal.services import messengers
from portal.services.messengers import Letter, NotSent, SmsGateway, UnknownMessenger
from tests.gateway import Gateway, open_gateway

PHONE, TEXT, TOKEN = "19912345678", '登记号 3817 2946："已受理"，{id}', "a secret token"
# Apprise loads all its services, and some of them still import what Python is about to drop.
QUIET = pytest.mark.filterwarnings("ignore::DeprecationWarning")
LETTER = Letter(7, EventName.ACCEPTED, PHONE, TEXT)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    monkeypatch.setenv("no_proxy", "*")
    gateway, server = open_gateway()
    yield gateway
    server.shutdown()
    server.server_close()


def failure_of(sms: messengers.Messenger) -> tuple[Failure, int | None]:
    with pytest.raises(NotSent) as failed:
        sms.send(LETTER)
    assert PHONE not in repr(failed.value)
    assert failed.value.__cause__ is None
    return failed.value.failure, failed.value.status


def test_a_message_is_posted_as_json_with_its_token_in_the_header(gateway: Gateway) -> None:
    SmsGateway(gateway.url, TOKEN).send(LETTER)
    assert gateway.got == [{"phone": PHONE, "text": TEXT, "id": "7"}]
    assert gateway.got_headers[0]["Authorization"] == f"Bearer {TOKEN}"


def test_the_body_is_what_the_gateway_wants_and_text_is_never_read_as_a_template(
    gateway: Gateway,
) -> None:
    body = '{"key": "{token}", "to": ["+86{phone}"], "sms": {"content": "【示例】{text}"}, "n": 1}'
    SmsGateway(gateway.url, TOKEN, body).send(LETTER)
    assert gateway.got == [
        {"key": TOKEN, "to": [f"+86{PHONE}"], "sms": {"content": f"【示例】{TEXT}"}, "n": 1}
    ]
    assert "Authorization" not in gateway.got_headers[0]


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 503])
def test_an_error_means_not_taken(gateway: Gateway, status: int) -> None:
    gateway.status = status
    assert failure_of(SmsGateway(gateway.url)) == (Failure.REJECTED, status)


def test_a_redirect_is_not_followed_because_it_would_look_like_a_success(gateway: Gateway) -> None:
    gateway.status, gateway.headers = 302, {"Location": "/signin"}
    assert failure_of(SmsGateway(gateway.url)) == (Failure.REJECTED, 302)
    assert len(gateway.got) == 1


@pytest.mark.parametrize("status", [502, 504])
def test_a_proxy_that_lost_the_answer_leaves_it_unknown(gateway: Gateway, status: int) -> None:
    gateway.status = status
    assert failure_of(SmsGateway(gateway.url)) == (Failure.NO_ANSWER, status)


def test_no_answer_in_time_leaves_it_unknown(gateway: Gateway) -> None:
    gateway.wait_seconds = 0.5
    assert failure_of(SmsGateway(gateway.url, timeout_seconds=0.1)) == (Failure.NO_ANSWER, None)
    assert len(gateway.got) == 1


def test_a_gateway_that_is_not_there_has_certainly_not_got_it() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/"
        assert failure_of(SmsGateway(url, timeout_seconds=1)) == (Failure.UNREACHABLE, None)


def test_an_answer_without_the_expected_words_is_a_refusal(gateway: Gateway) -> None:
    SmsGateway(gateway.url, expect='"code":0').send(LETTER)
    gateway.answer = '{"code": 1017, "to": "' + PHONE + '"}'
    assert failure_of(SmsGateway(gateway.url, expect='"code":0')) == (Failure.REJECTED, 200)


def test_the_log_says_which_message_and_nothing_more(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    messengers.choose("log").send(LETTER)
    assert caplog.messages == ["message 7 accepted"]


@QUIET
def test_apprise_reaches_a_service_by_its_address_and_logs_no_phone(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    address = gateway.url.replace("http://", "json://").replace("/send", "/{phone}/key-secret")
    chat = messengers.choose(address)
    chat.send(LETTER)
    assert gateway.got[0]["message"] == TEXT
    gateway.status = 500
    assert failure_of(chat) == (Failure.REJECTED, None)
    for secret in (PHONE, "13800138000", "key-secret", "已受理"):
        assert secret not in caplog.text


@QUIET
@pytest.mark.parametrize("name", ["", "sms", "pigeon", "pigeon://x", "wecombot://"])
def test_a_way_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(UnknownMessenger):
        messengers.choose(name)


def test_nothing_secret_is_in_what_an_error_would_print() -> None:
    shown = repr(LETTER) + repr(SmsGateway("https://x/?key=k1", TOKEN, '{"k": "k2"}'))
    for secret in (PHONE, "已受理", TOKEN, "k1", "k2"):
        assert secret not in shown
