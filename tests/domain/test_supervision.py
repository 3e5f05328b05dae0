"""Questions for supervision: each rests on what is on the map, names nobody else, and counts nothing else."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.advocate import AdvocateCheck, AdvocateOutcome, Candidate
from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, DecisionAbout
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.meeting import AdultSays, Invitation, Invite, Meeting
from netmeet.domain.network import MemberKind, Sphere, TieKind
from netmeet.domain.outcomes import SafePoint, SafeReading, Wish
from netmeet.domain.readings import (
    ConcernLevel,
    Contact,
    Frequency,
    ImportanceLevel,
    Presence,
    Strain,
    StrainLevel,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.domain.supervised import Topic
from netmeet.domain.supervision import QUIET_DAYS, questions
from tests.support.make import (
    TODAY,
    a_case,
    a_concern,
    a_household,
    a_member,
    a_reading,
    a_tie,
    a_union,
    close,
    gives,
    important,
)

ROSE, KEV, DAWN = a_member("Rose"), a_member("Kev", sphere=Sphere.FAMILY), a_member("Dawn", sphere=Sphere.FRIEND)
AROUND = (ROSE, KEV, DAWN, a_tie("rose", "kev"), a_tie("rose", "dawn"))
WISHED = {
    "wishes": (Wish("w", 1, "Church on Sundays"),),
    "safe": (SafeReading("s", SafePoint.BEFORE, 4, 10, Presence.ALONE),),
}


def raised(*parts, **fields):
    return questions(a_case(*parts, **fields), FlagRule(), as_of=TODAY)


def facts(*parts, **fields):
    return [fact for question in raised(*parts, **fields) for fact in question.facts]


def of_topic(topic, *parts, **fields):
    return {question.asks: question.facts for question in raised(*parts, **fields) if question.topic is topic}


# ---------------------------------------------------------------- whose voice


def test_the_voices_are_counted_in_a_sentence():
    said = [important("rose-kev", voice=Voice.PRACTITIONER) for _ in range(31)]
    said += [important("rose-kev") for _ in range(5)]
    said += [important("rose-kev", voice=Voice.CARER) for _ in range(3)] + [important("rose-kev", voice=Voice.OTHER)]

    found = of_topic(Topic.VOICE, *AROUND, *said)

    assert found["Would Rose know this map again? Most of what is said on it is in other voices."] == (
        "Of 40 things said here, 31 are the practitioner’s, 5 are Rose’s own, 3 are carers’ and 1 is other people’s.",
    )


def test_a_map_in_the_adult_s_own_voice_is_asked_about_too():
    found = of_topic(Topic.VOICE, *AROUND, important("rose-kev"), important("rose-dawn"))

    assert found["Most of it is in Rose’s own voice: who would say something else?"] == ("Of 2 things said here, 2 are Rose’s own.",)


def test_a_map_without_a_word_of_the_adult_says_so():
    found = facts(*AROUND, important("rose-kev", voice=Voice.CARER))

    assert "Of 1 thing said here, 0 are Rose’s own and 1 is carers’." in found
    assert "Nothing in Rose’s own voice is written down about Dawn and Kev." in found


def test_before_anything_is_said_there_is_one_question_about_voice():
    assert of_topic(Topic.VOICE, *AROUND) == {"What has Rose said?": ("Nothing that anybody said is written down yet.",)}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([{"presence": Presence.ALONE}, {}], "1 alone and 1 where it is not known who was there"),
        ([{"presence": Presence.WITH_OTHERS}, {"present": ("kev",)}], "0 alone and 2 with others in the room"),
    ],
)
def test_what_was_said_in_company_or_not_known_to_be_alone_is_not_counted_as_alone(said, told):
    found = of_topic(Topic.VOICE, *AROUND, *(important("rose-kev", **one) for one in said))

    assert found["What might Rose say with nobody else in the room?"] == (f"Of 2 things in Rose’s own voice, {told}.",)


def test_where_everything_was_said_alone_nothing_is_asked_about_the_room():
    found = of_topic(Topic.VOICE, *AROUND, important("rose-kev", presence=Presence.ALONE), important("rose-dawn", presence=Presence.ALONE))

    assert list(found) == ["Most of it is in Rose’s own voice: who would say something else?"]


@pytest.mark.parametrize(
    ("more", "told"), [(0, "1 worry is written down, and it is not"), (1, "2 worries are written down, and none of them is")]
)
def test_worries_that_the_adult_did_not_voice_are_named_as_such(more, told):
    worries = [a_concern("rose-kev", "kev") for _ in range(1 + more)]

    assert f"{told} in Rose’s own voice." in facts(*AROUND, *worries)
    assert not of_topic(Topic.VOICE, *AROUND, *worries, a_concern("rose-kev", "kev", voice=Voice.ADULT)).get("How does Rose see it?")
    assert "How does Rose see it?" not in of_topic(Topic.VOICE, *AROUND, a_concern("rose-kev", "kev", level=ConcernLevel.NONE))


# ---------------------------------------------------------------- who is missing


def test_a_map_with_nobody_on_it_raises_the_first_question_and_no_other_about_people():
    assert [question.asks for question in raised(ROSE)] == [
        "Who is important in Rose’s life?",
        "What does Rose want to come of this?",
    ]
    assert [question.asks for question in raised(ROSE, **WISHED)] == ["Who is important in Rose’s life?"]


def test_a_sphere_with_nobody_living_in_it_is_named():
    assert "Nobody on the map, living, is from neighbours, a faith group, a club or group or people who are paid to help." in facts(*AROUND)
    gone = a_member("Vi", sphere=Sphere.NEIGHBOUR, dead=True)
    assert "Nobody on the map, living, is from neighbours, a faith group, a club or group or people who are paid to help." in facts(
        *AROUND, gone
    )


def test_a_place_in_a_couple_is_family_and_a_full_map_asks_nothing():
    spheres = (Sphere.FRIEND, Sphere.NEIGHBOUR, Sphere.FAITH, Sphere.CLUB, Sphere.PAID)
    full = [a_member(sphere.capitalize(), sphere=sphere) for sphere in spheres]
    lee = a_member("Lee")

    assert "Is there nobody, or was it not asked?" not in of_topic(Topic.MISSING, ROSE, lee, a_union("rose", children=("lee",)), *full)
    assert "Nobody on the map, living, is from family." in facts(ROSE, lee, *full)


def test_a_network_that_is_all_paid_is_asked_about():
    by_sphere, by_tie = a_member("Comfort", sphere=Sphere.PAID), a_member("Ewa")
    paid = (ROSE, by_sphere, by_tie, a_tie("rose", "comfort"), a_tie("rose", "ewa", TieKind.PAID))

    assert "Everybody on the map beside Rose is paid to help: Comfort and Ewa." in facts(*paid)
    assert "Who is there for Rose who is not paid to be?" not in of_topic(Topic.MISSING, *paid, KEV)
    assert "Who is there for Rose who is not paid to be?" not in of_topic(Topic.MISSING, ROSE, a_member("Rex", kind=MemberKind.PET))


def test_those_without_a_tie_are_named_once_each():
    lone = a_member("Vi", does="Brings the paper")
    lodger, sister, neighbour = a_member("Bo"), a_member("Al"), a_member("Wilf", does="Feeds the cat")
    parts = (*AROUND, lone, lodger, sister, neighbour, a_household("rose", "bo", "kev"), a_union(children=("al",)), a_tie("kev", "bo"))

    found = of_topic(Topic.MISSING, *parts, a_tie("kev", "wilf"))["Who are they to Rose?"]

    assert found == (
        "No tie joins anybody with Vi.",
        "Bo lives with Rose, and no tie joins the two.",
        "Wilf is written down as doing something in Rose’s life, and no tie joins the two.",
    )


def test_family_without_contact_written_down_is_asked_about():
    asks = "How often is Rose in touch with them, and who keeps it up?"
    assert of_topic(Topic.MISSING, *AROUND)[asks] == ("No contact is written down with Kev.",)
    assert asks not in of_topic(Topic.MISSING, *AROUND, a_reading("rose-kev", Contact(Frequency.WEEKLY)))


def test_a_tie_that_lies_still_is_asked_about_unless_it_is_known_what_the_adult_wants():
    apart = a_reading("rose-dawn", Contact(Frequency.NONE))

    assert "Dawn and Rose are not in touch, and what Rose wants is not written down." in facts(*AROUND, apart)
    assert "Is that what Rose wants?" not in of_topic(Topic.MISSING, *AROUND, apart, a_reading("rose-dawn", Wants(WantsAnswer.MORE)))
    assert "Is that what Rose wants?" not in of_topic(Topic.MISSING, *AROUND, apart, a_reading("rose-dawn", Contact(Frequency.DAILY)))


def test_those_who_matter_and_were_not_asked_about_for_the_meeting_are_named():
    asked = Meeting("m", on=None, invitations=(Invitation("dawn", AdultSays.YES),))
    matters = (important("rose-kev"), important("rose-dawn"))

    assert "Rose was not asked whether to have at the meeting: Kev." in facts(*AROUND, *matters, meetings=(asked,))
    assert "They matter to Rose: are they to be there?" not in of_topic(Topic.MISSING, *AROUND, meetings=(asked,))
    assert "They matter to Rose: are they to be there?" not in of_topic(Topic.MISSING, *AROUND, *matters)


# ---------------------------------------------------------------- what is not known


def test_important_people_about_whom_harm_was_never_asked_alone_are_named():
    found = facts(*AROUND, important("rose-kev"), close("rose-dawn"))

    assert "They matter to Rose, and nobody is known to have asked Rose, alone, about harm: Dawn and Kev." in found
    answered = a_concern("rose-kev", "kev", level=ConcernLevel.NONE, voice=Voice.ADULT, presence=Presence.ALONE)
    assert not [fact for fact in facts(*AROUND, important("rose-kev"), answered) if fact.startswith("They matter")]


def test_a_worry_about_a_tie_that_nobody_called_important_is_asked_about():
    assert "There is a worry on the tie of Rose and Kev, and nobody recorded how important it is." in facts(
        *AROUND, a_concern("rose-kev", "kev")
    )


def test_flagged_ties_about_which_the_adult_was_never_asked_alone_are_named():
    worry = a_concern("rose-kev", "kev")
    asks = "When, and where, can Rose be seen alone?"

    assert of_topic(Topic.NOT_KNOWN, *AROUND, worry)[asks] == ("Nothing written down shows that Rose was asked alone about Kev.",)
    assert asks not in of_topic(Topic.NOT_KNOWN, *AROUND, worry, important("rose-kev", presence=Presence.ALONE))
    between = a_concern("kev-dawn", "kev")
    assert asks not in of_topic(Topic.NOT_KNOWN, *AROUND, a_tie("kev", "dawn"), between)


@pytest.mark.parametrize(("days", "quiet"), [(QUIET_DAYS, False), (QUIET_DAYS + 1, True), (None, False)])
def test_a_flagged_tie_of_which_nothing_was_heard_for_long_is_named_with_its_day(days, quiet):
    said_on = None if days is None else TODAY - timedelta(days=days)
    found = of_topic(Topic.NOT_KNOWN, *AROUND, a_concern("rose-kev", "kev", said_on=said_on)).get("What has happened since?")

    assert found == (("The last thing said about Rose and Kev is of 6 February 2026, 31 days ago.",) if quiet else None)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ["None of Rose’s three wishes is written down.", "How safe Rose feels is not written down."]),
        (
            WISHED | {"safe": (SafeReading("s", SafePoint.BEFORE, 4, 10, Presence.WITH_OTHERS),)},
            ["How safe Rose feels was never known to be asked alone."],
        ),
        (WISHED, None),
    ],
)
def test_wishes_and_safety_that_were_not_asked_are_named(fields, told):
    found = of_topic(Topic.NOT_KNOWN, *AROUND, **fields).get("What does Rose want to come of this?")

    assert found == (tuple(told) if told else None)


# ---------------------------------------------------------------- what hangs on one person


def test_help_that_only_one_person_gives_is_named_as_it_would_be_lost():
    found = of_topic(
        Topic.HANGS, *AROUND, gives("rose-kev", "kev", SupportKind.MONEY), gives("rose-dawn", "dawn"), gives("rose-kev", "kev")
    )

    assert found == {
        "What if one of them cannot go on?": ("Rose would lose help with money from Kev; nobody else on the map gives Rose that.",)
    }


def test_carers_who_are_stretched_are_named_in_the_words_of_whoever_says_so():
    stretched = a_reading("kev", Strain(StrainLevel.STRETCHED), Voice.CARER, voice_member="kev")
    found = of_topic(Topic.HANGS, *AROUND, stretched, a_reading("dawn", Strain(StrainLevel.COPING)))

    assert list(found.values()) == [("Kev said on 9 March 2026 (not known who was in the room): Kev is stretched.",)]


# ---------------------------------------------------------------- who decides, and who speaks up

UNSURE = CapacityAssessment("c", DecisionAbout.OTHER, "Money", TODAY, "Dr Shah", CapacityOutcome.NOT_CLEAR)
LATER = TODAY + timedelta(days=1)
CLEARED = CapacityAssessment("d", DecisionAbout.CONTACT, "Kev", TODAY, "Dr Shah", CapacityOutcome.HAS, seq=1)
PLANNED = Meeting("m")


def test_gaps_in_an_assessment_are_asked_about_by_the_rule_that_finds_them():
    lacks = CapacityAssessment("c", DecisionAbout.WHO_TO_INVITE, "Who", TODAY, "Dr Shah", CapacityOutcome.LACKS)
    found = of_topic(Topic.DECIDES, *AROUND, capacity=(lacks,))["Who closes these gaps, and by when?"]

    assert "Name who decides in the adult's best interests." in found


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"capacity": (UNSURE,), "meetings": (PLANNED,)}, "It was found on 9 March 2026, for another decision: not clear yet. "),
        (
            {"capacity": (CapacityAssessment("c", DecisionAbout.OTHER, "", None, "", CapacityOutcome.LACKS),), "meetings": (PLANNED,)},
            "It was found, for another decision: cannot make this decision now. ",
        ),
        ({"capacity": (replace(UNSURE, about=DecisionAbout.CONTACT), CLEARED), "meetings": (PLANNED,)}, ""),
        (
            {"capacity": (CLEARED, replace(UNSURE, about=DecisionAbout.CONTACT, assessed_on=LATER, seq=2)), "meetings": (PLANNED,)},
            "It was found on 10 March 2026, for contact with somebody: not clear yet. ",
        ),
        ({"capacity": (UNSURE,)}, ""),
        ({"meetings": (PLANNED,)}, ""),
    ],
)
def test_a_doubt_about_another_decision_is_no_answer_about_the_meeting(fields, told):
    found = of_topic(Topic.DECIDES, *AROUND, **fields).get("Is there a reason to doubt that Rose can decide this too?")

    assert found == ((f"{told}Who to invite is not assessed, so Rose decides.",) if told else None)


def speaks_up(*parts, **fields):
    return next((facts for asks, facts in of_topic(Topic.DECIDES, *AROUND, *parts, **fields).items() if "section 68" in asks), None)


def test_nobody_who_speaks_up_is_a_gap_and_somebody_who_may_be_is_not():
    assert speaks_up() == ("Nobody on the map is written down as speaking up for Rose.",)
    assert speaks_up(gives("rose-dawn", "dawn", SupportKind.ADVOCACY)) is None


def test_whoever_is_paid_or_worried_about_is_not_silently_the_appropriate_person():
    speaking = gives("rose-kev", "kev", SupportKind.ADVOCACY)

    assert speaks_up(speaking, a_concern("rose-kev", "kev")) == ("Speaking up for Rose, with a worry written down: Kev.",)
    paid = a_member("Comfort", sphere=Sphere.PAID)
    assert speaks_up(paid, a_tie("rose", "comfort"), gives("rose-comfort", "comfort", SupportKind.ADVOCACY)) == (
        "Speaking up for Rose, and paid to help: Comfort.",
    )


def test_an_ability_that_is_missing_stands_beside_an_advocate_who_is():
    missing = CapacityAssessment("c", DecisionAbout.OTHER, "Money", TODAY, "Dr Shah", CapacityOutcome.LACKS, weigh=False)
    told = "An assessment found something that Rose cannot do: to understand, retain, use or weigh, or communicate."

    assert told in speaks_up(capacity=(missing,))
    assert speaks_up(gives("rose-dawn", "dawn", SupportKind.ADVOCACY), capacity=(missing,)) is None


LOOK = AdvocateCheck("v", understand=False, retain=False, weigh=True, communicate=False)
FITS = Candidate("dawn", agrees=True, willing=True, able=True)
DUE = "Rose has substantial difficulty with using or weighing information."


@pytest.mark.parametrize(
    ("look", "told"),
    [
        (
            AdvocateCheck("v", understand=False, retain=False, communicate=False),
            "It is not recorded whether Rose has substantial difficulty",
        ),
        (LOOK, DUE),
        (
            replace(LOOK, outcome=AdvocateOutcome.ASKED_FOR, asked_on=date(2026, 3, 1)),
            "An advocate was asked for on 1 March 2026, and is not",
        ),
        (replace(LOOK, outcome=AdvocateOutcome.ASKED_FOR), "An advocate was asked for, and is not written down as in place."),
        (replace(LOOK, outcome=AdvocateOutcome.IN_PLACE), ""),
        (replace(LOOK, weigh=False, outcome=AdvocateOutcome.NO_DIFFICULTY), ""),
        (replace(LOOK, weigh=False), ""),
        (replace(LOOK, candidates=(FITS,)), DUE),
        (replace(LOOK, candidates=(FITS,), outcome=AdvocateOutcome.APPROPRIATE, person="dawn"), ""),
    ],
)
def test_once_somebody_looked_at_an_advocate_only_what_is_open_is_asked(look, told):
    found = [
        fact
        for asks, held in of_topic(Topic.DECIDES, *AROUND, advocates=(look,)).items()
        if "advocate" in asks or "sections 67" in asks
        for fact in held
    ]

    assert (not found) if not told else found[0].startswith(told)
    assert speaks_up(advocates=(look,)) is None


@pytest.mark.parametrize(
    ("since", "person", "told"),
    [
        (a_concern("rose-dawn", "dawn"), "dawn", "A worry about harm is recorded between Dawn and Rose, or about Dawn."),
        (close("rose-dawn"), None, "Whoever was found appropriate to represent Rose is no longer somebody on the map who can."),
    ],
)
def test_whoever_was_found_appropriate_and_is_not_any_more_is_asked_about(since, person, told):
    mo = (a_member("Mo"), a_tie("rose", "mo"))
    both = (FITS, replace(FITS, member="mo"))
    look = replace(LOOK, candidates=both, outcome=AdvocateOutcome.APPROPRIATE, person=person)

    found = of_topic(Topic.DECIDES, *AROUND, *mo, since, advocates=(look,))

    assert found["Who represents and supports Rose now, and is an independent advocate to be asked for?"] == (told,)


def test_an_interpreter_with_a_worry_is_asked_about():
    helps = gives("rose-kev", "kev", SupportKind.LANGUAGE)
    found = of_topic(Topic.DECIDES, *AROUND, helps, a_concern("rose-kev", "kev"))

    assert found["Who else can interpret?"] == ("Helping Rose with language, with a worry written down: Kev.",)
    assert "Who else can interpret?" not in of_topic(Topic.DECIDES, *AROUND, helps)


def consent(meeting, **fields):
    found = of_topic(Topic.DECIDES, *AROUND, meetings=(meeting,), **fields)
    return next((asks, facts) for asks, facts in found.items() if asks.startswith("Where is it"))


def test_consent_is_asked_about_once_a_meeting_is_planned():
    agrees = "Where is it written down that Rose agrees to the meeting and to what is shared?"
    told = "A meeting is planned, and netmeet has no place for consent."

    assert consent(PLANNED) == (agrees, (told,))
    early = Meeting("m", invitations=(Invitation("kev", decision=Invite.INVITE), Invitation("dawn", AdultSays.YES, decision=Invite.INVITE)))
    assert consent(early) == (agrees, (told, "It was decided about them before Rose was asked: Kev."))


def test_where_another_decides_it_is_best_interests_that_are_asked_about():
    on = date(2026, 12, 10)
    lacks = tuple(
        CapacityAssessment(about, about, "Who", TODAY, "Dr Shah", CapacityOutcome.LACKS)
        for about in (DecisionAbout.HOLD_MEETING, DecisionAbout.WHO_TO_INVITE)
    )
    early = Meeting("m", on=datetime.combine(on, time(10)), invitations=(Invitation("kev", decision=Invite.INVITE),))

    assert consent(early, capacity=lacks) == (
        "Where is it written down why the meeting is in Rose’s best interests?",
        ("A meeting is planned for 10 December 2026, and netmeet has no place for consent.",),
    )


# ---------------------------------------------------------------- every question, whatever the map


NAMES = tuple(f"Zq{letter}x" for letter in "abcdef")
SPOKEN = st.sampled_from(
    [
        lambda tie, voice: important(tie, voice=voice),
        lambda tie, voice: important(tie, ImportanceLevel.NOT, voice, presence=Presence.ALONE),
        lambda tie, voice: close(tie, voice=voice, said_on=None),
        lambda tie, voice: a_concern(tie, tie.split("-")[1], voice=voice, said_on=TODAY - timedelta(days=77)),
        lambda tie, voice: gives(tie, tie.split("-")[1], SupportKind.ADVOCACY, voice=voice),
        lambda tie, voice: a_reading(tie.split("-")[1], Strain(StrainLevel.BREAKING_POINT), voice),
    ]
)


@st.composite
def maps(draw):
    """Some of the names on a map, tied to the first or not, with things said about those that are."""
    here = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    people = [a_member(name, sphere=draw(st.sampled_from(Sphere)), dead=draw(st.booleans()) and name != here[0]) for name in here]
    tied = [a_tie(people[0].id, other.id) for other in people[1:] if draw(st.booleans())]
    said = [draw(SPOKEN)(tie.id, draw(st.sampled_from(Voice))) for tie in tied for _ in range(draw(st.integers(0, 3)))]
    asked = [Invitation(person.id, draw(st.sampled_from(AdultSays)), decision=Invite.INVITE) for person in people[1:]]
    return a_case(*people, *tied, *said, meetings=(Meeting("m", invitations=tuple(asked)),) if draw(st.booleans()) else ())


@given(maps())
def test_no_sentence_names_anybody_or_counts_anything_that_is_not_on_the_map(case):
    here = {member.name for member in case.network.members}
    said = case.network.readings
    counted = {len(said), *(sum(reading.voice is voice for reading in said) for voice in Voice)}
    own = [reading for reading in said if reading.voice is Voice.ADULT]
    counted |= {sum((reading.presence is Presence.ALONE) is alone for reading in own) for alone in (True, False)}
    counted |= {sum(reading.what == "concern" for reading in said)}

    for question in questions(case, FlagRule(), as_of=TODAY):
        assert question.facts
        text = " ".join((question.asks, *question.facts))
        assert set(re.findall(r"Zq\w+x", text)) <= here
        dated = re.sub(r"\d+ \w+ 2025|\d+ \w+ 2026|, 77 days ago|Care Act 2014, section 68", "", text)
        assert {int(number) for number in re.findall(r"\d+", dated)} <= counted, text


@given(maps())
def test_questions_come_by_topic_and_never_twice(case):
    found = questions(case, FlagRule(), as_of=TODAY)

    assert [question.topic for question in found] == sorted((question.topic for question in found), key=list(Topic).index)
    assert len({question.asks for question in found}) == len(found)
