"""A million complaints laid down in minutes: believable words, the rest as cheap as it may be."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert

from benchmarks.register import stated
from portal.domain.codes import complete
from portal.domain.complaint import Channel, Earlier, Headcount, Kind, Status, Topic
from portal.models import Base, ComplaintWords
from portal.services.register import site_values
from portal.services.vault import Vault

SITES, NARRATIVES, CHUNK = 5000, 5000, 5000
# What is searched for, and in which share of the narratives it stands.
SHARES = {"没给钱": 0.83, "甲方": 0.11, "甲方没拨款": 0.06, "项目部": 0.02, "塔吊": 0.002}
RARE, NONE = "鹧鸪岭", "犇骉淼"
# Each stands in 2 % of the narratives, and both together in three complaints of all, however many.
APART = ("防水层", "脚手架")
_EVERY = 50
_WORDS = re.findall(
    r"\w+",
    "木工 瓦工 钢筋 水电 架子 抹灰 油漆 搬砖 小工 大工 班长 工头 老板 带班 会计 合同 "
    "考勤 工资 生活费 欠条 微信 电话 拉黑 推托 下周 月底 过年 验收 审计 老家 娃娃 "
    "学费 住院 三个月 半年 二十天 一共 答应 不认账 换了人 没人管 劳务 包工 分包 转包 "
    "总包 宿舍 伙食 路费 押金 干完 走了 回来 又说 ",
)


class OnceVault(Vault):
    """Seals and fingerprints equal texts once; the portal opens them as any other."""

    @cache  # noqa: B019
    def seal(self, text: str) -> str:
        return super().seal(text)

    @cache  # noqa: B019
    def token(self, word: str) -> str:
        return super().token(word)


def lay_down(connection: Connection, vault: Vault, count: int) -> None:
    """So many complaints about some thousand sites, with their words."""
    rng = random.Random("complaints")
    sites = [
        {"code": complete(f"{at:07d}"), **site_values(facts)}
        for at, facts in enumerate(stated(SITES, "sites"))
    ]
    connection.execute(insert(Base.metadata.tables["site"]), sites)
    rows = _rows(vault, rng, [(site["name"], site["region"]) for site in sites], count)
    while chunk := list(islice(rows, CHUNK)):
        _write(connection, "complaint", [complaint for complaint, _ in chunk])
        _write(connection, "complaint_words", [words for _, words in chunk])


def _rows(
    vault: Vault, rng: random.Random, sites: list[tuple[str, str]], count: int
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    said = [_said(rng, at) for at in range(NARRATIVES)]
    tokens = [_tokens(vault, ComplaintWords.of("", "", [each])) for each in said]
    of_site = [_tokens(vault, ComplaintWords.of(region, name, [])) for name, region in sites]
    third = count // 3
    added = {  # what is said in three complaints of all
        third // 6: RARE,
        third // 2: "，".join(APART),
    }
    tokens_of = {text: _tokens(vault, ComplaintWords.of("", "", [text])) for text in added.values()}
    numbers = rng.sample(range(10**7, 10**8), count)
    for at in range(1, count + 1):
        chosen, site = rng.randrange(NARRATIVES), rng.randrange(SITES)
        narrative, words = said[chosen], tokens[chosen] | of_site[site]
        if more := added.get(at % third):
            narrative, words = f"{narrative}，{more}", words | tokens_of[more]
        yield (
            _complaint(vault, rng, at, str(numbers[at - 1]), narrative, site + 1, sites[site][1]),
            {"complaint_id": at, "words": " ".join(sorted(words))},
        )


def _said(rng: random.Random, at: int) -> str:
    parts = rng.choices(_WORDS, k=rng.randint(8, 24))
    parts += [word for rest, word in enumerate(APART) if at % _EVERY == rest]
    parts += [word for word, share in SHARES.items() if rng.random() < share]
    rng.shuffle(parts)
    return "，".join(parts)


def _tokens(vault: Vault, words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(vault.token, words))


def _complaint(
    vault: Vault, rng: random.Random, at: int, number: str, narrative: str, site: int, region: str
) -> dict[str, Any]:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    key = f"{rng.getrandbits(256):064x}"
    return {
        "id": at, "number": number, "kind": Kind.COMPLAINT, "topic": Topic.WAGES,
        "channel": rng.choice(list(Channel)), "status": rng.choice(list(Status)),
        "was_disputed": False, "region": region, "site_id": site,
        "employer": vault.seal("示例劳务张总"), "place": "", "amount_fen": 3_500_000,
        "months": '["2026-09"]', "earlier": Earlier.NO, "headcount": Headcount.ONE,
        "is_anonymous": False, "is_confidential": True, "worker_name": vault.seal("王某某"),
        "phone": vault.seal("19900000001"), "narrative": vault.seal(narrative),
        "phone_key": key, "name_key": key[::-1], "submission_key": key, "contents_key": key,
        "query_code_key": key, "is_code_seen": False, "is_code_changed": False,
        "received_at": moment, "acceptance_due_on": date(2026, 11, 6),
        "is_due_provisional": False, "is_investigation_provisional": False,
    }  # fmt: skip


def _write(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    """By the driver itself: its own bulk insert on SQLite, COPY on PostgreSQL."""
    names = list(rows[0])
    cursor = connection.connection.cursor()
    values = [[_plain(row[name]) for name in names] for row in rows]
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        cursor.executemany(f"insert into {table} ({', '.join(names)}) values ({marks})", values)
        return
    with cursor.copy(f"copy {table} ({', '.join(names)}) from stdin") as copy:
        for each in values:
            copy.write_row(each)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date) else value
