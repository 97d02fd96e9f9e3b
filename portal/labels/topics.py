"""The words for what becomes of a topic, and what to do about it first."""

from enum import StrEnum
from typing import Final

from portal.domain.complaint import Topic
from portal.domain.topics import Handling, Line
from portal.labels.label import Label

WORDS: Final[dict[type[StrEnum], dict[StrEnum, Label]]] = {
    Handling: {
        Handling.OURS: Label("劳动监察管", "go"),
        Handling.SHARED: Label("我们接下，该转的转", "go"),
        Handling.PASSED_ON: Label("我们登记，转给管的部门", "wait"),
    },
    Line: {
        Line.POLICY: Label("问政策；打电话问，不等于立案"),
        Line.GENERAL: Label("政务便民热线，记下来，转给主管部门"),
        Line.LEGAL_AID: Label("问法律、申请法律援助"),
        Line.UNION: Label("工会帮职工的电话"),
    },
}

# 劳动合同法 9、10、82、84；法律援助法 42；劳动保障监察条例 30（FACTS 2.1, 3, 3.1）。
ADVICE: Final[dict[Topic, str]] = {
    Topic.WAGES: "记工本、聊天、转账记录都留着。",
    Topic.NO_CONTRACT: "工牌、考勤、转账记录留着，能证明您在这儿干活。"
    "算单位正式用的人，满一个月还没签，往后可以要两倍工资；算不算，先问清。",
    Topic.DEDUCTION: "扣身份证、收押金都不行。收据、转账记录留着。",
    Topic.INSURANCE: "合同、工资条、考勤都留着。",
    Topic.INJURY: "先救人，伤得重打 120。医院的单子、现场照片、工友电话留着；"
    "没看懂的“私了”纸别签。",
    Topic.SAFETY: "先离开危险的地方，叫工友也离开。",
    Topic.LIVING: "拍张照，记清在哪一栋、哪一间。",
    Topic.RETALIATION: "有人动手、堵门，先躲开，打 110。打击报复是违法的。",
    Topic.OTHER: "说个大概就行，归谁管我们来看。",
}
