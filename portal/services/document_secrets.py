"""What a document for an employer must not tell: who reported, who else of the group did, and who
stands in a ledger of theirs. An order says how many are paid how much in all."""

from typing import Final

from sqlalchemy.orm import Session

from portal.domain.identity import Identity, Secrets, id_numbers, names_in
from portal.domain.particulars import Item
from portal.models import Complaint, GroupMember, LedgerLine, SavedParticulars

# What a worker writes about himself; the other items name the employer, who may be named.
_OWN_WORDS: Final = frozenset({Item.FACTS, Item.HOME})


def secrets_of(session: Session, complaint: Complaint) -> Secrets:
    """Names, phones, receipt numbers, identity numbers and words of the reporter and of everybody
    in the same group, and the names in their ledgers; three queries."""
    others = session.scalars(GroupMember.beside(complaint.id)).all()
    people = [complaint, *others]
    ids = [one.id for one in people]
    paid = map(names_in, session.scalars(LedgerLine.people_of(ids)))
    words = [one.narrative or "" for one in people]
    for saved in session.scalars(SavedParticulars.of_complaints(ids)):
        words += [text for item, text in saved.particulars.told.items() if item in _OWN_WORDS]
    return Secrets(
        told={
            Identity.NAME: {one.worker_name or "" for one in people}.union(*paid),
            Identity.PHONE: [one.phone or "" for one in people],
            Identity.RECEIPT: [one.number for one in people],
            Identity.ID_NUMBER: frozenset().union(*map(id_numbers, words)),
        },
        words=words,
        public=_public(complaint),
    )


def _public(complaint: Complaint) -> list[str]:
    """What a document may say although the worker said it too: where it was and who is meant."""
    names = [complaint.employer, complaint.place]
    if complaint.site is not None:
        site = complaint.site
        names += [site.name, site.address, *(party.organisation for party in site.parties)]
    return names
