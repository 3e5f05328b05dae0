"""What the map says of one tie of the adult's, as far as a safer way to stay in touch can hang on it.

Every method gives sentences for the facts that it rests on, and none where there are no such facts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.flag_rule import HARM_LINES
from netmeet.domain.network import MemberKind, Sphere, Tie, TieKind
from netmeet.domain.readings import (
    Concern,
    ConcernLevel,
    ConcernType,
    Contact,
    Emotional,
    Frequency,
    Reading,
    Restriction,
    RestrictionKind,
    Strain,
    StrainLevel,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
    What,
)
from netmeet.domain.reliance import received
from netmeet.domain.risk import concerns_from, restrictions_between, worries_about
from netmeet.domain.unknowns import answered_alone
from netmeet.domain.voices import heard_alone, said_of
from netmeet.domain.wording import Wording, sentence

OF_THE_BODY = frozenset({ConcernType.PHYSICAL, ConcernType.SEXUAL, ConcernType.DOMESTIC, ConcernType.SEXUAL_EXPLOITATION})
OF_FEAR = frozenset({ConcernType.PSYCHOLOGICAL, ConcernType.DOMESTIC, ConcernType.MODERN_SLAVERY, ConcernType.DISCRIMINATORY})
NOT_SAFE_TOGETHER = (OF_THE_BODY | OF_FEAR) - {ConcernType.DISCRIMINATORY}
"""Kinds of harm which, where anybody called the worry serious, keep two people out of one room."""

CARE = frozenset({SupportKind.PERSONAL_CARE, SupportKind.PRACTICAL})
STAYS = frozenset({WantsAnswer.KEEP, WantsAnswer.CHANGE, WantsAnswer.MORE})
LINES = HARM_LINES - {EmotionalKind.NEGLECT}
"""Lines of the genogram that keep two people out of one room."""


@dataclass(frozen=True)
class Situation:
    """One tie that the adult is an end of."""

    words: Wording
    tie: Tie

    @property
    def adult_id(self) -> str:
        """The adult's id."""
        return self.words.network.adult_id or ""

    @property
    def other_id(self) -> str:
        """The id of the one at the other end."""
        return self.tie.other(self.adult_id)

    @property
    def adult(self) -> str:
        """The adult's name."""
        return self.words.adult

    @property
    def other(self) -> str:
        """The name of the one at the other end."""
        return self.words.name(self.other_id)

    @cached_property
    def towards_adult(self) -> tuple[Reading, ...]:
        """Every worry that the other may harm the adult, and every worry about the other as a person."""
        network = self.words.network
        return (*concerns_from(network, self.other_id, self.adult_id), *worries_about(network, self.other_id))

    @cached_property
    def towards_other(self) -> tuple[Reading, ...]:
        """Every worry that the adult may harm the other."""
        return concerns_from(self.words.network, self.adult_id, self.other_id)

    def any_worry(self) -> tuple[str, ...]:
        """Any worry, either way."""
        return self._told((*self.towards_adult, *self.towards_other))

    def physical(self) -> tuple[str, ...]:
        """Harm to the body."""
        return self._of_kinds(OF_THE_BODY)

    def frightened(self) -> tuple[str, ...]:
        """Shouting, threats, control."""
        return self._of_kinds(OF_FEAR)

    def money(self) -> tuple[str, ...]:
        """Money or belongings."""
        return self._of_kinds({ConcernType.FINANCIAL})

    def missed_care(self) -> tuple[str, ...]:
        """Care that is missed, by one or by an organisation."""
        return self._of_kinds({ConcernType.NEGLECT, ConcernType.ORGANISATIONAL})

    def not_abuse(self) -> tuple[str, ...]:
        """Harm that somebody called no abuse."""
        return self._of_kinds({ConcernType.HARM_NOT_ABUSE})

    def serious(self) -> tuple[str, ...]:
        """A worry towards the adult that anybody called serious."""
        return self._where(self.towards_adult, lambda worry: worry.level is ConcernLevel.SERIOUS)

    def adult_may_harm(self) -> tuple[str, ...]:
        """A worry that the adult may harm the other."""
        return self._told(self.towards_other)

    def serious_abuse(self) -> tuple[str, ...]:
        """Serious abuse or control alleged, either way, by anybody at any time. A kind of harm that is not known counts."""
        return (*self._where((*self.towards_adult, *self.towards_other), _keeps_apart), *self._told(self._lines()))

    def strain(self) -> tuple[str, ...]:
        """Either of the two was ever stretched, or more."""
        said = [reading for end in (self.other_id, self.adult_id) for reading in said_of(self.words.network, end, What.STRAIN)]
        return self._told(reading for reading in said if isinstance(reading.value, Strain) and reading.value.level > StrainLevel.COPING)

    def gives_care(self) -> tuple[str, ...]:
        """The other, who is not paid to, gives the adult personal care or practical help."""
        other = self.words.network.member(self.other_id)
        if self.tie.kind is TieKind.PAID or other.sphere is Sphere.PAID:
            return ()
        gives = [kind for kind in received(self.words.network, self.tie) if kind in CARE]
        return tuple(sentence(f"{self.other} gives {self.adult} {kind}") for kind in gives)

    def lives_with(self) -> tuple[str, ...]:
        """They live together, by what was last said of their contact or by a household."""
        last = self._contact()
        homes = self.words.network.households
        at_home = any({self.adult_id, self.other_id} <= set(home.members) for home in homes)
        together = at_home or (last is not None and last.often is Frequency.LIVE_TOGETHER)
        return (sentence(f"{self.words.names((self.tie.a, self.tie.b))} live together"),) if together else ()

    def lives_apart(self) -> tuple[str, ...]:
        """They are not known to live together."""
        if self.lives_with():
            return ()
        if self.words.network.member(self.other_id).kind is not MemberKind.PERSON:
            return (sentence(f"{self.other} does not live with {self.adult}"),)
        names = self.words.names((self.tie.a, self.tie.b))
        known = f"{names} are not known to live together" if self._contact() else f"it is not recorded whether {names} live together"
        return (sentence(known),)

    def wants_to_keep(self) -> tuple[str, ...]:
        """What the adult said alone: to keep the relationship, change something in it or see more of the other.

        What was said with somebody in the room counts for nothing here.
        """
        said = [reading for reading in said_of(self.words.network, self.tie.id, What.WANTS) if self._from_adult_alone(reading)]
        last = said[-1] if said else None
        return self._told([last]) if last is not None and isinstance(last.value, Wants) and last.value.answer in STAYS else ()

    def order(self) -> tuple[str, ...]:
        """An order or a condition between them is in force, or is to be."""
        return self._restricted(lambda value: value.kind.blocks)

    def investigation(self) -> tuple[str, ...]:
        """The police are investigating between them: the officer is asked first."""
        return self._restricted(lambda value: value.kind is RestrictionKind.POLICE_INVESTIGATION)

    def not_asked_alone(self) -> tuple[str, ...]:
        """Nothing recorded shows that the adult was asked about harm with nobody else there."""
        if answered_alone(self.words, self.tie):
            return ()
        return (sentence(f"nothing recorded shows that {self.adult} was asked alone whether {self.other} does any harm"),)

    def _of_kinds(self, kinds: Iterable[ConcernType]) -> tuple[str, ...]:
        return self._where(self.towards_adult, lambda worry: worry.type in kinds)

    def _where(self, readings: Iterable[Reading], holds: Callable[[Concern], bool]) -> tuple[str, ...]:
        return self._told(reading for reading in readings if isinstance(reading.value, Concern) and holds(reading.value))

    def _told(self, readings: Iterable[Reading]) -> tuple[str, ...]:
        return told_once(self.words, readings)

    def _lines(self) -> tuple[Reading, ...]:
        network = self.words.network
        ties = [tie for tie in network.ties_of(self.adult_id) if tie.joins(self.other_id)]
        said = [reading for tie in ties for reading in network.said(tie.id, What.EMOTIONAL)]
        return tuple(reading for reading in said if isinstance(reading.value, Emotional) and reading.value.kind in LINES)

    def _contact(self) -> Contact | None:
        said = [reading.value for reading in said_of(self.words.network, self.tie.id, What.CONTACT)]
        return next((value for value in reversed(said) if isinstance(value, Contact)), None)

    def _from_adult_alone(self, reading: Reading) -> bool:
        return reading.voice is Voice.ADULT and heard_alone(self.words.network, reading)

    def _restricted(self, holds: Callable[[Restriction], bool]) -> tuple[str, ...]:
        said = restrictions_between(self.words.network, self.adult_id, self.other_id)
        return self._told(
            reading
            for reading in said
            if isinstance(reading.value, Restriction) and holds(reading.value) and not reading.value.has_ended(self.words.as_of)
        )


def _keeps_apart(worry: Concern) -> bool:
    if worry.type in (ConcernType.DOMESTIC, ConcernType.NOT_YET_KNOWN):
        return True
    return worry.level is ConcernLevel.SERIOUS and worry.type in NOT_SAFE_TOGETHER


def told_once(words: Wording, readings: Iterable[Reading]) -> tuple[str, ...]:
    """What was said, each worry of a kind once, at its most serious: whatever the order that it was recorded in."""
    worst: dict[tuple[object, ...], tuple[int, str]] = {}
    for reading in readings:
        value, says = reading.value, sentence(words.says(reading))
        same, level = ((reading.about, value.type, value.direction), int(value.level)) if isinstance(value, Concern) else ((says,), 0)
        worst[same] = max(worst.get(same, (level, says)), (level, says))
    return tuple(dict.fromkeys(says for _, says in sorted(worst.values(), key=lambda found: (-found[0], found[1]))))
