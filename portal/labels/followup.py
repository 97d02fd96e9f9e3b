"""The words for what follows a complaint: its particulars, a lost query code."""

from enum import StrEnum
from typing import Final

from portal.domain.lost_code import LostCodeCheck, LostCodeRefusal, LostCodeState
from portal.domain.particulars import Item
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Item: {
        Item.NAME: Label("姓名"),
        Item.SEX: Label("性别"),
        Item.AGE: Label("年龄"),
        Item.OCCUPATION: Label("职业"),
        Item.EMPLOYER: Label("工作单位"),
        Item.HOME: Label("住址"),
        Item.CONTACT: Label("联系电话"),
        Item.RESPONDENT: Label("被投诉单位"),
        Item.RESPONDENT_ADDRESS: Label("单位地址"),
        Item.PERSON_IN_CHARGE: Label("单位负责人"),
        Item.PERSON_POST: Label("负责人职务"),
        Item.FACTS: Label("事情经过"),
        Item.REQUEST: Label("投诉请求"),
    },
    LostCodeState: {
        LostCodeState.WAITING: Label("等核对", "wait"),
        LostCodeState.GIVEN: Label("已补发", "done"),
        LostCodeState.REFUSED: Label("没有补发", "stop"),
    },
    LostCodeCheck: {
        LostCodeCheck.CALLED_BACK: Label("回拨了登记时留的电话，是本人接的"),
        LostCodeCheck.SITE_TOLD: Label("说得出是哪个工地，或者老板是谁"),
        LostCodeCheck.MATTER_TOLD: Label("说得出欠多少、哪几个月"),
    },
    LostCodeRefusal: {
        LostCodeRefusal.NO_MATCH: Label("没有对得上的登记"),
        LostCodeRefusal.NOT_REACHED: Label("回拨几次没有人接"),
        LostCodeRefusal.NOT_THE_PERSON: Label("说不上来，不像本人"),
        LostCodeRefusal.NOT_ASKED_FOR: Label("本人说没有申请过"),
    },
}
