"""The words for doing one thing with many, and for giving cases to people."""

from enum import StrEnum
from typing import Final

from portal.domain.bulk import BulkKind, LeftOut
from portal.domain.recusal import RecusalGround
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    BulkKind: {
        BulkKind.REPLY: Label("回复"),
        BulkKind.ASSIGN: Label("指派"),
        BulkKind.HAND_OVER: Label("移交"),
    },
    LeftOut: {
        LeftOut.NOT_SEEN: Label("不是本县区的，或者没有这个登记号"),
        LeftOut.FINISHED: Label("已经办结、撤回或者不予受理"),
        LeftOut.ELSEWHERE: Label("已转送，在等对方"),
        LeftOut.CHANGED: Label("您看过以后又有了变化，请单独看"),
        LeftOut.UNCHANGED: Label("本来就是这样，不用改"),
        LeftOut.RECUSED: Label("这个人已经声明回避"),
        LeftOut.WITHDRAWN: Label("您对这一件已经声明回避"),
        LeftOut.NOT_OF_COUNTY: Label("这个人不管这个县区"),
        LeftOut.SAME_PERSON: Label("主办、协办会成同一个人，要两名监察员"),
        LeftOut.SECOND_MISSING: Label("还没有协办，要同时指定协办"),
        LeftOut.CERTIFICATE_MISSING: Label("缺执法证号"),
        LeftOut.VALUE_MISSING: Label("这一件缺要填的项目"),
        LeftOut.NOBODY_FREE: Label(
            "勾的人都接不了：不管这个县区、声明过回避、已经是另一名监察员，或者缺执法证号"
        ),
    },
    RecusalGround: {
        RecusalGround.OWN: Label("本人有直接利害关系"),
        RecusalGround.FAMILY: Label("近亲属有直接利害关系"),
    },
}
