"""The keys: sealing text (Fernet, several keys at once) and fingerprinting it (HMAC-SHA-256)."""

import json
import os
import secrets
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_BLOCK_BYTES = 64  # of SHA-256


class KeysMissing(Exception):
    """No keys where the portal looks for them."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class KeysUnreadable(Exception):
    """What lies there is not a set of keys."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class CannotOpen(Exception):
    """A sealed text does not open with any key at hand: damaged, or sealed elsewhere."""


@dataclass(frozen=True)
class Keys:
    """`session` signs cookies, `lookup` makes fingerprints, `data` seals (the first) and opens."""

    session: str = field(repr=False)
    lookup: str = field(repr=False)
    data: tuple[str, ...] = field(repr=False)

    @classmethod
    def new(cls) -> "Keys":
        """A fresh set."""
        return cls(secrets.token_urlsafe(48), secrets.token_urlsafe(48), (_new_data_key(),))

    def with_new_data_key(self) -> "Keys":
        """The same with a new sealing key in front; the older ones still open."""
        return replace(self, data=(_new_data_key(), *self.data))

    def with_newest_data_key_alone(self) -> "Keys":
        """The same without the older sealing keys."""
        return replace(self, data=self.data[:1])


def _new_data_key() -> str:
    return Fernet.generate_key().decode()


def read_keys(path: Path) -> Keys:
    """The keys in a file. Raises KeysMissing, KeysUnreadable."""
    try:
        content = json.loads(path.read_text("utf-8"))
        keys = Keys(content["session"], content["lookup"], tuple(content["data"]))
        MultiFernet([Fernet(key) for key in keys.data])
    except FileNotFoundError:
        raise KeysMissing(path) from None
    except (ValueError, KeyError, TypeError, OSError):
        raise KeysUnreadable(path) from None
    return keys


def write_keys(path: Path, keys: Keys) -> None:
    """Put the keys in their place in one move, readable by the owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    content = {"session": keys.session, "lookup": keys.lookup, "data": list(keys.data)}
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


class KeyedHash:
    """HMAC-SHA-256 (RFC 2104) under one key. What depends on the key alone is hashed beforehand,
    because a complaint takes some forty of these: a third of the time of `hmac.digest`."""

    def __init__(self, key: bytes) -> None:
        block = (sha256(key).digest() if len(key) > _BLOCK_BYTES else key).ljust(
            _BLOCK_BYTES, b"\0"
        )
        self._inner = sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))

    def of(self, text: str) -> bytes:
        """The hash of a text, 32 bytes."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(text.encode())
        outer.update(inner.digest())
        return outer.digest()


class Vault:
    """Seals, opens and fingerprints. A change of the key file is noticed without a restart."""

    def __init__(self, keys: Keys, path: Path | None = None) -> None:
        self._path = path
        self._changed_ns = self._file_time()
        self._use(keys)

    @classmethod
    def at(cls, path: Path) -> "Vault":
        """The vault of a key file. Raises KeysMissing, KeysUnreadable."""
        return cls(read_keys(path), path)

    def _use(self, keys: Keys) -> None:
        self.keys = keys
        self._fernet = MultiFernet([Fernet(key) for key in keys.data])
        self._lookup = KeyedHash(keys.lookup.encode())
        self._words = KeyedHash(self._lookup.of("words"))

    def _file_time(self) -> int:
        try:
            return self._path.stat().st_mtime_ns if self._path else 0
        except OSError:
            return 0

    def _reread_if_changed(self) -> None:
        changed = self._file_time()
        if self._path and changed and changed != self._changed_ns:
            self._use(read_keys(self._path))
            self._changed_ns = changed

    def seal(self, text: str) -> str:
        """The text, encrypted with the newest key; it carries the moment at which it was sealed."""
        self._reread_if_changed()
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, token: str, max_age_seconds: int | None = None) -> str:
        """The sealed text. Raises CannotOpen, also when it is older than `max_age_seconds`."""
        try:
            return self._fernet.decrypt(token.encode(), max_age_seconds).decode()
        except InvalidToken:
            self._reread_if_changed()
        try:
            return self._fernet.decrypt(token.encode(), max_age_seconds).decode()
        except InvalidToken:
            raise CannotOpen from None

    def reseal(self, token: str) -> str:
        """The same text under the newest key. Raises CannotOpen."""
        try:
            return self._fernet.rotate(token.encode()).decode()
        except InvalidToken:
            raise CannotOpen from None

    def is_sealed_with_newest(self, token: str) -> bool:
        """Whether the newest key alone opens it."""
        try:
            Fernet(self.keys.data[0]).decrypt(token.encode())
        except InvalidToken:
            return False
        return True

    def fingerprint(self, text: str) -> str:
        """A keyed hash (64 hex digits): equal for equal texts, useless without the key."""
        return self._lookup.of(text).hex()

    def token(self, word: str) -> str:
        """A keyed hash of a word, seven digits long: short, because millions are kept. One word in
        some hundred million shares its token with a given other."""
        return self._words.of(word).hex()[:7]
