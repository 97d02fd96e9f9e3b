"""Issues, jobs and batches at the desk: what poster staff see and press."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select, text

from portal.domain.roles import Role
from portal.extensions import db
from portal.models import PosterIssue
from portal.models.engine import set_reading
from portal.services import batch_work, board_press
from portal.services.batch_work import Shop
from tests import issued
from tests.browse import Browser
from tests.web.journey import commit_site, staff_browser


@pytest.fixture
def browse(app: Flask) -> Browser:
    return staff_browser(app, Role.POSTER)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(boards: Any, out: Path, _settings: Any, *, progress: Any, **_: Any) -> None:
        count = len(list(boards))
        out.write_bytes(b"%PDF")
        progress(count)

    monkeypatch.setattr(board_press, "print_boards", write)


def work(app: Flask) -> None:
    set_reading(False)
    with app.app_context():
        folder = Path(app.extensions["portal"].prints_path)
        batch_work.work(Shop(db.session, app.extensions["storage"], folder, issued.source()))


def change(app: Flask, statement: str) -> None:
    with app.app_context():
        db.session.execute(text(statement))
        db.session.commit()


def test_issuing_twice_gives_one_version_and_the_same_bytes_again(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    desk = f"/admin/sites/{code}/posters"
    first = browse.send(f"/admin/sites/{code}/issues", on=desk, paper="A4")
    assert "没有新开一版" in browse.send(f"/admin/sites/{code}/issues", on=desk, paper="A4").text
    again = browse.send("/admin/issues/1/reprint", on=desk)
    assert again.body == first.body
    assert "board-" in again.headers["Content-Disposition"]
    page = browse.get(desk)
    for words in ("第 1 版", "现行", "2 张", "大门", "还没挂"):
        assert words in page.text
    browse.send("/admin/issues/1/withdraw", on=desk, reason="印歪了")
    assert "已作废" in browse.get(desk).text
    assert browse.send("/admin/issues/1/reprint", on=desk).status == 409
    assert browse.send("/admin/issues/1/withdraw", on=desk).status == 409


def test_what_is_missing_is_listed_with_the_way_to_it_and_nothing_is_issued(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app, pay_day="")
    page = browse.send(f"/admin/sites/{code}/issues", on="/admin/sites")
    assert page.status == 422
    assert "8. 工资支付日期" in page.text
    assert page.all(f"//a[@href='/admin/sites/{code}/edit']")
    odd = commit_site(app, name="示例·\U0001f9b4", with_offices=False)
    page = browse.send(f"/admin/sites/{odd}/issues", on="/admin/sites")
    assert (page.status, "U+1F9B4" in page.text) == (422, True)
    with app.app_context():
        assert db.session.scalars(select(PosterIssue)).all() == []


def test_a_changed_phone_is_a_list_of_jobs_and_a_batch_of_them(app: Flask, browse: Browser) -> None:
    codes = [commit_site(app, with_offices=number == 0) for number in range(2)]
    for code in codes:
        browse.send(f"/admin/sites/{code}/issues", on="/admin/sites", paper="A3")
    assert "没有要重印的" in browse.get("/admin/prints").text
    admin = staff_browser(app, Role.ADMIN)
    office = admin.get("/admin/offices/1")
    fields = {
        **office.fields("(//form[@method='post'])[2]"),
        "phone": "09380000000",
        "source": "示例",
    }
    assert admin.post("/admin/offices/1", fields).status == 303
    jobs = browse.get("/admin/prints")
    assert len(jobs.all("//tbody/tr")) == 2
    assert "劳动保障监察投诉举报电话" in jobs.text
    assert browse.send("/admin/prints", paper="A3").status == 422, "nothing was ticked"
    site = jobs.all("//input[@name='site']/@value")[0]
    made = browse.send("/admin/prints", site=site, paper="A3", form="pdf")
    watched = browse.follow(made)
    assert "排着队" in watched.text
    assert watched.all("//*[@data-live]")
    work(app)
    done = browse.get(made.location)
    assert "印好 1 个工地" in done.text
    result = browse.get(done.all("//a[contains(@href, 'result')]/@href")[0])
    assert (result.body, result.headers["Content-Type"]) == (b"%PDF", "application/pdf")
    assert len(browse.get("/admin/prints").all("//tbody/tr")) == 1
    rest = browse.follow(browse.send("/admin/prints", which="all", region="620502", paper="A3"))
    assert "共 1 个工地" in rest.text


def test_a_filter_says_how_many_before_it_prints_and_refused_sites_are_listed(
    app: Flask, browse: Browser
) -> None:
    commit_site(app, name="示例·渭河一号")
    lacking = commit_site(app, name="示例·渭河二号", pay_day="", with_offices=False)
    page = browse.get("/admin/prints/batches", query_string={"q": "渭河", "state": "none"})
    assert "选中 2 个工地" in page.text
    empty = browse.send("/admin/prints/batches", q="没有的", paper="A3")
    assert (empty.status, "没有这样的工地" in empty.text) == (422, True)
    made = browse.send("/admin/prints/batches", q="渭河", paper="A3", form="zip")
    work(app)
    done = browse.get(made.location)
    assert "印好 1 个工地，1 个没印" in done.text
    assert "13 项不齐：工资支付日期" in done.text
    assert done.all(f"//a[@href='/admin/sites/{lacking}']")


def test_a_batch_is_called_off_and_printed_from_the_beginning(app: Flask, browse: Browser) -> None:
    commit_site(app)
    made = browse.send("/admin/prints/batches", paper="A3")
    browse.send(f"{made.location}/cancel", on=made.location)
    assert "正在取消" in browse.get(made.location).text
    work(app)
    assert "没有一块牌记为出版" in browse.get(made.location).text
    assert browse.send(f"{made.location}/cancel", on=made.location).status == 303
    browse.send(f"{made.location}/again", on=made.location)
    work(app)
    assert browse.get(made.location).text.count("印好 1 个工地") == 1
    change(app, "update print_batch set result_name = null")
    assert "已经清除" in browse.get(made.location).text
    assert browse.get(f"{made.location}/result").status == 404


def test_a_batch_whose_worker_is_gone_can_be_taken_up(app: Flask, browse: Browser) -> None:
    commit_site(app)
    made = browse.send("/admin/prints/batches", paper="A3")
    change(app, "update print_batch set state = 'printing', attempts = 1, done = 0")
    page = browse.get(made.location)
    assert "印到一半断了" in page.text
    assert page.all("//progress[@value='0' and @max='1']")
    assert not page.all("//*[@data-live]"), "a page that nobody moves on need not be asked again"
    browse.send(f"{made.location}/again", on=made.location)
    work(app)
    assert "印好 1 个工地" in browse.get(made.location).text


def test_another_county_s_batches_and_issues_do_not_exist(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    browse.send(f"/admin/sites/{code}/issues", on="/admin/sites")
    made = browse.send("/admin/prints/batches", paper="A3")
    other = staff_browser(app, Role.POSTER, "620521")
    assert other.get(made.location).status == 404
    assert other.send("/admin/issues/1/reprint", on="/admin/sites").status == 404
    assert "选中 0 个工地" in other.get("/admin/prints/batches?region=620502").text
    assert other.send("/admin/prints", site="1", on="/admin/sites").status == 422


def test_an_operator_may_look_but_not_print(app: Flask) -> None:
    code = commit_site(app)
    operator = staff_browser(app, Role.OPERATOR)
    page = operator.get(f"/admin/sites/{code}/posters")
    assert (page.status, "正式出版" in page.text) == (200, False)
    assert operator.get("/admin/prints").status == 403
    assert operator.send(f"/admin/sites/{code}/issues", on="/console/account").status == 403


def test_a_print_for_three_places_has_a_code_of_its_own_on_each_page(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    for kind in ("gate", "canteen"):
        browse.send(f"/admin/place/{code}", kind=kind)
    pdf = browse.send(f"/admin/sites/{code}/issues", on="/admin/sites", paper="A4")
    assert len(pypdfium2.PdfDocument(pdf.body)) == 2
