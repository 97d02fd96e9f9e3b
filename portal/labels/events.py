"""The words for the entries of the timeline."""

from enum import StrEnum
from typing import Final

from portal.domain.events import EventName
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
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
        EventName.TAKEN_OVER: Label("接收"),
        EventName.TRANSFER_TAKEN: Label("对方已接收"),
        EventName.SENT_TO_CITY: Label("交市级定"),
        EventName.INVESTIGATION_NOTED: Label("调查记录"),
        EventName.EMPLOYER_HEARD: Label("听取陈述申辩"),
        EventName.EXTENDED: Label("延长调查期限"),
        EventName.INVESTIGATION_COMPLETED: Label("调查完毕"),
        EventName.SERVED: Label("送达"),
        EventName.ENFORCEMENT_TAKEN: Label("逾期不付的后续"),
        EventName.LEDGER_CHANGED: Label("改欠薪台账"),
        EventName.DUE_CHANGED: Label("期限重算"),
    },
}
