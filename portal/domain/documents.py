"""When a document may be made, how it is numbered, and what stands in its way."""

from types import MappingProxyType
from typing import Final

from portal.domain.casework import RefusalGround
from portal.domain.complaint import Decision, Kind, Progress, Status
from portal.domain.document_fields import Field
from portal.domain.document_kinds import RULES, Addressee, DocumentKind
from portal.domain.identity import Identity

_PROVISIONS: Final = "《关于实施〈劳动保障监察条例〉若干规定》"
# What a refusal rests on.
REFUSAL_BASIS: Final = MappingProxyType(
    {
        RefusalGround.OVER_TWO_YEARS: f"《劳动保障监察条例》第二十条和{_PROVISIONS}",
        RefusalGround.IN_PROCEEDINGS: "《劳动保障监察条例》第二十一条",
        RefusalGround.NOT_INSPECTION: f"《劳动保障监察条例》第十一条、第十八条和{_PROVISIONS}",
    }
)


class DocumentNotAllowed(Exception):
    """A document of that kind cannot be made where the complaint stands."""

    def __init__(self, kind: DocumentKind, status: Status) -> None:
        super().__init__(f"{kind} in {status}")
        self.kind = kind
        self.status = status


class FieldsLacking(Exception):
    """What must stand in a document is not known yet; `fields` are named as in its text."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__("、".join(fields))
        self.fields = fields


class ReporterNamed(Exception):
    """A document for the employer says who reported (劳动保障监察条例 9); `field` is where."""

    def __init__(self, field: Field | None, given_away: tuple[Identity, ...]) -> None:
        super().__init__(field, given_away)
        self.field = field
        self.given_away = given_away


class AlreadyIssued(Exception):
    """There is such a document already, and it has not been cancelled."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class AlreadyCancelled(Exception):
    """A document is cancelled once."""


def open_kinds(
    status: Status, kind: Kind, *, is_anonymous: bool, progress: Progress
) -> tuple[DocumentKind, ...]:
    """What may be made now. Nobody writes to whoever left no name and no number, an enquiry is
    answered and not decided, and only an order to pay is written as a decision."""
    return tuple(
        each
        for each, rule in RULES.items()
        if status in rule.statuses
        and not (is_anonymous and rule.addressee is Addressee.WORKER)
        and (kind is not Kind.ENQUIRY or each is DocumentKind.TRANSFER)
        and (each is not DocumentKind.DECISION or progress.decision is Decision.ORDER_TO_PAY)
    )


def numbered(words: str, year: int, serial: int) -> str:
    """The number of a document: `秦州区劳监受〔2026〕7号`."""
    return f"{words}〔{year}〕{serial}号"
