"""扫码知: the rights pages by section and by item, and the search over them."""

import re
from typing import Any

from flask import Flask, abort, render_template, request, url_for
from markupsafe import Markup, escape

from portal.content.search import Hit
from portal.web.access import open_to_all
from portal.web.library import library, search
from portal.web.public import blueprint
from portal.web.public.hotline import NATIONAL, hotline_for
from portal.web.public.place import place, place_args

LONGEST_QUERY = 60
SHOWN_AT_MOST = 8
# Who types these has a sum in mind: the calculator is offered before the pages.
_SUMS = re.compile(
    r"算|计算|还欠|欠多少|多少钱|加班费|双倍|最低工资|一天\s*\d|\d+\s*(天|块|元|个月|平方)"
)


def init_app(app: Flask) -> None:
    """What the templates of these pages ask for."""
    app.jinja_env.filters["here"] = keeping_place
    app.jinja_env.filters["marked"] = marked
    app.jinja_env.globals["place_args"] = place_args
    app.jinja_env.globals["NATIONAL"] = NATIONAL


@blueprint.get("/rights/")
@open_to_all
def rights() -> str:
    """All sections with their first questions."""
    return _page("public/rights.html", library=library())


@blueprint.get("/rights/<section>/")
@open_to_all
def section(section: str) -> str:
    """One section, a question a row."""
    found = library().section(section)
    if found is None:
        abort(404)
    return _page("public/section.html", section=found, items=library().in_section(section))


@blueprint.get("/rights/<section>/print")
@open_to_all
def section_in_print(section: str) -> str:
    """A whole section on A4, for the counter of an office."""
    found = library().section(section)
    if found is None:
        abort(404)
    return _page("public/section_in_print.html", section=found, items=library().in_section(section))


@blueprint.get("/rights/<section>/<slug>")
@open_to_all
def item(section: str, slug: str) -> tuple[str, int] | str:
    """One question: the answer first, then what to do, then why. An address that is gone leads to
    the nearest pages."""
    found = library().item(section, slug)
    if found is None:
        words = slug.replace("-", " ")
        nearest = search().find(words)[:SHOWN_AT_MOST]
        page = _page("public/search.html", query="", hits=nearest, is_lost=True, is_sum=False)
        return page, 404
    return _page("public/item.html", item=found, related=library().related_to(found))


@blueprint.get("/search")
@open_to_all
def find() -> str:
    """What somebody typed, against all pages; never empty-handed."""
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    hits: list[Hit] = search().find(query) if query else []
    return _page(
        "public/search.html",
        query=query,
        hits=hits[:SHOWN_AT_MOST],
        is_lost=False,
        is_sum=bool(_SUMS.search(query)),
    )


def keeping_place(html: Markup | str) -> Markup:
    """A page's own HTML with its in-site links leading on from where the reader is."""
    here = place()
    text = str(html).replace('href="/complain"', f'href="{escape(here.complain_address)}"')
    for endpoint in ("public.offices", "public.calculator"):
        values: dict[str, Any] = {**here.args}
        plain, kept = url_for(endpoint), url_for(endpoint, **values)
        text = text.replace(f'href="{plain}"', f'href="{escape(kept)}"')
    return Markup(text)  # noqa: S704 - from our own checked Markdown, HTML switched off


def marked(text: str, ranges: tuple[tuple[int, int], ...]) -> Markup:
    """A text with the found parts marked."""
    parts, at = [], 0
    for start, end in ranges:
        parts += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def _page(template: str, **context: object) -> str:
    here = place()
    return render_template(
        template, place=here, hotline=hotline_for(here.region or None), **context
    )
