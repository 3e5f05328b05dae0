"""What passes through each member of a map, and what hangs on them alone. Nobody is ranked: the list is by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from netmeet.domain.amounts import EVERY_DAY
from netmeet.domain.held import Held
from netmeet.domain.held_words import amount, days_in_words, not_known_days, on_days, share, verb
from netmeet.domain.network import Network
from netmeet.domain.wording import HELP, sentence

_NAMED = 4
"""More names than these are counted."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One member in sentences: what they give the adult, what they get, whom they alone lead to, the days, who is beside both.

    ``only`` is true where something hangs on them alone.
    """

    member: str
    name: str
    gives: tuple[str, ...]
    gets: tuple[str, ...]
    alone: tuple[str, ...]
    beside: tuple[str, ...]

    @property
    def only(self) -> bool:
        return bool(self.alone)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything, in the order of the page."""
        return (*self.gives, *self.gets, *self.alone, *self.beside)


@dataclass(frozen=True, slots=True)
class Carries:
    """The whole map: each member through whom something passes, by name, and what is known of the days of a week."""

    members: tuple[Carried, ...]
    days: tuple[str, ...]


def carried(network: Network, *, as_of: date) -> Carries:
    """Return what passes through everybody living on a map. A member with nothing to tell of is left out.

    On a map that is about nobody there is nothing to tell.
    """
    held = Held(network, as_of)
    if network.adult is None:
        return Carries((), ())
    told = (
        Carried(
            member.id,
            held.words.name(member.id),
            gives=_all(_gives(held, member.id)),
            gets=_all(_gets(held, member.id)),
            alone=_all(_alone(held, member.id)),
            beside=_all(_beside(held, member.id)),
        )
        for member in held.others
    )
    return Carries(tuple(one for one in told if one.gives or one.gets or one.alone), _all(_days(held)))


def _all(told: Iterator[str]) -> tuple[str, ...]:
    return tuple(map(sentence, told))


def _gives(held: Held, member: str) -> Iterator[str]:
    name = held.words.name(member)
    for aid in (aid for aid in held.help if aid.giver == member):
        others = [other.giver for other in held.help if other.kind is aid.kind and other.to == held.adult_id and other.giver != member]
        part = f"; {known}" if others and (known := share(held, aid.kind, [aid])) else ""
        also = f"; so {verb(others, 'does', 'do')} {_few(held, others)}" if others else ""
        yield f"{name} gives {held.adult} {HELP[aid.kind]}{amount(aid)}{part}{also}"


def _few(held: Held, members: list[str]) -> str:
    """Some names, or how many others: the whole list stands in the table of who gives what."""
    return held.words.names(members) if len(members) <= _NAMED else f"{len(members)} others"


def _gets(held: Held, member: str) -> Iterator[str]:
    for aid in (aid for aid in held.help if aid.to == member):
        yield f"{held.adult} gives {held.words.name(member)} {HELP[aid.kind]}{amount(aid)}"


def _alone(held: Held, member: str) -> Iterator[str]:
    """What nobody else on the map gives, whom nobody else leads to, days with nobody else."""
    name = held.words.name(member)
    for aid in (aid for aid in held.help if aid.giver == member):
        if not any(other.kind is aid.kind and other.to == held.adult_id and other.giver != member for other in held.help):
            yield f"nobody else on the map gives {held.adult} {HELP[aid.kind]}"
    if led := held.ways.only_through.get(member):
        yield f"on this map only {name} leads from {held.adult} to {held.words.names(led)}"
    others = {other: days for other, days in held.days.items() if other != member}
    known = frozenset[int]().union(*(days for days in others.values() if days))
    if empty := (held.days.get(member) or frozenset()) - known:
        unknown = not_known_days(held, [other for other, days in others.items() if days is None])
        told = f"{on_days(empty)}, {name} is the only one in touch with {held.adult} whose days are known"
        yield f"{told}{f'; {unknown}' if unknown else ''}"


def _beside(held: Held, member: str) -> Iterator[str]:
    both = [other for other in held.ways.beside(held.adult_id) & held.ways.beside(member) if held.leads_a_life(other)]
    if both:
        yield f"{held.words.names(both)} {verb(both, 'has', 'have')} a way to both {held.words.names((held.adult_id, member))}"


def _days(held: Held) -> Iterator[str]:
    known = frozenset[int]().union(*(days for days in held.days.values() if days))
    if empty := EVERY_DAY - known:
        yield f"{on_days(empty)} nobody whose days are known is in touch with {held.adult}"
    else:
        yield f"somebody is in touch with {held.adult} {days_in_words(known)}"
    if unknown := not_known_days(held, [member for member, days in held.days.items() if days is None]):
        yield unknown
