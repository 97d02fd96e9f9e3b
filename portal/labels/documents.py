"""The words for documents; the name of a field is what stands in 【】 in a text."""

from enum import StrEnum
from typing import Final

from portal.domain.documents import Addressee, DocumentKind, Field
from portal.domain.identity import Identity
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    DocumentKind: {
        DocumentKind.ACCEPTANCE: Label("受理通知书"),
        DocumentKind.REFUSAL: Label("不予受理通知书"),
        DocumentKind.SUPPLEMENT: Label("补正告知书"),
        DocumentKind.TRANSFER: Label("转送函"),
    },
    Addressee: {
        Addressee.WORKER: Label("给工友"),
        Addressee.EMPLOYER: Label("给单位"),
        Addressee.OFFICE: Label("给接收单位"),
        Addressee.FILE: Label("入卷"),
    },
    Field: {
        Field.OFFICE: Label("机关名称"),
        Field.OFFICE_PHONE: Label("机关电话"),
        Field.OFFICE_ADDRESS: Label("机关地址"),
        Field.SITE: Label("工地名称"),
        Field.SITE_ADDRESS: Label("工地地址"),
        Field.FILED_ON: Label("立案日期"),
        Field.INVESTIGATION_DUE: Label("调查期限"),
        Field.INSPECTORS: Label("监察员"),
        Field.NAME: Label("姓名"),
        Field.PHONE: Label("电话"),
        Field.RECEIPT: Label("登记号"),
        Field.RECEIVED_ON: Label("收到日期"),
        Field.COMPLAINED_OF: Label("反映的单位"),
        Field.CLAIMED: Label("反映的金额"),
        Field.MONTHS: Label("反映的月份"),
        Field.MATTER: Label("反映的事项"),
        Field.GROUND: Label("不受理理由"),
        Field.BASIS: Label("不受理依据"),
        Field.ITEMS: Label("要补的材料"),
        Field.RECEIVER: Label("接收单位"),
        Field.REPLY_BY: Label("回话期限"),
        Field.GUIDANCE: Label("办理指引"),
        Field.REMEDY: Label("救济途径"),
        Field.REQUEST: Label("补正说明"),
        Field.REASON: Label("转送原因"),
    },
    Identity: {
        Identity.NAME: Label("姓名"),
        Identity.PHONE: Label("电话"),
        Identity.RECEIPT: Label("登记号"),
    },
}
