"""What a document says: an order filled from the case, and everything that stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

import posters
from portal.domain import document_text, identity, regions
from portal.domain.document_fields import Blank, Counterpart, Field, Shape
from portal.domain.document_kinds import RULES, DocumentKind, Rule
from portal.domain.document_text import Wording
from portal.domain.documents import (
    AlreadyIssued,
    DocumentNotAllowed,
    FieldsLacking,
    ReporterNamed,
    numbered,
    open_kinds,
)
from portal.domain.identity import Secrets
from portal.models import Complaint, Document
from portal.services import clock
from portal.services.document_blanks import suggested
from portal.services.document_facts import Case, House, gather
from portal.services.document_secrets import secrets_of

_NOT_CONFIRMED = "文书模板待本局核定"


@dataclass(frozen=True)
class Order:
    """What somebody asks for: a kind, in which words, with what in its blanks, from which house."""

    kind: DocumentKind
    wording: Wording
    typed: Mapping[Field, str] = field(repr=False)
    house: House

    @property
    def rule(self) -> Rule:
        """What holds for the kind."""
        return RULES[self.kind]


def possible(complaint: Complaint) -> tuple[DocumentKind, ...]:
    """The kinds that the rules allow now, whoever asks."""
    return open_kinds(
        complaint.status,
        complaint.kind,
        is_anonymous=complaint.is_anonymous,
        progress=complaint.progress,
    )


def suggest(
    session: Session, complaint: Complaint, kind: DocumentKind, house: House
) -> dict[Field, str]:
    """What stands in the blanks of a kind before anybody writes."""
    return suggested(Case(session, complaint, RULES[kind], house))


def issued_sheet(
    session: Session, complaint: Complaint, order: Order, serial: int
) -> posters.Document:
    """What would be issued under a number, everything checked. Raises what `sheet_of` raises,
    AlreadyIssued, posters.UnprintableText."""
    if order.rule.is_once:
        found = session.scalars(Document.in_force(complaint.id, order.kind)).first()
        if found is not None:
            raise AlreadyIssued(found.number)
    words = _number_words(complaint.region, order)
    number = numbered(words, clock.today().year, serial)
    sheet = sheet_of(session, complaint, order, number=number)
    posters.check_document(sheet)
    return sheet


def sheet_of(
    session: Session, complaint: Complaint, order: Order, *, number: str
) -> posters.Document:
    """What a document says; without a number what is not known is a line. Raises
    DocumentNotAllowed, FieldsLacking, ReporterNamed."""
    rule, say = order.rule, order.house.say
    if order.kind not in possible(complaint):
        raise DocumentNotAllowed(order.kind, complaint.status)
    known = gather(Case(session, complaint, rule, order.house))
    known |= {blank.field: _written(order, blank) for blank in rule.blanks}
    secrets = secrets_of(session, complaint) if rule.hides_reporter(order.typed) else None
    if secrets is not None:
        _check_silence(secrets, order)
    values = {say(each): text for each, text in known.items()}
    required = [say(each) for each in Field if each in rule.required | {Field.OFFICE}]
    if number:
        if lacking := document_text.lacking(order.wording.text, values, required):
            raise FieldsLacking(lacking)
    else:
        values = {name: text.strip() or "＿＿＿＿" for name, text in values.items()}
    lines = document_text.filled(order.wording.text, values)
    if secrets is not None:
        # Words are nobody's where the office's own text has them too: those typed were read above.
        told = identity.given_away("\n".join(line.text for line in lines), secrets.but_words())
        if told:
            raise ReporterNamed(None, told)
    return posters.Document(
        title=say(order.kind),
        office=known[Field.OFFICE],
        number=number,
        lines=tuple(
            posters.DocumentLine(posters.LineKind(line.kind), line.text, line.label)
            for line in lines
        ),
        dated=None if rule.is_form else clock.today(),
        remark="" if order.wording.is_confirmed else _NOT_CONFIRMED,
    )


def _written(order: Order, blank: Blank) -> str:
    """What was written in a blank, a choice as it is said."""
    text = order.typed.get(blank.field, "")
    is_choice = blank.shape is Shape.CHOICE and text
    return order.house.say(Counterpart(text)) if is_choice else text


def _check_silence(secrets: Secrets, order: Order) -> None:
    """Whether what was typed gives somebody away: said at the field where it stands."""
    for each, text in order.typed.items():
        if told := identity.given_away(text, secrets):
            raise ReporterNamed(each, told)


def _number_words(region: str, order: Order) -> str:
    """What stands before the year: words of county and kind, as the office has them."""
    words = order.house.number_words
    county = words.get(region) or regions.name_of(region)
    return county + (words.get(order.kind) or f"劳监{order.rule.mark}")


def kept_facts(order: Order, sheet: posters.Document) -> dict[str, object]:
    """All that it says, and from what it was made."""
    return {
        "text": order.wording.text,
        "is_confirmed": order.wording.is_confirmed,
        "typed": dict(order.typed),
        "office": sheet.office,
        "lines": [[line.kind, line.label, line.text] for line in sheet.lines],
    }
