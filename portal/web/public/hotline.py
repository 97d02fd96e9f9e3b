"""The number to call from a page: the county's own inspection office, once it is verified."""

from dataclasses import dataclass

from portal.models import Office
from portal.web.kept import kept_row


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
    office = kept_row(Office.hotline(), region=region)
    return hotline_of(*office) if office else NATIONAL


def hotline_of(name: str | None, phone: str | None) -> Hotline:
    """The row of a verified office, if there is one that has a number."""
    if not phone:
        return NATIONAL
    return Hotline(phone, f"打 {phone}", f"{name}，不用打字，我们替您填")
