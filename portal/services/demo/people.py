"""People who do not exist: a surname and 某, with numbers that nobody can have been given.

Demo numbers: `0000-0000123` for offices and firms (no area code is 0000), and the 199 0000 block
for workers, who need what reads as a mobile.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "钱严武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁"
    "尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤"
)
_WORKER_ENDINGS: Final = ("某某", "某某", "某", "师傅")
WORKER_BLOCK: Final = "1990000"


@dataclass(frozen=True)
class Person:
    """Somebody who can be rung up, if only in the demo; the phone in digits."""

    name: str
    phone: str


def surname(rng: Random) -> str:
    """Any of the common surnames."""
    return rng.choice(SURNAMES)


def contact(rng: Random, number: int) -> Person:
    """Somebody of a firm, at 0000-<number>."""
    return Person(surname(rng) + rng.choice(("某", "某某")), f"0000{number:07d}")


def worker(number: int) -> Person:
    """The worker of that number (below 10000); the same one whenever he is asked for."""
    rng = Random(f"worker {number}")
    return Person(surname(rng) + rng.choice(_WORKER_ENDINGS), f"{WORKER_BLOCK}{number:04d}")
