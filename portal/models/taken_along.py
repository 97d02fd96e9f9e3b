"""The queries behind lists that are taken along: opened no further than the file says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, defer, joinedload, selectinload, undefer_group

from portal.domain import regions
from portal.domain.calls import CallOutcome
from portal.models.call import Call
from portal.models.case_file import CaseFile
from portal.models.clock import Clock
from portal.models.complaint import PERSONAL, Complaint
from portal.models.group_alarm import GroupAlarm
from portal.models.ledger_line import LedgerLine
from portal.models.lost_code import LostCode
from portal.models.message import Message
from portal.models.notice import Notice
from portal.models.placement import Placement
from portal.models.reply_template import ReplyTemplate
from portal.models.site import Party, Site


def complaints(query: Select[Complaint], *, is_personal: bool) -> Select[Complaint]:
    """Complaints with the case files and who leads them; with all that names somebody, or without
    opening any of it."""
    query = query.options(joinedload(Complaint.case_file).joinedload(CaseFile.lead))
    if is_personal:
        return query.options(undefer_group(PERSONAL))
    return query.options(defer(Complaint.employer), defer(Complaint.place))


def some_of(query: Select[Complaint], ids: Collection[int]) -> Select[Complaint]:
    """Those of a query that have these ids, with their sites, newest first."""
    query = query.where(Complaint.id.in_(ids)).options(joinedload(Complaint.site))
    return query.order_by(Complaint.id.desc())


def calls_between(region: str, begin: datetime, end: datetime) -> Select[Call]:
    """The calls of a time that staff of a region see."""
    return Call.seen_from(region).where(Call.opened_at >= begin, Call.opened_at < end)


def calls_that_ended(region: str, outcome: CallOutcome) -> Select[Call]:
    """The calls that ended in one way, as far as staff of a region see them."""
    return Call.seen_from(region).where(Call.outcome == outcome)


def opened_calls(query: Select[Call], *, is_personal: bool) -> Select[Call]:
    """Calls with who took them, what came of them and the tries to call back."""
    complaint = joinedload(Call.complaint).options(
        defer(Complaint.employer), defer(Complaint.place)
    )
    query = query.options(joinedload(Call.staff), complaint, selectinload(Call.attempts))
    return query if is_personal else query.options(defer(Call.phone))


def ledger_lines(region: str) -> Select[LedgerLine]:
    """The people in the ledgers that staff of a region see."""
    query = select(LedgerLine).join(LedgerLine.complaint)
    return query if region == regions.CITY else query.where(Complaint.region == region)


def opened_lines(query: Select[LedgerLine], *, is_personal: bool) -> Select[LedgerLine]:
    """Lines of the ledger with their complaints."""
    complaint = joinedload(LedgerLine.complaint).options(
        joinedload(Complaint.site), defer(Complaint.employer), defer(Complaint.place)
    )
    query = query.options(complaint)
    return query if is_personal else query.options(defer(LedgerLine.person))


def opened_alarms(query: Select[GroupAlarm], *, is_personal: bool) -> Select[GroupAlarm]:
    """Group alarms with their sites, their groups and who settled them."""
    shown = (joinedload(GroupAlarm.site), joinedload(GroupAlarm.group))
    query = query.options(*shown, joinedload(GroupAlarm.settled_by))
    return query if is_personal else query.options(defer(GroupAlarm.reason))


def opened_messages(query: Select[Message], *, is_personal: bool) -> Select[Message]:
    """Messages with their complaints, and never with their words."""
    complaint = contains_eager(Message.complaint).options(
        defer(Complaint.employer), defer(Complaint.place)
    )
    query = query.options(complaint, defer(Message.text))
    return query if is_personal else query.options(defer(Message.phone))


def opened_lost_codes(query: Select[LostCode], *, is_personal: bool) -> Select[LostCode]:
    """Requests for a lost code with the complaints that they were about."""
    complaint = joinedload(LostCode.complaint).options(
        defer(Complaint.employer), defer(Complaint.place)
    )
    query = query.options(complaint, joinedload(LostCode.handled_by))
    if is_personal:
        return query
    return query.options(defer(LostCode.phone), defer(LostCode.site_words))


def opened_notices(query: Select[Notice]) -> Select[Notice]:
    """Notices with what they are about."""
    complaint = joinedload(Notice.clock).joinedload(Clock.complaint)
    unopened = complaint.options(defer(Complaint.employer), defer(Complaint.place))
    site = complaint.joinedload(Complaint.site)
    return query.options(unopened, site, joinedload(Notice.alarm).joinedload(GroupAlarm.site))


def opened_templates(query: Select[ReplyTemplate], *, is_personal: bool) -> Select[ReplyTemplate]:
    """Reply templates, their texts only where they are asked for."""
    return query if is_personal else query.options(defer(ReplyTemplate.body))


def opened_sites(ids: Select[int], *, is_personal: bool) -> Select[Site]:
    """Sites of a query of ids with their parties."""
    parties = selectinload(Site.parties)
    if not is_personal:
        parties = parties.options(defer(Party.person), defer(Party.phone))
    return select(Site).where(Site.id.in_(ids)).options(parties)


def placements(region: str) -> Select[Placement]:
    """Every place that was ever planned, as far as staff of a region see it."""
    query = select(Placement)
    return query if region == regions.CITY else query.where(Placement.region == region)


def opened_placements(query: Select[Placement]) -> Select[Placement]:
    """Places with their sites, what hangs there and who hung it."""
    return query.options(
        joinedload(Placement.site),
        joinedload(Placement.issue),
        joinedload(Placement.hung_by),
        defer(Placement.photo_key),
    )
