"""Two who confirm at the same moment: every worker is answered once, on either database."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from portal.extensions import db
from portal.models import Event
from tests.browse import Browser, Page
from tests.web.journey import commit_complaint, load, staff_browser

LIST = "/console/complaints"


def shown(browse: Browser, numbers: list[str]) -> Page:
    return browse.send("/console/bulk/reply", on=LIST, number=numbers, go="preview", note="好")


def confirm(browse: Browser, page: Page) -> Page:
    sent = {name: page.field(name) for name in ("csrf_token", "agreed")}
    return browse.post("/console/bulk/confirm", sent)


def replies(app: Flask, number: str) -> int:
    found = load(app, number)
    with app.app_context():
        events = db.session.scalars(Event.of_complaint(found.id)).all()
        return [each.name for each in events].count("replied")


def test_of_two_confirmations_at_once_one_answers_and_the_other_is_told(app: Flask) -> None:
    numbers = [commit_complaint(app) for _ in range(3)]
    desks = [staff_browser(app, region="620502") for _ in range(2)]
    pages = [shown(desk, numbers) for desk in desks]
    pressed = [*zip(desks, pages, strict=True), (desks[0], pages[0])]
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda both: confirm(*both), pressed))
    assert [answer.status for answer in answers] == [303] * 3
    assert answers[0].location == answers[2].location
    told = [desks[n].get(answers[n].location).text for n in (0, 1)]
    assert sorted("办好了 3 件" in text for text in told) == [False, True]
    assert sum("3 件没有办" in text for text in told) == 1
    assert [replies(app, number) for number in numbers] == [1, 1, 1]
