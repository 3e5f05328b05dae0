"""A case that leaves one database as a bundle and comes into another is the same case, row for row and byte for byte."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from netmeet.domain.access import Action
from netmeet.domain.advocate import Candidate
from netmeet.domain.mistakes import Mark, Verdict
from netmeet.domain.network import Household, Tie
from netmeet.domain.options import Change, HowContact
from netmeet.domain.readings import SAYABLE
from netmeet.domain.risk_taking import Agreed
from netmeet.exchange.bundle import read_kept, write_bundle
from netmeet.services import exchange, network
from netmeet.services.caller import Caller, begin
from netmeet.services.cases import open_case
from netmeet.store import cases as case_store
from netmeet.store import database, networks, staff
from netmeet.store.columns import metadata
from tests.support.stored import ADMINISTRATOR, AT, COLLEAGUE, NORTH, SOUTH, STAFF, STRANGER, SUPERVISOR, WORKER, a_full_case, add_staff

# Ids name things within one database, versions keep its editors apart, and who changed what names its accounts. That a
# number says the order of rows is compared by the order of the rows.
_EDITED = {"version", "changed_by", "changed_at"}
CARRIED = {
    "cases": {"id", "reference", "worker_id", "writes", *_EDITED},
    "members": {"case_id", "id", "position", "added_at", *_EDITED},
    "ties": {"case_id", "id", "position", "added_at", *_EDITED},
    "unions": {"case_id", "id", "position", *_EDITED},
    "union_places": {"case_id", "position"},
    "households": {"case_id", "id", "position", *_EDITED},
    "household_places": {"case_id", "position"},
    "readings": {"case_id", "id", "seq"},
    "reading_marks": {"case_id", "seq"},
    "wishes": {"case_id", "id", "seq"},
    "safe_readings": {"case_id", "id", "seq"},
    "workings": {"case_id", "id", "seq"},
    "statements": {"case_id", "id", "seq"},
    "capacity_assessments": {"case_id", "id", "seq"},
    "meetings": {"case_id", "id", "position", *_EDITED},
    "invitations": {"case_id", "position", *_EDITED},
    "agenda_items": {"case_id", "id", "position"},
    "options": {"case_id", "id", "seq"},
    "option_choices": {"case_id", "id", "seq"},
    "risk_takings": {"case_id", "id", "seq"},
    "advocate_checks": {"case_id", "id", "seq"},
    "paper_steps": {"case_id", "id", "seq"},
}
"""Tables that a bundle carries, and the columns of each that belong to one database."""
STAYS = {"audit", "case_shares", "cover", "supervision_notes", "supervision_answers"}
"""Tables about a case that belong to the accounts of one database."""

NAMES = ("Tom", "<script>alert(1)</script>", "שלום", "王小明", "👵🏽", "n" * 300, "trailing\\", "Mum:n")
FULL = a_full_case()


@st.composite
def cases(draw):
    """A case with something in every table: anybody may stand anywhere, and say anything of anybody."""
    ids = [f"p{number}" for number in range(draw(st.integers(2, 6)))]
    someone, several = st.sampled_from(ids), st.lists(st.sampled_from(ids), unique=True, max_size=4).map(tuple)
    accounts = st.sampled_from([None, None, COLLEAGUE.id, SUPERVISOR.id, STRANGER.id])
    members = tuple(
        replace(draw(st.sampled_from(FULL.network.members)), id=id, name=draw(st.sampled_from(NAMES)), staff_id=draw(accounts), version=3)
        for id in ids
    )
    pairs = draw(st.lists(st.tuples(someone, someone).filter(lambda pair: pair[0] != pair[1]), unique=True, min_size=1, max_size=8))
    ties = tuple(replace(draw(st.sampled_from(FULL.network.ties)), id=f"{a}-{b}", a=a, b=b) for a, b in pairs)
    unions = tuple(_union(draw, number, draw(several)) for number in range(draw(st.integers(0, 3))))
    households = tuple(Household(f"h{number}", draw(st.sampled_from(NAMES)), draw(several)) for number in range(draw(st.integers(0, 2))))
    about = st.sampled_from([*members, *ties])
    readings = tuple(_reading(draw, number, draw(about), someone, several) for number in range(draw(st.integers(0, 12))))
    meeting = FULL.meetings[0]
    tie = st.sampled_from([one.id for one in ties])
    return replace(
        FULL,
        profile=replace(FULL.profile, adult_id=ids[0]),
        network=replace(FULL.network, adult_id=ids[0], members=members, ties=ties, unions=unions, households=households, readings=readings),
        wishes=tuple(replace(wish, chosen=draw(several)) for wish in FULL.wishes),
        capacity=tuple(
            replace(one, consulted=tuple(replace(one.consulted[0], member=member) for member in draw(several))) for one in FULL.capacity
        ),
        meetings=(
            replace(
                meeting,
                family_time=replace(meeting.family_time, supporter=draw(someone)),
                invitations=tuple(replace(draw(st.sampled_from(meeting.invitations)), member=member) for member in draw(several)),
            ),
            FULL.meetings[1],
        ),
        options=tuple(replace(one, changes=(Change(draw(st.sampled_from(ids[1:])), HowContact.FEWER),)) for one in FULL.options),
        choices=tuple(replace(one, tie=draw(tie), voice_member=draw(st.none() | someone), present=draw(several)) for one in FULL.choices),
        risks=tuple(
            replace(one, tie=draw(tie), present=draw(several), agreed=tuple(Agreed(member, agrees=False) for member in draw(several)))
            for one in FULL.risks
        ),
        advocates=tuple(
            replace(one, person=draw(st.none() | someone), candidates=tuple(Candidate(member, words="?") for member in draw(several)))
            for one in FULL.advocates
        ),
        papers=tuple(replace(one, id=f"paper {one.seq}", member=draw(someone)) for one in FULL.papers),
    )


def _union(draw, number, people):
    split = draw(st.integers(0, min(2, len(people))))
    children = tuple(replace(draw(st.sampled_from(_CHILDREN)), member=child) for child in people[split:])
    return replace(draw(st.sampled_from(FULL.network.unions)), id=f"u{number}", partners=people[:split], children=children)


_CHILDREN = [child for union in FULL.network.unions for child in union.children]


def _reading(draw, number, about, someone, several):
    fits = [one for one in FULL.network.readings if (SAYABLE[one.what].of_tie if isinstance(about, Tie) else SAYABLE[one.what].of_member)]
    said = draw(st.sampled_from(fits))
    when = draw(st.sampled_from([None, AT, datetime(2025, 12, 31, 23, 59, 59, 123456, UTC)]))
    named = {"voice_member": draw(st.none() | someone), "present": draw(several)}
    return replace(
        said, id=f"r{number}", about=about.id, seq=number + 1, recorded_by=draw(st.sampled_from(NAMES)), recorded_at=when, **named
    )


def _mark(reading, verdict):
    return Mark(reading, verdict, "the wrong way round", AT.date(), "Wren", AT)


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """What opens sessions on two databases. The same people have accounts in both, under other ids."""
    engines = []
    for name in ("one", "other"):
        engine = database.open_engine(f"sqlite:///{tmp_path_factory.mktemp(name)}/netmeet.db")
        database.upgrade(engine)
        with database.session_maker(engine)() as session:
            begin(session, writes=True)
            if name == "one":
                add_staff(session)
            else:
                for team in (NORTH, SOUTH):
                    staff.add_team(session, team)
                for user in STAFF:
                    staff.add_user(session, replace(user, id=f"other-{user.id}"), "hash", ADMINISTRATOR, AT)
            session.commit()
        engines.append(engine)
    yield [database.session_maker(engine) for engine in engines]
    for engine in engines:
        engine.dispose()


def rows(session, case_id):
    """Everything that the database holds about a case, table by table in order, with places in that order instead of ids."""
    held = {name: _rows_of(session, name, case_id) for name in CARRIED}
    known = {row["id"]: f"{name} {place}" for name, found in held.items() for place, row in enumerate(found) if "id" in row}
    known |= {user.id: user.username for account in staff.users(session) for user in [account.actor]}
    text = {
        name: [
            {column: _plain(value, known) for column, value in row.items() if column not in CARRIED[name] or column == "position"}
            for row in found
        ]
        for name, found in held.items()
    }
    return {name: [row | {"position": None} for row in sorted(found, key=_order(name))] for name, found in text.items()}


def _rows_of(session, name, case_id):
    table = metadata.tables[name]
    own = table.c.id if name == "cases" else table.c.case_id
    order = [table.c[column] for column in ("position", "seq") if column in table.c]
    return [dict(row) for row in session.execute(select(table).where(own == case_id).order_by(*order)).mappings()]


def _order(name):
    """Places in a union, a household or a meeting are in order within that."""
    whole = {"union_places": "union_id", "household_places": "household_id", "invitations": "meeting_id", "agenda_items": "meeting_id"}
    return lambda row: (row.get(whole.get(name, "")) or "", row.get("position") or 0)


def _plain(value, known):
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, tuple | list):
        return [_plain(item, known) for item in value]
    return replace(value, **{_who(value): known.get(getattr(value, _who(value)))}) if _who(value) else value


def _who(value):
    """The field by which a value within a column names somebody."""
    return next((field for field in ("member", "supporter") if hasattr(value, field)), "")


def test_every_table_about_a_case_is_carried_or_stays_for_a_reason():
    about = {name for name, table in metadata.tables.items() if "case_id" in table.c or name == "cases"}

    assert about <= CARRIED.keys() | STAYS
    for name, exempt in CARRIED.items():
        assert exempt <= set(metadata.tables[name].c.keys())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases(), data=st.data())
def test_a_case_is_the_same_in_the_database_that_it_comes_to(two, case, data):
    with two[0]() as session, two[1]() as elsewhere:
        for one in (session, elsewhere):
            begin(one, writes=True)
        case_store.save_case_file(session, case, WORKER, AT)
        marked = data.draw(
            st.lists(st.sampled_from([one.id for one in case.network.readings]), max_size=4) if case.network.readings else st.just([])
        )
        verdicts = data.draw(st.lists(st.sampled_from(Verdict), min_size=len(marked), max_size=len(marked)))
        networks.add_marks(session, "case", [_mark(*one) for one in zip(marked, verdicts, strict=True)])
        away = data.draw(st.lists(st.sampled_from([member.id for member in case.network.members[1:]]), unique=True))
        for number, member in enumerate(away):
            networks.remove_member(session, "case", member, WORKER, AT.replace(microsecond=number))
        for tie in case.network.ties:
            if data.draw(st.booleans()):
                networks.remove_tie(session, "case", tie.id, WORKER, AT)
        first = open_case(Caller(session, WORKER, AT), "case", Action.EXPORT_CASE)
        written = exchange.export(first)

        importer = replace(WORKER, id=f"other-{WORKER.id}")
        new_id = exchange.add_case(Caller(elsewhere, importer, AT), read_kept(written), "NM-1")
        second = open_case(Caller(elsewhere, importer, AT), new_id, Action.EXPORT_CASE)

        assert exchange.export(second) == written
        assert rows(elsewhere, new_id) == rows(session, "case")
        assert write_bundle(second.whole()) == write_bundle(first.whole())
        for one, other in zip(network.taken_off(first), network.taken_off(second), strict=True):
            network.put_back(first, one.id)
            network.put_back(second, other.id)
        assert write_bundle(second.whole()) == write_bundle(first.whole())
        session.rollback()
        elsewhere.rollback()


def test_what_is_put_back_after_the_journey_is_what_was_there_before_it(two):
    with two[0]() as session, two[1]() as elsewhere:
        for one in (session, elsewhere):
            begin(one, writes=True)
        full = a_full_case()
        case_store.save_case_file(session, full, WORKER, AT)
        for member in ("tom", "dawn"):
            networks.remove_member(session, "case", member, WORKER, AT)
        written = exchange.export(open_case(Caller(session, WORKER, AT), "case", Action.EXPORT_CASE))
        caller = Caller(elsewhere, replace(WORKER, id=f"other-{WORKER.id}"), AT)

        case = open_case(caller, exchange.add_case(caller, read_kept(written), "NM-1"), Action.EDIT_CASE)
        assert [member.name for member in case.network.members] == ["Priya", "Rex"]
        for member in network.taken_off(case):
            network.put_back(case, member.id)

        assert write_bundle(case.whole()) == write_bundle(full)
        session.rollback()
        elsewhere.rollback()


def test_the_generated_cases_hold_something_in_every_table(two):
    """What is compared above is there: the full case has a row wherever a bundle has a place."""
    with two[0]() as session:
        begin(session, writes=True)
        case_store.save_case_file(session, a_full_case(), WORKER, AT)
        networks.add_marks(session, "case", [_mark(FULL.network.readings[0].id, Verdict.MISTAKE)])
        assert [name for name, found in rows(session, "case").items() if not found] == []
        session.rollback()
