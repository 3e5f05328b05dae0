"""Safer ways to stay in touch: which options fit a relationship, which must not be used there, and why.

Nothing is decided here. Every reason names facts of the map; the adult and the worker choose, change or leave each option.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType

from netmeet.domain.errors import BadInputError
from netmeet.domain.network import MemberKind, Tie
from netmeet.domain.protective_options import OPTIONS, STEPS, Brings, Condition, Option, Step
from netmeet.domain.situation import Situation
from netmeet.domain.wording import Wording

HOLDS: MappingProxyType[Condition, Callable[[Situation], tuple[str, ...]]] = MappingProxyType(
    {
        Condition.WORRY: Situation.any_worry,
        Condition.PHYSICAL: Situation.physical,
        Condition.FRIGHTENED: Situation.frightened,
        Condition.MONEY: Situation.money,
        Condition.MISSED_CARE: Situation.missed_care,
        Condition.NOT_ABUSE: Situation.not_abuse,
        Condition.SERIOUS: Situation.serious,
        Condition.ADULT_MAY_HARM: Situation.adult_may_harm,
        Condition.STRAIN: Situation.strain,
        Condition.GIVES_CARE: Situation.gives_care,
        Condition.LIVES_WITH: Situation.lives_with,
        Condition.LIVES_APART: Situation.lives_apart,
        Condition.WANTS_TO_KEEP: Situation.wants_to_keep,
        Condition.ORDER: Situation.order,
        Condition.INVESTIGATION: Situation.investigation,
        Condition.SERIOUS_ABUSE: Situation.serious_abuse,
        Condition.NOT_ASKED_ALONE: Situation.not_asked_alone,
    }
)
"""How each condition is read off the map: sentences for the facts that it holds on, none where it does not hold."""

NEVER: MappingProxyType[Brings, tuple[Condition, ...]] = MappingProxyType(
    {
        Brings.NOBODY: (),
        Brings.IN_TOUCH: (Condition.ORDER, Condition.INVESTIGATION),
        Brings.TOGETHER: (Condition.ORDER, Condition.INVESTIGATION, Condition.SERIOUS_ABUSE, Condition.NOT_ASKED_ALONE),
    }
)
"""When an option must not be used. Not known counts as unsafe.

Source for ``TOGETHER``: SCIE on mediation and family group conferences: most agree that they are not for where serious
abuse is alleged. That the adult is asked alone first is ours.
"""


@dataclass(frozen=True, slots=True)
class Library:
    """The options of one council: ``off`` are those of netmeet's that it does not offer, ``own`` those it adds.

    ``read_from`` is the file that says so. Raises ``BadInputError`` for a key that is not there, is used twice or is not plain.
    """

    off: tuple[str, ...] = ()
    own: tuple[Option, ...] = ()
    read_from: str = ""

    def __post_init__(self) -> None:
        ours, theirs = {option.key for option in OPTIONS}, [option.key for option in self.own]
        if unknown := sorted(set(self.off) - ours):
            raise BadInputError(f"off: “{unknown[0][:40]}” is not an option of netmeet’s.")
        for place, option in enumerate(self.own, start=1):
            if not re.fullmatch("[a-z0-9][a-z0-9-]{0,39}", option.key) or option.key in ours or theirs.count(option.key) > 1:
                raise BadInputError(
                    f"own, item {place}: the key must be of its own, in small letters, numbers and hyphens, and 40 characters at most."
                )
            if not (option.name.strip() and option.says.strip() and option.agrees.strip() and option.fits):
                raise BadInputError(f"own, item {place}: name, says, agrees and fits must not be empty.")

    def __str__(self) -> str:
        return self.read_from

    @property
    def options(self) -> tuple[Option, ...]:
        """Every option that is offered, least restrictive first."""
        return tuple(sorted((*(one for one in OPTIONS if one.key not in self.off), *self.own), key=lambda one: one.step))


@dataclass(frozen=True, slots=True)
class Offer:
    """One option for one relationship, in words. ``because`` are the facts that make it fit, or make it unsafe."""

    key: str
    name: str
    says: str
    step: Step
    agrees: str
    source: str
    because: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """What the options of this step have in common."""
        return STEPS[self.step]


@dataclass(frozen=True, slots=True)
class Offered:
    """The options for one relationship: what fits, what must not be used, and what is left, each least restrictive first."""

    proposed: tuple[Offer, ...]
    never: tuple[Offer, ...]
    others: tuple[Offer, ...]

    @property
    def allowed(self) -> tuple[Offer, ...]:
        """Everything that may be chosen."""
        return tuple(sorted((*self.proposed, *self.others), key=lambda offer: offer.step))


def options_for(words: Wording, tie: Tie, library: Library | None = None) -> Offered:
    """Return the options for a tie of the adult's. Nothing is offered for a tie between two others.

    What must not be used is listed whether it would fit or not, so that nobody has to find out by trying.
    """
    adult, network = words.network.adult_id, words.network
    if adult is None or not tie.joins(adult) or any(network.member(end).has_died for end in (tie.a, tie.b)):
        return Offered((), (), ())
    of_people = network.member(tie.other(adult)).kind is MemberKind.PERSON
    situation = Situation(words, tie)
    held = {condition: holds(situation) for condition, holds in HOLDS.items()}
    proposed, never, others = [], [], []
    for option in (library or Library()).options:
        if unsafe := _because(held, NEVER[option.brings]):
            never.append(_offer(option, situation, unsafe))
        elif (of_people or not option.of_people) and any(held[one] for one in option.fits) and all(held[one] for one in option.needs):
            proposed.append(_offer(option, situation, _because(held, (*option.fits, *option.needs))))
        else:
            others.append(_offer(option, situation, ()))
    return Offered(tuple(proposed), tuple(never), tuple(others))


def _because(held: dict[Condition, tuple[str, ...]], conditions: Iterable[Condition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for condition in conditions for fact in held[condition]))


def _offer(option: Option, situation: Situation, because: tuple[str, ...]) -> Offer:
    names = {"adult": situation.adult, "other": situation.other}

    def named(text: str) -> str:
        # In one pass, so that a name which looks like a place for one stays a name.
        return re.sub(r"\{(adult|other)\}", lambda found: names[found[1]], text)

    return Offer(option.key, named(option.name), named(option.says), option.step, named(option.agrees), named(option.source), because)
