"""The words of the audit: kinds of acts, and what may be wrong with the chain."""

from enum import StrEnum
from typing import Final

from portal.domain.audit import Act, Flaw
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Act: {
        Act.READ: Label("查看"),
        Act.REVEAL: Label("显示"),
        Act.EXPORT: Label("导出"),
        Act.PRINT: Label("打印"),
        Act.WORKER: Label("工友来的"),
        Act.STEP: Label("办理"),
        Act.REGISTER: Label("登记册"),
        Act.BOARD: Label("告示牌"),
        Act.PURGE: Label("保存和清除"),
        Act.ACCOUNT: Label("账号"),
        Act.OFFICE: Label("管理"),
    },
    Flaw: {
        Flaw.ALTERED: Label("和封存时不一样，被改过", "stop"),
        Flaw.REMOVED: Label("被删掉了", "stop"),
        Flaw.INSERTED: Label("不在链里，是后来插进去的", "stop"),
        Flaw.NOTE_GONE: Label("附言没有了，又没有清除记录", "stop"),
        Flaw.CUT: Label("链尾的封存记录对不上", "stop"),
        Flaw.REWRITTEN: Label("记下的链头不在链里，链尾被截断或整条链被改写", "stop"),
    },
}
