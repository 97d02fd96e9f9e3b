"""The lists of the register as they are taken along: narrowed as their pages narrow them."""

from flask import request, url_for

from portal.domain import regions
from portal.domain.export import FileKind, ListName
from portal.domain.roles import Permission
from portal.labels import label
from portal.models import Message, Placement, PosterIssue, Site, site_register, taken_along
from portal.models.site_register import Narrowing
from portal.services import export_oversight, export_register
from portal.services.export_sheet import counted, newest_first
from portal.web.access import me
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
        narrowed=_narrowed(filters.narrowing),
        source=lambda is_personal: newest_first(
            taken_along.opened_sites(ids, is_personal=is_personal), Site
        ),
        count=counted(ids, Site),
        region=_own(filters.narrowing.region),
        back=url_for("admin.sites", **filters.args),
        kept=filters.args,
        kinds=(FileKind.CSV,),
    )


@offers(ListName.PLACEMENTS, Permission.KEEP_PLACEMENTS)
def placements() -> Offer:
    """Every place where something hangs, hung, or is to hang."""
    query = taken_along.placements(me().region)
    return Offer(
        sheet=export_register.PLACEMENTS,
        narrowed=(),
        source=lambda _is_personal: newest_first(taken_along.opened_placements(query), Placement),
        count=counted(query, Placement),
        region=me().region,
        back=url_for("admin.place"),
        kept={},
    )


@offers(ListName.STALE_BOARDS, Permission.PRINT_BOARDS)
def stale_boards() -> Offer:
    """The boards that are to be printed again."""
    region = scope(request.values)
    return Offer(
        sheet=export_register.STALE_BOARDS,
        narrowed=(),
        source=lambda _is_personal: export_register.of_stale_boards(region),
        count=counted(PosterIssue.stale(region), PosterIssue),
        region=region,
        back=url_for("admin.prints", region=region),
        kept={"region": region},
    )


@offers(ListName.MESSAGES, Permission.SEE_OUTBOX)
def messages() -> Offer:
    """The messages that did not go out."""
    query = Message.troubled(me().region)
    return Offer(
        sheet=export_oversight.MESSAGES,
        narrowed=(),
        source=lambda is_personal: newest_first(
            taken_along.opened_messages(query, is_personal=is_personal), Message
        ),
        count=counted(query, Message),
        region=me().region,
        back=url_for("admin.outbox"),
        kept={},
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
