"""The texts of the documents: kept by the city's administrator, checked, every wording kept."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.document_kinds import DocumentKind
from portal.domain.events import EventName
from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import DocumentText, Event
from tests import papers
from tests.web.journey import staff_browser
from tests.web.test_documents import accepted
from tests.web.test_permissions import signed_in

ADDRESS = "/admin/documents/acceptance"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def text_on(page: object) -> str:
    return page.all("//textarea[@name='text']")[0].text.removeprefix("\n")  # type: ignore[attr-defined]


def test_the_offices_own_text_is_used_from_now_on_and_says_when_it_is_confirmed(app: Flask) -> None:
    number = accepted(app)
    admin, inspector = staff_browser(app, Role.ADMIN), staff_browser(app)
    page = admin.get(ADDRESS)
    own = text_on(page) + "\n本局自己加的一句。"
    assert admin.send(ADDRESS, text=own, seen="0").status == 303
    case = f"/console/complaints/{number}/documents/acceptance"
    draft = papers.text_of(inspector.send(f"{case}/draft", on=case).body)
    assert "本局自己加的一句" in draft
    assert "文书模板待本局核定" in draft
    seen = admin.get(ADDRESS).field("seen")
    confirmed = "示例·法规科 2026年11月30日"
    assert admin.send(ADDRESS, text=own, seen=seen, confirmed_by=confirmed).status == 303
    assert confirmed in admin.get("/admin/documents").text
    draft = papers.text_of(inspector.send(f"{case}/draft", on=case).body)
    assert "待本局核定" not in draft
    with app.app_context():
        kept = db.session.scalars(
            select(Event).where(Event.name == EventName.DOCUMENT_TEXT_KEPT).order_by(Event.id)
        )
        assert [event.facts["is_confirmed"] for event in kept] == [False, True]


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("acceptance", "\n【登记编号】", "没有【登记编号】这一项，是不是【登记号】"),
        ("acceptance", "\n【登记号", "少了后面的】"),
        ("rectification", "\n反映人【姓名】", "没有【姓名】这一项"),
        ("decision", "\n【反映的单位】", "没有【反映的单位】这一项"),
    ],
)
def test_a_text_that_cannot_be_filled_is_not_kept(
    app: Flask, kind: str, change: str, said: str
) -> None:
    admin, address = staff_browser(app, Role.ADMIN), f"/admin/documents/{kind}"
    own = papers.TEXTS[DocumentKind(kind)].text + change
    for view in (address, f"{address}/picture"):
        page = admin.send(view, on=address, text=own, seen="0")
        assert (page.status, said in page.text) == (422, True)
        assert text_on(page).strip() == own.strip()
    with app.app_context():
        assert db.session.scalars(select(DocumentText)).all() == []


def test_what_must_stand_in_a_text_is_missed_by_name(app: Flask) -> None:
    admin = staff_browser(app, Role.ADMIN)
    page = admin.send(ADDRESS, text="【姓名】：\n您好。", seen="0")
    assert page.status == 422
    for name in ("登记号", "立案日期", "调查期限"):
        assert f"少了【{name}】，这种文书必须写" in page.text


def test_two_at_once_and_the_way_back(app: Flask) -> None:
    admin = staff_browser(app, Role.ADMIN)
    draft = text_on(admin.get(ADDRESS))
    assert admin.send(ADDRESS, text=f"{draft}\n甲", seen="0").status == 303
    page = admin.send(ADDRESS, text=f"{draft}\n乙", seen="0")
    assert (page.status, "别人改过" in page.text) == (409, True)
    assert text_on(page).endswith("乙")
    assert admin.send(ADDRESS, text=f"{draft}\n乙", seen=page.field("seen")).status == 303
    page = admin.get(ADDRESS)
    assert text_on(page).endswith("乙")
    first = page.all("//ol//a/@href")[-1]
    assert text_on(admin.get(first)).endswith("甲")
    assert text_on(admin.get(f"{ADDRESS}?version=0")) == draft


def test_the_picture_shows_the_fields_by_their_names(app: Flask) -> None:
    admin = staff_browser(app, Role.ADMIN)
    text = papers.TEXTS[DocumentKind.ACCEPTANCE].text
    page = admin.send(f"{ADDRESS}/picture", on=ADDRESS, text=text, seen="0")
    assert (page.status, page.body[:4]) == (200, b"\x89PNG")


def test_only_the_citys_administrator_keeps_a_text(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    text = papers.TEXTS[DocumentKind.ACCEPTANCE].text
    for role in Role:
        client = signed_in(app, role, CITY)
        answer = client.post(ADDRESS, data={"text": text, "seen": "x", "confirmed_by": ""})
        is_open = answer.status_code in (303, 409)
        assert is_open == may(role, Permission.KEEP_DOCUMENT_TEXTS) == (role is Role.ADMIN)
    county = signed_in(app, Role.ADMIN, "620502")
    assert county.get(ADDRESS).status_code == 200
    assert county.post(ADDRESS, data={"text": text, "seen": "0"}).status_code == 403
