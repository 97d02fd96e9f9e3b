"""Pages of the list of complaints, and of searches in it, among a thousand and a million of them.

python benchmarks/search.py [how many, 1000000 unless told] [sqlite|postgresql] [folder/]

A folder keeps the databases for the next run. The ratio is of the page: from the request to the
answer, as whoever sits at the desk waits for it, everything of ours included. Beside it stands
what the database alone took.

A full page takes longer than one of two lines, whatever lies behind it. So where a word fills a
page among a million and not among a thousand, the page among a thousand is a full one of FULL.
"""

import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from benchmarks.kept_complaints import kept
from benchmarks.many_complaints import APART, NONE, RARE, SHARES
from config import Config
from portal import create_app
from portal.domain.roles import Role
from portal.extensions import db
from portal.services import calendar, staff
from portal.web import passes
from tests.browse import Browser

FEW, MANY, ROUNDS = 1000, 1_000_000, 25
LIST = "/console/complaints"
LINE = b'<td class="digits"><a '
FULL = "甲方"
WORDS = (*SHARES, "安置小区", "甲方 塔吊", "项目部 塔吊", " ".join(APART), RARE, NONE)


def main(*told: str) -> None:
    many = next((int(word) for word in told if word.isdigit()), MANY)
    kinds = [word for word in told if word in ("sqlite", "postgresql")]
    folder = next((Path(word) for word in told if "/" in word), None)
    with tempfile.TemporaryDirectory() as fresh:
        for kind in kinds or ("sqlite", "postgresql"):
            with kept(kind, folder or Path(fresh), (FEW, many)) as urls:
                small, large = (Desk(folder or Path(fresh), urls[count]) for count in (FEW, many))
                print(f"{kind}：{many:,} 件，和 {FEW:,} 件比")
                for name, asked in pages().items():
                    compare(name, small, large, asked)
                small.close()
                large.close()


@dataclass(frozen=True)
class Asked:
    """A page of the list, narrowed, after a search, or far back."""

    words: str = ""
    region: str = ""
    share: float = 0

    def address(self, desk: "Desk") -> str:
        """Where it is; deep pages begin at the same share of all complaints."""
        with desk.app.app_context():
            sought = passes.issue("search", self.words) if self.words else ""
        before = str(round(desk.count * self.share)) if self.share else ""
        parts = {"sought": sought, "region": self.region, "before": before}
        return f"{LIST}?{urlencode({name: value for name, value in parts.items() if value})}"


def pages() -> dict[str, Asked]:
    """All that is measured."""
    return {
        "第一页": Asked(),
        "第一页，一个县": Asked(region="620503"),
        "很后面的一页": Asked(share=0.1),
        **{f"搜 {words}": Asked(words) for words in WORDS},
        "搜 甲方，一个县": Asked("甲方", region="620503"),
        "搜 没给钱，很后面的一页": Asked("没给钱", share=0.1),
    }


class Desk:
    """Somebody of the city at the list of a portal of so many complaints."""

    def __init__(self, folder: Path, url: str) -> None:
        self.app = _portal(folder, url)
        with self.app.app_context():
            self.engine = db.engine
            self.count = (
                db.session.connection()
                .exec_driver_sql("select max(id) from complaint")
                .scalar_one()
            )
        self.client = _signed_in(self.app)

    def lines(self, address: str) -> int:
        """How many complaints the page shows."""
        return self.client.get(address).data.count(LINE)

    def seconds(self, address: str) -> float:
        """From the request to the answer."""
        began = time.perf_counter()
        answer = self.client.get(address)
        took = time.perf_counter() - began
        assert answer.status_code == 200
        return took

    def close(self) -> None:
        self.engine.dispose()


def _signed_in(app: Flask) -> FlaskClient:
    name, password = f"bench{time.time_ns()}", secrets.token_urlsafe(12)
    with app.app_context():
        staff.add(db.session, username=name, display_name="示例", role=Role.HEAD, password=password)
        db.session.commit()
    browse = Browser(app)
    assert browse.sign_in(name, password).status == 303
    return browse.client


def _portal(folder: Path, url: str) -> Flask:
    app = create_app(
        Config(
            data_dir=folder,
            database_url=url,
            public_base_url="http://localhost",
            rate_limits=False,
            print_worker="timer",
            count_every_seconds=0,
        )
    )
    with app.app_context():
        for year in calendar.published_years():
            calendar.load_year(db.session, year)
        db.session.commit()
    return app


def compare(name: str, small: Desk, large: Desk, asked: Asked) -> None:
    """Both in turn, because the machine is shared; the least of each."""
    addresses = [(desk, asked.address(desk)) for desk in (small, large)]
    lines = [desk.lines(address) for desk, address in addresses]
    if lines[0] < lines[1]:
        addresses[0] = (small, Asked(FULL).address(small))
        name += f"（在少的里只有 {lines[0]} 行，改和那里满页的“{FULL}”比）"
    taken: dict[Desk, list[float]] = {small: [], large: []}
    for _ in range(ROUNDS):
        for desk, address in addresses:
            taken[desk].append(desk.seconds(address))
    few, many = (min(taken[desk]) * 1000 for desk in (small, large))
    in_few, in_many = (database_ms(desk, address) for desk, address in addresses)
    print(
        f"  页面 {few:6.2f} → {many:6.2f} ms，{many / few:4.2f} 倍；"
        f"数据库 {in_few:5.2f} → {in_many:5.2f} ms  {name}",
        flush=True,
    )


def database_ms(desk: Desk, address: str) -> float:
    """What the statements of a page take the database, asked again without anything of ours."""
    with _noted(desk.engine) as asked:
        desk.seconds(address)
    times = []
    with desk.engine.connect() as connection:
        cursor = connection.connection.cursor()
        for _ in range(ROUNDS):
            began = time.perf_counter()
            for statement, parameters in asked:
                cursor.execute(statement, parameters)
                cursor.fetchall()
            times.append((time.perf_counter() - began) * 1000)
        connection.rollback()
    return min(times)


@contextmanager
def _noted(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _k: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


if __name__ == "__main__":
    main(*sys.argv[1:])
