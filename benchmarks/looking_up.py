"""How long an operator waits for one of 20,000 sites that a caller means."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import yaml
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from benchmarks.register import stated
from portal.domain import regions
from portal.domain.events import EventName
from portal.models.engine import prepare
from portal.services import migrate, site_batch, site_search
from portal.services.record import record_many
from portal.services.register import Origin
from portal.services.vault import Keys, Vault

SITES = 20_000
QUERIES = Path(__file__).parent.parent / "tests/services/site_queries.yaml"


def main() -> None:
    """Each of the queries of the tests, and some that fit half of the register or none of it."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/portal.db")
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
    main()
