import json
from dataclasses import replace

import pytest

from netmeet.domain.access import Action
from netmeet.domain.casefile import KeptCase, StaffLink, TakenOff
from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError, NotAllowedError, NotFoundError
from netmeet.domain.network import Gender, Network
from netmeet.exchange.bundle import read_bundle, write_bundle
from netmeet.exchange.imported import Imported
from netmeet.exchange.preview import read_any
from netmeet.services import cases, exchange, network
from netmeet.services.caller import Caller, begin
from netmeet.services.cases import open_case
from netmeet.store import audit, database
from tests.support.given import FAMILY
from tests.support.make import TODAY, a_case, a_household, a_member, a_reading, a_tie, a_union, close
from tests.support.stored import ADMINISTRATOR, AT, COLLEAGUE, SUPERVISOR, WORKER, a_full_case, add_staff


@pytest.fixture
def caller(tmp_path):
    """A practitioner in a transaction that writes."""
    engine = database.open_engine(f"sqlite:///{tmp_path}/netmeet.db")
    database.upgrade(engine)
    with database.session_maker(engine)() as session:
        begin(session, writes=True)
        add_staff(session)
        yield Caller(session, WORKER, AT)
    engine.dispose()


@pytest.fixture
def rose(caller):
    """A case that was just opened, with nobody else on its map."""
    case_id = cases.start_case(caller, a_member("Rose"), replace(a_full_case().profile, id="", adult_id="", reference="R-1"), TODAY)
    return open_case(caller, case_id, Action.EDIT_CASE)


def family(**changes):
    return read_any(json.dumps(FAMILY | changes).encode())


def again(case):
    """The same case, loaded anew."""
    return open_case(case.caller, case.id, Action.EDIT_CASE)


def test_a_case_that_is_imported_and_exported_is_the_same_file(caller):
    data = write_bundle(a_full_case())

    case_id = exchange.add_case(caller, read_bundle(data), "NM-1")

    assert exchange.export(open_case(caller, case_id, Action.EXPORT_CASE)) == data


def test_who_imports_a_case_is_its_worker_and_recorded_what_nobody_is_named_for(caller):
    full = a_full_case()
    said = (full.network.readings[0], *(replace(one, recorded_by="") for one in full.network.readings[1:]))
    case_id = exchange.add_case(caller, replace(full, network=replace(full.network, readings=said)), "NEW-7")

    case = open_case(caller, case_id, Action.EDIT_CASE)
    assert (case.profile.worker_id, case.profile.reference) == (WORKER.id, "NEW-7")
    assert [said.recorded_by for said in case.network.readings] == ["Wren"] + [WORKER.name] * 11


def test_a_case_can_be_imported_twice_under_two_numbers_and_the_two_share_no_id(caller):
    case = read_bundle(write_bundle(a_full_case()))

    one, other = (open_case(caller, exchange.add_case(caller, case, number), Action.VIEW_CASE) for number in ("A", "B"))

    assert not {member.id for member in one.network.members} & {member.id for member in other.network.members}


def test_a_number_is_given_once(caller):
    case = read_bundle(write_bundle(a_full_case()))
    exchange.add_case(caller, case, "NM-1")

    with pytest.raises(BadInputError, match="already has this case number") as refused:
        exchange.add_case(caller, case, "nm-1")

    assert refused.value.field == "reference"


def test_an_administrator_imports_no_case(caller):
    with pytest.raises(NotAllowedError):
        exchange.add_case(replace(caller, actor=ADMINISTRATOR), read_bundle(write_bundle(a_full_case())), "NM-1")


def test_everybody_in_a_family_joins_the_map_and_the_adult_is_one_member(rose):
    added = exchange.add_map(rose, family(), "rose")

    network = again(rose).network
    names = {member.id: member.name for member in network.members}
    assert added == 3
    assert sorted(names.values()) == ["Ada", "Ike", "Rose", "Vi"]
    (union,) = network.unions
    assert [names[partner] for partner in union.partners] == ["Ike", "Rose"]
    assert [names[child.member] for child in union.children] == ["Ada"]
    assert [(names[tie.a], names[tie.b]) for tie in network.ties] == [("Rose", "Vi"), ("Ada", "Rose")]
    assert [said.recorded_by for said in network.readings] == [WORKER.name] * 2


