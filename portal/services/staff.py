"""Accounts of the staff: adding one, signing in, signing out everywhere."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.models import Staff
from portal.services import clock
from portal.services.record import record

SHORTEST_PASSWORD: Final = 12
LONGEST_NAME: Final = 40
FREE_TRIES: Final = 5
FIRST_WAIT_SECONDS: Final = 30
LONGEST_WAIT_SECONDS: Final = 3600
_hasher = PasswordHasher()
# Checked when there is no such account, so that the answer takes as long as for a wrong password.
# The hash of a password that was thrown away, written down because making one takes 0.3 s.
_NOBODY: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4$meDDQnZWyX2N4OYiYSdD6Q$lhHYPh"
    "9A/4wvcY08B5bfe63+5oZSQ02+MQcCNRaDK7s"
)


class UsernameTaken(ValueError):
    """There is an account of that name."""


class PasswordTooShort(ValueError):
    """The password has fewer than SHORTEST_PASSWORD characters."""


class BadUsername(ValueError):
    """A username is 1 to LONGEST_NAME visible characters without blanks."""


class BadDisplayName(ValueError):
    """The name that is shown is 1 to LONGEST_NAME visible characters."""


class NoSuchAccount(LookupError):
    """There is no account of that name."""


class SignIn(StrEnum):
    """How an attempt to sign in ended."""

    WELCOME = "welcome"
    WRONG = "wrong"
    LOCKED = "locked"
    TOTP_NEEDED = "totp_needed"


def add(
    session: Session,
    *,
    username: str,
    display_name: str,
    role: Role,
    password: str,
    region: str = regions.CITY,
    with_totp: bool = False,
) -> Staff:
    """Open an account. Raises BadUsername, BadDisplayName, UsernameTaken, PasswordTooShort."""
    username, display_name = username.strip(), " ".join(display_name.split())
    if not _is_name(username) or " " in username:
        raise BadUsername(username)
    if not _is_name(display_name):
        raise BadDisplayName(display_name)
    if session.scalar(Staff.by_username(username)) is not None:
        raise UsernameTaken(username)
    password_hash = _hash(password)
    person = Staff(
        username=username,
        display_name=display_name,
        role=role,
        region=region,
        password_hash=password_hash,
        totp_secret=pyotp.random_base32() if with_totp else None,
    )
    session.add(person)
    session.flush()
    record(session, EventName.STAFF_ADDED, by=person, role=role)
    return person


def find(session: Session, username: str) -> Staff:
    """The account of that name. Raises NoSuchAccount."""
    person = session.scalar(Staff.by_username(username.strip()))
    if person is None:
        raise NoSuchAccount(username)
    return person


def disable(session: Session, person: Staff) -> bool:
    """Close an account and end its sessions; it stays for the timeline. False if it was closed."""
    if not person.is_active:
        return False
    person.is_active = False
    person.session_number += 1
    record(session, EventName.STAFF_DISABLED, account_id=person.id)
    return True


def unlock(session: Session, person: Staff) -> bool:
    """Let an account try again at once after wrong passwords. False if nothing kept it waiting."""
    if not _forget_failures(person):
        return False
    record(session, EventName.STAFF_UNLOCKED, account_id=person.id)
    return True


def set_password(session: Session, person: Staff, password: str) -> None:
    """Give an account another password, end its sessions and any wait. Raises PasswordTooShort."""
    person.password_hash = _hash(password)
    person.session_number += 1
    _forget_failures(person)
    record(session, EventName.STAFF_PASSWORD_SET, account_id=person.id)


def is_password_right(session: Session, username: str, password: str) -> bool:
    """Whether the password is the account's. It takes a while, as it should: ask it in a
    transaction that only reads, so that nobody waits for it."""
    person = session.scalar(Staff.by_username(username))
    known = person.password_hash if person is not None and person.is_active else _NOBODY
    return _matches(known, password) and known is not _NOBODY


def sign_in(
    session: Session, username: str, totp: str, *, is_password_right: bool
) -> tuple[SignIn, Staff | None]:
    """Let somebody in whose password was checked and, where the account has one, the time code.

    After FREE_TRIES wrong tries each further one waits twice as long, up to an hour; a locked
    account lets nobody in whatever the password. The row is locked while it is counted, so that
    many tries at once count as many. The caller commits whatever the outcome.
    """
    now = clock.now()
    person = session.scalar(Staff.by_username(username).with_for_update())
    if person is None or not person.is_active:
        return SignIn.WRONG, None
    if person.locked_until is not None and person.locked_until > now:
        return SignIn.LOCKED, None
    if not is_password_right:
        return _note_failure(person, now), None
    if person.totp_secret:
        if not totp:
            return SignIn.TOTP_NEEDED, None
        if not _totp_matches(person, totp, now):
            return _note_failure(person, now), None
    _forget_failures(person)
    record(session, EventName.SIGNED_IN, by=person)
    return SignIn.WELCOME, person


def sign_out_everywhere(session: Session, person: Staff) -> None:
    """End every session of the account, this one included."""
    person.session_number += 1
    record(session, EventName.SIGNED_OUT_EVERYWHERE, by=person)


def load(session: Session, session_id: str) -> Staff | None:
    """The member of staff behind a session, unless it has ended everywhere since."""
    staff_id, _, number = session_id.partition(".")
    if not (staff_id.isdigit() and number.isdigit()):
        return None
    person = session.get(Staff, int(staff_id))
    if person is None or not person.is_active or person.session_number != int(number):
        return None
    return person


def totp_address(person: Staff) -> str | None:
    """What an authenticator app is given, shown once when the account is opened."""
    if person.totp_secret is None:
        return None
    return pyotp.TOTP(person.totp_secret).provisioning_uri(
        name=person.username, issuer_name="扫码知"
    )


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


def _hash(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort
    return _hasher.hash(password)


def _forget_failures(person: Staff) -> bool:
    """Whether there were any."""
    had_some = bool(person.failed_sign_ins) or person.locked_until is not None
    person.failed_sign_ins = 0
    person.locked_until = None
    return had_some


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _totp_matches(person: Staff, code: str, now: datetime) -> bool:
    """A code counts once, within half a minute either way."""
    totp = pyotp.TOTP(person.totp_secret or "")
    step = int(now.timestamp()) // totp.interval
    for candidate in (step - 1, step, step + 1):
        if totp.verify(code, for_time=candidate * totp.interval):
            if person.totp_last_step is not None and candidate <= person.totp_last_step:
                return False
            person.totp_last_step = candidate
            return True
    return False


def _note_failure(person: Staff, now: datetime) -> SignIn:
    person.failed_sign_ins += 1
    excess = person.failed_sign_ins - FREE_TRIES
    if excess >= 0:
        wait = min(FIRST_WAIT_SECONDS * 2 ** min(excess, 10), LONGEST_WAIT_SECONDS)
        person.locked_until = now + timedelta(seconds=wait)
    return SignIn.WRONG
