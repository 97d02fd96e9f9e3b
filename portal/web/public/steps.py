"""The order in which a complaint is asked for: which screens, which fields, and what comes next."""

from typing import Final

from portal.domain.complaint import Kind
from portal.web.public.forms import IntakeForm

FIELDS: Final = {
    "topic": (),
    "about": (),
    "where": ("region", "site_words", "looked_up", "place", "employer"),
    "owed": ("amount_yuan", "amount_unsure", "months", "earlier", "headcount"),
    "matter": ("narrative", "headcount"),
    "contact": ("phone", "name", "narrative", "confidential", "anonymous"),
    "check": (),
}
# Screens whose buttons are their answers. They stand beside the road of who is owed wages, so that
# it is not a tap longer for them.
ASIDE: Final = ("topic", "about")


def steps_of(form: IntakeForm, *, has_site: bool) -> list[str]:
    """The screens that these answers lead through."""
    asked = [] if form.is_own_wages else ["about"]
    where = [] if has_site else ["where"]
    return [*asked, *where, "owed" if form.is_own_wages else "matter", "contact", "check"]


def came_from(step: str, steps: list[str]) -> str:
    """The screen that a form was sent from; an old page that does not say is a finished one."""
    return step if step in steps or step in ASIDE else steps[0]


def fields_of(form: IntakeForm, step: str) -> tuple[str, ...]:
    """The fields of a screen. What happened is told under `matter` when it is not about one's own
    wages; who only asks a question leaves no more than a number."""
    fields = FIELDS[step]
    if step == "contact" and form.kind_word is Kind.ENQUIRY:
        return ("phone", "anonymous")
    if step == "contact" and not form.is_own_wages:
        return tuple(name for name in fields if name != "narrative")
    if step == "matter" and form.kind_word is Kind.ENQUIRY:
        return ("narrative",)
    return fields


def is_answered(form: IntakeForm, step: str) -> bool:
    """Check the answers of a screen; what is wrong is told at its fields."""
    return form.is_step_valid(fields_of(form, step))


def first_unanswered(form: IntakeForm, steps: list[str]) -> str:
    """Where to go on when a button was the answer; nobody is blamed for what was not asked yet."""
    step = next(
        (each for each in steps if each != "about" and not is_answered(form, each)), steps[-1]
    )
    form.forgive()
    return step


TITLES: Final = {
    "topic": "出了什么事？",
    "about": "是谁的事？",
    "where": "在哪里的事",
    "owed": "欠了多少",
    "matter": "出了什么事",
    "contact": "怎么找您",
    "check": "看一遍，对了就提交",
}


def title_of(form: IntakeForm, step: str) -> str:
    """What a screen is called."""
    if form.kind_word is Kind.ENQUIRY and step in ("matter", "contact"):
        return {"matter": "您想问什么", "contact": "怎么答复您"}[step]
    return TITLES[step]
