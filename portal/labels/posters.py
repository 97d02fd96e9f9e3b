"""The words for what is printed, and how."""

from enum import StrEnum
from typing import Final

from portal.labels.label import Label
from posters import Design

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Design: {
        Design.BANNER: Label("醒目版：深色抬头，远处看得清"),
        Design.LEDGER: Label("清单版：白底省墨，分包多也放得下"),
    },
}
