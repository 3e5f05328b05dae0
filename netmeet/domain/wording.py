"""Plain English for what is on one map: names, directions, who spoke, who was in the room, and what was said.

Everything here is plain text for an encoder to write out. Words that people typed are never woven into a sentence:
they stand beside it as a quotation (``Spoken.quote``), and only names and amounts are taken in.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.network import Member, Network, Tie
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
    Reading,
    Restriction,
    Ring,
    Strain,
    StrainLevel,
    Strength,
    Stress,
    Support,
    SupportKind,
    Value,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.domain.voices import heard_alone, others_present

GONE = "somebody no longer on the map"

IMPORTANCE = {
    ImportanceLevel.NOT: "not important",
    ImportanceLevel.A_LITTLE: "a little important",
    ImportanceLevel.IMPORTANT: "important",
    ImportanceLevel.VERY: "very important",
}
RING_NAMES = {Ring.INTIMACY: "Closest", Ring.FRIENDSHIP: "Close", Ring.PARTICIPATION: "Join in with", Ring.EXCHANGE: "Paid or exchange"}
"""The four circles as they stand on drawings, forms and pages."""

RING = {ring: f"the “{name}” circle" for ring, name in RING_NAMES.items()}
CONCERN = {
    ConcernLevel.NONE: "nothing to worry about",
    ConcernLevel.NOT_SURE: "not sure whether to worry",
    ConcernLevel.SOME: "some worry",
    ConcernLevel.SERIOUS: "serious worry",
}
"""How worried somebody is, as a cell of a table or a list holds it."""

_CONCERN_THAT = {
    ConcernLevel.NONE: "no worry that",
    ConcernLevel.NOT_SURE: "not sure whether",
    ConcernLevel.SOME: "some worry that",
    ConcernLevel.SERIOUS: "serious worry that",
}
WANTS = {
    WantsAnswer.KEEP: "wants to keep this relationship as it is",
    WantsAnswer.CHANGE: "wants to keep this relationship, but change something",
    WantsAnswer.MORE: "wants to see them more",
    WantsAnswer.LESS: "wants to see them less",
    WantsAnswer.END: "wants to end this relationship",
    WantsAnswer.NOT_SURE: "is not sure what they want of this relationship",
}
STRAIN = {StrainLevel.COPING: "coping", StrainLevel.STRETCHED: "stretched", StrainLevel.BREAKING_POINT: "at breaking point"}
HELP: Mapping[SupportKind, str] = MappingProxyType(
    {kind: kind.value for kind in SupportKind}
    | {
        SupportKind.MONEY: "help with money",
        SupportKind.ADVOCACY: "help with speaking up",
        SupportKind.LANGUAGE: "help with language",
    }
)
"""Each kind of help as a sentence names it: looking after the bills is no gift of money."""
CONTACT = {
    Frequency.LIVE_TOGETHER: "live together",
    Frequency.DAILY: "are in touch every day",
    Frequency.WEEKLY: "are in touch every week",
    Frequency.MONTHLY: "are in touch every month",
    Frequency.LESS: "are in touch less than once a month",
    Frequency.NONE: "are not in touch",
}


def in_brief(value: Value) -> str:
    """An answer in a few words; empty for what isn't an answer on a scale."""
    if isinstance(value, Importance):
        return IMPORTANCE[value.level]
    if isinstance(value, Closeness):
        return RING[value.ring]
    if isinstance(value, Concern):
        return CONCERN[value.level]
    return WANTS[value.answer] if isinstance(value, Wants) else ""


