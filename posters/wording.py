"""What is said about a print, in Chinese, on one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from .glyphs import MissingGlyph
from .items import Item
from .parse import SUBCONTRACTORS_MAX
from .problems import Problem, Reason
from .publicity import LINES_MAX
from .qr import URL_MAX_CHARS
from .reader import TEXT_MAX_CHARS

FIELDS = {
    "site_name": "项目名称",
    "code": "工地编码",
    "url": "网址",
    "printed_on": "印制日期",
    "address": "地址",
    "county": "县区",
    "permit_no": "施工许可证号",
    "parties": "责任单位",
    "role": "类别",
    "org": "单位名称",
    "person": "姓名",
    "phone": "电话",
    "name": "名称",
    "no_subcontractor": "无分包单位",
    "minimum_wage": "最低工资标准",
    "monthly_yuan": "每月金额",
    "hourly_yuan": "每小时金额",
    "effective_from": "执行日期",
    "document": "文号",
    "pay_day": "工资支付日",
    "regulator_phone": "行业主管部门投诉电话",
    "inspection": "劳动保障监察",
    "arbitration": "劳动争议仲裁",
    "legal_aid": "法律援助",
    "legal_service_hotline": "公共法律服务热线",
    "organiser": "监制单位",
    "city": "城市",
    "lines": "县区电话",
    "office": "办公点",
    "phone_of": "电话是谁的",
    "issue": "期号",
    "number": "编号",
    "version": "版次",
}

REASONS = {
    Reason.MISSING: "没有填",
    Reason.UNKNOWN_FIELD: "没有这个字段",
    Reason.NOT_AN_OBJECT: "应是一组字段 {…}",
    Reason.NOT_A_LIST: "应是列表 […]",
    Reason.NOT_TEXT: "应是加引号的文字",
    Reason.BROKEN_TEXT: "含有损坏的文字",
    Reason.TOO_LONG: f"超过 {TEXT_MAX_CHARS} 个字",
    Reason.TOO_MANY: f"分包单位超过 {SUBCONTRACTORS_MAX} 家",
    Reason.TOO_MANY_LINES: f"超过 {LINES_MAX} 个县区",
    Reason.NOT_YES_OR_NO: "应是 true 或 false",
    Reason.NOT_A_DATE: "应是 2026-11-24 这样的日期",
    Reason.NOT_AN_AMOUNT: "应是大于 0 的金额",
    Reason.NOT_A_COUNT: "应是大于 0 的整数",
    Reason.NOT_A_ROLE: "不是已知的单位类别",
    Reason.NOT_A_CODE: "应是 8 位数字",
    Reason.NOT_A_URL: f"应是 http(s):// 开头、不超过 {URL_MAX_CHARS} 个字符的网址",
    Reason.CODE_NOT_IN_URL: "里没有这块牌的工地编码",
    Reason.CONTRADICTS_PARTIES: "与列出的分包单位矛盾",
}


def problems_told(problems: Sequence[Problem]) -> str:
    """Name each field and what is wrong with it."""
    return "；".join(f"{field_named(field)}{REASONS[reason]}" for field, reason in problems)


def glyphs_told(missing: Sequence[MissingGlyph]) -> str:
    """Name each character that the font lacks, by itself and by number, and its field."""
    return "字库里没有这些字，印不出来：" + "；".join(
        f"{field_named(field)}中的“{_shown(character)}”（U+{ord(character):04X}）"
        for field, character in missing
    )


def gaps_told(missing: Sequence[Item]) -> str:
    """List the items that make a print a draft."""
    listed = "、".join(f"{item.number} {item.label}" for item in missing)
    return f"已印成样稿，还缺 {len(missing)} 项：{listed}"


def field_named(field: str) -> str:
    """Return `parties.2.phone` as 责任单位第3个的电话（parties.2.phone）."""
    if not field:
        return "整个文件"
    words = []
    for part in field.split("."):
        words.append(f"第{int(part) + 1}个" if part.isdecimal() else FIELDS.get(part, ""))
    return f"{'的'.join(words).replace('的第', '第')}（{_shown(field)}）"


def _shown(text: str) -> str:
    unseen = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return "".join(c if unicodedata.category(c) not in unseen else "\ufffd" for c in text)
