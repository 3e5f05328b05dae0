"""Answers about options: whose they are, who was in the room, and what is in use."""

from dataclasses import replace

import pytest

from netmeet.domain.chosen import Answer, OptionChoice, chosen_so_far, in_use, settled
from netmeet.domain.protective import options_for
from netmeet.domain.readings import Basis, ConcernLevel, Presence, Voice
from netmeet.domain.wording import Wording
from tests.support.make import TODAY, a_concern, a_member, a_network, a_tie

TIE = a_tie("dawn", "kev")
SAFE = a_concern("dawn-kev", "kev", ConcernLevel.NONE, voice=Voice.ADULT, presence=Presence.ALONE, basis=Basis.TOLD_BY_ADULT_ALONE)
PEOPLE = (a_member("Dawn"), a_member("Kev"), a_member("Ann"), TIE)


def choice(answer=Answer.CHOSEN, voice=Voice.ADULT, option="respite", seq=1, presence=Presence.ALONE, **how):
    return OptionChoice(f"c{seq}", "dawn-kev", option, "Breaks", answer, voice, presence=presence, said_on=TODAY, seq=seq, **how)


def found(*choices, said=(SAFE,)):
    words = Wording(a_network(*PEOPLE, *said), TODAY)
    return settled(words, TIE, choices, options_for(words, TIE))


def test_an_answer_says_whose_it_is_and_who_was_in_the_room():
    told = found(
        choice(seq=1),
        choice(voice=Voice.PRACTITIONER, presence=Presence.NOT_KNOWN, seq=2),
        choice(Answer.NOT_WANTED, Voice.CARER, voice_member="kev", presence=Presence.NOT_KNOWN, seq=3),
        replace(choice(Answer.CHANGED, Voice.OTHER, presence=Presence.WITH_OTHERS, seq=4), said_on=None),
    )[0].now

    assert [one.sentence for one in told] == [
        "Somebody else said (with others in the room): chosen, with changes.",
        "Kev said on 9 March 2026 (not known who was in the room): not wanted.",
        "The practitioner recorded on 9 March 2026: chosen.",
        "Dawn said on 9 March 2026 (alone): chosen.",
    ]
    assert [one.notes for one in told] == [()] * 4


@pytest.mark.parametrize(
    ("how", "note"),
    [
        ({"present": ("kev",), "presence": Presence.WITH_OTHERS}, "Kev was in the room: ask Dawn again, alone."),
        ({"present": ("ann",), "presence": Presence.ALONE}, "It is not known that Kev was out of the room: ask Dawn again, alone."),
        ({"presence": Presence.NOT_KNOWN}, "It is not known that Kev was out of the room: ask Dawn again, alone."),
    ],
)
def test_what_the_adult_chose_in_company_says_so(how, note):
    assert found(choice(**how))[0].now[0].notes == (note,)


IN_COMPANY = {"present": ("kev",), "presence": Presence.WITH_OTHERS}


@pytest.mark.parametrize(
    ("choices", "used"),
    [
        ([choice()], True),
        ([choice(voice=Voice.PRACTITIONER)], True),
        ([choice(Answer.NOT_WANTED)], False),
        ([choice(voice=Voice.PRACTITIONER), choice(Answer.NOT_WANTED, seq=2)], False),
        ([choice(Answer.NOT_WANTED), choice(seq=2)], True),
        ([choice(Answer.NOT_WANTED), choice(seq=2, **IN_COMPANY)], False),
        ([choice(), choice(Answer.NOT_WANTED, seq=2, **IN_COMPANY)], True),
        ([choice(**IN_COMPANY)], True),
        ([choice(option="mediation")], True),
    ],
)
def test_an_option_is_in_use_unless_the_adult_asked_alone_is_against_it(choices, used):
    assert found(*choices)[0].in_use is used
    assert in_use(found(*choices)) == (("Breaks",) if used else ())


def test_what_must_not_be_used_any_more_is_not_in_use_and_says_why():
    one = found(choice(option="mediation"), said=())[0]

    assert not one.in_use
    assert one.never == ("Nothing recorded shows that Dawn was asked alone whether Kev does any harm.",)


def test_earlier_answers_stay_beside_and_other_ties_are_left_out():
    one, two = found(choice(Answer.NOT_WANTED), choice(seq=2), choice(option="alarm", seq=3), replace(choice(seq=4), tie="somebody-else"))

    assert [told.choice.seq for told in (*one.now, *one.before)] == [2, 1]
    assert (one.option, two.option) == ("respite", "alarm")


def test_somebody_unnamed_takes_the_place_of_nobody_else():
    one = found(choice(Answer.NOT_WANTED, Voice.OTHER), choice(voice=Voice.OTHER, seq=2), choice(voice=Voice.CARER, seq=3))[0]

    assert [told.choice.seq for told in one.now] == [3, 2, 1]
    staff = found(choice(Answer.NOT_WANTED, Voice.PRACTITIONER), choice(voice=Voice.PRACTITIONER, seq=2))[0]
    assert [told.choice.seq for told in staff.now] == [2]


def test_the_line_for_the_page_of_risks_names_what_is_in_use():
    assert chosen_so_far(found(choice(), choice(Answer.NOT_WANTED, option="alarm", seq=2))) == "Chosen so far: Breaks."
    assert chosen_so_far(()) == ""
