"""Workers are killed while photos arrive: what was acknowledged is there, once, with its files."""

import contextlib
import http.client
import io
import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from lxml import html
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests import shots
from tests.browser.portal import Portal, free_port

CLIENTS, PHOTOS, MOST_KILLED = 5, 6, 6
GIVE_UP_SECONDS = 90
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    portal = Portal(tmp_path, free_port())
    for words in (("keys", "init"), ("db", "upgrade"), ("calendar", "load")):
        portal.flask(*words)
    portal.start()
    yield portal
    portal.stop()


def ask(portal: Portal, path: str, body: bytes, kind: str, accept: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=40)
    try:
        connection.request("POST", path, body, {"Content-Type": kind, "Accept": accept})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def until_taken(portal: Portal, *request: Any) -> bytes:
    """As a phone does: the same request again until it is acknowledged."""
    until = time.monotonic() + GIVE_UP_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError, http.client.HTTPException):
            status, body = ask(portal, *request)
            if status == 200:
                return body
            assert status in (500, 503), (status, body[:300])
        time.sleep(0.05)
    raise AssertionError("never acknowledged")


def photograph(portal: Portal, client: int) -> int:
    """A complaint and its photos; how many the last answer counted."""
    answers = {
        "submission_key": f"key-of-{client}", "step": "check", "region": "620502",
        "place": "示例路", "amount_unsure": "y", "phone": f"199{client:08d}", "headcount": "1",
    }  # fmt: skip
    page = until_taken(portal, "/complain", urlencode(answers).encode(), FORM, "text/html")
    form = "//form[.//input[@type='file']]"
    [token] = html.fromstring(page).xpath(f"{form}//input[@name='pass']/@value")
    counted = 0
    for number in range(PHOTOS):
        photo = FileStorage(io.BytesIO(shots.jpeg(1600, 1200, client * 10 + number + 1)), "x.jpg")
        fields = {"pass": token, "upload_key": f"photo-{number}", "photo": photo}
        boundary, body = encode_multipart(fields)
        kind = f"multipart/form-data; boundary={boundary}"
        told = json.loads(until_taken(portal, "/photos", body, kind, "application/json"))
        assert told["position"] == number + 1
        counted = told["count"]
    return counted


def workers_of(portal: Portal) -> list[int]:
    assert portal.process is not None
    parent = portal.process.pid
    text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(word) for word in text.split()]


def kill_now_and_then(portal: Portal, over: threading.Event, killed: list[int]) -> None:
    chance = random.Random(5)
    # A new worker needs two seconds to begin; killed faster, none would ever serve.
    while len(killed) < MOST_KILLED and not over.wait(chance.uniform(1.2, 2.4)):
        if workers := workers_of(portal):
            victim = chance.choice(workers)
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds its workers by /proc")
def test_killed_workers_lose_no_acknowledged_photo_and_leave_none_twice(portal: Portal) -> None:
    over = threading.Event()
    killed: list[int] = []
    killer = threading.Thread(target=kill_now_and_then, args=(portal, over, killed))
    killer.start()
    try:
        with ThreadPoolExecutor(CLIENTS) as pool:
            counts = list(pool.map(lambda client: photograph(portal, client), range(CLIENTS)))
    finally:
        over.set()
        killer.join()
    assert killed
    assert counts == [PHOTOS] * CLIENTS
    told = portal.flask("evidence", "sweep")
    assert f"照片 {CLIENTS * PHOTOS} 张" in told
    assert "缺文件的 0 处" in told
