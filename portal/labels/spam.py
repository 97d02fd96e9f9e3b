"""The words for what looks odd about a submission, as staff read them."""

from enum import StrEnum
from typing import Final

from portal.domain.spam import Sign
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Sign: {
        Sign.TRAP: Label("填了人看不见的格子"),
        Sign.HASTE: Label("填得太快"),
        Sign.UNSTAMPED: Label("不是从本站页面发来"),
        Sign.SENDER: Label("同一网络一小时内太多"),
        Sign.PHONE: Label("同一号码一天内太多"),
        Sign.TEXT: Label("同样的话一天内太多"),
    },
}
