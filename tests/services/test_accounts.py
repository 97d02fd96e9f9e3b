"""Accounts as an administrator keeps them: names that fit, closing, unlocking, passwords."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.models import Event, Staff
from portal.services import clock, staff
from portal.services.staff import BadDisplayName, BadUsername, NoSuchAccount, PasswordTooShort
from tests import factories


def add(session: Session, username: str, name: str = "示例") -> Staff:
    return staff.add(
        session,
        username=username,
        display_name=name,
        role=Role.INSPECTOR,
        password=factories.PASSWORD,
    )


def told(session: Session, name: EventName) -> list[int]:
    session.flush()
    return [e.facts["account_id"] for e in session.scalars(select(Event).where(Event.name == name))]


def test_names_are_cleaned(session: Session) -> None:
    person = add(session, " wang\n", "  王　某 ")
    assert (person.username, person.display_name) == ("wang", "王 某")


@pytest.mark.parametrize("username", ["", "  ", "a b", "a\u3000b", "a\x00b", "w" * 41])
def test_a_username_that_nobody_could_type_is_refused(session: Session, username: str) -> None:
    with pytest.raises(BadUsername):
        add(session, username)


@pytest.mark.parametrize("name", ["", " ", "王" * 41, "王\u202e"])
def test_a_name_that_cannot_be_shown_is_refused(session: Session, name: str) -> None:
    with pytest.raises(BadDisplayName):
        add(session, "wang", name)


def test_the_longest_names_are_kept(session: Session) -> None:
    person = add(session, "w" * 40, "王" * 40)
    assert (len(person.username), len(person.display_name)) == (40, 40)


def test_an_account_that_is_disabled_has_no_session_left(session: Session) -> None:
    person = add(session, "wang")
    held = person.get_id()
    assert staff.disable(session, staff.find(session, "wang"))
    assert staff.load(session, held) is None
    assert not staff.disable(session, person)
    assert told(session, EventName.STAFF_DISABLED) == [person.id]


def test_unlocking_ends_the_wait(session: Session) -> None:
    person = add(session, "wang")
    assert not staff.unlock(session, person)
    person.failed_sign_ins, person.locked_until = 9, clock.now()
    assert staff.unlock(session, person)
    assert (person.failed_sign_ins, person.locked_until) == (0, None)
    assert told(session, EventName.STAFF_UNLOCKED) == [person.id]


def test_another_password_ends_sessions_and_the_wait(session: Session) -> None:
    person = add(session, "wang")
    before, held = person.password_hash, person.get_id()
    person.failed_sign_ins, person.locked_until = 9, clock.now()
    staff.set_password(session, person, "another long password")
    assert person.password_hash != before
    assert staff.load(session, held) is None
    assert person.locked_until is None
    assert told(session, EventName.STAFF_PASSWORD_SET) == [person.id]
    with pytest.raises(PasswordTooShort):
        staff.set_password(session, person, "short")


def test_an_account_that_is_not_there_is_told(session: Session) -> None:
    with pytest.raises(NoSuchAccount):
        staff.find(session, "nobody")
