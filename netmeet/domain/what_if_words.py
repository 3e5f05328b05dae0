"""What would be lost, what would go on in another way, and what could be gained: one place for all these sentences.

They name members and amounts that are on the map, and nothing else. "Could" is for what others would have to agree to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from netmeet.domain.amounts import about_hours
from netmeet.domain.held import Changes, Held, Picture, goes_on, other_end
from netmeet.domain.held_words import amount, days_in_words, from_each, not_known_days, on_days, share, verb
from netmeet.domain.options import HowContact
from netmeet.domain.readings import (
    Concern,
    ConcernLevel,
    Frequency,
    Reading,
    Strain,
    StrainLevel,
    SupportKind,
    Voice,
    Wants,
    WantsAnswer,
    What,
)
from netmeet.domain.reliance import Help
from netmeet.domain.risk import concerns_from, may_touch, person_of_concern
from netmeet.domain.voices import in_order, said_of
from netmeet.domain.wording import CONTACT, HELP, STRAIN, joined, sentence

_WAY_IN = {
    HowContact.STOPPED: "it would no longer have this way in",
    HowContact.TELEPHONE: "it would no longer have a way in face to face; by telephone it still could",
    HowContact.FEWER: "it would have a way in less often",
    HowContact.SUPERVISED: "somebody else would be there while they are together",
}
_GOES_ON = {
    HowContact.TELEPHONE: "could go on by telephone, which is not the same",
    HowContact.FEWER: "would be less",
    HowContact.SUPERVISED: "could go on only while somebody else is there; who that would be is not on the map",
}


@dataclass(frozen=True)
class Comparing:
    """A map, the changes, and the two pictures."""

    held: Held
    changes: Changes
    now: Picture
    then: Picture

    def days(self, at: Picture) -> tuple[str, ...]:
        """The days of a picture for a table, and whose days are not known."""
        unknown = (f"not known for {self.held.words.names(at.unknown)}",) if at.unknown else ()
        return (days_in_words(at.days) or "none known", *unknown)

    def amount_row(self, aid: Help) -> str:
        """``Kev, about 9 hours a week``; in the words that were used where that is not known."""
        words = about_hours(aid.hours) if aid.hours is not None else joined(aid.amounts, "or")
        return f"{self.held.words.name(aid.giver)}{f', {words}' if words else ''}"

    def ended(self, helps: Iterable[Help]) -> tuple[Help, ...]:
        """Those that would end."""
        return tuple(aid for aid in helps if not goes_on(self.held, aid, self.changes))


def losses(seen: Comparing) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what would be lost, the adult's losses first, and what would go on in another way."""
    lost = (*_contact_lost(seen), *_ways_lost(seen), *_help_lost(seen), *_days_lost(seen), *_lost_to_others(seen))
    return _told(lost), _told(_another_way(seen))


def _told(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(sentence, sentences)))


_AT_HOME = {
    HowContact.STOPPED: "one of them would have to live somewhere else, or both keep to it at home",
    HowContact.TELEPHONE: "one of them would have to live somewhere else",
    HowContact.SUPERVISED: "somebody else would have to be there day and night, or one of them live somewhere else",
}


def _contact_lost(seen: Comparing) -> Iterator[str]:
    held = seen.held
    for member, how in seen.changes.items():
        name, contact = held.words.name(member), held.ways.contact(held.adult_id, member)
        if held.lives_with(member) and how in _AT_HOME:
            yield f"{held.words.names((held.adult_id, member))} live together: {_AT_HOME[how]}"
        elif how is HowContact.STOPPED and contact is not None and contact.often is not Frequency.NONE:
            ways = f" ({contact.how})" if contact.how else ""
            yield f"{held.adult} would lose contact with {name}: the two {CONTACT[contact.often]}{ways}"


def _ways_lost(seen: Comparing) -> Iterator[str]:
    gone = seen.now.reached - seen.then.reached - set(seen.changes)
    if gone:
        yield f"{seen.held.adult} would lose the only way on the map to {seen.held.words.names(gone)}"


def _help_lost(seen: Comparing) -> Iterator[str]:
    held, ended = seen.held, seen.ended(seen.now.to_adult)
    for kind in SupportKind:
        lost = [aid for aid in ended if aid.kind is kind]
        if lost:
            what = share(held, kind, lost) if seen.then.givers(kind) else f"all the {HELP[kind]} on the map"
            yield f"{held.adult} would lose {what or HELP[kind]}, from {from_each(held, lost)}"


def _days_lost(seen: Comparing) -> Iterator[str]:
    held, days = seen.held, seen.now.days - seen.then.days
    if days:
        unknown = not_known_days(held, seen.then.unknown)
        yield f"{on_days(days)} nobody whose days are known would be in touch with {held.adult}{f'; {unknown}' if unknown else ''}"


def _lost_to_others(seen: Comparing) -> Iterator[str]:
    held = seen.held
    for aid in seen.ended(seen.now.from_adult):
        yield f"{held.words.name(aid.to)} would lose {HELP[aid.kind]} from {held.adult}{amount(aid)}"


