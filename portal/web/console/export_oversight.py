"""Group alarms and the audit as lists to be taken along: narrowed as their pages narrow them."""

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from portal.domain.audit import Act
from portal.domain.codes import parse, spoken
from portal.domain.export import ListName
from portal.domain.roles import Permission
from portal.labels import label
from portal.models import GroupAlarm, taken_along
from portal.services import audit_list, export_oversight
from portal.services.export_sheet import counted, newest_first
from portal.web.access import me
from portal.web.console.alarms import region_asked, state_asked
from portal.web.console.audit import Filters
from portal.web.exporting import Offer, offers


@offers(ListName.ALARMS, Permission.SEE_COMPLAINTS)
def alarms() -> Offer:
    """The group alarms of a state."""
    state, region = state_asked(), region_asked()
    query = GroupAlarm.in_states(GroupAlarm.seen_from(region), {state})
    kept: dict[str, Any] = {"state": state, "region": region}
    return Offer(
        sheet=export_oversight.ALARMS,
        narrowed=(("状态", label(state).text),),
        source=lambda is_personal: newest_first(
            taken_along.opened_alarms(query, is_personal=is_personal), GroupAlarm
        ),
        count=counted(query, GroupAlarm),
        region=region,
        back=url_for("console.alarms", **kept),
        kept=kept,
    )


@offers(ListName.AUDIT, Permission.SEE_AUDIT)
def audit() -> Offer:
    """What everybody did, as far as it is asked for."""
    filters = Filters.of_request()
    asked, wrong = filters.asked()
    kept: dict[str, Any] = {**filters.but()}

    def count(session: Session, cap: int) -> int | None:
        return audit_list.count(session, asked, cap)

    return Offer(
        sheet=export_oversight.AUDIT,
        narrowed=_narrowed(filters, wrong),
        source=lambda _is_personal: export_oversight.of_audit(asked),
        count=count,
        region=me().region,
        back=url_for("console.audit", **kept),
        kept=kept,
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
