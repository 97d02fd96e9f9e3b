"""Keys: made once, rotated under a running portal, retired when nothing needs them."""

import hmac
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.models.sealed import attach_vault
from portal.services import keys
from portal.services.vault import (
    CannotOpen,
    KeyedHash,
    KeysMissing,
    KeysUnreadable,
    Vault,
    read_keys,
    write_keys,
)
from tests import factories


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_keys_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys.json"
    assert keys.make_keys(path)
    made = path.read_bytes()
    assert not keys.make_keys(path)
    assert path.read_bytes() == made
    assert path.stat().st_mode & 0o777 == 0o600


def test_missing_and_damaged_keys_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing):
        read_keys(tmp_path / "none.json")
    for content in ("", "{}", '{"session": "a", "lookup": "b", "data": ["short"]}'):
        (tmp_path / "bad.json").write_text(content)
        with pytest.raises(KeysUnreadable):
            read_keys(tmp_path / "bad.json")


def test_keys_are_not_shown_by_accident() -> None:
    shown = repr(keys.Keys.new())
    assert len(shown) < 20


def test_everything_is_resealed_and_still_reads_the_same(session: Session, path: Path) -> None:
    complaint = factories.complaint(session, factories.site(session))
    session.commit()
    before = session.execute(text("select phone, worker_name from complaint")).one()
    running = Vault.at(path)
    count = keys.rotate(session, path, session.commit)
    after = session.execute(text("select phone, worker_name from complaint")).one()
    assert count > 3
    assert not set(before) & set(after)
    session.expire_all()
    assert (complaint.phone, complaint.worker_name) == ("19900000001", "王某某")
    # A process that started before the rotation notices the new key by itself.
    assert running.open(after[0]) == "19900000001"


def test_a_retired_key_opens_nothing_and_nothing_needed_it(session: Session, path: Path) -> None:
    complaint = factories.complaint(session, factories.site(session))
    session.commit()
    old = read_keys(path)
    keys.rotate(session, path, session.commit)
    attach_vault(session.get_bind().engine, Vault(old))
    late = factories.complaint(session)
    session.commit()
    assert keys.retire(session, path, session.commit) >= 2
    assert len(read_keys(path).data) == 1
    attach_vault(session.get_bind().engine, Vault.at(path))
    session.expire_all()
    assert complaint.phone == late.phone == "19900000001"
    token = session.execute(text("select phone from complaint")).scalars().first()
    with pytest.raises(CannotOpen):
        Vault(old).open(str(token))


def test_a_sealed_text_that_was_touched_does_not_open(path: Path) -> None:
    write_keys(path, keys.Keys.new())
    vault = Vault.at(path)
    token = vault.seal("文字")
    assert vault.open(token) == "文字"
    with pytest.raises(CannotOpen):
        vault.open(token[:-6] + "AAAAA=")


def test_a_fingerprint_needs_the_key(path: Path) -> None:
    one, other = Vault(keys.Keys.new()), Vault(keys.Keys.new())
    assert one.fingerprint("a") == one.fingerprint("a") != one.fingerprint("b")
    assert one.fingerprint("a") != other.fingerprint("a")


@given(st.binary(max_size=200), st.text())
def test_a_keyed_hash_is_hmac_sha_256(key: bytes, text: str) -> None:
    assert KeyedHash(key).of(text) == hmac.digest(key, text.encode(), "sha256")
