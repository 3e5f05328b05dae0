"""Two who do the same thing at once, each on a connection of their own: the second waits for the first, and then sees what it did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Barrier
from typing import Any

import pytest

from netmeet.domain.access import Action, Role
from netmeet.domain.casefile import Profile
from netmeet.domain.errors import BadInputError, BusyError, ChangedMeanwhileError
from netmeet.domain.meeting import AdultSays, Invitation
from netmeet.domain.network import Member, TieKind
from netmeet.domain.outcomes import Working
from netmeet.services import cases, meetings, network, once, outcomes, sign_in, staff, unsaved
from netmeet.services.caller import Caller, begin
from netmeet.services.sign_in import NewPassword
from netmeet.store import database, networks
from netmeet.store import meetings as kept_meetings
from tests.support.databases import POSTGRESQL, only_on
from tests.support.site import ADMINISTRATOR, COLLEAGUE, START, SUPERVISOR, WORKER

KEY = "0123456789abcdef" * 2
OTHER_ADMINISTRATOR = replace(SUPERVISOR, role=Role.ADMINISTRATOR)


@dataclass
class Two:
    """Runs two transactions that overlap: the second begins while the first is not yet committed."""

    new_db: Callable[[], Any]

    def run(self, do: Callable[[Caller], Any], actor=WORKER) -> Any:
        with self.new_db() as session:
            begin(session, writes=True)
            result = do(Caller(session, actor, START))
            session.commit()
        return result

    def __call__(self, first, second, actors=(WORKER, WORKER)) -> Any:
        """Return what the second returned, which has to wait until the first is done."""
        with self.new_db() as session, ThreadPoolExecutor(1) as pool:
            begin(session, writes=True)
            first(Caller(session, actors[0], START))
            waiting = pool.submit(self.run, second, actors[1])
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
            session.commit()
            return waiting.result(20)


@pytest.fixture
def two(new_db) -> Two:
    return Two(new_db)


def opened(case_id: str, do: Callable[[cases.OpenCase], Any]) -> Callable[[Caller], Any]:
    """Something that is done on a case, through its one door."""
    return lambda caller: do(cases.open_case(caller, case_id, Action.EDIT_CASE))


def test_a_form_that_is_sent_twice_at_once_makes_one_thing(two):
    made = []

    def send(caller):
        earlier = once.claim(caller, KEY)
        if earlier is None:
            made.append(cases.start_case(caller, Member("", "Rose Okafor"), Profile("", ""), START.date()))
            once.settle(caller, KEY, f"/cases/{made[-1]}")
        return earlier

    assert two(send, send) == f"/cases/{made[0]}"
    assert len(two.run(cases.caseload)) == 1


def test_of_two_who_change_the_same_thing_the_second_is_told(two, case_id):
    adult = two.run(opened(case_id, lambda case: case.adult))

    def change(name):
        return opened(case_id, lambda case: network.save_member(case, replace(adult, name=name), adult.version))

    with pytest.raises(ChangedMeanwhileError, match="Wren Abara"):
        two(change("Rosie"), change("Rosa"))
    assert two.run(opened(case_id, lambda case: case.adult_name)) == "Rosie"


def test_what_two_say_at_once_is_numbered_one_after_the_other(two, case_id):
    def say(words):
        return opened(case_id, lambda case: outcomes.say_working(case, Working("", working=True, words=words)))

    two(say("lunch club"), say("Amina"))

    assert [(one.words, one.seq) for one in two.run(opened(case_id, outcomes.workings))] == [("lunch club", 1), ("Amina", 2)]


def test_two_members_who_are_put_on_the_map_at_once_have_each_their_place(two, case_id):
    def add(name):
        return opened(case_id, lambda case: network.add_member(case, Member("", name), None, TieKind.SOCIAL, ""))

    two(add("Lee"), add("Jean"))

    def places(caller):
        table = networks.members
        return caller.session.execute(table.select().where(table.c.case_id == case_id).order_by(table.c.position)).all()

    assert [(row.name, row.position) for row in two.run(places)] == [("Rose Okafor", 1), ("Lee", 2), ("Jean", 3)]


def test_of_two_first_answers_about_an_invitation_the_second_is_told(two, case_id, around):
    member, meeting_id = around.add("Lee"), around.plan()

    def answer(says):
        def save(case):
            return kept_meetings.save_invitation(case.session, case.id, meeting_id, Invitation(member, says), 1, case.actor, case.at)

        return opened(case_id, save)

    with pytest.raises(ChangedMeanwhileError):
        two(answer(AdultSays.YES), answer(AdultSays.NO))
    assert two.run(opened(case_id, lambda case: meetings.one(case, meeting_id))).invitation(member).adult_says is AdultSays.YES


def test_two_administrators_cannot_close_each_other(two):
    two.run(lambda caller: staff.change_user(caller, OTHER_ADMINISTRATOR, 1), ADMINISTRATOR)

    def close(person, seen):
        return lambda caller: staff.change_user(caller, replace(person, active=False), seen)

    with pytest.raises(BadInputError, match="last administrator"):
        two(close(OTHER_ADMINISTRATOR, 2), close(ADMINISTRATOR, 1), (ADMINISTRATOR, OTHER_ADMINISTRATOR))


def test_a_username_and_a_team_are_there_once(two):
    password = NewPassword.of("three quiet words")

    def account(caller):
        return staff.add_user(caller, "p.shah", "Priya Shah", Role.PRACTITIONER, None, password)

    def team(caller):
        return staff.add_team(caller, "West")

    for make, said in ((account, "username is taken"), (team, "team of this name")):
        with pytest.raises(BadInputError, match=said):
            two(make, make, (ADMINISTRATOR, ADMINISTRATOR))


def test_a_case_number_is_given_once(two):
    def start(caller):
        return cases.start_case(caller, Member("", "Rose Okafor"), Profile("", "", "NM-1"), START.date())

    with pytest.raises(BadInputError, match="already has this case number"):
        two(start, start)


def test_two_drafts_of_one_page_end_as_the_later_one(two):
    def draft(text):
        return lambda caller: unsaved.save_draft(caller.session, caller.actor.id, "/cases/new", (("name", text),), caller.at)

    assert two(draft("Ros"), draft("Rose"))
    assert two.run(lambda caller: unsaved.draft(caller, "/cases/new")).fields == (("name", "Rose"),)


def test_many_wrong_passwords_at_once_are_counted_one_by_one(two, new_db):
    together = Barrier(8)

    def guess(_):
        together.wait(20)
        with new_db() as session:
            with pytest.raises(BadInputError) as refused:
                sign_in.sign_in(session, "Wren", "wrong", "192.0.2.1", START)
            session.commit()
        return str(refused.value) == sign_in.WRONG

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(8))) == 5


def test_a_page_shows_one_moment_though_somebody_saves_meanwhile(two, new_db, case_id):
    with new_db() as session:
        before = networks.load(session, case_id)
        two.run(opened(case_id, lambda case: network.add_member(case, Member("", "Lee"), None, TieKind.SOCIAL, "")))

        assert networks.load(session, case_id) == before


@only_on(POSTGRESQL)
def test_who_changes_one_case_keeps_nobody_from_another(two, new_db, case_id):
    other = two.run(lambda caller: cases.start_case(caller, Member("", "Mo"), Profile("", ""), START.date()), COLLEAGUE)
    with new_db() as session:
        begin(session, writes=True)
        cases.open_case(Caller(session, WORKER, START), case_id, Action.EDIT_CASE)

        two.run(opened(other, lambda case: outcomes.say_working(case, Working("", working=True, words="tea"))), COLLEAGUE)


@only_on(POSTGRESQL)
def test_who_waits_in_vain_is_told_in_a_sentence(two, new_db, case_id, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    with new_db() as session:
        begin(session, writes=True)
        cases.open_case(Caller(session, WORKER, START), case_id, Action.EDIT_CASE)

        with pytest.raises(BusyError):
            two.run(opened(case_id, lambda case: case.adult_name))


@only_on(POSTGRESQL)
def test_a_request_that_only_reads_cannot_write(new_db):
    with new_db() as session, pytest.raises(Exception, match="read-only transaction"):
        unsaved.save_draft(session, WORKER.id, "/cases/new", (), START)
