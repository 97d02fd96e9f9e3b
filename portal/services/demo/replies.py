"""What the office writes to a worker and what he writes back: short, plain, one thing at a time."""

from typing import Final

from portal.domain.casework import RefusalGround
from portal.domain.complaint import Decision, TransferTarget
from portal.domain.conclusion import Conclusion, Proof
from portal.domain.events import EventName

# Asked and answered belong together.
SUPPLEMENTS: Final = (
    (
        "请告诉我们班组长的姓名和电话，还有您哪天进场、哪天离开。",
        "班长电话是 0000-0000099，我是开春进的场，上个月底走的。",
    ),
    (
        "请补充用工单位的名称。记不全不要紧，安全帽、工牌、工资短信上都可能有。",
        "工牌上写的是示例平安劳务有限公司。",
    ),
    (
        "请补充您的姓名、住址和要求单位做什么，好填投诉文书。写不了可以电话里说，我们代记。",
        "名字留过了，住示例村三组，就要求把欠的钱一次给清。",
    ),
    (
        "请说明欠的是哪几个月、每天多少钱、一共多少个工。",
        "一天三百二，记了一百零几个工，支过三千。",
    ),
    (
        "您说的工地我们没对上，请告诉我们在哪条路、哪个村，或者门口牌子上的工地编码。",
        "就是示例路往南走到头，门口有个大铁门，编码没看着。",
    ),
    (
        "请补充一起被欠钱的工友人数，推选一位代表，留下他的电话。",
        "一共七个人，他们都让我说，打我这个电话就行。",
    ),
)

NOTES: Final[dict[EventName, tuple[str, ...]]] = {
    EventName.ACCEPTED: (
        "您反映的情况已经受理，今天立案。记工本、欠条、聊天记录请留好。",
        "符合受理条件，今天立案。监察员会给您打电话核对钱数。",
        "已受理。我们先找总包核工资表，再和您对账。",
        "已受理立案。请留意陌生电话，可能是监察员打给您。",
        "受理了。单位该拿的合同、考勤、工资单，由单位拿。",
        "",
    ),
    EventName.INVESTIGATION_STARTED: (
        "今天两名监察员去了工地，调了工资表和考勤。",
        "已向总包发了通知，要求三天内把工资表、考勤和专户流水送来。",
        "已找项目部劳资专管员谈话，正在核对您的出工天数。",
        "今天到项目部查看了实名制考勤，您说的时间段都有记录。",
        "已联系班组长，他承认没结清，正在对数。",
        "",
    ),
    EventName.INVESTIGATION_NOTED: (
        "调取了项目部三个月的考勤打印件和工资表，共 14 页。",
        "电话核对本人出工天数，和考勤差两天。",
        "查专户流水：上个月只拨了一半人工费。",
        "向两名同班组工友核实，说法一致。",
    ),
    EventName.EMPLOYER_HEARD: (
        "项目部劳资专管员到场，承认欠发，请求分两次付。",
        "分包负责人到场，对天数有异议，已记入笔录。",
        "单位书面陈述：对数额没有异议。",
    ),
    EventName.EXTENDED: (
        "涉及两个分包、考勤要逐日核对，六十个工作日查不完，同意延长。",
        "账目在外地，需要协查，同意延长。",
    ),
    EventName.INVESTIGATION_COMPLETED: (
        "事实清楚，证据齐，建议责令限期支付。",
        "天数和单价双方已核对一致，建议报决定。",
    ),
    EventName.SERVED: ("项目部劳资专管员签收。", "单位收发室签收，回执附卷。"),
    EventName.TRANSFER_TAKEN: ("对方值班室电话确认收到，已分到承办科。", "回函收到，已编号。"),
    EventName.REPLIED: (
        "数目对出来了，和您说的差两个工，请回想一下哪天歇过。",
        "总包答应月底前从专户发，我们盯着，没到账请告诉我们。",
        "单位还有一份材料没交，我们已经催了第二次。",
        "您的电话没打通，方便时请拨监察大队的电话，报登记号就行。",
        "工资表上有您的签字，请看一下是不是您本人签的。",
        "项目部今天公示了工资表，您可以去门口看看对不对。",
        "正在等银行的流水，出来就告诉您。",
    ),
    EventName.WORKER_WROTE: (
        "钱还没到，到底哪天给？",
        "我又找着两张工票，啥时候送过来？",
        "班长给我打电话了，让我撤诉，说撤了就给钱，我没答应。",
        "电话换了，还打原来这个也行，我媳妇接。",
        "今天到账了两千，剩下的没说。",
        "歇过一天，下雨那天，其他都在。",
        "不是我签的字，我写字不是那个样。",
        "麻烦你们了，辛苦。",
    ),
    EventName.RETURNED: (
        "对方核实后认为归我们管，退回来了，我们重新办理，您不用再跑。",
        "接收部门退回：工地在本县区，仍由我们办。",
    ),
    EventName.DISPUTED: (
        "只给了一半，怎么就办结了？",
        "工资表上少算了二十几个工，请再查。",
        "说给清了，我卡上没有，银行我都查了。",
        "我们班组还有四个人没给，不能算完。",
        "给的是材料钱，不是我的工钱。",
    ),
    EventName.REINVESTIGATED: (
        "您的异议收到了，重新核对专户流水和考勤。",
        "重新调查，这次请您和班组长一起来对账。",
    ),
    EventName.WITHDRAWN: (
        "钱给清了，不用查了，谢谢。",
        "老板当面结了账，撤了吧。",
        "我和他们商量好了，分两回给，先撤回。",
        "点错了，重复报了一回，这个撤了。",
        "我去仲裁那边说了，这边先不办。",
    ),
}
REVEALED: Final = ("核对出工天数", "电话联系本人对账", "通知到账情况", "约本人来做笔录")

