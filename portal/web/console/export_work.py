"""What waits at the desk, and what came by telephone, as lists to be taken along."""

from sqlalchemy import Select

from portal.domain.calls import CallOutcome
from portal.domain.export import ListName
from portal.domain.roles import Permission
from portal.labels import label
from portal.models import Call, LedgerLine, LostCode, Notice, ReplyTemplate, taken_along
from portal.services import escalation, export_desk, export_directory, shift
from portal.services.export_sheet import Sheet, by_id
from portal.web.access import me
from portal.web.console.inbox import desk_asked, parts_of, tray_asked
from portal.web.console.queue import day_asked
from portal.web.exporting import Offer, offers


@offers(ListName.INBOX, Permission.SEE_COMPLAINTS)
def trays() -> Offer:
    """One tray of a desk."""
    tray, desk = tray_asked(), desk_asked()
    is_mine = desk.inspector_id is not None
    return Offer(
        sheet=export_desk.INBOX,
        rows=export_desk.tray(desk, tray),
        page="console.inbox",
        region=desk.region,
        narrowed=(("待办", label(tray).text), ("谁办的", "我主办、协办的" if is_mine else "全部")),
        kept=parts_of(tray, desk),
    )


@offers(ListName.LEDGER, Permission.SEE_COMPLAINTS)
def ledger() -> Offer:
    """Every person of every ledger."""
    query = taken_along.ledger_lines(me().region)
    return Offer(
        sheet=export_desk.LEDGER,
        rows=by_id(query, LedgerLine, taken_along.opened_lines),
        page="console.complaints",
        region=me().region,
    )


@offers(ListName.CALLS, Permission.SEE_SHIFT)
def calls() -> Offer:
    """The calls of a day."""
    on = day_asked()
    query = taken_along.calls_between(me().region, *shift.day_bounds(on))
    return _of_calls(export_desk.CALLS, query, "console.shift_figures", on.isoformat())


@offers(ListName.CALLBACKS, Permission.TAKE_CALLS)
def callbacks() -> Offer:
    """The broken calls: to be called back, or given up."""
    query = taken_along.calls_that_ended(me().region, CallOutcome.BROKEN_OFF)
    return _of_calls(export_desk.CALLBACKS, query, "console.callbacks")


@offers(ListName.ENQUIRIES, Permission.SEE_SHIFT)
def enquiries() -> Offer:
    """The questions that were answered on the spot."""
    query = taken_along.calls_that_ended(me().region, CallOutcome.ENQUIRY)
    return _of_calls(export_desk.ENQUIRIES, query, "console.shift_figures")


@offers(ListName.LOST_CODES, Permission.TAKE_CALLS)
def lost_codes() -> Offer:
    """The requests for a lost code, those that wait and those that were answered."""
    query = LostCode.seen_from(me().region)
    return Offer(
        sheet=export_desk.LOST_CODES,
        rows=by_id(query, LostCode, taken_along.opened_lost_codes),
        page="console.lost_codes",
        region=me().region,
    )


@offers(ListName.NOTICES, Permission.SEE_COMPLAINTS)
def notices() -> Offer:
    """What I am reminded of."""
    query = taken_along.opened_notices(escalation.notices_for(me()))
    return Offer(
        sheet=export_desk.NOTICES,
        rows=by_id(query, Notice),
        page="console.notices",
        region=me().region,
    )


@offers(ListName.REPLY_TEMPLATES, Permission.REPLY)
def templates() -> Offer:
    """The texts that I may use, and what was retired."""
    query = ReplyTemplate.seen_from(me().region)
    return Offer(
        sheet=export_directory.REPLY_TEMPLATES,
        rows=by_id(query, ReplyTemplate, taken_along.opened_templates),
        page="console.templates",
        region=me().region,
    )


def _of_calls(sheet: Sheet, query: Select[Call], page: str, on: str = "") -> Offer:
    return Offer(
        sheet=sheet,
        rows=by_id(query, Call, taken_along.opened_calls),
        page=page,
        region=me().region,
        narrowed=(("日期", on),) if on else (),
        kept={"on": on} if on else {},
    )
