"""What the office keeps for its own work, as lists to be taken along."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.export import ListName
from portal.domain.roles import Permission
from portal.labels import PLAIN
from portal.models import MinimumWage, Office
from portal.services import conclusion_list, document_texts, export_directory
from portal.services.conclusion_list import Entry
from portal.services.export_sheet import whole
from portal.web.access import me
from portal.web.exporting import Offer, offers


@offers(ListName.OFFICES, Permission.KEEP_OFFICES)
def offices() -> Offer:
    """The offices with their numbers, verified or not."""
    query = Office.seen_from(me().region)
    return Offer(
        sheet=export_directory.OFFICES,
        rows=whole(lambda session: session.scalars(query).all()),
        page="admin.offices",
        region=me().region,
    )


@offers(ListName.MINIMUM_WAGES, Permission.KEEP_OFFICES)
def minimum_wages() -> Offer:
    """The minimum wages, those of before too."""
    query = MinimumWage.seen_from(me().region)
    return Offer(
        sheet=export_directory.MINIMUM_WAGES,
        rows=whole(lambda session: session.scalars(query).all()),
        page="admin.offices",
        region=me().region,
    )


@offers(ListName.CONCLUSIONS, Permission.KEEP_CONCLUSIONS)
def conclusions() -> Offer:
    """The list of conclusions; all counties have the same."""
    return Offer(
        sheet=export_directory.CONCLUSIONS,
        rows=whole(_said),
        page="admin.conclusions",
        region=regions.CITY,
    )


def _said(session: Session) -> Sequence[Entry]:
    """Each with the words that the worker reads, whosever they are."""
    entries = conclusion_list.entries(session)
    return [entry.said(PLAIN[entry.listed.conclusion]) for entry in entries]


@offers(ListName.DOCUMENT_TEXTS, Permission.KEEP_DOCUMENT_TEXTS)
def texts() -> Offer:
    """Whose text each kind of document has, and who confirmed it; all counties use the same."""
    return Offer(
        sheet=export_directory.DOCUMENT_TEXTS,
        rows=whole(document_texts.entries),
        page="admin.document_texts",
        region=regions.CITY,
    )
