"""What is asked about an option, and about a risk that the adult wants to take."""

from collections.abc import Iterable, Mapping
from datetime import date

from wtforms.fields.choices import SelectChoice

from netmeet.domain.capacity import CapacityAssessment
from netmeet.domain.chosen import Answer, OptionChoice
from netmeet.domain.invitation_plan import can_be_asked
from netmeet.domain.network import Network, Tie
from netmeet.domain.readings import Presence, Voice
from netmeet.domain.risk_taking import Agreed, RiskResult, RiskTaking, RiskView
from netmeet.domain.wording import day as day_in_words
from netmeet.services.safer import SaferPage
from netmeet.web.fields import day, of_people, one_line, one_of, paragraph, pick, several
from netmeet.web.forms import Form
from netmeet.web.network.forms import people_of
from netmeet.web.readings.forms import ROOM, SaidForm

ANSWERS = {
    Answer.CHOSEN.value: "Yes, as it is",
    Answer.CHANGED.value: "Yes, with changes",
    Answer.NOT_WANTED.value: "Not wanted",
}
AGREES = {"yes": "Agrees", "no": "Does not agree"}


class ChoiceForm(SaidForm):
    """Somebody's answer about one option."""

    option = pick("Which option?", {}, needed="Choose an option", empty="Choose an option")
    answer = one_of("What do they say of it?", ANSWERS, needed="Choose what they say of it")
    words = paragraph("The changes, or the reason", hint="In their own words where you have them")

    def options(self, found: SaferPage) -> None:
        """Fill in the list: what may be used, and what was spoken of before."""
        listed = {offer.key: offer.name for offer in found.offered.allowed} | {one.option: one.name for one in found.settled}
        self.option.choices = [*self.option.choices[:1], *(SelectChoice(value=key, label=name) for key, name in listed.items())]

    def choice(self, tie: Tie, today: date) -> OptionChoice:
        """The answer. Call it after validation only."""
        return OptionChoice(
            id="",
            tie=tie.id,
            option=self.option.data,
            name="",
            answer=Answer(self.answer.data),
            voice=Voice(self.voice.data),
            voice_member=self.voice_member.data or None,
            presence=Presence(self.presence.data),
            present=tuple(self.present.data or ()),
            words=self.words.data,
            said_on=self.said_on.data or today,
        )


class RiskForm(Form):
    """A risk that the adult wants to take."""

    wants = paragraph("What do they want, in their own words?", needed="Enter what the adult wants, in their own words")
    view = one_of("What do they say of the risk?", RiskView, needed="Choose what they say of the risk")
    presence = one_of("Who else was in the room?", ROOM, needed="Choose who else was in the room, or “Not known”")
    present = several("Who was there?", {}, hint="Tick everybody on the map who could hear it")
    said_on = day("When did they say so?", hint="For example 27/3/2026")
    assessment = pick("Which assessment of capacity does it rest on?", {}, empty="None: they are presumed to be able to decide this")
    benefits = paragraph("What is good about it?")
    harms = paragraph("What could go wrong?")
    likelihood = paragraph(
        "How likely is that, in words?", rows=2, hint="For example: it has happened twice since June, each time on a Saturday"
    )
    safeguards = several("What makes it safer, of what was chosen?", {})
    more_safeguards = paragraph("What else makes it safer?", rows=2)
    others_agreed = paragraph("Who else agreed, or did not, by name?", rows=2, hint="People who are not on the map")
    contingency = paragraph("What happens if it goes wrong?", hint="Who is told, and what they do")
    review_on = day("When do you look again?")
    result = one_of("What became of the risk?", RiskResult, needed="Choose what became of the risk")

    def offer(self, network: Network, found: SaferPage, assessments: Iterable[CapacityAssessment]) -> None:
        """Fill in the choices that hang on the case."""
        self.present.choices = of_people([one for one in people_of(network) if can_be_asked(network, one)])
        taken = found.record.taking.safeguards if found.record else ()
        self.safeguards.choices = [SelectChoice(value=name, label=name) for name in dict.fromkeys((*found.in_use, *taken))]
        listed = [SelectChoice(value=one.id, label=_assessed(one)) for one in assessments]
        self.assessment.choices = [*self.assessment.choices[:1], *listed]

    def taking(self, tie: Tie, sent: Mapping[str, str], members: Iterable[str]) -> RiskTaking:
        """The record. ``sent`` holds ``agrees-<member>`` and ``said-<member>``. Call it after validation only."""
        agreed = tuple(
            Agreed(member, sent[f"agrees-{member}"] == "yes", one_line(sent.get(f"said-{member}"))[:500])
            for member in members
            if sent.get(f"agrees-{member}") in AGREES
        )
        return RiskTaking(
            id="",
            tie=tie.id,
            wants=self.wants.data,
            view=RiskView(self.view.data),
            benefits=self.benefits.data,
            harms=self.harms.data,
            likelihood=self.likelihood.data,
            safeguards=tuple(self.safeguards.data or ()),
            more_safeguards=self.more_safeguards.data,
            agreed=agreed,
            others_agreed=self.others_agreed.data,
            contingency=self.contingency.data,
            review_on=self.review_on.data,
            result=RiskResult(self.result.data),
            assessment=self.assessment.data or None,
            presence=Presence(self.presence.data),
            present=tuple(self.present.data or ()),
            said_on=self.said_on.data,
        )


def _assessed(one: CapacityAssessment) -> str:
    when = day_in_words(one.assessed_on) if one.assessed_on else "no day recorded"
    return f"{one.decision} ({when}): {one.outcome}"


def sent_before(taking: RiskTaking | None) -> dict[str, str]:
    """What the boxes about each member hold when a record is written again."""
    found: dict[str, str] = {}
    for one in taking.agreed if taking else ():
        found |= {f"agrees-{one.member}": "yes" if one.agrees else "no", f"said-{one.member}": one.words}
    return found
