"""Columns that a copied database does not give away: sealed text, keyed fingerprints and words.

The keys are not kept here. `attach_vault` hands them to an engine's dialect, so columns seal and
open by themselves, services and views see plain text, and two engines may hold different keys.
"""

from collections.abc import Iterable
from typing import Any, Protocol, cast

from sqlalchemy import Dialect, Engine, String, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator, TypeEngine


class Vault(Protocol):
    """Whoever holds the keys."""

    def seal(self, text: str) -> str: ...
    def open(self, token: str) -> str: ...
    def fingerprint(self, text: str) -> str: ...
    def token(self, word: str) -> str: ...


class NoVault(RuntimeError):
    """The engine was given no keys, so nothing sealed can be written or read."""


def attach_vault(engine: Engine, vault: Vault) -> None:
    """Give an engine the keys for its sealed columns."""
    engine.dialect._portal_vault = vault  # type: ignore[attr-defined]


def vault_of(session: Session) -> Vault:
    """The keys of the engine behind a session. Raises NoVault."""
    return _vault(session.get_bind().dialect)


def _vault(dialect: Dialect) -> Vault:
    vault = getattr(dialect, "_portal_vault", None)
    if vault is None:
        raise NoVault
    return cast(Vault, vault)


class _Keyed(TypeDecorator[Any]):
    """A column whose values are made with the keys."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = Text
    cache_ok = True

    def made(self, value: Any, vault: Vault) -> str:
        """What the column holds of a value."""
        raise NotImplementedError

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.made(value, _vault(dialect))


class Sealed(_Keyed):
    """Text that is encrypted on its way in and opened on its way out; an empty one tells nothing
    and is left as it is."""

    cache_ok = True

    def made(self, value: str, vault: Vault) -> str:
        return vault.seal(value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return _vault(dialect).open(value) if value else value


class Fingerprint(_Keyed):
    """A keyed hash of what is written to it: equal texts are found, and none can be read back.

    Assign and compare the plain text; what comes out of the database is the hash.
    """

    impl = String(64)
    cache_ok = True

    def made(self, value: str, vault: Vault) -> str:
        return vault.fingerprint(value)


class Words(_Keyed):
    """A set of words, each written as its keyed token: a search finds them, nobody reads them."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return postgresql.TSVECTOR() if dialect.name == "postgresql" else Text()

    def made(self, value: Iterable[str], vault: Vault) -> str:
        return " ".join(sorted({vault.token(word) for word in value}))
