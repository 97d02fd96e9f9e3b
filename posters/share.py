"""The picture that is sent in a WeChat group: of a site, or of the portal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .checks import must_print
from .identity import host_of, site_problems, url_problems
from .lines import line
from .picture import few_colours
from .press import press
from .problems import Problem
from .qr import qr_facts
from .reader import Reader
from .settings import PICTURE_PX
from .text import clean

_PAGE_POINTS = 360  # as wide as the page in share.typ


@dataclass(frozen=True)
class Share:
    """What stands on the picture. With `site_name` and `code` it leads to that site, without
    either to the portal; `phone` may be empty."""

    url: str
    site_name: str = ""
    code: str = ""
    phone: str = ""
    phone_of: str = ""
    organiser: str = ""


def parse_share(data: Mapping[str, Any]) -> Share:
    """Make a share picture of a mapping with its field names; raises `InvalidPrint` with every
    problem."""
    reader = Reader.of(data, Share)
    share = Share(
        **{
            name: reader.text(name)
            for name in ("url", "site_name", "code", "phone", "phone_of", "organiser")
        }
    )
    reader.add(share_problems(share))
    reader.must_be_well()
    return share


def share_problems(share: Share) -> tuple[Problem, ...]:
    """Return why it cannot be drawn: an address, and a site only whole."""
    if share.site_name or share.code:
        return site_problems(share.site_name, share.code, share.url)
    return url_problems(share.url)


def render_share(share: Share) -> bytes:
    """Draw it as PNG, 1,080 px wide and as high as it needs; the same facts, the same bytes.
    Raises `InvalidPrint`, `UnprintableText`."""
    must_print(share, share_problems(share))
    inputs = {"sheet": json.dumps(_sheet(share), ensure_ascii=False)}
    ppi = PICTURE_PX / _PAGE_POINTS * 72
    return few_colours(press("share.typ", inputs, format="png", ppi=ppi))


def _sheet(share: Share) -> dict[str, Any]:
    return {
        "qr": qr_facts(share.url, "Q"),
        "host": host_of(share.url),
        "site_name": name[0] if (name := line(share.site_name)) else None,
        "code": [share.code[:4], share.code[4:]] if share.code else [],
        "phone": clean(share.phone),
        "phone_of": clean(share.phone_of),
        "organiser": clean(share.organiser),
    }
