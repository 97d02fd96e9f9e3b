"""The words for complaints: what they are, where they stand, what is done with them."""

from enum import StrEnum
from typing import Final

from portal.domain.complaint import (
    Channel,
    Decision,
    Earlier,
    Headcount,
    Kind,
    Status,
    Step,
    Topic,
    TransferTarget,
)
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Kind: {
        Kind.COMPLAINT: Label("投诉"),
        Kind.REPORT: Label("举报"),
        Kind.ENQUIRY: Label("咨询"),
    },
    Topic: {
        Topic.WAGES: Label("工钱没给够"),
        Topic.NO_CONTRACT: Label("没签合同"),
        Topic.DEDUCTION: Label("乱扣钱、收押金"),
        Topic.INSURANCE: Label("社保没交"),
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
        Step.TAKE_OVER: Label("接收", "go"),
        Step.NOTE_TAKEN: Label("对方已接收", "go"),
        Step.RETURN: Label("对方不接收，退回"),
        Step.ANSWER: Label("答复咨询", "go"),
        Step.INVESTIGATE: Label("开始调查", "go"),
        Step.RECORD: Label("记录调查情况"),
        Step.HEAR: Label("听取单位陈述申辩"),
        Step.EXTEND: Label("延长调查期限"),
        Step.COMPLETE: Label("调查完毕", "go"),
        Step.DECIDE: Label("作出决定", "go"),
        Step.SERVE: Label("送达", "go"),
        Step.ENFORCE: Label("逾期不付的后续"),
        Step.CLOSE: Label("办结", "go"),
        Step.DISPUTE: Label("提出异议"),
        Step.REINVESTIGATE: Label("重新调查", "go"),
        Step.WITHDRAW: Label("撤回"),
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
}
