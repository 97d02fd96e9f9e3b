"""The words for the people of the office."""

from enum import StrEnum
from typing import Final

from portal.domain.roles import Role
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Role: {
        Role.POSTER: Label("海报员"),
        Role.OPERATOR: Label("坐席"),
        Role.INSPECTOR: Label("监察员"),
        Role.HEAD: Label("机构负责人"),
        Role.DIRECTOR: Label("部门负责人"),
        Role.ADMIN: Label("管理员"),
        Role.EDITOR: Label("内容审核员"),
        Role.AUDITOR: Label("审计员"),
    },
}
