"""If contact stopped or changed: what could be lost and gained, always both, with the adult's words and whose decision it would be."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, DecisionAbout
from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError, UnknownMemberError
from netmeet.domain.held import Held, picture
from netmeet.domain.network import MemberKind
from netmeet.domain.options import Change, HowContact, Option, standing_options
from netmeet.domain.readings import (
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Frequency,
    ImportanceLevel,
    RestrictionKind,
    Strain,
    StrainLevel,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.domain.what_if import what_if
from tests.support.make import TODAY, a_concern, a_household, a_member, a_network, a_reading, a_restriction, a_tie, gives, important
from tests.support.maps import NAMES, in_another_order, networks

STOPPED, TELEPHONE, FEWER, SUPERVISED = HowContact
DAWN, KEV, MO, TOM = (a_member(name) for name in ("Dawn", "Kev", "Mo", "Tom"))
TIED = (DAWN, KEV, MO, TOM, a_tie("dawn", "kev"), a_tie("dawn", "mo"), a_tie("kev", "tom"))
BANNED = re.compile(r"perpetrator|victim|vulnerab|refuse|service user|\bremov|scor(e|ing)|\bsafer\b|\brisk", re.IGNORECASE)


def look(*said, how=STOPPED, who=("kev",), capacity=(), parts=TIED):
    return what_if(a_network(*parts, *said), [Change(one, how) for one in who], capacity, as_of=TODAY)


def help_from(giver, kind, amount="", **fields):
    return gives(f"dawn-{giver}", giver, kind, amount, **fields)


# ---------------------------------------------------------------- lost

HELP = (
    help_from("kev", SupportKind.COMPANY, "9 hours a week"),
    help_from("mo", SupportKind.COMPANY, "about five hours a week"),
    help_from("kev", SupportKind.PRACTICAL, "the shopping"),
    gives("dawn-kev", "dawn", SupportKind.MONEY, "about £40 a week"),
)


def test_what_would_be_lost_is_told_with_its_share_and_with_who_already_gives_the_same():
    seen = look(
        *HELP, a_reading("dawn-kev", Contact(Frequency.WEEKLY, "Mondays")), a_reading("dawn-mo", Contact(Frequency.WEEKLY, "Fridays"))
    )

    assert seen.lost == (
        "Dawn would lose contact with Kev: the two are in touch every week (Mondays).",
        "Dawn would lose the only way on the map to Tom.",
        "Dawn would lose all the practical help on the map, from Kev (the shopping).",
        "Dawn would lose about 9 of about 14 hours a week of company that are known, from Kev (9 hours a week).",
        "On Mondays nobody whose days are known would be in touch with Dawn.",
        "Kev would lose help with money from Dawn (about £40 a week).",
    )
    assert seen.could == (
        "Nobody else who could be asked gives Dawn practical help: who could?",
        "Mo already gives Dawn company and could be asked for more.",
    )
    assert seen.other == ()


@pytest.mark.parametrize(
    ("how", "lost", "goes_on"),
    [
        (STOPPED, {SupportKind.PRACTICAL, SupportKind.COMPANY}, None),
        (TELEPHONE, {SupportKind.PRACTICAL}, "could go on by telephone, which is not the same: company"),
        (FEWER, set(), "would be less: practical help (the shopping) and company"),
        (SUPERVISED, set(), "could go on only while somebody else is there; who that would be is not on the map: practical help"),
    ],
)
def test_help_ends_or_goes_on_in_another_way(how, lost, goes_on):
    seen = look(*HELP, how=how)

    ended = {kind for kind in SupportKind if any("would lose" in line and f"{kind}" in line and "from Kev" in line for line in seen.lost)}
    assert ended == lost
    assert (goes_on is None) is (seen.other == ())
    assert goes_on is None or any(f"What Kev gives Dawn {goes_on}" in line for line in seen.other)


def test_less_help_asks_who_could_give_more():
    assert "Nobody else who could be asked gives Dawn practical help: who could?" in look(*HELP, how=FEWER).could


def test_help_that_has_ended_is_not_lost_and_is_gained_by_nobody():
    ended = a_reading("dawn-kev", Support(SupportKind.PRACTICAL, Direction.B_TO_A, ended=True), said_on=TODAY + timedelta(days=1))

    assert not any("practical" in line for line in look(*HELP, ended).sentences)


def test_hours_are_those_that_the_adult_named_last():
    carers = help_from("kev", SupportKind.COMPANY, "20 hours a week", voice=Voice.CARER, said_on=TODAY + timedelta(days=1))
    seen = look(*HELP, carers)

    assert (
        "Dawn would lose about 9 of about 14 hours a week of company that are known, from Kev (9 hours a week or 20 hours a week)."
        in seen.lost
    )


def test_the_same_help_along_two_ties_is_counted_once_and_not_at_all_where_the_hours_differ():
    second = (a_tie("kev", "dawn"),)
    same = look(*HELP, gives("kev-dawn", "kev", SupportKind.COMPANY, "9 hours a week"), parts=(*TIED, *second))
    other = look(*HELP, gives("kev-dawn", "kev", SupportKind.COMPANY, "2 hours a week"), parts=(*TIED, *second))

    assert any("about 9 of about 14 hours" in line for line in same.lost)
    assert any(line.startswith("Dawn would lose company, from Kev (2 hours a week or 9 hours a week)") for line in other.lost)


def test_nobodys_hours_are_made_up():
    seen = look(help_from("kev", SupportKind.COMPANY, "most evenings"), HELP[1])

    assert "Dawn would lose company, from Kev (most evenings)." in seen.lost


def test_all_hours_that_are_known_are_told_as_such_where_others_give_the_same_in_words():
    seen = look(HELP[0], help_from("mo", SupportKind.COMPANY, "sings with her"))

    assert "Dawn would lose all of the company whose hours are known, about 9 hours a week, from Kev (9 hours a week)." in seen.lost


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (STOPPED, "one of them would have to live somewhere else, or both keep to it at home"),
        (TELEPHONE, "one of them would have to live somewhere else"),
        (SUPERVISED, "somebody else would have to be there day and night, or one of them live somewhere else"),
        (FEWER, None),
    ],
)
@pytest.mark.parametrize("home", [a_household("dawn", "kev"), a_reading("dawn-kev", Contact(Frequency.LIVE_TOGETHER))])
def test_two_who_live_together_could_not_without_another_home(home, how, words):
    told = [line for line in look(home, how=how).lost if "live together" in line]

    assert told == ([f"Dawn and Kev live together: {words}."] if words else [])


def test_nothing_on_the_map_is_not_called_nothing_to_lose():
    seen = look()

    assert look(who=("mo",)).lost == ("Nothing on the map says what Dawn would lose. That may be because nobody asked.",)
    assert seen.gained == ("Nothing on the map says what would be gained.",)
    assert look(how=FEWER).lost == ("Nothing on the map would end by this. What would be less, or another way, stands beside it.",)


def test_days_that_nobody_knows_are_named_beside_the_empty_ones():
    seen = look(a_reading("dawn-kev", Contact(Frequency.DAILY, "weekdays")))

    assert (
        "On Mondays, Tuesdays, Wednesdays, Thursdays and Fridays nobody whose days are known would be in touch with Dawn; "
        "on which days Mo is in touch is not known." in seen.lost
    )


@pytest.mark.parametrize("often", [Frequency.MONTHLY, Frequency.LESS])
def test_contact_less_than_weekly_fills_no_day(often):
    network = a_network(*TIED, a_reading("dawn-kev", Contact(often)), a_reading("dawn-mo", Contact(Frequency.WEEKLY)))

    assert Held(network, TODAY).days == {"mo": None}


# ---------------------------------------------------------------- who could


@pytest.mark.parametrize(
    ("member", "said", "named"),
    [
        (a_member("Mo"), (), True),
        (a_member("Mo", under_18=True), (), False),
        (a_member("Mo", born=PartialDate(2015)), (), False),
        (a_member("Mo", kind=MemberKind.PET), (), False),
        (a_member("Mo", kind=MemberKind.ORGANISATION), (), True),
        (a_member("Mo"), (a_restriction("dawn-mo", "mo"),), False),
        (a_member("Mo"), (a_restriction("dawn-mo", "mo", ends=TODAY - timedelta(days=1)),), True),
        (a_member("Mo"), (a_restriction("dawn-mo", "mo", starts=TODAY + timedelta(days=1)),), False),
        (a_member("Mo"), (a_restriction("dawn-mo", "mo", RestrictionKind.POLICE_INVESTIGATION),), False),
        (a_member("Mo"), (a_restriction("dawn-mo", "mo", RestrictionKind.LIMIT_BY_RELATIVE),), True),
    ],
)
def test_no_child_no_animal_and_nobody_kept_away_by_an_order_is_named_as_somebody_to_ask(member, said, named):
    parts = (DAWN, KEV, member, a_tie("dawn", "kev"), a_tie("dawn", "mo"), a_tie("kev", "mo"))
    seen = look(help_from("kev", SupportKind.COMPANY), help_from("mo", SupportKind.COMPANY), *said, parts=parts)

    assert any("Mo already gives" in line for line in seen.could) is named
    assert any("Mo has a way to both" in line for line in seen.could) is named


def test_an_order_between_two_others_asks_neither_to_stand_between():
    parts = (*TIED, a_tie("kev", "mo"))

    assert look(parts=parts).could == ("Mo has a way to both Dawn and Kev and could be asked.",)
    assert look(a_restriction("kev-mo", "kev"), parts=parts).could == ()


@pytest.mark.parametrize("about", ["dawn-mo", "mo-kim"])
def test_a_worry_about_somebody_who_could_be_asked_stands_in_the_same_sentence(about):
    parts = (*TIED, a_member("Kim"), a_tie("mo", "kim"))
    seen = look(*HELP, a_concern(about, "mo" if about == "mo-kim" else None, level=ConcernLevel.SOME), parts=parts)

    assert "Mo already gives Dawn company and could be asked for more; a worry is written down that touches Mo." in seen.could


# ---------------------------------------------------------------- gained


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (STOPPED, "it would no longer have this way in"),
        (TELEPHONE, "it would no longer have a way in face to face; by telephone it still could"),
        (FEWER, "it would have a way in less often"),
        (SUPERVISED, "somebody else would be there while they are together"),
    ],
)
def test_a_worry_in_either_direction_has_one_way_in_fewer(how, words):
    seen = look(a_concern("dawn-kev", "kev"), a_concern("dawn-kev", "dawn", ConcernLevel.SOME, ConcernType.PHYSICAL), how=how)

    assert seen.gained == (
        f"Serious worry that Dawn may come to harm from Kev (psychological abuse): {words}.",
        f"Some worry that Kev may come to harm from Dawn (physical abuse): {words}.",
    )


def test_of_one_kind_of_harm_the_most_serious_answer_is_told_and_no_worry_is_none():
    seen = look(
        a_concern("dawn-kev", "kev", ConcernLevel.SOME),
        a_concern("dawn-kev", "kev", ConcernLevel.SERIOUS, voice=Voice.OTHER),
        a_concern("dawn-kev", "kev", ConcernLevel.NONE, ConcernType.PHYSICAL),
    )

    assert seen.gained == ("Serious worry that Dawn may come to harm from Kev (psychological abuse): it would no longer have this way in.",)


@pytest.mark.parametrize(("starts", "standing"), [(None, "in force, no end known"), (TODAY + timedelta(days=1), "starts on 10 March 2026")])
@pytest.mark.parametrize(
    ("how", "words"), [(STOPPED, "it would be met"), (SUPERVISED, "read its terms first: they may allow no contact at all")]
)
def test_an_order_in_force_or_to_be_is_met_or_its_terms_are_to_be_read(how, words, starts, standing):
    seen = look(a_restriction("dawn-kev", "kev", starts=starts), how=how)

    order = f"non-molestation order, which binds Kev and protects Dawn; {standing}"
    assert seen.gained == (f"{order[0].upper()}{order[1:]}: {words}.",)
    assert f"Already decided elsewhere: {order}." in seen.decides.sentences


@pytest.mark.parametrize(
    "order",
    [
        a_restriction("dawn-kev", "kev", ends=TODAY - timedelta(days=1)),
        a_restriction("dawn-kev", "kev", RestrictionKind.LIMIT_BY_RELATIVE),
    ],
)
def test_an_order_that_ended_and_a_limit_that_is_none_are_not_met(order):
    seen = look(order)

    assert seen.gained == ("Nothing on the map says what would be gained.",)
    assert not any("Already decided" in line for line in seen.decides.sentences)


@pytest.mark.parametrize(
    ("answer", "how", "told"),
    [
        (WantsAnswer.LESS, FEWER, "Of Kev, Dawn said last: wants to see them less. This could come nearer to that."),
        (WantsAnswer.END, STOPPED, "Of Kev, Dawn said last: wants to end this relationship. This could come nearer to that."),
        (WantsAnswer.END, SUPERVISED, None),
        (WantsAnswer.KEEP, STOPPED, None),
    ],
)
def test_what_the_adult_asked_for_is_gained_only_where_it_comes_nearer(answer, how, told):
    assert look(a_reading("dawn-kev", Wants(answer)), how=how).gained == (told or "Nothing on the map says what would be gained.",)


@pytest.mark.parametrize(
    ("levels", "how", "told"),
    [
        ((StrainLevel.BREAKING_POINT,), FEWER, True),
        ((StrainLevel.STRETCHED,), STOPPED, True),
        ((StrainLevel.STRETCHED,), SUPERVISED, False),
        ((StrainLevel.BREAKING_POINT, StrainLevel.COPING), FEWER, False),
        ((), FEWER, False),
    ],
)
def test_a_carer_who_is_stretched_could_have_a_rest(levels, how, told):
    said = [a_reading("kev", Strain(level), Voice.CARER, said_on=TODAY + timedelta(days=place)) for place, level in enumerate(levels)]

    assert any("it could be a rest, if Kev wants it" in line for line in look(*said, how=how).gained) is told


def test_the_adult_who_cares_for_somebody_could_have_a_rest_too():
    assert look(a_reading("dawn", Strain(StrainLevel.STRETCHED))).gained == (
        "Dawn is stretched, by what was said last: it could be a rest, if Dawn wants it.",
    )


# ---------------------------------------------------------------- the adult's words, and whose decision


def test_the_adults_own_words_come_first_and_nobody_elses_stand_among_them():
    own = (a_reading("dawn-kev", Wants(WantsAnswer.CHANGE, "less shouting")), important("dawn-kev"))
    seen = look(*own, important("dawn-kev", ImportanceLevel.NOT, Voice.PRACTITIONER))

    assert [said.reading.value for said in seen.own] == [reading.value for reading in own]
    assert seen.sentences[0] == seen.own[0].sentence
    assert seen.unasked == ()


def test_where_the_adult_was_not_asked_that_is_said():
    assert look(important("dawn-kev"), who=("kev", "mo")).unasked == (
        "Dawn has not said what they want with Kev: ask first, and alone.",
        "Dawn has not said what they want with Mo: ask first, and alone.",
    )


def an_assessment(outcome=CapacityOutcome.LACKS, on: date | None = TODAY, about=DecisionAbout.CONTACT, by="Sol Brandt"):
    return CapacityAssessment(
        "a", about, "whether to see Kev", on, "Wren", outcome, False, True, True, True, "dementia", "she forgets", by, consulted=()
    )


COURT = "Against Dawn’s own decision, or where it is disputed, only a court can order it: a council cannot impose it."


@pytest.mark.parametrize(
    "capacity",
    [
        (),
        (an_assessment(CapacityOutcome.HAS),),
        (an_assessment(on=TODAY + timedelta(days=1)),),
        (an_assessment(about=DecisionAbout.OTHER),),
        (an_assessment(CapacityOutcome.NOT_CLEAR),),
        (an_assessment(on=None),),
    ],
)
def test_the_adult_decides_unless_an_assessment_of_contact_found_that_they_cannot(capacity):
    decides = look(capacity=capacity).decides

    assert decides.adult
    assert decides.sentences[0] == "Whom Dawn sees, and how, is for Dawn to decide."
    assert decides.sentences[-1] == COURT


@pytest.mark.parametrize(("by", "named"), [("Sol Brandt", "by Sol Brandt"), ("", "and nobody is named who decides")])
def test_where_the_adult_cannot_decide_it_is_an_undisputed_decision_in_their_best_interests_or_a_courts(by, named):
    decides = look(capacity=(an_assessment(by=by),)).decides

    assert not decides.adult
    assert decides.quotes == ("whether to see Kev",)
    assert decides.sentences[:3] == (
        "It was found on 9 March 2026 that Dawn cannot make a decision about contact now: is that assessment about Kev?",
        f"If it is, this is decided in Dawn’s best interests, {named}.",
        "That holds only while nobody disputes it: not Dawn, not Kev, nor anybody else who is consulted.",
    )
    assert decides.sentences[-1] == COURT


# ---------------------------------------------------------------- side by side


def test_now_and_then_stand_side_by_side():
    seen = look(*HELP, a_reading("dawn-kev", Contact(Frequency.WEEKLY, "Mondays")))
    rows = {row.heading: row for row in seen.rows}

    assert rows["Company"].now == ("about 14 hours a week that are known", "Kev, about 9 hours a week", "Mo, about 5 hours a week")
    assert rows["Company"].then == ("Mo, about 5 hours a week",)
    assert rows["Practical help"].then == ("nobody on the map",)
    assert rows["Help with money from Dawn"].now == ("Kev",)
    assert rows["Days with somebody, where the days are known"].then == ("none known", "not known for Mo")
    assert rows["Whom Dawn has a way to"].then == ("1 of those on the map", "not Kev and Tom")
    assert all(row.changes for row in seen.rows)


def test_what_would_be_another_way_says_so_in_the_table():
    rows = {row.heading: row for row in look(*HELP, how=TELEPHONE).rows}

    assert "Kev, about 9 hours a week (by telephone only)" in rows["Company"].then
    assert not rows["Help with money from Dawn"].changes


def test_the_picture_marks_who_would_go_and_who_would_have_no_way_left():
    seen = look(who=("kev",))
    telephone = look(how=TELEPHONE)

    assert (seen.marks, seen.gone) == ({"kev": "no contact", "tom": "no way left"}, {"kev", "tom"})
    assert (telephone.marks, telephone.gone) == ({"kev": "by telephone only"}, set())


def test_several_changes_are_looked_at_together():
    seen = look(*HELP, who=("kev", "mo"))

    assert "Dawn would lose all the company on the map, from Kev (9 hours a week) and Mo (about five hours a week)." in seen.lost
    assert seen.titles == ("With Kev: no contact.", "With Mo: no contact.")


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ([], BadInputError, "at least one person"),
        ([Change("kev", STOPPED), Change("kev", FEWER)], BadInputError, "one change for Kev"),
        ([Change("dawn", STOPPED)], BadInputError, "the map is about"),
        ([Change("ike", STOPPED)], BadInputError, "has died"),
        ([Change("nobody", STOPPED)], UnknownMemberError, "not on the map"),
    ],
)
def test_a_change_that_makes_no_sense_is_turned_down_in_a_sentence(changes, error, words):
    with pytest.raises(error, match=f"(?i){words}"):
        what_if(a_network(*TIED, a_member("Ike", dead=True)), changes, as_of=TODAY)


def test_the_same_change_twice_is_one():
    assert look(who=("kev", "kev")) == look()


def test_options_stand_for_whoever_is_still_on_the_map():
    kept = Option("o", "Both", (Change("kev", STOPPED), Change("mo", FEWER)))

    assert standing_options((kept,), {"mo"}) == (replace(kept, changes=(Change("mo", FEWER),)),)
    assert standing_options((kept,), {"dawn"}) == ()


# ---------------------------------------------------------------- properties


def living_others(network):
    return [member.id for member in network.members if member.id != network.adult_id and not member.has_died]


@st.composite
def maps_with_changes(draw):
    network = draw(networks().filter(living_others))
    who = draw(st.lists(st.sampled_from(living_others(network)), min_size=1, unique=True))
    return network, [Change(one, draw(st.sampled_from(HowContact))) for one in who]


@given(maps_with_changes(), st.randoms())
def test_order_never_matters(given_map, random):
    network, changes = given_map
    turned = what_if(in_another_order(network, random), changes[::-1], as_of=TODAY)

    assert turned == what_if(network, changes, as_of=TODAY)


@given(maps_with_changes())
def test_taking_a_change_back_is_as_if_it_had_never_been(given_map):
    network, changes = given_map
    held = Held(network, TODAY)
    wanted = {change.member: change.how for change in changes}

    assert picture(held, {one: how for one, how in wanted.items() if one not in wanted}) == picture(held, {})
    then = picture(held, wanted)
    assert set(then.to_adult) <= set(picture(held, {}).to_adult)
    assert then.reached <= picture(held, {}).reached
    assert then.days <= picture(held, {}).days


@given(maps_with_changes())
def test_taking_somebody_off_the_map_and_putting_them_back_is_the_identity(given_map):
    network, changes = given_map
    one = changes[0].member
    ties = {tie.id for tie in network.ties_of(one)}
    last = [reading for reading in network.readings if reading.about in {one, *ties}]
    back = replace(
        network,
        members=(*(member for member in network.members if member.id != one), network.member(one)),
        ties=(*(tie for tie in network.ties if tie.id not in ties), *network.ties_of(one)),
        readings=(*(reading for reading in network.readings if reading not in last), *last),
    )

    assert what_if(back, changes, as_of=TODAY) == what_if(network, changes, as_of=TODAY)


@given(maps_with_changes(), st.data())
def test_another_tie_of_which_nothing_was_said_takes_no_help_and_no_day_from_what_is_lost(given_map, data):
    network, changes = given_map
    a, b = data.draw(st.lists(st.sampled_from([member.id for member in network.members]), min_size=2, max_size=2, unique=True))
    more = replace(network, ties=(*network.ties, a_tie(a, b, id="new")))

    before, after = (what_if(one, changes, as_of=TODAY) for one in (network, more))
    help_lost = re.compile(r"would lose (?!contact|the only way)")
    assert [line for line in before.lost if help_lost.search(line)] == [line for line in after.lost if help_lost.search(line)]


@given(maps_with_changes())
def test_both_lost_and_gained_are_always_there(given_map):
    seen = what_if(*given_map, as_of=TODAY)

    assert seen.lost
    assert seen.gained
    assert seen.own or seen.unasked
    assert seen.decides.sentences


def numbers_of(text: str) -> Iterator[str]:
    return iter(re.findall(r"\d+(?:\.\d+)?", text))


@given(maps_with_changes())
def test_no_sentence_names_a_member_or_a_number_that_is_not_on_the_map(given_map):
    network, changes = given_map
    seen = what_if(network, changes, as_of=TODAY)
    told = "\n".join((*seen.sentences, *seen.titles, *(line for row in seen.rows for line in (row.heading, *row.now, *row.then))))

    there = {name for member in network.members for name in member.name.split()}
    assert {name for name in NAMES if name in told} <= there
    # A map of the tests knows one amount, nine hours a week: what is told is so many nines, so many people, or a date or year.
    counts = {str(number) for number in range(len(network.members) + 1)}
    nines = {str(9 * helps) for helps in range(1, 2 * len(network.ties) + 2)}
    dates = {number for reading in network.readings for number in numbers_of(str(reading.said_on) + str(reading.value))}
    years = {str(member.born.year) for member in network.members if member.born}
    plain = {number.lstrip("0") or "0" for number in (*dates, *counts, *nines, *years)}
    assert set(numbers_of(told)) <= plain
    assert not BANNED.search(told)
    assert "None" not in told
