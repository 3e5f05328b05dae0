"""Free text that is about to leave the worker: what it must not carry, found before it is sent.

A check of words, not of meaning: it asks the worker to look again, and cannot promise that a text is safe.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from netmeet.domain.called import Called, is_everyday, names, without
from netmeet.domain.homes import Home, homes_of, known_places
from netmeet.domain.network import Member, Network
from netmeet.domain.notes import Note, quoted
from netmeet.domain.typed import Typed, clean, telephones, words_of

WORDS_LEFT_OUT = ("safeguarding", "abuse", "risk", "concern", "enquiry")
"""Words that a letter at home can put somebody in danger with, and are left out unless the worker decides otherwise."""

UNLESS_DECIDED = "unless you have decided that it is safe to say."

_STEM = {"safeguarding": r"safe[\W_]{0,3}guard", "abuse": "abus", "enquiry": "(?:enquir|inquir)"}


@dataclass(frozen=True, slots=True)
class KeptPrivate:
    """What a text to one reader must not carry.

    ``names`` and ``details`` never leave: names of those kept off copies (``first_names`` by themselves too), and everybody else's
    details. ``perhaps`` are names of theirs that may mean somebody else, ``guarded`` last names of those whom an order protects;
    ``notes`` may be said in part in words that mean something else. Whether a meeting may be in one of ``homes`` is for the
    worker to say. ``known`` are whole names, and ways to write to the reader, that mean none of these.
    """

    names: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    first_names: tuple[Called, ...] = ()
    perhaps: tuple[Called, ...] = ()
    guarded: tuple[Called, ...] = ()
    homes: tuple[Home, ...] = ()
    notes: tuple[Note, ...] = ()
    known: tuple[str, ...] = ()


def kept_private(
    network: Network, reader_id: str | None, *, guarded: AbstractSet[str] = frozenset(), others: Iterable[str] = ()
) -> KeptPrivate:
    """Return what a text that this member will read must not carry (None: a text that anybody may read).

    An address or a number that the reader has as well is theirs. The homes of ``guarded`` members are theirs alone, whoever else
    has them: an order protects them from whoever reads the text. ``others`` are texts of further ways to reach somebody.
    """
    own = next((member for member in network.members if member.id == reader_id), None)
    told = [member for member in network.members if member.id != reader_id]
    shown = [member for member in network.members if not member.off_copies]
    hidden = [member for member in told if member.off_copies and not _same_name(member, shown)]
    exact, perhaps = _first_names(hidden, shown, network.adult)
    theirs = frozenset(_key(line) for line in (*_lines(own.phone), *_lines(own.email))) if own else frozenset()
    reached = (line for member in told for line in (*_lines(member.phone), *_lines(member.email)) if _key(line) not in theirs)
    typed = (*reached, *(line for member in told for line in (*_lines(member.safe_contact), *_lines(member.health))), *others)
    return KeptPrivate(
        names=tuple(dict.fromkeys(member.name for member in hidden)),
        details=tuple(dict.fromkeys(typed)),
        first_names=exact,
        perhaps=perhaps,
        guarded=_last_names((member for member in told if member.id in guarded), network.adult),
        homes=homes_of(network, own, guarded),
        notes=_notes(told, others, network),
        known=(*(member.name for member in shown), *(_lines(own.email) if own else ())),
    )


def outgoing_problems(
    text: str, private: KeptPrivate = KeptPrivate(), words: Iterable[str] = WORDS_LEFT_OUT, *, place: bool = False
) -> tuple[str, ...]:
    """Return one sentence for each thing in a text that should be looked at before it leaves. Empty: nothing was found.

    Words are found with their endings (``concern`` finds "concerned"), names as whole words, and contact details
    whatever their spacing and punctuation. A text that says the ``place`` of a meeting may be somebody's home.
    """
    typed = Typed.of(text)
    told = [f"It says \u201c{word}\u201d. Leave it out {UNLESS_DECIDED}" for word in words if _starts(word, typed.folded)]
    told += [f"It names {name}, who is kept off copies." for name in private.names if _named(name, typed)]
    left = without((*private.known, *private.names), typed.cased)
    told += list(_called(private.first_names, left))
    told += [f"It carries somebody else's details: {detail}." for detail in private.details if typed.carries(detail)]
    homes = (home.told(typed) for home in private.homes if home.guarded or not place)
    return tuple(dict.fromkeys((*told, *(f"It carries somebody else's details: {home}." for home in homes if home))))


def outgoing_doubts(text: str, private: KeptPrivate, *, place: bool = False) -> tuple[str, ...]:
    """Return one sentence for each thing in a text that only the worker can judge: what may be a part of somebody's details."""
    typed = Typed.of(text)
    left = without((*private.known, *private.names), typed.cased)
    told = list(_called(private.perhaps, left))
    told += list(_called(private.guarded, left, "whom an order protects from whoever reads this"))
    told += [f"It says where somebody else lives: {part}." for part in _lived_in(private.homes, typed, place=place)]
    refused = Typed.of("\n".join(detail for detail in private.details if typed.carries(detail)))
    said = dict.fromkeys(quoted(note, typed) for note in private.notes)
    told += [f"It says what is noted about somebody else: \u201c{words}\u201d." for words in said if words and not refused.carries(words)]
    return tuple(f"{line} Leave it out {UNLESS_DECIDED}" for line in dict.fromkeys(told))


