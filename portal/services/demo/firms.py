"""Firms and offices that do not exist, every name of them beginning with 示例."""

from random import Random
from typing import Final

from portal.domain.site import Industry
from portal.services.demo.accounts import MARK

_BUILDERS: Final = (
    "宏远",
    "陇鑫",
    "天筑",
    "恒基业",
    "西秦",
    "渭川",
    "昌达",
    "鸿泰",
    "众诚",
    "华陇",
    "广厦",
    "永固",
)
_CREWS: Final = (
    "顺达",
    "平安",
    "力诚",
    "聚合",
    "兴工",
    "鲁班坊",
    "同心",
    "匠成",
    "德信",
    "远航",
    "百汇",
    "振业",
)
_TRADES: Final = ("劳务", "建筑劳务", "钢结构", "防水保温", "机电安装", "装饰", "土石方", "消防")
_REGULATORS: Final = {
    Industry.HOUSING: "住房和城乡建设局",
    Industry.TRANSPORT: "交通运输局",
    Industry.WATER: "水务局",
    Industry.OTHER: "工业和信息化局",
}


def developer(county: str) -> str:
    """Who has the works built."""
    return f"{MARK}{county}城乡建设投资有限公司"


def builder(rng: Random) -> str:
    """The short name of a general contractor."""
    return rng.choice(_BUILDERS)


def contractor(short_name: str) -> str:
    """The full name of a general contractor."""
    return f"{MARK}{short_name}建筑工程有限公司"


def crews(count: int, rng: Random) -> list[str]:
    """So many subcontractors, each once."""
    return [f"{MARK}{name}{rng.choice(_TRADES)}有限公司" for name in rng.sample(_CREWS, count)]


def regulator(county: str, industry: Industry) -> str:
    """The authority in charge of a line of building."""
    return f"{MARK}·{county}{_REGULATORS[industry]}"
