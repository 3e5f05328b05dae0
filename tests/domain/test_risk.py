"""Ties that are important and a worry: what fires, what stays beside what, and what nothing can silence."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.errors import BadInputError, UnknownMemberError
from netmeet.domain.flag_rule import FlagRule, Side, explain
from netmeet.domain.network import Network, Tie
from netmeet.domain.readings import (
    Basis,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Emotional,
    Frequency,
    ImportanceLevel,
    Presence,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.domain.risk import (
    Standing,
    concerns_from,
    important_and_risky,
    may_touch,
    open_concern_between,
    person_of_concern,
    restrictions_between,
    worries_about,
    worries_about_the_adult,
)
from tests.support.make import TODAY, a_concern, a_member, a_network, a_reading, a_restriction, a_tie, close, gives, important
from tests.support.maps import NAMES, in_another_order, networks

RULE = FlagRule()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DAWN_AND_KEV = (a_member("Dawn"), a_member("Kev"), a_tie("dawn", "kev"))
BANNED = re.compile(r"perpetrator|victim|vulnerab|refuse|service user|remov|scor(e|ing)|dysfunction", re.IGNORECASE)

SERIOUS = a_concern("dawn-kev", "kev", evidence="a bruise")
ALL_IS_WELL = a_concern(
    "dawn-kev", "kev", ConcernLevel.NONE, voice=Voice.ADULT, presence=Presence.WITH_OTHERS, present=("dawn", "kev"), said_on=TOMORROW
)


def flags_of(*parts, rule=RULE, **fields):
    return important_and_risky(a_network(*parts, **fields), rule, as_of=TODAY)


def the_flag(*said, rule=RULE):
    (flag,) = flags_of(*DAWN_AND_KEV, *said, rule=rule)
    return flag


def sides(flag):
    return {row.side for row in flag.reasons}


@pytest.mark.parametrize(
    ("importance", "worry", "standing"),
    [
        (important("dawn-kev"), SERIOUS, Standing.BOTH),
        (important("dawn-kev", ImportanceLevel.IMPORTANT), SERIOUS, Standing.BOTH),
        (important("dawn-kev", ImportanceLevel.A_LITTLE), SERIOUS, Standing.WORRY),
        (important("dawn-kev", voice=Voice.PRACTITIONER), SERIOUS, Standing.BOTH),
        (close("dawn-kev", Ring.INTIMACY), SERIOUS, Standing.BOTH),
        (close("dawn-kev", Ring.FRIENDSHIP), SERIOUS, Standing.BOTH),
        (close("dawn-kev", Ring.PARTICIPATION), SERIOUS, Standing.WORRY),
        (a_reading("dawn-kev", Wants(WantsAnswer.CHANGE)), SERIOUS, Standing.BOTH),
        (a_reading("dawn-kev", Wants(WantsAnswer.END)), SERIOUS, Standing.WORRY),
        (None, SERIOUS, Standing.NOT_ASKED),
        (close("dawn-kev"), a_concern("dawn-kev", "kev", ConcernLevel.SOME), Standing.BOTH),
        (close("dawn-kev"), a_concern("dawn-kev", "dawn", ConcernLevel.SOME), Standing.BOTH),
        (close("dawn-kev"), a_concern("dawn-kev", None, ConcernLevel.SOME), Standing.BOTH),
        (close("dawn-kev"), a_concern("dawn-kev", "kev", ConcernLevel.NOT_SURE), Standing.UNCLEAR),
        (close("dawn-kev"), a_concern("dawn-kev", "kev", type=ConcernType.NOT_YET_KNOWN), Standing.BOTH),
        (close("dawn-kev"), a_concern("dawn-kev", "kev", ConcernLevel.NONE), None),
        (close("dawn-kev"), None, None),
        (close("dawn-kev"), a_restriction("dawn-kev", "kev"), Standing.BOTH),
        (close("dawn-kev"), a_restriction("dawn-kev", "kev", ends=TODAY), Standing.BOTH),
        (close("dawn-kev"), a_restriction("dawn-kev", "kev", ends=YESTERDAY), Standing.UNCLEAR),
        (close("dawn-kev"), a_restriction("dawn-kev", "kev", starts=TOMORROW), Standing.UNCLEAR),
        (close("dawn-kev"), a_restriction("dawn-kev", "kev", RestrictionKind.POLICE_INVESTIGATION), Standing.UNCLEAR),
        (close("dawn-kev"), a_restriction("dawn-kev", "kev", RestrictionKind.LIMIT_BY_RELATIVE), Standing.UNCLEAR),
        (close("dawn-kev"), a_reading("dawn-kev", Emotional(EmotionalKind.CONTROLLING)), Standing.UNCLEAR),
        (close("dawn-kev"), a_reading("dawn-kev", Emotional(EmotionalKind.HATE)), None),
        (close("dawn-kev"), a_concern("kev", level=ConcernLevel.SOME), Standing.UNCLEAR),
        (close("dawn-kev"), a_concern("kev", level=ConcernLevel.NONE), None),
        (close("dawn-kev"), a_concern("dawn", type=ConcernType.SELF_NEGLECT), None),
    ],
)
def test_a_tie_is_flagged_as_far_as_it_is_known_to_be_important_and_a_worry(importance, worry, standing):
    said = [reading for reading in (importance, worry) if reading is not None]

    assert [flag.standing for flag in flags_of(*DAWN_AND_KEV, *said)] == ([standing] if standing else [])


@pytest.mark.parametrize(
    ("rule", "said", "side", "fires"),
    [
        (FlagRule(important_from=ImportanceLevel.VERY), important("dawn-kev", ImportanceLevel.IMPORTANT), Side.IMPORTANT, False),
        (FlagRule(important_from=ImportanceLevel.A_LITTLE), important("dawn-kev", ImportanceLevel.A_LITTLE), Side.IMPORTANT, True),
        (FlagRule(close_within=Ring.INTIMACY), close("dawn-kev", Ring.FRIENDSHIP), Side.IMPORTANT, False),
        (FlagRule(close_within=Ring.EXCHANGE), close("dawn-kev", Ring.EXCHANGE), Side.IMPORTANT, True),
        (FlagRule(wanted=()), a_reading("dawn-kev", Wants(WantsAnswer.KEEP)), Side.IMPORTANT, False),
        (FlagRule(worried_from=ConcernLevel.NOT_SURE), a_concern("dawn-kev", "kev", ConcernLevel.NOT_SURE), Side.WORRY, True),
        (FlagRule(worried_from=ConcernLevel.SERIOUS), a_concern("dawn-kev", "kev", ConcernLevel.SOME), Side.QUESTION, True),
    ],
)
def test_the_thresholds_are_the_council_s_own(rule, said, side, fires):
    flag = the_flag(said, a_concern("dawn-kev", "kev"), rule=rule)

    assert any(fact.reading.value == said.value for row in flag.reasons if row.side is side for fact in row.facts) is fires


@pytest.mark.parametrize("threshold", [{"important_from": ImportanceLevel.NOT}, {"worried_from": ConcernLevel.NONE}])
def test_a_threshold_that_would_let_everything_count_is_turned_down(threshold):
    with pytest.raises(BadInputError) as told:
        FlagRule(**threshold)

    assert told.value.field in threshold


@pytest.mark.parametrize(
    "rule",
    [RULE, FlagRule(wanted=(), worried_from=ConcernLevel.NOT_SURE), FlagRule(ImportanceLevel.VERY, worried_from=ConcernLevel.SERIOUS)],
)
def test_the_rule_explains_itself_with_its_thresholds_and_its_source(rule):
    told = "\n".join(explain(rule))

    assert "Adi Cooper" in told
    assert "Community Care" in told
    assert "thresholds are netmeet's own" in told
    assert ("serious worry." in told) is (rule.worried_from is ConcernLevel.SERIOUS)
    assert not BANNED.search(told)


def test_a_flag_says_which_rows_fired_on_which_facts():
    flag = the_flag(close("dawn-kev"), SERIOUS)

    assert [(row.side, row.condition, [fact.says for fact in row.facts]) for row in flag.reasons] == [
        (
            Side.IMPORTANT,
            "somebody placed them in the “Close” circle or nearer",
            ["Kev stands in the “Closest” circle around Dawn"],
        ),
        (Side.WORRY, "somebody recorded: some worry, or more", ["serious worry that Dawn may come to harm from Kev (psychological abuse)"]),
    ]


def test_both_readings_stand_side_by_side_with_whose_they_are_and_what_they_rest_on():
    flag = the_flag(
        important("dawn-kev", presence=Presence.ALONE),
        a_concern("dawn-kev", "kev", heard="shouting", evidence="neighbour's call", basis=Basis.TOLD_BY_SOMEONE_ELSE),
    )

    assert [said.sentence for said in flag.important] == ["Dawn said on 9 March 2026 (alone): Kev is very important to Dawn."]
    (worry,) = flag.worries
    assert (
        worry.sentence
        == "The practitioner recorded on 9 March 2026: serious worry that Dawn may come to harm from Kev (psychological abuse)."
    )
    assert worry.rests_on == "told by somebody else"
    assert worry.quote == "shouting\nneighbour's call"


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (ALL_IS_WELL, "Kev was in the room when this was said: it takes no worry away."),
        (
            replace(ALL_IS_WELL, present=(), presence=Presence.WITH_OTHERS),
            "It is not known that Kev was out of the room: it takes no worry away.",
        ),
        (
            replace(ALL_IS_WELL, present=(), presence=Presence.NOT_KNOWN),
            "It is not known that Kev was out of the room: it takes no worry away.",
        ),
        (
            replace(ALL_IS_WELL, present=(), presence=Presence.ALONE),
            "This was said alone, and stands beside the worries: it takes no worry away.",
        ),
        (
            replace(ALL_IS_WELL, present=(), value=replace(ALL_IS_WELL.value, direction=Direction.BOTH)),
            "It is not known that Kev was out of the room: it takes no worry away.",
        ),
        (replace(ALL_IS_WELL, presence=Presence.ALONE), "Kev was in the room when this was said: it takes no worry away."),
        (
            replace(ALL_IS_WELL, voice=Voice.CARER, voice_member="kev", present=()),
            "Kev says this about their own part: it takes no worry away.",
        ),
    ],
)
def test_nothing_to_worry_about_stands_beside_the_worry_and_says_who_was_there(answer, note):
    flag = the_flag(important("dawn-kev"), SERIOUS, answer)

    assert [said.reading.value.level for said in flag.worries] == [ConcernLevel.SERIOUS, ConcernLevel.NONE]
    assert flag.worries[0].notes == ()
    assert flag.worries[1].notes == (note,)
    assert note in flag.sentences
    assert flag.most_serious is ConcernLevel.SERIOUS


def test_everybody_of_concern_who_was_in_the_room_is_named():
    network = a_network(
        *DAWN_AND_KEV,
        a_member("Mo"),
        a_tie("kev", "mo"),
        a_concern("kev-mo", "mo"),
        SERIOUS,
        replace(ALL_IS_WELL, present=("dawn", "kev", "mo", "gone")),
    )
    flag = next(found for found in important_and_risky(network, RULE, as_of=TODAY) if found.tie.id == "dawn-kev")

    assert flag.worries[1].notes == ("Kev and Mo were in the room when this was said: it takes no worry away.",)
    assert flag.worries[1].present == "with Kev, Mo and somebody no longer on the map in the room"


@pytest.mark.parametrize(
    ("raisers", "said_so"),
    [
        ([("kev", Voice.CARER)], True),
        ([("kev", Voice.CARER), (None, Voice.PRACTITIONER)], False),
        ([("kev", Voice.CARER), ("mo", Voice.OTHER)], False),
        ([("mo", Voice.OTHER)], False),
        ([(None, Voice.OTHER)], False),
        ([("dawn", Voice.CARER)], False),
    ],
)
def test_a_worry_raised_only_by_somebody_there_is_a_worry_about_says_so_and_still_counts(raisers, said_so):
    about_dawn = [a_concern("dawn-kev", "dawn", voice=voice, voice_member=member) for member, voice in raisers]
    (flag,) = flags_of(*DAWN_AND_KEV, a_member("Mo"), close("dawn-kev"), SERIOUS, *about_dawn)

    only = "Only Kev raised a worry that Kev may come to harm from Dawn"
    expected = f"{only}, and there is a worry recorded about Kev too; it still counts: who else can be asked?"
    assert (expected in flag.notes) is said_so
    assert len(flag.worries) == 1 + len(raisers)


def test_two_who_are_both_a_worry_and_raise_one_are_named_together():
    network = a_network(
        *DAWN_AND_KEV,
        a_member("Mo"),
        a_tie("dawn", "mo"),
        a_concern("dawn-kev", "kev"),
        a_concern("dawn-mo", "mo"),
        a_concern("dawn-kev", "dawn", voice=Voice.CARER, voice_member="kev"),
        a_concern("dawn-kev", "dawn", voice=Voice.OTHER, voice_member="mo"),
    )
    flag = next(found for found in important_and_risky(network, RULE, as_of=TODAY) if found.tie.id == "dawn-kev")

    assert flag.notes == (
        (
            "Only Kev and Mo raised a worry that Kev may come to harm from Dawn, and there are worries recorded about Kev and Mo too; "
            "it still counts: who else can be asked?"
        ),
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            [important("dawn-kev", presence=Presence.ALONE), important("dawn-kev", ImportanceLevel.A_LITTLE, Voice.PRACTITIONER)],
            (
                "How important Kev is to Dawn is seen differently: Dawn (alone, 9 March 2026): very important; "
                "the practitioner (9 March 2026): a little important."
            ),
        ),
        (
            [close("dawn-kev", said_on=None), close("dawn-kev", Ring.EXCHANGE, Voice.PRACTITIONER, said_on=None)],
            (
                "How close Kev is to Dawn is seen differently: Dawn (not known who was in the room): the “Closest” circle; "
                "the practitioner: the “Paid or exchange” circle."
            ),
        ),
        (
            [replace(ALL_IS_WELL, said_on=TODAY)],
            (
                "Whether Dawn may come to harm from Kev (psychological abuse) is seen differently: "
                "Dawn (with Kev in the room, 9 March 2026): nothing to worry about; "
                "the practitioner (9 March 2026): serious worry."
            ),
        ),
        (
            [
                a_reading("dawn-kev", Wants(WantsAnswer.KEEP), presence=Presence.ALONE),
                a_reading("dawn-kev", Wants(WantsAnswer.LESS), Voice.CARER, presence=Presence.ALONE),
            ],
            (
                "What Dawn wants of the relationship between Dawn and Kev is seen differently: "
                "Dawn (alone, 9 March 2026): wants to keep this relationship as it is; "
                "a carer (alone, 9 March 2026): wants to see them less."
            ),
        ),
    ],
)
def test_voices_that_differ_are_shown_as_differing(said, sentence):
    assert the_flag(SERIOUS, *said).disagreements == (sentence,)


def test_voices_that_agree_are_not_said_to_differ():
    said = [important("dawn-kev"), important("dawn-kev", voice=Voice.PRACTITIONER), SERIOUS]

    assert the_flag(*said).disagreements == ()
    assert the_flag(*said).changes == ()


def test_a_later_nothing_to_worry_about_takes_no_place_of_the_same_person_s_worry():
    earlier = a_concern("dawn-kev", "kev", voice=Voice.ADULT, presence=Presence.ALONE, said_on=date(2026, 1, 2))
    flag = the_flag(earlier, ALL_IS_WELL, SERIOUS)

    assert flag.disagreements == ()
    assert flag.changes == (
        (
            "Whether Dawn may come to harm from Kev (psychological abuse) was answered in more than one way, and every answer stands: "
            "Dawn (alone, 2 January 2026): serious worry; Dawn (with Kev in the room, 10 March 2026): nothing to worry about."
        ),
    )


@pytest.mark.parametrize(
    ("kind", "level", "differ"),
    [
        (ConcernType.FINANCIAL, ConcernLevel.SOME, ["financial or material abuse"]),
        (ConcernType.FINANCIAL, ConcernLevel.SERIOUS, []),
        (ConcernType.PHYSICAL, ConcernLevel.SOME, []),
        (ConcernType.PHYSICAL, ConcernLevel.NONE, []),
        (ConcernType.FINANCIAL, ConcernLevel.NONE, ["financial or material abuse"]),
        (ConcernType.NOT_YET_KNOWN, ConcernLevel.NONE, ["financial or material abuse", "domestic abuse"]),
        (ConcernType.NOT_YET_KNOWN, ConcernLevel.SOME, []),
    ],
)
def test_worries_are_set_side_by_side_for_each_kind_of_harm_and_nothing_at_all_against_every_kind(kind, level, differ):
    worker = [a_concern("dawn-kev", "kev", type=ConcernType.FINANCIAL), a_concern("dawn-kev", "kev", type=ConcernType.DOMESTIC)]
    carer = a_concern("dawn-kev", "kev", level, kind, voice=Voice.CARER, voice_member="kev")

    told = the_flag(*worker, carer, a_concern("dawn-kev", "dawn", type=kind, level=level)).disagreements

    assert [words.partition(" is seen differently")[0] for words in told] == [
        f"Whether Dawn may come to harm from Kev ({name})" for name in differ
    ]


def test_two_unnamed_voices_are_never_taken_for_one_that_changed():
    flag = the_flag(important("dawn-kev", voice=Voice.OTHER), important("dawn-kev", ImportanceLevel.NOT, Voice.OTHER), SERIOUS)

    assert flag.changes == ()
    assert len(flag.disagreements) == 1


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ([], "Nobody has recorded how important Kev is to Dawn."),
        ([important("dawn-kev", voice=Voice.PRACTITIONER)], "Dawn has not said how important Kev is."),
        ([], "What Dawn wants of the relationship with Kev is not recorded."),
        ([important("dawn-kev")], "Nothing recorded shows that Dawn was asked about Kev alone."),
        ([important("dawn-kev", presence=Presence.ALONE, present=("kev",))], "Nothing recorded shows that Dawn was asked about Kev alone."),
        ([a_concern("kev")], "A worry is recorded about Kev: from whom to whom, and does it touch Dawn?"),
        (
            [a_concern("dawn-kev", "kev", ConcernLevel.NOT_SURE)],
            "The practitioner is not sure whether Dawn may come to harm from Kev: what would tell?",
        ),
        ([a_concern("dawn-kev", "kev", type=ConcernType.NOT_YET_KNOWN)], "Dawn may come to harm from Kev: of what kind is not yet known."),
        (
            [a_concern("dawn-kev", None)],
            "What was seen or heard behind the worry that Dawn and Kev may come to harm from each other is not recorded.",
        ),
        (
            [a_restriction("dawn-kev", "kev", ends=YESTERDAY)],
            "Non-molestation order, which binds Kev and protects Dawn: it ended on 8 March 2026; was it renewed?",
        ),
        ([a_restriction("dawn-kev", "kev")], "Non-molestation order, which binds Kev and protects Dawn: has anybody seen the document?"),
        (
            [a_restriction("dawn-kev", "kev", RestrictionKind.POLICE_INVESTIGATION)],
            "Police investigation, about Kev, for Dawn: ask the officer in the case first.",
        ),
        (
            [a_restriction("dawn-kev", "kev", RestrictionKind.LIMIT_BY_CARE_HOME)],
            "Limit set by a care home, about Kev, for Dawn: who decided, and on what authority?",
        ),
        (
            [a_reading("kev", Strain(StrainLevel.BREAKING_POINT), Voice.CARER, voice_member="kev")],
            "Kev is at breaking point: who supports Kev, and has a carer's assessment been offered?",
        ),
    ],
)
def test_what_is_not_known_is_a_question(said, question):
    assert question in the_flag(SERIOUS, *said).questions


@pytest.mark.parametrize(
    ("said", "not_asked_again"),
    [
        ([important("dawn-kev", presence=Presence.ALONE)], "alone"),
        ([a_concern("dawn-kev", "kev", basis=Basis.TOLD_BY_ADULT_ALONE)], "alone"),
        ([important("dawn-kev")], "how important"),
        ([a_reading("dawn-kev", Wants(WantsAnswer.NOT_SURE))], "wants"),
        ([a_restriction("dawn-kev", "kev", source_seen="the sealed order")], "document"),
        ([a_reading("kev", Strain(StrainLevel.STRETCHED))], "breaking point"),
        ([a_reading("dawn-kev", Emotional(EmotionalKind.ABUSE))], "line drawn"),
    ],
)
def test_what_is_known_is_not_asked(said, not_asked_again):
    assert not [question for question in the_flag(SERIOUS, *said).questions if not_asked_again in question]


def test_a_line_that_speaks_of_harm_without_a_worry_beside_it_is_asked_about():
    flag = the_flag(a_reading("dawn-kev", Emotional(EmotionalKind.CONTROLLING, Direction.B_TO_A)))

    assert "The line drawn between Dawn and Kev says controlling, and no worry is recorded: is there one?" in flag.questions


def test_what_the_adult_would_lose_is_told_by_kind_and_whether_anybody_else_gives_it():
    (flag,) = flags_of(
        *DAWN_AND_KEV,
        a_member("Mo"),
        a_member("Ada", dead=True),
        a_tie("dawn", "mo"),
        a_tie("dawn", "ada"),
        SERIOUS,
        gives("dawn-kev", "kev", SupportKind.COMPANY, "about 9 hours a week"),
        gives("dawn-kev", "kev", SupportKind.COMPANY, "most evenings", voice=Voice.PRACTITIONER),
        gives("dawn-kev", "kev", SupportKind.TRANSPORT),
        gives("dawn-kev", "dawn", SupportKind.MONEY, "his rent"),
        gives("dawn-mo", None, SupportKind.TRANSPORT),
        gives("dawn-ada", "ada", SupportKind.COMPANY),
        a_reading("dawn-kev", Contact(Frequency.DAILY, "by telephone")),
    )

    assert [(loss.kind, loss.only, loss.words) for loss in flag.would_lose] == [
        (
            SupportKind.COMPANY,
            True,
            "Dawn would lose company from Kev (about 9 hours a week or most evenings); nobody else on the map gives Dawn that.",
        ),
        (SupportKind.TRANSPORT, False, "Dawn would lose transport from Kev."),
        (None, False, "Dawn would lose contact: Dawn and Kev are in touch every day (by telephone)."),
    ]
    assert "help from Dawn to Kev: money (his rent)" in [said.says for said in flag.help]


def test_looking_after_the_money_is_lost_as_help_and_not_as_a_gift():
    (flag,) = flags_of(*DAWN_AND_KEV, SERIOUS, gives("dawn-kev", "kev", SupportKind.MONEY))

    assert [loss.words for loss in flag.would_lose] == ["Dawn would lose help with money from Kev; nobody else on the map gives Dawn that."]


def test_help_that_has_ended_is_no_loss_until_it_begins_again():
    def lost(*said):
        readings = (replace(reading, id=f"help{place}", seq=place + 10) for place, reading in enumerate(said))
        (flag,) = flags_of(*DAWN_AND_KEV, a_member("Mo"), a_tie("dawn", "mo"), SERIOUS, gives("dawn-mo", "mo"), *readings)
        return [loss.words for loss in flag.would_lose], [said.says for said in flag.help]

    def ended(reading, voice=Voice.ADULT):
        return replace(reading, value=replace(reading.value, ended=True), voice=voice)

    company, both = gives("dawn-kev", "kev", amount="most evenings"), gives("dawn-kev", None)

    assert lost(company, ended(gives("dawn-kev", "kev"), Voice.CARER)) == (
        [],
        ["help from Kev to Dawn: company (most evenings)", "no longer help from Kev to Dawn: company"],
    )
    assert lost(both, ended(gives("dawn-kev", "dawn")))[0] == ["Dawn would lose company from Kev."]
    assert lost(company, ended(both), gives("dawn-kev", "kev", amount="Sundays"))[0] == ["Dawn would lose company from Kev (Sundays)."]
    assert lost(ended(company))[0] == []


def test_who_no_longer_helps_is_not_one_who_gives():
    kev, mo = gives("dawn-kev", "kev"), replace(gives("dawn-mo", "mo"), id="mo")
    over = replace(mo, id="over", seq=9, value=replace(mo.value, ended=True))
    (flag,) = flags_of(*DAWN_AND_KEV, a_member("Mo"), a_tie("dawn", "mo"), SERIOUS, kev, mo, over)

    assert [loss.only for loss in flag.would_lose] == [True]


@pytest.mark.parametrize(
    ("often", "lost"), [(Frequency.NONE, []), (Frequency.LIVE_TOGETHER, ["Dawn would lose contact: Dawn and Kev live together."])]
)
def test_contact_is_lost_only_where_there_is_some(often, lost):
    assert [loss.words for loss in the_flag(SERIOUS, a_reading("dawn-kev", Contact(often))).would_lose] == lost


def test_nothing_is_lost_with_somebody_who_has_died_and_the_flag_says_that_they_have():
    (flag,) = flags_of(a_member("Dawn"), a_member("Kev", dead=True), a_tie("dawn", "kev"), SERIOUS, gives("dawn-kev", "kev"))

    assert flag.would_lose == ()
    assert flag.notes == ("Kev has died.",)


def test_strain_is_shown_as_a_fact_of_both_ends_and_a_worry_about_the_other_one_among_the_worries():
    flag = the_flag(
        SERIOUS,
        a_reading("kev", Strain(StrainLevel.BREAKING_POINT, "I can't go on"), Voice.CARER, voice_member="kev"),
        a_reading("dawn", Strain(StrainLevel.COPING)),
        a_concern("kev", level=ConcernLevel.SOME, type=ConcernType.SELF_NEGLECT),
        a_concern("dawn", type=ConcernType.SELF_NEGLECT),
    )

    assert [(said.says, said.quote) for said in flag.people] == [
        ("Dawn is coping", ""),
        ("Kev is at breaking point", "I can't go on"),
    ]
    assert [said.says for said in flag.worries] == [
        "serious worry that Dawn may come to harm from Kev (psychological abuse)",
        "some worry about Kev (self-neglect)",
    ]


def test_a_worry_about_the_other_one_alone_raises_the_tie_with_the_adult_as_seriously_as_it_was_said():
    flag = the_flag(important("dawn-kev"), a_concern("kev"), a_concern("kev", level=ConcernLevel.NONE, voice=Voice.ADULT))

    assert (flag.standing, flag.most_serious) == (Standing.UNCLEAR, ConcernLevel.SERIOUS)
    assert [(said.says, said.notes) for said in flag.worries] == [
        ("serious worry about Kev (psychological abuse)", ()),
        (
            "nothing to worry about with Kev (psychological abuse)",
            ("It is not known that Kev was out of the room: it takes no worry away.",),
        ),
    ]


def test_between_two_others_a_worry_about_either_alone_is_a_fact_about_them_and_not_about_their_tie():
    flags = flags_of(*DAWN_AND_KEV, a_member("Mo"), a_tie("kev", "mo"), a_concern("kev-mo", "mo", ConcernLevel.SOME), a_concern("kev"))
    between = next(flag for flag in flags if flag.standing is Standing.BETWEEN_OTHERS)

    assert between.most_serious is ConcernLevel.SOME
    assert [said.says for said in between.worries] == ["some worry that Kev may come to harm from Mo (psychological abuse)"]
    assert [said.says for said in between.people] == ["serious worry about Kev (psychological abuse)"]


def test_worries_about_the_adult_that_run_along_no_tie_are_found():
    network = a_network(a_member("Dawn"), a_concern("dawn", type=ConcernType.SELF_NEGLECT))

    assert [said.says for said in worries_about_the_adult(network, as_of=TODAY)] == ["serious worry about Dawn (self-neglect)"]
    assert worries_about_the_adult(Network(), as_of=TODAY) == ()


def test_worries_between_two_others_are_listed_apart_and_last_and_cost_the_adult_nothing():
    flags = flags_of(
        *DAWN_AND_KEV,
        a_member("Mo"),
        a_tie("mo", "kev"),
        close("dawn-kev"),
        a_concern("mo-kev", "kev"),
        gives("mo-kev", "kev"),
        a_concern("dawn-kev", "kev", ConcernLevel.SOME),
    )

    assert [(flag.about, flag.standing) for flag in flags] == [("Dawn and Kev", Standing.BOTH), ("Kev and Mo", Standing.BETWEEN_OTHERS)]
    assert flags[1].would_lose == ()
    assert not [question for question in flags[1].questions if "alone" in question]


def test_on_a_map_about_nobody_every_worry_is_between_others():
    (flag,) = flags_of(*DAWN_AND_KEV, SERIOUS, close("dawn-kev"), gives("dawn-kev", "kev"), adult=None)

    assert flag.standing is Standing.BETWEEN_OTHERS
    assert flag.would_lose == ()


def test_the_most_serious_comes_first_then_name_then_id():
    names = ["Zoe", "Ada", "Kev", "Bo"]
    levels = {"zoe": ConcernLevel.SERIOUS, "ada": ConcernLevel.SOME, "kev": ConcernLevel.SERIOUS}
    ties = [(a_tie("dawn", name), close(f"dawn-{name}")) for name in ("zoe", "ada", "kev", "bo")]
    flags = flags_of(
        a_member("Dawn"),
        *[a_member(name) for name in names],
        *[part for tie in ties for part in tie],
        *[a_concern(f"dawn-{name}", name, level) for name, level in levels.items()],
        a_restriction("dawn-bo", "bo"),
        a_tie("dawn", "kev", id="dawn-also-kev"),
        close("dawn-also-kev"),
        a_concern("dawn-also-kev", "dawn"),
    )

    assert [flag.tie.id for flag in flags] == ["dawn-bo", "dawn-also-kev", "dawn-kev", "dawn-zoe", "dawn-ada"]


def test_a_tie_that_names_somebody_who_is_not_on_the_map_is_an_error_to_read():
    with pytest.raises(UnknownMemberError):
        important_and_risky(Network("dawn", (a_member("Dawn"),), (Tie("t", "dawn", "nobody"),)), RULE, as_of=TODAY)


def test_two_members_of_one_name_are_told_apart():
    (flag,) = flags_of(
        a_member("Dawn"),
        a_member("Kev", does="neighbour"),
        a_member(" kev ", id="kev2", does="son"),
        a_tie("dawn", "kev"),
        SERIOUS,
    )

    assert flag.about == "Dawn and Kev (neighbour)"


@pytest.mark.parametrize(
    ("direction", "source", "target", "found"),
    [
        (Direction.A_TO_B, "dawn", "kev", True),
        (Direction.A_TO_B, "kev", "dawn", False),
        (Direction.B_TO_A, "kev", "dawn", True),
        (Direction.B_TO_A, "dawn", "kev", False),
        (Direction.BOTH, "dawn", "kev", True),
        (Direction.BOTH, "kev", "dawn", True),
        (Direction.BOTH, "mo", "dawn", False),
    ],
)
def test_worries_run_the_way_they_were_recorded(direction, source, target, found):
    network = a_network(
        *DAWN_AND_KEV, a_member("Mo"), a_reading("dawn-kev", Concern(ConcernType.PHYSICAL, ConcernLevel.NOT_SURE, direction))
    )

    assert bool(concerns_from(network, source, target)) is found
    assert person_of_concern(network, source, target) is found
    assert person_of_concern(network, source) is found
    assert open_concern_between(network, source, target) is (source != "mo")


def test_a_concern_is_open_for_any_doubt_and_nothing_closes_it():
    doubt = a_concern("dawn-kev", "kev", ConcernLevel.NOT_SURE, said_on=date(2020, 1, 1))

    assert not open_concern_between(a_network(*DAWN_AND_KEV, ALL_IS_WELL), "kev", "dawn")
    assert open_concern_between(a_network(*DAWN_AND_KEV, doubt, ALL_IS_WELL), "kev", "dawn")


def test_worries_and_orders_are_found_on_every_tie_between_two_members():
    network = a_network(
        *DAWN_AND_KEV,
        a_tie("kev", "dawn", id="kev-dawn"),
        a_concern("kev-dawn", "kev"),
        a_concern("dawn-kev", "kev", ConcernLevel.SOME),
        a_restriction("kev-dawn", "kev", ends=YESTERDAY),
        a_restriction("dawn-kev", "dawn"),
    )

    assert [said.id for said in concerns_from(network, "kev", "dawn")] == ["r1", "r2"]
    assert [said.id for said in restrictions_between(network, "dawn", "kev")] == ["r3", "r4"]


@given(networks(adult=False), st.randoms(use_true_random=False))
def test_the_order_of_entry_never_changes_the_flags(network, random):
    flags = important_and_risky(network, RULE, as_of=TODAY)

    assert important_and_risky(in_another_order(network, random), RULE, as_of=TODAY) == flags


@given(networks(adult=False))
def test_which_end_of_a_tie_came_first_never_changes_what_a_flag_says_of_worries(network):
    turned = replace(
        network,
        ties=tuple(replace(tie, a=tie.b, b=tie.a) for tie in network.ties),
        readings=tuple(_turned(reading) for reading in network.readings),
    )

    def told(found):
        flags = important_and_risky(found, RULE, as_of=TODAY)
        return [(flag.tie.id, flag.standing, sorted(said.sentence for said in flag.worries), sorted(flag.notes)) for flag in flags]

    assert told(turned) == told(network)


def _turned(reading):
    way = {Direction.A_TO_B: Direction.B_TO_A, Direction.B_TO_A: Direction.A_TO_B}
    direction = getattr(reading.value, "direction", None)
    return replace(reading, value=replace(reading.value, direction=way[direction])) if direction in way else reading


@given(networks())
def test_adding_a_tie_without_a_worry_never_lowers_or_hides_another(network):
    more = replace(
        network,
        members=(*network.members, a_member("Zebedee")),
        ties=(*network.ties, Tie("new", "m0", "zebedee")),
        readings=(*network.readings, replace(close("new"), id="new")),
    )

    def told(found):
        flags = important_and_risky(found, RULE, as_of=TODAY)
        return [(flag.tie.id, flag.standing, flag.most_serious, flag.reasons, flag.worries, flag.questions) for flag in flags]

    assert told(more) == told(network)


@given(networks(), st.data())
def test_nothing_to_worry_about_never_changes_a_reason_a_standing_or_a_worry(network, data):
    tie = data.draw(st.sampled_from(network.ties))
    present = data.draw(st.sampled_from([(), (tie.a,), (tie.b,)]))
    none = Concern(data.draw(st.sampled_from(ConcernType)), ConcernLevel.NONE, data.draw(st.sampled_from(Direction)))
    answer = a_reading(
        tie.id, none, presence=data.draw(st.sampled_from(Presence)), present=present, id="none", seq=99, said_on=date(2027, 1, 1)
    )
    said_so = replace(network, readings=(*network.readings, answer))

    def told(found):
        flags = important_and_risky(found, RULE, as_of=TODAY)
        return [(flag.tie.id, flag.standing, flag.most_serious, flag.reasons, flag.notes) for flag in flags]

    assert told(said_so) == told(network)
    for before, after in zip(important_and_risky(network, RULE, as_of=TODAY), important_and_risky(said_so, RULE, as_of=TODAY), strict=True):
        assert set(before.worries) <= set(after.worries)
        assert (len(after.worries) > len(before.worries)) is (after.tie.id == tie.id)


@given(networks(), networks())
def test_saying_more_never_takes_a_flag_away(network, other):
    abouts = {tie.id for tie in network.ties} | {member.id for member in network.members}
    more = tuple(replace(said, id=f"more {said.id}", seq=said.seq + 99) for said in other.readings if said.about in abouts)
    before = important_and_risky(network, RULE, as_of=TODAY)
    after = {flag.tie.id: flag for flag in important_and_risky(replace(network, readings=network.readings + more), RULE, as_of=TODAY)}

    for flag in before:
        assert flag.most_serious <= after[flag.tie.id].most_serious
        assert sides(flag) <= sides(after[flag.tie.id])


@given(networks(adult=False))
def test_every_sentence_names_only_people_on_the_map_and_no_banned_word(network):
    absent = set(NAMES) - {member.name for member in network.members}

    for flag in important_and_risky(network, RULE, as_of=TODAY):
        for sentence in (*flag.sentences, *(row.condition for row in flag.reasons), flag.about, flag.standing):
            assert not [name for name in absent if name in sentence], sentence
            assert not BANNED.search(sentence), sentence


@given(networks())
def test_every_worry_ever_recorded_about_a_flagged_tie_stands_on_its_flag(network):
    flagged = {flag.tie.id: flag for flag in important_and_risky(network, RULE, as_of=TODAY)}

    for tie in network.ties:
        worries = [said for said in network.readings if said.about == tie.id and isinstance(said.value, Concern)]
        if any(said.value.level > ConcernLevel.NONE for said in worries):
            shown = {said.reading.id for said in (*flagged[tie.id].worries, *flagged[tie.id].people)}
            assert {said.id for said in worries} <= shown


@given(networks())
def test_every_worry_about_one_other_as_a_person_stands_on_the_flag_of_each_tie_with_the_adult(network):
    flagged = {flag.tie.id: flag for flag in important_and_risky(network, RULE, as_of=TODAY)}

    for tie in network.ties_of("m0"):
        for said in worries_about(network, tie.other("m0")):
            assert said.id in {shown.reading.id for shown in flagged[tie.id].worries}
            assert may_touch(network, "m0", tie.other("m0"))


def test_closeness_of_two_others_is_told_from_the_first_end():
    (flag,) = flags_of(
        *DAWN_AND_KEV, a_member("Mo"), a_tie("kev", "mo"), a_reading("kev-mo", Closeness(Ring.INTIMACY)), a_concern("kev-mo", "mo")
    )

    assert [said.says for said in flag.important] == ["Mo stands in the “Closest” circle around Kev"]
