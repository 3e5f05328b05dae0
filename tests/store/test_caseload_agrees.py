"""The caseload is the one place where the access rule is said twice: once in Python, once in SQL. They must say the same."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmeet.domain.access import Action, Actor, Allowed, Role, decide
from netmeet.domain.casefile import Profile
from netmeet.store import cases, database, networks, staff, supervision
from tests.support.make import a_case, a_member
from tests.support.stored import ADMINISTRATOR, AT, NORTH, SOUTH

PEOPLE = tuple(f"user-{number}" for number in range(3))
ACTORS = st.tuples(
    *(
        st.builds(
            Actor,
            id=st.just(person),
            username=st.just(person),
            name=st.just(person),
            role=st.sampled_from(Role),
            team_id=st.sampled_from([None, NORTH.id, SOUTH.id]),
            active=st.sampled_from([True, True, False]),
        )
        for person in PEOPLE
    )
)
SHARES = st.dictionaries(st.sampled_from(PEOPLE), st.tuples(st.booleans(), st.sampled_from([None, -3, 3])))
COVER = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from([-3, 0, 3]), st.sampled_from([-1, 0, 3]), st.booleans()),
    max_size=2,
)
CASES = st.lists(
    st.tuples(
        st.sampled_from([None, *PEOPLE]),
        SHARES,
        COVER,
        st.lists(st.tuples(st.sampled_from([None, *PEOPLE]), st.booleans()), max_size=2),
    ),
    max_size=4,
)


@pytest.fixture(scope="module")
def sessions(tmp_path_factory):
    engine = database.open_engine(f"sqlite:///{tmp_path_factory.mktemp('agrees') / 'netmeet.db'}")
    database.upgrade(engine)
    yield database.session_maker(engine)
    engine.dispose()


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(ACTORS, CASES)
def test_everybody_sees_in_their_list_exactly_the_cases_that_they_may_open(sessions, actors, made):
    with sessions() as session:
        database.begin_write(session)
        today = AT.date()
        for team in (NORTH, SOUTH):
            staff.add_team(session, team)
        for actor in actors:
            staff.add_user(session, replace(actor, active=True), "hash", ADMINISTRATOR, AT)
        for number, (worker, shares, cover, on_map) in enumerate(made):
            case_id = f"case-{number}"
            people = [a_member("Adult"), *(a_member(f"M{k}", staff_id=who) for k, (who, _) in enumerate(on_map))]
            cases.save_case_file(session, a_case(*people, profile=Profile(case_id, "adult", worker_id=worker)), ADMINISTRATOR, AT)
            for k, (_, removed) in enumerate(on_map):
                if removed:
                    networks.remove_member(session, case_id, f"m{k}", ADMINISTRATOR, AT)
            for person, (may_edit, days) in shares.items():
                until = None if days is None else today + timedelta(days=days)
                cases.share(session, case_id, person, may_edit=may_edit, reason="", by=ADMINISTRATOR, at=AT, until=until)

            for place, (away, who, first, last, ended) in enumerate(cover):
                days = (today + timedelta(days=first), today + timedelta(days=last))
                row = supervision.CoverRow(f"cover-{place}", case_id, away, who, *days, "Leave", away, AT)
                supervision.add_cover(session, [row])
                if ended:
                    assert supervision.end_cover(session, case_id, row.id, actors[0], AT)

        for actor in actors:
            listed = {row.id for row in cases.caseload(session, actor, today)}
            allowed = {
                f"case-{number}"
                for number in range(len(made))
                if isinstance(decide(actor, Action.VIEW_CASE, cases.standing(session, f"case-{number}", today), on=today), Allowed)
            }
            assert listed == allowed
