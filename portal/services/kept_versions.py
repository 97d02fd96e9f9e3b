"""What the office words itself: a new version on top of the one that was opened."""

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from portal.models import Staff
from portal.models.kept_version import KeptVersion
from portal.services import clock

Kept = TypeVar("Kept", bound=KeptVersion)


class VersionMoved(Exception):
    """Somebody else has kept another version since this one was opened."""


def newest(session: Session, of: type[Kept], subject: Any) -> Kept | None:
    """The office's own version that counts, if it has one."""
    return session.scalars(of.history(subject, 1)).first()


def keep(
    session: Session, of: type[KeptVersion], subject: Any, *, seen: int, by: Staff, **said: Any
) -> None:
    """Have it so from now on; `seen` is the version that was opened, 0 for that of the portal.
    Of two at the same time the database lets one be the next. Raises VersionMoved."""
    last = newest(session, of, subject)
    if (last.version if last else 0) != seen:
        raise VersionMoved
    row = {"subject": subject, "version": seen + 1, "kept_at": clock.now(), "kept_by_id": by.id}
    query = of.unless_there(session.get_bind().dialect.name)
    values = {getattr(of, name): value for name, value in {**row, **said}.items()}
    if session.execute(query.values(values).returning(of.id)).first() is None:
        raise VersionMoved
