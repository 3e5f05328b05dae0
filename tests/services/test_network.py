"""Members, ties, couples and households put on a map, changed and taken off it: noted, and never over somebody's head."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotFoundError, UnknownMemberError
from netmeet.domain.kinship import Relation, relation
from netmeet.domain.meeting import Invite
from netmeet.domain.network import Child, Household, Member, MemberKind, Sphere, TieKind, Union, UnionKind
from netmeet.domain.readings import Closeness, Ring, Voice
from netmeet.services import mapping, network
from netmeet.services.mapping import read_names
from netmeet.services.readings import Said, record_all
from netmeet.store import audit
from tests.support.site import COLLEAGUE, START, STRANGER, SUPERVISOR, WORKER

NOBODY = "00000000-0000-7000-8000-00000000ffff"


@pytest.fixture
def now(around):
    """The map as it stands."""
    return lambda: around(lambda case: case.network)


@pytest.fixture
def noted(around):
    """What the audit says was done since a test began, newest last."""
    return lambda: [row.what for row in reversed(around(lambda case: audit.of_case(case.session, case.id, 50))) if row.action == "change"]


def tie_of(network, one, other=None):
    return network.tie_between(other or network.adult_id, one)


# ---------------------------------------------------------------- members


def test_a_member_is_never_tied_to_somebody_of_another_case(around, now):
    with pytest.raises(UnknownMemberError):
        around(lambda case: network.add_member(case, Member("", "Bea"), NOBODY, TieKind.SOCIAL, ""))

    assert len(now().members) == 1


@pytest.mark.parametrize("who", [WORKER, COLLEAGUE])
def test_neither_the_worker_nor_whoever_is_writing_is_put_on_the_map_as_staff(within, around, now, who):
    with pytest.raises(BadInputError, match="works on this case") as refused:
        within(around.case_id, lambda case: network.add_member(case, Member("", "X", staff_id=who.id), None, TieKind.SOCIAL, ""), COLLEAGUE)

    assert refused.value.field == "staff_id"
    assert len(now().members) == 1


def test_other_staff_may_stand_on_the_map(around, now):
    around.add("Sol", staff_id=SUPERVISOR.id)

    assert now().members[-1].staff_id == SUPERVISOR.id


def test_the_adult_stays_on_the_map_and_stays_a_person(around):
    with pytest.raises(BadInputError, match="they stay on it"):
        around(lambda case: network.remove_member(case, case.profile.adult_id))
    with pytest.raises(BadInputError, match="about this person"):
        around(lambda case: network.save_member(case, replace(case.adult, kind=MemberKind.PET), 1))


def test_nobody_whom_an_order_is_about_that_has_not_ended_is_taken_off_or_made_something_else(around, now):
    around.add("Dawn", "Kev")
    around.order("Kev", "Dawn")

    for name in ("Dawn", "Kev"):
        stays = f"A non-molestation order in force until 1 June 2027 keeps Kev away from Dawn. So {name} stays on the map"
        with pytest.raises(BadInputError, match=stays):
            around(lambda case, name=name: network.remove_member(case, around.ids[name], sure=True))
        with pytest.raises(BadInputError, match=f"So what {name} is stays as it is") as refused:
            around.change(name, kind=MemberKind.PET)
        assert refused.value.field == "kind"
    assert len(now().members) == 3

    around.order("Kev", "Dawn", ends=date(2026, 11, 1))
    around(lambda case: network.remove_member(case, around.ids["Dawn"], sure=True))
    assert len(now().members) == 2


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-12-10T14:00", "Dawn is asked to the meeting on 10 December 2026"),
        (None, "of which no day is settled"),
        ("2026-11-01T14:00", None),
    ],
)
def test_nobody_is_taken_off_who_is_asked_to_a_meeting_to_come(around, now, on, said):
    meeting = around.plan(on=datetime.fromisoformat(on) if on else None)
    dawn = around.add("Dawn")
    around.decides(meeting, "Dawn", Invite.INVITE)

    if said:
        with pytest.raises(BadInputError, match=said):
            around(lambda case: network.remove_member(case, dawn, sure=True))
        around.decides(meeting, "Dawn", Invite.NOT_INVITED)
    around(lambda case: network.remove_member(case, dawn))
    assert len(now().members) == 1


def test_somebody_who_is_not_there_cannot_be_taken_off(around):
    for remove in (network.remove_member, network.remove_tie):
        with pytest.raises(UnknownMemberError):
            around(lambda case, remove=remove: remove(case, NOBODY))
    for remove in (network.remove_union, network.remove_household):
        with pytest.raises(NotFoundError):
            around(lambda case, remove=remove: remove(case, NOBODY))


def test_taking_somebody_off_silences_worries_only_when_that_is_meant(around, now):
    kev, dawn = around.add("Kev"), around.add("Dawn")
    around.worry("Kev")
    around.order("Kev", "Dawn", ends=date(2026, 11, 1))
    around(lambda case: record_all(case, [Said(tie_of(case.network, kev).id, Closeness(Ring.INTIMACY), Voice.ADULT)]))
    assert around(lambda case: network.would_silence(case, kev)) == network.Silenced(things=3, worries=2)
    assert around(lambda case: network.would_silence(case, dawn)) == network.Silenced(things=1, worries=1)

    with pytest.raises(BadInputError) as refused:
        around(lambda case: network.remove_member(case, kev))
    assert refused.value.field == "sure"
    assert now().has(kev)

    around(lambda case: network.remove_member(case, kev, sure=True))
    assert now().readings == ()


def test_somebody_put_back_comes_with_everything_that_was_said(around, now, noted):
    kev = around.add("Kev")
    around.worry("Kev")
    union(around, (around.adult, kev))
    before = now()
    around(lambda case: network.remove_member(case, kev, sure=True))
    assert [member.name for member in around(network.taken_off)] == ["Kev"]

    around(lambda case: network.put_back(case, kev))

    after = now()
    assert (after.readings, after.unions, after.ties) == (before.readings, before.unions, before.ties)
    assert around(network.taken_off) == ()
    assert noted()[-2:] == ["took somebody off the map", "put somebody back on the map"]
    for who in (kev, NOBODY):
        with pytest.raises(NotFoundError):
            around(lambda case, who=who: network.put_back(case, who))


def test_changing_a_member_never_lets_anybody_in(around, now):
    sol = around.add("Sol", staff_id=SUPERVISOR.id)

    for other in (None, STRANGER.id):
        with pytest.raises(BadInputError, match="Only the supervisor of this case can do that") as refused:
            around.change("Sol", staff_id=other)
        assert refused.value.field == "staff_id"
    around.change("Sol", does="cousin")
    assert (now().member(sol).staff_id, now().member(sol).does) == (SUPERVISOR.id, "cousin")


# ---------------------------------------------------------------- ties


@pytest.mark.parametrize(("one", "other"), [("ADULT", NOBODY), (NOBODY, "ADULT")])
def test_a_tie_needs_two_who_are_on_the_map(around, one, other):
    ids = {"ADULT": around.adult}
    with pytest.raises(UnknownMemberError):
        around(lambda case: network.add_tie(case, ids.get(one, one), ids.get(other, other), TieKind.SOCIAL, ""))


def test_nobody_is_tied_to_themselves_or_twice(around):
    bea = around.add("Bea")
    for other, message in ((bea, "two different members"), (around.adult, "tied already")):
        with pytest.raises(BadInputError, match=message):
            around(lambda case, other=other: network.add_tie(case, bea, other, TieKind.SOCIAL, ""))


def test_a_tie_is_changed_once_and_told_of_the_second_time(around, now):
    bea = around.add("Bea")
    tie = tie_of(now(), bea)
    around(lambda case: network.save_tie(case, replace(tie, label="friend"), 1))

    with pytest.raises(ChangedMeanwhileError):
        around(lambda case: network.save_tie(case, replace(tie, label="landlady"), 1))

    assert tie_of(now(), bea).label == "friend"


def test_what_was_said_of_a_tie_leaves_the_map_with_it_and_stays_in_the_file(around, now):
    bea = around.add("Bea")
    tie = tie_of(now(), bea).id
    around(lambda case: record_all(case, [Said(tie, Closeness(Ring.INTIMACY), Voice.ADULT)]))

    around(lambda case: network.remove_tie(case, tie))

    assert now().readings == ()
    assert around(lambda case: case.session.connection().exec_driver_sql("select count(*) from readings").scalar()) == 1


# ---------------------------------------------------------------- relatives


@pytest.mark.parametrize("word", list(Relation))
def test_every_relation_finds_its_place_or_is_written_on_the_tie(around, now, word):
    bea = around.add("Bea")

    placed = around(lambda case: network.place_relative(case, bea, case.profile.adult_id, word))

    after = now()
    if placed:
        assert relation(after, after.adult_id, bea) is not None
        assert tie_of(after, bea).label == ""
    else:
        assert after.unions == ()
        assert (tie_of(after, bea).label, tie_of(after, bea).kind) == (word.value, TieKind.KINSHIP)


def test_a_relative_is_somebody_else(around):
    bea = around.add("Bea")
    with pytest.raises(BadInputError, match="two different people"):
        around(lambda case: network.place_relative(case, bea, bea, Relation.SISTER))
    with pytest.raises(UnknownMemberError):
        around(lambda case: network.place_relative(case, bea, NOBODY, Relation.SISTER))


def test_a_second_parent_joins_the_first(around, now):
    mum, dad = around.add("Mum"), around.add("Dad")
    for who, word in ((mum, Relation.MOTHER), (dad, Relation.FATHER)):
        around(lambda case, who=who, word=word: network.place_relative(case, who, case.profile.adult_id, word))

    (union,) = now().unions
    assert set(union.partners) == {mum, dad}
    assert union.version == 2


# ---------------------------------------------------------------- unions and households


def union(around, partners=(), children=(), seen=None, **fields):
    made = Union(fields.pop("id", ""), tuple(partners), UnionKind.MARRIED, children=tuple(Child(one) for one in children), **fields)
    return around(lambda case: network.save_union(case, made, seen))


def test_a_union_holds_each_person_once(around, now):
    bea, dev = around.add("Bea"), around.add("Dev")
    wrong = [((), (), "first"), ((bea, bea), (), "second"), ((bea,), (bea,), "children"), ((bea,), (dev, dev), "children")]
    for partners, children, field in wrong:
        with pytest.raises(BadInputError) as refused:
            union(around, partners, children)
        assert refused.value.field == field
    with pytest.raises(UnknownMemberError):
        union(around, (bea, NOBODY))

    assert now().unions == ()


def test_brothers_and_sisters_may_have_parents_whom_nobody_named(around, now):
    bea, dev = around.add("Bea"), around.add("Dev")

    union(around, (), (bea, dev))

    assert relation(now(), bea, dev) == "sibling"


def test_a_parent_alone_with_the_partner_named_is_the_couple_that_is_on_the_map(around, now):
    mum, dad, bea = (around.add(name) for name in ("Mum", "Dad", "Bea"))
    couple = union(around, (mum, dad), start=PartialDate(1970))
    alone = union(around, (mum,), (bea,))

    kept = around(lambda case: network.save_union(case, replace(alone, partners=(dad, mum), kind=UnionKind.MARRIED, label="wed"), 1))

    assert kept.id == couple.id
    (found,) = now().unions
    assert (found.partners, found.start, found.label) == ((mum, dad), PartialDate(1970), "wed")
    assert [child.member for child in found.children] == [bea]


def test_the_same_two_at_another_time_are_another_couple(around, now):
    mum, dad, bea = (around.add(name) for name in ("Mum", "Dad", "Bea"))
    union(around, (mum, dad), start=PartialDate(1970))
    alone = union(around, (mum,), (bea,))

    around(lambda case: network.save_union(case, replace(alone, partners=(mum, dad), start=PartialDate(1990)), 1))

    assert len(now().unions) == 2


def test_a_union_is_changed_once_and_told_of_the_second_time(around, now, noted):
    bea, dev = around.add("Bea"), around.add("Dev")
    made = union(around, (bea,))
    around(lambda case: network.save_union(case, replace(made, partners=(bea, dev)), 1))

    with pytest.raises(ChangedMeanwhileError):
        around(lambda case: network.save_union(case, replace(made, label="wed"), 1))
    around(lambda case: network.remove_union(case, made.id))

    assert now().unions == ()
    assert noted()[-3:] == ["added a couple or family", "changed a couple or family", "took a couple or family off the map"]


def test_a_household_holds_somebody_of_this_map(around, now, noted):
    bea = around.add("Bea")
    with pytest.raises(BadInputError) as refused:
        around(lambda case: network.save_household(case, Household("", "Flat"), None))
    assert refused.value.field == "members"
    with pytest.raises(UnknownMemberError):
        around(lambda case: network.save_household(case, Household("", "Flat", (NOBODY,)), None))

    made = around(lambda case: network.save_household(case, Household("", "Flat", (bea,)), None))
    around(lambda case: network.save_household(case, replace(made, name="House"), 1))
    with pytest.raises(ChangedMeanwhileError):
        around(lambda case: network.save_household(case, replace(made, name="Hut"), 1))
    assert now().households[0].name == "House"
    around(lambda case: network.remove_household(case, made.id))

    assert now().households == ()
    assert noted()[-3:] == ["added a household", "changed a household", "took a household off the map"]


def test_nothing_personal_is_noted_in_the_audit(around, noted):
    bea = around.add("Beatrice")
    around(lambda case: mapping.add_names(case, read_names("Zebedee, son", Sphere.FAMILY)))
    around.change("Beatrice", health="Asthma")
    around(lambda case: network.remove_member(case, bea))

    kept = " ".join(noted())
    assert not any(word in kept for word in ("Beatrice", "Zebedee", "son", "Asthma"))


def test_what_does_not_fit_is_a_question(around):
    around.add("Bea")
    around(lambda case: network.add_member(case, Member("", "Bea"), None, TieKind.SOCIAL, ""))

    assert [question.text for question in around(lambda case: network.questions(case, START.date()))] == [
        "Bea is on the map twice: is that one person?"
    ]
