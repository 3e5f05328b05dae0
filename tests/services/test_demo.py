from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.domain.access import Action, Actor, Role
from netmeet.domain.flag_rule import FlagRule
from netmeet.services import cases, cover, demo, supervision
from netmeet.services.caller import Caller, begin
from netmeet.services.cases import open_case
from netmeet.services.sign_in import sign_in
from netmeet.store import database, staff
from tests.support.stored import AT

PASSWORDS = {person.username: f"three quiet words {place}" for place, person in enumerate(demo.STAFF)}
COMMAND_LINE = Actor("command line", "", "the command line", Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def caller(tmp_path_factory):
    """The invented council, set up once; what a test changes is never committed."""
    engine = database.open_engine(f"sqlite:///{tmp_path_factory.mktemp('demo')}/netmeet.db")
    database.upgrade(engine)
    with database.session_maker(engine)() as session:
        begin(session, writes=True)
        made = Caller(session, COMMAND_LINE, AT)
        assert not demo.is_set_up(made)
        demo.set_up(made, PASSWORDS)
        session.commit()
        begin(session, writes=True)
        yield made
    engine.dispose()


def seen_by(caller, username):
    """The names of the adults whose cases this person sees."""
    actor = staff.user_by_username(caller.session, username)
    return [row.adult_name for row in cases.caseload(replace(caller, actor=actor))]


def test_everybody_signs_in_with_the_password_that_was_printed(caller):
    for username, password in PASSWORDS.items():
        assert sign_in(caller.session, username, password, "127.0.0.1", AT).username == username


def test_one_of_each_role_is_there_and_the_practitioner_and_supervisor_are_one_team(caller):
    roles = [staff.user_by_username(caller.session, person.username).role for person in demo.STAFF]
    teams = {staff.user_by_username(caller.session, person.username).team_id for person in demo.STAFF}

    assert roles == [Role.PRACTITIONER, Role.SUPERVISOR, Role.PRACTITIONER, Role.ADMINISTRATOR]
    assert len(teams) == 1


@pytest.mark.parametrize(
    ("username", "adults"),
    [
        ("nadia", ["Idris Beynon", "Mo Hollins", "Tad Lisowski"]),
        ("grace", ["Idris Beynon", "Mo Hollins", "Tad Lisowski"]),
        ("tom", ["Tad Lisowski"]),
        ("petra", []),
    ],
)
def test_each_sees_their_own_cases_and_those_shared_with_them(caller, username, adults):
    assert seen_by(caller, username) == adults


def test_the_invented_case_is_whole(caller):
    nadia = replace(caller, actor=staff.user_by_username(caller.session, "nadia"))
    row = next(row for row in cases.caseload(nadia) if row.adult_name == "Mo Hollins")

    case = open_case(nadia, row.id, Action.EDIT_CASE)

    assert len(case.network.members) >= 40
    assert case.whole().meetings


def test_there_is_a_note_of_supervision_with_an_answer_and_something_that_changed_since(caller):
    grace = replace(caller, actor=staff.user_by_username(caller.session, "grace"))
    row = next(one for one in supervision.team(grace) if one.last is not None)

    screen = supervision.look(open_case(grace, row.row.id, Action.SUPERVISE_CASE), FlagRule(), AT.date(), None)

    assert row.row.adult_name == "Mo Hollins"
    assert [len(note.answers) for note in screen.notes] == [1]
    assert "What was said" in {change.heading for change in screen.compared.changes}
    assert "On the map" not in {change.heading for change in screen.compared.changes}


def test_the_colleague_s_case_is_covered_while_he_is_away_and_not_for_ever(caller):
    nadia = replace(caller, actor=staff.user_by_username(caller.session, "nadia"))

    assert len(cover.covering(nadia)) == 1
    assert cases.caseload(replace(nadia, at=AT + timedelta(days=40))) == tuple(
        row for row in cases.caseload(nadia) if row.adult_name != "Tad Lisowski"
    )


def test_it_is_known_that_it_is_set_up(caller):
    assert demo.is_set_up(caller)


def test_it_is_known_whose_password_was_changed(caller):
    assert demo.changed(caller, PASSWORDS) == frozenset()
    assert demo.changed(caller, PASSWORDS | {"tom": "another quiet word"}) == {"tom"}


def test_new_passwords_take_the_place_of_lost_ones(caller):
    demo.set_passwords(caller, dict.fromkeys(PASSWORDS, "another quiet word"))
    caller.session.commit()

    assert sign_in(caller.session, "grace", "another quiet word", "127.0.0.1", AT).username == "grace"
    demo.set_passwords(caller, PASSWORDS)
