"""What workers say, in their own words, put together from parts so that hardly two are the same."""

from collections.abc import Sequence
from random import Random
from typing import Final

from portal.domain import money
from portal.domain.complaint import Channel, Earlier, Headcount, Topic
from portal.domain.site import Industry
from portal.services.demo import people
from portal.services.demo.tales import Tale

# A worker who scans a poster often leaves the words out.
_SILENT: Final = {Channel.SCAN: 0.22, Channel.WEB: 0.06}
_JOBS: Final[dict[Industry, Sequence[str]]] = {
    Industry.HOUSING: (
        "在{n}号楼做木工，支模板",
        "在{n}号楼绑钢筋",
        "做外墙抹灰，{n}号楼整栋都是我们抹的",
        "开塔吊，管{n}号楼和地库",
        "给塔吊打信号",
        "搭外架，从一层搭到封顶",
        "砌二次结构墙，干到{n}层",
        "做水电预埋，穿线配管",
        "在地下车库打混凝土",
        "贴外墙砖，{n}号楼北面",
        "刮腻子、刷涂料",
        "做屋面防水",
        "装断桥铝窗户",
        "在工地当小工，推料、清垃圾",
        "做外墙保温板",
        "开施工电梯",
        "焊栏杆、焊爬梯",
        "铺地砖，{n}号楼样板间也是我铺的",
    ),
    Industry.TRANSPORT: (
        "在路基队开压路机",
        "摊沥青，夜里也干",
        "支桥墩模板，{n}号墩",
        "绑箱梁钢筋",
        "开自卸车拉土方，跑了{n}个多月",
        "砌边沟、做护坡",
        "打锚杆、喷浆",
        "装护栏、划线",
        "浇涵洞，{n}号涵",
        "在拌和站看料、上料",
    ),
    Industry.WATER: (
        "在河堤上砌石笼",
        "打围堰、抽水",
        "开挖掘机清淤",
        "浇堤防护坡，第{n}段",
        "埋供水管子，焊管口",
        "做闸墩模板",
        "铺土工布、码格宾网",
        "给泵房砌墙",
    ),
    Industry.OTHER: (
        "装钢结构厂房，吊梁",
        "铺彩钢瓦屋面",
        "挖沟埋热力管，做保温",
        "浇厂房地坪",
        "拉电缆、装配电箱",
        "做消防管道",
        "给库房砌围墙",
        "焊设备基础",
    ),
}
_STARTS: Final = (
    "我{job}，{when}进的场。",
    "{when}到的这个工地，{job}。",
    "我是老乡叫来的，{job}。",
    "跟着{boss}干，{job}。",
    "我们是{boss}带来的，{job}。",
    "{when}来的，一直{job}，没歇过几天。",
    "我{job}，活早就干完了。",
    "领工的是{boss}，我{job}。",
)
_WHENS: Final = [
    "正月十五过了",
    "清明前",
    "五一以后",
    "麦收完",
    "七月初",
    "八月十几号",
    "国庆前",
    "开春",
    "端午前后",
    "入伏",
]
_ARREARS: Final = (
    "{months}的工钱没给，{sum}。",
    "还差{months}的，{sum}。",
    "{months}的工资一分没见，{sum}。",
    "只给了几百块生活费，{months}的都欠着，{sum}。",
    "{months}的账结了，条子也打了，钱不给，{sum}。",
    "说好按月发，{months}就没发过，{sum}。",
)
_NEVER_PAID: Final = (
    "从进场到现在一分钱没给，{sum}。",
    "一个月都没发过，{sum}。",
    "干了这么久，光给饭吃，没见过工资，{sum}。",
)
_EXCUSES: Final = (
    "{boss}说甲方没给钱，叫再等等。",
    "打电话不接，微信也把我删了。",
    "项目部说钱已经给了{boss}，{boss}说没见钱，两头推。",
    "劳资员说我没录实名制，发不了。",
    "说等验收了再给，验收都过了一个月了。",
    "一会儿说下个礼拜，一会儿说月底，说了五六回了。",
    "说要扣质量罚款，也没见单子。",
    "让我签了张空白的工资表，钱到现在没到卡上。",
    "{boss}人跑了，宿舍都搬空了。",
    "说公司财务换人，要重新走手续。",
    "说量还没算完，算完才给。",
    "工地停工了，没人管我们。",
    "叫我们先回家，钱到了打卡上，回来两个月了没动静。",
    "总包说我们不是他的人，叫找{boss}。",
    "给了一张欠条，到日子又说没有。",
    "说过年前一定结清，年过完了也没影。",
)
_PROOFS: Final = (
    "我有记工本的照片。",
    "考勤是刷脸的，机器里能查到。",
    "工友都能作证。",
    "有{boss}签字的工票。",
    "微信里说过好几回，聊天都留着。",
    "没签合同，就有个工牌。",
    "银行卡流水我去打了。",
    "欠条在我手里。",
    "结算单他们拿走了，我拍了一张。",
    "",
    "",
)
_ASKS: Final = (
    "请帮忙要一下，娃娃开学等着交学费。",
    "家里老人住院，急用钱。",
    "就想把血汗钱拿上，别的不求。",
    "请你们来工地上问一下。",
    "麻烦快一点，房租都交不上了。",
    "啥时候能给个准话？",
    "希望政府给我们做主。",
    "我不想闹，好好把钱给了就行。",
    "化肥种子钱都还赊着，等这个钱。",
    "",
)
_ASKS_IN_WRITING: Final = (
    "我字写得不好，能打电话说最好，晚上七点以后方便。",
    "我现在在外地，回不来，请电话联系。",
    "不会用这个，不知道填对了没有，收到了回个话。",
)
_OTHER_PROOFS: Final = ("工友都知道。", "我拍了照片。", "去看一下就明白。", "问谁都行。", "")
_OTHER_ASKS: Final = (
    "请你们来工地上看一下。",
    "希望有人管一管。",
    "麻烦快一点。",
    "该咋办给个话。",
    "请给项目部说一声。",
    "我不想闹，改好就行。",
    "",
)
_OTHER_MATTERS: Final[dict[Topic, Sequence[str]]] = {
    Topic.NO_CONTRACT: (
        "干了{n}个多月，从来没签过合同，问就说不用签。",
        "合同让签了，一份都没给我，写的啥我也不知道。",
        "进场的时候说过两天签合同，到现在没签，怕到时候不认账。",
        "叫签的是空白合同，工资那一栏没写，我没敢签，就说不让我干了。",
    ),
    Topic.DEDUCTION: (
        "每个月扣{n}00块，说是伙食和住宿，来的时候没说过。",
        "进场收了五百押金，走的时候不退。",
        "说安全帽没戴好，一次罚{n}00，连罚了三回，工资都扣完了。",
        "工资卡和密码叫班组收走了，钱到卡上他们取，给我们多少算多少。",
        "说料浪费了，从我们班组扣了一大笔，单子都没有。",
    ),
    Topic.INSURANCE: (
        "干了{n}个多月了，工伤保险有没有交谁也说不清。",
        "问项目部要参保证明，推来推去不给。",
        "发工资说扣了保险钱，手机上查不到。",
    ),
    Topic.INJURY: (
        "上个月从架子上滑下来，脚腕骨裂，只垫了头一天的药费，后面不管了。",
        "切割机把手指头划了，缝了{n}针，老板说是我自己不小心。",
        "搬料把腰闪了，躺了半个月，误工费不给，也不给报工伤。",
        "钢管砸到脚面上，住院{n}天，现在叫我自己出钱。",
    ),
    Topic.SAFETY: (
        "{n}号楼临边没有栏杆，洞口盖板也没有，看着害怕。",
        "外架上的安全网烂了一大片，风一吹哗哗响。",
        "塔吊的限位坏了好几天，还让吊。",
        "配电箱门开着，线在水里拖着，孩子们也从那边过。",
        "基坑边上堆的土太高，下雨往下溜。",
    ),
    Topic.LIVING: (
        "宿舍{n}个人挤一间，没有窗户，晚上断电。",
        "冬天没有暖气，水管冻住了，洗脸都没水。",
        "食堂饭菜不新鲜，吃坏了好几个人。",
        "厕所一直堵着，没人管。",
    ),
    Topic.RETALIATION: (
        "上回反映了工资的事，第二天就叫我不用来了。",
        "自从打了投诉电话，班长给我派最重的活，还骂人。",
        "有人在群里说谁投诉就不给谁结账，{n}个人都不敢吭声了。",
        "投诉以后把我的门禁删了，进不了工地拿东西。",
    ),
    Topic.OTHER: (
        "我是给工地送砂石的，货款{n}万块没结。",
        "包的一小段活，工程量对不上，少算了一大截。",
        "挖机租给他们用，台班费没给。",
        "工地半夜还在打桩，吵得睡不成觉。",
        "离职证明不给开，换工作要用。",
    ),
}
_OPENINGS: Final = {
    Channel.PHONE: ("来电人说：", "（电话记录）", "电话里讲的："),
    Channel.COUNTER: ("（窗口口述，代为记录）", "本人到窗口说："),
    Channel.IMPORT: ("（平台转来的原话）", "（平台线索）"),
}
_READ_BACK: Final = ("已给来电人念了一遍，他说对着哩。", "已复述，来电人确认。", "")


