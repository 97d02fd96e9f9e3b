"""A thousand complaints from forty phones that lose their connection: none lost, none twice."""

import http.client
import os
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, select

from config import Config
from portal import create_app
from portal.domain.events import EventName
from portal.extensions import db
from portal.models import Complaint, Event
from portal.services import calendar, keys, migrate
from portal.services.clock import today
from tests import factories
from tests.browser.portal import Portal, free_port

PHONES, COMPLAINTS_EACH = 40, 25
ALL = PHONES * COMPLAINTS_EACH
# A worker process is killed each time that many complaints have been acknowledged.
KILL_AT = (ALL // 4, ALL // 2)
# A phone that hears nothing, or nonsense, sends the same form again.
TRIES = 40
_DIGITS = re.compile(r'<dd class="digits">([\d ]+)</dd>')


@dataclass
class LoadedPortal(Portal):
    """A portal of several worker processes on a database of either kind."""

    database_url: str = ""

    def _environment(self) -> dict[str, str]:
        more = {"DATABASE_URL": self.database_url, "WEB_WORKERS": "3", "TRUSTED_PROXIES": "1"}
        return {**super()._environment(), **more}

    def kill_the_busiest_worker(self) -> None:
        """As the kernel does when memory runs out: no goodbye, in the middle of everything."""
        assert self.process is not None
        master = self.process.pid
        workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        os.kill(int(max(workers, key=_processor_time)), signal.SIGKILL)


def _processor_time(pid: str) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@dataclass
class Tally:
    """What the phones have been told, all together."""

    receipts: dict[int, set[tuple[str, str]]] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, amount_fen: int, receipt: tuple[str, str]) -> None:
        with self.lock:
            self.receipts.setdefault(amount_fen, set()).add(receipt)


class Phone:
    """Sends forms until each has its receipt; its address and number are its own."""

    def __init__(self, number: int, portal: Portal, address: str, tally: Tally) -> None:
        self.number, self.portal, self.address, self.tally = number, portal, address, tally
        self.connection: http.client.HTTPConnection | None = None

    def send_all(self) -> None:
        for n in range(COMPLAINTS_EACH):
            # The amount tells in the database which form it was.
            yuan = 1000 + self.number * COMPLAINTS_EACH + n
            form = self._form(yuan)
            self.tally.acknowledge(yuan * 100, self._until_acknowledged(form))
            if n % 5 == 0:  # a finger that taps twice
                self.tally.acknowledge(yuan * 100, self._until_acknowledged(form))
        self._hang_up()

    def _form(self, yuan: int) -> bytes:
        return urlencode(
            {
                "step": "check",
                "go": "submit",
                "submission_key": f"key-{yuan}-of-the-load-test",
                "topic": "wages",
                "amount_yuan": str(yuan),
                "phone": f"199{self.number:08d}",
                "name": "王某某",
                "narrative": f"第{yuan}张表",
            }
        ).encode()

    def _until_acknowledged(self, form: bytes) -> tuple[str, str]:
        for _ in range(TRIES):
            try:
                return self._send(form)
            except (OSError, http.client.HTTPException) as error:
                self._hang_up()
                with self.tally.lock:
                    self.tally.failures[type(error).__name__] += 1
                time.sleep(0.2)
        raise AssertionError(f"no receipt after {TRIES} tries: {self.tally.failures}")

    def _send(self, form: bytes) -> tuple[str, str]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=20)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"10.0.0.{self.number + 1}",
        }
        self.connection.request("POST", self.address, form, headers)
        response = self.connection.getresponse()
        page = response.read().decode()
        numbers = ["".join(text.split()) for text in _DIGITS.findall(page)]
        if response.status != 200 or len(numbers) < 2:
            raise OSError(f"no receipt: {response.status}")
        return numbers[0], numbers[1]

    def _hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def test_every_acknowledged_complaint_is_there_and_none_twice(
    tmp_path: Path, servers: Callable[[str], Any], database_kind: str
) -> None:
    url = ""
    if database_kind == "postgresql":
        url = servers("postgresql").empty_database("load")
    config = Config(data_dir=tmp_path, database_url=url)
    portal = LoadedPortal(tmp_path, free_port(), database_url=url)
    address = f"/s/{_prepare(config)}/complain"
    tally = Tally()
    portal.start()
    try:
        _send_from_all_phones(portal, address, tally)
    finally:
        portal.stop()
    assert tally.failures, "nobody noticed that processes were killed"
    assert {len(receipts) for receipts in tally.receipts.values()} == {1}
    told = {amount: number for amount, [(number, _code)] in tally.receipts.items()}
    assert len(told) == len(set(told.values())) == ALL
    assert _kept(config) == (told, ALL, ALL)


def _send_from_all_phones(portal: LoadedPortal, address: str, tally: Tally) -> None:
    phones = [Phone(number, portal, address, tally) for number in range(PHONES)]
    with ThreadPoolExecutor(PHONES) as pool:
        sending = [pool.submit(phone.send_all) for phone in phones]
        for acknowledged in KILL_AT:
            while len(tally.receipts) < acknowledged and not all(each.done() for each in sending):
                time.sleep(0.01)
            portal.kill_the_busiest_worker()
    for each in sending:
        each.result()


def _prepare(config: Config) -> str:
    """Keys, tables, this year's calendar and one site; its code."""
    keys.make_keys(config.keys_path)
    app = create_app(config)
    with app.app_context():
        with db.engine.begin() as connection:
            migrate.upgrade(connection)
        calendar.load_year(db.session, today().year)
        code = factories.site(db.session).code
        db.session.commit()
        db.session.close()
        db.engine.dispose()
    return code


def _kept(config: Config) -> tuple[dict[int | None, str], int, int]:
    """The number of each amount, how many complaints there are, and how many were received."""
    app = create_app(config)
    with app.app_context():
        rows = db.session.execute(select(Complaint.amount_fen, Complaint.number))
        numbers = {row.amount_fen: row.number for row in rows}
        complaints = db.session.scalar(select(func.count()).select_from(Complaint)) or 0
        received = select(func.count()).where(Event.name == EventName.RECEIVED)
        events = db.session.scalar(received) or 0
        db.session.close()
        db.engine.dispose()
    return numbers, complaints, events
