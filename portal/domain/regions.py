"""The city and its seven counties (GB/T 2260), and the short names that offices write."""

import re
from types import MappingProxyType

CITY = "620500"
CITY_NAME = "天水市"
COUNTIES = MappingProxyType(
    {
        "620502": "秦州区",
        "620503": "麦积区",
        "620521": "清水县",
        "620522": "秦安县",
        "620523": "甘谷县",
        "620524": "武山县",
        "620525": "张家川回族自治县",
    }
)


class UnknownCounty(ValueError):
    """The name is not one of the city's seven counties."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def _stem(name: str) -> str:
    bare = re.sub(r"\s", "", name).removeprefix(CITY_NAME).removeprefix("天水")
    return re.sub(r"(回族自治县|自治县|区|县|市)$", "", bare)


_BY_STEM = {_stem(name): code for code, name in COUNTIES.items()}


def resolve(text: str) -> str:
    """The county code for a full name, a short one (麦积, 张家川县) or the code itself.

    Raises UnknownCounty.
    """
    plain = text.strip()
    code = plain if plain in COUNTIES else _BY_STEM.get(_stem(plain))
    if code is None:
        raise UnknownCounty(text)
    return code


def short_names(code: str) -> tuple[str, ...]:
    """How people call a county: 麦积区 and 麦积; 张家川回族自治县, 张家川县 and 张家川."""
    name = COUNTIES[code]
    stem = _stem(name)
    return tuple(dict.fromkeys((name, stem + name[-1], stem)))


def name_of(code: str) -> str:
    """The name printed for a county code, or for the city's own."""
    return CITY_NAME if code == CITY else COUNTIES[code]
