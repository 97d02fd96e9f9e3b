"""Questions that are answered on the spot, each with its answer (FACTS 1 to 6)."""

from random import Random
from typing import Final, NamedTuple

from portal.domain.complaint import Channel, Topic
from portal.services.demo.tales import Tale


class Question(NamedTuple):
    """What is asked, and what the operator answers."""

    topic: Topic
    asked: str
    answered: str


QUESTIONS: Final = (
    Question(
        Topic.NO_CONTRACT,
        "没签合同，工钱没给，能不能投诉？",
        "能投诉。没签合同也要给工钱。合同、名册、考勤、工资单该由单位拿出来，拿不出来单位担责任。"
        "您手里的记工本、工牌、聊天记录都留好。",
    ),
    Question(
        Topic.NO_CONTRACT,
        "合同最晚啥时候签？",
        "从干活那天起一个月内要签书面合同。超过一个月不满一年没签的，可以要每月两倍工资。",
    ),
    Question(
        Topic.WAGES,
        "分包跑了，总包该不该给我们钱？",
        "该。分包欠的工钱，由施工总承包单位先给，再由总包找分包要。",
    ),
    Question(
        Topic.WAGES,
        "工钱能不能拿材料或者商品房顶？",
        "不能。工资只能用人民币发给本人，不能拿东西顶。",
    ),
    Question(
        Topic.WAGES,
        "投诉以后多少天有人管？",
        "自收到投诉起 5 个工作日内告诉您受不受理。立案以后，调查一般不超过 60 个工作日，"
        "复杂的经批准可以再延 30 个工作日。",
    ),
    Question(
        Topic.WAGES,
        "去年的工钱现在还能要吗？",
        "能说。欠薪从停止的那天算起两年之内的，劳动监察可以查；还一直欠着的，从了结那天算。"
        "仲裁的时效是一年，离职以后一年内要提出，请抓紧。",
    ),
    Question(
        Topic.WAGES,
        "申请仲裁要不要交钱？",
        "仲裁不收费。自己写不了申请，可以口头说，由仲裁院记录。",
    ),
    Question(
        Topic.WAGES,
        "手里只有一张欠条，能干啥？",
        "可以来投诉；欠条写明是工资的，也可以拿着直接去法院起诉。原件请一定收好。",
    ),
    Question(
        Topic.DEDUCTION,
        "工资卡让班组统一保管，合法吗？",
        "不合法。工资卡谁也不能扣，您可以要回来；不给就来投诉。",
    ),
    Question(
        Topic.DEDUCTION,
        "进场要收押金，还要压身份证，对不对？",
        "不对。不能收押金，也不能扣身份证。收了的可以投诉，要求退还。",
    ),
    Question(
        Topic.OTHER,
        "请律师没钱，有没有免费的？",
        "有。要工钱、要工伤赔偿的农民工申请法律援助，不用查家里困难不困难。"
        "可以打 12348，或者到县区法律援助中心。",
    ),
    Question(
        Topic.OTHER,
        "最低工资是多少？",
        "查到的是秦州、麦积每月 1910 元，其他五县每月 1850 元，2023 年 11 月起执行。"
        "有没有再调整，以当地人社部门说的为准。",
    ),
    Question(
        Topic.OTHER,
        "加班费咋算？",
        "平常加班不低于一倍半；休息日不能补休的，两倍；法定节假日三倍。",
    ),
    Question(
        Topic.RETALIATION,
        "举报了会不会让老板知道是我？",
        "不会。举报人的名字和电话依法保密，不会出现在给单位的任何材料里。",
    ),
    Question(
        Topic.INJURY,
        "在工地摔了，该找谁？",
        "先治伤，病历和票据都留好。工伤认定找社会保险部门，我可以把它的电话念给您。",
    ),
)
_OPENINGS: Final = ("想问一下，", "打听个事，", "请问", "麻烦问一声，", "我问一下：", "")
_SELVES: Final = (
    "我是做木工的，",
    "我在工地绑钢筋，",
    "我开塔吊，",
    "我是贴砖的，",
    "我替我哥问，",
    "我媳妇在工地做饭，",
    "我们一个班组，",
    "我在外地，",
    "我刚来这个工地，",
    "我干抹灰的，",
    "",
)


def asked(tale: Tale, question: Question, rng: Random) -> str:
    """The question as somebody puts it."""
    said = rng.choice(_SELVES) + rng.choice(_OPENINGS) + question.asked
    return f"来电咨询：{said}" if tale.channel is Channel.PHONE else said
