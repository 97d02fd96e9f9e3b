"""The number to call from a page: the county's own inspection office, once it is verified."""

from dataclasses import dataclass

from portal.domain.site import OfficeKind
from portal.extensions import db
from portal.models import Office


@dataclass(frozen=True)
class Hotline:
    """A number, what stands on its row, and what it can do."""

    phone: str
    title: str
    hint: str


# It takes a matter and passes it on; 12333 answers questions (FACTS 6.1).
NATIONAL = Hotline("12345", "打 12345", "政务便民热线，记下来，转给主管部门")


def hotline_for(region: str | None) -> Hotline:
    """The verified inspection office of a county, or the national line that takes matters."""
    if region is None:
        return NATIONAL
    office = db.session.scalar(Office.verified_of(region, OfficeKind.INSPECTION))
    if office is None or not office.phone:
        return NATIONAL
    return Hotline(office.phone, f"打 {office.phone}", f"{office.name}，不用打字，我们替您填")
