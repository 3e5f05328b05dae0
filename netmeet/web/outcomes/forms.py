"""What is asked about wishes, safety, what is working, and the seven statements."""

from datetime import date

from netmeet.domain.outcomes import Agreement, SafePoint, SafeReading, Sharing, Statement, StatementPoint, Wish, Working
from netmeet.domain.readings import Presence, Voice
from netmeet.web.fields import day, one_of, paragraph, several
from netmeet.web.forms import Form

SHARING = {
    Sharing.NOBODY.value: "Nobody. It stays between us",
    Sharing.CHOSEN.value: "Only the people ticked below",
    Sharing.EVERYONE_INVITED.value: "Everybody who is invited",
}
POINTS = {
    SafePoint.BEFORE.value: "Before the meeting",
    SafePoint.AFTER.value: "The same day, after the meeting",
    SafePoint.ACTIONS_DONE.value: "Once the actions are done",
}
ALONE = {
    Presence.ALONE.value: "Yes, nobody else was there",
    Presence.WITH_OTHERS.value: "No, others were there",
    Presence.NOT_KNOWN.value: "Not known",
}
AGREEMENTS = {
    str(Agreement.STRONGLY_AGREE.value): "Strongly agree",
    str(Agreement.AGREE.value): "Agree",
    str(Agreement.NEITHER.value): "Neither",
    str(Agreement.DISAGREE.value): "Disagree",
    str(Agreement.STRONGLY_DISAGREE.value): "Strongly disagree",
}
WORKING_VOICES = {
    Voice.ADULT.value: "The adult",
    Voice.PRACTITIONER.value: "A worker",
    Voice.CARER.value: "A carer",
    Voice.OTHER.value: "Somebody else",
}


class WishForm(Form):
    """One wish, in the adult's own words."""

    words = paragraph("The wish, in their own words", needed="Enter the wish in the adult’s own words", limit=1000)
    sharing = one_of("With whom did they agree to share it?", SHARING, needed="Choose with whom they agreed to share it")
    chosen = several("Who may know of this wish?", {})
    said_on = day("When did they say so?")

    def wish(self, place: int, today: date) -> Wish:
        """The wish as worded now. Call it after validation only."""
        return Wish("", place, self.words.data, Sharing(self.sharing.data), tuple(self.chosen.data or ()), self.said_on.data or today)


class SafeForm(Form):
    """How safe the adult feels, asked alone."""

    point = one_of("When are you asking?", POINTS, needed="Choose when you are asking")
    score = one_of("How safe do you feel?", {}, needed="Choose a number", inline=True)
    presence = one_of("Were they alone with you?", ALONE, needed="Choose whether they were alone with you")
    words = paragraph("In their own words")
    said_on = day("When did they say so?")

    def reading(self, scale_max: int, today: date) -> SafeReading:
        """The answer. Call it after validation only."""
        presence, said_on = Presence(self.presence.data), self.said_on.data or today
        return SafeReading("", SafePoint(self.point.data), int(self.score.data), scale_max, presence, self.words.data, said_on)


class WorkingForm(Form):
    """Something that is working, or is not."""

    working = one_of("Is it working?", {"yes": "Working", "no": "Not working"}, needed="Choose whether it is working", inline=True)
    words = paragraph("What is it?", needed="Enter what is working, or is not", limit=1000)
    voice = one_of("Who says so?", WORKING_VOICES, needed="Choose who says so", inline=True)

    def said(self, today: date) -> Working:
        """What was said. Call it after validation only."""
        return Working("", self.working.data == "yes", self.words.data, Voice(self.voice.data), today)


class StatementsForm(Form):
    """The seven statements at one point, for those who want them. A statement may be left out."""

    point = one_of("When are you asking?", StatementPoint, needed="Choose when you are asking", inline=True)
    people = one_of(Statement.PEOPLE.value, AGREEMENTS, inline=True)
    respect_myself = one_of(Statement.RESPECT_MYSELF.value, AGREEMENTS, inline=True)
    respected = one_of(Statement.RESPECTED.value, AGREEMENTS, inline=True)
    care = one_of(Statement.CARE.value, AGREEMENTS, inline=True)
    safe = one_of(Statement.SAFE.value, AGREEMENTS, inline=True)
    control = one_of(Statement.CONTROL.value, AGREEMENTS, inline=True)
    justice = one_of(Statement.JUSTICE.value, AGREEMENTS, inline=True)

    def answers(self) -> dict[Statement, Agreement]:
        """The statements that were answered. Call it after validation only."""
        found = {statement: self[statement.name.lower()].data for statement in Statement}
        return {statement: Agreement(int(said)) for statement, said in found.items() if said}