@pytest.mark.parametrize("adult", ["ike", "rose", "ada", "vi"])
def test_whoever_is_chosen_is_the_adult_wherever_they_stand_in_the_file(rose, adult):
    found = family()
    gone = found.network.member(adult).name

    exchange.add_map(rose, found, adult)

    names = [member.name for member in again(rose).network.members]
    assert sorted(names) == sorted([member.name for member in found.network.members if member.name != gone] + ["Rose"])
    assert again(rose).network.adult_id == rose.profile.adult_id


def test_the_adult_learns_from_the_file_what_the_case_does_not_know(rose):
    exchange.add_map(rose, family(), "rose")

    adult = again(rose).adult
    assert (adult.name, adult.born, adult.gender, adult.birth_order) == ("Rose", PartialDate(1950, 6, 12), Gender.WOMAN, 2)


def test_what_the_case_knows_of_the_adult_stays(caller):
    known = a_member("Rose", born=PartialDate(1951), gender=Gender.NON_BINARY)
    profile = replace(a_full_case().profile, id="", adult_id="", reference="")
    case = open_case(caller, cases.start_case(caller, known, profile, TODAY), Action.EDIT_CASE)

    exchange.add_map(case, family(), "rose")

    adult = again(case).adult
    assert (adult.born, adult.gender) == (PartialDate(1951), Gender.NON_BINARY)


def test_a_file_that_knows_nothing_new_of_the_adult_leaves_their_version(rose):
    exchange.add_map(rose, family(people=[{"id": "rose"}], unions=[], bonds=[]), "rose")

    assert again(rose).adult == rose.adult


def test_a_family_may_hold_nobody_who_is_the_adult(rose):
    assert exchange.add_map(rose, family(), None) == 4

    assert len(again(rose).network.members) == 5


def test_a_second_file_leaves_what_the_first_brought(rose):
    exchange.add_map(rose, family(), "rose")
    first = again(rose).network

    exchange.add_map(again(rose), family(), "rose")

    both = again(rose).network
    assert both.members[: len(first.members)] == first.members
    assert both.readings[: len(first.readings)] == first.readings
    assert [said.seq for said in both.readings] == [1, 2, 3, 4]


def test_somebody_who_is_not_in_the_file_cannot_be_the_adult(rose):
    with pytest.raises(BadInputError, match="in the file") as refused:
        exchange.add_map(rose, family(), "nobody")

    assert refused.value.field == "adult"


def test_a_map_does_not_grow_without_end(rose):
    crowd = Imported("family file", Network(members=tuple(a_member(f"N{n}", id=f"n{n}") for n in range(2000))))

    with pytest.raises(BadInputError, match="more than 2,000 members"):
        exchange.add_map(rose, crowd, None)


@pytest.mark.parametrize(
    ("kind", "most", "says"),
    [
        ("ties", 10_000, "more than 10,000 ties"),
        ("unions", 2_000, "more than 2,000 couples and families"),
        ("households", 2_000, "more than 2,000 households"),
        ("readings", 10_000, "more than 10,000 things that were said"),
    ],
)
def test_a_map_never_holds_more_than_its_own_bundle_may(rose, kind, most, says):
    ends = (a_member("Priya"), a_member("Dawn"))
    one = {
        "ties": a_tie("priya", "dawn"),
        "unions": a_union("priya", "dawn"),
        "households": a_household("priya", "dawn"),
        "readings": a_reading("priya-dawn", close("x").value),
    }[kind]
    now = replace(Network(members=ends), **{kind: (one,) * (most - 1)})

    exchange.check_room(now, replace(Network(members=ends), **{kind: (one,)}))
    with pytest.raises(BadInputError, match=says):
        exchange.check_room(now, replace(Network(members=ends), **{kind: (one,) * 2}))


def test_a_map_that_would_hold_too_much_gets_nothing(rose):
    tie = a_tie("priya", "dawn")
    crowd = Imported(
        "family file", Network(members=(a_member("Priya"), a_member("Dawn")), ties=tuple(replace(tie, id=f"t{n}") for n in range(10_001)))
    )

    with pytest.raises(BadInputError, match="more than 10,000 ties"):
        exchange.add_map(rose, crowd, None)


