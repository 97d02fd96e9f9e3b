"""The office's list of conclusions: what is offered, in which order and words, asking for what."""

from typing import Final

from flask import abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.domain import regions
from portal.domain.conclusion import (
    ADDABLE,
    DEFAULTS,
    REQUIRED,
    Conclusion,
    Listed,
    NoWayOut,
)
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import PLAIN, label
from portal.models import ConclusionListing
from portal.services import conclusion_list
from portal.services.kept_versions import VersionMoved
from portal.web import reading
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.admin import blueprint

LONGEST: Final = 120
_HISTORY: Final = 20
_LAST: Final = 999


class ListingForm(FlaskForm):
    """What the office may change of a conclusion; what the rules ask for is not among it."""

    seen = HiddenField()
    is_offered = BooleanField("办结时可以选")
    place = StringField("次序（1 到 999，小的排前面）", filters=[reading.clean])
    words = TextAreaField(
        "工友看到的话",
        filters=[reading.clean],
        validators=[reading.at_most(LONGEST), reading.wanted],
    )
    more = SelectMultipleField("本局还要求填", validate_choice=False)

    def of(self, conclusion: Conclusion) -> "ListingForm":
        """The form of a conclusion: what its rule asks for already is not offered again."""
        self.conclusion = conclusion
        self._addable = [each for each in ADDABLE if each not in REQUIRED[conclusion]]
        self.more.choices = reading.offer((str(each), label(each).text) for each in self._addable)
        return self

    def show(self, listed: Listed, seen: int) -> None:
        """What is in the list."""
        self.seen.data = str(seen)
        self.is_offered.data = listed.is_offered
        self.place.data = str(listed.place)
        self.words.data = listed.words or PLAIN[listed.conclusion]
        self.more.data = sorted(listed.more)

    def validate_place(self, field: Field) -> None:
        if not 1 <= (bounded_int(field.data) or 0) <= _LAST:
            raise ValidationError("写 1 到 999 的数")

    def listed(self) -> Listed:
        """What was typed."""
        more = frozenset(each for each in self._addable if each in (self.more.data or ()))
        place = bounded_int(self.place.data) or 0
        return Listed(self.conclusion, place, self.is_offered.data, self.words.data, more)


@blueprint.get("/conclusions", endpoint="conclusions")
@needs(Permission.KEEP_CONCLUSIONS)
def list_conclusions() -> str:
    """The whole list in its order."""
    entries = conclusion_list.entries(db.session)
    return render_template("admin/conclusions.html", entries=entries, plain=PLAIN)


@blueprint.get("/conclusions/<conclusion>", endpoint="conclusion")
@needs(Permission.KEEP_CONCLUSIONS)
def show_conclusion(conclusion: str) -> str:
    """As it is; with `version` as it was, 0 for that of the portal, to be kept again."""
    word = _word(conclusion)
    history = _history(word)
    version = bounded_int(request.args.get("version"))
    wanted = next((one for one in history if one.version == version), None)
    own = wanted or (history[0] if history and version != 0 else None)
    form = ListingForm(formdata=None).of(word)
    form.show(own.listed if own else DEFAULTS[word], history[0].version if history else 0)
    return _page(word, form, history)


@blueprint.post("/conclusions/<conclusion>")
@needs(Permission.KEEP_CONCLUSIONS)
def keep_conclusion(conclusion: str) -> Response | tuple[str, int]:
    """Have it so from now on."""
    word = _word(conclusion)
    if me().region != regions.CITY:  # all counties have the same list
        abort(403)
    form = ListingForm().of(word)
    if not form.validate_on_submit():
        return _page(word, form, _history(word)), 422
    seen = bounded_int(form.seen.data) or 0
    try:
        conclusion_list.keep(db.session, form.listed(), by=me(), seen=seen)
    except NoWayOut:
        form.is_offered.errors = ["不给选这一个，有的件就没有结论可选、办不结了；先把别的打开"]
        return _page(word, form, _history(word)), 409
    except VersionMoved:
        history = _history(word)
        form.seen.data = str(history[0].version)
        return _page(word, form, history, is_moved=True), 409
    return redirect(url_for("admin.conclusions"), 303)


def _word(conclusion: str) -> Conclusion:
    if conclusion not in set(Conclusion):
        abort(404)
    return Conclusion(conclusion)


def _history(conclusion: Conclusion) -> list[ConclusionListing]:
    return list(db.session.scalars(ConclusionListing.history(conclusion, _HISTORY)))


def _page(
    conclusion: Conclusion,
    form: ListingForm,
    history: list[ConclusionListing],
    *,
    is_moved: bool = False,
) -> str:
    return render_template(
        "admin/conclusion.html",
        conclusion=conclusion,
        form=form,
        history=history,
        is_moved=is_moved,
        can_keep=me().region == regions.CITY,
        errors=reading.first_errors(form),
        required=REQUIRED[conclusion],
        shipped=PLAIN[conclusion],
    )
