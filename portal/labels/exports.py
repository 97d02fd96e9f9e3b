"""The words for lists that are taken along, and for the columns of their files."""

from enum import StrEnum
from typing import Final

from portal.domain.export import FileKind, ListName
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    ListName: {
        ListName.COMPLAINTS: Label("投诉举报"),
    },
    FileKind: {
        FileKind.XLSX: Label("Excel 表格（.xlsx）"),
        FileKind.CSV: Label("CSV（任何软件都能读）"),
    },
}

HEADERS: Final = {
    "number": "登记号",
    "received_at": "收到时间",
    "region": "县区",
    "kind": "类别",
    "topic": "事项",
    "channel": "来源",
    "status": "状态",
    "site_code": "工地编码",
    "site_name": "工地",
    "headcount": "人数",
    "months": "欠薪月份",
    "claimed_fen": "工友说的（元）",
    "verified_fen": "查实的（元）",
    "ordered_fen": "责令支付（元）",
    "paid_fen": "已付（元）",
    "acceptance_due_on": "受理期限",
    "investigation_due_on": "调查期限",
    "lead": "主办",
    "conclusion": "结论",
    "was_disputed": "曾有异议",
    "is_confidential": "要求保密",
    "is_anonymous": "匿名",
    "employer": "单位或老板",
    "place": "地点",
    "worker_name": "姓名",
    "phone": "电话",
    "narrative": "原话",
}
