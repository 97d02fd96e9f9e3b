"""Sealed files: bound to their key and their name, and never equal twice."""

import pytest

from portal.services.file_seals import SealBroken, new_file_key, open_file, seal_file


def test_equal_contents_are_sealed_differently() -> None:
    key = new_file_key()
    sealed = {seal_file(key, "n", b"same") for _ in range(3)}
    assert len(sealed) == 3
    assert {open_file(key, "n", each) for each in sealed} == {b"same"}


def test_nothing_is_content_too() -> None:
    key = new_file_key()
    assert open_file(key, "n", seal_file(key, "n", b"")) == b""


def test_another_key_another_name_and_every_changed_byte_are_noticed() -> None:
    key = new_file_key()
    sealed = seal_file(key, "n", b"content")
    wrong = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    for content in (*wrong, sealed[:-1], sealed + b"x", b"", sealed[:4], sealed[:16]):
        with pytest.raises(SealBroken):
            open_file(key, "n", content)
    for other_key, name in ((new_file_key(), "n"), (key, "m")):
        with pytest.raises(SealBroken) as broken:
            open_file(other_key, name, sealed)
        assert broken.value.name == name