def _another_way(seen: Comparing) -> Iterator[str]:
    held = seen.held
    for member, how in seen.changes.items():
        if how is HowContact.STOPPED:
            continue
        name = held.words.name(member)
        yield f"contact between {held.words.names((held.adult_id, member))} would be {how}{_as_now(held, member)}"
        going = [aid for aid in held.help if other_end(held, aid) == member and goes_on(held, aid, seen.changes)]
        for giver, to in ((name, held.adult), (held.adult, name)):
            kinds = [f"{HELP[aid.kind]}{amount(aid)}" for aid in going if held.words.name(aid.giver) == giver]
            if kinds:
                yield f"what {giver} gives {to} {_GOES_ON[how]}: {joined(kinds)}"


def _as_now(held: Held, member: str) -> str:
    contact = held.ways.contact(held.adult_id, member)
    return f"; now the two {CONTACT[contact.often]}{f' ({contact.how})' if contact.how else ''}" if contact else ""


# ---------------------------------------------------------------- who could


def others_who_could(seen: Comparing) -> tuple[str, ...]:
    """Return who already gives the same, and who is in touch with both: people to ask, never a plan."""
    return _told((*_same_kind(seen), *_with_both(seen)))


def _same_kind(seen: Comparing) -> Iterator[str]:
    held = seen.held
    fewer = (aid for aid in seen.now.to_adult if seen.changes.get(aid.giver) is HowContact.FEWER)
    less = {aid.kind for aid in (*seen.ended(seen.now.to_adult), *fewer)}
    for kind in (kind for kind in SupportKind if kind in less):
        others = [giver for giver in seen.then.givers(kind) if held.askable(giver) and giver not in seen.changes]
        if others:
            already = f"{held.words.names(others)} already {verb(others, 'gives', 'give')} {held.adult} {HELP[kind]}"
            yield f"{already} and could be asked for more{_with_a_worry(held, others)}"
        else:
            yield f"nobody else who could be asked gives {held.adult} {HELP[kind]}: who could?"


def _with_both(seen: Comparing) -> Iterator[str]:
    held = seen.held
    for member in seen.changes:
        near = (held.ways.beside(held.adult_id) & held.ways.beside(member)) - set(seen.changes)
        both = [other for other in near if held.askable(other) and not held.kept_apart(member, other)]
        if both:
            ends = held.words.names((held.adult_id, member))
            yield f"{held.words.names(both)} {verb(both, 'has', 'have')} a way to both {ends} and could be asked{_with_a_worry(held, both)}"


def _with_a_worry(held: Held, members: Iterable[str]) -> str:
    """A worry about somebody who could be asked is never left out of the sentence that names them."""
    network = held.network
    touched = [member for member in members if may_touch(network, held.adult_id, member) or person_of_concern(network, member)]
    return f"; a worry is written down that touches {held.words.names(touched)}" if touched else ""


# ---------------------------------------------------------------- what could be gained


def gains(seen: Comparing) -> tuple[str, ...]:
    """Return what could be gained: worries with one way in fewer, orders met, what was asked for, a rest."""
    held = seen.held
    found: list[str] = []
    for member, how in seen.changes.items():
        found += (*_worries(held, member, how), *_orders(held, member, how), *_wanted(held, member, how), *_rest(held, member, how))
    return _told(found)


def _worries(held: Held, member: str, how: HowContact) -> Iterator[str]:
    """The most serious worry of each kind of harm and each direction, whoever voiced it."""
    network, adult = held.network, held.adult_id
    said = dict.fromkeys((*concerns_from(network, member, adult), *concerns_from(network, adult, member)))
    told: set[object] = set()
    for reading in sorted(said, key=_most_serious):
        kind = replace(reading.value, level=ConcernLevel.SOME, seen_or_heard="") if isinstance(reading.value, Concern) else None
        if (reading.about, kind) not in told:
            told.add((reading.about, kind))
            yield f"{held.words.says(reading)}: {_WAY_IN[how]}"


def _most_serious(reading: Reading) -> tuple[int, int, str]:
    return (-reading.value.level if isinstance(reading.value, Concern) else 0), reading.seq, reading.id


def _orders(held: Held, member: str, how: HowContact) -> Iterator[str]:
    kept = "it would be met" if how is HowContact.STOPPED else "read its terms first: they may allow no contact at all"
    yield from (f"{held.words.says(reading)}: {kept}" for reading in held.orders(held.adult_id, member))


_LESS = (HowContact.STOPPED, HowContact.TELEPHONE, HowContact.FEWER)


def _wanted(held: Held, member: str, how: HowContact) -> Iterator[str]:
    """That the adult asked for less, where that is what they said last."""
    ties = held.ways.ties(held.adult_id, member)
    said = in_order(tuple(reading for tie in ties for reading in held.network.said(tie.id, What.WANTS) if reading.voice is Voice.ADULT))
    last = said[-1].value if said else None
    if isinstance(last, Wants) and last.answer in (WantsAnswer.LESS, WantsAnswer.END) and how in _LESS:
        less = "to see them less" if last.answer is WantsAnswer.LESS else "to end this relationship"
        yield f"of {held.words.name(member)}, {held.adult} said last: wants {less}. This could come nearer to that"


def _rest(held: Held, member: str, how: HowContact) -> Iterator[str]:
    """That somebody who is stretched could have a rest: whoever of the two gives care."""
    for end in (member, held.adult_id):
        said = said_of(held.network, end, What.STRAIN)
        last = said[-1].value if said else None
        if isinstance(last, Strain) and last.level > StrainLevel.COPING and how in _LESS:
            name = held.words.name(end)
            yield f"{name} is {STRAIN[last.level]}, by what was said last: it could be a rest, if {name} wants it"
