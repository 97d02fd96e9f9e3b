"""Accounts: guessing gets slow, a time code counts once, a session ends everywhere."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Staff
from portal.services import clock, staff
from portal.services.staff import PasswordTooShort, SignIn, UsernameTaken
from tests import factories


@pytest.fixture
def person(session: Session) -> Staff:
    return factories.member(session)


def attempt(session: Session, person: Staff, password: str, totp: str = "") -> SignIn:
    is_right = staff.is_password_right(session, person.username, password)
    return staff.sign_in(session, person.username, totp, is_password_right=is_right)[0]


def test_the_password_opens_and_another_does_not(session: Session, person: Staff) -> None:
    assert attempt(session, person, factories.PASSWORD) is SignIn.WELCOME
    assert attempt(session, person, "another password") is SignIn.WRONG
    assert not staff.is_password_right(session, "nobody", factories.PASSWORD)
    nobody = staff.sign_in(session, "nobody", "", is_password_right=True)
    assert nobody == (SignIn.WRONG, None)


def test_a_hash_costs_a_thief_what_the_standard_asks_and_nobody_s_costs_as_much() -> None:
    """Asked of a process of its own, because these tests hash lightly."""
    words = "from portal.services import staff; print(staff._hash('a' * 12), staff._NOBODY)"
    asked = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True
    )
    for password_hash in asked.stdout.split():
        assert extract_parameters(password_hash) == RFC_9106_LOW_MEMORY
    assert len(asked.stdout.split()) == 2


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


def test_many_wrong_tries_at_once_count_as_many(app: Flask) -> None:
    with app.app_context():
        name = factories.member(db.session).username
        db.session.commit()

    def guess(_: int) -> None:
        with app.app_context():
            staff.sign_in(db.session, name, "", is_password_right=False)
            db.session.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(8)))
    with app.app_context():
        person = db.session.scalar(Staff.by_username(name))
        assert person is not None
        assert person.locked_until is not None
        assert person.failed_sign_ins == staff.FREE_TRIES