def test_a_family_begins_a_new_case_about_one_of_them(caller):
    case_id = exchange.start_with(caller, family(), "rose", "R-2", TODAY)

    case = open_case(caller, case_id, Action.EDIT_CASE)
    assert (case.adult_name, case.profile.reference, case.profile.opened_on) == ("Rose Okafor", "R-2", TODAY)
    assert case.adult.born == PartialDate(1950, 6, 12)
    assert len(case.network.members) == 4


def test_a_new_case_is_about_somebody_in_the_file(caller):
    with pytest.raises(BadInputError, match="Choose who in the file"):
        exchange.start_with(caller, family(), "", "R-2", TODAY)


def test_of_a_whole_case_only_the_map_joins_another(rose):
    whole = a_case(
        a_member("Priya"),
        a_member("Dawn"),
        a_tie("priya", "dawn"),
        a_household("priya", "dawn"),
        a_union("priya", "dawn"),
        close("priya-dawn"),
    )
    imported = exchange.as_map(read_any(write_bundle(whole)))

    exchange.add_map(rose, imported, imported.network.adult_id)

    network = again(rose).network
    assert imported.case is None
    assert "only with a whole new case" in imported.cannot_carry[-1]
    assert [member.name for member in network.members] == ["Rose", "Dawn"]
    assert (len(network.households), len(network.unions), len(network.readings)) == (1, 1, 1)
    assert network.households[0].members[0] == rose.profile.adult_id


def test_a_family_file_is_a_map_already():
    imported = family()

    assert exchange.as_map(imported) is imported


def test_a_reading_in_the_adults_own_voice_stays_in_it(rose):
    whole = a_case(a_member("Priya"), a_member("Dawn"), a_tie("priya", "dawn"), a_reading("priya-dawn", close("x").value))

    exchange.add_map(rose, exchange.as_map(read_any(write_bundle(whole))), "m1")

    assert again(rose).network.readings[0].voice == whole.network.readings[0].voice


@pytest.mark.parametrize("asked", ["R-1", " r-1 ", "id"])
def test_a_case_is_found_by_its_number_or_its_id(rose, asked):
    assert exchange.find_case(rose.caller, rose.id if asked == "id" else asked) == rose.id


def test_a_case_that_is_not_open_to_somebody_is_not_found(rose):
    assert exchange.find_case(replace(rose.caller, actor=COLLEAGUE), "R-1") is None
    assert exchange.find_case(replace(rose.caller, actor=SUPERVISOR), "R-1") == rose.id
    assert exchange.find_case(rose.caller, "R-2") is None


@pytest.mark.parametrize("asked", ["", "  "])
def test_no_number_finds_no_case_that_has_none(caller, asked):
    cases.start_case(caller, a_member("Rose"), replace(a_full_case().profile, id="", adult_id="", reference=""), TODAY)

    with pytest.raises(BadInputError, match="Enter the number"):
        exchange.find_case(caller, asked)


def test_a_number_that_several_cases_have_finds_none_of_them(rose):
    profile = replace(a_full_case().profile, id="", adult_id="", reference="R-1", worker_id=None)
    other = cases.start_case(replace(rose.caller, actor=COLLEAGUE), a_member("Ivy"), profile, TODAY)
    cases.share(open_case(replace(rose.caller, actor=COLLEAGUE), other, Action.SHARE_CASE), WORKER.id, may_edit=False, reason="")

    with pytest.raises(BadInputError, match="2 cases have the number R-1"):
        exchange.find_case(rose.caller, "R-1")
    assert exchange.find_case(rose.caller, other) == other


def linked(*names, off=()):
    """A file about Priya and Dawn whose members of staff have these user names: of Dawn, then of Tom."""
    case = a_case(a_member("Priya"), a_member("Dawn"), a_member("Tom"), a_tie("priya", "dawn"))
    staff = tuple(StaffLink(member, name) for member, name in zip(("dawn", "tom"), names, strict=False))
    return read_any(write_bundle(KeptCase(case, tuple(TakenOff(one, AT) for one in off), staff)))


