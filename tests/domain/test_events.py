"""What the timeline may say: the declared facts, nothing personal, and how much a worker sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.audit import ACTS, act_of
from portal.domain.event_facts import FACTS, WrongFacts, check_facts
from portal.domain.events import FOR_WORKER, EventName

ALL_FACTS = sorted(frozenset().union(*FACTS.values()))
PERSONAL = {
    "address",
    "amount",
    "employer",
    "id_number",
    "ip",
    "message",
    "name",
    "narrative",
    "note",
    "password",
    "person",
    "phone",
    "query_code",
    "reporter",
    "text",
    "username",
    "worker_name",
}


@given(st.sampled_from(EventName), st.sets(st.sampled_from([*ALL_FACTS, *sorted(PERSONAL)])))
def test_an_event_takes_exactly_the_facts_that_it_declares(
    name: EventName, given_facts: set[str]
) -> None:
    facts = dict.fromkeys(given_facts, "x")
    if given_facts == FACTS[name]:
        check_facts(name, facts)
    else:
        with pytest.raises(WrongFacts):
            check_facts(name, facts)


@pytest.mark.parametrize("name", EventName)
def test_the_declared_facts_are_taken_and_one_more_or_less_is_not(name: EventName) -> None:
    facts: dict[str, object] = dict.fromkeys(FACTS[name])
    check_facts(name, facts)
    with pytest.raises(WrongFacts, match=str(name)):
        check_facts(name, facts | {"phone": "13800138000"})
    for left_out in facts:
        with pytest.raises(WrongFacts):
            check_facts(name, {key: facts[key] for key in facts if key != left_out})


def test_a_wrong_fact_is_named_and_its_value_is_not() -> None:
    with pytest.raises(WrongFacts) as wrong:
        check_facts(EventName.CLOSED, {"phone": "13800138000"})
    assert "phone" in str(wrong.value)
    assert "13800138000" not in str(wrong.value)


def test_every_event_declares_its_facts() -> None:
    assert set(FACTS) == set(EventName)


def test_no_event_carries_anything_personal() -> None:
    assert not PERSONAL & set(ALL_FACTS)


def test_a_worker_sees_the_case_and_none_of_the_offices_own_business() -> None:
    """A new event is hidden until somebody decides here that workers see it."""
    case = {
        EventName.RECEIVED,
        EventName.ACCEPTED,
        EventName.REFUSED,
        EventName.SUPPLEMENT_ASKED,
        EventName.SUPPLEMENTED,
        EventName.TRANSFERRED,
        EventName.RETURNED,
        EventName.ANSWERED,
        EventName.INVESTIGATION_STARTED,
        EventName.DECIDED,
        EventName.CLOSED,
        EventName.DISPUTED,
        EventName.REINVESTIGATED,
        EventName.WITHDRAWN,
        EventName.REPLIED,
        EventName.WORKER_WROTE,
        EventName.CONTACT_GIVEN,
        EventName.CODE_CHANGED,
        EventName.PHOTO_ADDED,
        EventName.DETAILS_GIVEN,
        EventName.CODE_REISSUED,
        EventName.GROUP_OPENED,
        EventName.GROUP_JOINED,
        EventName.DUE_CHANGED,
        EventName.CALLED_AGAIN,
        EventName.STATEMENT_MADE,
        EventName.STATEMENT_SIGNED,
        EventName.TAKEN_OVER,
        EventName.TRANSFER_TAKEN,
        EventName.SENT_TO_CITY,
        EventName.EMPLOYER_HEARD,
        EventName.EXTENDED,
        EventName.INVESTIGATION_COMPLETED,
        EventName.SERVED,
        EventName.ENFORCEMENT_TAKEN,
        EventName.REPRESENTATIVE_CHOSEN,
        EventName.REPRESENTATIVE_RELEASED,
    }
    assert case == FOR_WORKER


def test_the_declarations_cannot_be_changed_at_run_time() -> None:
    with pytest.raises(TypeError):
        FACTS[EventName.REPLIED] = frozenset({"note"})  # type: ignore[index]


def test_what_is_done_to_an_account_names_it_by_its_number() -> None:
    for name in (
        EventName.STAFF_DISABLED,
        EventName.STAFF_UNLOCKED,
        EventName.STAFF_PASSWORD_SET,
    ):
        assert FACTS[name] == {"account_id"}
        assert name not in FOR_WORKER


def test_every_event_is_one_kind_of_act_for_the_auditor() -> None:
    """A new event is told to the audit (domain/audit.py), so that no reading or export hides."""
    assert sum(len(names) for names in ACTS.values()) == len(EventName)
    assert {act_of(name) for name in EventName} == set(ACTS)
