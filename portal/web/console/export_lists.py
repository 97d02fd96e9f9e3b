"""The lists of the desk as they are taken along: narrowed as their pages narrow them."""

from collections.abc import Sequence

from sqlalchemy import Select
from sqlalchemy.orm import Session

from portal.domain import phone, regions
from portal.domain.codes import spoken
from portal.domain.complaint import Channel, Status
from portal.domain.export import ListName
from portal.domain.roles import Permission
from portal.labels import label
from portal.models import Complaint, taken_along
from portal.services import complaint_search, export_complaints
from portal.services.complaint_search import Found, Sought
from portal.services.export_sheet import AT_ONCE, Rows, Source, counted
from portal.web.access import me
from portal.web.console.complaints import Filters
from portal.web.exporting import Offer, offers


@offers(ListName.COMPLAINTS, Permission.SEE_COMPLAINTS)
def complaints() -> Offer:
    """The list of complaints, or what a search in it finds."""
    filters = Filters.of_request()
    what = complaint_search.sought(filters.words) if filters.words else None
    query = filters.applied(Complaint.seen_from(me().region))
    region = filters.region if me().region == regions.CITY else me().region

    def source(is_personal: bool) -> Source:
        opened = taken_along.complaints(query, is_personal=is_personal)

        def find(session: Session, before: int | None) -> Found:
            if what is not None:
                hits = complaint_search.find(
                    session, what, query, region=region, before=before, size=AT_ONCE
                )
                return Found(_whole(session, opened, hits), before=hits.before)
            rows = session.scalars(Complaint.page(opened, before=before, size=AT_ONCE))
            return Found.of(rows.all(), AT_ONCE)

        return export_complaints.of_complaints(find)

    def count(session: Session, cap: int) -> int | None:
        if what is not None and not what.is_phone:
            return None
        found = query.where(Complaint.phone_key == what.digits) if what else query
        return counted(found, Complaint)(session, cap)

    return Offer(
        sheet=export_complaints.COMPLAINTS,
        rows=Rows(source, count),
        page="console.complaints",
        region=region or regions.CITY,
        narrowed=_narrowed(filters, what),
        kept=filters.but(),
    )


def _whole(session: Session, query: Select[Complaint], hits: Found) -> Sequence[Complaint]:
    """What a search found, with all columns of the file: a search opens no more than it shows."""
    ids = [each.id for each in hits.complaints]
    session.expunge_all()
    return session.scalars(taken_along.some_of(query, ids)).all()


def _narrowed(filters: Filters, what: Sought | None) -> tuple[tuple[str, str], ...]:
    """What the list is narrowed to, in words. A number that was searched for is masked: the file
    need not tell it to everybody."""
    said = {
        "状态": label(Status(filters.status)).text if filters.status else "全部",
        "标记": "请先核对" if filters.marked else "全部",
        "来源": label(Channel(filters.channel)).text if filters.channel else "全部",
        "工地": spoken(filters.site) if filters.site else "全部",
    }
    if what is not None:
        words = phone.mask(what.digits) if what.is_phone else phone.mask_numbers(what.text)
        said["搜索"] = f"电话 {words}" if what.is_phone else f"“{words}”"
    return tuple(said.items())
