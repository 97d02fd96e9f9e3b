"""The kinds of documents: to whom each goes, from which states, and what it may say at all.

A document that the employer reads has no field about the reporter: a rule that had one could not be
made (保障农民工工资支付条例 10, 劳动保障监察条例 9; FACTS R4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.complaint import Status
from portal.domain.document_fields import ABOUT_REPORTER, Blank, Counterpart, Field, Shape
from portal.domain.roles import Permission


class DocumentKind(StrEnum):
    """The closed list."""

    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    SUPPLEMENT = "supplement"
    TRANSFER = "transfer"
    INTERVIEW = "interview"
    RECTIFICATION = "rectification"
    DECISION = "decision"
    SERVICE_RETURN = "service_return"
    CLOSING = "closing"


class Addressee(StrEnum):
    """To whom a document goes."""

    WORKER = "worker"
    EMPLOYER = "employer"
    OFFICE = "office"
    FILE = "file"


class TellsOnReporter(TypeError):
    """A rule would merge something about the reporter into a document for the employer; a mistake
    in the program."""


@dataclass(frozen=True)
class Rule:
    """One kind of document: whom it addresses, its mark in a number, the article it rests on, who
    makes it, and from which states. `told` is filled from the case, `blanks` by hand; `must` stand
    in every text of it. `is_once`: another one only after the first was cancelled. `is_shown`:
    whoever it concerns reads and signs it, who may be the employer. `is_form`: it is dated by
    those who sign it."""

    addressee: Addressee
    mark: str
    article: str
    permission: Permission
    statuses: frozenset[Status]
    told: frozenset[Field]
    must: frozenset[Field]
    blanks: tuple[Blank, ...] = ()
    is_once: bool = False
    is_shown: bool = False
    is_form: bool = False

    def __post_init__(self) -> None:
        if self.is_read_by_employer and self.fields & ABOUT_REPORTER:
            raise TellsOnReporter(sorted(self.fields & ABOUT_REPORTER))

    @property
    def is_read_by_employer(self) -> bool:
        """Whether the employer reads it, or may."""
        return self.addressee is Addressee.EMPLOYER or self.is_shown

    @property
    def may_name_reporter(self) -> bool:
        """Whether it may say who reported, so that not everybody may open it."""
        return self.addressee is not Addressee.EMPLOYER

    def hides_reporter(self, typed: Mapping[Field, str]) -> bool:
        """Whether this one must not say who reported: unless it is the reporter's own record or
        receipt."""
        is_own = self.is_shown and typed.get(Field.COUNTERPART) == Counterpart.REPORTER
        return self.is_read_by_employer and not is_own

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
_RESPONDENT: Final = (
    _B(_F.RESPONDENT),
    _B(_F.RESPONDENT_CODE, is_required=False),
    _B(_F.RESPONDENT_ADDRESS, is_required=False),
    _B(_F.PERSON_IN_CHARGE, is_required=False),
)
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
        DocumentKind.INTERVIEW: Rule(
            Addressee.FILE,
            "询",
            "劳动保障监察条例 15、16",
            Permission.INVESTIGATE,
            frozenset({_S.ACCEPTED, _S.INVESTIGATING}),
            _OFFICE | {_F.INSPECTORS},
            must=frozenset({_F.INSPECTORS}),
            blanks=(
                _B(_F.COUNTERPART, Shape.CHOICE),
                _B(_F.ASKED),
                _B(_F.ASKED_POST, is_required=False),
                _B(_F.ASKED_WHEN),
                _B(_F.ASKED_WHERE),
                _B(_F.RECORDER),
                _B(_F.QUESTIONS, Shape.TEXT),
            ),
            is_shown=True,
            is_form=True,
        ),
        DocumentKind.RECTIFICATION: Rule(
            Addressee.EMPLOYER,
            "改",
            "劳动保障监察条例 18",
            Permission.INVESTIGATE,
            frozenset({_S.INVESTIGATING}),
            _OFFICE,
            must=frozenset(),
            blanks=(
                *_RESPONDENT,
                _B(_F.VIOLATION, Shape.TEXT),
                _B(_F.LAW),
                _B(_F.DEMAND, Shape.TEXT),
                _B(_F.CORRECT_BY, Shape.DAY),
            ),
        ),
        DocumentKind.DECISION: Rule(
            Addressee.EMPLOYER,
            "处",
            "劳动保障监察条例 18、19、26",
            Permission.DECIDE_CASES,
            frozenset({_S.DECIDED}),
            _OFFICE | {_F.ORDERED, _F.PAY_BY, _F.HEARING, _F.HEARD_ON},
            must=frozenset({_F.ORDERED, _F.PAY_BY, _F.HEARING, _F.HEARD_ON}),
            blanks=(
                *_RESPONDENT,
                _B(_F.VIOLATION, Shape.TEXT),
                _B(_F.EVIDENCE, Shape.TEXT),
                _B(_F.DEFENCE, Shape.TEXT),
                _B(_F.LAW),
                _B(_F.PEOPLE),
                _B(_F.REMEDY, Shape.TEXT),
            ),
            is_once=True,
        ),
        DocumentKind.SERVICE_RETURN: Rule(
            Addressee.FILE,
            "送",
            "劳动保障监察条例 18",
            Permission.INVESTIGATE,
            frozenset(Status) - {_S.RECEIVED, _S.WITHDRAWN},
            frozenset({_F.OFFICE}),
            must=frozenset(),
            blanks=(
                _B(_F.SERVED_WHAT, Shape.TEXT),
                _B(_F.COUNTERPART, Shape.CHOICE),
                _B(_F.RECIPIENT),
                _B(_F.SERVED_WHERE, is_required=False),
                _B(_F.SERVED_HOW, is_required=False),
                _B(_F.SERVED_ON, Shape.DAY, is_required=False),
            ),
            is_shown=True,
            is_form=True,
        ),
        DocumentKind.CLOSING: Rule(
            Addressee.FILE,
            "结",
            "劳动保障监察条例 17、18",
            Permission.INVESTIGATE,
            frozenset({_S.DECIDED, _S.CLOSED}),
            _OFFICE | ABOUT_REPORTER | {_F.FILED_ON, _F.INSPECTORS, _F.ORDERED, _F.PAID},
            must=frozenset({_F.RECEIPT, _F.FILED_ON, _F.INSPECTORS}),
            blanks=(_B(_F.COURSE, Shape.TEXT), _B(_F.OUTCOME, Shape.TEXT)),
            is_form=True,
        ),
    }
)
