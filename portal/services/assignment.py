"""Giving cases to people, with what each of them may be given."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain import roles
from portal.domain.assignment import CannotAssign, Hands
from portal.domain.bulk import LeftOut
from portal.domain.complaint import UNDECIDED
from portal.domain.events import EventName
from portal.models import CaseFile, Complaint, Staff
from portal.services.record import file_of, record


@dataclass(frozen=True)
class Desk:
    """Everybody who inspects, and the certificates."""

    people: Mapping[int, Staff]
    certificates: Mapping[int, str]

    def able(self, region: str) -> frozenset[int]:
        """Who may be given a case of a region: its own people and the city's."""
        return frozenset(
            each.id for each in self.people.values() if roles.covers(each.region, region)
        )

    def check_certificates(self, complaint: Complaint, after: Hands) -> None:
        """Who is to inspect shows a certificate (劳动保障监察条例 16). Raises CannotAssign."""
        if complaint.status in UNDECIDED:
            return
        given = after.given_since(complaint.hands)
        if not all(self.certificates.get(each) for each in given):
            raise CannotAssign(LeftOut.CERTIFICATE_MISSING)


def desk_of(session: Session, stated: Mapping[int, str] | None = None) -> Desk:
    """What must be known to give cases to people, in two queries. A certificate that is stated
    now counts before the one that was stated last."""
    people = {each.id: each for each in session.scalars(Staff.inspectors())}
    rows = session.execute(CaseFile.certificates_of(list(people)))
    kept = {row[0]: row[1] for row in rows if row[0] is not None}
    return Desk(people, {**kept, **{p: c for p, c in (stated or {}).items() if c}})


def give(
    session: Session, complaint: Complaint, after: Hands, desk: Desk, *, by: Staff, reason: str
) -> None:
    """Put a case into other hands, as `portal.domain.assignment` has allowed it."""
    file = file_of(complaint)
    lines = []
    for duty, now in (("allotted", after.allotted_id), ("lead", after.lead_id),
                      ("second", after.second_id)):  # fmt: skip
        before: Staff | None = getattr(file, duty)
        if now is None or (before is not None and before.id == now):
            continue
        person = desk.people[now]
        setattr(file, duty, person)
        if duty != "allotted":
            setattr(file, f"{duty}_certificate", desk.certificates[now])
        lines.append(f"{before.display_name if before else '—'} → {person.display_name}")
    session.flush()
    note = "\n".join([*lines, reason])
    facts = vars(after)
    record(session, EventName.ASSIGNED, complaint=complaint, by=by, note=note, **facts)
