"""Cover for absence: who gives it, who gets it, and when it is over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netmeet.domain.access import Action
from netmeet.domain.errors import BadInputError, NotAllowedError, NotFoundError
from netmeet.services import cases, cover
from netmeet.services.cover import Wanted
from netmeet.store import staff
from tests.support.site import ADMINISTRATOR, COLLEAGUE, START, STRANGER, SUPERVISOR, WORKER

TODAY = START.date()
DAY = timedelta(days=1)
WANTED = Wanted(COLLEAGUE.id, TODAY, TODAY + 7 * DAY, "Leave")


@pytest.fixture
def give(within, case_id):
    """Give cover for the case as its supervisor."""
    return lambda by=SUPERVISOR, **fields: within(case_id, lambda case: cover.give(case, replace(WANTED, **fields)), by)


@pytest.fixture
def give_all(as_caller, case_id):
    """Give cover for everything that the worker has."""
    return lambda by=SUPERVISOR, worker=WORKER, **fields: as_caller(
        lambda caller: cover.give_for_worker(caller, worker.id, replace(WANTED, **fields)), by
    )


@pytest.fixture
def may_open(as_caller, case_id):
    """Say whether somebody may change the case."""

    def ask(actor=COLLEAGUE):
        try:
            return bool(as_caller(lambda caller: cases.open_case(caller, case_id, Action.EDIT_CASE), actor))
        except NotFoundError:
            return False

    return ask


def test_cover_opens_a_case_for_its_days_and_ends_by_itself(give, may_open, around, clock):
    give(starts=TODAY + DAY)
    assert not may_open()
    clock.forward(days=1)
    assert may_open()
    assert [(line.covers, line.away, line.row.reason) for line in around(cover.now_or_soon)] == [(COLLEAGUE.name, WORKER.name, "Leave")]

    clock.forward(days=7)
    assert not may_open()
    assert around(cover.now_or_soon) == ()
    assert len(around(cover.of_case)) == 1


def test_the_last_day_ends_at_midnight_in_england(give, may_open, clock):
    clock.now = clock.now.replace(month=6, day=30, hour=22, minute=30)
    give(starts=clock.now.date(), until=clock.now.date())
    assert may_open()

    clock.forward(minutes=30)

    assert not may_open()


def test_whoever_covers_reads_it_in_their_caseload_and_the_history_tells_of_it(give, as_caller, around, case_id):
    give()
    give(until=TODAY + 9 * DAY)

    assert {key: row.until for key, row in as_caller(cover.covering, COLLEAGUE).items()} == {case_id: TODAY + 9 * DAY}
    assert as_caller(cover.covering, WORKER) == {}
    assert [row.id for row in as_caller(cases.caseload, COLLEAGUE)] == [case_id]
    assert "gave cover for absence" in {row.what for row in around(cases.history)}


def test_cover_to_come_is_in_nobody_s_caseload_yet(give, as_caller):
    give(starts=TODAY + DAY)

    assert as_caller(cover.covering, COLLEAGUE) == {}
    assert as_caller(cases.caseload, COLLEAGUE) == ()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"until": TODAY - DAY, "starts": TODAY - 2 * DAY}, "starts"),
        ({"starts": TODAY - DAY}, "starts"),
        ({"starts": TODAY + 367 * DAY, "until": TODAY + 368 * DAY}, "starts"),
        ({"starts": TODAY + 9 * DAY}, "until"),
        ({"until": TODAY + 367 * DAY}, "until"),
        ({"user_id": WORKER.id}, "user_id"),
        ({"user_id": SUPERVISOR.id}, "user_id"),
        ({"user_id": ADMINISTRATOR.id}, "user_id"),
        ({"user_id": "nobody"}, "user_id"),
    ],
)
def test_cover_that_makes_no_sense_is_refused(give, give_all, fields, field):
    for way in (give, give_all):
        with pytest.raises(BadInputError) as refused:
            way(**fields)
        assert refused.value.field == field


def test_nobody_on_the_map_covers_now_or_once_they_are_put_there(give, give_all, may_open, around):
    give()
    around.add("Cole", staff_id=COLLEAGUE.id)

    assert not may_open()
    for way in (give, give_all):
        with pytest.raises(BadInputError):
            way()


def test_cover_is_over_for_good_once_the_case_is_another_s(give, may_open, around, within, case_id, clock):
    give()
    clock.forward(days=8)
    give(starts=clock.now.date(), until=clock.now.date() + 7 * DAY)
    give(user_id=STRANGER.id, starts=clock.now.date() + DAY, until=clock.now.date() + 7 * DAY)

    within(case_id, lambda case: cases.allocate(case, STRANGER.id, case.profile.version), SUPERVISOR)
    assert not may_open()
    assert around(cover.now_or_soon) == ()

    within(case_id, lambda case: cases.allocate(case, WORKER.id, case.profile.version), SUPERVISOR)
    assert not may_open()
    assert around(cover.now_or_soon) == ()
    past, *ended = reversed(around(cover.of_case))
    assert not past.ended, "it was over by itself"
    assert {(line.row.ended_by, line.row.ended_at) for line in ended} == {(SUPERVISOR.id, clock.now)}
    assert [row.what for row in around(cases.history)].count("ended cover for absence") == 1


def test_cover_stays_where_the_case_is_allocated_to_its_own_worker(give, may_open, around):
    give()
    around(lambda case: cases.allocate(case, WORKER.id, case.profile.version))

    assert may_open()


def test_cover_ended_early_is_over_at_once_and_ended_once(give, may_open, within, case_id, around):
    give()
    (line,) = around(cover.of_case)

    for _ in range(2):
        within(case_id, lambda case: cover.end(case, line.row.id), SUPERVISOR)

    assert not may_open()
    assert [row.what for row in around(cases.history)].count("ended cover for absence") == 1
    with pytest.raises(NotFoundError):
        within(case_id, lambda case: cover.end(case, "nowhere"), SUPERVISOR)


@pytest.mark.parametrize("by", [SUPERVISOR, ADMINISTRATOR])
def test_cover_for_a_worker_is_for_every_case_and_ended_for_every_case(give_all, as_caller, around, by):
    adult, profile = around(lambda case: (case.adult, case.profile))
    as_caller(lambda caller: cases.start_case(caller, adult, profile, TODAY))
    give_all(by)

    assert len(as_caller(cover.covering, COLLEAGUE)) == 2
    assert [(line.covers, line.away) for line in as_caller(cover.given, by)] == [(COLLEAGUE.name, WORKER.name)]
    assert as_caller(cases.caseload, ADMINISTRATOR) == ()

    as_caller(lambda caller: cover.end_for_worker(caller, WORKER.id, COLLEAGUE.id), by)
    assert as_caller(cover.covering, COLLEAGUE) == {}
    assert as_caller(cover.given, by) == ()


def test_whoever_stands_on_a_map_gives_no_cover_for_it(give_all, around):
    around.add("Sol", staff_id=SUPERVISOR.id)
    around.add("Ash", staff_id=ADMINISTRATOR.id)

    for by in (SUPERVISOR, ADMINISTRATOR):
        with pytest.raises(BadInputError, match="no case that this person could cover"):
            give_all(by)


def test_ending_leaves_what_is_of_others_alone(give, as_caller, around):
    give()
    give(user_id=STRANGER.id)
    around.add("Sol", staff_id=SUPERVISOR.id)

    as_caller(lambda caller: cover.end_for_worker(caller, WORKER.id, COLLEAGUE.id), SUPERVISOR)
    assert len(as_caller(cover.covering, COLLEAGUE)) == 1
    as_caller(lambda caller: cover.end_for_worker(caller, WORKER.id, COLLEAGUE.id), ADMINISTRATOR)
    assert as_caller(cover.covering, COLLEAGUE) == {}
    assert len(as_caller(cover.covering, STRANGER)) == 1


def test_a_supervisor_gives_cover_for_their_own_team_only(give_all, as_caller):
    assert {person.id for person in as_caller(cover.workers, SUPERVISOR)} == {WORKER.id, COLLEAGUE.id}
    assert {person.id for person in as_caller(cover.workers, ADMINISTRATOR)} == {WORKER.id, COLLEAGUE.id, SUPERVISOR.id, STRANGER.id}
    assert as_caller(cover.workers, replace(SUPERVISOR, team_id=None)) == ()
    with pytest.raises(BadInputError):
        give_all(STRANGER)
    with pytest.raises(NotFoundError):
        as_caller(lambda caller: cover.end_for_worker(caller, WORKER.id, COLLEAGUE.id), STRANGER)
    with pytest.raises(NotAllowedError):
        as_caller(cover.workers, WORKER)


def test_those_who_can_cover_are_open_accounts_that_hold_cases(as_caller):
    as_caller(lambda caller: staff.save_user(caller.session, replace(STRANGER, active=False), 1, ADMINISTRATOR, caller.at))

    assert {person.id for person in as_caller(cover.people, SUPERVISOR)} == {WORKER.id, COLLEAGUE.id}


def test_cover_of_a_team_mate_names_no_other_team_s(give, as_caller):
    give()

    assert as_caller(cover.given, STRANGER) == ()
