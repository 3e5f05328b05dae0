"""The accessible twin of each drawing: the same facts as rows of text, in plain English.

A twin holds only what the given network holds; it is the caller who reduced that network for its audience.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from netmeet.domain.kinship import relation
from netmeet.domain.network import Child, ChildKind, Gender, Member, MemberKind, Network, Tie, TieKind, Union, UnionKind
from netmeet.domain.readings import Concern, ConcernLevel, Direction, Reading, Restriction, What
from netmeet.domain.risk import beside
from netmeet.domain.voices import in_order as oldest_first
from netmeet.domain.wording import CONCERN, Wording, day, lower_first
from netmeet.drawing.circles import RINGS, in_order, parts_shown, placings
from netmeet.drawing.genogram.kin import ranks_of
from netmeet.drawing.scene import Spot
from netmeet.drawing.svg import clean


@dataclass(frozen=True, slots=True)
class TwinRow:
    """One row. The first cell is the row's heading. ``of`` is the member or tie that a page may link it to."""

    of: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TwinTable:
    """One table. ``empty`` is the sentence to show in place of a table without rows."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[TwinRow, ...]
    empty: str


_Kind = TypeVar("_Kind", Concern, Restriction)

_KINDS = MappingProxyType(
    {
        UnionKind.CIVIL_PARTNERSHIP: "in a civil partnership",
        UnionKind.COHABITING: "living together",
        UnionKind.AFFAIR: "an affair",
        UnionKind.SINGLE: "",
        UnionKind.OTHER: "together",
    }
)
_CHILDREN = MappingProxyType(
    {
        ChildKind.BIRTH: "by birth",
        ChildKind.ADOPTED: "by adoption",
        ChildKind.FOSTER: "by fostering",
        ChildKind.STEP: "as a stepchild",
        ChildKind.DONOR: "by donor",
        ChildKind.KINSHIP_CARE: "in kinship care",
    }
)
_GENDERS = MappingProxyType({Gender.WOMAN: "woman", Gender.MAN: "man", Gender.NON_BINARY: "non-binary person", Gender.UNKNOWN: "person"})
_APART = "{} outlines of the same name: the people stand too far apart for one"
_TIES = MappingProxyType({TieKind.KINSHIP: "relatives", TieKind.SOCIAL: "know each other", TieKind.PAID: "paid to help"})


def genogram_twin(network: Network, as_of: date | None = None, *, how: bool = True, spots: tuple[Spot, ...] = ()) -> tuple[TwinTable, ...]:
    """Return the facts of a genogram: people with their families; where there are any, households, other ties, worries and orders.

    ``as_of`` is the day on which orders are in force or have ended; without it their table does not say which. Without ``how``
    no word says how couples and children came together: the copy does not hold it. ``spots`` say where everybody stands in the
    drawing: where that breaks the order of birth, a table says so.
    """
    names = _names(network)
    others = (
        _out_of_order(network, names, spots),
        _households(network, names, spots),
        _between(network, names),
        _worries(network),
        _orders(network, as_of),
    )
    return (_people(network, names, how=how), *(table for table in others if table.rows))


def circles_twin(network: Network) -> tuple[TwinTable, ...]:
    """Return the facts of circles of support: who stands where, who says so, and what they do; the closest first."""
    placed, names = placings(network), _names(network)
    bands, parts = list(RINGS), parts_shown(network)

    def where(member: Member) -> tuple[int, int]:
        return bands.index(placed[member.id].ring), next(index for index, (_, spheres) in enumerate(parts) if member.sphere in spheres)

    rows = []
    for member in sorted((member for member in in_order(network.members) if member.id in placed), key=where):
        placing = placed[member.id]
        said = "" if placing.ring is None else "The adult" if placing.own else "Somebody else"
        part = parts[where(member)[1]][0]
        rows.append(TwinRow(member.id, (names[member.id], RINGS[placing.ring][0], said, part, clean(member.does))))
    headings = ("Name", "Circle", "Who says so", "Part of life", "What they do")
    return (TwinTable("Who is in which circle", headings, tuple(rows), "Nobody else is on the map yet."),)


def _people(network: Network, names: dict[str, str], *, how: bool) -> TwinTable:
    partners: dict[str, list[str]] = {}
    parents: dict[str, list[str]] = {}
    children: dict[str, list[str]] = {}
    for union in network.unions:
        known = [partner for partner in union.partners if partner in names]
        for one in known:
            partners.setdefault(one, []).extend(f"{names[other]}{_union_words(union, how=how)}" for other in known if other != one)
            children.setdefault(one, []).extend(
                f"{names[child.member]}{_child_words(child, how=how)}" for child in union.children if child.member in names
            )
        for child in union.children:
            parents.setdefault(child.member, []).append(_parents_words(union, child, names, how=how))
    rows = [
        TwinRow(
            member.id,
            (
                names[member.id],
                _who(member, network),
                _dates(member),
                *("; ".join(filter(None, found.get(member.id, ()))) for found in (partners, parents, children)),
                clean(_does(member, network) if how else member.does),
            ),
        )
        for member in in_order(network.members)
    ]
    headings = ("Name", "Who", "Dates", "Partners" if how else "Partners, now or before", "Parents", "Children", "What they do")
    return TwinTable("Who is on the map", headings, tuple(rows), "Nobody is on the map yet.")


def _out_of_order(network: Network, names: dict[str, str], spots: tuple[Spot, ...]) -> TwinTable:
    """Brothers and sisters who stand to the left of somebody born earlier: the eldest should stand on the left."""
    at = {spot.of: spot.x + spot.width / 2 for spot in spots}
    members = {member.id: member for member in network.members if member.id in at}
    rows = []
    for union in network.unions:
        children = [members[one] for one in sorted({child.member for child in union.children} & set(members), key=lambda one: at[one])]
        ranks = ranks_of(children)
        for k, (child, rank) in enumerate(zip(children, ranks, strict=True)):
            later = zip(children[k + 1 :], ranks[k + 1 :], strict=True)
            older = [names[other.id] for other, theirs in later if rank is not None and theirs is not None and theirs < rank]
            if older:
                words = f"In this drawing {names[child.id]} stands before {' and '.join(older)}, who {_was(older)} born earlier"
                rows.append(TwinRow(child.id, (names[child.id], words)))
    return TwinTable(
        "Who does not stand in order of birth", ("Name", "Where they stand"), tuple(rows), "Everybody stands in order of birth."
    )


def _was(people: list[str]) -> str:
    return "was" if len(people) == 1 else "were"


def _households(network: Network, names: dict[str, str], spots: tuple[Spot, ...]) -> TwinTable:
    """Who lives together; and of which household the drawing has several outlines."""
    outlines = Counter(spot.of for spot in spots)
    apart = any(outlines[home.id] > 1 for home in network.households)
    rows = [
        TwinRow(
            home.id,
            (
                clean(home.name) or "Household",
                ", ".join(names[member] for member in home.members if member in names),
                *([_APART.format(outlines[home.id]) if outlines[home.id] > 1 else ""] if apart else []),
            ),
        )
        for home in network.households
    ]
    headings = ("Household", "Who lives there", *(["In the drawing"] if apart else []))
    return TwinTable("Who lives together", headings, tuple(rows), "No household is on the map yet.")


def _between(network: Network, names: dict[str, str]) -> TwinTable:
    """Ties that the drawing shows apart from kinship: a word of their own, an emotional line, or somebody outside the family."""
    in_family = {member for union in network.unions for member in (*union.partners, *(child.member for child in union.children))}
    rows = []
    for tie in network.ties:
        if tie.a not in names or tie.b not in names:
            continue
        said = _lines(network, tie)
        if tie.label or said or not {tie.a, tie.b} <= in_family:
            rows.append(TwinRow(tie.id, (names[tie.a], names[tie.b], clean(tie.label) or _TIES[tie.kind], said)))
    headings = ("Who", "And who", "How they know each other", "What is between them")
    return TwinTable("What is between people", headings, tuple(rows), "Nothing is recorded between people yet.")


def _worries(network: Network) -> TwinTable:
    """Every answer about harm, oldest first, as it was given. Only a worker's or a supervisor's map holds any."""
    words, rows = Wording(network, date.min), []
    for reading, value in _said(network, Concern, (*network.ties, *network.members)):
        spoken = words.spoken(reading, beside(words, reading))
        on_member = network.has(reading.about)
        about = f"about {words.name(reading.about)}" if on_member else words.course(network.tie(reading.about), value)
        said_on = day(reading.said_on) if reading.said_on else ""
        kind = lower_first(value.type) if value.level > ConcernLevel.NONE else ""
        cells = (spoken.who, said_on, spoken.present, CONCERN[value.level], kind, about, " ".join(spoken.notes))
        rows.append(TwinRow(reading.about, tuple(map(clean, cells))))
    headings = ("Who says so", "When", "Who was in the room", "How worried", "Kind of harm", "From whom to whom", "To keep in mind")
    return TwinTable("Worries about harm", headings, tuple(rows), "No worry about harm is recorded.")


def _orders(network: Network, as_of: date | None) -> TwinTable:
    """Every order, condition and limit, oldest first. Only a worker's or a supervisor's map holds any."""
    words, rows = Wording(network, as_of or date.min), []
    for reading, value in _said(network, Restriction, network.ties):
        tie = network.tie(reading.about)
        both = words.names((tie.a, tie.b))
        bound, protected = (words.name(end) for end in ((tie.a, tie.b) if value.direction is Direction.A_TO_B else (tie.b, tie.a)))
        ends = (both, both) if value.direction is Direction.BOTH else (bound, protected)
        dates = (day(when) if when else "not known" for when in (value.starts, value.ends))
        cells = (value.kind, *ends, *dates, words.standing(value) if as_of else "")
        rows.append(TwinRow(tie.id, tuple(map(clean, cells))))
    headings = ("Kind", "Who is bound, or is kept away", "Who is protected", "From", "Until", "In force or ended")
    return TwinTable("Orders, conditions and limits", headings, tuple(rows), "No order, condition or limit is recorded.")


def _said(network: Network, kind: type[_Kind], about: Iterable[Member | Tie]) -> Iterator[tuple[Reading, _Kind]]:
    """Every reading of one kind about these members and ties, oldest first."""
    known = {one.id for one in about}
    for reading in oldest_first(network.readings):
        if isinstance(reading.value, kind) and reading.about in known:
            yield reading, reading.value


def _lines(network: Network, tie: Tie) -> str:
    """The last that each voice said of what is between two members, with whose word it is."""
    words = Wording(network, date.min)
    latest = {words.who(reading): words.says(reading) for reading in network.said(tie.id, What.EMOTIONAL)}
    return clean("; ".join(f"{who}: {says}" for who, says in latest.items()))


def _names(network: Network) -> dict[str, str]:
    """Every member's name; two of the same name are told apart as on every page."""
    words = Wording(network, date.min)
    return {member.id: clean(words.name(member.id)) or "No name" for member in network.members}


