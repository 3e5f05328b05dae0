"""Asked together: many names in one go, how close people are, what help passes; only what is new is said."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from netmeet.domain import kinship
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError
from netmeet.domain.network import Gender, Member, MemberKind, Sphere, TieKind
from netmeet.domain.readings import Closeness, Direction, Presence, Ring, Support, SupportKind, Voice
from netmeet.services import mapping, network
from netmeet.services.mapping import FirstPass, Named, Room, Together, read_names
from netmeet.store import audit
from tests.support.make import TODAY, a_member, a_network, a_tie, close
from tests.support.site import START

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
    added = around(lambda case: mapping.add_names(case, (*read_names("Mum\nLee, son", Sphere.FAMILY), *read_names("Rex", Sphere.PET))))

    assert [member.name for member in added] == ["Mum", "Lee", "Rex"]
    after = now()
    assert [member.gender for member in added] == [Gender.WOMAN, Gender.MAN, Gender.UNKNOWN]
    assert {tie_of(after, member.id).label for member in added} == {"", "son"}
    assert "put names on the map" in noted()


def test_the_word_for_a_relative_may_stand_before_or_behind_the_name(around, now):
    lines = "my son Lee\nsister Jean, in Leeds\nKim (daughter) - sings\nSister Agnes\nFather Tom\nUncle Bob’s wife"
    around(lambda case: mapping.add_names(case, (*read_names(lines, Sphere.FAMILY), *read_names("my son Dev", Sphere.FRIEND))))

    after = now()
    told = {member.name: (member.does, kinship.relation(after, after.adult_id, member.id)) for member in after.members}
    assert told == {
        "Rose Okafor": ("", None),
        "Lee": ("son", "son"),
        "Jean": ("sister, in Leeds", "sister"),
        "Kim": ("daughter, sings", "daughter"),
        "Sister Agnes": ("", None),
        "Father Tom": ("", None),
        "Uncle Bob’s wife": ("", None),
        "my son Dev": ("", None),
    }
    assert {member.kind for member in after.members} == {MemberKind.PERSON}


def test_a_former_husband_is_made_the_parent_of_nobodys_children(around, now):
    lines = "Gerald, ex-husband\nDenise, daughter\nStuart, son\nJosie, adopted daughter"
    around(lambda case: mapping.add_names(case, read_names(lines, Sphere.FAMILY)))

    after = now()
    name = {member.id: member.name for member in after.members}
    parents = {name[child.member]: [name[one] for one in union.partners] for union in after.unions for child in union.children}
    assert parents == {child: ["Rose Okafor"] for child in ("Denise", "Stuart", "Josie")}
    (question,) = around(lambda case: network.questions(case, TODAY))
    assert question.text.startswith("Who is the other parent of Denise, Stuart and Josie? Only Rose Okafor is written down.")


def test_no_names_are_refused(around):
    with pytest.raises(BadInputError, match="at least one name"):
        around(lambda case: mapping.add_names(case, ()))


def test_a_word_for_a_relative_counts_in_the_family_only(around, now):
    around(lambda case: mapping.add_names(case, (*read_names("Mum", Sphere.FRIEND), *read_names("Dad, father", Sphere.PAID))))

    assert now().unions == ()
    assert {member.gender for member in now().members} == {Gender.UNKNOWN}


def test_each_relative_finds_their_place_on_the_map_as_the_ones_before_left_it(around):
    relations = (kinship.Relation.SISTER, kinship.Relation.MOTHER, kinship.Relation.FATHER, kinship.Relation.BROTHER)
    ids = [around.add(relation.value) for relation in relations]

    def place(case):
        found = case.network
        for member, relation in zip(ids, relations, strict=True):
            found = network.place(case, found, member, around.adult, relation)
        return found

    assert around(place) == around(lambda case: case.network)


def test_putting_names_on_the_map_reads_it_as_often_for_many_as_for_few(around):
    def reads(names):
        found = []
        listen = lambda *args: found.append(args[2])  # noqa: E731 (it is taken off again)
        engine = around(lambda case: case.session.get_bind())
        event.listen(engine, "before_cursor_execute", listen)
        around(lambda case: mapping.add_names(case, names))
        event.remove(engine, "before_cursor_execute", listen)
        return sum("FROM readings" in statement for statement in found)

    assert reads(read_names("Kev, son", Sphere.FAMILY)) == reads(read_names("\n".join(f"P{n}, son" for n in range(20)), Sphere.FAMILY))


# ---------------------------------------------------------------- the first pass


def first_pass(around, *answers, presence=Presence.ALONE):
    return around(lambda case: mapping.save_first_pass(case, answers, Room(presence), START.date()))


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

    assert mapping.own_ring(known, known.ties[0]) is Ring.EXCHANGE
    assert mapping.own_ring(a_network(*people, said[2]), known.ties[0]) is None


# ---------------------------------------------------------------- together


def ask(around, member, answer, seen=1, presence=Presence.ALONE):
    around(lambda case: mapping.save_together(case, case.network.member(member), answer, Room(presence), START.date(), seen))


def test_asked_together_only_what_is_new_is_said(around, now):
    bea = around.add("Bea")
    answer = Together("Bea", "", Ring.INTIMACY, ["company"], ["money"], {"company": "weekly"})

    ask(around, bea, answer)
    ask(around, bea, answer)

    assert [said.value for said in now().readings] == [
        Support(SupportKind.COMPANY, Direction.B_TO_A, "weekly"),
        Support(SupportKind.MONEY, Direction.A_TO_B),
        Closeness(Ring.INTIMACY),
    ]
    known = around(lambda case: mapping.together(case.network, case.profile.adult_id, case.network.member(bea)))
    assert known == Together("Bea", "", Ring.INTIMACY, ("company",), ("money",))


def test_how_much_of_one_kind_of_help_says_nothing_of_another(around, now):
    bea = around.add("Bea")
    ask(around, bea, Together("Bea", "", None, ["company", "transport"], ["money"]))

    ask(around, bea, Together("Bea", "", None, ["company", "transport"], ["money"], {"transport": "on Saturdays"}, {"money": ""}))

    assert [said.value for said in now().readings[3:]] == [Support(SupportKind.TRANSPORT, Direction.B_TO_A, "on Saturdays")]


@pytest.mark.parametrize("side", ["gets", "gives"])
def test_how_much_of_help_that_is_not_ticked_is_asked_again_unless_it_ends(around, now, side):
    bea = around.add("Bea")
    none, told = Together("Bea", "", None, (), ()), {f"{side}_how": {"company": "daily"}}
    with pytest.raises(BadInputError, match="Tick “company” too") as refused:
        ask(around, bea, replace(none, **told))
    assert (refused.value.field, now().readings) == (side, ())
    ask(around, bea, replace(none, **{side: ["company"]}))

    ask(around, bea, replace(none, **told, **{f"asked_{side}": ["company"]}))

    assert [said.value.ended for said in now().readings] == [False, True]
    assert now().readings[1].value.amount == ""


def test_a_circle_that_nobody_touched_is_no_new_answer(around, now):
    bea = around.add("Bea")
    ask(around, bea, Together("Bea", "", Ring.INTIMACY, (), ()))
    ask(around, bea, Together("Bea", "", Ring.FRIENDSHIP, (), (), asked_ring=Ring.INTIMACY))

    ask(around, bea, Together("Bea", "", Ring.INTIMACY, (), (), asked_ring=Ring.INTIMACY))

    assert [said.value.ring for said in now().readings] == [Ring.INTIMACY, Ring.FRIENDSHIP]


def test_nothing_is_known_of_somebody_without_a_tie(around):
    bea = around(lambda case: network.add_member(case, Member("", "Bea", does="sings"), None, TieKind.SOCIAL, ""))

    known = around(lambda case: mapping.together(case.network, case.profile.adult_id, bea))

    assert known == Together("Bea", "sings", None, (), ())


def test_a_name_changed_meanwhile_stops_everything(around, now):
    bea = around.add("Bea")
    around.change("Bea", name="Beatrice")

    with pytest.raises(ChangedMeanwhileError):
        ask(around, bea, Together("Bee", "", Ring.INTIMACY, ["company"], ()))

    assert now().member(bea).name == "Beatrice"
    assert now().readings == ()
