"""What a reply may take over from its complaint: about the case, never about a person.

Each is written as it stands in a text: 【登记号】. Names, phones, employers as workers call them
and what was told are not among them, so that a text that goes to many carries nobody else's.
"""

from enum import StrEnum


class ReplyField(StrEnum):
    """A field; its value is its name in the brackets."""

    NUMBER = "登记号"
    RECEIVED_ON = "收到日期"
    SITE = "工地"
    COUNTY = "县区"
    TOPIC = "事项"
    AMOUNT = "金额"
    ACCEPTANCE_DUE = "受理期限"
    INVESTIGATION_DUE = "调查期限"
    OFFICE = "监察机构"
    OFFICE_PHONE = "监察电话"
    TODAY = "今天"
