"""How the map is told on the worker's pages: rows of members, and what was said, grouped by what it is about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from netmeet.domain.kinship import relation
from netmeet.domain.mistakes import Mark, Marked
from netmeet.domain.network import Household, Member, Network, Sphere, Tie, Union
from netmeet.domain.readings import SAYABLE, What
from netmeet.domain.reliance import helps_unpaid
from netmeet.domain.voices import in_order
from netmeet.domain.wording import Spoken, Wording, joined

ORDER = (
    What.WANTS,
    What.IMPORTANCE,
    What.CLOSENESS,
    What.SUPPORT,
    What.CONTACT,
    What.CONCERN,
    What.RESTRICTION,
    What.EMOTIONAL,
    What.STRENGTH,
    What.FLOW,
    What.STRESS,
    What.STRAIN,
)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member in the table: who they are to the adult, where they belong, how much was said about them and their ties.

    ``orders`` are those of their ties that an order, a condition or a limit hangs on, with the name at the other end.
    """

    member: Member
    who: str
    tie: Tie | None
    said: int
    orders: tuple[tuple[Tie, str], ...]


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A couple, one parent, brothers and sisters, or a household: whose it is, what it is, and who belongs to it."""

    who: str
    what: str
    people: str
    union: Union | None = None
    household: Household | None = None

    def holds(self, member_id: str) -> bool:
        """True of whoever is a partner, parent or child there, or lives there."""
        if self.union is None:
            return self.household is not None and member_id in self.household.members
        return member_id in (*self.union.partners, *(child.member for child in self.union.children))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said, with what was said of it afterwards; a mistake counts nowhere."""

    spoken: Spoken
    marks: tuple[Mark, ...] = ()
    is_mistake: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Everything of one kind that was said, oldest first, mistakes in their place. ``seldom``: not asked of everybody like this."""

    what: What
    question: str
    said: tuple[Entry, ...]
    seldom: bool = False


@dataclass(frozen=True, slots=True)
class ToldTie:
    """One tie in words."""

    title: str
    how: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """One of a member's ties, seen from the member."""

    tie: Tie
    other: Member
    words: str


@dataclass(frozen=True, slots=True)
class ToldMember:
    """One member in words."""

    who: str
    ties: tuple[OtherEnd, ...]
    families: tuple[FamilyRow, ...]
    with_adult: Tie | None
    groups: tuple[Group, ...]


def _who(network: Network, member: Member) -> str:
    """Who a member is to the adult, in a word or two."""
    related = relation(network, network.adult_id, member.id) if network.adult_id else None
    return related or member.does or ("" if member.sphere is Sphere.OTHER else member.sphere.value)


def member_rows(network: Network) -> tuple[MemberRow, ...]:
    """Everybody but the adult, family first, then by where they belong and name."""
    order, rows = list(Sphere), []
    said = Counter(reading.about for reading in network.readings)
    ordered = {reading.about for reading in network.readings if reading.what is What.RESTRICTION}
    for member in sorted(network.members, key=lambda one: (order.index(one.sphere), one.name.casefold(), one.id)):
        if member.id == network.adult_id:
            continue
        tie = network.tie_between(network.adult_id or "", member.id)
        ties = network.ties_of(member.id)
        orders = tuple((found, network.member(found.other(member.id)).name) for found in ties if found.id in ordered)
        count = said[member.id] + sum(said[found.id] for found in ties)
        rows.append(MemberRow(member, _who(network, member), tie, count, orders))
    return tuple(rows)


NO_PARENTS = "Parents who are not on the map"


def family_rows(network: Network, today: date) -> tuple[FamilyRow, ...]:
    """Every couple, family and household, in the order they were put on the map."""
    words = Wording(network, today)
    unions = (
        FamilyRow(
            joined(words.name(partner) for partner in union.partners) or NO_PARENTS,
            union.label
            or (union.kind.value if len(union.partners) > 1 else "one parent on the map" if union.partners else "brothers and sisters"),
            joined(words.name(child.member) for child in union.children),
            union=union,
        )
        for union in network.unions
    )
    homes = (FamilyRow(home.name or "Household", "household", words.names(home.members), household=home) for home in network.households)
    return (*unions, *homes)


def told_of_tie(network: Network, tie: Tie, marked: Iterable[Marked], today: date) -> ToldTie:
    """Everything said about a tie, grouped by what it is about. ``marked`` are the entries that something was said of afterwards."""
    words = Wording(network, today)
    groups = _groups(words, tie.id, marked, of_tie=True)
    return ToldTie(words.names((tie.a, tie.b)), tie.label or _related(network, tie) or tie.kind.value, groups)


def _related(network: Network, tie: Tie) -> str:
    """``brother and sister``: what each is to the other, where the map says so."""
    said = (relation(network, tie.b, tie.a), relation(network, tie.a, tie.b))
    return joined(dict.fromkeys(word for word in said if word))


def told_of_member(network: Network, member: Member, marked: Iterable[Marked], today: date) -> ToldMember:
    """A member with their ties, their place in the family, and what was said about them as a person."""
    words = Wording(network, today)
    ends = []
    for tie in network.ties_of(member.id):
        other = network.member(tie.other(member.id))
        ends.append(OtherEnd(tie, other, relation(network, member.id, other.id) or tie.label or tie.kind.value))
    ends.sort(key=lambda end: (end.other.id != network.adult_id, end.other.name.casefold(), end.tie.id))
    return ToldMember(
        who=_who(network, member),
        ties=tuple(ends),
        families=tuple(row for row in family_rows(network, today) if row.holds(member.id)),
        with_adult=next((end.tie for end in ends if end.other.id == network.adult_id), None),
        groups=_groups(words, member.id, marked, of_tie=False),
    )


def _groups(words: Wording, about: str, marked: Iterable[Marked], *, of_tie: bool) -> tuple[Group, ...]:
    kinds = [what for what in ORDER if (SAYABLE[what].of_tie if of_tie else SAYABLE[what].of_member)]
    here = {one.reading.id: one for one in marked if one.reading.about == about}
    seldom = not of_tie and not helps_unpaid(words.network, about)
    groups = [_group(words, about, what, here, seldom=seldom and what is What.STRAIN) for what in kinds]
    return tuple(group for group in groups if of_tie or group.said or _asked_of(words.network, about, group.what))


def _group(words: Wording, about: str, what: What, marked: Mapping[str, Marked], *, seldom: bool) -> Group:
    said = _entries(words, about, what, marked)
    return Group(what, SAYABLE[what].question, said, seldom and not said)


def _entries(words: Wording, about: str, what: What, marked: Mapping[str, Marked]) -> tuple[Entry, ...]:
    """What counts and what was a mistake, in the order that it was said."""
    mistakes = (one.reading for one in marked.values() if one.is_mistake and one.reading.what is what)
    said = in_order((*words.network.said(about, what), *mistakes))
    return tuple(
        Entry(words.spoken(reading), found.marks, found.is_mistake) if (found := marked.get(reading.id)) else Entry(words.spoken(reading))
        for reading in said
    )


def _asked_of(network: Network, about: str, what: What) -> bool:
    """A worry runs between two members, so it is asked on their tie; only the adult may be the subject of one alone."""
    return (what is What.CONCERN) == (about == network.adult_id)
