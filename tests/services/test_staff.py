"""Accounts: guessing gets slow, a time code counts once, a session ends everywhere."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy.orm import Session

from portal.domain.roles import Role
from portal.models import Staff
from portal.services import clock, staff
from portal.services.staff import PasswordTooShort, SignIn, UsernameTaken
from tests import factories


@pytest.fixture
def person(session: Session) -> Staff:
    return factories.member(session)


def attempt(session: Session, person: Staff, password: str, totp: str = "") -> SignIn:
    return staff.sign_in(session, person.username, password, totp)[0]


def test_the_password_opens_and_another_does_not(session: Session, person: Staff) -> None:
    assert attempt(session, person, factories.PASSWORD) is SignIn.WELCOME
    assert attempt(session, person, "another password") is SignIn.WRONG
    assert staff.sign_in(session, "nobody", factories.PASSWORD, "") == (SignIn.WRONG, None)


def test_wrong_tries_lock_the_account_longer_and_longer(session: Session, person: Staff) -> None:
    moment, waits = clock.now(), []
    for _ in range(7):
        with clock.pretending(moment):
            assert attempt(session, person, "wrong") is SignIn.WRONG
            if person.locked_until is not None:
                waits.append((person.locked_until - moment).total_seconds())
                assert attempt(session, person, factories.PASSWORD) is SignIn.LOCKED
        moment += timedelta(hours=1)
    assert waits == [30, 60, 120]
    with clock.pretending(moment):
        assert attempt(session, person, factories.PASSWORD) is SignIn.WELCOME
    assert person.failed_sign_ins == 0


def test_a_time_code_is_asked_for_and_counts_once(session: Session) -> None:
    person = staff.add(
        session,
        username="careful",
        display_name="x",
        role=Role.HEAD,
        password=factories.PASSWORD,
        with_totp=True,
    )
    code = pyotp.TOTP(person.totp_secret or "").at(clock.now())
    assert attempt(session, person, factories.PASSWORD) is SignIn.TOTP_NEEDED
    assert attempt(session, person, factories.PASSWORD, "000000x") is SignIn.WRONG
    assert attempt(session, person, factories.PASSWORD, code) is SignIn.WELCOME
    assert attempt(session, person, factories.PASSWORD, code) is SignIn.WRONG
    address = staff.totp_address(person)
    assert address is not None
    assert address.startswith("otpauth://totp/")


def test_signing_out_everywhere_ends_every_session(session: Session, person: Staff) -> None:
    held = person.get_id()
    assert staff.load(session, held) is person
    staff.sign_out_everywhere(session, person)
    assert staff.load(session, held) is None
    for nonsense in ("", "1", "a.b", "99999.0"):
        assert staff.load(session, nonsense) is None


def test_an_account_that_was_closed_opens_nothing(session: Session, person: Staff) -> None:
    person.is_active = False
    assert attempt(session, person, factories.PASSWORD) is SignIn.WRONG
    assert staff.load(session, person.get_id()) is None


def test_a_name_is_taken_once_and_a_short_password_is_refused(session: Session) -> None:
    def add(name: str, password: str) -> None:
        staff.add(session, username=name, display_name="x", role=Role.ADMIN, password=password)

    add("one", factories.PASSWORD)
    with pytest.raises(UsernameTaken):
        add("one", factories.PASSWORD)
    with pytest.raises(PasswordTooShort):
        add("two", "short")