def named_in(text: str, absent: Iterable[Member], there: Iterable[Member], *, first_names: bool = True) -> tuple[tuple[str, str], ...]:
    """Those of the ``absent`` whom a text names: the words it names them by, and their name.

    A first name that somebody who is ``there`` has as well is taken to be theirs.
    """
    typed, present = Typed.of(text), tuple(there)
    left = without((member.name for member in present), typed.cased)
    mine = {clean(form).casefold() for member in present for form in (member.name, Called.of(member).first)}
    found: dict[tuple[str, str], None] = {}
    for member in absent:
        called = Called.of(member)
        forms = (called.name, *called.parts) if first_names else (called.name,)
        said = next((form for form in forms if clean(form).casefold() not in mine and names(form, left)), "")
        if said:
            found[said, member.name] = None
    return tuple(found)


def _same_name(member: Member, shown: Iterable[Member]) -> bool:
    return any(clean(member.name).casefold() == clean(one.name).casefold() for one in shown)


def _first_names(hidden: Iterable[Member], shown: Iterable[Member], adult: Member | None) -> tuple[tuple[Called, ...], tuple[Called, ...]]:
    """First names that never leave, and names that are asked about: everyday words, last names, and what others are called too.

    What the adult is called stands on every paper, and means the adult.
    """
    others = {clean(part).casefold() for member in shown for part in (member.name, *Called.of(member, last=True).parts)}
    adults = {clean(part).casefold() for part in ((adult.name, *Called.of(adult, last=True).parts) if adult else ())}
    exact: list[Called] = []
    perhaps: list[Called] = []
    for member in hidden:
        called, long = Called.of(member), Called.of(member, last=True)
        for part in long.parts:
            sure = part in called.parts and not is_everyday(part) and clean(part).casefold() not in others
            shared_last = part not in called.parts and clean(part).casefold() in others
            if clean(part).casefold() not in adults and not shared_last:
                (exact if sure else perhaps).append(Called(member.name, (part,)))
    return tuple(exact), tuple(perhaps)


def _last_names(guarded: Iterable[Member], adult: Member | None) -> tuple[Called, ...]:
    """The last names of members whom an order protects, where they are not the adult's too: those stand on every paper."""
    adults = {clean(part).casefold() for part in ((adult.name, *Called.of(adult, last=True).parts) if adult else ())}
    named = ((member, Called.of(member, last=True).parts[-1:]) for member in guarded)
    return tuple(Called(member.name, last) for member, last in named if last and clean(last[0]).casefold() not in adults)


def _called(wanted: Iterable[Called], left: str, who: str = "who is kept off copies") -> Iterator[str]:
    for one in wanted:
        for part in one.parts:
            if names(part, left):
                yield f"It says \u201c{part}\u201d, as {one.name} is called, {who}."


def _named(name: str, typed: Typed) -> bool:
    wanted = clean(name).casefold()
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", typed.folded) is not None


def _lines(field: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.splitlines() if line.strip())


def _key(line: str) -> tuple[str, ...]:
    """What is the same of a number or an address for mail, however it is written."""
    return telephones(line) or words_of(line)


def _notes(told: Iterable[Member], others: Iterable[str], network: Network) -> tuple[Note, ...]:
    known = known_places(network)
    names = frozenset(word for member in network.members for word in words_of(member.name))
    health = (one.health for one in told)
    rest = (text for one in told for text in (one.communication, one.safe_contact))
    made = [Note.of(text, known, health=True, names=names) for text in health if text.strip()]
    made += [Note.of(text, known, health=False) for text in (*rest, *others) if text.strip()]
    return tuple(dict.fromkeys(made))


def _lived_in(homes: Iterable[Home], typed: Typed, *, place: bool) -> Iterator[str]:
    """What a text tells of each home that is not refused already."""
    for home in homes:
        whole = home.told(typed)
        if whole and not (place and not home.guarded):
            continue
        if part := whole or home.hinted(typed):
            yield part


def _starts(word: str, folded: str) -> bool:
    return re.search(rf"\b{_STEM.get(word, re.escape(clean(word).casefold()))}", folded) is not None
