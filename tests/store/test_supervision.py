from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from netmeet.domain.access import Cover
from netmeet.domain.changed import Moved
from netmeet.domain.errors import BadInputError
from netmeet.store import audit, cases, database, networks, staff, supervision
from netmeet.store.supervision import AnswerRow, CoverRow, NoteRow
from tests.support.make import a_case, a_member, a_tie
from tests.support.stored import AT, COLLEAGUE, NORTH, SUPERVISOR, WORKER, add_staff

DAY = date(2026, 11, 22)
LATER = AT + timedelta(days=20)


def a_note(id, held_on=DAY, at=AT, by=SUPERVISOR):
    return NoteRow(
        id=id, held_on=held_on, note=f"Talked about {id}", decision="Ask again, alone", written_by=by.id, written_at=at, author=by.name
    )


def a_cover(id="cover", case_id="case", **fields):
    return CoverRow(
        **{
            "id": id,
            "case_id": case_id,
            "worker_id": WORKER.id,
            "user_id": COLLEAGUE.id,
            "starts": DAY,
            "until": DAY + timedelta(days=7),
            "reason": "Leave",
            "given_by": SUPERVISOR.id,
            "given_at": AT,
        }
        | fields
    )


def test_notes_stand_side_by_side_newest_first_with_their_authors(session, case):
    first, second, undone = a_note("first"), a_note("second", DAY + timedelta(days=30), LATER, COLLEAGUE), a_note("late", at=LATER)
    for note in (first, second, undone):
        supervision.add_note(session, "case", note)

    assert supervision.notes(session, "case") == (second, undone, first)
    assert supervision.last_notes(session, ["case", "elsewhere"]) == {"case": DAY + timedelta(days=30)}


def test_two_notes_at_the_same_moment_both_stand(session, case):
    for by in (SUPERVISOR, COLLEAGUE):
        supervision.add_note(session, "case", a_note(by.id, by=by))

    assert len(supervision.notes(session, "case")) == 2


def test_an_answer_belongs_to_a_note_of_the_same_case(session, case):
    supervision.add_note(session, "case", a_note("first"))
    answer = AnswerRow(id="answer", note_id="first", words="I asked her", written_by=WORKER.id, written_at=LATER, author=WORKER.name)

    supervision.add_answer(session, "case", answer)

    assert supervision.answers(session, "case") == (answer,)
    with pytest.raises(BadInputError):
        supervision.add_answer(session, "case", replace(answer, id="other", note_id="nowhere"))


def test_cover_is_among_what_access_hangs_on_until_somebody_ends_it(session, case):
    supervision.add_cover(session, [a_cover()])
    assert cases.standing(session, "case", DAY).covers == (Cover(COLLEAGUE.id, WORKER.id, DAY, DAY + timedelta(days=7)),)

    assert supervision.end_cover(session, "case", "cover", SUPERVISOR, LATER)
    assert not supervision.end_cover(session, "case", "cover", SUPERVISOR, LATER)

    assert cases.standing(session, "case", DAY).covers == ()
    assert supervision.cover_of(session, "case") == (a_cover(ended_by=SUPERVISOR.id, ended_at=LATER),)


def test_two_who_cover_and_two_it_is_shared_with_are_each_named_once(session, case):
    for place, user in enumerate((COLLEAGUE, SUPERVISOR)):
        supervision.add_cover(session, [a_cover(f"cover-{place}", user_id=user.id)])
        cases.share(session, "case", user.id, may_edit=False, reason="", by=WORKER, at=AT)

    assert [cover.user_id for cover in cases.standing(session, "case", DAY).covers] == [COLLEAGUE.id, SUPERVISOR.id]


def test_open_cover_is_what_counts_or_will(session, case):
    far = DAY + timedelta(days=60)
    kept = [a_cover("now"), a_cover("later", starts=far, until=far), a_cover("of-before", worker_id=COLLEAGUE.id)]
    supervision.add_cover(session, [*kept, a_cover("ended")])
    supervision.end_cover(session, "case", "ended", SUPERVISOR, AT)

    assert {row.id for row in supervision.open_cover(session, DAY)} == {"now", "later"}
    assert {row.id for row in supervision.open_cover(session, DAY + timedelta(days=8))} == {"later"}


