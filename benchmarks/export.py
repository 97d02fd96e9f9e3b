"""Taking complaints along, by the thousand and by the hundred thousand: how many rows a second,
and how far the memory grows beyond that of a process that has exported a handful."""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, create_engine, insert
from sqlalchemy.orm import Session, sessionmaker

sys.path.insert(0, str(Path(__file__).parent.parent))
from portal.domain.complaint import Channel, Earlier, Headcount, Kind, Status, Topic
from portal.domain.export import FileKind
from portal.labels import HEADERS, label
from portal.models import Base, Complaint, taken_along
from portal.models.engine import prepare
from portal.services import export_complaints, exports, keys, migrate
from portal.services.complaint_search import Found
from portal.services.export_sheet import AT_ONCE, Source
from portal.services.exports import Order
from portal.services.vault import Vault

FEW, MANY, HANDFUL, CHUNK = 1_000, 100_000, 10, 5_000
NARRATIVE = "木工班，班长说甲方没拨款，三个月的工资一直拖到现在，打电话也不接" * 3


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for size in (FEW, MANY):
            lay_down(Path(folder), size)
        for kind in FileKind:
            for is_personal in (False, True):
                few, many = (measure(folder, size, kind, is_personal) for size in (FEW, MANY))
                tell(kind, is_personal, few, many)


def tell(kind: FileKind, is_personal: bool, few: dict[str, Any], many: dict[str, Any]) -> None:
    each = many["seconds"] / MANY / (few["seconds"] / FEW)
    print(
        f"{kind}{'，带个人信息' if is_personal else ''}：每秒 {MANY / many['seconds']:.0f} 行；"
        f"{MANY} 行时一行的时间是 {FEW} 行时的 {each:.1f} 倍；内存多 {many['grown_mb']:.0f} MB"
        f"（{FEW} 行时多 {few['grown_mb']:.0f} MB）；第一块 {many['first_ms']:.0f} 毫秒，"
        f"文件 {many['bytes'] / 2**20:.1f} MB"
    )


def measure(folder: str, size: int, kind: FileKind, is_personal: bool) -> dict[str, Any]:
    """One export, in a process of its own, because memory once used is not given back."""
    words = [sys.executable, __file__, folder, str(size), kind, "1" if is_personal else ""]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def one(folder: str, size: str, kind: str, is_personal: str) -> None:
    engine = opened(Path(folder), int(size))
    list(streamed(engine, FileKind(kind), bool(is_personal), most=HANDFUL))
    before, began, first, sent = own_mb(), time.perf_counter(), 0.0, 0
    peak = before
    for piece in streamed(engine, FileKind(kind), bool(is_personal)):
        first = first or time.perf_counter() - began
        sent += len(piece)
        peak = max(peak, own_mb())
    seconds = time.perf_counter() - began
    print(
        json.dumps(
            {"seconds": seconds, "grown_mb": peak - before, "first_ms": first * 1000, "bytes": sent}
        )
    )


def streamed(
    engine: Engine, kind: FileKind, is_personal: bool, most: int | None = None
) -> Iterator[bytes]:
    order = Order(
        sheet=export_complaints.COMPLAINTS,
        kind=kind,
        is_personal=is_personal,
        title="投诉举报",
        cover=[("名称", "投诉举报")],
        headers=HEADERS,
        say=lambda word: label(word).text,
        number="示例",
    )
    query = taken_along.complaints(Complaint.seen_from("620500"), is_personal=is_personal)
    return exports.stream(sessionmaker(engine), order, source(query, most), staff_id=1)


def source(query: Select[Complaint], most: int | None) -> Source:
    """All of them, or the newest few."""

    def find(session: Session, before: int | None) -> Found:
        rows = session.scalars(Complaint.page(query, before=before, size=most or AT_ONCE)).all()
        return Found(rows[:most]) if most else Found.of(rows, AT_ONCE)

    return export_complaints.of_complaints(find)


def own_mb() -> float:
    """The memory that is this process's own. What SQLite maps of its file is not: the system
    takes it back whenever it likes."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def opened(folder: Path, size: int) -> Engine:
    engine = create_engine(f"sqlite:///{folder}/{size}.db")
    prepare(engine, Vault.at(folder / "keys.json"))
    return engine


def lay_down(folder: Path, size: int) -> None:
    if not (folder / "keys.json").exists():
        keys.make_keys(folder / "keys.json")
    engine = opened(folder, size)
    with engine.begin() as connection:
        migrate.upgrade(connection)
        fill(connection, size)
    engine.dispose()


def fill(connection: Connection, size: int) -> None:
    """Complaints of one county, everything personal sealed as it would be."""
    given: dict[str, Any] = {
        "kind": Kind.COMPLAINT, "topic": Topic.WAGES, "channel": Channel.SCAN,
        "status": Status.RECEIVED, "region": "620502", "amount_fen": 3_500_050,
        "months": ["2026-09", "2026-10"], "earlier": Earlier.NO, "headcount": Headcount.ONE,
        "received_at": datetime(2026, 11, 1, tzinfo=UTC), "acceptance_due_on": date(2026, 11, 6),
        "query_code_key": "x", "employer": "示例劳务", "place": "示例街", "worker_name": "王某某",
        "phone": "19900000001", "narrative": NARRATIVE,
    }  # fmt: skip
    table = Base.metadata.tables["complaint"]
    for start in range(0, size, CHUNK):
        numbers = range(start, min(start + CHUNK, size))
        connection.execute(insert(table), [{**given, "number": f"{at:08d}"} for at in numbers])


if __name__ == "__main__":
    one(*sys.argv[1:]) if len(sys.argv) > 1 else main()
