"""Texts that the demo office writes to workers again and again."""

from typing import Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.complaint import Topic
from portal.models import Staff
from portal.services import reply_templates
from portal.services.reply_templates import TemplateFacts

TEXTS: Final = (
    (
        "收到了",
        None,
        "您反映的事【收到日期】收到了，登记号【登记号】。最晚【受理期限】告诉您受不受理。\n"
        "有欠条、工票、考勤、聊天记录的，在查询页一张一张拍照传上来。",
    ),
    (
        "正在查",
        None,
        "【工地】的事正在查，一般【调查期限】前查完。单位付了钱、或者又有新情况，请在查询页留言。",
    ),
    (
        "问哪几天干的活",
        Topic.WAGES,
        "请告诉我们哪天到哪天在【工地】干的活、说好一天多少、已经给了多少。记不清的写大概，不影响登记。",
    ),
)


def write(session: Session, by: Staff) -> None:
    """Keep them for the whole city. Raises BadTemplate."""
    for title, topic, body in TEXTS:
        facts = TemplateFacts(regions.CITY, f"示例：{title}", body, topic)
        reply_templates.keep(session, None, facts, by=by)
