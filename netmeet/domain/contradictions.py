"""What does not fit together on a map, as questions. They stand beside it; they never block anything.

A date that is known only roughly is given the benefit of the doubt: a question is asked where no reading of it fits.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import networkx as nx

from netmeet.domain.called import same_for
from netmeet.domain.dates import PartialDate, age_between
from netmeet.domain.families import Families, families
from netmeet.domain.network import ChildKind, Gender, Member, MemberKind, Network, Union

UNNAMED = "Name not known"
"""What a nameless person of an imported file is called. Nobody asks whether two of them are the same."""

YOUNGEST_PARENT = 12
OLDEST_AGE = 120
AFTER_A_FATHERS_DEATH = timedelta(days=300)
"""Nine months and a little over."""

_WHICH = "Is a date wrong, or the relationship?"
_CARED_FOR = (ChildKind.BIRTH, ChildKind.ADOPTED, ChildKind.FOSTER, ChildKind.DONOR, ChildKind.KINSHIP_CARE)


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask again. ``about`` are the members it is about, in the order the text names them."""

    text: str
    about: tuple[str, ...] = ()


def contradictions(network: Network, as_of: date) -> tuple[Question, ...]:
    """Return a question for everything on the map that cannot be as it stands, on that day."""
    asking = _Asking(network, families(network.unions), as_of)
    asked = (
        asking.of_lives(),
        asking.of_names(),
        asking.of_unions(),
        asking.of_parents(),
        asking.of_ancestors(),
        asking.of_other_parents(),
    )
    return tuple(dict.fromkeys(question for questions in asked for question in questions))


