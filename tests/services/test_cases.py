"""The door to a case: what is not yours does not exist, what you may only see you cannot change, and both are noted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.domain.access import Action
from netmeet.domain.casefile import Profile
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotAllowedError, NotFoundError
from netmeet.domain.meeting import AdultSays
from netmeet.domain.network import Member, MemberKind, Sphere
from netmeet.domain.outcomes import Wish
from netmeet.services import cases, network, outcomes
from netmeet.services.caller import Caller
from netmeet.store import staff
from tests.support.site import ADMINISTRATOR, COLLEAGUE, START, STRANGER, SUPERVISOR, WORKER

TODAY = START.date()


def start(as_caller, actor=WORKER, **profile):
    return as_caller(lambda caller: cases.start_case(caller, Member("", "Rose"), replace(Profile("", ""), **profile), TODAY), actor)


def opened(as_caller, case_id, actor=WORKER, action=Action.VIEW_CASE, reads=""):
    return as_caller(lambda caller: cases.open_case(caller, case_id, action, reads), actor)


def share(around, user, *, may_edit=False):
    around(lambda case: cases.share(case, user.id, may_edit=may_edit, reason="Covering leave"))


# ---------------------------------------------------------------- opening


def test_who_opens_a_case_is_its_worker_and_the_adult_is_a_person_on_the_map(around):
    profile, adult = around(lambda case: (case.profile, case.adult))

    assert (profile.worker_id, profile.opened_on) == (WORKER.id, TODAY)
    assert (adult.name, adult.kind, adult.sphere) == ("Rose Okafor", MemberKind.PERSON, Sphere.OTHER)
    assert around(lambda case: (case.adult_name, cases.worker_name(case))) == ("Rose Okafor", WORKER.name)


def test_an_administrator_opens_no_case(as_caller):
    with pytest.raises(NotAllowedError):
        start(as_caller, ADMINISTRATOR)


def test_a_case_number_is_given_once_however_it_is_written(as_caller):
    start(as_caller, reference="MM-1")

    with pytest.raises(BadInputError, match="already has this case number") as refused:
        start(as_caller, reference="mm-1")

    assert refused.value.field == "reference"
    assert start(as_caller, reference="") != start(as_caller, reference="")


@pytest.mark.parametrize("actor", [COLLEAGUE, STRANGER, ADMINISTRATOR])
def test_a_case_that_is_not_theirs_is_refused_like_one_that_is_not_there(as_caller, case_id, actor):
    refusals = []
    for wanted in (case_id, "nowhere"):
        with pytest.raises(NotFoundError) as refused:
            opened(as_caller, wanted, actor)
        refusals.append((str(refused.value), refused.value.status))

    assert refusals[0] == refusals[1]


def test_a_supervisor_sees_and_may_not_change(as_caller, case_id):
    case = opened(as_caller, case_id, SUPERVISOR)

    assert case.id == case_id
    with pytest.raises(NotAllowedError, match="may look at this case"):
        opened(as_caller, case_id, SUPERVISOR, Action.EDIT_CASE)


def test_a_look_and_a_refusal_are_noted(as_caller, around, case_id, new_db, clock):
    opened(as_caller, case_id, reads="cases.show")
    with pytest.raises(cases.AccessRefusedError) as refused:
        opened(as_caller, case_id, COLLEAGUE)
    with new_db() as session:
        cases.note_refusal(session, refused.value, clock())

    rows = around(cases.history)

    noted = {(row.action, row.what, row.actor_name) for row in rows}
    assert {("look", "cases.show", WORKER.name), ("refused", "not their case", COLLEAGUE.name)} <= noted
    assert ("change", "opened the case", WORKER.name) in noted
    assert len(around(lambda case: cases.history(case, 1))) == 1


def test_a_case_that_vanished_is_not_found(as_caller):
    def look(caller, part):
        return getattr(cases.OpenCase(caller, "nowhere"), part)

    with pytest.raises(NotFoundError):
        as_caller(lambda caller: look(caller, "profile"))
    with pytest.raises(NotFoundError):
        as_caller(lambda caller: look(caller, "whole")())


def test_what_somebody_may_do_elsewhere_is_asked_before_it_is_offered(around, within):
    def allowed(case):
        return {action for action in Action if case.may(action)}

    assert Action.EDIT_CASE in around(allowed)
    assert Action.EDIT_CASE not in within(around.case_id, allowed, SUPERVISOR)
    assert Action.VIEW_CASE in within(around.case_id, allowed, SUPERVISOR)
    assert Action.VIEW_CASE not in within(around.case_id, allowed, COLLEAGUE)


def test_an_action_about_no_case_is_checked_too(new_db, clock):
    with new_db() as session, pytest.raises(NotAllowedError, match="Your account does not allow this"):
        cases.check(Caller(session, WORKER, clock()), Action.MANAGE_STAFF)


def test_yesterday_and_today_are_past_and_tomorrow_is_not(around):
    around(lambda case: cases.OpenCase.check_past(case, TODAY, "said_on"))
    around(lambda case: cases.OpenCase.check_past(case, None, "said_on"))
    with pytest.raises(BadInputError, match="still to come"):
        around(lambda case: cases.OpenCase.check_past(case, TODAY + timedelta(days=1), "said_on"))


def test_a_day_begins_at_midnight_in_england(around, clock):
    clock.now = clock.now.replace(month=6, day=30, hour=23, minute=30)

    around(lambda case: case.check_past(clock.now.date() + timedelta(days=1), "said_on"))


# ---------------------------------------------------------------- the adult's details


def test_of_two_who_change_the_adult_the_second_is_told(around):
    profile, adult = around(lambda case: (case.profile, case.adult))
    around(lambda case: cases.save_profile(case, replace(adult, name="Rosie"), replace(profile, language="Igbo"), 1, 1))

    assert around(lambda case: (case.adult_name, case.profile.language)) == ("Rosie", "Igbo")
    for seen in ((1, 2), (2, 1)):
        with pytest.raises(ChangedMeanwhileError, match=WORKER.name):
            around(lambda case, seen=seen: cases.save_profile(case, adult, profile, *seen))
    assert around(lambda case: case.adult_name) == "Rosie"


# ---------------------------------------------------------------- sharing and allocating


def test_a_case_that_is_shared_opens_and_closes_again(around, as_caller, case_id):
    share(around, COLLEAGUE)
    assert [(one.name, one.may_edit, one.reason) for one in around(cases.shares)] == [(COLLEAGUE.name, False, "Covering leave")]
    assert opened(as_caller, case_id, COLLEAGUE)
    with pytest.raises(NotAllowedError):
        opened(as_caller, case_id, COLLEAGUE, Action.EDIT_CASE)

    share(around, COLLEAGUE, may_edit=True)
    assert len(around(cases.shares)) == 1
    assert opened(as_caller, case_id, COLLEAGUE, Action.EDIT_CASE)
    assert [row.reference for row in as_caller(cases.caseload, COLLEAGUE)] == [""]

    around(lambda case: cases.unshare(case, COLLEAGUE.id))
    with pytest.raises(NotFoundError):
        opened(as_caller, case_id, COLLEAGUE)
    assert as_caller(cases.caseload, COLLEAGUE) == ()


@pytest.fixture
def refuses(around):
    """Say whether somebody can neither be given the case nor have it shared with them."""

    def do(user_id):
        with pytest.raises(BadInputError) as share_refused:
            around(lambda case: cases.share(case, user_id, may_edit=False, reason="x"))
        with pytest.raises(BadInputError) as refused:
            around(lambda case: cases.allocate(case, user_id, case.profile.version))
        return share_refused.value.field, refused.value.field

    return do


def test_a_case_is_for_open_accounts_that_hold_cases(refuses, as_caller):
    as_caller(lambda caller: staff.save_user(caller.session, replace(COLLEAGUE, active=False), 1, ADMINISTRATOR, caller.at))

    for user_id in ("nobody", ADMINISTRATOR.id, COLLEAGUE.id):
        assert refuses(user_id) == ("user_id", "worker_id")


def test_nobody_who_stands_on_the_map_gets_the_case(refuses, around):
    around.add("Cole", staff_id=COLLEAGUE.id)

    assert refuses(COLLEAGUE.id) == ("user_id", "worker_id")


def test_whoever_was_taken_off_the_map_stays_locked_out_until_the_supervisor_lets_them_in(around, within, as_caller, case_id, refuses):
    share(around, COLLEAGUE)
    cole, also = around.add("Cole", staff_id=COLLEAGUE.id), around.add("C. Ansah", staff_id=COLLEAGUE.id)
    around(lambda case: network.remove_member(case, cole))
    assert refuses(COLLEAGUE.id) == ("user_id", "worker_id")
    with pytest.raises(NotFoundError):
        opened(as_caller, case_id, COLLEAGUE)
    assert as_caller(cases.caseload, COLLEAGUE) == ()
    assert [(row.user_id, row.member_name, row.on_map) for row in around(cases.locked_out)] == [
        (COLLEAGUE.id, "Cole", False),
        (COLLEAGUE.id, "C. Ansah", True),
    ]

    within(case_id, lambda case: cases.let_in(case, COLLEAGUE.id), SUPERVISOR)

    assert opened(as_caller, case_id, COLLEAGUE)
    assert around(cases.locked_out) == ()
    assert around(lambda case: (case.network.member(also).staff_id, case.network.member(also).version)) == (None, 2)
    assert "let somebody in who stood on the map" in {row.what for row in around(cases.history)}
    with pytest.raises(NotFoundError):
        within(case_id, lambda case: cases.let_in(case, COLLEAGUE.id), SUPERVISOR)


def test_a_case_is_not_shared_with_its_own_worker(around):
    with pytest.raises(BadInputError, match="Choose somebody from the list"):
        share(around, WORKER)


def test_a_case_that_is_allocated_anew_is_the_new_worker_s(around, as_caller, case_id):
    around(lambda case: cases.allocate(case, COLLEAGUE.id, case.profile.version))

    assert opened(as_caller, case_id, COLLEAGUE, Action.EDIT_CASE)
    with pytest.raises(NotFoundError):
        opened(as_caller, case_id)
    with pytest.raises(ChangedMeanwhileError):
        around(lambda case: cases.allocate(case, STRANGER.id, 1))


def test_a_share_with_an_account_that_is_closed_still_shows(around, as_caller):
    share(around, STRANGER)
    as_caller(lambda caller: staff.save_user(caller.session, replace(STRANGER, active=False), 1, ADMINISTRATOR, caller.at))

    assert [one.name for one in around(cases.shares)] == [STRANGER.name]


def test_a_case_without_a_worker_names_none(around):
    assert around(lambda case: cases.worker_name(_without_worker(case))) == ""


def _without_worker(case):
    case.__dict__["profile"] = replace(case.profile, worker_id=None)
    return case


# ---------------------------------------------------------------- how far the work is


def test_the_steps_say_how_far_the_work_is(around):
    def told():
        return {step.endpoint: step.now for step in around(cases.steps)}

    assert (told()["mapping.show"], told()["meetings.index"]) == ("Nobody on the map yet", "None planned yet")

    around.add("Dawn", "Kev")
    around.says(around.plan(), Dawn=AdultSays.YES)
    around(lambda case: outcomes.say_wish(case, Wish("", 2, "Church")))

    assert told()["mapping.show"] == "2 on the map"
    assert told()["meetings.index"] == "1 planned, 1 person asked about"
    around.says(around.plan(), Dawn=AdultSays.NO)
    assert told()["meetings.index"] == "2 planned, 1 person asked about"
    assert told()["network.show"] == "0 things said so far"
    assert told()["outcomes.show"] == "1 of 3 wishes written down"
