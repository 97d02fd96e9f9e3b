"""The money of a complaint: one number on every page and in every file that tells it."""

import csv
import io

import pytest
from flask import Flask

from portal.domain import money
from portal.domain.document_fields import Field
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.ledger import Column
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Complaint, GroupCase
from portal.services import group_cases, groups, ledger
from portal.services.document_facts import Case, gather
from tests import casefile, factories, papers
from tests.web.journey import commit_complaint
from tests.web.test_permissions import signed_in

SAID, CLAIMED, VERIFIED, ORDERED, PAID = 3_500_000, 4_411_111, 3_322_222, 3_322_222, 1_233_333
SECOND = 1_000


@pytest.fixture
def number(app: Flask) -> str:
    """A complaint whose two people claim more than was said at first, in a group of its own."""
    number = commit_complaint(app, amount_fen=SAID)
    with app.app_context():
        session = db.session
        found = session.scalars(Complaint.by_number(number)).one()
        groups.share(session, found)
        sums = dict(zip(Column, (CLAIMED, VERIFIED, ORDERED, PAID), strict=True))
        first = {column: fen - SECOND for column, fen in sums.items()}
        officer = factories.member(session)
        for person, amounts in (("王某", first), ("李某", dict.fromkeys(Column, SECOND))):
            ledger.keep_line(session, found, by=officer, position=9, person=person, amounts=amounts)
        session.commit()
    return number


def test_the_same_sums_wherever_they_appear(app: Flask, number: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    head = signed_in(app, Role.HEAD, "620500")
    with app.app_context():
        found = db.session.scalars(Complaint.by_number(number)).one()
        group = db.session.scalars(GroupCase.of_complaint(found.id)).one().code
    pages = {
        f"/console/complaints/{number}": (CLAIMED, VERIFIED, ORDERED, PAID),
        f"/console/complaints/{number}/ledger": (CLAIMED, VERIFIED, ORDERED, PAID),
        "/console/complaints": (CLAIMED,),
        f"/console/groups/{group}": (CLAIMED,),
    }
    for address, sums in pages.items():
        text = head.get(address).text
        for fen in sums:
            assert f"{fen // 100}.{fen % 100:02d} 元" in text, (address, fen)
        # What the worker has asked for in so many words stands on the case page alone.
        assert f"{SAID // 100} 元" not in text or number in address, address
    answer = head.post("/console/exports/complaints", data={"kind": "csv"})
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    sums = [f"{fen / 100:.2f}" for fen in (CLAIMED, VERIFIED, ORDERED, PAID)]
    assert [cell for cell in rows[-2] if cell in sums] == sums


def test_a_group_adds_up_what_its_complaints_say(app: Flask, number: str) -> None:
    with app.app_context():
        session = db.session
        found = session.scalars(Complaint.by_number(number)).one()
        group = session.scalars(GroupCase.of_complaint(found.id)).one()
        for phone, fen in (("19900000031", 70_000), ("19900000032", None)):
            other = factories.complaint(session, found.site, phone=phone, amount_fen=fen)
            assert groups.join(session, other, group.code)
        session.flush()
        children = group_cases.children(session, group)
        assert len(children) == 3
        together = ledger.together(child.figures for child in children)
        assert together.claimed == CLAIMED + 70_000


def test_a_reply_and_a_document_say_what_the_worker_said_last(app: Flask, number: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        found = db.session.scalars(Complaint.by_number(number)).one()
        case = Case(db.session, found, RULES[DocumentKind.CLOSING], papers.HOUSE)
        said = gather(case)
        assert (said[Field.CLAIMED], said[Field.PAID]) == tuple(
            money.in_figures(fen) for fen in (CLAIMED, PAID)
        )
    head = signed_in(app, Role.HEAD, "620500")
    typed = {"number": [number], "go": "preview", "note": "您说欠【金额】"}
    assert f"您说欠{money.in_figures(CLAIMED)}" in head.post("/console/bulk/reply", data=typed).text
    page = head.get(f"/console/complaints/{number}").text
    assert f"工友说的：没写 → {money.in_figures(SECOND)}" in page


def test_the_desk_changes_a_decided_sum_with_a_reason_alone(app: Flask, number: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        found = db.session.scalars(Complaint.by_number(number)).one()
        casefile.accept(db.session, found, by=factories.member(db.session))
        casefile.complete(db.session, found, by=factories.member(db.session))
        casefile.order(db.session, found, by=factories.member(db.session), ordered_fen=ORDERED)
        db.session.commit()
    head = signed_in(app, Role.HEAD, "620500")
    address = f"/console/complaints/{number}/ledger/2"
    typed = {"person": "李某", "ordered": "9", "paid": "", "verified": "", "claimed": "10"}
    refused = head.post(address, data=typed)
    assert refused.status_code == 422
    assert "责令支付是决定、办结时定的数" in refused.text
    assert 'value="9"' in refused.text
    assert head.post(address, data={**typed, "reason": "算错一笔"}).status_code == 303
    assert "责令支付：10 元 → 9 元" in head.get(f"/console/complaints/{number}").text
