"""The words for messages to workers."""

from enum import StrEnum
from typing import Final

from portal.domain.delivery import Failure, MessageState
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    MessageState: {
        MessageState.QUEUED: Label("等着发", "wait"),
        MessageState.SENDING: Label("正在发", "go"),
        MessageState.SENT: Label("已发出", "done"),
        MessageState.DEAD: Label("没发出去", "stop"),
    },
    Failure: {
        Failure.UNREACHABLE: Label("连不上网关"),
        Failure.REJECTED: Label("网关没有收"),
        Failure.NO_ANSWER: Label("网关没有回音，不知道发没发出去"),
        Failure.INTERRUPTED: Label("发送中断，不知道发没发出去"),
        Failure.BROKEN: Label("程序出错，不知道发没发出去"),
        Failure.STALE: Label("放了 3 天没发，已过时"),
        Failure.MOVED: Label("工友换了电话，收不了短信"),
    },
}
