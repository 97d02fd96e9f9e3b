"""Closing a case: what is known already stands in the form."""

from datetime import timedelta

from flask import Flask

from portal.domain.calls import AttemptOutcome, CallOutcome
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Call, CallAttempt, Complaint
from portal.services.clock import CHINA
from tests import factories
from tests.web.journey import commit_complaint, staff_browser, two_inspectors


def test_days_on_which_nobody_was_reached_stand_in_the_form_of_the_closure(app: Flask) -> None:
    browse = staff_browser(app)
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    for step in ("accept", "investigate", "complete"):
        fields = two_inspectors(app) if step == "accept" else {"note": "查清"}
        assert browse.send(f"{page}/{step}", on=page, **fields).status == 303
    assert browse.get(page).all("//input[@name='first_call_on' and @value='']")
    tries = [(1, "done"), (2, "busy"), (26, "no_answer"), (50, "no_answer")]
    with app.app_context():
        complaint = db.session.scalars(Complaint.by_number(number)).one()
        assert complaint.phone
        operator = factories.member(db.session, Role.OPERATOR)
        call = Call(
            key="one",
            staff_id=operator.id,
            region=complaint.region,
            outcome=CallOutcome.BROKEN_OFF,
            phone_key=complaint.phone,
            opened_at=complaint.received_at,
            touched_at=complaint.received_at,
        )
        for hours, outcome in tries:
            at = complaint.received_at + timedelta(hours=hours)
            failed = CallAttempt(staff_id=operator.id, at=at, outcome=AttemptOutcome(outcome))
            call.attempts.append(failed)
        db.session.add(call)
        db.session.commit()
        days = [(complaint.received_at + timedelta(hours=h)).astimezone(CHINA) for h in (2, 50)]
    form = browse.get(page)
    names = ("first_call_on", "second_call_on")
    assert [form.field(name) for name in names] == [day.date().isoformat() for day in days]
    assert "按回拨记录填的，请核对" in form.text
