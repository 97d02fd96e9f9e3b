"""Who may do what: the whole matrix, and the lines in it that must never move."""

import pytest

from portal.domain.complaint import BY_WORKER, Step
from portal.domain.regions import CITY, COUNTIES
from portal.domain.roles import (
    GRANTS,
    STEP_PERMISSION,
    Permission,
    Role,
    covers,
    may,
    may_step,
    may_take,
)

# Written a second time, by hand: whoever widens a grant has to say so here as well.
MATRIX = """
                   poster operator inspector head director admin editor auditor
see_complaints       .       x         x       x      x      .     .       x
take_calls           .       x         x       .      .      .     .       .
decide_acceptance    .       .         x       x      x      .     .       .
investigate          .       .         x       x      x      .     .       .
decide_cases         .       .         .       x      x      .     .       .
reply                .       x         x       x      x      .     .       .
reveal_person        .       .         x       x      x      .     .       .
see_sites            x       x         x       x      x      x     .       x
keep_sites           x       .         .       .      .      x     .       .
print_boards         x       .         .       .      .      x     .       .
keep_placements      x       .         x       .      .      x     .       .
keep_offices         .       .         .       .      .      x     x       .
keep_document_texts  .       .         .       .      .      x     .       .
keep_conclusions     .       .         .       .      .      x     .       .
see_outbox           .       .         .       .      .      x     .       .
see_shift            .       .         .       x      x      .     .       .
extend_cases         .       .         .       .      x      .     .       .
see_audit            .       .         .       .      .      .     .       x
hold_cases           .       .         x       x      x      .     .       .
propose_purge        .       .         .       x      x      .     .       .
confirm_purge        .       .         .       .      x      .     .       .
export_lists         x       .         x       x      x      x     .       x
export_personal      .       .         .       x      x      .     .       .
assign_cases         .       .         .       x      x      .     .       .
lift_recusals        .       .         .       .      x      .     .       .
keep_reply_templates .       .         .       x      x      .     .       .
"""
HEAD, *ROWS = (line.split() for line in MATRIX.strip().splitlines())
CELLS = [
    pytest.param(Role(role), Permission(name), mark == "x", id=f"{role}-{name}")
    for name, *marks in ROWS
    for role, mark in zip(HEAD, marks, strict=True)
]


@pytest.mark.parametrize(("role", "permission", "granted"), CELLS)
def test_a_role_may_exactly_what_the_matrix_says(
    role: Role, permission: Permission, granted: bool
) -> None:
    assert may(role, permission) is granted


def test_the_matrix_has_every_role_and_every_permission() -> None:
    assert list(Role) == HEAD
    assert [name for name, *_ in ROWS] == list(Permission)
    assert set(GRANTS) == set(Role)


@pytest.mark.parametrize("step", Step)
def test_a_step_is_open_to_exactly_those_who_hold_its_permission(step: Step) -> None:
    holders = {role for role in Role if STEP_PERMISSION.get(step) in GRANTS[role]}
    assert {role for role in Role if may_step(role, step)} == holders


def test_every_step_is_either_the_workers_or_needs_a_permission() -> None:
    assert set(STEP_PERMISSION) == set(Step) - BY_WORKER


@pytest.mark.parametrize("step", sorted(BY_WORKER))
def test_nobody_on_the_staff_takes_a_workers_step(step: Step) -> None:
    assert not any(may_step(role, step) for role in Role)


@pytest.mark.parametrize("role", [Role.POSTER, Role.ADMIN, Role.EDITOR])
def test_who_keeps_registers_and_pages_sees_no_complaint_and_no_complainant(role: Role) -> None:
    assert not may(role, Permission.SEE_COMPLAINTS)
    assert not may(role, Permission.REVEAL_PERSON)
    assert not any(may_step(role, step) for step in Step)


@pytest.mark.parametrize("role", Role)
def test_who_acts_on_a_complaint_or_sees_the_person_sees_the_complaint(role: Role) -> None:
    if any(may_step(role, step) for step in Step) or may(role, Permission.REVEAL_PERSON):
        assert may(role, Permission.SEE_COMPLAINTS)


@pytest.mark.parametrize("role", Role)
def test_who_changes_or_prints_a_site_sees_sites(role: Role) -> None:
    if may(role, Permission.KEEP_SITES) or may(role, Permission.PRINT_BOARDS):
        assert may(role, Permission.SEE_SITES)


def test_an_auditor_reads_and_changes_nothing() -> None:
    assert GRANTS[Role.AUDITOR] == {
        Permission.SEE_COMPLAINTS,
        Permission.SEE_SITES,
        Permission.SEE_AUDIT,
        Permission.EXPORT_LISTS,
    }
    assert not any(may_step(Role.AUDITOR, step) for step in Step)


def test_who_investigates_does_not_decide_alone() -> None:
    assert may_step(Role.INSPECTOR, Step.INVESTIGATE)
    assert not may_step(Role.INSPECTOR, Step.DECIDE)
    assert {role for role in Role if may_step(role, Step.DECIDE)} == {Role.HEAD, Role.DIRECTOR}


def test_an_operator_answers_but_does_not_accept() -> None:
    assert may_step(Role.OPERATOR, Step.ANSWER)
    assert not may_step(Role.OPERATOR, Step.ACCEPT)


@pytest.mark.parametrize("county", COUNTIES)
def test_a_county_covers_itself_alone_and_the_city_covers_it_too(county: str) -> None:
    regions = (CITY, *COUNTIES)
    assert [region for region in regions if covers(county, region)] == [county]
    assert [region for region in regions if covers(region, county)] == [CITY, county]


@pytest.mark.parametrize("stranger", ["", "620", "6205", "620100", "620599"])
def test_a_region_that_is_none_of_ours_covers_nothing(stranger: str) -> None:
    assert not any(covers(stranger, region) for region in (CITY, *COUNTIES))


@pytest.mark.parametrize("role", [role for role in Role if may_step(role, Step.TAKE_OVER)])
def test_whom_a_complaint_is_sent_to_may_take_it_over_or_send_it_back_and_nothing_else(
    role: Role,
) -> None:
    mine = {step for step in Step if may_take(role, "620503", step, "620502", "620503")}
    assert mine == {Step.TAKE_OVER, Step.RETURN}
    assert not any(may_take(role, "620521", step, "620502", "620503") for step in Step)
    assert not may_take(role, "620502", Step.TAKE_OVER, "620502", "620503")
    assert may_take(role, CITY, Step.TAKE_OVER, "620502", "620503")


def test_only_the_head_of_a_department_extends_an_investigation() -> None:
    assert [role for role in Role if may_step(role, Step.EXTEND)] == [Role.DIRECTOR]
