"""The rules of documents: no way to name the reporter to the employer, when each may be made."""

from dataclasses import replace

import pytest

from portal.domain.complaint import NOTHING_DONE, Decision, Kind, Progress, Status
from portal.domain.document_fields import ABOUT_REPORTER, Counterpart, Field
from portal.domain.document_kinds import RULES, Addressee, DocumentKind, TellsOnReporter
from portal.domain.documents import numbered, open_kinds
from portal.domain.identity import Identity, Secrets, given_away


def open_now(
    status: Status, kind: Kind = Kind.COMPLAINT, *, is_anonymous: bool = False
) -> set[str]:
    return set(open_kinds(status, kind, is_anonymous=is_anonymous, progress=NOTHING_DONE))


def test_a_rule_that_would_tell_the_employer_who_reported_cannot_be_made():
    innocent = RULES[DocumentKind.ACCEPTANCE]
    for field in ABOUT_REPORTER:
        with pytest.raises(TellsOnReporter):
            replace(
                innocent, addressee=Addressee.EMPLOYER, told=frozenset({field}), must=frozenset()
            )
    with pytest.raises(TellsOnReporter):
        replace(innocent, is_shown=True)
    for rule in RULES.values():
        assert not (rule.is_read_by_employer and rule.fields & ABOUT_REPORTER)


def test_only_the_reporters_own_record_may_say_who_reported():
    for kind, rule in RULES.items():
        for counterpart in Counterpart:
            typed = {Field.COUNTERPART: counterpart}
            is_own = kind in ("interview", "service_return") and counterpart == "reporter"
            assert rule.hides_reporter(typed) == (rule.is_read_by_employer and not is_own)
    assert RULES[DocumentKind.INTERVIEW].hides_reporter({})


def test_only_an_order_to_pay_is_written_as_a_decision():
    ordered = Progress(decision=Decision.ORDER_TO_PAY)
    dropped = Progress(decision=Decision.REVOKED)
    for progress, is_open in ((ordered, True), (dropped, False), (NOTHING_DONE, False)):
        kinds = open_kinds(Status.DECIDED, Kind.COMPLAINT, is_anonymous=False, progress=progress)
        assert ("decision" in kinds) == is_open


def test_what_must_stand_in_a_text_may_stand_in_it():
    for kind, rule in RULES.items():
        assert rule.required <= rule.fields, kind
        assert not rule.told & {blank.field for blank in rule.blanks}, kind


def test_every_field_is_of_use_somewhere():
    assert {field for rule in RULES.values() for field in rule.fields} == set(Field)


@pytest.mark.parametrize(
    ("status", "kinds"),
    [
        (Status.RECEIVED, set()),
        (Status.ACCEPTED, {"acceptance"}),
        (Status.REFUSED, {"refusal"}),
        (Status.NEED_INFO, {"supplement"}),
        (Status.TRANSFERRED, {"transfer"}),
        (Status.WITHDRAWN, set()),
    ],
)
def test_a_notice_is_made_once_its_step_was_taken(status: Status, kinds: set[str]):
    assert open_now(status) >= kinds
    others = {"acceptance", "refusal", "supplement", "transfer"} - kinds
    assert not open_now(status) & others


def test_nobody_writes_to_whoever_left_nothing_and_a_question_is_not_decided():
    for status in Status:
        for kind in open_now(status, is_anonymous=True):
            assert RULES[DocumentKind(kind)].addressee is not Addressee.WORKER
        assert open_now(status, Kind.ENQUIRY) <= {"transfer"}


def test_a_number_reads_as_offices_write_it():
    assert numbered("示例劳监受", 2026, 7) == "示例劳监受〔2026〕7号"


def secrets(known: dict[Identity, str]) -> Secrets:
    return Secrets({kind: [secret] for kind, secret in known.items()})


SECRETS = {Identity.NAME: "欧阳某某", Identity.PHONE: "19900000001", Identity.RECEIPT: "38172946"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("经查，欧阳某某的工资没有付", {Identity.NAME}),
        ("欧 阳·某\n某", {Identity.NAME}),
        ("欧阳\u200b某某", {Identity.NAME}),
        ("电话 199-0000-0001", {Identity.PHONE}),
        ("电话 １９９ ００００ ０００１", {Identity.PHONE}),
        ("一九九零零零零零零零一", {Identity.PHONE}),
        ("登记号 3817 2946", {Identity.RECEIPT}),
        ("欧阳某某，+86 19900000001", {Identity.NAME, Identity.PHONE}),
        ("欧阳工程队，电话 19900000002，登记号 3817 2947", set()),
        ("", set()),
    ],
)
def test_a_name_or_number_is_found_however_it_is_written(text: str, found: set[Identity]):
    assert set(given_away(text, secrets(SECRETS))) == found


def test_what_is_not_known_gives_nobody_away():
    unknown = {Identity.NAME: "", Identity.PHONE: "", Identity.RECEIPT: "38172946"}
    assert given_away("王师傅", secrets({**unknown, Identity.NAME: "王"})) == ()
    assert given_away("随便什么", secrets(unknown)) == ()
