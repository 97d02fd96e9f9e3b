"""Steps that several tests of pages take: as a worker on a phone, as staff at a desk."""

from typing import Any

from flask import Flask

from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Complaint
from tests import factories
from tests.browse import Browser, Page


def commit_site(app: Flask, **facts: Any) -> str:
    """A site in the register, with everything its board needs; its code."""
    with app.app_context():
        if facts.pop("with_offices", True):
            factories.offices(db.session)
        code = factories.site(db.session, **facts).code
        db.session.commit()
        return code


def commit_complaint(app: Flask, region: str = "620502", **facts: object) -> str:
    with app.app_context():
        site = factories.site(db.session, region=region)
        number = factories.complaint(db.session, site, **facts).number
        db.session.commit()
        return number


def load(app: Flask, number: str) -> Complaint:
    with app.app_context():
        found = db.session.scalar(Complaint.by_number(number))
        assert found is not None
        return found


def staff_browser(app: Flask, role: Role = Role.INSPECTOR, region: str = "620500") -> Browser:
    """Somebody of that role, signed in."""
    with app.app_context():
        name = factories.member(db.session, role, region=region).username
        db.session.commit()
    browse = Browser(app)
    assert browse.sign_in(name, factories.PASSWORD).status == 303
    return browse


def go_on(browse: Browser, page: Page, address: str, go: str = "next", **typed: Any) -> Page:
    """Fill the form of a step and press a button."""
    fields: dict[str, Any] = page.fields()
    fields.update(typed)
    return browse.post(address, {**fields, "go": go})


def complain(browse: Browser, address: str, **typed: Any) -> Page:
    """Through all steps to the answer of the last button."""
    contact = {name: typed.pop(name) for name in ("phone", "name", "narrative") if name in typed}
    page = browse.get(address)
    page = go_on(browse, page, address, **{"amount_yuan": "35000", **typed})
    page = go_on(browse, page, address, **{"phone": "199 0000 0001", **contact})
    return go_on(browse, page, address, go="submit")


def numbers_of(page: Page) -> tuple[str, str]:
    """Receipt number and query code as a receipt shows them."""
    number, code = (
        "".join(element.text_content().split()) for element in page.all("//*[@class='number']/dd")
    )
    return number, code


def two_inspectors(app: Flask) -> dict[str, str]:
    """What the form of an acceptance must state."""
    with app.app_context():
        lead, second = (str(factories.member(db.session).id) for _ in range(2))
        db.session.commit()
    return {
        "lead": lead,
        "lead_certificate": "示例001",
        "second": second,
        "second_certificate": "示例002",
        "is_free_of_interest": "y",
    }
