"""One form for each kind of thing that can be said. Each hands over a domain value, and who says so."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from netmeet.domain.emotional import OFFERED, ONE_WAY, EmotionalKind
from netmeet.domain.network import Network, Tie
from netmeet.domain.readings import (
    Basis,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Emotional,
    Flow,
    Frequency,
    Importance,
    ImportanceLevel,
    Presence,
    Restriction,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Strength,
    StrengthLevel,
    Stress,
    Support,
    SupportKind,
    Value,
    Voice,
    Wants,
    WantsAnswer,
    What,
)
from netmeet.domain.wording import RING_NAMES
from netmeet.services.readings import NOT_HEARD, Said
from netmeet.web.fields import day, of_people, one_of, paragraph, pick, pick_grouped, several, words, yes
from netmeet.web.forms import Form
from netmeet.web.network.forms import people_of

VOICES = {
    Voice.ADULT.value: "The adult",
    Voice.PRACTITIONER.value: "Me, or another worker",
    Voice.CARER.value: "A carer",
    Voice.OTHER.value: "Somebody else",
}
ROOM = {
    Presence.ALONE.value: "Nobody else: they were alone with the worker",
    Presence.WITH_OTHERS.value: "Others were there",
    Presence.NOT_KNOWN.value: "Not known",
}
IMPORTANCE = {"3": "Very important", "2": "Important", "1": "A little important", "0": "Not important"}
RINGS = {str(ring.value): name for ring, name in RING_NAMES.items()}
_NO_WORRY = "0"
WORRY = {"3": "Seriously worried", "2": "Somewhat worried", "1": "Not sure", _NO_WORRY: "They said there is nothing to worry about"}
STRAIN = {"0": "Coping", "1": "Stretched", "2": "At breaking point"}


class SaidForm(Form):
    """Who says so, who was in the room, and when. Every kind of reading asks this."""

    what: What
    below = ("voice", "voice_member", "presence", "present", "said_on")
    voice = one_of("Who says so?", VOICES, needed="Choose who says so")
    voice_member = pick("Which carer, or who else?", {}, empty="Not on the map, or not one of these")
    presence = one_of("Who else was in the room?", ROOM, needed="Choose who else was in the room, or “Not known”")
    present = several("Who was there?", {}, hint="Tick everybody on the map who could hear it")
    said_on = day("When was it said or seen?", hint="For example 27/3/2026")

    def offer(self, network: Network, tie: Tie | None, names: Mapping[str, str]) -> None:
        """Fill in the choices that hang on the map: people, and the two ways that something can run."""
        people = [one for one in people_of(network) if one.id != network.adult_id and not one.has_died]
        self.voice_member.choices = [*self.voice_member.choices[:1], *of_people(people)]
        self.present.choices = of_people(people)
        if tie is not None and "direction" in self._fields:
            self["direction"].choices = [
                SelectChoice(value=way.value, label=text) for way, text in self.ways(names[tie.a], names[tie.b]).items()
            ]

    def ways(self, a: str, b: str) -> Mapping[Direction, str]:
        """How the directions of a tie are worded for this kind of reading."""
        return {Direction.A_TO_B: f"From {a} to {b}", Direction.B_TO_A: f"From {b} to {a}", Direction.BOTH: "Both ways"}

    def value(self) -> Value:
        """What was said, as a domain value. Call it after validation only."""
        raise TypeError(f"{type(self).__name__} says nothing")

    def said(self, about: str, today: date) -> Said:
        """The whole reading. Call it after validation only."""
        return Said(
            about=about,
            value=self.value(),
            voice=Voice(self.voice.data),
            voice_member=self.voice_member.data or None,
            presence=Presence(self.presence.data),
            present=tuple(self.present.data or ()),
            basis=self._basis(),
            evidence=self._fields["evidence"].data if "evidence" in self._fields else "",
            said_on=self.said_on.data or today,
        )

    def _basis(self) -> Basis | None:
        field = self._fields.get("basis")
        return Basis(field.data) if field is not None and field.data else None


class ImportanceForm(SaidForm):
    """How much the relationship matters."""

    what = What.IMPORTANCE
    level = one_of("How important is this relationship?", IMPORTANCE, needed="Choose how important it is")
    evidence = paragraph("In their own words", hint="Leave empty if nothing was said about why")

    def value(self) -> Value:
        """How much it matters."""
        return Importance(ImportanceLevel(int(self.level.data)))


class ClosenessForm(SaidForm):
    """Which circle somebody stands in."""

    what = What.CLOSENESS
    ring = one_of("How close are they?", RINGS, needed="Choose a circle")

    def value(self) -> Value:
        """The circle."""
        return Closeness(Ring(int(self.ring.data)))


class SupportForm(SaidForm):
    """What help passes, and which way."""

    what = What.SUPPORT
    kind = one_of("What help?", SupportKind, needed="Choose a kind of help")
    direction = one_of("Which way does it go?", {}, needed="Choose which way the help goes")
    amount = words("About how much, and when?", hint="In their own words, for example “most mornings”", limit=200)
    ended = yes("This help has ended", hint="What was said of it before stays, and counts no longer as help that there is.")

    def value(self) -> Value:
        """The help."""
        return Support(SupportKind(self.kind.data), Direction(self.direction.data), self.amount.data, self.ended.data)


class ContactForm(SaidForm):
    """How often two people are in touch."""

    what = What.CONTACT
    often = one_of("How often are they in touch?", Frequency, needed="Choose how often")
    how = words("How?", hint="For example visits, telephone, messages", limit=200)

    def value(self) -> Value:
        """The contact."""
        return Contact(Frequency(self.often.data), self.how.data)


class StrengthForm(SaidForm):
    """How strong a tie is."""

    what = What.STRENGTH
    level = one_of("How strong is the tie?", StrengthLevel, needed="Choose how strong it is")

    def value(self) -> Value:
        """The strength."""
        return Strength(StrengthLevel(self.level.data))


class FlowForm(SaidForm):
    """Who puts effort into a tie, and who gets it."""

    what = What.FLOW
    direction = one_of("Who puts effort in, and for whom?", {}, hint="Time, attention and care. Leave empty if neither puts any in.")

    def value(self) -> Value:
        """The flow."""
        return Flow(Direction(self.direction.data) if self.direction.data else None)


class StressForm(SaidForm):
    """Whether a tie is under stress."""

    what = What.STRESS
    stressed = one_of("Is the tie under stress?", {"yes": "Yes", "no": "No"}, needed="Choose yes or no", inline=True)

    def value(self) -> Value:
        """The stress."""
        return Stress(self.stressed.data == "yes")


class EmotionalForm(SaidForm):
    """An emotional line of the genogram."""

    what = What.EMOTIONAL
    kind = pick_grouped(
        "What is between them?",
        OFFERED,
        hint="This draws a line. Where you are worried about harm, write down a worry too: only that asks what was seen or heard.",
        needed="Choose a kind of line",
        empty="Choose a kind of line",
    )
    text = words("If it is another kind, what do you call it?", limit=100)
    direction = one_of("Which way?", {}, hint="Leave empty only where it lies between both.")

    def validate_direction(self, field: Any) -> None:
        """What one does to the other is never taken for both ways because nobody said."""
        if not field.data and self.kind.data in ONE_WAY:
            raise ValidationError("Choose which way it goes, or “Both ways”")

    def value(self) -> Value:
        """The line."""
        return Emotional(EmotionalKind(self.kind.data), Direction(self.direction.data or Direction.BOTH), self.text.data)


class WantsForm(SaidForm):
    """What the adult wants of the relationship."""

    what = What.WANTS
    answer = one_of("What does the adult want?", WantsAnswer, needed="Choose what the adult wants")
    said_so = paragraph("In the adult’s own words")

    def value(self) -> Value:
        """What is wanted."""
        return Wants(WantsAnswer(self.answer.data), self.said_so.data)


class StrainForm(SaidForm):
    """How a carer is managing."""

    what = What.STRAIN
    level = one_of("How do they manage with the help they give?", STRAIN, needed="Choose how they manage")
    said_so = paragraph("What do they say about it?")

    def value(self) -> Value:
        """The strain."""
        return Strain(StrainLevel(int(self.level.data)), self.said_so.data)


class ConcernForm(SaidForm):
    """A worry that somebody may come to harm, or the answer that there is none."""

    what = What.CONCERN
    level = one_of("How worried is the person who says so?", WORRY, needed="Choose how worried they are")
    type = pick(
        "What kind of harm?",
        ConcernType,
        empty="Choose, or “Not yet known”",
        hint="Leave this as it is where they said there is nothing to worry about.",
    )
    direction = one_of("From whom to whom?", {}, hint="Leave this open where they said there is nothing to worry about.")
    seen_or_heard = paragraph(
        "What has been seen or heard?", hint="What happened, when, in the words that were used. Not what you think it means."
    )
    basis = one_of("What does this rest on?", Basis, needed="Choose what this rests on")

    def validate_type(self, field: Any) -> None:
        """A worry is of some kind. That there is none may be said without naming one."""
        if not field.data and self.level.data not in ("", _NO_WORRY):
            raise ValidationError("Choose a kind of harm, or “Not yet known”")

    def validate_direction(self, field: Any) -> None:
        """A worry runs from somebody to somebody; that there is none runs nowhere."""
        if not field.data and self.level.data not in ("", _NO_WORRY):
            raise ValidationError("Choose who may cause harm to whom")

    def validate_seen_or_heard(self, field: Any) -> None:
        """What a worry rests on is asked with everything else on the page, not after it."""
        if not field.data.strip() and self.level.data not in ("", _NO_WORRY):
            raise ValidationError(NOT_HEARD)

    def ways(self, a: str, b: str) -> Mapping[Direction, str]:
        """Who may cause harm to whom."""
        return {
            Direction.A_TO_B: f"{a} may cause harm to {b}",
            Direction.B_TO_A: f"{b} may cause harm to {a}",
            Direction.BOTH: "Each may cause harm to the other",
        }

    def value(self) -> Value:
        """The worry."""
        return self._concern(Direction(self.direction.data or Direction.BOTH))

    def _concern(self, direction: Direction) -> Concern:
        kind = ConcernType(self.type.data or ConcernType.NOT_YET_KNOWN)
        return Concern(kind, ConcernLevel(int(self.level.data)), direction, self.seen_or_heard.data)


class SelfConcernForm(ConcernForm):
    """A worry about one member alone, self-neglect above all."""

    direction = None

    def value(self) -> Value:
        """The worry."""
        return self._concern(Direction.BOTH)


class RestrictionForm(SaidForm):
    """An order, a condition, or a limit that somebody set."""

    what = What.RESTRICTION
    kind = pick("What is it?", RestrictionKind, empty="Choose", needed="Choose what kind of order, condition or limit it is")
    direction = one_of("Who is bound, and who is protected?", {}, needed="Choose who is bound and who is protected")
    terms = paragraph("What does it say?", hint="For example not to come within 100 metres of the house")
    source_seen = words(
        "Which paper have you seen?", hint="For example the sealed order. Leave empty if you have only been told.", limit=200
    )
    starts = day("From")
    ends = day("Until", hint="Leave empty if it has no end, or the end is not known")
    basis = one_of("What does this rest on?", Basis, needed="Choose what this rests on")

    def ways(self, a: str, b: str) -> Mapping[Direction, str]:
        """Who is bound and who is protected."""
        return {
            Direction.A_TO_B: f"{a} is bound, {b} is protected",
            Direction.B_TO_A: f"{b} is bound, {a} is protected",
            Direction.BOTH: "Each is bound to keep away from the other",
        }

    def value(self) -> Value:
        """The restriction."""
        kind, way = RestrictionKind(self.kind.data), Direction(self.direction.data)
        return Restriction(kind, way, self.terms.data, self.source_seen.data, self.starts.data, self.ends.data)


TIE_FORMS: Mapping[What, type[SaidForm]] = MappingProxyType(
    {
        form.what: form
        for form in (
            ImportanceForm,
            WantsForm,
            ClosenessForm,
            SupportForm,
            ContactForm,
            ConcernForm,
            RestrictionForm,
            EmotionalForm,
            StrengthForm,
            FlowForm,
            StressForm,
        )
    }
)
MEMBER_FORMS: Mapping[What, type[SaidForm]] = MappingProxyType({What.STRAIN: StrainForm})
ADULT_FORMS: Mapping[What, type[SaidForm]] = MappingProxyType({What.CONCERN: SelfConcernForm})
"""A worry runs from somebody to somebody, so it is said of a tie. Only the adult may be the subject of one alone (self-neglect)."""


def form_for(what: str, forms: Mapping[What, type[SaidForm]]) -> type[SaidForm] | None:
    """The form of one kind of reading, None where there is none."""
    return next((form for known, form in forms.items() if known.value == what), None)


def own_fields(form: SaidForm) -> list[Any]:
    """The fields that only this kind of reading has, in their order."""
    shared = {*form.below, "form_key", "version", "csrf_token"}
    return [field for field in form if field.name not in shared]
