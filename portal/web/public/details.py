"""补正: what a written complaint states by law, on a page of its own; nothing on it is required."""

from flask import render_template, request
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField

from portal.domain import phone
from portal.domain.particulars import Item, Particulars, stated, takes_particulars
from portal.extensions import db
from portal.labels import label
from portal.models import Complaint
from portal.services import particulars
from portal.services.particulars import NothingStated
from portal.web import reading
from portal.web.access import open_to_all
from portal.web.public import blueprint, follow
from portal.web.public.forms import MAX_NARRATIVE, OpenForm
from portal.web.public.hotline import hotline_for
from portal.web.reading import first_errors
from portal.web.transactions import only_reads

Answer = Response | tuple[str, int] | str
# Where a worker often cannot know, a tap says so; anywhere else the word can be written.
OFTEN_UNCLEAR = frozenset(
    {
        Item.EMPLOYER,
        Item.RESPONDENT,
        Item.RESPONDENT_ADDRESS,
        Item.PERSON_IN_CHARGE,
        Item.PERSON_POST,
    }
)


def _line(most: int) -> StringField:
    return StringField(filters=[reading.clean], validators=[reading.at_most(most)])


class DetailsForm(OpenForm):
    """One field an item; the name of the field is the item."""

    case_pass = StringField()
    name = _line(40)
    sex = RadioField(choices=reading.offer([("男", "男"), ("女", "女")]), validate_choice=False)
    age = _line(20)
    occupation = _line(40)
    employer = _line(120)
    home = _line(200)
    contact = StringField(filters=[reading.clean], validators=[reading.reachable_phone])
    respondent = _line(120)
    respondent_address = _line(200)
    person_in_charge = _line(40)
    person_post = _line(40)
    facts = TextAreaField(filters=[reading.clean], validators=[reading.at_most(MAX_NARRATIVE)])
    request = TextAreaField(filters=[reading.clean], validators=[reading.at_most(500)])
    unclear = SelectMultipleField(validate_choice=False)

    def show(self, stated: Particulars) -> None:
        """Fill the fields with what is stated so far."""
        for item in Item:
            said = "不清楚" if item in stated.unclear and item not in OFTEN_UNCLEAR else ""
            self[item].data = stated.told.get(item) or said
        self.unclear.data = [item for item in stated.unclear if item in OFTEN_UNCLEAR]

    def particulars(self) -> Particulars:
        """The checked fields as plain values."""
        typed = {item: self[item].data or "" for item in Item}
        if typed[Item.CONTACT]:
            typed[Item.CONTACT] = phone.reachable(typed[Item.CONTACT])
        ticked = [item for item in OFTEN_UNCLEAR if item in (self.unclear.data or ())]
        return stated(typed, ticked)


@blueprint.route("/follow/details", methods=["GET", "POST"])
@open_to_all
def details() -> Answer:
    """The form as it stands; opened by the case's cookie, or by a button that carries the pass."""
    only_reads()
    form = DetailsForm()
    token = form.case_pass.data or request.cookies.get(follow.COOKIE)
    complaint = follow.of_pass(token)
    if complaint is None:
        return _expired(form), 403
    if complaint.is_code_seen or not takes_particulars(complaint.kind, complaint.status):
        return follow.lead_to(complaint)
    form.show(particulars.current(db.session, complaint)[0])
    return _page(form, complaint, token)


@blueprint.post("/follow/details/save")
@open_to_all
def save_details() -> Answer:
    """Keep what is there; it can be gone on with later."""
    form = DetailsForm()
    complaint = follow.of_pass(form.case_pass.data)
    if complaint is None:
        return _expired(form), 403
    if complaint.is_code_seen or not takes_particulars(complaint.kind, complaint.status):
        return follow.lead_to(complaint)
    if not form.validate():
        return _page(form, complaint, form.case_pass.data), 422
    try:
        particulars.save(db.session, complaint, form.particulars())
    except NothingStated:
        form.name.errors = ["还什么都没写，写一样就能保存"]
        return _page(form, complaint, form.case_pass.data), 422
    return follow.lead_to(complaint)


def _expired(form: DetailsForm) -> str:
    typed = [f"{label(item)}：{form[item].data}" for item in Item if form[item].data]
    return render_template("public/case_expired.html", note="\n".join(typed))


def _page(form: DetailsForm, complaint: Complaint, token: str | None) -> str:
    return render_template(
        "public/details.html",
        form=form,
        complaint=complaint,
        token=token,
        errors=first_errors(form),
        Item=Item,
        often_unclear=OFTEN_UNCLEAR,
        hotline=hotline_for(complaint.region),
    )
