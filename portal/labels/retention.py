"""The words of keeping and purging."""

from enum import StrEnum
from typing import Final

from portal.domain.retention import BatchState, Kept, Obstacle
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Kept: {
        Kept.COMPLAINT: Label("投诉"),
        Kept.REPORT: Label("举报"),
        Kept.ENQUIRY: Label("咨询"),
        Kept.BROKEN_CALL: Label("断线、没打通的来电"),
        Kept.DRAFT: Label("没存完的来电草稿"),
        Kept.LOST_CODE: Label("补查询码申请"),
    },
    BatchState: {
        BatchState.PROPOSED: Label("等另一人确认", "wait"),
        BatchState.CONFIRMED: Label("已确认，夜里清除", "go"),
        BatchState.DROPPED: Label("没有清除"),
        BatchState.DONE: Label("已清除", "done"),
    },
    Obstacle: {
        Obstacle.OPEN: Label("又在办了"),
        Obstacle.HELD: Label("暂不清除"),
        Obstacle.GROUP_OPEN: Label("同一批的还在办"),
        Obstacle.TOO_YOUNG: Label("没到年限"),
        Obstacle.GONE: Label("早已清除"),
    },
}
