"""The Chinese words for everything that has a code, with its tone: one place for pages and CLI."""

from enum import StrEnum
from typing import Final, Literal, NamedTuple

from portal.domain.complaint import (
    Channel,
    Conclusion,
    Decision,
    Earlier,
    Headcount,
    Kind,
    RefusalGround,
    Status,
    Step,
    Topic,
    TransferTarget,
)
from portal.domain.delivery import Failure, MessageState
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.domain.site import Industry, OfficeKind, PartyRole, SiteStatus
from portal.services.register import Origin
from portal.services.register_import import Outcome

Tone = Literal["plain", "wait", "go", "stop", "done"]


class Label(NamedTuple):
    """A word and the tone in which it is shown; the tone is never the only sign."""

    text: str
    tone: Tone = "plain"

    def __str__(self) -> str:
        return self.text


LABELS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Kind: {
        Kind.COMPLAINT: Label("投诉"),
        Kind.REPORT: Label("举报"),
        Kind.ENQUIRY: Label("咨询"),
    },
    Topic: {
        Topic.WAGES: Label("工钱没给够"),
        Topic.NO_CONTRACT: Label("没签合同"),
        Topic.DEDUCTION: Label("乱扣钱、收押金"),
        Topic.INSURANCE: Label("工伤、社保没交"),
        Topic.INJURY: Label("干活受了伤"),
        Topic.SAFETY: Label("工地不安全"),
        Topic.LIVING: Label("吃住条件差"),
        Topic.RETALIATION: Label("反映后被刁难"),
        Topic.OTHER: Label("其他问题"),
    },
    Channel: {
        Channel.SCAN: Label("扫码"),
        Channel.WEB: Label("网站"),
        Channel.PHONE: Label("电话"),
        Channel.COUNTER: Label("窗口"),
        Channel.IMPORT: Label("平台导入"),
    },
    Headcount: {
        Headcount.ONE: Label("1 人"),
        Headcount.FEW: Label("2–9 人"),
        Headcount.MANY: Label("10 人以上"),
    },
    Earlier: {
        Earlier.NO: Label("无"),
        Earlier.BEFORE: Label("更早也有"),
        Earlier.NEVER_PAID: Label("一直没给"),
    },
    Status: {
        Status.RECEIVED: Label("已收到", "wait"),
        Status.NEED_INFO: Label("待补正", "wait"),
        Status.ACCEPTED: Label("已受理", "go"),
        Status.TRANSFERRED: Label("已转送", "go"),
        Status.REFUSED: Label("未受理", "stop"),
        Status.INVESTIGATING: Label("调查中", "go"),
        Status.DECIDED: Label("已作决定", "go"),
        Status.CLOSED: Label("已办结", "done"),
        Status.DISPUTED: Label("有异议", "stop"),
        Status.WITHDRAWN: Label("已撤回", "done"),
    },
    Step: {
        Step.ACCEPT: Label("受理", "go"),
        Step.REFUSE: Label("不予受理或告知", "stop"),
        Step.ASK_SUPPLEMENT: Label("要求补正"),
        Step.SUPPLEMENT: Label("补充材料"),
        Step.TRANSFER: Label("转送"),
        Step.RETURN: Label("退回重收"),
        Step.ANSWER: Label("答复咨询", "go"),
        Step.INVESTIGATE: Label("开始调查", "go"),
        Step.DECIDE: Label("作出决定", "go"),
        Step.CLOSE: Label("办结", "go"),
        Step.DISPUTE: Label("提出异议"),
        Step.REINVESTIGATE: Label("重新调查", "go"),
        Step.WITHDRAW: Label("撤回"),
    },
    RefusalGround: {
        RefusalGround.OVER_TWO_YEARS: Label("违法行为终了已超过 2 年"),
        RefusalGround.IN_PROCEEDINGS: Label("已申请仲裁或已起诉，走原来的程序"),
        RefusalGround.NOT_INSPECTION: Label("不属于劳动保障监察管的事"),
    },
    TransferTarget: {
        TransferTarget.OTHER_COUNTY: Label("其他县区劳动监察"),
        TransferTarget.REGULATOR: Label("行业主管部门"),
        TransferTarget.ARBITRATION: Label("劳动人事争议仲裁"),
        TransferTarget.POLICE: Label("公安机关"),
        TransferTarget.SOCIAL_INSURANCE: Label("社会保险经办"),
        TransferTarget.EMERGENCY: Label("应急管理部门"),
        TransferTarget.OTHER: Label("其他部门"),
    },
    Decision: {
        Decision.ORDER_TO_PAY: Label("责令限期支付"),
        Decision.PENALTY: Label("行政处罚"),
        Decision.REVOKED: Label("情节轻微且已改正，撤销立案"),
        Decision.MOVED_TO_POLICE: Label("涉嫌犯罪，移送公安"),
    },
    Conclusion: {
        Conclusion.PAID_IN_FULL: Label("工资已付清", "done"),
        Conclusion.PAID_IN_PART: Label("已付一部分", "wait"),
        Conclusion.NO_ARREARS_FOUND: Label("没有查到欠薪"),
        Conclusion.COURT_ENFORCEMENT: Label("已申请法院强制执行", "go"),
        Conclusion.MOVED_TO_POLICE: Label("已移送公安机关", "go"),
        Conclusion.HANDLED_ELSEWHERE: Label("已由接收部门办理", "done"),
        Conclusion.ANSWERED: Label("已答复", "done"),
    },
    SiteStatus: {
        SiteStatus.PLANNED: Label("未开工"),
        SiteStatus.ACTIVE: Label("在建", "go"),
        SiteStatus.SUSPENDED: Label("停工", "wait"),
        SiteStatus.FINISHED: Label("完工", "done"),
    },
    Industry: {
        Industry.HOUSING: Label("住建"),
        Industry.TRANSPORT: Label("交通"),
        Industry.WATER: Label("水务"),
        Industry.OTHER: Label("其他"),
    },
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
    Role: {
        Role.POSTER: Label("海报员"),
        Role.OPERATOR: Label("坐席"),
        Role.INSPECTOR: Label("监察员"),
        Role.HEAD: Label("机构负责人"),
        Role.DIRECTOR: Label("部门负责人"),
        Role.ADMIN: Label("管理员"),
        Role.EDITOR: Label("内容审核员"),
        Role.AUDITOR: Label("审计员"),
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
    MessageState: {
        MessageState.QUEUED: Label("等着发", "wait"),
        MessageState.SENDING: Label("正在发", "go"),
        MessageState.SENT: Label("已发出", "done"),
        MessageState.DEAD: Label("没发出去", "stop"),
    },
    Failure: {
        Failure.UNREACHABLE: Label("连不上网关"),
        Failure.REJECTED: Label("网关没有收"),
        Failure.NO_ANSWER: Label("网关没有回音，不知道发没发出去"),
        Failure.INTERRUPTED: Label("发送中断，不知道发没发出去"),
        Failure.BROKEN: Label("程序出错，不知道发没发出去"),
        Failure.STALE: Label("放了 3 天没发，已过时"),
        Failure.MOVED: Label("工友换了电话，收不了短信"),
    },
    EventName: {
        EventName.RECEIVED: Label("登记"),
        EventName.ACCEPTED: Label("受理立案"),
        EventName.REFUSED: Label("不予受理或告知"),
        EventName.SUPPLEMENT_ASKED: Label("要求补正"),
        EventName.SUPPLEMENTED: Label("已补充"),
        EventName.TRANSFERRED: Label("转送"),
        EventName.RETURNED: Label("退回重收"),
        EventName.ANSWERED: Label("答复咨询"),
        EventName.INVESTIGATION_STARTED: Label("开始调查"),
        EventName.DECIDED: Label("作出决定"),
        EventName.CLOSED: Label("办结"),
        EventName.DISPUTED: Label("提出异议"),
        EventName.REINVESTIGATED: Label("重新调查"),
        EventName.WITHDRAWN: Label("撤回"),
        EventName.REPLIED: Label("回复工友"),
        EventName.WORKER_WROTE: Label("工友留言"),
        EventName.CONTACT_GIVEN: Label("工友留下联系方式"),
        EventName.CODE_CHANGED: Label("工友换了查询码"),
        EventName.REVEALED: Label("查看姓名电话"),
        EventName.PHOTO_ADDED: Label("发来照片"),
        EventName.PHOTO_VIEWED: Label("查看照片"),
        EventName.MESSAGE_RETRIED: Label("重发短信"),
        EventName.SITE_REGISTERED: Label("工地登记"),
        EventName.SITE_CHANGED: Label("工地变更"),
        EventName.BOARD_PRINTED: Label("打印告示牌"),
        EventName.SIGNED_IN: Label("登录"),
        EventName.SIGNED_OUT_EVERYWHERE: Label("全部退出"),
        EventName.STAFF_ADDED: Label("新增账号"),
        EventName.STAFF_DISABLED: Label("停用账号"),
        EventName.STAFF_UNLOCKED: Label("解除锁定"),
        EventName.STAFF_PASSWORD_SET: Label("重设密码"),
        EventName.OFFICE_VERIFIED: Label("核实办公点"),
        EventName.MINIMUM_WAGE_SET: Label("登记最低工资标准"),
    },
}

# The facts of events that are words of a list.
FACT_WORDS: Final[dict[str, type[StrEnum]]] = {
    "channel": Channel,
    "ground": RefusalGround,
    "target": TransferTarget,
    "decision": Decision,
    "conclusion": Conclusion,
    "role": Role,
    "origin": Origin,
    "told": EventName,
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
_PARTY_PARTS: Final = {"person": "联系人", "phone": "电话", "contact": "联系人及电话"}
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
    "twin_in_file": "同一份表里已经有这个工地",
    "contradiction": "名称和许可证号（或陇明公编号）对到了两个不同的工地",
    "held_elsewhere": "许可证号（或陇明公编号）是别的县区一个工地的，要由市里改",
}


def label(word: StrEnum) -> Label:
    """The Chinese for a word of a closed list."""
    return LABELS[type(word)][word]


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The words of a list as a form offers them."""
    return [(str(word), label(word).text) for word in words]


def field_label(field: str) -> str:
    """The Chinese for a field of the register, of the site itself or of a party."""
    if field in FIELDS:
        return FIELDS[field]
    for role in PartyRole:
        if field.startswith(role):
            part = field.removeprefix(role).strip("_")
            return label(role).text + _PARTY_PARTS.get(part, "")
    return field
