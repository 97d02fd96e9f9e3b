"""The words for filters that somebody keeps."""

from enum import StrEnum
from typing import Final

from portal.domain.saved_filter import FilterPage, Misfit
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    FilterPage: {
        FilterPage.COMPLAINTS: Label("投诉举报"),
        FilterPage.INBOX: Label("待办"),
    },
    Misfit: {
        Misfit.OTHER_OFFICE: Label("这是您在别的县区时存的，现在看到的范围不一样了"),
        Misfit.COUNTY_NOT_SEEN: Label("里面的县区您现在看不到了"),
        Misfit.TRAY_GONE: Label("里面的那一栏现在没有了"),
    },
}
