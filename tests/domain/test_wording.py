"""Plain English for what is on a map: who said what, in whose company, and which way it runs."""

from datetime import timedelta

import pytest
from hypothesis import given

from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.network import MemberKind, Network, Sphere, TieKind
from netmeet.domain.readings import (
    Basis,
    Closeness,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Emotional,
    Flow,
    Frequency,
    Importance,
    ImportanceLevel,
    Presence,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Strength,
    StrengthLevel,
    Stress,
    Support,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.domain.unknowns import unasked
from netmeet.domain.voices import ends, heard_alone, in_order, others_present, speaker, speaker_id
from netmeet.domain.wording import Wording, in_brief, joined, sentence
from tests.support.make import TODAY, a_concern, a_member, a_network, a_reading, a_restriction, a_tie, close, gives, important
from tests.support.maps import networks

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
PEOPLE = (a_member("Dawn"), a_member("Kev"), a_member("Mo"), a_tie("dawn", "kev"), a_tie("kev", "mo"))


def words_of(*said):
    return Wording(a_network(*PEOPLE, *said), TODAY)


UNKNOWN = ConcernType.NOT_YET_KNOWN


@pytest.mark.parametrize(("parts", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_joined_as_they_are_said(parts, told):
    assert joined(parts) == told


@pytest.mark.parametrize(("words", "told"), [("a b", "A b."), ("a?", "A?"), ("Dr.", "Dr."), ("", ".")])
def test_a_sentence_begins_with_a_capital_and_ends_once(words, told):
    assert sentence(words) == told


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ([a_member("Dawn"), a_member("Kev")], ["Dawn", "Kev"]),
        ([a_member("Dawn", does="daughter"), a_member(" dawn ", id="2")], ["Dawn (daughter)", " dawn  (other)"]),
        (
            [a_member("Dawn", born=PartialDate(1950, 6)), a_member("Dawn", id="2", does="visits", born=PartialDate(1980))],
            ["Dawn (other, born 1950)", "Dawn (visits, born 1980)"],
        ),
    ],
)
def test_names_are_told_apart_only_where_two_share_one(members, names):
    words = Wording(a_network(*members), TODAY)

    assert [words.name(member.id) for member in members] == names


def test_somebody_no_longer_on_the_map_has_no_name():
    assert words_of().name("gone") == "somebody no longer on the map"
    assert words_of().names(["mo", "kev", "mo"]) == "Kev and Mo"


def test_a_map_about_nobody_calls_them_the_adult():
    assert Wording(Network(), TODAY).adult == "the adult"
    assert words_of().adult == "Dawn"


@pytest.mark.parametrize(
    ("voice", "member", "who"),
    [
        (Voice.ADULT, None, "Dawn"),
        (Voice.ADULT, "kev", "Dawn"),
        (Voice.PRACTITIONER, None, "the practitioner"),
        (Voice.CARER, "kev", "Kev"),
        (Voice.CARER, None, "a carer"),
        (Voice.OTHER, None, "somebody else"),
        (Voice.OTHER, "gone", "somebody no longer on the map"),
    ],
)
def test_whoever_speaks_is_named_where_they_are_known(voice, member, who):
    assert words_of().who(close("dawn-kev", voice=voice, voice_member=member)) == who


@pytest.mark.parametrize(
    ("fields", "told", "alone"),
    [
        ({"presence": Presence.ALONE}, "alone", True),
        ({"presence": Presence.ALONE, "present": ("dawn",)}, "alone", True),
        ({"presence": Presence.ALONE, "present": ("dawn", "kev")}, "with Kev in the room", False),
        ({"presence": Presence.ALONE, "basis": Basis.TOLD_BY_ADULT_WITH_OTHERS}, "with others in the room", False),
        ({"presence": Presence.WITH_OTHERS, "present": ("mo", "kev")}, "with Kev and Mo in the room", False),
        ({"presence": Presence.WITH_OTHERS}, "with others in the room", False),
        ({"presence": Presence.WITH_OTHERS, "basis": Basis.TOLD_BY_ADULT_ALONE}, "with others in the room", False),
        ({"presence": Presence.NOT_KNOWN}, "not known who was in the room", False),
        ({"presence": Presence.NOT_KNOWN, "basis": Basis.TOLD_BY_ADULT_ALONE}, "alone", True),
        ({"presence": Presence.NOT_KNOWN, "basis": Basis.SEEN}, "not known who was in the room", False),
        ({"presence": Presence.NOT_KNOWN, "voice": Voice.PRACTITIONER}, "", False),
    ],
)
def test_company_is_told_and_unknown_company_is_never_taken_for_none(fields, told, alone):
    reading = close("dawn-kev", **fields)

    assert words_of().present(reading) == told
    assert heard_alone(words_of().network, reading) is alone


def test_a_speaker_can_be_followed_over_time_and_somebody_unnamed_is_taken_for_nobody_else():
    network = words_of().network

    assert speaker(network, close("dawn-kev")) == (Voice.ADULT, "dawn")
    assert speaker(network, close("dawn-kev", voice=Voice.PRACTITIONER)) == (Voice.PRACTITIONER, "")
    assert speaker(network, close("dawn-kev", voice=Voice.CARER, voice_member="kev")) == (Voice.CARER, "kev")
    assert speaker(network, close("dawn-kev", voice=Voice.OTHER, id="1")) != speaker(network, close("dawn-kev", voice=Voice.OTHER, id="2"))
    assert speaker_id(network, close("dawn-kev", voice=Voice.OTHER)) is None
    assert others_present(network, close("dawn-kev", voice=Voice.CARER, voice_member="kev", present=("kev", "mo"))) == ("mo",)


def test_what_was_said_stands_in_the_order_of_the_days_it_was_said_on():
    said = (close("t", id="c", said_on=TODAY, seq=1), close("t", id="b", said_on=YESTERDAY, seq=3), close("t", id="a", said_on=None, seq=2))

    assert [reading.id for reading in in_order(said)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("direction", "told", "pairs"),
    [
        (Direction.A_TO_B, "from Dawn to Kev", (("dawn", "kev"),)),
        (Direction.B_TO_A, "from Kev to Dawn", (("kev", "dawn"),)),
        (Direction.BOTH, "both ways between Dawn and Kev", (("dawn", "kev"), ("kev", "dawn"))),
    ],
)
def test_directions_are_told_by_name(direction, told, pairs):
    tie = a_tie("dawn", "kev")

    assert words_of().direction(tie, direction) == told
    assert ends(tie, direction) == pairs


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        (important("dawn-kev", ImportanceLevel.NOT), "Kev is not important to Dawn"),
        (important("kev-mo", ImportanceLevel.VERY), "Mo is very important to Kev"),
        (close("dawn-kev", Ring.PARTICIPATION), "Kev stands in the “Join in with” circle around Dawn"),
        (gives("dawn-kev", "dawn", SupportKind.PERSONAL_CARE, "each morning"), "help from Dawn to Kev: personal care (each morning)"),
        (gives("dawn-kev", None), "help both ways between Dawn and Kev: company"),
        (a_reading("dawn-kev", Contact(Frequency.LESS)), "Dawn and Kev are in touch less than once a month"),
        (a_reading("dawn-kev", Contact(Frequency.DAILY, "by text")), "Dawn and Kev are in touch every day (by text)"),
        (a_reading("dawn-kev", Strength(StrengthLevel.BROKEN)), "the tie is broken"),
        (a_reading("dawn-kev", Flow(Direction.B_TO_A)), "effort goes from Kev to Dawn"),
        (a_reading("dawn-kev", Flow(None)), "no effort goes either way"),
        (a_reading("dawn-kev", Stress(stressed=True)), "the tie is under stress"),
        (a_reading("dawn-kev", Stress(stressed=False)), "the tie is not under stress"),
        (a_reading("dawn-kev", Emotional(EmotionalKind.CLOSE)), "close, both ways between Dawn and Kev"),
        (a_reading("dawn-kev", Emotional(EmotionalKind.OTHER, text="wary")), "wary, both ways between Dawn and Kev"),
        (a_reading("dawn-kev", Emotional(EmotionalKind.OTHER)), "other, both ways between Dawn and Kev"),
        (a_reading("dawn-kev", Wants(WantsAnswer.LESS, "Sundays only")), "Dawn wants to see them less"),
        (a_reading("kev", Strain(StrainLevel.STRETCHED)), "Kev is stretched"),
        (
            a_concern("dawn-kev", "dawn", ConcernLevel.SOME, ConcernType.FINANCIAL),
            "some worry that Kev may come to harm from Dawn (financial or material abuse)",
        ),
        (a_concern("dawn-kev", "kev", ConcernLevel.NONE, UNKNOWN), "no worry that Dawn may come to harm from Kev"),
        (a_concern("dawn-kev", None, ConcernLevel.NONE, UNKNOWN), "nothing to worry about between Dawn and Kev"),
        (
            a_concern("dawn-kev", "kev", ConcernLevel.NONE, ConcernType.PHYSICAL),
            "no worry that Dawn may come to harm from Kev (physical abuse)",
        ),
        (a_concern("dawn-kev", "kev", type=UNKNOWN), "serious worry that Dawn may come to harm from Kev (not yet known)"),
        (a_concern("kev", type=ConcernType.SELF_NEGLECT), "serious worry about Kev (self-neglect)"),
        (a_concern("kev", level=ConcernLevel.NONE, type=UNKNOWN), "nothing to worry about with Kev"),
        (
            a_restriction("dawn-kev", "kev", ends=TODAY),
            "non-molestation order, which binds Kev and protects Dawn; in force until 9 March 2026",
        ),
        (
            a_restriction("dawn-kev", "dawn", starts=TOMORROW),
            "non-molestation order, which binds Dawn and protects Kev; starts on 10 March 2026",
        ),
        (a_restriction("dawn-kev", None, ends=YESTERDAY), "non-molestation order, which binds both Dawn and Kev; ended on 8 March 2026"),
        (
            a_restriction("dawn-kev", None, starts=YESTERDAY, ends=TODAY),
            "non-molestation order, which binds both Dawn and Kev; in force from 8 March 2026 until 9 March 2026",
        ),
        (
            a_restriction("dawn-kev", None, starts=YESTERDAY),
            "non-molestation order, which binds both Dawn and Kev; in force from 8 March 2026, no end known",
        ),
        (
            a_restriction("dawn-kev", None, starts=YESTERDAY, ends=YESTERDAY),
            "non-molestation order, which binds both Dawn and Kev; began on 8 March 2026, ended on 8 March 2026",
        ),
        (
            a_restriction("dawn-kev", None, starts=TOMORROW, ends=TOMORROW),
            "non-molestation order, which binds both Dawn and Kev; starts on 10 March 2026, until 10 March 2026",
        ),
        (
            a_restriction("dawn-kev", "kev", RestrictionKind.POLICE_INVESTIGATION),
            "police investigation, about Kev, for Dawn; in force, no end known",
        ),
        (
            a_restriction("dawn-kev", None, RestrictionKind.LIMIT_BY_RELATIVE),
            "limit set by a relative, about both Dawn and Kev; in force, no end known",
        ),
    ],
)
def test_everything_that_can_be_said_has_its_words(reading, told):
    assert words_of().says(reading) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Importance(ImportanceLevel.VERY), "very important"),
        (Closeness(Ring.EXCHANGE), "the “Paid or exchange” circle"),
        (a_concern("t").value, "serious worry"),
        (Wants(WantsAnswer.END), "wants to end this relationship"),
        (Support(SupportKind.MONEY, Direction.BOTH), ""),
    ],
)
def test_an_answer_on_a_scale_can_be_told_in_brief(value, told):
    assert in_brief(value) == told


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        (
            close("dawn-kev", presence=Presence.ALONE),
            "Dawn said on 9 March 2026 (alone): Kev stands in the “Closest” circle around Dawn.",
        ),
        (important("dawn-kev", voice=Voice.PRACTITIONER, said_on=None), "The practitioner recorded: Kev is very important to Dawn."),
        (
            important("dawn-kev", voice=Voice.CARER, voice_member="kev", present=("mo",)),
            "Kev said on 9 March 2026 (with Mo in the room): Kev is very important to Dawn.",
        ),
    ],
)
def test_a_reading_is_told_with_who_said_it_when_and_in_whose_company(reading, told):
    assert words_of().spoken(reading).sentence == told


