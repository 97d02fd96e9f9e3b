"""The auditor's view: what everybody did, and whether the timeline is as it was written."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request

from portal.domain import regions
from portal.domain.audit import ACTS, Act, Flaw
from portal.domain.codes import BadCode, parse
from portal.domain.roles import Permission, covers
from portal.extensions import db
from portal.models import Complaint, Site, Staff
from portal.models.audit_entries import Asked
from portal.services import audit_check, audit_list
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint

PAGE_SIZE = 50


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to, as typed; what we do not know narrows nothing and is said."""

    day: str = ""
    act: str = ""
    who: str = ""
    number: str = ""
    site: str = ""

    @classmethod
    def of_request(cls) -> "Filters":
        """As the address says."""
        return cls(
            **{name: request.values.get(name, "").strip()[:20] for name in cls.__annotations__}
        )

    def asked(self) -> tuple[Asked, dict[str, str]]:
        """What to look for, and what is wrong with what was typed, by field."""
        found: dict[str, Any] = {}
        wrong = {}
        if self.act in set(Act):
            found["names"] = ACTS[Act(self.act)]
        if self.day:
            try:
                found["since"], found["until"] = audit_list.day_of(date.fromisoformat(self.day))
            except (ValueError, OverflowError):
                wrong["day"] = "日期要写成 2026-11-30 这样"
        lookups = {"who": _staff_id, "number": _complaint_id, "site": _site_id}
        for field, look_up in lookups.items():
            if typed := getattr(self, field):
                found[f"{_KEPT[field]}_id"] = look_up(typed)
                if found[f"{_KEPT[field]}_id"] is None:
                    wrong[field] = _UNKNOWN[field]
        return Asked(me().region, **found), wrong

    def but(self, **changes: str) -> dict[str, str]:
        """The parts of an address with some changed; empty ones are left out."""
        return {name: value for name, value in {**self.__dict__, **changes}.items() if value}


_KEPT = {"who": "staff", "number": "complaint", "site": "site"}
_UNKNOWN = {
    "who": "没有这个账号，没有按人筛选",
    "number": "没有这个登记号，可能有一位看错了，没有按登记号筛选",
    "site": "没有这个工地编码，可能有一位看错了，没有按工地筛选",
}


@blueprint.get("/audit")
@needs(Permission.SEE_AUDIT)
def audit() -> str:
    """Newest first, a page at a time, and the state of the chain above it."""
    filters = Filters.of_request()
    asked, wrong = filters.asked()
    before = bounded_int(request.args.get("before"))
    rows = audit_list.page(db.session, asked, before=before, size=PAGE_SIZE)
    verified = audit_check.last_verified(db.session)
    return render_template(
        "console/audit.html",
        rows=rows[:PAGE_SIZE],
        before=before,
        next_before=rows[PAGE_SIZE - 1].event.id if len(rows) > PAGE_SIZE else None,
        filters=filters,
        wrong=wrong,
        staff=db.session.scalars(Staff.seen_from(me().region)).all(),
        seal=audit_check.newest_seal(db.session),
        verified=verified,
        flaw=Flaw(flaw) if verified and (flaw := verified.facts["flaw"]) else None,
        is_city=me().region == regions.CITY,
        Act=Act,
    )


def _staff_id(username: str) -> int | None:
    person = db.session.scalar(Staff.by_username(username))
    return person.id if person and covers(me().region, person.region) else None


def _complaint_id(typed: str) -> int | None:
    found = db.session.scalar(Complaint.by_number(_code(typed)))
    return found.id if found and covers(me().region, found.region) else None


def _site_id(typed: str) -> int | None:
    found = db.session.scalar(Site.by_code(_code(typed)))
    return found.id if found and covers(me().region, found.region) else None


def _code(typed: str) -> str:
    try:
        return parse(typed)
    except BadCode:
        return ""
