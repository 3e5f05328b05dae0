"""Capacity: one decision and one day at a time, and who decides."""

from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.capacity import (
    CapacityAssessment,
    CapacityOutcome,
    Consulted,
    DecisionAbout,
    HowHeard,
    gaps,
    latest,
    who_decides,
)

TODAY = date(2026, 3, 9)
WHO = DecisionAbout.WHO_TO_INVITE

LACKS = CapacityAssessment(
    id="c1",
    about=WHO,
    decision="Who is asked to the meeting",
    assessed_on=date(2026, 3, 1),
    assessor="Nell Okoro",
    outcome=CapacityOutcome.LACKS,
    understand=True,
    retain=False,
    weigh=True,
    communicate=True,
    impairment="Dementia",
    causal_link="Forgets within a minute what was said",
    decision_maker="Nell Okoro, social worker",
    consulted=(Consulted("dawn", HowHeard.IN_WRITING),),
    seq=1,
)
HAS = replace(LACKS, id="c2", outcome=CapacityOutcome.HAS)
NOT_CLEAR = replace(LACKS, id="c3", outcome=CapacityOutcome.NOT_CLEAR)


def on(day, assessment=LACKS, **changes):
    return replace(assessment, assessed_on=day, **changes)


@pytest.mark.parametrize(
    ("assessments", "expected"),
    [
        ((), None),
        ((replace(LACKS, about=DecisionAbout.HOLD_MEETING),), None),
        ((on(date(2026, 3, 2), id="new"), on(date(2026, 3, 1), id="old", seq=9)), "new"),
        ((on(date(2026, 3, 1), id="first", seq=1), on(date(2026, 3, 1), id="second", seq=2)), "second"),
        ((on(None, id="undated", seq=9), on(date(2020, 1, 1), id="dated", seq=1)), "dated"),
        ((on(None, id="undated"),), "undated"),
    ],
)
def test_the_assessment_that_counts_is_the_last_dated_one_about_that_decision(assessments, expected):
    found = latest(assessments, WHO)

    assert (found.id if found else None) == expected
    assert latest(tuple(reversed(assessments)), WHO) == found


@pytest.mark.parametrize(
    ("assessments", "adult_decides", "decision_maker", "asks"),
    [
        ((), True, "", 0),
        ((HAS,), True, "", 0),
        ((NOT_CLEAR,), True, "", 1),
        ((LACKS,), False, "Nell Okoro, social worker", 0),
        ((replace(LACKS, decision_maker=" "),), False, "", 1),
        ((on(None),), True, "", 1),
        ((LACKS, on(date(2026, 3, 5), HAS)), True, "", 0),
        ((on(date(2026, 3, 10)),), True, "", 0),
        ((HAS, on(date(2026, 3, 10))), True, "", 0),
    ],
    ids=["never assessed", "can", "not clear", "cannot", "nobody named", "no date", "can again", "only later", "can, until later"],
)
def test_the_adult_decides_unless_a_dated_assessment_found_that_they_cannot(assessments, adult_decides, decision_maker, asks):
    found = who_decides(assessments, WHO, adult="Mo", as_of=TODAY)

    assert (found.adult_decides, found.decision_maker, len(found.asks)) == (adult_decides, decision_maker, asks)


@pytest.mark.parametrize("assessment", [NOT_CLEAR, on(None)])
def test_what_is_asked_names_the_adult_and_the_decision(assessment):
    (ask,) = who_decides((assessment,), WHO, adult="Mo", as_of=TODAY).asks

    assert "whether Mo can make this decision (who to invite)" in ask


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, None),
        ({"retain": True}, "Say which ability is not met: to understand, to retain, to use or weigh, or to communicate."),
        ({"understand": None, "retain": None, "weigh": None, "communicate": None}, "Say which ability is not met"),
        ({"impairment": "  "}, "Say what impairment or disturbance of the mind or brain there is."),
        ({"causal_link": ""}, "Say how it causes the inability to make this decision."),
        ({"assessor": ""}, "Say who made the assessment."),
        ({"assessed_on": None}, "Say on which day it was made."),
        ({"decision_maker": ""}, "Name who decides in the adult's best interests."),
        ({"consulted": ()}, "Record who is consulted"),
        ({"consulted": (Consulted("dawn", HowHeard.NOT_CONSULTED),)}, "Give the reason for everybody who is not consulted."),
        ({"consulted": (Consulted("dawn", HowHeard.NOT_CONSULTED, "Cannot be found"),)}, None),
    ],
)
def test_each_thing_that_is_missing_is_asked_for_on_its_own(changes, needed):
    found = gaps(replace(LACKS, **changes))

    assert len(found) == (0 if needed is None else 1)
    assert all(sentence.startswith(needed) for sentence in found)


def test_an_empty_assessment_that_somebody_cannot_decide_needs_everything():
    assert len(gaps(CapacityAssessment("c", WHO, "", None, "", CapacityOutcome.LACKS))) == 7


@pytest.mark.parametrize("outcome", [CapacityOutcome.HAS, CapacityOutcome.NOT_CLEAR])
def test_only_an_inability_has_to_be_shown(outcome):
    assert gaps(CapacityAssessment("c", WHO, "", None, "", outcome)) == ()
