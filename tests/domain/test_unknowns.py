"""What is not known about a tie is a question, never a nought."""

from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.readings import ConcernLevel, Presence, Voice
from netmeet.domain.unknowns import asked_alone, never_asked_about, unasked
from netmeet.domain.wording import Wording
from tests.support.make import TODAY, a_concern, a_member, a_network, a_tie, important

AROUND = (a_member("Rose"), a_member("Kev"), a_member("Dawn"), a_tie("rose", "kev"), a_tie("rose", "dawn"))


def test_those_who_matter_and_were_not_asked_about_alone_are_named_and_asked_about():
    alone = a_concern("rose-kev", "kev", ConcernLevel.NONE, voice=Voice.ADULT, presence=Presence.ALONE)
    words = Wording(a_network(*AROUND, important("rose-kev"), important("rose-dawn"), alone), TODAY)

    assert never_asked_about(words, FlagRule()) == ("dawn",)
    assert unasked(words, FlagRule()) == ("Was Rose asked, alone, whether there is anything to worry about with Dawn?",)


def test_asked_alone_is_only_what_is_known_to_be():
    network = a_network(*AROUND, important("rose-kev", presence=Presence.ALONE), important("rose-dawn"))

    assert [asked_alone(Wording(network, TODAY), tie) for tie in network.ties] == [True, False]