@dataclass(frozen=True)
class _Asking:
    network: Network
    families: Families
    as_of: date

    @cached_property
    def people(self) -> dict[str, Member]:
        return {member.id: member for member in self.network.members if member.kind is MemberKind.PERSON}

    def _name(self, member: str) -> str:
        return self.network.member(member).name if self.network.has(member) else "Somebody who is not on the map"

    def _names(self, members: Iterable[str]) -> str:
        *first, last = [self._name(member) for member in members]
        return f"{', '.join(first)} and {last}" if first else last

    def of_lives(self) -> Iterator[Question]:
        """Dates of one life: before birth, in the future, at an age nobody reaches."""
        for member in self.people.values():
            for text in self._of_life(member):
                yield Question(text, (member.id,))

    def _of_life(self, member: Member) -> Iterator[str]:
        born, died, name = member.born, member.died, member.name
        if born and died and died.latest < born.earliest:
            yield f"{name} is said to have died ({died.words}) before being born ({born.words}). Which date is wrong?"
        if born and born.earliest > self.as_of:
            yield f"The birth of {name} ({born.words}) lies in the future. Is the date right?"
        if died and died.earliest > self.as_of:
            yield f"The death of {name} ({died.words}) lies in the future. Is the date right?"
        if born and not member.has_died and age_between(born, self.as_of)[0] > OLDEST_AGE:
            yield f"{name} would be over {OLDEST_AGE} years old. Have they died?"

    def of_names(self) -> Iterator[Question]:
        """Two people of one name: perhaps one person who was put on the map twice."""
        named: dict[str, list[str]] = {}
        for member in self.people.values():
            named.setdefault(same_for(member.name), []).append(member.id)
        for members in named.values():
            name = self._name(members[0])
            if len(members) > 1 and name != UNNAMED:
                yield Question(f"{name} is on the map {_times(len(members))}: is that one person?", tuple(members))

    def of_unions(self) -> Iterator[Question]:
        """Couples of one, of nobody, or that ended before they began."""
        for union in self.network.unions:
            about = tuple(dict.fromkeys(union.partners))
            for text in self._of_union(union, about):
                yield Question(text, about)

    def _of_union(self, union: Union, about: tuple[str, ...]) -> Iterator[str]:
        who = self._names(about) if about else "somebody whose name is not known"
        if len(about) < len(union.partners):
            yield f"{self._name(_first_twice(union.partners))} is entered as their own partner. Who is the other partner?"
        if not union.partners and not union.children:
            yield "A couple on the map has neither partners nor children. Whose is it?"
        if union.start and union.end and union.end.latest < union.start.earliest:
            yield f"The couple {who} ended ({union.end.words}) before it began ({union.start.words}). Which date is wrong?"
        for when, what in ((union.start, "beginning"), (union.end, "end")):
            if when and when.earliest > self.as_of:
                yield f"The {what} of the couple {who} ({when.words}) lies in the future. Is the date right?"

    def of_parents(self) -> Iterator[Question]:
        """Children and parents whose dates don't fit, and more parents by birth than anybody has."""
        for child, parents in self.families.parents.items():
            for parent, kind in parents.items():
                text = self._of_parent(child, parent, kind) if child != parent else None
                if text:
                    yield Question(text, (child, parent))
            yield from self._of_birth(child)

    def _of_parent(self, child: str, parent: str, kind: ChildKind) -> str | None:
        young, old = self.people.get(child), self.people.get(parent)
        if young is None or old is None or young.born is None or kind not in _CARED_FOR:
            return None
        by_birth = kind in (ChildKind.BIRTH, ChildKind.DONOR)
        if old.born and young.born.latest < old.born.earliest:
            return f"{young.name} ({young.born.words}) was born before {old.name} ({old.born.words}), who is entered as a parent. {_WHICH}"
        if by_birth and old.born and age_between(old.born, young.born.latest)[1] < YOUNGEST_PARENT:
            return f"{old.name} would have been under {YOUNGEST_PARENT} when {young.name} was born. {_WHICH}"
        if kind is ChildKind.BIRTH and old.died and young.born.earliest > _last_birth(old, old.died):
            return f"{young.name} was born ({young.born.words}) after {old.name} died ({old.died.words}). {_WHICH}"
        return None

    def _of_birth(self, child: str) -> Iterator[Question]:
        by_birth = [parent for parent, kind in self.families.parents[child].items() if kind is ChildKind.BIRTH]
        mothers = [parent for parent in by_birth if self.network.has(parent) and self.network.member(parent).gender is Gender.WOMAN]
        if len(by_birth) > 2:
            text = f"{self._names(by_birth)} are all entered as parents of {self._name(child)} by birth."
            yield Question(f"{text} Which of them is a parent in another way?", (*by_birth, child))
        elif len(mothers) == 2:
            text = f"{self._names(mothers)} are both entered as mother of {self._name(child)} by birth."
            yield Question(f"{text} Is one of them a parent in another way?", (*mothers, child))
        else:
            yield from self._of_two_places(child)

    def _of_two_places(self, child: str) -> Iterator[Question]:
        """Somebody who hangs by birth from two sets of parents, one of them a couple or unnamed; two lone parents are the two there are."""
        born = [union for union in self.families.as_child[child] if self.families.kind_in(union, child) is ChildKind.BIRTH]
        if len(born) > 1 and any(len(union.partners) != 1 for union in born):
            sets = "; and of ".join(
                self._names(union.partners) if union.partners else "parents whose names are not known" for union in born
            )
            about = tuple(dict.fromkeys((child, *(partner for union in born for partner in union.partners))))
            text = f"{self._name(child)} is entered as a child by birth more than once: of {sets}."
            yield Question(f"{text} Are these the same parents?", about)

    def of_other_parents(self) -> Iterator[Question]:
        """The adult's own children of whom no other parent is written down: the map says no more than what was told."""
        adult = self.network.adult_id
        children = [child for child in self.families.children.get(adult or "", ()) if self._has_one_parent(child, adult or "")]
        if adult and children:
            text = f"Who is the other parent of {self._names(children)}? Only {self._name(adult)} is written down."
            yield Question(f"{text} Leave this open if nobody needs to know.", (*children, adult))

    def _has_one_parent(self, child: str, parent: str) -> bool:
        own = [one for one, kind in self.families.parents[child].items() if kind in (ChildKind.BIRTH, ChildKind.ADOPTED)]
        return own == [parent] and child != parent

    def of_ancestors(self) -> Iterator[Question]:
        """People who are their own ancestors."""
        lines: nx.DiGraph[str] = nx.DiGraph((parent, child) for child, parents in self.families.parents.items() for parent in parents)
        place = {member: number for number, member in enumerate(lines)}
        for loop in sorted(nx.strongly_connected_components(lines), key=lambda those: min(place[one] for one in those)):
            about = tuple(sorted(loop, key=place.__getitem__))
            if len(about) > 1:
                yield Question(
                    f"{self._names(about)} are entered as one another’s ancestors. Which of them are parents, and of whom?", about
                )
            elif lines.has_edge(about[0], about[0]):
                yield Question(f"{self._name(about[0])} is entered as their own parent. Who is the parent?", about)


def _last_birth(parent: Member, died: PartialDate) -> date:
    """The last day that a child of somebody who died can be born on: a mother's own last day, nine months on for anybody else."""
    if parent.gender is Gender.WOMAN or died.latest > date.max - AFTER_A_FATHERS_DEATH:
        return died.latest
    return died.latest + AFTER_A_FATHERS_DEATH


def _first_twice(members: tuple[str, ...]) -> str:
    return next(member for place, member in enumerate(members) if member in members[:place])


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number:,} times"
