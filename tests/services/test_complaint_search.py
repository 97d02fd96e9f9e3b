"""Searching complaints: what is found, what is not, and that the index follows every change."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from portal.domain.complaint import Status
from portal.domain.search_words import TooShort
from portal.models import Complaint, ComplaintWords
from portal.services import (
    complaint_search,
    complaint_words,
    keys,
    register,
    site_batch,
    word_look_up,
)
from portal.services.complaint_search import find, sought
from portal.services.register import Origin
from tests import factories


def numbers(
    session: Session, words: str, region: str = "620500", size: int = 10, **narrowed: str
) -> list[str]:
    """All pages of what is found, by number."""
    query = Complaint.narrowed(Complaint.seen_from(region), **narrowed)
    county = "" if region == "620500" else region
    found, before = [], None
    for _ in range(100):
        page = find(session, sought(words), query, region=county, before=before, size=size)
        found += [each.number for each in page.complaints]
        before = page.before
        if before is None:
            return found
    raise AssertionError("pages without an end")


def test_words_are_found_wherever_they_stand_newest_first(session: Session) -> None:
    site = factories.site(session, name="示例·滨江花园三期")
    on_site = factories.complaint(session, site, narrative="", name="")
    of_boss = factories.complaint(session, employer="滨江花园的张总", narrative="没给钱")
    at_place = factories.complaint(session, place="滨江、花园对面", narrative="")
    said = factories.complaint(session, narrative="我在（滨江）花园干了三个月")
    factories.complaint(session, narrative="在江滨，花园里")
    expected = [each.number for each in (said, at_place, of_boss, on_site)]
    assert numbers(session, "滨江花园") == expected
    assert numbers(session, "花园 三个月") == [said.number]
    assert numbers(session, "ＢＪ") == []
    assert numbers(session, "张总 滨江") == [of_boss.number]


def test_characters_that_only_stand_apart_are_no_hit(session: Session) -> None:
    factories.complaint(session, narrative="拨款没拨，甲方说没款")
    apart = factories.complaint(session, narrative="甲方没有，方没拨款，没拨")
    assert numbers(session, "甲方没拨款") == []
    assert numbers(session, "方没拨款") == [apart.number]


def test_a_phone_and_a_name_are_found_only_whole(session: Session) -> None:
    hers = factories.complaint(session, phone="19912345678", name="欧阳某某", narrative="")
    other = factories.complaint(session, name="欧阳某", narrative="和欧阳某某一起")
    factories.complaint(session)
    assert numbers(session, "199 1234 5678") == [hers.number]
    assert numbers(session, "1991234567") == []
    assert numbers(session, "欧阳某某") == [other.number, hers.number]
    assert numbers(session, "欧阳某") == [other.number]
    assert numbers(session, "阳某某") == [other.number]


@pytest.mark.parametrize("words", ["", " ", "王", "，。", "王 李", "!"])
def test_one_character_alone_is_too_little(words: str) -> None:
    with pytest.raises(TooShort):
        sought(words)


def test_one_character_beside_a_word_narrows(session: Session) -> None:
    factories.complaint(session, narrative="木工班没给钱")
    mine = factories.complaint(session, narrative="木工班老刘没给钱")
    assert numbers(session, "木工 刘") == [mine.number]


def test_what_looks_like_the_language_of_an_index_is_only_text(session: Session) -> None:
    factories.complaint(session, narrative="没给钱")
    for words in ("OR AND", '"没给', "没给*", "ab' & 'bc", "NOT 没给钱啊", "words:没", "没\x00给x"):
        assert isinstance(numbers(session, words), list)
    assert len(numbers(session, '"没给*')) == 1


def test_pages_have_no_gap_and_no_row_twice(session: Session) -> None:
    made = [factories.complaint(session, narrative="架子工没给钱").number for _ in range(45)]
    for _ in range(5):
        factories.complaint(session, narrative="别的事")
    assert numbers(session, "架子工") == made[::-1]
    assert numbers(session, "架子工", status="closed") == []


def test_what_filters_leave_out_keeps_no_page_waiting(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complaint_search, "PAGES_LOOKED_AT", 2)
    closed = factories.complaint(session, narrative="架子工没给钱")
    closed.status = Status.CLOSED
    for _ in range(12):
        factories.complaint(session, narrative="架子工没给钱")
    query = Complaint.narrowed(Complaint.seen_from("620500"), status="closed")
    first = find(session, sought("架子工"), query, before=None, size=4)
    assert (first.complaints, first.is_all_seen) == ([], False)
    second = find(session, sought("架子工"), query, before=first.before, size=4)
    assert (second.complaints, second.before, second.is_all_seen) == ([closed], None, True)


def test_what_is_common_and_what_is_rare_are_found_in_the_same_order(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stretch by stretch on PostgreSQL: looked through, looked on, by age, and all the rest."""
    older = ["塔吊班和木工", "木工", "架子工", "木工没给钱", "木工", "木工", "木工", "木工"] * 3
    newer = ["木工", "架子工", "木工", "木工", "木工", "木工", "木工"] * 2
    texts = [f"{trade}班" for trade in (*older, *newer)]
    made = [factories.complaint(session, narrative=each).number for each in texts]
    newest_first = list(zip(made[::-1], texts[::-1], strict=True))
    monkeypatch.setattr(word_look_up, "LOOKED_THROUGH", 6)
    for looked_on in (0, 1000):
        monkeypatch.setattr(word_look_up, "LOOKED_ON", looked_on)
        for words in ("木工班", "架子工班", "塔吊班", "木工班 塔吊", "木工 没给钱", "没有这个"):
            expected = [
                number for number, said in newest_first if all(w in said for w in words.split())
            ]
            assert numbers(session, words, size=3) == expected, (looked_on, words)


