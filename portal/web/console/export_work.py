"""What waits at the desk, and what came by telephone, as lists to be taken along."""

from typing import Any

from flask import url_for
from sqlalchemy import Select
from sqlalchemy.orm import Session

from portal.domain.calls import CallOutcome
from portal.domain.export import ListName
from portal.domain.roles import Permission
from portal.labels import label
from portal.models import Call, LedgerLine, taken_along
from portal.services import export_desk, inbox, shift
from portal.services.export_sheet import Sheet, counted, newest_first
from portal.web.access import me
from portal.web.console.inbox import desk_asked, parts_of, tray_asked
from portal.web.console.queue import day_asked
from portal.web.exporting import Offer, offers


@offers(ListName.INBOX, Permission.SEE_COMPLAINTS)
def trays() -> Offer:
    """One tray of a desk."""
    tray, desk = tray_asked(), desk_asked()
    is_mine = desk.inspector_id is not None

    def count(session: Session, cap: int) -> int | None:
        return inbox.counts(session, desk, cap)[tray]

    kept: dict[str, Any] = {**parts_of(tray, desk)}
    return Offer(
        sheet=export_desk.INBOX,
        narrowed=(("待办", label(tray).text), ("谁办的", "我主办、协办的" if is_mine else "全部")),
        source=lambda _is_personal: export_desk.of_tray(desk, tray),
        count=count,
        region=desk.region,
        back=url_for("console.inbox", **kept),
        kept=kept,
    )


@offers(ListName.LEDGER, Permission.SEE_COMPLAINTS)
def ledger() -> Offer:
    """Every person of every ledger."""
    query = taken_along.ledger_lines(me().region)
    return Offer(
        sheet=export_desk.LEDGER,
        narrowed=(),
        source=lambda is_personal: newest_first(
            taken_along.opened_lines(query, is_personal=is_personal), LedgerLine
        ),
        count=counted(query, LedgerLine),
        region=me().region,
        back=url_for("console.complaints"),
        kept={},
    )


@offers(ListName.CALLS, Permission.SEE_SHIFT)
def calls() -> Offer:
    """The calls of a day."""
    on = day_asked()
    query = taken_along.calls_between(me().region, *shift.day_bounds(on))
    return _of_calls(export_desk.CALLS, query, "console.shift_figures", {"on": on.isoformat()})


@offers(ListName.CALLBACKS, Permission.TAKE_CALLS)
def callbacks() -> Offer:
    """The broken calls: to be called back, or given up."""
    query = taken_along.calls_that_ended(me().region, CallOutcome.BROKEN_OFF)
    return _of_calls(export_desk.CALLBACKS, query, "console.callbacks", {})


@offers(ListName.ENQUIRIES, Permission.SEE_SHIFT)
def enquiries() -> Offer:
    """The questions that were answered on the spot."""
    query = taken_along.calls_that_ended(me().region, CallOutcome.ENQUIRY)
    return _of_calls(export_desk.ENQUIRIES, query, "console.shift_figures", {})


def _of_calls(sheet: Sheet, query: Select[Call], back: str, kept: dict[str, Any]) -> Offer:
    return Offer(
        sheet=sheet,
        narrowed=(("日期", kept["on"]),) if "on" in kept else (),
        source=lambda is_personal: newest_first(
            taken_along.opened_calls(query, is_personal=is_personal), Call
        ),
        count=counted(query, Call),
        region=me().region,
        back=url_for(back, **kept),
        kept=kept,
    )
