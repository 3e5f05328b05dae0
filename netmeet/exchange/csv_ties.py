"""A table of ties: who is tied to whom, who is a couple, and whose child each is."""

from dataclasses import dataclass, field
from functools import cached_property

from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Child, ChildKind, Member, Network, Sphere, Tie, TieKind, Union, UnionKind
from netmeet.domain.plain import TEXT_LIMIT
from netmeet.domain.relations import guess_relation
from netmeet.exchange.csv_columns import TIES
from netmeet.exchange.csv_in import Cells, Chosen, Problems, check_columns, numbered
from netmeet.exchange.csv_words import known, short, typed_date
from netmeet.exchange.edges import Joins
from netmeet.exchange.spheres import sphere_of

Key = str | frozenset[str]
"""What tells couples apart: the text of the family column, else who they are."""


@dataclass(slots=True)
class _Family:
    """A couple or a parent alone, as it is gathered from its rows."""

    partners: dict[str, None] = field(default_factory=dict)
    kind: UnionKind | None = None
    label: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    children: dict[str, ChildKind] = field(default_factory=dict)

    def union(self, id: str) -> Union:
        partners = tuple(self.partners)
        kind = self.kind or (UnionKind.OTHER if len(partners) > 1 else UnionKind.SINGLE)
        children = tuple(Child(child, how) for child, how in self.children.items())
        return Union(id, partners, kind, self.start, self.end, children, self.label)


@dataclass
class TiesReader:
    """Reads a table of ties between the members of another table and those of a map."""

    members: Network
    on_map: Network
    problems: Problems
    called: set[str] = field(default_factory=set)
    """The ids of those on the map whom the table names."""

    families: dict[Key, _Family] = field(default_factory=dict)
    parents: list[tuple[str, str, ChildKind]] = field(default_factory=list)

    def read(self, chosen: Chosen) -> tuple[tuple[Tie, ...], tuple[Union, ...]]:
        """Return the ties and unions of a table. Problems are noted."""
        check_columns(chosen, TIES, self.problems)
        if not ({"a", "a_id"} & set(chosen.keys) and {"b", "b_id"} & set(chosen.keys)):
            self.problems.said.append("Say which columns hold the two ends of each tie, by name or number.")
            return (), ()
        ties = [tie for row in chosen.rows() if (tie := self._row(row)) is not None]
        self._place_children()
        return tuple(ties), tuple(family.union(f"u{number}") for number, family in enumerate(self.families.values(), start=1))

    def _row(self, row: Cells) -> Tie | None:
        """The tie of a row; a row of a couple or of a parent is gathered instead."""
        a, b = self._end(row, "a"), self._end(row, "b")
        joins: Joins = self.problems.word(row, "joins", "joins") or Joins.TIE
        if not a or not b:
            return None
        if a == b:
            self.problems.add(row, "b", "this joins somebody to themselves.")
        elif joins is Joins.COUPLE:
            self._couple(row, a, b)
        elif joins is Joins.PARENT:
            self._parent(row, a, b)
        else:
            return self._tie(row, a, b)
        return None

    def _end(self, row: Cells, end: str) -> str | None:
        """Who stands at one end: by number in the table of members, else by name in it, else by name on the map."""
        number, name = row[f"{end}_id"], row[end]
        if number and self.members.has(numbered(number)):
            return numbered(number)
        if not name:
            says = f"“{short(number)}” is not a number of the table of members." if number else "there is nobody here."
            self.problems.add(row, f"{end}_id" if number else end, says)
            return None
        for names, where in ((self._in_file, "in the file"), (self._on_map, "on the map")):
            same = names.get(bare(name), ())
            if len(same) > 1:
                self.problems.add(row, end, f"{len(same)} people {where} are called “{short(name)}”. Give their numbers instead.")
                return None
            if same:
                self.called |= set(same) if names is self._on_map else set()
                return same[0]
        self.problems.add(row, end, f"nobody in the file or on the map is called “{short(name)}”.")
        return None

    @cached_property
    def _in_file(self) -> dict[str, list[str]]:
        return _by_name(self.members)

    @cached_property
    def _on_map(self) -> dict[str, list[str]]:
        return _by_name(self.on_map)

    def _tie(self, row: Cells, a: str, b: str) -> Tie:
        kind: TieKind | None = known("tie", row["kind"]) if row["kind"] else None
        # A word that is no kind of tie is still a word for it.
        label = row["words"] if kind or not row["kind"] else ", ".join(filter(None, (row["words"], row["kind"])))
        if len(label) > TEXT_LIMIT:
            self.problems.add(row, "words", f"this must be {TEXT_LIMIT:,} characters or fewer.")
        return Tie(f"row {row.number}", a, b, kind or self._kind(a, b, label), label[:TEXT_LIMIT])

    def _kind(self, a: str, b: str, label: str) -> TieKind:
        """The kind of a tie, told by its words, else by where its two ends belong."""
        spheres = {self._member(one).sphere for one in (a, b)} - {Sphere.OTHER}
        if guess_relation(label):
            return TieKind.KINSHIP
        if sphere_of(label) is Sphere.PAID or Sphere.PAID in spheres:
            return TieKind.PAID
        return TieKind.KINSHIP if spheres == {Sphere.FAMILY} else TieKind.SOCIAL

    def _member(self, id: str) -> Member:
        return self.members.member(id) if self.members.has(id) else self.on_map.member(id)

    def _couple(self, row: Cells, a: str, b: str) -> None:
        family = self._family(row["family"] or frozenset((a, b)), a, b)
        family.kind = family.kind or self.problems.word(row, "kind", "couple") or UnionKind.OTHER
        family.label = family.label or self.problems.text(row, "words", TEXT_LIMIT)
        family.start = family.start or self.problems.value(row, "start", typed_date)
        family.end = family.end or self.problems.value(row, "end", typed_date)

    def _parent(self, row: Cells, parent: str, child: str) -> None:
        how: ChildKind = self.problems.word(row, "kind", "parent") or ChildKind.BIRTH
        if row["family"]:
            self._family(row["family"], parent).children.setdefault(child, how)
        else:
            self.parents.append((child, parent, how))

    def _family(self, key: Key, *partners: str) -> _Family:
        family = self.families.setdefault(key, _Family())
        family.partners.update(dict.fromkeys(partners))
        return family

    def _place_children(self) -> None:
        """Children whose rows name no family: two parents in one way are a family, any other number stand alone."""
        parents: dict[tuple[str, ChildKind], dict[str, None]] = {}
        for child, parent, how in self.parents:
            parents.setdefault((child, how), {})[parent] = None
        families = {frozenset(family.partners): family for family in reversed(self.families.values())}
        for (child, how), named in parents.items():
            for together in [tuple(named)] if len(named) == 2 else [(parent,) for parent in named]:
                family = families.get(frozenset(together)) or self._family(frozenset(together), *together)
                families[frozenset(together)] = family
                family.children.setdefault(child, how)


def _by_name(network: Network) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for member in network.members:
        names.setdefault(called(member), []).append(member.id)
    return names


def called(member: Member) -> str:
    """The name of a member for comparing: without capitals and extra spaces."""
    return bare(member.name)


def bare(name: str) -> str:
    """A name for comparing."""
    return " ".join(name.casefold().split())
