"""Filters that I keep: saved from a list, opened by a link that says nothing, renamed, deleted."""

from typing import Any, Final

from flask import abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField

from portal.domain.roles import Permission
from portal.domain.saved_filter import LONGEST_NAME, FilterPage, Misfit, TooManyFilters, misfit
from portal.extensions import db
from portal.models import SavedFilter
from portal.services import saved_filters as kept_filters
from portal.web import passes, reading
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.console.complaints import Filters
from portal.web.console.inbox import my_trays

# The parts of each list's address that a filter keeps.
_INBOX_PARTS: Final = ("tray", "region", "mine")


class NameForm(FlaskForm):
    """What a filter is called."""

    name = StringField(
        "名称",
        filters=[reading.clean],
        validators=[reading.at_most(LONGEST_NAME), reading.wanted],
    )


@blueprint.get("/filters")
@needs(Permission.SEE_COMPLAINTS)
def saved_filters() -> str:
    """All that I keep, to be renamed or deleted."""
    return _page()


@blueprint.post("/filters")
@needs(Permission.SEE_COMPLAINTS)
def save_filter() -> Response | tuple[str, int]:
    """Keep the filter of the list on which the form stands."""
    page = request.form.get("page", "")
    if page not in set(FilterPage):
        abort(400)
    form, parts = NameForm(), _parts(FilterPage(page))
    if not form.validate_on_submit():
        return _page(failed=form, unsaved=(page, parts)), 422
    try:
        kept = kept_filters.save(
            db.session, by=me(), page=FilterPage(page), name=form.name.data, parts=parts
        )
    except TooManyFilters:
        form.name.errors = ["存得太多了，先删掉几个不用的"]
        return _page(failed=form, unsaved=(page, parts)), 409
    return redirect(url_for("console.open_filter", filter_id=kept.id), 303)


@blueprint.get("/filters/<int:filter_id>")
@needs(Permission.SEE_COMPLAINTS)
def open_filter(filter_id: int) -> Response | str:
    """To the list as it was narrowed, unless it fits me no longer."""
    kept = _mine(filter_id)
    wrong = misfit(kept.parts, saved_in=kept.saved_in, now_in=me().region, trays=set(my_trays()))
    if wrong is not None:
        return _page(misfit=(kept, wrong))
    parts: dict[str, Any] = dict(kept.parts)
    if words := parts.pop("words", ""):
        parts["sought"] = passes.issue("search", words)
    return redirect(url_for(f"console.{kept.page}", **parts), 303)


@blueprint.post("/filters/<int:filter_id>")
@needs(Permission.SEE_COMPLAINTS)
def rename_filter(filter_id: int) -> Response | tuple[str, int]:
    """Call it something else."""
    kept, form = _mine(filter_id), NameForm()
    if not form.validate_on_submit():
        return _page(failed=form, failed_id=kept.id), 422
    kept_filters.rename(kept, form.name.data)
    return redirect(url_for("console.saved_filters"), 303)


@blueprint.post("/filters/<int:filter_id>/delete")
@needs(Permission.SEE_COMPLAINTS)
def delete_filter(filter_id: int) -> Response:
    """Keep it no longer."""
    kept_filters.delete(db.session, _mine(filter_id))
    return redirect(url_for("console.saved_filters"), 303)


def _mine(filter_id: int) -> SavedFilter:
    """One of mine; another's does not exist for me."""
    return db.session.scalar(SavedFilter.one_of(filter_id, me().id)) or abort(404)


def _parts(page: FilterPage) -> dict[str, str]:
    """What the list is narrowed to, with what is searched for in plain words."""
    if page is FilterPage.INBOX:
        parts = {name: request.form.get(name, "")[:20] for name in _INBOX_PARTS}
        return {name: value for name, value in parts.items() if value}
    filters = Filters.of_request()
    parts = {name: str(value) for name, value in filters.but(sought="").items()}
    return {**parts, **({"words": filters.words} if filters.words else {})}


def _page(
    *,
    failed: NameForm | None = None,
    failed_id: int | None = None,
    unsaved: tuple[str, dict[str, str]] | None = None,
    misfit: tuple[SavedFilter, Misfit] | None = None,
) -> str:
    """The page of mine; `unsaved` is what a refused form would have kept."""
    page, parts = unsaved or ("", {})
    sealed = passes.issue("search", parts["words"]) if "words" in parts else ""
    shown = {name: value for name, value in parts.items() if name != "words"}
    return render_template(
        "console/saved_filters.html",
        filters=db.session.scalars(SavedFilter.of(me().id)).all(),
        failed=failed,
        failed_id=failed_id,
        page=page,
        parts={**shown, **({"sought": sealed} if sealed else {})},
        misfit=misfit,
        longest=LONGEST_NAME,
    )
