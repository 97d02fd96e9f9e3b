"""A construction site under way: its states, its industry and who answers for what on it."""

from enum import StrEnum


class SiteStatus(StrEnum):
    """Where the works stand."""

    PLANNED = "planned"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    FINISHED = "finished"


class Industry(StrEnum):
    """Which line of building, and so which regulator."""

    HOUSING = "housing"
    TRANSPORT = "transport"
    WATER = "water"
    OTHER = "other"


class PartyRole(StrEnum):
    """Who is responsible on a site (保障农民工工资支付条例 34); the values are the poster's too."""

    DEVELOPER = "developer"
    GENERAL_CONTRACTOR = "general_contractor"
    PROJECT_OFFICE = "project_office"
    SUBCONTRACTOR = "subcontractor"
    REGULATOR = "regulator"
    WAGE_OFFICER = "wage_officer"


class OfficeKind(StrEnum):
    """What an office does for a worker."""

    INSPECTION = "inspection"
    ARBITRATION = "arbitration"
    LEGAL_AID = "legal_aid"


class BoardState(StrEnum):
    """How a site stands with its board; the last printing and hanging decide it."""

    NONE = "none"  # nothing was printed
    DRAFT = "draft"  # only drafts: items were missing
    CURRENT = "current"  # issued, as the register says today, and known to hang
    STALE = "stale"  # a printed fact has changed since
    UNPLACED = "unplaced"  # issued and current, but nobody has said where it hangs


_STATUS_WORDS = {
    "未开工": SiteStatus.PLANNED,
    "拟建": SiteStatus.PLANNED,
    "待开工": SiteStatus.PLANNED,
    "在建": SiteStatus.ACTIVE,
    "施工中": SiteStatus.ACTIVE,
    "停工": SiteStatus.SUSPENDED,
    "停建": SiteStatus.SUSPENDED,
    "完工": SiteStatus.FINISHED,
    "竣工": SiteStatus.FINISHED,
    "已完工": SiteStatus.FINISHED,
}
_INDUSTRY_WORDS = {
    "住建": Industry.HOUSING,
    "房建": Industry.HOUSING,
    "市政": Industry.HOUSING,
    "建筑": Industry.HOUSING,
    "交通": Industry.TRANSPORT,
    "公路": Industry.TRANSPORT,
    "水务": Industry.WATER,
    "水利": Industry.WATER,
    "其他": Industry.OTHER,
}

# The words that the portal itself writes; `read_status` and `read_industry` read them back.
STATUS_NAMES = {
    SiteStatus.PLANNED: "未开工",
    SiteStatus.ACTIVE: "在建",
    SiteStatus.SUSPENDED: "停工",
    SiteStatus.FINISHED: "完工",
}
INDUSTRY_NAMES = {
    Industry.HOUSING: "住建",
    Industry.TRANSPORT: "交通",
    Industry.WATER: "水务",
    Industry.OTHER: "其他",
}


class UnknownWord(ValueError):
    """A word in a closed list was expected."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_status(text: str) -> SiteStatus:
    """The status meant by its own code or by an office's word for it. Raises UnknownWord."""
    plain = text.strip()
    if plain in set(SiteStatus):
        return SiteStatus(plain)
    try:
        return _STATUS_WORDS[plain]
    except KeyError:
        raise UnknownWord(text) from None


def read_industry(text: str) -> Industry:
    """The industry meant by an office's word for it; words such as 房建市政 by their beginning.

    Raises UnknownWord.
    """
    plain = text.strip()
    if plain in set(Industry):
        return Industry(plain)
    for word, industry in _INDUSTRY_WORDS.items():
        if plain.startswith(word):
            return industry
    raise UnknownWord(text)
