"""What passes to the adult along each tie, and what they would lose with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from netmeet.domain.amounts import hours_a_week
from netmeet.domain.network import MemberKind, Network, Sphere, Tie, TieKind
from netmeet.domain.readings import Contact, Frequency, Reading, Support, SupportKind, Voice, What
from netmeet.domain.voices import ends, said_of
from netmeet.domain.wording import CONTACT, HELP, Wording, joined, sentence


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the adult would lose with a tie; ``kind`` None is contact. ``only``: nobody else on the map gives it."""

    kind: SupportKind | None
    words: str
    only: bool


def still_passes(tie: Tie, said: Iterable[Reading]) -> dict[tuple[SupportKind, str], tuple[str, ...]]:
    """Return each kind of help that passes along a tie and to whom, with every amount named since it began, oldest first.

    ``said`` is in order. Help that was last said to have ended, by whomever, passes no longer.
    """
    return {help_to: tuple(_amount(reading) for reading in since) for help_to, since in _passing(tie, said).items()}


def _amount(reading: Reading) -> str:
    return reading.value.amount if isinstance(reading.value, Support) else ""


def _passing(tie: Tie, said: Iterable[Reading]) -> dict[tuple[SupportKind, str], tuple[Reading, ...]]:
    """Each kind of help that passes along a tie and to whom, with everything said about it since it began."""
    found: dict[tuple[SupportKind, str], tuple[Reading, ...]] = {}
    for reading, value in [(reading, reading.value) for reading in said if isinstance(reading.value, Support)]:
        for _, to in ends(tie, value.direction):
            before = found.pop((value.kind, to), ())
            if not value.ended:
                found[(value.kind, to)] = (*before, reading)
    return found


@dataclass(frozen=True, slots=True)
class Help:
    """One kind of help between the adult and somebody, that has not ended.

    ``amounts`` are all that anybody named for it, word for word. ``hours`` are about how many a week, None where
    that is not plain: by what the adult said of it last, or where the adult named nothing, by what anybody said last.
    """

    kind: SupportKind
    giver: str
    to: str
    amounts: tuple[str, ...] = ()
    hours: float | None = None


def help_with_adult(network: Network) -> tuple[Help, ...]:
    """Return all help between the adult and the living, both ways, by kind and then by the names of who gives and gets it."""
    adult, found = network.adult_id or "", dict[tuple[SupportKind, str, str], Help]()
    for tie in network.ties_of(adult):
        other = tie.other(adult)
        if not (network.has(other) and network.has(adult)) or network.member(other).has_died or network.member(adult).has_died:
            continue
        for (kind, to), since in _passing(tie, said_of(network, tie.id, What.SUPPORT)).items():
            key = (kind, tie.other(to), to)
            one = Help(*key, tuple(dict.fromkeys(filter(None, map(_amount, since)))), _hours(since))
            found[key] = _both(found[key], one) if key in found else one
    kinds = list(SupportKind)
    order = sorted(found, key=lambda key: (kinds.index(key[0]), *((network.member(end).name, end) for end in key[1:])))
    return tuple(found[key] for key in order)


def _hours(since: tuple[Reading, ...]) -> float | None:
    named = [reading for reading in since if _amount(reading)]
    own = [reading for reading in named if reading.voice is Voice.ADULT]
    last = next(reversed(own or named), None)
    return None if last is None else hours_a_week(_amount(last))


def _both(one: Help, other: Help) -> Help:
    """The same help as told of two ties between the same two: its hours are known where the two do not differ."""
    known = {aid.hours for aid in (one, other) if aid.hours is not None}
    amounts = tuple(sorted({*one.amounts, *other.amounts}))
    return Help(one.kind, one.giver, one.to, amounts, known.pop() if len(known) == 1 else None)


def received(network: Network, tie: Tie) -> dict[SupportKind, tuple[str, ...]]:
    """Return each kind of help that reaches the adult along a tie, with every amount that was named for it."""
    passes = still_passes(tie, said_of(network, tie.id, What.SUPPORT))
    to_adult = {kind: amounts for (kind, to), amounts in passes.items() if to == network.adult_id}
    return {kind: tuple(dict.fromkeys(filter(None, to_adult[kind]))) for kind in SupportKind if kind in to_adult}


def helps_unpaid(network: Network, member_id: str) -> bool:
    """True of a living person who gives anybody on the map help that there still is and that nobody pays for: a carer, by whatever name."""
    member = network.member(member_id)
    if member.kind is not MemberKind.PERSON or member.has_died or member.sphere is Sphere.PAID:
        return False
    unpaid = (tie for tie in network.ties_of(member_id) if tie.kind is not TieKind.PAID)
    return any(to != member_id for tie in unpaid for _, to in still_passes(tie, said_of(network, tie.id, What.SUPPORT)))


def givers(network: Network) -> dict[SupportKind, frozenset[str]]:
    """Return who gives the adult each kind of help, by whatever tie. The dead give none."""
    found: dict[SupportKind, set[str]] = {}
    for tie in network.ties_of(network.adult_id or ""):
        for kind in received(network, tie):
            found.setdefault(kind, set()).add(tie.other(network.adult_id or ""))
    living = {member.id for member in network.members if not member.has_died}
    return {kind: frozenset(those & living) for kind, those in found.items()}


def would_lose(words: Wording, tie: Tie, who_gives: dict[SupportKind, frozenset[str]]) -> tuple[Loss, ...]:
    """Return what the adult would lose with a tie: help by kind, then contact. Nothing for a tie of two others.

    ``who_gives`` is ``givers`` of the same map, worked out once for all its ties.
    """
    network, adult = words.network, words.network.adult_id
    if adult is None or not tie.joins(adult) or network.member(tie.other(adult)).has_died:
        return ()
    help_lost = (_help(words, tie, kind, amounts, who_gives) for kind, amounts in received(network, tie).items())
    return (*help_lost, *_contact(words, tie))


def _help(words: Wording, tie: Tie, kind: SupportKind, amounts: tuple[str, ...], who_gives: dict[SupportKind, frozenset[str]]) -> Loss:
    other = tie.other(words.network.adult_id or "")
    only = who_gives[kind] == {other}
    about = f" ({joined(amounts, 'or')})" if amounts else ""
    alone = f"; nobody else on the map gives {words.adult} that" if only else ""
    return Loss(kind, sentence(f"{words.adult} would lose {HELP[kind]} from {words.name(other)}{about}{alone}"), only)


def _contact(words: Wording, tie: Tie) -> tuple[Loss, ...]:
    """Contact as last described; none where the two are not in touch."""
    said = [reading.value for reading in said_of(words.network, tie.id, What.CONTACT) if isinstance(reading.value, Contact)]
    if not said or said[-1].often is Frequency.NONE:
        return ()
    how = f" ({said[-1].how})" if said[-1].how else ""
    lost = f"{words.adult} would lose contact: {words.names((tie.a, tie.b))} {CONTACT[said[-1].often]}{how}"
    return (Loss(None, sentence(lost), only=False),)