def told(tale: Tale, rng: Random) -> str:
    """The narrative of a complaint or a named report; empty where the worker left it out."""
    if rng.random() < _SILENT.get(tale.channel, 0):
        return ""
    boss = people.surname(rng) + rng.choice(("老板", "班长", "工头", "队长", "某某"))
    job = rng.choice(_JOBS[tale.industry])
    text = rng.choice(_STARTS).replace("{job}", job) + "".join(_matter(tale, rng))
    filled = text.format(
        boss=boss,
        when=rng.choice(_WHENS),
        n=rng.randint(2, 9),
        months=_months(tale),
        sum=_sum(tale, rng),
    )
    return framed(filled, tale.channel, rng)


def framed(text: str, channel: Channel, rng: Random) -> str:
    """The text as whoever wrote it down for the worker begins and ends it."""
    opening = rng.choice(_OPENINGS.get(channel, ("",)))
    return opening + text + (rng.choice(_READ_BACK) if channel is Channel.PHONE else "")


def _asks(tale: Tale) -> Sequence[str]:
    asks = _ASKS if tale.topic in (Topic.WAGES, Topic.DEDUCTION) else _OTHER_ASKS
    is_taken_down = tale.channel in (Channel.PHONE, Channel.COUNTER)
    return asks if is_taken_down else (*asks, *_ASKS_IN_WRITING)


