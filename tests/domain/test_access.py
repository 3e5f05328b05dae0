"""Who may do what to which case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from netmeet.domain.access import CASE_ACTIONS, Action, Actor, Allowed, CaseStanding, Cover, Refused, Role, decide, may_give_cover

WORKER = Actor("w", "wren", "Wren Abara", Role.PRACTITIONER, "north")
COLLEAGUE = Actor("c", "cole", "Cole Ansah", Role.PRACTITIONER, "north")
SUPERVISOR = Actor("s", "sol", "Sol Brandt", Role.SUPERVISOR, "north")
OTHER_SUPERVISOR = Actor("t", "tam", "Tam Byrne", Role.SUPERVISOR, "south")
ADMINISTRATOR = Actor("a", "ash", "Ash Cole", Role.ADMINISTRATOR, "north")
EVERYBODY = [WORKER, COLLEAGUE, SUPERVISOR, OTHER_SUPERVISOR, ADMINISTRATOR]

CASE = CaseStanding(worker_id="w", worker_team_id="north")
SHARED = CaseStanding("w", "north", shared_with=frozenset({"c", "t"}), editors=frozenset({"t"}))


@pytest.mark.parametrize(
    ("actor", "case", "allowed"),
    [
        (WORKER, CASE, set(CASE_ACTIONS) - {Action.SUPERVISE_CASE}),
        (COLLEAGUE, CASE, set()),
        (SUPERVISOR, CASE, set(CASE_ACTIONS) - {Action.EDIT_CASE}),
        (OTHER_SUPERVISOR, CASE, set()),
        (ADMINISTRATOR, CASE, set()),
        (COLLEAGUE, SHARED, {Action.VIEW_CASE}),
        (OTHER_SUPERVISOR, SHARED, {Action.VIEW_CASE, Action.EDIT_CASE}),
        (SUPERVISOR, CaseStanding("w", None), set()),
        (Actor("x", "x", "X", Role.SUPERVISOR, None), CaseStanding("w", None), set()),
        (WORKER, None, set()),
    ],
)
def test_a_case_is_open_to_its_worker_those_it_is_shared_with_and_the_worker_s_supervisor(actor, case, allowed):
    assert {action for action in CASE_ACTIONS if decide(actor, action, case) == Allowed()} == allowed


def test_nobody_supervises_a_case_of_their_own():
    own, rest = CaseStanding(SUPERVISOR.id, "north"), set(CASE_ACTIONS) - {Action.SUPERVISE_CASE}

    assert {action for action in CASE_ACTIONS if decide(SUPERVISOR, action, own) == Allowed()} == rest


# ---------------------------------------------------------------- cover

FIRST, LAST = date(2026, 11, 22), date(2026, 12, 4)
COVERED = replace(CASE, covers=(Cover("c", "w", FIRST, LAST),))


@pytest.mark.parametrize(
    ("on", "open_to_them"),
    [(FIRST - timedelta(days=1), False), (FIRST, True), (LAST, True), (LAST + timedelta(days=1), False), (None, False)],
)
def test_cover_opens_a_case_on_its_days_and_ends_by_itself(on, open_to_them):
    allowed = {action for action in CASE_ACTIONS if decide(COLLEAGUE, action, COVERED, on=on) == Allowed()}

    assert allowed == ({Action.VIEW_CASE, Action.EDIT_CASE, Action.READ_SUPERVISION} if open_to_them else set())


def test_cover_is_for_the_worker_who_is_away_and_ends_when_the_case_is_another_s():
    for worker_id in ("v", None):
        assert isinstance(decide(COLLEAGUE, Action.VIEW_CASE, replace(COVERED, worker_id=worker_id), on=FIRST), Refused)


@pytest.mark.parametrize("change", [{"role": Role.ADMINISTRATOR}, {"active": False}])
def test_cover_opens_nothing_to_who_may_hold_no_case(change):
    assert isinstance(decide(replace(COLLEAGUE, **change), Action.VIEW_CASE, COVERED, on=FIRST), Refused)


@pytest.mark.parametrize(
    ("actor", "case", "may"),
    [
        (SUPERVISOR, CASE, True),
        (ADMINISTRATOR, CASE, True),
        (WORKER, CASE, False),
        (OTHER_SUPERVISOR, CASE, False),
        (COLLEAGUE, SHARED, False),
        (SUPERVISOR, CaseStanding("s", "north"), False),
        (SUPERVISOR, replace(CASE, staff_on_map=frozenset({"s"})), False),
        (ADMINISTRATOR, replace(CASE, staff_on_map=frozenset({"a"})), False),
        (replace(SUPERVISOR, active=False), CASE, False),
    ],
)
def test_cover_is_given_by_the_worker_s_supervisor_or_an_administrator(actor, case, may):
    assert may_give_cover(actor, case) is may


@pytest.mark.parametrize("actor", EVERYBODY)
@pytest.mark.parametrize("action", sorted(CASE_ACTIONS))
def test_staff_who_stand_on_a_map_are_locked_out_of_it_whatever_their_role(actor, action):
    cover = (Cover(actor.id, actor.id, FIRST, LAST),)
    case = CaseStanding(actor.id, actor.team_id, frozenset({actor.id}), frozenset({actor.id}), frozenset({actor.id}), cover)

    answer = decide(actor, action, case, on=FIRST)

    assert isinstance(answer, Refused)
    assert answer.hidden


def test_a_case_that_is_not_yours_answers_like_one_that_does_not_exist():
    missing, forbidden = decide(COLLEAGUE, Action.VIEW_CASE, None), decide(COLLEAGUE, Action.VIEW_CASE, CASE)

    assert isinstance(missing, Refused)
    assert isinstance(forbidden, Refused)
    assert missing.hidden
    assert forbidden.hidden


@pytest.mark.parametrize("action", sorted(Action))
def test_a_closed_account_may_do_nothing(action):
    assert isinstance(decide(Actor("w", "wren", "Wren Abara", Role.PRACTITIONER, "north", active=False), action, CASE), Refused)


@pytest.mark.parametrize(
    ("actor", "action", "allowed"),
    [
        (WORKER, Action.USE_NETMEET, True),
        (WORKER, Action.OPEN_CASE, True),
        (ADMINISTRATOR, Action.OPEN_CASE, False),
        (WORKER, Action.MANAGE_STAFF, False),
        (SUPERVISOR, Action.MANAGE_STAFF, False),
        (ADMINISTRATOR, Action.MANAGE_STAFF, True),
        (WORKER, Action.SUPERVISE_TEAM, False),
        (SUPERVISOR, Action.SUPERVISE_TEAM, True),
        (ADMINISTRATOR, Action.SUPERVISE_TEAM, False),
        (WORKER, Action.GIVE_COVER, False),
        (SUPERVISOR, Action.GIVE_COVER, True),
        (ADMINISTRATOR, Action.GIVE_COVER, True),
    ],
)
def test_what_is_not_about_a_case_hangs_on_the_role(actor, action, allowed):
    assert isinstance(decide(actor, action), Allowed) == allowed
