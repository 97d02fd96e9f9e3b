"""A register of any size whose names are as alike as those of real sites."""

from itertools import product
from random import Random

from portal.domain.regions import COUNTIES
from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.site import Industry, PartyRole, SiteStatus

H, T, W, O = Industry.HOUSING, Industry.TRANSPORT, Industry.WATER, Industry.OTHER  # noqa: E741
_FRONT = "东西南北上下新安永和兴龙凤金玉石柳杨槐桃"
_BACK = "河坪川沟坡湾岭庄堡寨店滩泉镇家山塬渠桥林"
_WORKS = (
    ("安置小区", H), ("花园小区", H), ("家园", H), ("新居", H), ("教学楼", H), ("住院楼", H),
    ("公寓楼", H), ("老旧小区改造", H), ("乡道硬化", T), ("产业路", T), ("大桥", T), ("隧道", T),
    ("堤防加固", W), ("河道治理", W), ("供水管网", W), ("标准厂房", O), ("冷链物流园", O),
    ("农贸市场", O), ("停车场", O), ("供热管网", O),
)  # fmt: skip
_PARTS = ("", "一期", "二期", "三期", "一标段", "二标段")
_FIRMS = ("宏远", "陇鑫", "天筑", "西秦", "渭川", "昌达", "鸿泰", "众诚", "华陇", "永固", "金辉")
_CREWS = ("顺达", "平安", "力诚", "聚合", "兴工", "同心", "匠成", "德信", "远航", "百汇")


def stated(count: int, seed: str = "register") -> list[SiteFacts]:
    """So many sites with different names, the same ones every time."""
    rng = Random(seed)
    places = [a + b for a, b in product(_FRONT, _BACK)]
    names = [
        (f"示例·{place}{works}{part}", industry)
        for place, (works, industry), part in product(places, _WORKS, _PARTS)
    ]
    return [_site(name, industry, rng) for name, industry in rng.sample(names, count)]


def _site(name: str, industry: Industry, rng: Random) -> SiteFacts:
    region = rng.choice(list(COUNTIES))
    return SiteFacts(
        name=name,
        region=region,
        industry=industry,
        status=rng.choice((SiteStatus.ACTIVE, SiteStatus.ACTIVE, SiteStatus.FINISHED)),
        address=f"{COUNTIES[region]}示例镇示例路 {rng.randint(1, 199)} 号",
        parties=(
            PartyFacts(PartyRole.GENERAL_CONTRACTOR, f"示例{rng.choice(_FIRMS)}建筑工程有限公司"),
            PartyFacts(PartyRole.SUBCONTRACTOR, f"示例{rng.choice(_CREWS)}劳务有限公司"),
        ),
    )
