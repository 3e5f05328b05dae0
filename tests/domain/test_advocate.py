"""Does the adult need an advocate? A table of cases: what is not known counts as not there, and nobody is made to fit."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.advocate import (
    AREAS,
    AdvocateCheck,
    AdvocateOutcome,
    Beside,
    Candidate,
    Fit,
    Need,
    check_outcome,
    latest,
    needs_advocate,
)
from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, DecisionAbout
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import MemberKind, Sphere, TieKind
from netmeet.domain.readings import Presence, RestrictionKind, SupportKind
from netmeet.domain.wording import Wording
from tests.support.make import TODAY, a_concern, a_member, a_network, a_restriction, a_tie, gives
from tests.support.maps import CANARY, NAMES, in_another_order, networks

BANNED = re.compile(r"perpetrator|victim|vulnerab|refuse|service user|scor(e|ing)", re.IGNORECASE)
NO = AdvocateCheck("", understand=False, retain=False, weigh=False, communicate=False)
WEIGH = replace(NO, weigh=True)
YES = Candidate("ann", agrees=True, willing=True, able=True)
FITS = replace(WEIGH, candidates=(YES,))
DAWN, ANN, TIE = a_member("Dawn"), a_member("Ann"), a_tie("dawn", "ann")


def found(check, *more, people=(DAWN, ANN, TIE), assessments=()):
    return needs_advocate(Wording(a_network(*people, *more), TODAY), check, assessments)


@pytest.mark.parametrize(
    ("check", "need", "because"),
    [
        (AdvocateCheck(""), Need.NOT_KNOWN, "It is not recorded whether Dawn has substantial difficulty with understanding relevant"),
        (
            replace(NO, retain=None),
            Need.NOT_KNOWN,
            "It is not recorded whether Dawn has substantial difficulty with retaining information.",
        ),
        (NO, Need.NOT_NEEDED, "Dawn has no substantial difficulty in any of the four areas."),
        (FITS, Need.PERSON, "Dawn has substantial difficulty with using or weighing information."),
        (WEIGH, Need.ADVOCATE, "Dawn has substantial difficulty with using or weighing information."),
        (replace(AdvocateCheck(""), communicate=True), Need.ADVOCATE, "Dawn has substantial difficulty with communicating"),
        (replace(WEIGH, candidates=(replace(YES, able=None),)), Need.ADVOCATE, "Dawn has"),
        (replace(WEIGH, candidates=(replace(YES, willing=False),)), Need.ADVOCATE, "Dawn has"),
    ],
)
def test_what_follows_from_the_answers(check, need, because):
    finding = found(check)

    assert finding.need is need
    assert finding.because[0].startswith(because)


def test_any_one_of_the_four_areas_is_enough():
    for area in AREAS:
        assert found(replace(NO, **{area: True})).need is Need.ADVOCATE


def test_nobody_on_the_map_means_an_advocate():
    assert found(WEIGH, people=(DAWN,)).because[1] == "Nobody on the map is appropriate to represent and support Dawn."


PAID = "Ann is paid to help Dawn, or does so as a job."
WORRY = "A worry about harm is recorded between Ann and Dawn, or about Ann."
ORDER = "An order, a condition or a police investigation is recorded between Ann and Dawn."
KEV = (DAWN, ANN, TIE, a_member("Kev"), a_tie("ann", "kev"))


@pytest.mark.parametrize(
    ("people", "said", "answer", "because"),
    [
        ((DAWN, ANN, TIE), [], YES, ()),
        ((DAWN, replace(ANN, sphere=Sphere.PAID), TIE), [], YES, (PAID,)),
        ((DAWN, ANN, a_tie("dawn", "ann", TieKind.PAID)), [], YES, (PAID,)),
        ((DAWN, ANN, TIE), [a_concern("dawn-ann", "ann")], YES, (WORRY,)),
        ((DAWN, ANN, TIE), [a_concern("dawn-ann", "dawn")], YES, (WORRY,)),
        ((DAWN, ANN, TIE), [a_concern("ann")], YES, (WORRY,)),
        (
            KEV,
            [a_concern("ann-kev", "ann")],
            YES,
            ("A worry is recorded that Ann may harm somebody else on the map.",),
        ),
        (KEV, [a_concern("ann-kev", "kev")], YES, ()),
        ((DAWN, ANN, TIE), [a_restriction("dawn-ann", "dawn")], YES, (ORDER,)),
        ((DAWN, ANN, TIE), [a_restriction("dawn-ann", "ann", ends=date(2026, 1, 1))], YES, (ORDER,)),
        ((DAWN, ANN, TIE), [a_restriction("dawn-ann", "ann", starts=date(2026, 6, 1))], YES, (ORDER,)),
        ((DAWN, ANN, TIE), [a_restriction("dawn-ann", "ann", RestrictionKind.POLICE_INVESTIGATION)], YES, (ORDER,)),
        (
            KEV,
            [a_restriction("ann-kev", "ann", ends=date(2026, 1, 1))],
            YES,
            ("An order or a condition is recorded that binds Ann for somebody else on the map.",),
        ),
        (KEV, [a_restriction("ann-kev", "kev")], YES, ()),
        (KEV, [a_restriction("ann-kev", "ann", RestrictionKind.POLICE_INVESTIGATION)], YES, ()),
        ((DAWN, ANN, TIE), [a_restriction("dawn-ann", "ann", RestrictionKind.LIMIT_BY_CARE_HOME)], YES, ()),
        ((DAWN, replace(ANN, under_18=True), TIE), [], YES, ("Ann is under 18.",)),
        ((DAWN, ANN, TIE), [], replace(YES, agrees=False), ("Dawn does not want Ann to do this.",)),
        ((DAWN, ANN, TIE), [], replace(YES, willing=False), ("Ann is not willing.",)),
        ((DAWN, ANN, TIE), [], replace(YES, able=False), ("Ann is not able to represent and support Dawn.",)),
    ],
)
def test_a_candidate_is_rejected_with_the_reason(people, said, answer, because):
    finding = found(replace(WEIGH, candidates=(answer,)), *said, people=people)
    ann = next(one for one in finding.considered if one.member == "ann")

    assert ann.because == because
    assert ann.fit is (Fit.NO if because else Fit.YES)


@pytest.mark.parametrize(
    ("answer", "asks"),
    [
        (replace(YES, agrees=None), "Ask Dawn, alone, whether Ann may represent and support them."),
        (replace(YES, willing=None), "Ask Ann whether Ann is willing."),
        (replace(YES, able=None), "Is Ann able to represent Dawn: near enough, free to, and of an independent mind?"),
    ],
)
def test_what_was_not_asked_of_a_candidate_is_asked(answer, asks):
    (ann,) = found(replace(WEIGH, candidates=(answer,))).considered

    assert (ann.fit, ann.asks) == (Fit.ASK, (asks,))


def test_only_living_people_who_are_tied_to_the_adult_are_considered_and_who_speaks_up_stands_first():
    people = (
        DAWN, ANN, TIE, a_member("Zoe"), a_tie("dawn", "zoe"), a_member("Una", dead=True), a_tie("dawn", "una"),
        a_member("Rex", kind=MemberKind.PET), a_tie("dawn", "rex"), a_member("Kev"), a_tie("ann", "kev"), a_tie("dawn", "dawn"),
    )  # fmt: skip

    finding = found(WEIGH, gives("dawn-zoe", "zoe", SupportKind.ADVOCACY), people=people)

    assert [one.member for one in finding.considered] == ["zoe", "ann"]
    assert finding.because[1] == "Nobody is known to be appropriate; to be asked: Ann and Zoe."
    assert finding.of(Fit.ASK) == finding.considered
    assert finding.of(Fit.NO) == ()


LACKS = CapacityAssessment("a", DecisionAbout.OTHER, "Where to live", date(2026, 3, 1), "Nell", CapacityOutcome.LACKS)
IMHA = "Is Dawn held or treated under the Mental Health Act? If so, is an IMHA to be asked for?"
IMCA = "An assessment of 1 March 2026 found that Dawn cannot make a decision now: is an IMCA to be asked for?"


@pytest.mark.parametrize(
    ("check", "assessments", "asks"),
    [
        (NO, (), (IMHA,)),
        (replace(NO, imha=Beside.NOT_NEEDED), (), ()),
        (NO, (LACKS,), (IMCA, IMHA)),
        (NO, (replace(LACKS, assessed_on=None),), (IMCA.replace(" of 1 March 2026", ""), IMHA)),
        (replace(NO, imca=Beside.IN_PLACE, imha=Beside.ASKED_FOR), (LACKS,), ()),
        (NO, (replace(LACKS, outcome=CapacityOutcome.HAS),), (IMHA,)),
        (replace(NO, weigh=None), (), ("Would Dawn have substantial difficulty with using or weighing information?", IMHA)),
        (replace(WEIGH, retain=None), (), (IMHA,)),
        (FITS, (), ("Was Dawn alone when asked whom they want? It is not written down.", IMHA)),
        (replace(FITS, presence=Presence.WITH_OTHERS), (), ("Others were there when Dawn said whom they want: ask again, alone.", IMHA)),
        (replace(FITS, presence=Presence.ALONE), (), (IMHA,)),
        (replace(WEIGH, candidates=(replace(YES, agrees=False),), presence=Presence.WITH_OTHERS), (), (IMHA,)),
    ],
)
def test_other_advocates_are_asked_about_and_never_worked_out(check, assessments, asks):
    assert found(check, assessments=assessments).asks == asks


@pytest.mark.parametrize(
    ("check", "field", "message"),
    [
        (replace(WEIGH, outcome=AdvocateOutcome.NO_DIFFICULTY), "outcome", "Answer “no” for all four areas"),
        (replace(NO, weigh=None, outcome=AdvocateOutcome.NO_DIFFICULTY), "outcome", "Answer “no” for all four areas"),
        (replace(FITS, outcome=AdvocateOutcome.APPROPRIATE), "person", "Choose who represents"),
        (replace(FITS, outcome=AdvocateOutcome.APPROPRIATE, person="gone"), "person", "Choose who represents"),
        (
            replace(WEIGH, outcome=AdvocateOutcome.APPROPRIATE, person="ann"),
            "person",
            "Ann is not known to be appropriate: Ask Dawn, alone",
        ),
        (replace(WEIGH, outcome=AdvocateOutcome.ASKED_FOR), "asked_on", "Enter the day when"),
    ],
)
def test_an_outcome_that_cannot_stand_beside_its_answers_is_turned_down(check, field, message):
    with pytest.raises(BadInputError, match=message) as refused:
        check_outcome(Wording(a_network(DAWN, ANN, TIE), TODAY), check)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "check",
    [
        replace(NO, outcome=AdvocateOutcome.NO_DIFFICULTY),
        replace(FITS, outcome=AdvocateOutcome.APPROPRIATE, person="ann"),
        replace(WEIGH, outcome=AdvocateOutcome.ASKED_FOR, asked_on=TODAY),
        replace(WEIGH, outcome=AdvocateOutcome.NOT_YET),
        replace(WEIGH, outcome=AdvocateOutcome.IN_PLACE),
    ],
)
def test_any_other_outcome_may_be_written_down(check):
    check_outcome(Wording(a_network(DAWN, ANN, TIE), TODAY), check)


def test_somebody_paid_is_never_the_appropriate_person_whatever_is_answered():
    paid = Wording(a_network(DAWN, replace(ANN, sphere=Sphere.PAID), TIE), TODAY)

    with pytest.raises(BadInputError, match="Ann is paid to help Dawn"):
        check_outcome(paid, replace(FITS, outcome=AdvocateOutcome.APPROPRIATE, person="ann"))


def test_the_look_recorded_last_stands():
    assert latest(()) is None
    assert latest((replace(NO, id="b", seq=2), replace(NO, id="a", seq=1))).id == "b"


ANSWERS = st.sampled_from([True, False, None])


@given(networks(), st.randoms(use_true_random=False), st.builds(AdvocateCheck, st.just(""), ANSWERS, ANSWERS, ANSWERS, ANSWERS), ANSWERS)
def test_order_never_matters_and_no_sentence_names_anybody_else(network, random, check, answer):
    check = replace(check, candidates=(Candidate("m1", answer, answer, answer, CANARY),))

    finding = needs_advocate(Wording(network, TODAY), check)

    assert finding == needs_advocate(Wording(in_another_order(network, random), TODAY), check)
    lines = " ".join((*finding.because, *finding.asks, *(line for one in finding.considered for line in (*one.because, *one.asks))))
    assert {name for name in NAMES if name in lines} <= {member.name for member in network.members}
    assert CANARY not in lines
    assert not BANNED.search(lines)
