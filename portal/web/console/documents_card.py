"""What stands of documents beside a case: what I may make now, and what was issued."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain import roles
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Complaint, Document
from portal.services import document_sheets
from portal.web.access import me


@dataclass(frozen=True)
class DocumentsCard:
    """`mine` are the kinds whose documents I may cancel, `readable` those that I may print."""

    possible: Sequence[DocumentKind]
    issued: Sequence[Document]
    mine: frozenset[DocumentKind]
    readable: frozenset[DocumentKind]


def documents_card(found: Complaint) -> DocumentsCard:
    """As the signed-in person sees it."""
    is_here = roles.covers(me().region, found.region)
    issued = db.session.scalars(Document.of_complaint(found.id)).all()
    done = {one.kind for one in issued if RULES[one.kind].is_once and not one.is_cancelled}
    is_open = is_here and me().id not in found.recused_ids
    mine = frozenset(kind for kind, rule in RULES.items() if is_open and me().may(rule.permission))
    sees_persons = me().may(Permission.REVEAL_PERSON)
    return DocumentsCard(
        possible=[kind for kind in document_sheets.possible(found) if kind in mine - done],
        issued=issued,
        mine=mine,
        readable=frozenset(
            kind
            for kind, rule in RULES.items()
            if is_here and (sees_persons or not rule.may_name_reporter)
        ),
    )
