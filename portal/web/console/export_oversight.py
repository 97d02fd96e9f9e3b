"""What leads and watches over the office as lists to be taken along: alarms, groups, who has how
many cases, the audit, what is purged; narrowed as their pages narrow them."""

from flask import abort, request

from portal.domain import roles
from portal.domain.audit import Act
from portal.domain.codes import parse, spoken
from portal.domain.export import ListName
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import label
from portal.models import GroupAlarm, PurgeItem, taken_along
from portal.services import (
    export_complaints,
    export_oversight,
    groups,
    handover,
)
from portal.services.export_sheet import by_id, whole
from portal.services.retention import MOST_AT_ONCE
from portal.web.access import me
from portal.web.addresses import bounded_int
from portal.web.console.alarms import region_asked, state_asked
from portal.web.console.audit import Filters
from portal.web.console.retention import batch_or_404
from portal.web.exporting import Offer, offers


@offers(ListName.ALARMS, Permission.SEE_COMPLAINTS)
def alarms() -> Offer:
    """The group alarms of a state."""
    state, region = state_asked(), region_asked()
    query = GroupAlarm.in_states(GroupAlarm.seen_from(region), {state})
    return Offer(
        sheet=export_oversight.ALARMS,
        rows=by_id(query, GroupAlarm, taken_along.opened_alarms),
        page="console.alarms",
        region=region,
        narrowed=(("状态", label(state).text),),
        kept={"state": state, "region": region},
    )


@offers(ListName.AUDIT, Permission.SEE_AUDIT)
def audit() -> Offer:
    """What everybody did, as far as it is asked for."""
    filters = Filters.of_request()
    asked, wrong = filters.asked()
    return Offer(
        sheet=export_oversight.AUDIT,
        rows=export_oversight.audit(asked),
        page="console.audit",
        region=me().region,
        narrowed=_narrowed(filters, wrong),
        kept=filters.but(),
    )


@offers(ListName.GROUP, Permission.SEE_COMPLAINTS, is_of_one=True)
def group() -> Offer:
    """The complaints of a group, as far as I see them, each with its money."""
    found = groups.find(db.session, request.args.get("code", "")) or abort(404)
    rows = export_complaints.group(found.id, me().region)
    if not (roles.covers(me().region, found.region) or rows.count(db.session, 1)):
        abort(404)
    return Offer(
        sheet=export_complaints.GROUP,
        rows=rows,
        page="console.group",
        region=found.region,
        narrowed=(("群体", spoken(found.code)),),
        kept={"code": found.code},
    )


@offers(ListName.CASELOADS, Permission.ASSIGN_CASES)
def caseloads() -> Offer:
    """Every colleague with their open cases."""
    region = me().region
    return Offer(
        sheet=export_oversight.CASELOADS,
        rows=whole(lambda session: handover.loads(session, region)),
        page="console.handover",
        region=region,
    )


@offers(ListName.PURGE_BATCHES, Permission.PROPOSE_PURGE)
def purge_batches() -> Offer:
    """The batches that were proposed, and what came of them."""
    return Offer(
        sheet=export_oversight.PURGE_BATCHES,
        rows=export_oversight.purge_batches(me().region),
        page="console.retention",
        region=me().region,
    )


@offers(ListName.PURGE_BATCH, Permission.PROPOSE_PURGE, is_of_one=True)
def purge_batch() -> Offer:
    """The complaints of one batch."""
    batch = batch_or_404(bounded_int(request.args.get("batch_id")) or 0)
    query = PurgeItem.page(batch.id, 0, MOST_AT_ONCE)
    return Offer(
        sheet=export_oversight.PURGE_BATCH,
        rows=whole(lambda session: session.execute(query).all()),
        page="console.purge_batch",
        region=batch.region,
        narrowed=(("批次", f"第 {batch.id} 批"),),
        kept={"batch_id": batch.id},
    )


def _narrowed(filters: Filters, wrong: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """In words; what was not understood narrowed nothing."""
    said = {
        "哪天": "" if "day" in wrong else filters.day,
        "做什么": label(Act(filters.act)).text if filters.act in set(Act) else "",
        "谁": "" if "who" in wrong else filters.who,
        "登记号": "" if "number" in wrong else _spoken(filters.number),
        "工地": "" if "site" in wrong else _spoken(filters.site),
    }
    return tuple((name, words or "全部") for name, words in said.items())


def _spoken(typed: str) -> str:
    """A number as it is said; it has been found, so it is one."""
    return spoken(parse(typed)) if typed else ""
