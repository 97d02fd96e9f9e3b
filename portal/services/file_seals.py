"""Sealing files: AES-256-GCM, a key of its own for every photo, kept sealed in the photo's row.

Rotating the portal's keys therefore reseals rows and never rewrites a file, and a row that is
purged leaves files which nobody can open any more, backups included.
"""

import base64
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION: Final = b"SMZ1"
_NONCE_BYTES: Final = 12


class SealBroken(Exception):
    """The file was changed, is another photo's, or was sealed with another key."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def new_file_key() -> str:
    """A key for the files of one photo."""
    return base64.urlsafe_b64encode(AESGCM.generate_key(256)).decode()


def seal_file(key: str, name: str, content: bytes) -> bytes:
    """The content, encrypted and bound to its name."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + _cipher(key).encrypt(nonce, content, name.encode())


def open_file(key: str, name: str, sealed: bytes) -> bytes:
    """What was sealed under that name. Raises SealBroken."""
    version, rest = sealed[: len(_VERSION)], sealed[len(_VERSION) :]
    if version != _VERSION or len(rest) <= _NONCE_BYTES:
        raise SealBroken(name)
    try:
        return _cipher(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], name.encode())
    except InvalidTag:
        raise SealBroken(name) from None


def _cipher(key: str) -> AESGCM:
    return AESGCM(base64.urlsafe_b64decode(key))
