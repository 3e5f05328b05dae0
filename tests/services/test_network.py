"""Members, ties, couples and households put on a map, changed and taken off it: noted, and never over somebody's head."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotFoundError, UnknownMemberError
from netmeet.domain.kinship import Relation, relation
from netmeet.domain.network import Child, Gender, Household, Member, MemberKind, Sphere, TieKind, Union, UnionKind
from netmeet.domain.readings import Closeness, Direction, Presence, Ring, Support, SupportKind, Voice
from netmeet.services import network
from netmeet.services.network import FirstPass, Named, Together, read_names
from netmeet.services.readings import Said, record_all
from netmeet.store import audit
from tests.support.make import TODAY, a_member, a_network, a_tie, close
from tests.support.site import COLLEAGUE, START, SUPERVISOR, WORKER

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


# ---------------------------------------------------------------- names


@given(st.text())
def test_reading_names_never_fails_but_in_words(text):
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        named = read_names(text, Sphere.FRIEND)
    except BadInputError:
        named = None

    if named is None:
        assert len(lines) > 60 or max(map(len, lines)) > 300
    else:
        assert len(named) == len(lines)
        assert all(one.name and one.name == one.name.strip() and len(one.name) <= 300 for one in named)


@pytest.mark.parametrize(
    ("text", "message"),
    [("a\n" * 61, "at most 60 names"), ("a" * 301, "300 characters"), ("a, " + "b" * 600, "300 characters")],
)
def test_names_that_are_too_many_or_too_long_are_refused_beside_their_prompt(text, message):
    with pytest.raises(BadInputError, match=message) as refused:
        read_names(text, Sphere.FRIEND)
    assert refused.value.field == "friend"


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,9}", fullmatch=True), max_size=60), st.from_regex(r"[a-z]{1,9}", fullmatch=True))
def test_every_line_is_one_name_in_its_order(names, does):
    assert read_names("\n".join(names), Sphere.CLUB) == tuple(Named(name, Sphere.CLUB) for name in names)
    told = "\r\n".join(f"{name}, {does}" for name in names)
    assert read_names(told, Sphere.CLUB) == tuple(Named(name, Sphere.CLUB, does) for name in names)


def test_names_are_put_on_the_map_with_their_ties_and_noted_without_names(around, now, noted):
    added = around(lambda case: network.add_names(case, (*read_names("Mum\nLee, son", Sphere.FAMILY), *read_names("Rex", Sphere.PET))))

    assert [member.name for member in added] == ["Mum", "Lee", "Rex"]
    after = now()
    assert [member.gender for member in added] == [Gender.WOMAN, Gender.MAN, Gender.UNKNOWN]
    assert {tie_of(after, member.id).label for member in added} == {"", "son"}
    assert "put names on the map" in noted()


def test_no_names_are_refused(around):
    with pytest.raises(BadInputError, match="at least one name"):
        around(lambda case: network.add_names(case, ()))


def test_a_word_for_a_relative_counts_in_the_family_only(around, now):
    around(lambda case: network.add_names(case, (*read_names("Mum", Sphere.FRIEND), *read_names("Dad, father", Sphere.PAID))))

    assert now().unions == ()
    assert {member.gender for member in now().members} == {Gender.UNKNOWN}


# ---------------------------------------------------------------- the first pass


def first_pass(around, *answers, presence=Presence.ALONE):
    return around(lambda case: network.save_first_pass(case, answers, presence, START.date()))


def test_the_first_pass_counts_people_and_keeps_only_what_is_new(around, now, noted):
    bea, dev = around.add("Bea"), around.add("Dev")
    answers = (FirstPass(bea, Ring.INTIMACY, "plays cards", seen=1), FirstPass(dev, Ring.FRIENDSHIP, "", seen=1))

    assert first_pass(around, *answers) == 2
    again = tuple(replace(answer, asked_ring=answer.ring, asked_does=answer.does) for answer in answers)
    assert first_pass(around, *again) == 0
    assert first_pass(around, *answers) == 0

    assert [said.value.ring for said in now().readings] == [Ring.INTIMACY, Ring.FRIENDSHIP]
    assert noted().count("asked how close people are and what they do") == 1


def test_a_member_without_a_tie_keeps_what_they_do(around, now):
    bea = around(lambda case: network.add_member(case, Member("", "Bea"), None, TieKind.SOCIAL, "")).id

    assert first_pass(around, FirstPass(bea, Ring.INTIMACY, "sings", seen=1)) == 1
    assert now().member(bea).does == "sings"
    assert now().readings == ()


def test_somebody_who_was_taken_off_meanwhile_is_passed_over(around, now):
    bea = around.add("Bea")
    around(lambda case: network.remove_member(case, bea))

    assert first_pass(around, FirstPass(bea, Ring.INTIMACY, "sings"), FirstPass(NOBODY, Ring.INTIMACY, "sings")) == 0


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(around, now):
    bea = around.add("Bea")
    around.change("Bea", does="sings")

    with pytest.raises(ChangedMeanwhileError):
        first_pass(around, FirstPass(bea, Ring.INTIMACY, "plays cards", seen=1))

    assert now().member(bea).does == "sings"
    assert now().readings == ()


def test_how_close_somebody_is_follows_the_day_it_was_said_in_the_adults_own_voice():
    people = (a_member("Priya"), a_member("Dawn"), a_tie("priya", "dawn"))
    said = (
        close("priya-dawn", Ring.EXCHANGE, said_on=TODAY),
        close("priya-dawn", Ring.INTIMACY, said_on=date(2025, 1, 1)),
        close("priya-dawn", Ring.FRIENDSHIP, Voice.CARER),
    )

    known = a_network(*people, *said)

    assert network.own_ring(known, known.ties[0]) is Ring.EXCHANGE
    assert network.own_ring(a_network(*people, said[2]), known.ties[0]) is None


# ---------------------------------------------------------------- together


def ask(around, member, answer, seen=1, presence=Presence.ALONE):
    around(lambda case: network.save_together(case, case.network.member(member), answer, presence, START.date(), seen))


def test_asked_together_only_what_is_new_is_said(around, now):
    bea = around.add("Bea")
    answer = Together("Bea", "", Ring.INTIMACY, ["company"], ["money"], "weekly")

    ask(around, bea, answer)
    ask(around, bea, answer)

    assert [said.value for said in now().readings] == [
        Support(SupportKind.COMPANY, Direction.B_TO_A, "weekly"),
        Support(SupportKind.MONEY, Direction.A_TO_B, "weekly"),
        Closeness(Ring.INTIMACY),
    ]
    known = around(lambda case: network.together(case.network, case.profile.adult_id, case.network.member(bea)))
    assert known == Together("Bea", "", Ring.INTIMACY, ("company",), ("money",))


def test_a_circle_that_nobody_touched_is_no_new_answer(around, now):
    bea = around.add("Bea")
    ask(around, bea, Together("Bea", "", Ring.INTIMACY, (), ()))
    ask(around, bea, Together("Bea", "", Ring.FRIENDSHIP, (), (), asked_ring=Ring.INTIMACY))

    ask(around, bea, Together("Bea", "", Ring.INTIMACY, (), (), asked_ring=Ring.INTIMACY))

    assert [said.value.ring for said in now().readings] == [Ring.INTIMACY, Ring.FRIENDSHIP]


def test_nothing_is_known_of_somebody_without_a_tie(around):
    bea = around(lambda case: network.add_member(case, Member("", "Bea", does="sings"), None, TieKind.SOCIAL, ""))

    known = around(lambda case: network.together(case.network, case.profile.adult_id, bea))

    assert known == Together("Bea", "sings", None, (), ())


def test_a_name_changed_meanwhile_stops_everything(around, now):
    bea = around.add("Bea")
    around.change("Bea", name="Beatrice")

    with pytest.raises(ChangedMeanwhileError):
        ask(around, bea, Together("Bee", "", Ring.INTIMACY, ["company"], ()))

    assert now().member(bea).name == "Beatrice"
    assert now().readings == ()


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


def test_somebody_who_is_not_there_cannot_be_taken_off(around):
    for remove in (network.remove_member, network.remove_tie):
        with pytest.raises(UnknownMemberError):
            around(lambda case, remove=remove: remove(case, NOBODY))
    for remove in (network.remove_union, network.remove_household):
        with pytest.raises(NotFoundError):
            around(lambda case, remove=remove: remove(case, NOBODY))


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


def test_a_union_is_changed_once_and_told_of_the_second_time(around, now, noted):
    bea, dev = around.add("Bea"), around.add("Dev")
    made = union(around, (bea,))
    around(lambda case: network.save_union(case, replace(made, partners=(bea, dev)), 1))

    with pytest.raises(ChangedMeanwhileError):
        around(lambda case: network.save_union(case, replace(made, label="wed"), 1))
    around(lambda case: network.remove_union(case, made.id))

    assert now().unions == ()
    assert noted()[-3:] == ["added a union", "changed a union", "took a union off the map"]


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
    around(lambda case: network.add_names(case, read_names("Zebedee, son", Sphere.FAMILY)))
    around.change("Beatrice", health="Asthma")
    around(lambda case: network.remove_member(case, bea))

    kept = " ".join(noted())
    assert not any(word in kept for word in ("Beatrice", "Zebedee", "son", "Asthma"))


def test_what_does_not_fit_is_a_question(around):
    around.add("Bea")
    around(lambda case: network.add_member(case, Member("", "Bea"), None, TieKind.SOCIAL, ""))

    assert [question.text for question in around(lambda case: network.questions(case, START.date()))] == [
        "Two people are called Bea. Are they the same person?"
    ]
