"""The words for working a case: clocks, grounds, evidence, conclusions."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.casework import Doubt, Hearing, Measure, MissingItem, RefusalGround, ServedHow
from portal.domain.clocks import ClockKind, OfficeTarget, Urgency
from portal.domain.conclusion import Conclusion, Proof
from portal.domain.ledger import Column
from portal.labels.label import Label
from portal.services.inbox import Tray

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    ClockKind: {
        ClockKind.ACCEPTANCE: Label("决定受不受理"),
        ClockKind.ANSWER: Label("答复咨询"),
        ClockKind.INVESTIGATION: Label("调查"),
        ClockKind.DECISION: Label("作出决定"),
        ClockKind.SERVICE: Label("送达"),
        ClockKind.TRANSFER_REPLY: Label("对方回话"),
        ClockKind.PAYMENT: Label("单位付款"),
        ClockKind.DISPUTE: Label("复核异议"),
    },
    Urgency: {
        Urgency.SOON: Label("快到期", "wait"),
        Urgency.TODAY: Label("今天到期", "wait"),
        Urgency.OVERDUE: Label("已超期", "stop"),
    },
    OfficeTarget: {
        OfficeTarget.CONTACT: Label("联系工友"),
        OfficeTarget.DECIDE: Label("定下受不受理"),
        OfficeTarget.FINISH: Label("办出结果"),
    },
    Tray: {
        Tray.ALL: Label("全部期限"),
        Tray.OVERDUE: Label("已超期", "stop"),
        Tray.TODAY: Label("今天到期", "wait"),
        Tray.SOON: Label("快到期", "wait"),
        Tray.TO_DECIDE: Label("等作决定"),
        Tray.WORKER: Label("等工友回话"),
        Tray.OTHER_OFFICE: Label("等别的单位"),
        Tray.SENT_HERE: Label("转来待收"),
        Tray.DISPUTED: Label("有异议", "stop"),
    },
    RefusalGround: {
        RefusalGround.OVER_TWO_YEARS: Label("违法行为终了已超过 2 年"),
        RefusalGround.IN_PROCEEDINGS: Label("已申请仲裁或已起诉，走原来的程序"),
        RefusalGround.NOT_INSPECTION: Label("不属于劳动保障监察管的事"),
    },
    MissingItem: {
        MissingItem.NAME: Label("您的姓名"),
        MissingItem.ADDRESS: Label("您的住址"),
        MissingItem.EMPLOYER: Label("单位或老板的名字"),
        MissingItem.PERSON_IN_CHARGE: Label("单位负责人是谁"),
        MissingItem.SITE: Label("在哪个工地"),
        MissingItem.DAYS_WORKED: Label("哪天到哪天干的活"),
        MissingItem.AMOUNT: Label("欠多少钱"),
        MissingItem.REQUEST: Label("您要求怎么办"),
        MissingItem.EVIDENCE: Label("欠条、工票等照片"),
        MissingItem.SIGNATURE: Label("投诉文书签字"),
    },
    Hearing: {
        Hearing.IN_PERSON: Label("当面陈述"),
        Hearing.IN_WRITING: Label("书面陈述"),
        Hearing.WAIVED: Label("书面放弃"),
        Hearing.ABSENT: Label("通知了没来"),
    },
    ServedHow: {
        ServedHow.HANDED_OVER: Label("直接送达"),
        ServedHow.LEFT: Label("留置送达"),
        ServedHow.POSTED: Label("邮寄送达"),
        ServedHow.ELECTRONIC: Label("电子送达"),
        ServedHow.PUT_UP: Label("张贴并拍照录像"),
    },
    Doubt: {
        Doubt.CLOSED_DAY: Label("这一天不上班"),
        Doubt.BEFORE_SERVICE: Label("送达可能比这一天还晚"),
    },
    Measure: {
        Measure.ADDITIONAL_PAY: Label("责令加付赔偿金"),
        Measure.DEPOSIT: Label("动用工资保证金"),
        Measure.COURT: Label("申请法院强制执行"),
        Measure.POLICE: Label("移送公安机关"),
        Measure.DISHONESTY_LIST: Label("列入失信名单"),
    },
    Conclusion: {
        Conclusion.PAID_IN_FULL: Label("工资已付清", "done"),
        Conclusion.PAID_IN_PART: Label("已付一部分", "wait"),
        Conclusion.PAID_FROM_DEPOSIT: Label("用保证金付清", "done"),
        Conclusion.NO_ARREARS_FOUND: Label("没有查到欠薪"),
        Conclusion.CORRECTED: Label("单位已经改正", "done"),
        Conclusion.COURT_ENFORCEMENT: Label("已申请法院强制执行", "go"),
        Conclusion.MOVED_TO_POLICE: Label("已移送公安机关", "go"),
        Conclusion.HANDLED_ELSEWHERE: Label("已由接收部门办理", "done"),
        Conclusion.ANSWERED: Label("已答复", "done"),
        Conclusion.UNREACHABLE: Label("两次电话联系不上", "wait"),
        Conclusion.DUPLICATE: Label("同一件事，并到另一件办"),
    },
    Proof: {
        Proof.PAID: Label("已付金额（元）"),
        Proof.PAYMENT_PROOF: Label("怎么付的、凭什么认定（银行回单、本人签字…）"),
        Proof.REST_ADVICE: Label("没付的部分告诉工友怎么办"),
        Proof.FINDINGS: Label("查了什么、凭什么认定"),
        Proof.CASE_NO: Label("对方的案号或文号"),
        Proof.RECEIVER: Label("接收单位"),
        Proof.CONFIRMED_BY: Label("谁确认已经办了（姓名、哪天）"),
        Proof.FIRST_CALL_ON: Label("第一次打电话是哪天"),
        Proof.SECOND_CALL_ON: Label("第二次打电话是哪天"),
        Proof.OTHER_NUMBER: Label("并到哪个登记号"),
    },
    Column: {
        Column.CLAIMED: Label("工友说的"),
        Column.VERIFIED: Label("查实的"),
        Column.ORDERED: Label("责令支付"),
        Column.PAID: Label("已付"),
    },
}

# What a conclusion means for the worker, in words that he would use himself.
PLAIN: Final = MappingProxyType(
    {
        Conclusion.PAID_IN_FULL: "工钱付清了。请对一对数，少了可以提异议。",
        Conclusion.PAID_IN_PART: "工钱付了一部分，剩下的怎么办，看下面的说明。",
        Conclusion.PAID_FROM_DEPOSIT: "单位没付，用它存的工资保证金付给您了。",
        Conclusion.CORRECTED: "查实了，单位已经改正。怎么改的看下面的说明，没改好可以提异议。",
        Conclusion.NO_ARREARS_FOUND: "查过了，没有查到欠您的钱。有新证据可以提异议。",
        Conclusion.COURT_ENFORCEMENT: "单位不肯付，已经请法院强制执行，接下来由法院办。",
        Conclusion.MOVED_TO_POLICE: "单位涉嫌犯罪，已经交给公安机关，由公安接着办。",
        Conclusion.HANDLED_ELSEWHERE: "接手的部门已经办了，结果看下面的说明。",
        Conclusion.ANSWERED: "您问的事答复了。",
        Conclusion.UNREACHABLE: "给您打了两次电话都没打通，先办结。您看到了提异议，我们接着办。",
        Conclusion.DUPLICATE: "这和您的另一件是同一件事，在那一件里接着办。",
    }
)
