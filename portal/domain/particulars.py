"""What a written complaint states by law, item by item; whatever is missing never stops it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from portal.domain.complaint import OPEN, Kind, Status


class Item(StrEnum):
    """The items of 劳社部令第25号 14, in its order (FACTS 2.2, R3).

    An ID number, a bank card, a face or a position are not among them and are never asked for.
    """

    NAME = "name"
    SEX = "sex"
    AGE = "age"
    OCCUPATION = "occupation"
    EMPLOYER = "employer"
    HOME = "home"
    CONTACT = "contact"
    RESPONDENT = "respondent"
    RESPONDENT_ADDRESS = "respondent_address"
    PERSON_IN_CHARGE = "person_in_charge"
    PERSON_POST = "person_post"
    FACTS = "facts"
    REQUEST = "request"


# Kept on the complaint itself: one name and one number, wherever they are changed.
OF_COMPLAINT: Final = frozenset({Item.NAME, Item.CONTACT})
# Staff see these only when they have said why.
PERSONAL: Final = frozenset({Item.NAME, Item.HOME, Item.CONTACT})
UNCLEAR_WORDS: Final = ("不清楚", "不知道", "不晓得", "说不清")


@dataclass(frozen=True)
class Particulars:
    """What was stated, and what the worker says is not known."""

    told: Mapping[Item, str] = field(default_factory=dict)
    unclear: frozenset[Item] = frozenset()

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is neither told nor said to be unknown, in the order of the law."""
        return tuple(item for item in Item if not self.told.get(item) and item not in self.unclear)

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not self.unclear and not any(self.told.values())


def stated(typed: Mapping[Item, str], ticked: Collection[Item]) -> Particulars:
    """The particulars that a form gives: what is typed counts before a tick, and writing 不清楚 is
    as good as ticking it."""
    told = {item: text for item, text in typed.items() if text and text not in UNCLEAR_WORDS}
    said = {item for item, text in typed.items() if text in UNCLEAR_WORDS}
    return Particulars(told, frozenset((said | set(ticked)) - set(told)))


def takes_particulars(kind: Kind, status: Status) -> bool:
    """Whether they are of use: for a complaint, as long as it is not over. A report needs no
    person behind it, an enquiry nothing."""
    return kind is Kind.COMPLAINT and status in OPEN
