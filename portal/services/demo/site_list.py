"""The sixty demo sites: county, name, industry, state, and what the board of some of them lacks."""

from enum import StrEnum
from typing import Final, NamedTuple

from portal.domain.site import Industry, SiteStatus

H, T, W, O = Industry.HOUSING, Industry.TRANSPORT, Industry.WATER, Industry.OTHER  # noqa: E741
PLANNED, ACTIVE = SiteStatus.PLANNED, SiteStatus.ACTIVE
SUSPENDED, FINISHED = SiteStatus.SUSPENDED, SiteStatus.FINISHED
SAMPLE_NAME: Final = "示例·成纪新城安置房一期"


class Gap(StrEnum):
    """Something that the county office has not been told."""

    WAGE_OFFICER = "wage_officer"
    WAGE_OFFICER_PHONE = "wage_officer_phone"
    PAY_DAY = "pay_day"
    SUBCONTRACTORS = "subcontractors"
    SUBCONTRACTOR_NAME = "subcontractor_name"
    REGULATOR_PHONE = "regulator_phone"
    DEVELOPER = "developer"
    GENERAL_CONTRACTOR = "general_contractor"
    PROJECT_OFFICE_PHONE = "project_office_phone"
    PERMIT = "permit"


class Listed(NamedTuple):
    """A row of the list. `subcontractors` None leaves their number to chance; 0 is 无分包单位."""

    region: str
    name: str
    industry: Industry = H
    status: SiteStatus = ACTIVE
    subcontractors: int | None = None
    gaps: tuple[Gap, ...] = ()


QINZHOU, MAIJI, QINGSHUI, QINAN = "620502", "620503", "620521", "620522"
GANGU, WUSHAN, ZHANGJIACHUAN = "620523", "620524", "620525"
EVERYTHING: Final = tuple(Gap)

SITES: Final = (
    Listed(QINZHOU, "成纪新城安置房一期", subcontractors=3),
    Listed(QINZHOU, "藉河云锦小区 1–6 号楼", subcontractors=7),
    Listed(QINZHOU, "伏羲里棚户区改造"),
    Listed(QINZHOU, "七里墩片区小学教学楼"),
    Listed(QINZHOU, "天河商业中心", status=SUSPENDED),
    Listed(QINZHOU, "皂郊镇标准厂房二期", O),
    Listed(QINZHOU, "南郭路供热管网改造", O, subcontractors=0),
    Listed(QINZHOU, "环城南路拓宽工程", T),
    Listed(QINZHOU, "藉河北岸防洪堤加固", W, subcontractors=0),
    Listed(QINZHOU, "玉泉家园公租房", status=FINISHED),
    Listed(QINZHOU, "东团庄停车楼", gaps=(Gap.WAGE_OFFICER_PHONE,)),
    Listed(QINZHOU, "赤峪沟生活垃圾转运站", O, gaps=(Gap.PAY_DAY,)),
    Listed(QINZHOU, "中医康复综合楼"),
    Listed(QINZHOU, "成纪新城安置房二期", status=PLANNED, subcontractors=0),
    Listed(
        QINZHOU,
        "藉河南岸片区老旧小区综合改造及配套道路、雨污分流管网、供热管网、电力通信线路入地、"
        "绿化亮化和智慧停车设施建设项目（第三标段，含屋面防水与外墙保温）施工总承包",
    ),
    Listed(QINZHOU, "塬上圪崂崾岘峁梁喆园易地搬迁点（堃字区、𠮷字区）"),
    Listed(MAIJI, "渭水丽景花园三期"),
    Listed(MAIJI, "麦积山路地下综合管廊"),
    Listed(MAIJI, "社棠工业园 5 号厂房", O),
    Listed(MAIJI, "道北街道棚改安置楼"),
    Listed(MAIJI, "渭滨花苑", status=SUSPENDED),
    Listed(MAIJI, "马跑泉片区幼儿园", status=FINISHED),
    Listed(MAIJI, "甘泉镇供水管网延伸", W, subcontractors=0),
    Listed(MAIJI, "渭河左岸堤防二标", W),
    Listed(MAIJI, "S 示 01 线街亭段路面改造", T),
    Listed(MAIJI, "高铁新区人才公寓", gaps=(Gap.SUBCONTRACTORS,)),
    Listed(MAIJI, "花牛镇果品冷链物流园", O, gaps=(Gap.PAY_DAY, Gap.WAGE_OFFICER)),
    Listed(MAIJI, "埠南路桥梁工程", T),
    Listed(MAIJI, "陇林佳苑", gaps=(Gap.WAGE_OFFICER,)),
    Listed(MAIJI, "元龙镇卫生服务楼", status=PLANNED),
    Listed(QINGSHUI, "永清镇安置小区"),
    Listed(QINGSHUI, "牛头河治理工程", W),
    Listed(QINGSHUI, "城东新校区宿舍楼", status=FINISHED),
    Listed(QINGSHUI, "红堡镇乡道硬化", T, subcontractors=0),
    Listed(QINGSHUI, "轩辕大道东延段", T, SUSPENDED, gaps=(Gap.REGULATOR_PHONE,)),
    Listed(QINGSHUI, "温泉康养中心", status=PLANNED),
    Listed(QINAN, "兴国镇成纪小区"),
    Listed(QINAN, "职教园区实训楼"),
    Listed(QINAN, "葫芦河堤防提升", W),
    Listed(QINAN, "西川镇蜜桃分拣车间", O, subcontractors=0),
    Listed(QINAN, "大地湾旅游公路", T),
    Listed(QINAN, "凤山郡府", gaps=(Gap.PROJECT_OFFICE_PHONE, Gap.SUBCONTRACTOR_NAME)),
    Listed(QINAN, "何湾片区安置楼", status=FINISHED),
    Listed(GANGU, "大像山印象城"),
    Listed(GANGU, "冀城花园二期", gaps=(Gap.SUBCONTRACTORS,)),
    Listed(GANGU, "县医疗中心住院楼"),
    Listed(GANGU, "散渡河河道治理", W),
    Listed(GANGU, "六峰镇产业路", T, subcontractors=0),
    Listed(GANGU, "磐安镇蔬菜交易市场", O, SUSPENDED, gaps=(Gap.DEVELOPER,)),
    Listed(GANGU, "新兴镇集中供水", W, FINISHED),
    Listed(WUSHAN, "宁远新区安置房"),
    Listed(WUSHAN, "洛门镇农贸市场", gaps=(Gap.GENERAL_CONTRACTOR, Gap.PAY_DAY)),
    Listed(WUSHAN, "榜沙河堤防", W),
    Listed(WUSHAN, "武山县滩歌镇旅游环线", T),
    Listed(WUSHAN, "城西片区小学", status=FINISHED),
    Listed(WUSHAN, "鸳鸯镇玉石文化园", status=PLANNED, gaps=EVERYTHING),
    Listed(ZHANGJIACHUAN, "张川镇回乡新居"),
    Listed(ZHANGJIACHUAN, "龙山镇皮毛市场改造", O, gaps=(Gap.WAGE_OFFICER_PHONE, Gap.PERMIT)),
    Listed(ZHANGJIACHUAN, "后川河治理", W, FINISHED),
    Listed(ZHANGJIACHUAN, "恭门镇关山林场道路", T, SUSPENDED),
)
