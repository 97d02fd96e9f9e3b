"""Boards to print by the thousand: each with names, phones and parties of its own, all 示例."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from posters import Board, Channel, Issue, MinimumWage, Party, Role

COUNTIES = ("秦州区", "麦积区", "清水县", "秦安县", "甘谷县", "武山县", "张家川回族自治县")
WORDS = "天水成纪渭河麦积秦安甘谷武山清张家川城东西南北新区安置房学校医院道路水厂桥梁产业园"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗"
BEFORE = (Role.DEVELOPER, Role.GENERAL_CONTRACTOR, Role.PROJECT_OFFICE)


def boards(count: int) -> Iterator[Board]:
    """The same ones each time."""
    chance = random.Random(34)
    return (_board(number, chance) for number in range(count))


def _board(number: int, chance: random.Random) -> Board:
    code = f"{number:08d}"
    county = chance.choice(COUNTIES)

    def words(least: int, most: int) -> str:
        return "".join(chance.choices(WORDS, k=chance.randint(least, most)))

    def party(role: Role) -> Party:
        person = chance.choice(SURNAMES) + "某某"[: chance.randint(1, 2)]
        phone = f"000 {chance.randrange(10_000):04d} {chance.randrange(10_000):04d}"
        return Party(role, f"示例{words(2, 12)}有限公司", person, phone)

    def office(name: str) -> Channel:
        return Channel(
            f"示例{county}{name}", f"0000-{chance.randrange(10_000_000):07d}", "示例路1号"
        )

    subcontractors = (Role.SUBCONTRACTOR,) * chance.randint(1, 7)
    roles = (*BEFORE, *subcontractors, Role.REGULATOR, Role.WAGE_OFFICER)
    return Board(
        site_name=f"示例·{words(4, 20)}项目",
        code=code,
        url=f"https://smz.example.gov.cn/s/{code}",
        printed_on=date(2026, 11, 24),
        address=f"{county}示例大道{chance.randint(1, 300)}号",
        county=county,
        permit_no=f"示例{code}",
        parties=tuple(party(role) for role in roles),
        minimum_wage=MinimumWage(Decimal(1910), Decimal(20), date(2023, 11, 1), "示例文号1号"),
        pay_day=f"每月{chance.randint(1, 28)}日",
        regulator_phone=f"0000-{chance.randrange(10_000_000):07d}",
        inspection=office("劳动监察大队"),
        arbitration=office("仲裁院"),
        legal_aid=office("法律援助中心"),
        legal_service_hotline="12348",
        organiser="示例市人力资源和社会保障局",
        issue=Issue(f"示例-{code}", 1),
    )
