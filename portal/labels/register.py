"""The words for the register of sites and for the directory of offices."""

from enum import StrEnum
from typing import Final

from portal.domain.board_items import ItemState
from portal.domain.site import (
    INDUSTRY_NAMES,
    STATUS_NAMES,
    BoardState,
    Industry,
    OfficeKind,
    PartyRole,
    SiteStatus,
)
from portal.domain.site_steps import SiteStep
from portal.labels.label import Label
from portal.services.register import Origin
from portal.services.register_import import Outcome

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    SiteStatus: {
        SiteStatus.PLANNED: Label(STATUS_NAMES[SiteStatus.PLANNED]),
        SiteStatus.ACTIVE: Label(STATUS_NAMES[SiteStatus.ACTIVE], "go"),
        SiteStatus.SUSPENDED: Label(STATUS_NAMES[SiteStatus.SUSPENDED], "wait"),
        SiteStatus.FINISHED: Label(STATUS_NAMES[SiteStatus.FINISHED], "done"),
    },
    SiteStep: {
        SiteStep.START: Label("开工"),
        SiteStep.SUSPEND: Label("停工"),
        SiteStep.RESUME: Label("复工"),
        SiteStep.FINISH: Label("完工"),
        SiteStep.REOPEN: Label("重新开工"),
    },
    BoardState: {
        BoardState.NONE: Label("无海报"),
        BoardState.DRAFT: Label("样稿", "wait"),
        BoardState.CURRENT: Label("现行", "done"),
        BoardState.STALE: Label("需重印", "stop"),
        BoardState.UNPLACED: Label("未张贴", "wait"),
    },
    ItemState: {
        ItemState.THERE: Label("齐", "done"),
        ItemState.DUE: Label("该复核", "wait"),
        ItemState.UNVERIFIED: Label("没核实", "stop"),
        ItemState.MISSING: Label("缺", "stop"),
    },
    Industry: {industry: Label(name) for industry, name in INDUSTRY_NAMES.items()},
    PartyRole: {
        PartyRole.DEVELOPER: Label("建设单位"),
        PartyRole.GENERAL_CONTRACTOR: Label("施工总承包"),
        PartyRole.PROJECT_OFFICE: Label("项目部"),
        PartyRole.SUBCONTRACTOR: Label("分包单位"),
        PartyRole.REGULATOR: Label("行业主管部门"),
        PartyRole.WAGE_OFFICER: Label("劳资专管员"),
    },
    OfficeKind: {
        OfficeKind.INSPECTION: Label("劳动监察"),
        OfficeKind.ARBITRATION: Label("劳动仲裁"),
        OfficeKind.LEGAL_AID: Label("法律援助"),
    },
    Origin: {
        Origin.FORM: Label("页面填写"),
        Origin.WORKBOOK: Label("表格导入"),
        Origin.DEMO: Label("示例数据"),
    },
    Outcome: {
        Outcome.NEW: Label("新增", "go"),
        Outcome.CHANGED: Label("变更", "wait"),
        Outcome.UNCHANGED: Label("不变"),
        Outcome.REFUSED: Label("拒收", "stop"),
    },
}

FIELDS: Final = {
    "name": "项目名称",
    "region": "县区",
    "status": "项目状态",
    "industry": "行业类别",
    "address": "项目地址",
    "contract": "合同价",
    "contract_fen": "合同价",
    "permit_no": "施工许可证号",
    "longminggong_no": "陇明公编号",
    "started_on": "开工日期",
    "pay_day": "工资支付日",
    "no_subcontractor": "声明没有分包",
}
PARTY_PARTS: Final = {
    "organisation": "单位",
    "person": "联系人",
    "phone": "电话",
    "contact": "联系人及电话",
}
REASONS: Final = {
    "missing": "没有填",
    "not_ours": "不是本市的县区",
    "not_your_county": "不是您所在的县区",
    "unknown_word": "看不懂这个词",
    "too_long": "太长",
    "not_an_amount": "不是金额",
    "not_a_date": "不是日期",
    "not_a_pay_day": "看不出是几号",
    "not_a_phone": "不是电话号码",
    "not_aligned": "和分包单位的家数对不上，要一行一家",
    "twin_in_file": "同一份表里已经有这个工地",
    "contradiction": "名称和许可证号（或陇明公编号）对到了两个不同的工地",
    "held_elsewhere": "许可证号（或陇明公编号）是别的县区一个工地的，要由市里改",
}
