"""The words for calls: how they end, what earlier complaint they are like, who is told what."""

from enum import StrEnum
from typing import Final

from portal.domain.calls import AttemptOutcome, BreakReason, CallOutcome
from portal.domain.duplicates import Joining, Likeness
from portal.domain.telling import Answer, Caller, Telling
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    CallOutcome: {
        CallOutcome.OPEN: Label("没存完", "wait"),
        CallOutcome.COMPLAINT: Label("已登记", "go"),
        CallOutcome.JOINED: Label("并入", "go"),
        CallOutcome.ENQUIRY: Label("咨询", "done"),
        CallOutcome.PROGRESS: Label("问进度", "done"),
        CallOutcome.BROKEN_OFF: Label("断线待回拨", "wait"),
        CallOutcome.ABANDONED: Label("放弃"),
    },
    BreakReason: {
        BreakReason.LINE_BROKE: Label("断线"),
        BreakReason.HUNG_UP: Label("挂断"),
        BreakReason.NOT_UNDERSTOOD: Label("听不清、听不懂"),
        BreakReason.ASKS_AROUND: Label("他去问清楚再说"),
    },
    AttemptOutcome: {
        AttemptOutcome.DONE: Label("打通了", "go"),
        AttemptOutcome.NO_ANSWER: Label("没人接", "wait"),
        AttemptOutcome.BUSY: Label("占线", "wait"),
        AttemptOutcome.WRONG_NUMBER: Label("号码不对", "stop"),
    },
    Likeness: {
        Likeness.SAME_PHONE: Label("同一号码"),
        Likeness.SAME_NAME_AND_AMOUNT: Label("同工地、同名、钱数相近"),
        Likeness.SAME_MONTHS: Label("同工地、同月份"),
    },
    Joining: {
        Joining.FURTHER_WORD: Label("同一个人：补充到这一件"),
        Joining.OWN_RECEIPT: Label("另一个人：并入，另给登记号"),
    },
    Caller: {
        Caller.SELF: Label("本人"),
        Caller.RELATED: Label("家里人、工友代问"),
        Caller.EMPLOYER: Label("单位的人"),
        Caller.STRANGER: Label("别的人"),
    },
    Answer: {
        Answer.NUMBER: Label("登记号"),
        Answer.PHONE: Label("留的号码"),
        Answer.NAME: Label("姓名"),
        Answer.SITE: Label("工地"),
        Answer.AMOUNT: Label("欠多少"),
    },
    Telling: {
        Telling.NOTHING: Label("什么都不说", "stop"),
        Telling.STAGE: Label("只说办到哪一步", "wait"),
        Telling.ALL: Label("可以全说", "go"),
    },
}