def _matter(tale: Tale, rng: Random) -> list[str]:
    """What is wrong, what shows it, and what the worker asks for."""
    if tale.topic is Topic.WAGES:
        arrears = _NEVER_PAID if tale.earlier is Earlier.NEVER_PAID else _ARREARS
        parts: tuple[Sequence[str], ...] = (arrears, _EXCUSES, _PROOFS, _asks(tale))
    else:
        parts = (_OTHER_MATTERS[tale.topic], _OTHER_PROOFS, _asks(tale))
    return [rng.choice(words) for words in parts]


def _months(tale: Tale) -> str:
    """`9月`, `9月、10月`, `6月到9月`, with the year where it is not plain which one is meant."""
    year = tale.timeline[0][0].year
    said = [
        f"{int(month[5:])}月" if int(month[:4]) >= year - 1 else f"{month[:4]}年{int(month[5:])}月"
        for month in tale.months
    ]
    span = f"{said[0]}到{said[-1]}" if len(said) > 2 else "、".join(said)
    return f"{span}和更早" if tale.earlier is Earlier.BEFORE else span


def _sum(tale: Tale, rng: Random) -> str:
    who = {
        Headcount.ONE: "我一个人",
        Headcount.FEW: f"我们{tale.people}个人",
        Headcount.MANY: f"我们班组{tale.people}号人",
    }[tale.headcount]
    if tale.amount_fen is None:
        return f"{who}，具体多少{rng.choice(('说不准', '账还没对', '得跟他们算'))}"
    return (
        f"{who}，{rng.choice(('一共', '总共', '加起来', '合计'))}{money.in_words(tale.amount_fen)}"
    )