def test_a_county_finds_its_own_complaints_alone(session: Session) -> None:
    here = factories.complaint(session, narrative="架子工", region="620502")
    there = factories.complaint(session, narrative="架子工", region="620503")
    assert numbers(session, "架子工") == [there.number, here.number]
    assert numbers(session, "架子工", "620503") == [there.number]
    assert numbers(session, "王某某", "620502") == [here.number]


def test_the_index_follows_changes_of_texts_region_and_site(session: Session) -> None:
    site = factories.site(session, name="示例·滨江花园", region="620503")
    complaint = factories.complaint(session, narrative="架子工没给钱", employer="张总")
    session.commit()
    complaint.narrative = "木工没给钱"
    complaint.site, complaint.region = site, "620503"
    session.commit()
    assert numbers(session, "架子") == []
    for words in ("木工", "张总", "滨江花园"):
        assert numbers(session, words, "620503") == [complaint.number]
    complaint.narrative = None
    session.commit()
    assert numbers(session, "木工") == []
    assert numbers(session, "张总") == [complaint.number]


def test_what_is_rolled_back_was_never_found(session: Session) -> None:
    complaint = factories.complaint(session, narrative="架子工没给钱")
    session.commit()
    complaint.narrative = "木工没给钱"
    session.flush()
    session.rollback()
    assert numbers(session, "木工") == []
    assert numbers(session, "架子") == [complaint.number]


@pytest.mark.parametrize("by_form", [True, False])
def test_a_site_that_is_renamed_is_found_by_its_new_name(session: Session, by_form: bool) -> None:
    site = factories.site(session, name="示例·旧名小区")
    complaint = factories.complaint(session, site)
    other = factories.complaint(session, factories.site(session, name="示例·旧名广场"))
    session.commit()
    facts = factories.site_facts(name="示例·新名小区", permit_no=site.permit_no)
    if by_form:
        register.change_site(session, site, facts, origin=Origin.FORM)
    else:
        session.refresh(site, ["parties"])
        session.expunge(site)
        site.name = facts.name
        site_batch.write_changed(session, site_batch.changed_sites(session, [site]))
    session.commit()
    session.expire_all()
    assert numbers(session, "新名小区") == [complaint.number]
    assert numbers(session, "旧名") == [other.number]


def test_a_purged_complaint_leaves_no_word_behind(session: Session) -> None:
    complaint = factories.complaint(session, narrative="架子工没给钱")
    kept = factories.complaint(session, narrative="架子工没给钱")
    session.commit()
    session.execute(delete(ComplaintWords).where(ComplaintWords.complaint_id == complaint.id))
    session.commit()
    assert numbers(session, "架子工") == [kept.number]
    assert session.scalars(select(ComplaintWords.complaint_id)).all() == [kept.id]
    if session.get_bind().dialect.name == "sqlite":
        check = "('integrity-check', 1)"  # raises when the index holds what the table does not
        session.execute(
            text(f"insert into complaint_words_fts (complaint_words_fts, rank) values {check}")
        )


def test_complaints_from_before_are_filled_in_and_a_rebuild_changes_nothing(
    session: Session,
) -> None:
    made = [factories.complaint(session, narrative="架子工没给钱").number for _ in range(5)]
    session.execute(delete(ComplaintWords).where(ComplaintWords.complaint_id > 2))
    session.commit()
    assert numbers(session, "架子工") == made[:2][::-1]
    assert complaint_words.fill(session, session.commit) == 3
    assert numbers(session, "架子工") == made[::-1]
    before = session.execute(text("select * from complaint_words order by 1")).all()
    assert complaint_words.rebuild(session, session.commit) == 5
    assert session.execute(text("select * from complaint_words order by 1")).all() == before


def test_rotating_the_keys_leaves_every_word_as_it_is(session: Session, tmp_path: Path) -> None:
    complaint = factories.complaint(session, narrative="架子工没给钱")
    session.commit()
    keys.rotate(session, tmp_path / "keys.json", session.commit)
    keys.retire(session, tmp_path / "keys.json", session.commit)
    session.expire_all()
    assert numbers(session, "架子工") == [complaint.number]


def test_the_words_of_a_site_tell_nothing_of_the_same_words_in_a_narrative(
    session: Session,
) -> None:
    factories.complaint(session, factories.site(session, name="滨江花园"), narrative="", name="")
    factories.complaint(session, narrative="滨江花园", region="620503")
    one, other = session.execute(text("select words from complaint_words order by 1")).all()
    assert not set(str(one[0]).split()) & set(str(other[0]).split())
    assert "滨江" not in str(one) + str(other)