def test_what_was_typed_stands_beside_the_sentence_and_never_in_it():
    order = a_restriction(
        "dawn-kev", "kev", terms="not within 100 metres", source_seen="the sealed order", evidence="seen at court", basis=Basis.ON_RECORD
    )
    spoken = words_of().spoken(order, ("A note.",))

    assert spoken.quote == "not within 100 metres\nPaper seen: the sealed order\nseen at court"
    assert spoken.rests_on == "on record"
    assert spoken.notes == ("A note.",)
    assert "court" not in spoken.sentence


@given(networks(adult=False))
def test_any_reading_on_any_map_can_be_told(network):
    words = Wording(network, TODAY)

    for reading in network.readings:
        assert words.spoken(reading).sentence.endswith(".")


UNASKED = "Was Dawn asked, alone, whether there is anything to worry about with Kev?"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([], []),
        ([close("dawn-kev", Ring.EXCHANGE)], []),
        ([close("dawn-kev")], [UNASKED]),
        ([close("dawn-kev"), a_concern("dawn-kev", "kev")], [UNASKED]),
        ([close("dawn-kev"), a_concern("dawn-kev", "kev", ConcernLevel.NONE, voice=Voice.ADULT, present=("kev",))], [UNASKED]),
        ([close("dawn-kev"), a_concern("dawn-kev", "kev", ConcernLevel.NONE, voice=Voice.ADULT, presence=Presence.ALONE)], []),
        ([close("dawn-kev"), a_concern("dawn-kev", "kev", basis=Basis.TOLD_BY_ADULT_ALONE)], []),
        ([close("kev-mo")], []),
    ],
)
def test_a_close_tie_whose_worries_nobody_asked_about_alone_is_a_question(said, told):
    assert list(unasked(words_of(*said), FlagRule())) == told


@pytest.mark.parametrize(
    ("fields", "tie_kind", "asked"),
    [
        ({}, TieKind.SOCIAL, True),
        ({"dead": True}, TieKind.SOCIAL, False),
        ({"kind": MemberKind.PET}, TieKind.SOCIAL, False),
        ({"kind": MemberKind.PLACE}, TieKind.PAID, False),
        ({"kind": MemberKind.ORGANISATION}, TieKind.SOCIAL, False),
        ({"kind": MemberKind.ORGANISATION}, TieKind.PAID, True),
        ({"kind": MemberKind.ORGANISATION, "sphere": Sphere.PAID}, TieKind.SOCIAL, True),
    ],
)
def test_worries_are_asked_about_with_the_living_and_with_whoever_is_paid_to_help(fields, tie_kind, asked):
    network = a_network(a_member("Dawn"), a_member("Kev", **fields), a_tie("dawn", "kev", tie_kind), close("dawn-kev"))

    assert bool(unasked(Wording(network, TODAY), FlagRule())) is asked


def test_a_map_about_nobody_raises_no_such_question():
    assert unasked(Wording(a_network(*PEOPLE, close("dawn-kev"), adult=None), TODAY), FlagRule()) == ()
