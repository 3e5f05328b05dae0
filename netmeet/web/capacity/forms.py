"""What an assessment of capacity asks."""

from collections.abc import Mapping

from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.web.fields import day, one_line, one_of, paragraph, words
from netmeet.web.forms import Form

ABLE = {"yes": "Yes", "no": "No", "": "Not recorded"}
HEARD = {how.value: how.value.capitalize() for how in HowHeard}


class AssessmentForm(Form):
    """One decision on one day: four abilities, the impairment, and how it causes the inability."""

    about = one_of("Which decision?", DecisionAbout, needed="Choose the decision")
    decision = words(
        "The decision in plain words",
        needed="Enter the decision in plain words",
        hint="For example who to invite to the meeting on 10 December",
    )
    outcome = one_of("What was found?", CapacityOutcome, needed="Choose what was found")
    assessed_on = day("Day of the assessment")
    assessor = words("Who assessed?", limit=200)
    understand = one_of("Can they understand what they need to know for this decision?", ABLE, inline=True)
    retain = one_of("Can they keep it in mind long enough?", ABLE, inline=True)
    weigh = one_of("Can they use or weigh it?", ABLE, inline=True)
    communicate = one_of("Can they tell their decision, in any way?", ABLE, inline=True)
    impairment = paragraph("What impairment or disturbance of the mind or brain is there?", rows=2)
    causal_link = paragraph("How does it cause the inability?", rows=2)
    decision_maker = words("If they cannot decide: who decides in their best interests?", limit=200)
    best_interests = paragraph("What are their wishes, feelings and values about it?", rows=2)

    def assessment(self, sent: Mapping[str, str], members: Mapping[str, str]) -> CapacityAssessment:
        """The assessment. ``sent`` holds ``heard-<member>`` and ``why-<member>``. Call it after validation only."""
        consulted = tuple(
            Consulted(member, HowHeard(sent[f"heard-{member}"]), one_line(sent.get(f"why-{member}")))
            for member in members
            if sent.get(f"heard-{member}") in HEARD
        )
        able = {"yes": True, "no": False}
        return CapacityAssessment(
            id="",
            about=DecisionAbout(self.about.data),
            decision=self.decision.data,
            assessed_on=self.assessed_on.data,
            assessor=self.assessor.data,
            outcome=CapacityOutcome(self.outcome.data),
            understand=able.get(self.understand.data),
            retain=able.get(self.retain.data),
            weigh=able.get(self.weigh.data),
            communicate=able.get(self.communicate.data),
            impairment=self.impairment.data,
            causal_link=self.causal_link.data,
            decision_maker=self.decision_maker.data,
            best_interests=self.best_interests.data,
            consulted=consulted,
        )
