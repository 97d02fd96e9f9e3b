"""Thousands of sites, new or changed: made ready without holding anybody up, written in moments."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Table, Text, bindparam, delete, insert, inspect, update
from sqlalchemy.orm import InstanceState, Session

from portal.domain.register_sheet import SiteFacts
from portal.models import Base, Party, Site
from portal.models.sealed import Sealed, Vault, vault_of
from portal.services import complaint_words
from portal.services.codes import new_site_codes
from portal.services.site_values import party_values, site_values

_SITES: Final = Base.metadata.tables["site"]
_PARTIES: Final = Base.metadata.tables["party"]
_SEALED: Final = frozenset(c.name for c in _PARTIES.columns if isinstance(c.type, Sealed))


@dataclass(frozen=True)
class NewSites:
    """New sites as they will be written, the personal texts of their parties sealed already."""

    codes: list[str]
    sites: list[dict[str, Any]]
    parties: list[list[dict[str, Any]]]


@dataclass(frozen=True)
class ChangedSites:
    """What is to be written for sites that were changed, the personal texts sealed already."""

    sites: list[dict[str, Any]] = field(default_factory=list)
    parties: list[dict[str, Any]] = field(default_factory=list)
    added: list[dict[str, Any]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)


def new_sites(session: Session, stated: Sequence[SiteFacts]) -> NewSites:
    """Make new sites ready, each with a code of its own. Only reads the database."""
    vault = vault_of(session)
    codes = new_site_codes(session, len(stated))
    sites = [
        {"code": code, **site_values(facts)} for code, facts in zip(codes, stated, strict=True)
    ]
    parties = [[_bound(vault, values) for values in party_values(facts)] for facts in stated]
    return NewSites(codes, sites, parties)


def changed_sites(session: Session, sites: Iterable[Site]) -> ChangedSites:
    """Make ready what was changed on sites that lie outside the session. Reads no database."""
    vault, ready = vault_of(session), ChangedSites()
    for site in sites:
        if values := _changed(site):
            ready.sites.append({"row": site.id, **_bound(vault, values)})
        for party in site.parties:
            if inspect(party).transient:
                given = {c.name: getattr(party, c.name) for c in _PARTIES.columns if c.name != "id"}
                ready.added.append(_bound(vault, {**given, "site_id": site.id}))
            elif values := _changed(party):
                ready.parties.append({"row": party.id, **_bound(vault, values)})
        gone: Sequence[Party] = inspect(site).attrs.parties.history.deleted
        ready.removed.extend(party.id for party in gone)
    return ready


def write_new(session: Session, ready: NewSites) -> list[int]:
    """Write the sites and their parties; their ids. Raises IntegrityError when a code, or a name
    in a county, has been given away since they were made ready."""
    if not ready.sites:
        return []
    adding = insert(_SITES).returning(_SITES.c.code, _SITES.c.id)
    ids = {row.code: row.id for row in session.execute(adding, ready.sites)}
    parties = []
    for code, of_site in zip(ready.codes, ready.parties, strict=True):
        for values in of_site:
            values["site_id"] = ids[code]
            parties.append(values)
    _add_parties(session, parties)
    return list(ids.values())


def write_changed(session: Session, ready: ChangedSites) -> None:
    """Write what was changed. Raises IntegrityError as `write_new` does."""
    _update(session, _SITES, ready.sites)
    complaint_words.follow_sites(session, [row["row"] for row in ready.sites if "name" in row])
    _update(session, _PARTIES, ready.parties)
    if ready.removed:
        rows = [{"row": party_id} for party_id in ready.removed]
        session.execute(delete(_PARTIES).where(_PARTIES.c.id == bindparam("row")), rows)
    _add_parties(session, ready.added)


def _changed(thing: Site | Party) -> dict[str, Any]:
    """The columns that were set to something else, with their new values."""
    state: InstanceState[Any] = inspect(thing)
    names = state.mapper.column_attrs.keys()
    return {name: getattr(thing, name) for name in names if state.attrs[name].history.has_changes()}


def _bound(vault: Vault, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by the names they are bound to: what is personal is sealed, and says so."""
    sealed = {f"sealed_{name}": vault.seal(values[name]) for name in values if name in _SEALED}
    return {name: value for name, value in values.items() if name not in _SEALED} | sealed


def _sealed(names: Iterable[str]) -> dict[str, Any]:
    """The sealed columns among the bound names. They are bound as plain text: a column would seal
    a second time what is sealed already."""
    marked = [name.removeprefix("sealed_") for name in names if name.startswith("sealed_")]
    return {name: bindparam(f"sealed_{name}", type_=Text) for name in marked}


def _add_parties(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(_PARTIES).values(_sealed(rows[0])), rows)


def _update(session: Session, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    alike = defaultdict(list)
    for row in rows:
        alike[tuple(row)].append(row)
    for names, some in alike.items():
        query = update(table).where(table.c.id == bindparam("row"))
        session.execute(query.values(sealed) if (sealed := _sealed(names)) else query, some)
