"""The words for issues of posters, where they hang, and batches of prints."""

from enum import StrEnum
from typing import Final

from portal.domain.poster import IssueState, PlacementKind, PrintedFact, Product
from portal.domain.print_batch import BatchFailure, BatchForm, BatchState, RowRefusal, RowState
from portal.labels.label import Label
from posters import Design

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Design: {
        Design.BANNER: Label("醒目版：深色抬头，远处看得清"),
        Design.LEDGER: Label("清单版：白底省墨，分包多也放得下"),
    },
    Product: {
        Product.NOTICE_BOARD: Label("维权信息告示牌"),
        Product.PUBLICITY_SHEET: Label("扫码知宣传页"),
    },
    IssueState: {
        IssueState.PRINTING: Label("正在印", "go"),
        IssueState.OPEN: Label("现行", "done"),
        IssueState.STALE: Label("需重印", "stop"),
        IssueState.SUPERSEDED: Label("已有新版"),
        IssueState.WITHDRAWN: Label("已作废"),
    },
    PlacementKind: {
        PlacementKind.GATE: Label("大门"),
        PlacementKind.PROJECT_OFFICE: Label("项目部"),
        PlacementKind.DORMITORY: Label("宿舍"),
        PlacementKind.CANTEEN: Label("食堂"),
        PlacementKind.WORKPLACE: Label("施工区"),
        PlacementKind.MARKET: Label("市场"),
        PlacementKind.STATION: Label("车站"),
        PlacementKind.HALL: Label("办事大厅"),
        PlacementKind.OTHER: Label("其他地方"),
    },
    PrintedFact: {
        PrintedFact.DEVELOPER: Label("建设单位"),
        PrintedFact.GENERAL_CONTRACTOR: Label("施工总承包单位"),
        PrintedFact.PROJECT_OFFICE: Label("所在项目部"),
        PrintedFact.SUBCONTRACTORS: Label("分包单位"),
        PrintedFact.REGULATOR: Label("行业主管部门"),
        PrintedFact.WAGE_OFFICER: Label("劳资专管员"),
        PrintedFact.MINIMUM_WAGE: Label("当地最低工资标准"),
        PrintedFact.PAY_DAY: Label("工资支付日期"),
        PrintedFact.REGULATOR_PHONE: Label("行业主管部门投诉举报电话"),
        PrintedFact.INSPECTION: Label("劳动保障监察投诉举报电话"),
        PrintedFact.ARBITRATION: Label("劳动争议调解仲裁申请渠道"),
        PrintedFact.LEGAL_AID: Label("法律援助申请渠道"),
        PrintedFact.LEGAL_SERVICE_HOTLINE: Label("公共法律服务热线"),
        PrintedFact.SITE_NAME: Label("项目名称"),
        PrintedFact.ADDRESS: Label("项目地址"),
        PrintedFact.PERMIT_NO: Label("施工许可证号"),
        PrintedFact.WEB_ADDRESS: Label("二维码的网址"),
        PrintedFact.ORGANISER: Label("监制单位"),
    },
    BatchForm: {
        BatchForm.PDF: Label("一个 PDF"),
        BatchForm.ZIP: Label("按县区分开的 ZIP"),
    },
    BatchState: {
        BatchState.QUEUED: Label("排队", "wait"),
        BatchState.RESERVING: Label("核对登记册", "go"),
        BatchState.PRINTING: Label("排版", "go"),
        BatchState.RECORDING: Label("登记出版", "go"),
        BatchState.DONE: Label("印好了", "done"),
        BatchState.CANCELLED: Label("已取消"),
        BatchState.FAILED: Label("没印成", "stop"),
    },
    BatchFailure: {
        BatchFailure.NO_ROOM: Label("放文件的地方满了或连不上"),
        BatchFailure.INTERRUPTED: Label("印的程序断了三次"),
        BatchFailure.NOTHING_TO_PRINT: Label("没有一个工地能出正式版"),
        BatchFailure.BROKEN: Label("程序出错"),
    },
    RowState: {
        RowState.WAITING: Label("等着", "wait"),
        RowState.TAKEN: Label("正在印", "go"),
        RowState.PRINTED: Label("印了", "done"),
        RowState.REFUSED: Label("没印", "stop"),
    },
    RowRefusal: {
        RowRefusal.INCOMPLETE: Label("13 项不齐"),
        RowRefusal.UNPRINTABLE: Label("有印不出的字"),
        RowRefusal.UNREADABLE: Label("登记的内容上不了牌"),
        RowRefusal.BEING_PRINTED: Label("别的批次正在印同一版"),
    },
}
