"""A risk that the adult wants to take: their view beside the worry, what it rests on, and a result that is no failure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, DecisionAbout
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.readings import Presence
from netmeet.domain.risk import important_and_risky
from netmeet.domain.risk_taking import Agreed, RiskResult, RiskTaking, RiskView, history, weigh
from netmeet.domain.wording import Wording
from tests.support.make import TODAY, a_concern, a_member, a_network, a_tie, important

TIE = a_tie("dawn", "kev")
NETWORK = a_network(a_member("Dawn"), a_member("Kev"), a_member("Ann"), TIE, important("dawn-kev"), a_concern("dawn-kev", "kev"))
WORDS = Wording(NETWORK, TODAY)
FULL = RiskTaking(
    "k1",
    "dawn-kev",
    "I want him to stay",
    RiskView.WITH_SAFEGUARDS,
    contingency="Ring Ann",
    safeguards=("Breaks",),
    review_on=date(2026, 4, 1),
    presence=Presence.ALONE,
    said_on=TODAY,
    seq=1,
)
FOUND = CapacityAssessment("a1", DecisionAbout.OTHER, "Whether Kev stays", date(2026, 3, 1), "Nell", CapacityOutcome.HAS)


def weighed(taking=FULL, *assessments):
    return weigh(WORDS, TIE, taking, assessments)


def test_the_adults_view_says_who_was_in_the_room_and_that_they_are_presumed_to_decide():
    found = weighed()

    assert found.view == "Dawn said on 9 March 2026 (alone): the risk is acceptable, with what makes it safer."
    assert found.rests_on == (
        "Dawn is presumed to be able to decide this: no assessment of this decision is named (Mental Capacity Act 2005, section 1)."
    )
    assert (found.result, found.notes, found.decision) == ("", (), "")


@pytest.mark.parametrize(
    ("assessment", "rests_on", "notes"),
    [
        (FOUND, "This decision was assessed on 1 March 2026: Dawn can make this decision.", ()),
        (
            replace(FOUND, outcome=CapacityOutcome.NOT_CLEAR, assessed_on=None),
            "This decision was assessed, on a day that is not recorded: it is not clear yet.",
            ("Finish the assessment of whether Dawn can make this decision: its outcome is not clear yet.",),
        ),
        (
            replace(FOUND, outcome=CapacityOutcome.LACKS),
            "This decision was assessed on 1 March 2026: Dawn cannot make this decision now.",
            ("Dawn’s view still counts towards what is in Dawn’s best interests.",),
        ),
    ],
)
def test_it_rests_on_the_assessment_of_this_one_decision(assessment, rests_on, notes):
    found = weighed(replace(FULL, assessment="a1"), replace(FOUND, id="a0"), assessment)

    assert (found.rests_on, found.decision) == (rests_on, "Whether Kev stays")
    assert found.notes[: len(notes)] == notes
    assert ("Name who decides in the adult's best interests." in found.notes) is (assessment.outcome is CapacityOutcome.LACKS)


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"contingency": " "}, "It is not written down what happens if it goes wrong."),
        ({"safeguards": ()}, "Nothing is written down that makes it safer."),
        ({"review_on": None}, "No day is set to look again."),
        ({"review_on": TODAY - timedelta(days=1)}, "The day to look again is past."),
        ({"present": ("kev",), "presence": Presence.WITH_OTHERS}, "Kev was in the room: ask Dawn again, alone."),
        ({"presence": Presence.NOT_KNOWN}, "It is not known that Kev was out of the room: ask Dawn again, alone."),
    ],
)
def test_what_is_missing_or_must_be_known_is_said(changes, note):
    assert weighed(replace(FULL, **changes)).notes == (note,)


@pytest.mark.parametrize("changes", [{"review_on": TODAY}, {"safeguards": (), "more_safeguards": "A neighbour rings"}])
def test_what_is_there_is_not_asked_for(changes):
    assert weighed(replace(FULL, **changes)).notes == ()


def test_where_the_adult_has_not_said_it_says_so():
    found = weighed(replace(FULL, view=RiskView.NOT_SAID, presence=Presence.NOT_KNOWN))

    assert found.view == "Dawn has not said whether the risk is acceptable."
    assert found.notes == ()


def test_a_view_without_a_day_is_told_without_one():
    assert weighed(replace(FULL, said_on=None)).view.startswith("Dawn said (alone)")


@pytest.mark.parametrize(
    ("result", "says"),
    [
        (RiskResult.NOT_YET, ""),
        (RiskResult.KEPT, "Risk remained, and Dawn chose to keep the relationship."),
        (RiskResult.REDUCED, "Risk reduced."),
    ],
)
def test_that_risk_remained_and_the_adult_kept_the_relationship_is_a_result(result, says):
    assert weighed(replace(FULL, result=result)).result == says


def test_who_agreed_and_who_did_not_are_named():
    found = weighed(replace(FULL, agreed=(Agreed("kev", agrees=True), Agreed("dawn", agrees=True), Agreed("ann", agrees=False))))

    assert (found.agreed, found.not_agreed) == (("Dawn", "Kev"), ("Ann",))


def test_the_record_that_stands_comes_first_and_earlier_ones_stay():
    later, elsewhere = replace(FULL, id="k2", seq=2), replace(FULL, id="k3", tie="dawn-ann", seq=3)

    assert history((FULL, elsewhere, later), "dawn-kev") == (later, FULL)


def test_no_record_takes_part_in_what_is_flagged():
    (flag,) = important_and_risky(NETWORK, FlagRule(), as_of=TODAY)

    assert "serious worry that Dawn may come to harm from Kev" in " ".join(flag.sentences)
