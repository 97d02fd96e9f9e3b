"""The office's list of conclusions: what is offered, in which order and words, asking for what."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.events import EventName
from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import Complaint, ConclusionListing, Event
from tests import casefile, factories
from tests.browse import Browser, Page
from tests.web.journey import staff_browser
from tests.web.test_permissions import signed_in

LIST = "/admin/conclusions"
SHIPPED = "工钱付清了。请对一对数，少了可以提异议。"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def keep(admin: Browser, conclusion: str, **changed: object) -> Page:
    """What stands on the page with something changed; None unticks a box."""
    address = f"{LIST}/{conclusion}"
    fields = {**admin.get(address).fields(), **changed}
    return admin.post(address, {name: value for name, value in fields.items() if value is not None})


def ready_to_close(app: Flask) -> str:
    """A case with an order that was served, in which an inspector may close."""
    with app.app_context():
        by = factories.member(db.session)
        complaint = factories.complaint(db.session)
        casefile.accept(db.session, complaint, by=by)
        casefile.complete(db.session, complaint, by=by)
        casefile.order(db.session, complaint, by=by)
        casefile.serve(db.session, complaint, by=by)
        number = complaint.number
        db.session.commit()
    return number


def offered(page: Page) -> list[str]:
    return [str(each) for each in page.all("//select[@id='close-conclusion']/option/@value")][1:]


def test_what_is_off_is_not_offered_and_the_order_is_the_offices(app: Flask) -> None:
    number, admin, inspector = (
        ready_to_close(app),
        staff_browser(app, Role.ADMIN),
        staff_browser(app),
    )
    case = f"/console/complaints/{number}"
    before = offered(inspector.get(case))
    assert before[:2] == ["paid_in_full", "paid_in_part"]
    assert keep(admin, "corrected", place="5").status == 303
    assert keep(admin, "paid_in_part", is_offered=None).status == 303
    after = offered(inspector.get(case))
    assert after[0] == "corrected"
    assert set(before) - set(after) == {"paid_in_part"}
    assert "不给选" in admin.get(LIST).text
    form = {"conclusion": "paid_in_part", "paid_yuan": "1", "payment_proof": "回单"}
    refused = inspector.send(f"{case}/close", on=case, note="说明写在这", rest_advice="等", **form)
    assert (refused.status, "说明写在这" in refused.text) == (422, True)


def test_a_closed_case_keeps_the_words_that_the_worker_was_told(app: Flask) -> None:
    first, second = ready_to_close(app), ready_to_close(app)
    admin = staff_browser(app, Role.ADMIN)
    close(app, first)
    assert keep(admin, "paid_in_full", words="钱到齐了。").status == 303
    close(app, second)
    assert keep(admin, "paid_in_full", words="又换了说法。", is_offered=None).status == 303
    assert [told(app, number) for number in (first, second)] == [SHIPPED, "钱到齐了。"]
    assert SHIPPED in admin.get(f"{LIST}/paid_in_full").text


def test_the_office_may_ask_for_more(app: Flask) -> None:
    number, admin, inspector = (
        ready_to_close(app),
        staff_browser(app, Role.ADMIN),
        staff_browser(app),
    )
    assert keep(admin, "paid_in_full", more=["confirmed_by", "payment_proof", "x"]).status == 303
    case = f"/console/complaints/{number}"
    form = {"conclusion": "paid_in_full", "paid_yuan": "35000", "payment_proof": "回单"}
    half = inspector.send(f"{case}/close", on=case, note="已付清", **form)
    assert (half.status, "这个结论要填这一项" in half.text) == (422, True)
    done = inspector.send(f"{case}/close", on=case, note="已付清", confirmed_by="本人", **form)
    assert done.status == 303
    with app.app_context():
        found = db.session.scalar(Complaint.by_number(number))
        assert found is not None
        assert found.case_file is not None
        assert "本人" in found.case_file.closing
        kept = db.session.scalars(select(ConclusionListing)).one()
        assert kept.more == ["confirmed_by"]


def test_wrong_entries_are_kept_in_the_form_and_not_in_the_list(app: Flask) -> None:
    admin = staff_browser(app, Role.ADMIN)
    for wrong in ({"words": "  "}, {"place": "0"}, {"place": "很前"}, {"words": "长" * 121}):
        page = keep(admin, "paid_in_full", **{"words": "写的还在", **wrong})
        assert page.status == 422
        assert "words" in wrong or "写的还在" in page.text
    assert keep(admin, "answered", is_offered=None).status == 303
    page = keep(admin, "handled_elsewhere", is_offered=None, words="写的还在")
    assert (page.status, "办不结了" in page.text, "写的还在" in page.text) == (409, True, True)
    with app.app_context():
        assert [one.subject for one in db.session.scalars(select(ConclusionListing))] == [
            "answered"
        ]
        event = db.session.scalars(
            select(Event).where(Event.name == EventName.CONCLUSION_LISTED)
        ).one()
        assert event.facts == {"conclusion": "answered", "is_offered": False}


def test_two_at_once_and_the_way_back(app: Flask) -> None:
    admin, address = staff_browser(app, Role.ADMIN), f"{LIST}/paid_in_full"
    assert keep(admin, "paid_in_full", words="甲").status == 303
    page = keep(admin, "paid_in_full", words="乙", seen="0")
    assert (page.status, "别人改过" in page.text, page.fields()["words"]) == (409, True, ["乙"])
    assert admin.post(address, page.fields()).status == 303
    first = admin.get(address).all("//ol//a/@href")[-1]
    assert admin.get(first).fields()["words"] == ["甲"]
    assert admin.get(f"{address}?version=0").fields()["words"] == [SHIPPED]


def test_only_the_citys_administrator_changes_the_list(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    typed = {"is_offered": "y", "place": "10", "words": "好", "seen": "9"}
    for role in Role:
        answer = signed_in(app, role, CITY).post(f"{LIST}/duplicate", data={**typed, "seen": "0"})
        is_open = answer.status_code == 303
        assert is_open == may(role, Permission.KEEP_CONCLUSIONS) == (role is Role.ADMIN)
    county = signed_in(app, Role.ADMIN, "620502")
    assert county.get(f"{LIST}/duplicate").status_code == 200
    assert county.post(f"{LIST}/duplicate", data=typed).status_code == 403
    assert county.get(f"{LIST}/no_such").status_code == 404


def close(app: Flask, number: str) -> None:
    with app.app_context():
        complaint = db.session.scalar(Complaint.by_number(number))
        assert complaint is not None
        casefile.pay(db.session, complaint, by=factories.member(db.session))
        db.session.commit()


def told(app: Flask, number: str) -> str:
    """What the worker reads of the closure."""
    from portal.web.filters import plain_conclusion

    with app.app_context():
        complaint = db.session.scalar(Complaint.by_number(number))
        assert complaint is not None
        events = db.session.scalars(Event.of_complaint(complaint.id))
        return plain_conclusion(next(one for one in events if one.name is EventName.CLOSED))