DECIDED: Final[dict[Decision, tuple[str, ...]]] = {
    Decision.ORDER_TO_PAY: (
        "查实欠薪，已责令总包先行清偿，限七日内付到您本人卡上。",
        "查实单位没有足额发工资，已下达限期支付的决定。",
        "分包没有发，责令总包限期代为付清。",
    ),
    Decision.PENALTY: (
        "查实欠薪和没有按规定实名登记，责令付清，并立案处罚。",
        "单位逾期没有改正，已作出行政处罚，欠的工资照付。",
    ),
    Decision.REVOKED: (
        "调查期间单位已经改正，情节轻微，撤销立案。",
        "单位已当场改正并道歉，撤销立案。以后再有，照样可以投诉。",
    ),
    Decision.MOVED_TO_POLICE: ("责令支付后仍不付，老板失联，涉嫌拒不支付劳动报酬，移送公安机关。",),
}

CLOSED: Final[dict[Conclusion, tuple[str, ...]]] = {
    Conclusion.PAID_IN_FULL: (
        "工资已从专户付到您本人卡上，请核对。钱数不对可以提异议。",
        "总包已把欠的工资全部付清，您电话里也确认收到了。",
        "今天在项目部当面付清，您签了字。",
    ),
    Conclusion.PAID_IN_PART: (
        "双方认的部分已经付清；有争议的部分，可以申请仲裁，仲裁不收费。",
        "已付一部分。剩下的工程量双方说法不一，告知您走仲裁，法律援助可打 12348。",
    ),
    Conclusion.NO_ARREARS_FOUND: (
        "核对考勤、工资表和专户流水，没有查到欠工资。您有新证据可以再提。",
    ),
    Conclusion.CORRECTED: (
        "您反映的问题，单位已经改正，我们到现场看过了。",
        "单位已按要求改正，材料已附卷。以后再有，照样可以投诉。",
    ),
    Conclusion.COURT_ENFORCEMENT: ("单位到期没有付，已申请法院强制执行，接下来由法院办。",),
    Conclusion.MOVED_TO_POLICE: ("案子已由公安机关接手，承办人会联系您。",),
    Conclusion.HANDLED_ELSEWHERE: (
        "接收部门已经办理，结果也告诉了您。",
        "接收部门回复：已到现场处理，问题改好了。",
    ),
    Conclusion.ANSWERED: ("接收部门已经答复您的问题。",),
}

REFUSED: Final[dict[RefusalGround, str]] = {
    RefusalGround.OVER_TWO_YEARS: (
        "这笔工资停欠到现在已经超过两年，劳动监察不再查。账还在：能不能去法院，打 12348 问。"
    ),
    RefusalGround.IN_PROCEEDINGS: "您已经申请仲裁，同一件事由仲裁院接着办，我们不能重复受理。",
    RefusalGround.NOT_INSPECTION: (
        "您说的是货款、工程款一类的账，不是工资，不归劳动监察管。可以找对方协商，或者去法院起诉。"
    ),
}

TRANSFERRED: Final[dict[TransferTarget, tuple[str, str]]] = {
    TransferTarget.OTHER_COUNTY: ("劳动保障监察大队", "工地在别的县区，已转给那边的劳动监察。"),
    TransferTarget.REGULATOR: (
        "住房和城乡建设局",
        "这件事归行业主管部门管，已转过去，他们会联系您。",
    ),
    TransferTarget.ARBITRATION: (
        "劳动人事争议仲裁院",
        "双方对账目有争议，已转仲裁院，仲裁不收费。",
    ),
    TransferTarget.POLICE: ("公安局", "老板失联、逃避付钱，线索已转公安机关。"),
    TransferTarget.SOCIAL_INSURANCE: (
        "社会保险中心",
        "工伤和参保由社会保险部门办，已转过去。病历和票据请留好。",
    ),
    TransferTarget.EMERGENCY: ("应急管理局", "安全隐患已转应急管理部门，请先离开危险的地方。"),
    TransferTarget.OTHER: ("信访局", "不归劳动监察管，已转有权处理的部门。"),
}

PROOF: Final[dict[Proof, str]] = {
    Proof.PAYMENT_PROOF: "专户代发凭证复印件附卷，本人电话确认",
    Proof.REST_ADVICE: "有争议的部分告知申请仲裁，仲裁不收费",
    Proof.FINDINGS: "核对考勤、工资表、专户流水，询问同班组两人",
    Proof.CASE_NO: "示例〔2026〕1 号",
    Proof.RECEIVER: "示例接收单位",
    Proof.CONFIRMED_BY: "接收单位承办人电话确认",
}
