"""Safer ways to stay in touch: when each condition holds, what is proposed, and what nothing said in company can make safe."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import MemberKind, Network, Sphere, TieKind
from netmeet.domain.protective import HOLDS, NEVER, Library, options_for
from netmeet.domain.protective_options import OPTIONS, STEPS, Brings, Condition, Option, Step
from netmeet.domain.readings import (
    Basis,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Emotional,
    Frequency,
    Presence,
    RestrictionKind,
    Strain,
    StrainLevel,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.domain.situation import Situation
from netmeet.domain.wording import Wording
from tests.support.make import TODAY, a_concern, a_household, a_member, a_network, a_reading, a_restriction, a_tie, gives
from tests.support.maps import CANARY, NAMES, OF_A_TIE, in_another_order, networks, readings_of

BANNED = re.compile(r"perpetrator|victim|vulnerab|refuse|service user|scor(e|ing)", re.IGNORECASE)
PEOPLE = (a_member("Dawn"), a_member("Kev"), a_tie("dawn", "kev"))
TIE = PEOPLE[2]
ALONE = {"voice": Voice.ADULT, "presence": Presence.ALONE, "basis": Basis.TOLD_BY_ADULT_ALONE}
WITH_KEV = {"voice": Voice.ADULT, "presence": Presence.WITH_OTHERS, "present": ("kev",)}
YESTERDAY = TODAY - timedelta(days=1)


def limit(kind=RestrictionKind.NON_MOLESTATION, **how):
    return a_restriction("dawn-kev", "kev", kind, **how)


def line(kind):
    return a_reading("dawn-kev", Emotional(kind, Direction.B_TO_A))


def touch(often, **how):
    return a_reading("dawn-kev", Contact(often), **how)


def worry(type=ConcernType.PSYCHOLOGICAL, level=ConcernLevel.SOME, source="kev", **how):
    return a_concern("dawn-kev", source, level, type, **how)


def wants(answer=WantsAnswer.KEEP, **how):
    return a_reading("dawn-kev", Wants(answer), **({"presence": Presence.ALONE} | how))


ASKED = worry(ConcernType.NOT_YET_KNOWN, ConcernLevel.NONE, **ALONE)


def network(*more, people=PEOPLE):
    return a_network(*people, *more)


def offered(*more, people=PEOPLE, library=None):
    return options_for(Wording(network(*more, people=people), TODAY), TIE, library)


def keys(offers):
    return [offer.key for offer in offers]


ORDER = "Non-molestation order, which binds Kev and protects Dawn; in force, no end known."
POLICE = "Police investigation, about Kev, for Dawn; in force, no end known."
UNSURE = "Not sure whether Dawn may come to harm from Kev "
PAID_KEV = (a_member("Dawn"), a_member("Kev", sphere=Sphere.PAID), TIE)
HELPED = gives("dawn-kev", "kev", SupportKind.PERSONAL_CARE)
LIVING = touch(Frequency.LIVE_TOGETHER)

CASES = [
    (Condition.WORRY, [worry()], "Some worry that Dawn may come to harm from Kev (psychological abuse)."),
    (Condition.WORRY, [worry(source="dawn")], "Some worry that Kev may come to harm from Dawn (psychological abuse)."),
    (Condition.WORRY, [worry(level=ConcernLevel.NONE)], ""),
    (Condition.WORRY, [], ""),
    (Condition.WORRY, [a_concern("kev", None, ConcernLevel.NOT_SURE)], "Not sure whether to worry about Kev (psychological abuse)."),
    (Condition.PHYSICAL, [worry(ConcernType.PHYSICAL)], "Some worry that Dawn may come to harm from Kev (physical abuse)."),
    (Condition.PHYSICAL, [worry(ConcernType.PHYSICAL, source="dawn")], ""),
    (
        Condition.PHYSICAL,
        [worry(ConcernType.PHYSICAL, source=None)],
        "Some worry that Dawn and Kev may come to harm from each other (physical abuse).",
    ),
    (Condition.PHYSICAL, [worry(ConcernType.FINANCIAL)], ""),
    (Condition.FRIGHTENED, [worry()], "Some worry that Dawn may come to harm from Kev (psychological abuse)."),
    (Condition.FRIGHTENED, [worry(ConcernType.FINANCIAL)], ""),
    (Condition.MONEY, [worry(ConcernType.FINANCIAL)], "Some worry that Dawn may come to harm from Kev (financial or material abuse)."),
    (Condition.MONEY, [worry()], ""),
    (Condition.MISSED_CARE, [worry(ConcernType.NEGLECT)], "Some worry that Dawn may come to harm from Kev (neglect and acts of omission)."),
    (Condition.MISSED_CARE, [worry()], ""),
    (Condition.NOT_ABUSE, [worry(ConcernType.HARM_NOT_ABUSE)], "Some worry that Dawn may come to harm from Kev (harm, not abuse)."),
    (Condition.NOT_ABUSE, [worry()], ""),
    (Condition.SERIOUS, [worry(level=ConcernLevel.SERIOUS)], "Serious worry that Dawn may come to harm from Kev (psychological abuse)."),
    (Condition.SERIOUS, [worry()], ""),
    (Condition.ADULT_MAY_HARM, [worry(source="dawn")], "Some worry that Kev may come to harm from Dawn (psychological abuse)."),
    (Condition.ADULT_MAY_HARM, [worry()], ""),
    (Condition.STRAIN, [a_reading("kev", Strain(StrainLevel.BREAKING_POINT))], "Kev is at breaking point."),
    (Condition.STRAIN, [a_reading("dawn", Strain(StrainLevel.STRETCHED))], "Dawn is stretched."),
    (Condition.STRAIN, [a_reading("kev", Strain(StrainLevel.COPING))], ""),
    (Condition.STRAIN, [], ""),
    (Condition.GIVES_CARE, [HELPED], "Kev gives Dawn personal care."),
    (Condition.GIVES_CARE, [gives("dawn-kev", "kev")], ""),
    (Condition.GIVES_CARE, [gives("dawn-kev", "dawn", SupportKind.PERSONAL_CARE)], ""),
    (Condition.LIVES_WITH, [LIVING], "Dawn and Kev live together."),
    (Condition.LIVES_WITH, [a_household("dawn", "kev")], "Dawn and Kev live together."),
    (
        Condition.LIVES_WITH,
        [a_household("dawn"), LIVING, touch(Frequency.WEEKLY, said_on=None)],
        "Dawn and Kev live together.",
    ),
    (Condition.LIVES_WITH, [touch(Frequency.WEEKLY)], ""),
    (Condition.LIVES_APART, [LIVING], ""),
    (Condition.LIVES_APART, [touch(Frequency.WEEKLY)], "Dawn and Kev are not known to live together."),
    (Condition.LIVES_APART, [], "It is not recorded whether Dawn and Kev live together."),
    (Condition.WANTS_TO_KEEP, [wants()], "Dawn wants to keep this relationship as it is."),
    (Condition.WANTS_TO_KEEP, [wants(**WITH_KEV)], ""),
    (Condition.WANTS_TO_KEEP, [wants(presence=Presence.NOT_KNOWN)], ""),
    (Condition.WANTS_TO_KEEP, [wants(voice=Voice.CARER)], ""),
    (Condition.WANTS_TO_KEEP, [wants(), wants(WantsAnswer.END)], ""),
    (Condition.WANTS_TO_KEEP, [wants(WantsAnswer.END), wants(**WITH_KEV)], ""),
    (
        Condition.ORDER,
        [limit()],
        ORDER,
    ),
    (Condition.ORDER, [limit(ends=YESTERDAY)], ""),
    (
        Condition.ORDER,
        [limit(starts=TODAY + timedelta(days=1))],
        "Non-molestation order, which binds Kev and protects Dawn; starts on 10 March 2026.",
    ),
    (Condition.ORDER, [limit(RestrictionKind.LIMIT_BY_RELATIVE)], ""),
    (
        Condition.INVESTIGATION,
        [limit(RestrictionKind.POLICE_INVESTIGATION)],
        POLICE,
    ),
    (Condition.INVESTIGATION, [limit()], ""),
    (
        Condition.SERIOUS_ABUSE,
        [worry(level=ConcernLevel.SERIOUS)],
        "Serious worry that Dawn may come to harm from Kev (psychological abuse).",
    ),
    (
        Condition.SERIOUS_ABUSE,
        [worry(level=ConcernLevel.SERIOUS, source="dawn")],
        "Serious worry that Kev may come to harm from Dawn (psychological abuse).",
    ),
    (Condition.SERIOUS_ABUSE, [worry()], ""),
    (Condition.SERIOUS_ABUSE, [worry(ConcernType.FINANCIAL, ConcernLevel.SERIOUS)], ""),
    (
        Condition.SERIOUS_ABUSE,
        [worry(ConcernType.DOMESTIC, ConcernLevel.NOT_SURE)],
        UNSURE + "(domestic abuse).",
    ),
    (
        Condition.SERIOUS_ABUSE,
        [worry(ConcernType.NOT_YET_KNOWN, ConcernLevel.NOT_SURE)],
        UNSURE + "(not yet known).",
    ),
    (
        Condition.SERIOUS_ABUSE,
        [line(EmotionalKind.CONTROLLING)],
        "Controlling, from Kev to Dawn.",
    ),
    (Condition.SERIOUS_ABUSE, [line(EmotionalKind.NEGLECT)], ""),
    (Condition.SERIOUS_ABUSE, [line(EmotionalKind.CLOSE)], ""),
    (Condition.NOT_ASKED_ALONE, [], "Nothing recorded shows that Dawn was asked alone whether Kev does any harm."),
    (Condition.NOT_ASKED_ALONE, [ASKED], ""),
    (Condition.NOT_ASKED_ALONE, [wants()], "Nothing recorded shows that Dawn was asked alone whether Kev does any harm."),
    (Condition.NOT_ASKED_ALONE, [worry(**WITH_KEV)], "Nothing recorded shows that Dawn was asked alone whether Kev does any harm."),
    (Condition.NOT_ASKED_ALONE, [worry(voice=Voice.ADULT)], "Nothing recorded shows that Dawn was asked alone whether Kev does any harm."),
]


@pytest.mark.parametrize(("condition", "said", "fact"), CASES)
def test_a_condition_holds_on_facts_that_it_names_and_on_nothing_else(condition, said, fact):
    found = HOLDS[condition](Situation(Wording(network(*said), TODAY), TIE))

    assert found == ((fact,) if fact else ())


def test_every_condition_fires_in_one_case_and_does_not_in_another():
    assert {condition for condition, _, fact in CASES if fact} == {condition for condition, _, fact in CASES if not fact} == set(Condition)


def test_help_that_is_paid_for_is_no_care_by_the_other():
    for people in (PAID_KEV, (*PEOPLE[:2], a_tie("dawn", "kev", TieKind.PAID))):
        assert Situation(Wording(network(HELPED, people=people), TODAY), people[2]).gives_care() == ()


def test_worries_of_one_kind_are_told_once_at_their_most_serious():
    said = [worry(level=level) for level in (ConcernLevel.NOT_SURE, ConcernLevel.SERIOUS, ConcernLevel.SOME)]

    assert offered(*said).proposed[0].because[0] == "Serious worry that Dawn may come to harm from Kev (psychological abuse)."
    assert len(HOLDS[Condition.WORRY](Situation(Wording(network(*said), TODAY), TIE))) == 1


IN_TOUCH = [option.key for option in OPTIONS if option.brings is not Brings.NOBODY]
TOGETHER = [option.key for option in OPTIONS if option.brings is Brings.TOGETHER]


def test_a_carer_at_tipping_point_is_helped_before_contact_changes():
    found = offered(worry(ConcernType.HARM_NOT_ABUSE), HELPED, LIVING, a_reading("kev", Strain(StrainLevel.BREAKING_POINT)), ASKED, wants())

    assert keys(found.proposed) == [
        "time-alone", "advocacy", "counselling",
        "carers-assessment", "respite", "more-help", "their-own-needs", "what-sets-it-off",
        "mediation", "joint-meeting", "restorative-conversation",
        "time-apart", "somebody-there",
    ]  # fmt: skip
    assert found.never == ()
    respite = next(offer for offer in found.proposed if offer.key == "respite")
    assert respite.says.startswith("Kev has breaks that can be counted on, and Dawn has company")
    assert respite.because == ("Kev is at breaking point.", "Kev gives Dawn personal care.")
    assert respite.where == "Somebody gets help"


def test_a_cared_for_person_who_may_harm_the_carer_is_asked_about_too():
    found = offered(worry(source="dawn"), HELPED)

    assert {"carers-assessment", "what-sets-it-off", "counselling"} <= set(keys(found.proposed))
    assert "police" not in keys(found.proposed)


@pytest.mark.parametrize(
    ("said", "unsafe"),
    [
        ([ASKED, wants(), worry(level=ConcernLevel.SERIOUS)], TOGETHER),
        ([ASKED, wants(), worry(ConcernType.DOMESTIC)], TOGETHER),
        ([wants(), worry()], TOGETHER),
        ([wants(), worry(), worry(level=ConcernLevel.NONE, **WITH_KEV)], TOGETHER),
        (
            [ASKED, wants(), worry(), limit()],
            [option.key for option in OPTIONS if option.brings is not Brings.NOBODY],
        ),
        ([ASKED, wants(), worry()], []),
    ],
)
def test_what_must_not_be_used_is_listed_with_why_and_never_offered(said, unsafe):
    found = offered(*said)

    assert keys(found.never) == unsafe
    assert all(offer.because for offer in found.never)
    assert not set(unsafe) & set(keys(found.allowed))


def test_between_a_person_and_an_organisation_only_what_suits_both_is_proposed():
    people = (a_member("Dawn"), a_member("Kev", kind=MemberKind.ORGANISATION), TIE)

    found = offered(worry(ConcernType.NEGLECT), people=people)

    assert keys(found.proposed) == ["time-alone", "advocacy", "key-safe", "more-help", "complaint"]
    assert "Kev does not live with Dawn." in found.proposed[2].because
    assert "respite" in keys(found.others)


def test_nothing_is_offered_between_two_others_or_with_the_dead_or_on_a_map_of_nobody():
    others = a_network(a_member("Ann"), *PEOPLE[:2], TIE, worry())
    dead = a_network(a_member("Dawn"), a_member("Kev", dead=True), TIE, worry())
    nobody = a_network(*PEOPLE, worry(), adult=None)

    for one in (others, dead, nobody):
        found = options_for(Wording(one, TODAY), TIE)
        assert (found.proposed, found.never, found.others, found.allowed) == ((), (), (), ())


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_entry_never_matters(found, random):
    other = in_another_order(found, random)

    for tie in found.ties:
        assert options_for(Wording(found, TODAY), tie) == options_for(Wording(other, TODAY), tie)


@given(networks(), st.data())
def test_what_is_said_with_somebody_in_the_room_never_makes_an_unsafe_option_proposed(found, data):
    tie = found.ties[0]
    said = data.draw(readings_of(tie.id, [member.id for member in found.members], OF_A_TIE))
    said = replace(said, presence=Presence.WITH_OTHERS, present=("m1",), voice=Voice.ADULT, voice_member=None, id="new", seq=99)

    before = options_for(Wording(found, TODAY), tie)
    after = options_for(Wording(replace(found, readings=(*found.readings, said)), TODAY), tie)

    assert set(keys(before.never)) <= set(keys(after.never))
    assert set(keys(after.proposed)) & set(TOGETHER) <= set(keys(before.proposed))


@given(networks())
def test_every_sentence_names_only_who_is_on_this_tie_and_no_typed_word(found):
    for tie in found.ties:
        offers = options_for(Wording(found, TODAY), tie)
        words = " ".join(
            text for offer in (*offers.allowed, *offers.never) for text in (offer.name, offer.says, offer.agrees, *offer.because)
        )
        on_tie = {found.member(end).name for end in (tie.a, tie.b)}
        assert {name for name in NAMES if name in words} <= on_tie
        assert CANARY not in words
        assert "{" not in words
        assert not BANNED.search(words)


@given(networks())
def test_each_option_stands_in_one_list_and_each_list_begins_with_the_least_restrictive(found):
    offers = options_for(Wording(found, TODAY), found.ties[0])
    everything = keys((*offers.proposed, *offers.never, *offers.others))

    assert len(everything) == len(set(everything))
    assert len(everything) in (0, len(OPTIONS))
    for listed in (offers.proposed, offers.never, offers.others, offers.allowed):
        assert [offer.step for offer in listed] == sorted(offer.step for offer in listed)


def test_the_library_is_complete_and_calls_nobody_names():
    assert len({option.key for option in OPTIONS}) == len(OPTIONS)
    assert {option.step for option in OPTIONS} == set(Step) == set(STEPS)
    assert set(NEVER) == set(Brings)
    for option in OPTIONS:
        assert option.fits
        assert option.says.endswith(".")
        assert option.agrees.endswith(".")
        assert not BANNED.search(f"{option.name} {option.says} {option.agrees} {option.source}")


def test_every_place_for_a_name_is_filled_in_wherever_it_stands():
    found = offered()

    for offer in (*found.proposed, *found.never, *found.others):
        assert not set("{}") & set(f"{offer.name} {offer.says} {offer.agrees} {offer.source}")
    assert "tell Dawn unless that is dangerous" in next(offer.source for offer in found.others if offer.key == "police")


OWN = Option("men-in-sheds", "Men in Sheds", "{other} goes there on Fridays.", Step.HELP, "{other}.", Brings.NOBODY, (Condition.STRAIN,))


def test_a_council_adds_its_own_options_and_leaves_out_ours():
    library = Library(off=("respite",), own=(OWN,), read_from="/etc/options.json")

    found = offered(HELPED, a_reading("kev", Strain(StrainLevel.STRETCHED)), library=library)

    own = next(offer for offer in found.proposed if offer.key == "men-in-sheds")
    assert (own.says, own.source) == ("Kev goes there on Fridays.", "")
    assert "respite" not in keys((*found.allowed, *found.never))
    assert str(library) == "/etc/options.json"


def test_a_councils_own_option_that_brings_two_together_keeps_to_the_same_bars():
    library = Library(own=(replace(OWN, brings=Brings.TOGETHER, fits=(Condition.WORRY,)),))

    assert "men-in-sheds" in keys(offered(worry(), library=library).never)
    assert "men-in-sheds" in keys(offered(worry(), ASKED, library=library).proposed)


def test_a_name_that_looks_like_a_place_for_one_stays_a_name():
    people = (a_member("{other}", id="dawn"), a_member("{adult}", id="kev"), TIE)

    says = [offer.says for offer in offered(worry(), people=people).proposed if offer.key == "somebody-there"]

    assert says == ["Somebody whom {other} chose is there when they are together, and knows what to do if it goes wrong."]


@pytest.mark.parametrize(
    ("library", "message"),
    [
        ({"off": ("resipte",)}, "off: “resipte” is not an option"),
        ({"own": (replace(OWN, key="Respite!"),)}, "own, item 1: the key"),
        ({"own": (replace(OWN, key="respite"),)}, "own, item 1: the key"),
        ({"own": (OWN, OWN)}, "own, item 1: the key"),
        ({"own": (replace(OWN, name=" "),)}, "own, item 1: name, says"),
        ({"own": (replace(OWN, fits=()),)}, "own, item 1: name, says"),
    ],
)
def test_a_library_that_cannot_be_right_says_where(library, message):
    with pytest.raises(BadInputError, match=message):
        Library(**library)


def test_an_empty_map_offers_nothing():
    assert options_for(Wording(Network(), TODAY), TIE).allowed == ()