def _who(member: Member, network: Network) -> str:
    who = _GENDERS[member.gender] if member.kind is MemberKind.PERSON else member.kind.value
    return f"{who}, whom this map is about" if member.id == network.adult_id else who


def _does(member: Member, network: Network) -> str:
    """What somebody does. A word for a relative is put right where the map says that the couple behind it has parted."""
    word, comma, rest = member.does.partition(",")
    now = relation(network, network.adult_id, member.id) if network.adult_id else None
    return f"{now}{comma}{rest}" if now == f"former {word.strip().casefold()}" else member.does


def _dates(member: Member) -> str:
    born = f"born {member.born.words}" if member.born else ""
    died = f"died {member.died.words}" if member.died else "died" if member.dead else ""
    return ", ".join(filter(None, (born, died)))


def _child_words(child: Child, *, how: bool) -> str:
    """How a child came to their parents: ``" (by adoption)"``."""
    return f" ({_CHILDREN[child.kind]})" if how else ""


def _union_words(union: Union, *, how: bool) -> str:
    """How and when a couple was joined: ``" (divorced, 1990 to 2001)"``."""
    if not how:
        return ""
    since, until = (when.words if when else "" for when in (union.start, union.end))
    when = f"{since} to {until}" if since and until else f"from {since}" if since else f"until {until}" if until else ""
    words = ", ".join(filter(None, (_KINDS.get(union.kind, union.kind.value), when, clean(union.label))))
    return f" ({words})" if words else ""


def _siblings_words(union: Union, child: Child, names: dict[str, str]) -> list[str]:
    """Whose brother or sister somebody is, where nobody knows their parents."""
    others = [names[other.member] for other in union.children if other.member != child.member and other.member in names]
    return [f"brother or sister of {' and '.join(others)} (parents not on the map)"] if others else []


def _parents_words(union: Union, child: Child, names: dict[str, str], *, how: bool) -> str:
    """Whose child somebody is and how, and whom they were born with."""
    parents = " and ".join(names[partner] for partner in union.partners if partner in names)
    found = [f"{parents}{_child_words(child, how=how)}"] if parents else _siblings_words(union, child, names)
    others = [names[other.member] for other in union.children if other.multiple == child.multiple != "" and other.member != child.member]
    if others:
        found.append(f"born together with {' and '.join(others)}{' (identical)' if child.identical else ''}")
    return ", ".join(found)
