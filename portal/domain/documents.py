"""The documents of a case: to whom each goes, when it may be made, and what it may say at all.

A document that goes to the employer has no field about the reporter: a rule that had one could not
be made (保障农民工工资支付条例 10, 劳动保障监察条例 9; FACTS R4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.casework import RefusalGround
from portal.domain.complaint import Kind, Progress, Status
from portal.domain.identity import Identity
from portal.domain.roles import Permission


class DocumentKind(StrEnum):
    """The closed list."""

    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    SUPPLEMENT = "supplement"
    TRANSFER = "transfer"


class Addressee(StrEnum):
    """To whom a document goes."""

    WORKER = "worker"
    EMPLOYER = "employer"
    OFFICE = "office"
    FILE = "file"


class Field(StrEnum):
    """What may be merged into a text."""

    # Of the office and the site.
    OFFICE = "office"
    OFFICE_PHONE = "office_phone"
    OFFICE_ADDRESS = "office_address"
    SITE = "site"
    SITE_ADDRESS = "site_address"
    FILED_ON = "filed_on"
    INVESTIGATION_DUE = "investigation_due"
    INSPECTORS = "inspectors"
    # Of the reporter, or told by the reporter alone.
    NAME = "name"
    PHONE = "phone"
    RECEIPT = "receipt"
    RECEIVED_ON = "received_on"
    COMPLAINED_OF = "complained_of"
    CLAIMED = "claimed"
    MONTHS = "months"
    MATTER = "matter"
    # Of a step that was taken.
    GROUND = "ground"
    BASIS = "basis"
    ITEMS = "items"
    RECEIVER = "receiver"
    REPLY_BY = "reply_by"
    # Written by whoever makes the document.
    GUIDANCE = "guidance"
    REMEDY = "remedy"
    REQUEST = "request"
    REASON = "reason"


ABOUT_REPORTER: Final = frozenset(
    {
        Field.NAME,
        Field.PHONE,
        Field.RECEIPT,
        Field.RECEIVED_ON,
        Field.COMPLAINED_OF,
        Field.CLAIMED,
        Field.MONTHS,
        Field.MATTER,
    }
)


class Shape(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"


@dataclass(frozen=True)
class Blank:
    """A field that whoever makes the document fills in."""

    field: Field
    shape: Shape = Shape.LINE
    is_required: bool = True


class TellsOnReporter(TypeError):
    """A rule would merge something about the reporter into a document for the employer; a mistake
    in the program."""


@dataclass(frozen=True)
class Rule:
    """One kind of document: whom it addresses, its mark in a number, the article it rests on, who
    makes it, and from which states. `told` is filled from the case, `blanks` by hand; `must` stand
    in every text of it. `is_once`: another one only after the first was cancelled."""

    addressee: Addressee
    mark: str
    article: str
    permission: Permission
    statuses: frozenset[Status]
    told: frozenset[Field]
    must: frozenset[Field]
    blanks: tuple[Blank, ...] = ()
    is_once: bool = False
    is_form: bool = False

    def __post_init__(self) -> None:
        if self.hides_reporter and self.fields & ABOUT_REPORTER:
            raise TellsOnReporter(sorted(self.fields & ABOUT_REPORTER))

    @property
    def hides_reporter(self) -> bool:
        """Whether the employer reads it."""
        return self.addressee is Addressee.EMPLOYER

    @property
    def fields(self) -> frozenset[Field]:
        """All that may stand in a text of this kind."""
        return self.told | {blank.field for blank in self.blanks}

    @property
    def required(self) -> frozenset[Field]:
        """What must have a value before it is issued, and a place in the text."""
        return self.must | {blank.field for blank in self.blanks if blank.is_required}


_OFFICE: Final = frozenset(
    {Field.OFFICE, Field.OFFICE_PHONE, Field.OFFICE_ADDRESS, Field.SITE, Field.SITE_ADDRESS}
)
_F, _S, _B = Field, Status, Blank
RULES: Final[Mapping[DocumentKind, Rule]] = MappingProxyType(
    {
        DocumentKind.ACCEPTANCE: Rule(
            Addressee.WORKER,
            "受",
            "劳社部令第25号 18；劳动保障监察条例 16、17",
            Permission.DECIDE_ACCEPTANCE,
            frozenset({_S.ACCEPTED, _S.INVESTIGATING}),
            _OFFICE | ABOUT_REPORTER | {_F.FILED_ON, _F.INVESTIGATION_DUE, _F.INSPECTORS},
            must=frozenset({_F.NAME, _F.RECEIPT, _F.FILED_ON, _F.INVESTIGATION_DUE}),
            is_once=True,
        ),
        DocumentKind.REFUSAL: Rule(
            Addressee.WORKER,
            "不受",
            "劳社部令第25号 18；劳动保障监察条例 20、21",
            Permission.DECIDE_ACCEPTANCE,
            frozenset({_S.REFUSED}),
            _OFFICE | ABOUT_REPORTER | {_F.GROUND, _F.BASIS},
            must=frozenset({_F.NAME, _F.RECEIPT, _F.GROUND, _F.BASIS}),
            blanks=(_B(_F.GUIDANCE, Shape.TEXT), _B(_F.REMEDY, Shape.TEXT, is_required=False)),
            is_once=True,
        ),
        DocumentKind.SUPPLEMENT: Rule(
            Addressee.WORKER,
            "补",
            "劳社部令第25号 18",
            Permission.DECIDE_ACCEPTANCE,
            frozenset({_S.NEED_INFO}),
            _OFFICE | ABOUT_REPORTER | {_F.ITEMS},
            must=frozenset({_F.NAME, _F.RECEIPT}),
            blanks=(_B(_F.REQUEST, Shape.TEXT),),
        ),
        DocumentKind.TRANSFER: Rule(
            Addressee.OFFICE,
            "转",
            "保障农民工工资支付条例 10；劳动保障监察条例 18",
            Permission.DECIDE_ACCEPTANCE,
            frozenset({_S.TRANSFERRED}),
            _OFFICE | ABOUT_REPORTER | {_F.RECEIVER, _F.REPLY_BY},
            must=frozenset({_F.RECEIVER, _F.RECEIPT}),
            blanks=(_B(_F.REASON, Shape.TEXT),),
        ),
    }
)


# What a refusal rests on.
REFUSAL_BASIS: Final = MappingProxyType(
    {
        RefusalGround.OVER_TWO_YEARS: "《劳动保障监察条例》第二十条和《关于实施〈劳动保障监察条例〉若干规定》",
        RefusalGround.IN_PROCEEDINGS: "《劳动保障监察条例》第二十一条",
        RefusalGround.NOT_INSPECTION: "《劳动保障监察条例》第十一条、第十八条和《关于实施〈劳动保障监察条例〉若干规定》",
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
    """What may be made now. Nobody writes to whoever left no name and no number, and an enquiry is
    answered, not decided."""
    del progress
    return tuple(
        each
        for each, rule in RULES.items()
        if status in rule.statuses
        and not (is_anonymous and rule.addressee is Addressee.WORKER)
        and (kind is not Kind.ENQUIRY or each is DocumentKind.TRANSFER)
    )


def numbered(words: str, year: int, serial: int) -> str:
    """The number of a document: `秦州区劳监受〔2026〕7号`."""
    return f"{words}〔{year}〕{serial}号"
