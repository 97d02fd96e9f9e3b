"""Lists and searches of a thousand and of a million complaints, and looking up one of 20,000 sites.

python benchmarks/search.py [how many complaints, 1000000 unless told] [sqlite|postgresql|sites]
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
import yaml
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

from benchmarks.intake import postgresql
from benchmarks.many_complaints import NONE, RARE, SHARES, CheapVault, lay_down
from benchmarks.register import stated
from portal.domain import regions
from portal.domain.events import EventName
from portal.models import Complaint
from portal.models.engine import prepare, set_reading
from portal.services import complaint_search, migrate, site_batch, site_search
from portal.services.record import record_many
from portal.services.register import Origin
from portal.services.vault import Keys, Vault

FEW, MANY, SITES, PAGE, TIMES = 1000, 1_000_000, 20_000, 25, 15
QUERIES = Path(__file__).parent.parent / "tests/services/site_queries.yaml"
WORDS = (*SHARES, "安置小区", "甲方 塔吊", "项目部 塔吊", RARE, NONE)


def main(many: int = MANY, only: str = "") -> None:
    if only in ("", "sites"):
        measure_sites()
    if only in ("", "sqlite"):
        measure("SQLite", many, _sqlite)
    if only in ("", "postgresql"):
        measure("PostgreSQL", many, _postgresql)


def measure(name: str, many: int, database: Callable[[], Any]) -> None:
    """Every page and search at both sizes, as time that the database took."""
    took: dict[int, dict[str, float]] = {}
    for count in (FEW, many):
        with database() as url:
            began = time.perf_counter()
            engine = _filled(url, count)
            print(f"{name}，{count:,} 件，装了 {time.perf_counter() - began:.0f} 秒")
            took[count] = dict(_measured(engine, count))
            engine.dispose()
    for what, ms in took[many].items():
        print(f"  {ms:8.2f} ms  {FEW} 件时的 {ms / took[FEW][what]:5.1f} 倍  {what}")


def _measured(engine: Engine, count: int) -> Iterator[tuple[str, float]]:
    everything, county = Complaint.seen_from(regions.CITY), Complaint.seen_from("620503")
    with Session(engine) as session:
        for name, query, before in (
            ("第一页", everything, None),
            ("第一页，一个县", county, None),
            ("很后面的一页", everything, count // 10),
        ):
            page = Complaint.page(query, before=before, size=PAGE)
            yield name, _database_ms(engine, lambda page=page: session.scalars(page).all())
        for words in WORDS:
            yield f"搜 {words}", _database_ms(engine, lambda w=words: _find(session, w, everything))
        yield (
            "搜 甲方，一个县",
            _database_ms(engine, lambda: _find(session, "甲方", county, region="620503")),
        )
        yield (
            "搜 没给钱，很后面的一页",
            _database_ms(engine, lambda: _find(session, "没给钱", everything, before=count // 10)),
        )


def _find(session: Session, words: str, query: Any, region: str = "", before: Any = None) -> None:
    what = complaint_search.sought(words)
    found = complaint_search.find(session, what, query, region=region, before=before, size=PAGE)
    assert words != NONE or not found.complaints
    session.expunge_all()


def _database_ms(engine: Engine, work: Callable[[], object]) -> float:
    """What the statements of some work take the database, asked again without anything of ours:
    the least of several times, because the machine is shared."""
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _k: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    times = []
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        for _ in range(TIMES):
            began = time.perf_counter()
            for statement, parameters in asked:
                cursor.execute(statement, parameters)
                cursor.fetchall()
            times.append((time.perf_counter() - began) * 1000)
    return min(times)


def _filled(url: str, count: int) -> Engine:
    set_reading(False)
    engine = create_engine(url)
    vault = CheapVault(Keys.new())
    prepare(engine, vault)
    with engine.begin() as connection:
        migrate.upgrade(connection)
        if engine.dialect.name == "postgresql":
            connection.execute(text("drop index ix_complaint_words_words"))
    with engine.begin() as connection:
        lay_down(connection, vault, count)
        if engine.dialect.name == "postgresql":
            index = "create index ix_complaint_words_words on complaint_words using gin (words)"
            connection.execute(text(index))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("analyze"))
    set_reading(True)
    return engine


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/portal.db"


@contextmanager
def _postgresql() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, postgresql(Path(folder)) as url:
        yield url


def measure_sites() -> None:
    """How long an operator waits for each of the queries of the tests, and some that fit half of
    the register or none of it."""
    with _sqlite() as url:
        engine = create_engine(url)
        prepare(engine, Vault(Keys.new()))
        with engine.begin() as connection:
            migrate.upgrade(connection)
        with Session(engine) as session:
            ids = site_batch.write_new(session, site_batch.new_sites(session, stated(SITES)))
            facts = {site_id: {"origin": Origin.WORKBOOK} for site_id in ids}
            record_many(session, EventName.SITE_REGISTERED, facts)
            session.commit()
            began = time.perf_counter()
            _look_up(session, "第一个")
            print(
                f"{SITES:,} 个工地：读进内存 {time.perf_counter() - began:.1f} 秒（每个进程一次）"
            )
            took: list[tuple[float, float]] = []
            for words in (*_site_queries(), *[facts.name[3:] for facts in stated(100)]):
                began, busy = time.perf_counter(), time.thread_time()
                _look_up(session, words)
                took.append((time.perf_counter() - began, time.thread_time() - busy))
        engine.dispose()
    for name, times in zip(("等了", "处理器"), zip(*took, strict=True), strict=True):
        parts = statistics.quantiles([each * 1000 for each in times], n=20)
        print(f"  {name}：p50 {parts[9]:.1f} ms，p95 {parts[18]:.1f}，最长 {max(times) * 1000:.1f}")


def _look_up(session: Session, words: str) -> None:
    site_search.find(session, words, region=regions.CITY)
    session.rollback()


def _site_queries() -> list[str]:
    written = [query["q"] for query in yaml.safe_load(QUERIES.read_text("utf-8"))]
    return [*written, "示例", "路", "小区 一期", "宏远", "盖楼的", "没有这个地方", "lhazxq", "3817"]


if __name__ == "__main__":
    main(*(int(word) if word.isdigit() else word for word in sys.argv[1:]))
