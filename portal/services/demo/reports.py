"""What people report who would rather not say who they are."""

from random import Random
from typing import Final

from portal.domain.complaint import Topic
from portal.services.demo.narratives import framed
from portal.services.demo.tales import Tale

_SEEN: Final = {
    Topic.WAGES: (
        "{team}的工钱{n}个月没发了，人都不敢说话。",
        "工资表上的字是一个人签的，{team}谁也没见过那张表。",
        "专户里发了钱，第二天又叫{team}取出来交回去。",
        "{team}走的时候没结账，已经有{n}家回老家了。",
    ),
    Topic.NO_CONTRACT: (
        "新来的{team}都没签合同，也没实名登记，从侧门进出。",
        "检查的来了就叫{team}躲起来，都是没合同的。",
    ),
    Topic.DEDUCTION: (
        "{team}的工资卡叫包工头收着，一张都没在本人手里。",
        "给{team}每人收了{n}00块押金，没给条子。",
    ),
    Topic.INSURANCE: ("{team}里有人受了伤才补的保险，其他人还是没有。",),
    Topic.INJURY: ("上礼拜{team}摔了一个，拉走以后没上报。",),
    Topic.SAFETY: (
        "{team}在高处干活不系安全带，没人管。",
        "起重机没有年检标志，{team}天天在下面走。",
    ),
    Topic.LIVING: ("{team}住在没盖完的楼里，用电炉子做饭。",),
    Topic.RETALIATION: ("上回有人投诉，{team}的班长挨个查手机，问是谁打的电话。",),
    Topic.OTHER: ("大门口的维权告示牌被{team}的材料挡住了，看不见电话。",),
}
_TEAMS: Final = ("木工班", "钢筋班", "抹灰班", "架子队", "水电班", "土方队", "防水班", "外墙班")
_BEFORE: Final = (
    "我不方便说名字。",
    "我就在附近住，看见的。",
    "我家人在里面干活。",
    "我是干过的，现在走了。",
    "请保密。",
    "",
)
_AFTER: Final = (
    "请查一查。",
    "早上七点人最全，那时候去看得清楚。",
    "不要说是有人反映的。",
    "说的都是实话。",
    "去晚了人就走了。",
    "项目部二楼有考勤机，一查就知道。",
    "",
)


def seen(tale: Tale, rng: Random) -> str:
    """The words of an anonymous report."""
    text = rng.choice(_BEFORE) + rng.choice(_SEEN[tale.topic]) + rng.choice(_AFTER)
    filled = text.format(team=rng.choice(_TEAMS), n=rng.randint(2, 6))
    return framed(filled, tale.channel, rng)
