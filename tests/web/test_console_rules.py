"""What the desk may not do: two decisions at once, refusing wages, telling too much."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from portal.domain.complaint import Channel, Status, Topic
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Complaint, Event
from tests import factories
from tests.browse import Browser
from tests.web.journey import commit_complaint, load, staff_browser, two_inspectors


def test_of_two_first_steps_at_once_one_is_taken_and_one_is_told(app: Flask) -> None:
    numbers = [commit_complaint(app) for _ in range(4)]
    desks = [staff_browser(app) for _ in range(3)]
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        ("accept", two_inspectors(app)),
        ("refuse", {"ground": "over_two_years", "note": "去法院"}),
        ("ask_supplement", {"note": "班长姓名"}),
    )
    for number in numbers:
        page = f"/console/complaints/{number}"
        tokens = [desk.get(page).field("csrf_token") for desk in desks]

        def take(n: int, page: str = page, tokens: list[str] = tokens) -> int:
            step, fields = steps[n]
            data = {"csrf_token": tokens[n], **fields}
            return desks[n].post(f"{page}/{step}", data).status

        with ThreadPoolExecutor(3) as pool:
            answers = sorted(pool.map(take, range(3)))
        # Asking for more leaves the complaint undecided, so one decision may follow it.
        assert answers in ([303, 303, 409], [303, 409, 409]), answers
        with app.app_context():
            found = db.session.scalar(Complaint.by_number(number))
            assert found is not None
            names = {event.name for event in db.session.scalars(Event.of_complaint(found.id))}
        assert len(names & {EventName.ACCEPTED, EventName.REFUSED}) <= 1


def test_wages_are_never_refused_as_not_ours(app: Flask) -> None:
    browse = staff_browser(app)
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    answer = browse.send(f"{page}/refuse", on=page, ground="not_inspection", note="去别处")
    assert answer.status == 409
    assert "都归劳动监察管" in answer.text
    assert load(app, number).status is Status.RECEIVED
    other = commit_complaint(app, topic=Topic.SAFETY)
    page = f"/console/complaints/{other}"
    assert (
        browse.send(f"{page}/refuse", on=page, ground="not_inspection", note="去应急局").status
        == 303
    )


def test_a_word_for_the_office_stays_in_the_office(app: Flask) -> None:
    with app.app_context():
        made = factories.receipt(db.session, factories.site(db.session))
        number, code = made.complaint.number, made.query_code
        db.session.commit()
    browse = staff_browser(app)
    page = f"/console/complaints/{number}"
    fields = {"target": "regulator", "organisation": "示例住建局", "note": "归口"}
    browse.send(f"{page}/transfer", on=page, **fields)
    browse.send(f"{page}/return", on=page, note="内部：对方不配合")
    assert "对方不配合" in browse.get(page).text
    worker = Browser(app, cookies=False)
    case = worker.post("/follow", {"number": number, "query_code": code}).text
    assert "退回来了" in case
    assert "归口" in case
    assert "对方不配合" not in case


def test_a_number_inside_what_was_said_is_masked_too(app: Flask) -> None:
    number = commit_complaint(app, narrative="老板电话 139 1234-5678，不接")
    browse = staff_browser(app)
    page = f"/console/complaints/{number}"
    assert "139****5678" in browse.get(page).text
    assert "139 1234-5678" in browse.send(f"{page}/reveal", on=page, reason="call").text


def test_counts_follow_the_filters_and_a_mistyped_site_is_told(app: Flask) -> None:
    commit_complaint(app)
    commit_complaint(app, channel=Channel.PHONE)
    browse = staff_browser(app)

    def received(query: str) -> str:
        page = browse.get(f"/console/complaints?{query}")
        return str(page.all("//nav[@class='tabs']//a[contains(., '已收到')]/b/text()")[0])

    assert (received(""), received("channel=phone")) == ("2", "1")
    assert "不是工地编码" in browse.get("/console/complaints?site=12345678").text


def test_nonsense_in_addresses_is_no_error(app: Flask) -> None:
    browse = staff_browser(app, Role.DIRECTOR)
    for address in (
        "/console/complaints?before=99999999999999999999999",
        "/console/complaints?before=-1",
        "/console/complaints/%00",
        "/console/find?number=%00",
        *(f"/console/{page}/{'9' * 20}" for page in ("alarms", "filters", "bulk", "retention")),
        "/admin/sites?q=%00&before=9999999999999999999999",
        "/admin/sites/%00",
        "/s/%00/complain",
        "/s/%00/responsible",
        "/s/%00/other",
    ):
        assert browse.get(address).status in (200, 303, 404), address
