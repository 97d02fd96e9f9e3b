"""The lists of the register as they are taken along: narrowed as their pages narrow them."""

from flask import request

from portal.domain import regions
from portal.domain.export import FileKind, ListName
from portal.domain.roles import Permission
from portal.labels import label
from portal.models import (
    Message,
    Placement,
    PrintBatch,
    PrintBatchSite,
    Site,
    site_register,
    taken_along,
)
from portal.models.site_register import Narrowing
from portal.services import export_oversight, export_register
from portal.services.export_sheet import by_id
from portal.web.access import me
from portal.web.addresses import bounded_int
from portal.web.admin.batches import batch_or_404
from portal.web.admin.prints import scope
from portal.web.admin.sites import ITEMS, Filters
from portal.web.exporting import Offer, offers


@offers(ListName.SITES, Permission.SEE_SITES)
def sites() -> Offer:
    """The register as CSV; the workbook that can be imported again has its own button."""
    filters = Filters.of_request()
    ids = site_register.seen(me().region, filters.narrowing)
    return Offer(
        sheet=export_register.SITES,
        rows=by_id(ids, Site, taken_along.opened_sites),
        page="admin.sites",
        region=_own(filters.narrowing.region),
        narrowed=_narrowed(filters.narrowing),
        kept=filters.args,
        kinds=(FileKind.CSV,),
    )


@offers(ListName.PLACEMENTS, Permission.KEEP_PLACEMENTS)
def placements() -> Offer:
    """Every place where something hangs, hung, or is to hang."""
    query = taken_along.opened_placements(taken_along.placements(me().region))
    return Offer(
        sheet=export_register.PLACEMENTS,
        rows=by_id(query, Placement),
        page="admin.place",
        region=me().region,
    )


@offers(ListName.STALE_BOARDS, Permission.PRINT_BOARDS)
def stale_boards() -> Offer:
    """The boards that are to be printed again."""
    region = scope(request.values)
    return Offer(
        sheet=export_register.STALE_BOARDS,
        rows=export_register.stale_boards(region),
        page="admin.prints",
        region=region,
        kept={"region": region},
    )


@offers(ListName.MESSAGES, Permission.SEE_OUTBOX)
def messages() -> Offer:
    """The messages that did not go out."""
    query = Message.troubled(me().region)
    return Offer(
        sheet=export_oversight.MESSAGES,
        rows=by_id(query, Message, taken_along.opened_messages),
        page="admin.outbox",
        region=me().region,
    )


@offers(ListName.PRINT_BATCHES, Permission.PRINT_BOARDS)
def print_batches() -> Offer:
    """The batches of boards."""
    return Offer(
        sheet=export_register.PRINT_BATCHES,
        rows=by_id(PrintBatch.seen_from(me().region), PrintBatch),
        page="admin.batches",
        region=me().region,
    )


@offers(ListName.NOT_PRINTED, Permission.PRINT_BOARDS, is_of_one=True)
def not_printed() -> Offer:
    """The sites that a batch left out."""
    batch = batch_or_404(bounded_int(request.args.get("batch_id")) or 0)
    return Offer(
        sheet=export_register.NOT_PRINTED,
        rows=by_id(PrintBatchSite.refused(batch.id), PrintBatchSite),
        page="admin.batch",
        region=batch.region,
        narrowed=(("批次", f"第 {batch.id} 批"),),
        kept={"batch_id": batch.id},
    )


def _own(region: str) -> str:
    """The county that was chosen, as far as one may see it."""
    return region if region and me().region == regions.CITY else me().region


def _narrowed(narrowing: Narrowing) -> tuple[tuple[str, str], ...]:
    words = {
        "找的": narrowing.words,
        "行业": label(narrowing.industry).text if narrowing.industry else "",
        "项目状态": label(narrowing.status).text if narrowing.status else "",
        "告示牌": label(narrowing.board_state).text if narrowing.board_state else "",
        "告示牌缺": ITEMS[narrowing.lacking].label if narrowing.lacking else "",
    }
    return tuple((name, said or "全部") for name, said in words.items())