def test_a_member_of_staff_is_locked_out_of_the_case_that_was_imported(caller):
    theirs = replace(caller, actor=SUPERVISOR)
    case_id = exchange.add_case(caller, linked("SOL").case, "NM-1")

    assert [row.id for row in cases.caseload(caller)] == [case_id]
    with pytest.raises(NotFoundError):
        open_case(theirs, case_id, Action.VIEW_CASE)
    assert cases.caseload(theirs) == ()


def test_before_anything_is_added_it_is_said_who_will_be_locked_out_and_who_has_no_account_here(caller):
    found = exchange.with_staff(caller, linked("cole", "someone.else"))

    assert found.also == ("Dawn has the account “cole” here, and cannot open this case.",)
    assert found.cannot_carry == ("Tom was linked with the account “someone.else”, which is not here: nobody is locked out for them.",)
    assert exchange.with_staff(caller, family()) == family()


def test_an_account_that_is_not_here_links_nobody(caller):
    case_id = exchange.add_case(caller, linked("someone.else", "worker").case, "NM-1")

    members = open_case(caller, case_id, Action.VIEW_CASE).network.members
    assert [member.staff_id for member in members] == [None] * 3  # “worker” is an id of an account, and no user name


def test_who_stands_on_the_map_cannot_import_its_case(caller):
    imported = linked("wren")

    for refused in (lambda: exchange.with_staff(caller, imported), lambda: exchange.add_case(caller, imported.case, "NM-1")):
        with pytest.raises(BadInputError, match="says that Dawn is you"):
            refused()
    assert cases.caseload(caller) == ()


def test_who_was_taken_off_the_map_cannot_import_its_case_either_and_colleagues_stay_locked_out(caller):
    imported = linked("wren", off=["dawn"])
    for refused in (lambda: exchange.with_staff(caller, imported), lambda: exchange.add_case(caller, imported.case, "NM-1")):
        with pytest.raises(BadInputError, match="says that Dawn is you"):
            refused()

    theirs = linked("sol", off=["dawn"])
    assert exchange.with_staff(caller, theirs).also == ("Dawn has the account “sol” here, and cannot open this case.",)
    case_id = exchange.add_case(caller, theirs.case, "NM-1")
    with pytest.raises(NotFoundError):
        open_case(replace(caller, actor=SUPERVISOR), case_id, Action.VIEW_CASE)


def test_a_member_of_staff_who_joins_a_map_is_locked_out_of_its_case(rose):
    exchange.add_map(rose, exchange.as_map(linked("cole", "sol")), "m2")

    adult, *others = again(rose).network.members
    assert adult.staff_id == COLLEAGUE.id
    assert [member.staff_id for member in others] == [None, SUPERVISOR.id]


def test_a_file_cannot_lock_the_worker_out_of_their_own_case(rose):
    cases.share(rose, COLLEAGUE.id, may_edit=True, reason="covers")
    theirs = open_case(replace(rose.caller, actor=COLLEAGUE), rose.id, Action.EDIT_CASE)
    imported = exchange.as_map(linked("wren"))

    for refused in (
        lambda: exchange.with_staff(theirs.caller, imported, theirs.profile.worker_id),
        lambda: exchange.add_map(theirs, imported, None),
    ):
        with pytest.raises(BadInputError, match="Dawn is the worker of this case"):
            refused()
    assert len(again(rose).network.members) == 1


def test_whoever_was_taken_off_a_map_does_not_join_another(rose):
    exchange.add_map(rose, exchange.as_map(linked("cole", off=["dawn"])), None)

    assert [member.name for member in again(rose).network.members] == ["Rose", "Priya", "Tom"]
    assert network.taken_off(rose) == ()


def test_who_recorded_a_reading_stays_when_a_map_joins_a_case(rose):
    said = [close("priya-dawn", recorded_by=name) for name in ("Ada Okoro", "")]
    whole = a_case(a_member("Priya"), a_member("Dawn"), a_tie("priya", "dawn"), *said)

    exchange.add_map(rose, exchange.as_map(read_any(write_bundle(whole))), "m1")

    assert [one.recorded_by for one in again(rose).network.readings] == ["Ada Okoro", WORKER.name]


def test_the_audit_says_what_came_in_and_went_out(rose):
    exchange.add_map(rose, family(), "rose")
    exchange.export(again(rose))

    assert [row.what for row in audit.of_case(rose.session, rose.id, 2)] == ["exported the case", "imported a map"]
