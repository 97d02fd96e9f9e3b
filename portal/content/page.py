"""One Markdown file made into one item, with every rule about its words applied."""

from collections.abc import Mapping
from pathlib import Path

from portal.content.broken import BrokenContent, Problem
from portal.content.item import Item, Law
from portal.content.laws import resolve
from portal.content.reading import read_page
from portal.content.rendering import render, split_parts
from portal.content.sections import SECTIONS
from portal.content.wording import LOCAL_CAVEAT, check_wording


def read_item(path: Path, laws: Mapping[str, Law]) -> Item:
    """The item of `rights/<section>/<slug>.md`; BrokenContent when it breaks a rule."""
    section = next((section for section in SECTIONS if section.code == path.parent.name), None)
    if section is None:
        raise BrokenContent(path, Problem.UNKNOWN_SECTION, path.parent.name)
    matter, body = read_page(path)
    rendered = [render(path, part) for part in split_parts(path, body)]
    (do, _), (why, _), (mind, _) = rendered
    text = "\n".join(words for _, words in rendered)
    spoken = "\n".join([*matter["keywords"], *matter["spoken"]])
    check_wording(path, "\n".join([matter["title"], matter["short"], spoken, text]))
    if matter["grade"] == "C" and LOCAL_CAVEAT not in text:
        raise BrokenContent(path, Problem.MISSING_CAVEAT, LOCAL_CAVEAT)
    lists = {key: tuple(matter[key]) for key in ("audience", "keywords", "spoken", "related")}
    return Item(
        section=section,
        slug=path.stem,
        title=matter["title"],
        short=matter["short"],
        laws=tuple(resolve(path, reference, laws) for reference in matter["laws"]),
        grade=matter["grade"],
        reviewed_on=matter["reviewed_on"],
        phone=matter.get("phone"),
        do=do,
        why=why,
        mind=mind,
        text=text,
        **lists,
    )
