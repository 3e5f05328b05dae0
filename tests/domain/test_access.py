"""Who may do what to which case."""

import pytest

from netmeet.domain.access import CASE_ACTIONS, Action, Actor, Allowed, CaseStanding, Refused, Role, decide

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
        (WORKER, CASE, {Action.VIEW_CASE, Action.EDIT_CASE, Action.SHARE_CASE, Action.EXPORT_CASE}),
        (COLLEAGUE, CASE, set()),
        (SUPERVISOR, CASE, {Action.VIEW_CASE, Action.SHARE_CASE, Action.EXPORT_CASE}),
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


@pytest.mark.parametrize("actor", EVERYBODY)
@pytest.mark.parametrize("action", sorted(CASE_ACTIONS))
def test_staff_who_stand_on_a_map_are_locked_out_of_it_whatever_their_role(actor, action):
    case = CaseStanding(actor.id, actor.team_id, frozenset({actor.id}), frozenset({actor.id}), frozenset({actor.id}))

    answer = decide(actor, action, case)

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
    ],
)
def test_what_is_not_about_a_case_hangs_on_the_role(actor, action, allowed):
    assert isinstance(decide(actor, action), Allowed) == allowed
