"""Merging a site that was registered twice: everything follows, and the old code leads on."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.poster import IssueState
from portal.domain.roles import Role
from portal.domain.site import BoardState
from portal.models import Base, Placement, Site, Staff
from portal.services import register, register_import, site_history, site_merge
from portal.services.register import Origin, SiteExists
from portal.services.register_import import Outcome
from portal.services.site_merge import CannotMerge
from portal.services.workbook import read_workbook
from tests import factories, issued
from tests.services.test_register import GOOD, book, changed, import_rows

# What points to a site and stays with it: its own parties, the pointer of a merge itself, what
# was printed of it, under versions of its own, and the timeline, which nobody changes.
STAY = {
    ("event", "site_id"),
    ("party", "site_id"),
    ("site", "merged_into_id"),
    ("poster_issue", "site_id"),
    ("print_batch_site", "site_id"),
}


@pytest.fixture
def poster(session: Session) -> Staff:
    return factories.member(session, Role.POSTER)


def test_complaints_and_history_follow_and_the_old_code_leads_on(
    session: Session, poster: Staff
) -> None:
    old, new, noise = (factories.site(session) for _ in range(3))
    complaint, other = factories.complaint(session, old), factories.complaint(session, noise)
    old_name = old.name
    site_merge.merge(session, old, new, by=poster, reason="同一个项目报了两次")
    session.expire_all()
    assert session.scalars(Site.by_code(old.code)).one() is new
    assert session.scalars(Site.at(), {"code": old.code}).one() is new
    assert session.execute(Site.front(), {"code": old.code}).one().scanned == old.code
    assert session.execute(Site.front(), {"code": new.code}).one().scanned == new.code
    assert (complaint.site_id, other.site_id) == (new.id, noise.id)
    history = site_history.newest(session, new, size=9)
    assert [entry.event.name for entry in history] == [
        EventName.SITE_MERGED,
        EventName.SITE_REGISTERED,
        EventName.SITE_REGISTERED,
    ]
    assert history[0].event.facts == {
        "code": old.code, "merged_name": old_name, "complaints": 1,
    }  # fmt: skip
    assert history[0].reason == "同一个项目报了两次"
    assert site_merge.old_codes(session, new) == [old.code]


def test_a_merge_into_a_site_that_is_merged_later_is_led_on(
    session: Session, poster: Staff
) -> None:
    first, second, third = (factories.site(session) for _ in range(3))
    site_merge.merge(session, first, second, by=poster, reason="重复")
    site_merge.merge(session, second, third, by=poster, reason="重复")
    session.expire_all()
    for site in (first, second):
        assert session.scalars(Site.by_code(site.code)).one() is third
    assert site_merge.old_codes(session, third) == [first.code, second.code]


def test_neither_itself_nor_one_that_is_merged_is_merged(session: Session, poster: Staff) -> None:
    first, second, third = (factories.site(session) for _ in range(3))
    with pytest.raises(CannotMerge):
        site_merge.merge(session, first, first, by=poster, reason="x")
    site_merge.merge(session, first, second, by=poster, reason="x")
    for pair in ((first, third), (third, first)):
        with pytest.raises(CannotMerge):
            site_merge.merge(session, *pair, by=poster, reason="x")


def test_a_merged_site_is_in_no_list_and_is_found_in_the_one_that_answers(
    session: Session, poster: Staff
) -> None:
    old = factories.site(session, name="示例·旧名花园")
    new, _ = factories.site(session), factories.site(session)
    site_merge.merge(session, old, new, by=poster, reason="x")
    for words in ("旧名花园", "jmhy", old.code, new.name):
        assert session.scalars(Site.matching(words)).all() == [new], words
    assert old not in session.scalars(Site.seen_from("620500")).all()


def test_a_workbook_that_speaks_of_a_merged_site_means_the_one_that_answers(
    session: Session, poster: Staff
) -> None:
    import_rows(session, read_workbook(book(GOOD)))
    old = session.scalars(select(Site)).one()
    new = factories.site(session, region="620503")
    site_merge.merge(session, old, new, by=poster, reason="x")
    session.flush()
    both = [changed(项目状态="停工"), changed(项目名称=new.name, 施工许可证号=new.permit_no)]
    results = register_import.plan(session, read_workbook(book(*both))).results
    assert [result.outcome for result in results] == [Outcome.CHANGED, Outcome.REFUSED]
    assert results[0].code == new.code
    assert results[1].problems[0].reason == "twin_in_file"


def test_the_name_of_a_merged_site_is_free_for_the_one_that_answers_and_for_no_other(
    session: Session, poster: Staff
) -> None:
    old, new = factories.site(session), factories.site(session)
    site_merge.merge(session, old, new, by=poster, reason="x")
    facts = factories.site_facts(name=old.name, permit_no=old.permit_no)
    with pytest.raises(SiteExists) as twin:
        register.add_site(session, facts, origin=Origin.FORM)
    assert twin.value.code == new.code
    register.change_site(session, new, facts, origin=Origin.FORM)
    session.flush()
    assert new.name == old.name


def test_what_hangs_of_the_duplicate_is_the_survivors_to_replace(
    session: Session, poster: Staff
) -> None:
    factories.offices(session)
    old, new = factories.site(session), factories.site(session)
    made = issued.issue(session, old, by=poster)
    [gate] = session.scalars(Placement.of_site(old.id)).all()
    site_merge.merge(session, old, new, by=poster, reason="重复")
    session.expire_all()
    assert made.state is IssueState.SUPERSEDED
    assert (gate.site_id, old.board_state, new.board_state) == (
        new.id, BoardState.NONE, BoardState.NONE,
    )  # fmt: skip


def test_every_table_that_points_to_a_site_is_moved_or_said_to_stay() -> None:
    pointing = {
        (table.name, key.parent.name)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "site"
    }
    moved = {(c.class_.__tablename__, c.key) for c in site_merge.FOLLOWERS}
    assert pointing == moved | STAY