def test_the_cases_of_a_team_are_those_of_its_other_workers(session, case):
    staff.add_user(session, replace(COLLEAGUE, id="lone", username="lone", team_id=None), "hash", WORKER, AT)
    for worker in (SUPERVISOR, replace(COLLEAGUE, id="lone")):
        made = a_case(a_member("Rose"), profile=replace(case.profile, id=f"of-{worker.id}", adult_id="rose", worker_id=worker.id))
        cases.save_case_file(session, made, SUPERVISOR, AT)

    assert supervision.of_team(session, replace(SUPERVISOR, team_id=NORTH.id)) == {"case"}
    assert supervision.of_team(session, replace(SUPERVISOR, team_id=None)) == frozenset()
    assert supervision.cases_of(session, WORKER.id) == ("case",)


def test_who_came_onto_the_map_and_who_was_taken_off_it_since(session, case):
    networks.add_members(session, "case", [a_member("Wilf"), a_member("Vi")], WORKER, LATER)
    networks.add_ties(session, "case", [a_tie("priya", "wilf")], WORKER, LATER)
    networks.remove_member(session, "case", "vi", WORKER, LATER)
    networks.remove_member(session, "case", "tom", WORKER, LATER)
    gone = case.network.ties[0]
    networks.remove_tie(session, "case", gone.id, WORKER, LATER)

    moved = supervision.moved_since(session, "case", AT + timedelta(days=1))

    assert moved == Moved(frozenset({"wilf"}), frozenset({"priya-wilf"}), ("Tom",), ((gone.a, gone.b),))
    assert supervision.moved_since(session, "case", LATER + timedelta(days=1)) == Moved()


def test_what_was_done_is_counted_as_the_history_words_it(session, case):
    for at, action, what in ((AT, "change", "wrote down a wish"), (LATER, "change", "wrote down a wish"), (LATER, "look", "risk.show")):
        audit.record(session, at, WORKER.id, action, what, case_id="case")

    assert supervision.done_since(session, "case", AT) == {"wrote down a wish": 2}
    assert supervision.done_since(session, "case", LATER) == {"wrote down a wish": 1}


# ---------------------------------------------------------------- the migration


def at_the_step_before(engine, sessions, version):
    """A filled database as it was before supervision, with members and ties of some version."""
    with sessions() as session:
        database.begin_write(session)
        add_staff(session)
        people = (a_member("Rose", version=version), a_member("Kev", version=version))
        made = a_case(*people, a_tie("rose", "kev", version=version))
        cases.save_case_file(session, made, WORKER, AT)
        session.commit()
    database.downgrade(engine, "0001")


@pytest.mark.parametrize(("version", "added"), [(1, AT), (2, None)])
def test_a_database_of_before_learns_when_members_came_where_that_is_known(engine, sessions, version, added):
    at_the_step_before(engine, sessions, version)

    database.upgrade(engine)

    with sessions() as session:
        for table in ("members", "ties"):
            kept = cases.metadata.tables[table]
            assert set(session.scalars(kept.select().with_only_columns(kept.c.added_at))) == {added}
        assert len(cases.load_case(session, "case").network.members) == 2


def test_notes_and_cover_are_lost_on_the_way_down_and_nothing_else(engine, sessions):
    at_the_step_before(engine, sessions, 1)
    database.upgrade(engine)
    with sessions() as session:
        database.begin_write(session)
        before = cases.load_case(session, "case")
        supervision.add_note(session, "case", a_note("first", at=datetime.fromisoformat("2026-11-22T10:00:00+00:00")))
        supervision.add_answer(session, "case", AnswerRow(id="answer", note_id="first", words="Yes", written_by=WORKER.id, written_at=AT))
        supervision.add_cover(session, [a_cover()])
        session.commit()

    database.downgrade(engine, "0001")
    database.upgrade(engine)

    with sessions() as session:
        assert cases.load_case(session, "case") == before
        assert supervision.notes(session, "case") == supervision.cover_of(session, "case") == ()
