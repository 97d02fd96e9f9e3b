"""The demo offices and minimum wages of every county, all of them visibly unreal."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.money import FEN_PER_YUAN
from portal.domain.site import OfficeKind
from portal.models import MinimumWage, Office
from portal.services.clock import today
from portal.services.demo.accounts import MARK

# Nobody has verified this one, so the boards of its sites show as drafts.
UNVERIFIED: Final = ("620525", OfficeKind.ARBITRATION)
RECHECK_AFTER: Final = timedelta(days=180)
_NAMES: Final = {
    OfficeKind.INSPECTION: "劳动保障监察大队",
    OfficeKind.ARBITRATION: "劳动人事争议仲裁院",
    OfficeKind.LEGAL_AID: "法律援助中心",
}
# FACTS 6.4, grade C: two reprints agree, the county's own word counts.
_DOCUMENT: Final = "甘政办发〔2023〕83号"
_WAGE_SOURCE: Final = "示例：两家转载一致（证据 C 级），是否再调整以当地为准"
_EFFECTIVE_FROM: Final = date(2023, 11, 1)
_DISTRICTS_YUAN: Final = (1910, 20.0)
_COUNTIES_YUAN: Final = (1850, 19.5)


def add_offices(session: Session) -> None:
    """Three offices for each county, verified a while ago but for one."""
    for county_no, (region, county) in enumerate(regions.COUNTIES.items(), start=1):
        for kind_no, (kind, name) in enumerate(_NAMES.items(), start=1):
            office = Office(
                region=region,
                kind=kind,
                name=f"{MARK}·{county}{name}",
                phone=f"0000-00{county_no:02d}{kind_no:03d}",
                address=f"{county}示例街道示例路 {county_no}{kind_no} 号（示例地址）",
                hours="工作日 8:30–12:00，14:30–18:00",
                source="示例数据，不是真实号码",
            )
            if (region, kind) != UNVERIFIED:
                _verify(office, today() - timedelta(days=20 + 3 * county_no + kind_no))
            session.add(office)


def _verify(office: Office, on: date) -> None:
    office.verified_by = MARK
    office.verified_on = on
    office.recheck_on = on + RECHECK_AFTER


def add_minimum_wages(session: Session) -> None:
    """What has applied in each county since November 2023, as far as is known."""
    for region, county in regions.COUNTIES.items():
        monthly, hourly = _DISTRICTS_YUAN if county.endswith("区") else _COUNTIES_YUAN
        session.add(
            MinimumWage(
                region=region,
                monthly_fen=monthly * FEN_PER_YUAN,
                hourly_fen=int(hourly * FEN_PER_YUAN),
                effective_from=_EFFECTIVE_FROM,
                document=_DOCUMENT,
                source=_WAGE_SOURCE,
                verified_by=MARK,
                verified_on=today() - timedelta(days=15),
            )
        )
