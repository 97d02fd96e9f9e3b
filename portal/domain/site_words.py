"""What callers say of a site: words for what is built there, and words that say nothing."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from portal.domain.regions import COUNTIES, short_names
from portal.domain.site import Industry

H, T, W = Industry.HOUSING, Industry.TRANSPORT, Industry.WATER


class Works(NamedTuple):
    """What is being built: words in the names of such sites, and the industry they belong to."""

    terms: tuple[str, ...]
    industry: Industry | None = None


_ROAD = Works(("路", "公路", "道", "旅游环线"), T)
_BRIDGE = Works(("桥",), T)
_RIVER = Works(("河", "堤", "防洪", "渠"), W)
_SUPPLY = Works(("供水", "水管", "水厂", "管网"), W)
_HOMES = Works(("楼", "房", "小区", "花园", "家园", "苑", "城", "府", "新居", "公寓", "住宅"), H)
_RESETTLED = Works(("安置", "搬迁", "棚改", "棚户", "还迁", "回迁"), H)
_SCHOOL = Works(("小学", "中学", "学校", "校区", "幼儿园", "教学楼", "职教", "实训"))
_HOSPITAL = Works(("医院", "医疗", "卫生", "住院", "康复"))
_FACTORY = Works(("厂房", "厂", "车间", "产业园", "工业园", "物流园"))
_MARKET = Works(("市场", "商业"))
_PIPES = Works(("管廊", "管网", "供热", "管道"))
_PARKING = Works(("停车",))

EVERYDAY: Final = MappingProxyType(
    {
        **dict.fromkeys(
            ("修路", "修公路", "铺路", "铺油", "铺沥青", "打路", "修马路", "硬化路", "公路"), _ROAD
        ),
        **dict.fromkeys(("修桥", "架桥", "大桥", "高架"), _BRIDGE),
        **dict.fromkeys(("修河堤", "修河", "河堤", "河道", "挖河", "修渠", "治河"), _RIVER),
        **dict.fromkeys(("自来水", "修水管", "接水管", "埋水管", "吃水工程"), _SUPPLY),
        **dict.fromkeys(
            ("盖楼房", "盖楼", "盖房子", "盖房", "修楼", "修房子", "楼房", "商品房", "住宅楼"),
            _HOMES,
        ),
        **dict.fromkeys(("安置房", "安置楼", "拆迁房", "搬迁房", "回迁房", "还迁房"), _RESETTLED),
        **dict.fromkeys(("盖学校", "修学校", "学校", "学堂"), _SCHOOL),
        **dict.fromkeys(("盖医院", "修医院", "医院", "卫生院"), _HOSPITAL),
        **dict.fromkeys(("盖厂房", "修厂房", "厂子", "工厂"), _FACTORY),
        **dict.fromkeys(("菜市场", "农贸市场", "商场"), _MARKET),
        **dict.fromkeys(("暖气管", "暖气", "埋管子", "管道", "地下管子"), _PIPES),
        **dict.fromkeys(("停车场", "停车库", "停车位"), _PARKING),
    }
)
# fmt: off
FILLERS: Final = frozenset(
    {
        "的", "呢", "吧", "啊", "嘛", "呀", "那个", "这个", "那家", "这家", "那边", "这边",
        "那里", "这里", "那儿", "这儿", "那块", "旁边", "附近", "跟前", "对面", "工地", "项目",
        "工程", "我们", "我", "就是", "好像", "叫", "叫个", "叫做", "什么", "啥", "干活",
        "做活", "打工", "上班", "正在", "在", "搞", "盖的", "修的", "建的", "做的", "干的",
        "一个", "一家", "公司", "老板", "天水市", "天水", "甘肃省", "甘肃",
    }
)
# fmt: on


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_COUNTIES: Final = frozenset(word for code in COUNTIES for word in short_names(code))
_KNOWN: Final = re.compile(f"({_any_of((*EVERYDAY, *FILLERS))})")
_KNOWN_AND_COUNTIES: Final = re.compile(f"({_any_of((*EVERYDAY, *FILLERS, *_COUNTIES))})")
# Letters typed for their sound stand apart from characters; digits go with either.
_ONE_SCRIPT: Final = re.compile(r"[a-z][a-z0-9]*|[^a-z]+")


@dataclass
class Said:
    """What is left of a caller's words: pieces to be found, and what is being built."""

    pieces: list[str] = field(default_factory=list)
    works: list[Works] = field(default_factory=list)


def plain(text: str) -> str:
    """Half width, lower case, and a space for all that is neither letter nor digit."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char if char.isalnum() else " " for char in folded)


def understood(text: str, *, counties_apart: bool = False) -> Said:
    """The words of a caller without what says nothing, longest known word first.

    `counties_apart` takes the name of a county for a piece of its own wherever it stands; else
    麦积山 stays whole.
    """
    said = Said()
    known = _KNOWN_AND_COUNTIES if counties_apart else _KNOWN
    for run in plain(text).split():
        for word in filter(None, known.split(run)):
            if word in EVERYDAY:
                said.works.append(EVERYDAY[word])
            elif word not in FILLERS:
                said.pieces += _ONE_SCRIPT.findall(word)
    return said


def is_letters(piece: str) -> bool:
    """Whether a piece is typed in Latin letters; one alone stands for itself."""
    return len(piece) > 1 and piece[0].isascii() and piece[0].isalpha()
