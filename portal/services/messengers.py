"""Ways for a message to leave the house: the log, an SMS gateway over HTTP, a chat by Apprise."""

import json
import logging
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any, Final, Protocol
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from portal.domain.delivery import Failure
from portal.domain.events import EventName

logger = logging.getLogger("portal.outbox")
TIMEOUT_SECONDS: Final = 10
LONGEST_ANSWER: Final = 65_536
# A proxy in between says so when it does not know what became of a request.
_NOBODY_KNOWS: Final = frozenset({502, 504})
DEFAULT_BODY: Final = '{"phone": "{phone}", "text": "{text}", "id": "{id}"}'


@dataclass(frozen=True)
class Letter:
    """A message in a sender's hands. Neither phone nor text is in its repr."""

    message_id: int
    event: EventName
    phone: str = field(repr=False)
    text: str = field(repr=False)


class NotSent(Exception):
    """The message has not gone out, or nobody knows (`Failure`), with the answer's number."""

    def __init__(self, failure: Failure, status: int | None = None) -> None:
        super().__init__(failure, status)
        self.failure = failure
        self.status = status


class UnknownMessenger(Exception):
    """No such way, or its address is not understood."""


class Messenger(Protocol):
    """A way out. Returns when the message was taken over for delivery."""

    def send(self, letter: Letter) -> None:
        """Raises NotSent."""


class Log:
    """For trials: writes which message would have gone out, neither its text nor its phone."""

    def send(self, letter: Letter) -> None:
        """Always succeeds."""
        logger.info("message %s %s", letter.message_id, letter.event)


class _NoRedirect(HTTPRedirectHandler):
    """A redirected POST would go on as a GET without its body, and look like a success."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True)
class SmsGateway:
    """Any gateway that takes a JSON POST.

    `body` is JSON in whose strings {phone}, {text}, {id} and {token} are filled in; without
    {token} the token goes into the Authorization header. `expect` must stand in a good answer,
    white space aside: many gateways answer 200 to everything.
    """

    url: str = field(repr=False)
    token: str = field(default="", repr=False)
    body: str = field(default=DEFAULT_BODY, repr=False)
    expect: str = ""
    timeout_seconds: float = TIMEOUT_SECONDS

    def send(self, letter: Letter) -> None:
        """Post it once. Raises NotSent."""
        answer = self._post(self._request(letter))
        if _squeezed(self.expect) not in _squeezed(answer.decode("utf-8", "replace")):
            raise NotSent(Failure.REJECTED, 200)

    def _request(self, letter: Letter) -> Request:
        values = {
            "{phone}": letter.phone,
            "{text}": letter.text,
            "{id}": str(letter.message_id),
            "{token}": self.token,
        }
        filled = json.dumps(_fill(json.loads(self.body), values), ensure_ascii=False)
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if self.token and "{token}" not in self.body:
            headers["Authorization"] = f"Bearer {self.token}"
        return Request(self.url, filled.encode(), headers, method="POST")  # noqa: S310

    def _post(self, request: Request) -> bytes:
        try:
            with build_opener(_NoRedirect).open(request, timeout=self.timeout_seconds) as answer:
                body: bytes = answer.read(LONGEST_ANSWER)
                return body
        except HTTPError as error:
            error.close()
            unsure = error.code in _NOBODY_KNOWS
            raise NotSent(Failure.NO_ANSWER if unsure else Failure.REJECTED, error.code) from None
        except URLError:
            # Raised only while connecting and writing: the gateway has not got it whole.
            raise NotSent(Failure.UNREACHABLE) from None
        except (OSError, HTTPException):
            raise NotSent(Failure.NO_ANSWER) from None


class Chat:
    """WeCom, DingTalk, mail, or any other service that Apprise has an address for.

    {phone} in the address is filled in; without it every message goes to one group, whose members
    pass it on. Apprise does not say why it failed, so a failure is tried again.
    """

    def __init__(self, address: str) -> None:
        import apprise  # half a second that only those pay who use it

        # Both would write addresses, and with them keys and phones.
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
        logging.getLogger("urllib3").setLevel(logging.ERROR)
        self._apprise = apprise
        self._address = address
        self._open("13800138000")

    def _open(self, phone: str) -> Any:
        chat = self._apprise.Apprise()
        if not chat.add(self._address.replace("{phone}", phone)):
            raise UnknownMessenger
        return chat

    def say(self, text: str) -> bool:
        """Say something to whoever the address stands for."""
        return bool(self._open("").notify(body=text, title=""))

    def send(self, letter: Letter) -> None:
        """Hand it over. Raises NotSent."""
        if not self._open(letter.phone).notify(body=letter.text, title=""):
            raise NotSent(Failure.REJECTED)


def choose(name: str, gateway: SmsGateway | None = None) -> Messenger:
    """The messenger of a setting: `log`, `sms`, or an Apprise address. Raises UnknownMessenger."""
    if name == "log":
        return Log()
    if name == "sms" and gateway is not None:
        return gateway
    if "://" in name:
        return Chat(name)
    raise UnknownMessenger


def tell_group(address: str, text: str) -> bool:
    """Say something to a chat of the staff, without names or phones; whether it was taken.
    Raises UnknownMessenger."""
    if "{phone}" in address:
        raise UnknownMessenger
    return Chat(address).say(text)


def _fill(value: Any, values: dict[str, str]) -> Any:
    """The template with its places filled; what is filled in is never read as a template again."""
    if isinstance(value, dict):
        return {key: _fill(each, values) for key, each in value.items()}
    if isinstance(value, list):
        return [_fill(each, values) for each in value]
    if not isinstance(value, str):
        return value
    for place, filled in values.items():
        if place in value:
            before, _, after = value.partition(place)
            return _fill(before, values) + filled + _fill(after, values)
    return value


def _squeezed(text: str) -> str:
    return "".join(text.split())
