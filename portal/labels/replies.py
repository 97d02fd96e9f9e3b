"""What each field of a reply says, with an example."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.reply_fields import ReplyField
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    ReplyField: {
        ReplyField.NUMBER: Label("这一件的登记号"),
        ReplyField.RECEIVED_ON: Label("哪天收到的"),
        ReplyField.SITE: Label("登记册里的工地名称；没有对上工地的填不了"),
        ReplyField.COUNTY: Label("归哪个县区"),
        ReplyField.TOPIC: Label("反映的是什么事"),
        ReplyField.AMOUNT: Label("工友自己说的金额；说不准的填不了"),
        ReplyField.ACCEPTANCE_DUE: Label("最晚哪天决定受不受理；已经决定的填不了"),
        ReplyField.INVESTIGATION_DUE: Label("最晚哪天查完；不在调查的填不了"),
        ReplyField.OFFICE: Label("县区监察机构的名称，要核实过的"),
        ReplyField.OFFICE_PHONE: Label("县区监察机构的电话，要核实过的"),
        ReplyField.TODAY: Label("发出回复的那一天"),
    },
}
EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ReplyField.NUMBER: "7203 9641",
        ReplyField.RECEIVED_ON: "11月24日（星期二）",
        ReplyField.SITE: "示例花园一期",
        ReplyField.COUNTY: "秦州区",
        ReplyField.TOPIC: "工钱没给够",
        ReplyField.AMOUNT: "35000 元",
        ReplyField.ACCEPTANCE_DUE: "12月1日（星期二）",
        ReplyField.INVESTIGATION_DUE: "2027年3月1日（星期一）（期限暂按推算）",
        ReplyField.OFFICE: "示例区劳动保障监察大队",
        ReplyField.OFFICE_PHONE: "（核实过的号码）",
        ReplyField.TODAY: "11月30日（星期一）",
    }
)