def joined(words: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, or ``a, b and c``."""
    *first, final = [*words] or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def day(on: date) -> str:
    """``9 March 2026``."""
    return PartialDate(on.year, on.month, on.day).words


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop, whatever the name that it begins or ends with."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")


def lower_first(words: str) -> str:
    """A label of the national return inside a sentence: ``Physical abuse`` becomes ``physical abuse``."""
    return words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One reading in words. ``present`` is empty only for a judgement that staff recorded of their own.

    ``quote`` is what somebody typed, word for word, the paper of an order under that name; ``notes`` are what a reader must know beside it.
    """

    reading: Reading
    who: str
    present: str
    says: str
    rests_on: str
    quote: str
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """As read aloud: ``Dawn said on 9 March 2026 (with Kev in the room): no worry that Dawn may come to harm from Kev``."""
        on = f" on {day(self.reading.said_on)}" if self.reading.said_on else ""
        company = f" ({self.present})" if self.present else ""
        verb = "recorded" if self.reading.voice is Voice.PRACTITIONER else "said"
        return sentence(f"{self.who} {verb}{on}{company}: {self.says}")


def nowhere(value: Concern) -> bool:
    """True of an answer that there is nothing to worry about between the two, which names no direction."""
    return value.level is ConcernLevel.NONE and value.direction is Direction.BOTH


@dataclass(frozen=True)
class Wording:
    """Words about one map. ``as_of`` is the day that orders are in force on, or have ended by."""

    network: Network
    as_of: date

    @cached_property
    def _names(self) -> dict[str, str]:
        return told_apart(self.network.members)

    def name(self, member_id: str) -> str:
        """The member's name; where two share one, with what tells them apart."""
        return self._names.get(member_id, GONE)

    def names(self, member_ids: Iterable[str]) -> str:
        """``Kev``, ``Kev and Mo``, ``Dawn, Kev and Mo``: by name, whatever the order they were entered in."""
        return joined(sorted(dict.fromkeys(self.name(member) for member in member_ids)))

    @property
    def adult(self) -> str:
        """The adult's name, or ``the adult`` on a map that is about nobody."""
        return self._names.get(self.network.adult_id or "", "the adult")

    def direction(self, tie: Tie, direction: Direction) -> str:
        """``from Kev to Dawn``, or ``both ways between Dawn and Kev``."""
        if direction is Direction.BOTH:
            return f"both ways between {self.names((tie.a, tie.b))}"
        source, target = (tie.a, tie.b) if direction is Direction.A_TO_B else (tie.b, tie.a)
        return f"from {self.name(source)} to {self.name(target)}"

    def who(self, reading: Reading) -> str:
        """Who says so: ``Dawn``, ``the practitioner``, ``a carer``, ``somebody else``."""
        if reading.voice is Voice.ADULT:
            return self.adult
        if reading.voice_member is not None:
            return self.name(reading.voice_member)
        return {Voice.PRACTITIONER: "the practitioner", Voice.CARER: "a carer"}.get(reading.voice, "somebody else")

    def present(self, reading: Reading) -> str:
        """Who was in the room: ``alone``, ``with Kev in the room``, or that it is not known."""
        if heard_alone(self.network, reading):
            return "alone"
        if others := others_present(self.network, reading):
            return f"with {self.names(others)} in the room"
        if reading.presence is Presence.WITH_OTHERS or reading.basis is Basis.TOLD_BY_ADULT_WITH_OTHERS:
            return "with others in the room"
        return "" if reading.voice is Voice.PRACTITIONER else "not known who was in the room"

    def view(self, reading: Reading) -> str:
        """``Priya (alone, 9 March 2026): very important``."""
        when = day(reading.said_on) if reading.said_on else ""
        beside = ", ".join(part for part in (self.present(reading), when) if part)
        return f"{self.who(reading)} ({beside}): {in_brief(reading.value)}" if beside else f"{self.who(reading)}: {in_brief(reading.value)}"

    def says(self, reading: Reading) -> str:
        """What was said, without who said it: ``serious worry that Dawn may come to harm from Kev (physical abuse)``."""
        value = reading.value
        if isinstance(value, Strain):
            return f"{self.name(reading.about)} is {STRAIN[value.level]}"
        if isinstance(value, Concern) and not self._is_tie(reading.about):
            about = "about" if value.level > ConcernLevel.NONE else "with"
            return f"{CONCERN[value.level]} {about} {self.name(reading.about)}{_kind_of_harm(value)}"
        tie = self.network.tie(reading.about)
        if isinstance(value, Concern | Restriction):
            return self._of_harm(tie, value)
        if isinstance(value, Importance | Closeness | Wants):
            return self._of_worth(tie, value)
        return self._of_tie(tie, value)

    def _is_tie(self, about: str) -> bool:
        return not self.network.has(about)

    def _of_harm(self, tie: Tie, value: Concern | Restriction) -> str:
        if isinstance(value, Concern):
            return f"{self._worry(tie, value)}{_kind_of_harm(value)}"
        return f"{self.restriction(tie, value)}; {self.standing(value)}"

    def _worry(self, tie: Tie, value: Concern) -> str:
        if nowhere(value):
            return f"{CONCERN[value.level]} between {self.names((tie.a, tie.b))}"
        return f"{_CONCERN_THAT[value.level]} {self.harm(tie, value.direction)}"

    def course(self, tie: Tie, value: Concern) -> str:
        """From whom to whom harm may come, for a table; nothing to worry about lies between the two, unless somebody said more."""
        return f"between {self.names((tie.a, tie.b))}" if nowhere(value) else self.direction(tie, value.direction)

    def harm(self, tie: Tie, direction: Direction) -> str:
        """``Dawn may come to harm from Kev``: never to be read as a worry that Kev has."""
        if direction is Direction.BOTH:
            return f"{self.names((tie.a, tie.b))} may come to harm from each other"
        source, target = (tie.a, tie.b) if direction is Direction.A_TO_B else (tie.b, tie.a)
        return f"{self.name(target)} may come to harm from {self.name(source)}"

    def restriction(self, tie: Tie, value: Restriction) -> str:
        """``non-molestation order, which binds Kev and protects Dawn``."""
        if value.direction is Direction.BOTH:
            return f"{value.kind}, {'which binds' if value.kind.blocks else 'about'} both {self.names((tie.a, tie.b))}"
        bound, protected = (tie.a, tie.b) if value.direction is Direction.A_TO_B else (tie.b, tie.a)
        if value.kind.blocks:
            return f"{value.kind}, which binds {self.name(bound)} and protects {self.name(protected)}"
        return f"{value.kind}, about {self.name(bound)}, for {self.name(protected)}"

    def standing(self, value: Restriction) -> str:
        """``in force from 3 May 2026 until 3 May 2027``, ``ended on 3 May 2026``, ``starts on 3 May 2026``."""
        since, until = value.starts and day(value.starts), value.ends and day(value.ends)
        if value.has_ended(self.as_of):
            return f"began on {since}, ended on {until}" if since else f"ended on {until}"
        if value.starts is not None and value.starts > self.as_of:
            return f"starts on {since}" + (f", until {until}" if until else "")
        in_force = f"in force from {since}" if since else "in force"
        return f"{in_force} until {until}" if until else f"{in_force}, no end known"

    def _of_worth(self, tie: Tie, value: Importance | Closeness | Wants) -> str:
        if isinstance(value, Wants):
            return f"{self.adult} {WANTS[value.answer]}"
        whose, who = self.whose(tie)
        if isinstance(value, Importance):
            return f"{who} is {IMPORTANCE[value.level]} to {whose}"
        return f"{who} stands in {RING[value.ring]} around {whose}"

    def whose(self, tie: Tie) -> tuple[str, str]:
        """Whose life a tie is looked at from, and who matters in it: the adult's where they are an end, else ``a``'s."""
        middle = self.network.adult_id if self.network.adult_id in (tie.a, tie.b) else tie.a
        return self.name(middle or tie.a), self.name(tie.other(middle or tie.a))

    def _of_tie(self, tie: Tie, value: Support | Contact | Strength | Flow | Stress | Emotional) -> str:
        if isinstance(value, Support):
            still = "no longer help" if value.ended else "help"
            return f"{still} {self.direction(tie, value.direction)}: {value.kind}" + (f" ({value.amount})" if value.amount else "")
        if isinstance(value, Contact):
            return f"{self.names((tie.a, tie.b))} {CONTACT[value.often]}" + (f" ({value.how})" if value.how else "")
        if isinstance(value, Emotional):
            kind = value.text if value.kind is EmotionalKind.OTHER and value.text else str(value.kind)
            return f"{kind}, {self.direction(tie, value.direction)}"
        if isinstance(value, Flow):
            return f"effort goes {self.direction(tie, value.direction)}" if value.direction else "no effort goes either way"
        if isinstance(value, Stress):
            return "the tie is under stress" if value.stressed else "the tie is not under stress"
        return f"the tie is {value.level}"

    def spoken(self, reading: Reading, notes: tuple[str, ...] = ()) -> Spoken:
        """One reading with who said it, who was in the room, what it rests on and what was typed."""
        value = reading.value
        quotes = (getattr(value, field, "") for field in ("words", "seen_or_heard", "terms"))
        paper = f"Paper seen: {value.source_seen}" if isinstance(value, Restriction) and value.source_seen.strip() else ""
        return Spoken(
            reading=reading,
            who=self.who(reading),
            present=self.present(reading),
            says=self.says(reading),
            rests_on=str(reading.basis or ""),
            quote="\n".join(typed for typed in (*quotes, paper, reading.evidence) if typed),
            notes=notes,
        )


@dataclass(frozen=True)
class OneMap:
    """One map on one day, with the words for it: what is worked out about a whole map begins here."""

    network: Network
    as_of: date

    @cached_property
    def words(self) -> Wording:
        return Wording(self.network, self.as_of)

    @property
    def adult(self) -> str:
        """The adult's name."""
        return self.words.adult

    @property
    def adult_id(self) -> str:
        """The adult's id; empty on a map that is about nobody."""
        return self.network.adult_id or ""


def told_apart(members: Iterable[Member]) -> dict[str, str]:
    """Each member's name by their id; where two of them share one, with what they do or where they belong."""
    known = tuple(members)
    shared = Counter(_plain(member) for member in known)
    return {member.id: _told_apart(member) if shared[_plain(member)] > 1 else member.name for member in known}


def _plain(member: Member) -> str:
    return " ".join(member.name.split()).casefold()


def _told_apart(member: Member) -> str:
    born = f", born {member.born.year}" if member.born else ""
    return f"{member.name} ({member.does or member.sphere}{born})"


def _kind_of_harm(value: Concern) -> str:
    """Also of "nothing to worry about": said of one kind of harm, it says nothing of the others."""
    named = value.level > ConcernLevel.NONE or value.type is not ConcernType.NOT_YET_KNOWN
    return f" ({lower_first(value.type)})" if named else ""
