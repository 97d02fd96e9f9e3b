"""The words for group alarms: what was reached, how grave it is, what became of it."""

from enum import StrEnum
from typing import Final

from portal.domain.group_alarm import AlarmState, Level, Threshold
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Threshold: {
        Threshold.HEADS: Label("人数"),
        Threshold.AMOUNT: Label("金额"),
        Threshold.SPEED: Label("来得快"),
    },
    Level: {
        Level.SEVERAL: Label("多件", "wait"),
        Level.MASS: Label("人多", "stop"),
    },
    AlarmState: {
        AlarmState.NEW: Label("新预警", "stop"),
        AlarmState.TAKEN_UP: Label("已立群体案件", "go"),
        AlarmState.DISMISSED: Label("已看过，不立", "plain"),
        AlarmState.OVER: Label("已解除", "done"),
    },
}
