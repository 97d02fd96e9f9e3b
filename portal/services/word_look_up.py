"""Which complaints may hold some words, newest first, by the index of either database."""

from typing import Final

from sqlalchemy.orm import Session

from portal.models.complaint_words import (
    Sought,
    last_looked_through,
    newest_in_fts,
    newest_in_gin,
    newest_looked_through,
)
from portal.models.sealed import vault_of

# So many of the newest PostgreSQL looks through one by one, before it asks the index of words:
# that collects every hit before it gives the newest. What is common is found here.
LOOKED_THROUGH: Final = 1000
# Up to so many more, where the newest tell that a page will be full by then.
LOOKED_ON: Final = 4000
# A stretch is so many times as long as it must be for a full page, by what the newest tell.
_MARGIN: Final = 3


def newest(session: Session, sought: Sought, *, before: int, most: int) -> list[int]:
    """The ids of the newest complaints before one that may hold all the pieces."""
    dialect = session.get_bind().dialect.name
    if dialect == "postgresql":
        return _Stretches(session, sought, before).newest(most)
    given = {
        "sought": sought.expression(vault_of(session), dialect),
        "before": before,
        "most": most,
    }
    return list(session.scalars(newest_in_fts(), given))


class _Stretches:
    """On PostgreSQL: stretch after stretch of age, from the newest, each by what is quickest.

    How often the words stand in the newest tells how far back the page reaches. Within that the
    index of age spares reading every hit of the table; what nearly never stands there is rare
    enough for the index of words alone.
    """

    def __init__(self, session: Session, sought: Sought, before: int) -> None:
        vault = vault_of(session)
        self._session = session
        self._sought = sought.expression(vault, "postgresql")
        self._pieces = sought.parts(vault, "postgresql")
        self._before = before
        self._found: list[int] = []

    def newest(self, most: int) -> list[int]:
        """So many, or all that there are."""
        self._look_through(LOOKED_THROUGH, most)
        seen, lacking = len(self._found), most - len(self._found)
        if seen and lacking:
            enough = _MARGIN * LOOKED_THROUGH * lacking // seen
            if enough <= LOOKED_ON:
                self._look_through(enough, most)
            else:
                self._ask_index(self._before - enough, most)
        self._ask_index(0, most)
        return self._found

    def _look_through(self, through: int, most: int) -> None:
        given = {"through": through, "before": self._before}
        query = {**given, "sought": self._sought, "most": most - len(self._found)}
        self._found += self._session.scalars(newest_looked_through(), query)
        if len(self._found) < most:
            self._before = self._session.scalar(last_looked_through(), given) or 0

    def _ask_index(self, after: int, most: int) -> None:
        after = max(after, 0)
        if len(self._found) == most or after >= self._before:
            return
        pieces = {f"piece_{number}": piece for number, piece in enumerate(self._pieces)}
        given = {"after": after, "before": self._before, "most": most - len(self._found)}
        self._found += self._session.scalars(newest_in_gin(len(pieces)), {**pieces, **given})
        self._before = after
