"""What tables of members and ties add to a map: worked out before anything is kept."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from netmeet.domain import kinship
from netmeet.domain.network import Gender, Member, Network, Sphere, Tie, TieKind, Union, UnionKind
from netmeet.exchange.csv_in import Chosen, Problems, read_members
from netmeet.exchange.csv_ties import TiesReader, called
from netmeet.exchange.written import counted

_TIE_OF_SPHERE = {Sphere.FAMILY: TieKind.KINSHIP, Sphere.PAID: TieKind.PAID}


_JOINED = ("start", "end", "label")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one or two tables hold. ``on_map`` are the ids of those on the map whom the ties name; all other ids are the file's own."""

    network: Network
    on_map: frozenset[str]
    cannot_carry: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose. ``adult`` is who in the file is the adult of the case (empty: nobody).

    ``same`` True: whoever has the name of one person on the map is that person, and is not added again. ``tie_all`` ties
    everybody who has no tie in the file to the adult.
    """

    adult: str = ""
    same: bool = True
    tie_all: bool = True


@dataclass(slots=True)
class Additions:
    """What is new on the map, the unions of the map that change, and in sentences what is left as it was."""

    members: list[Member] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    unions: dict[str, Union] = field(default_factory=dict)
    changed: dict[str, Union] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def said(self) -> tuple[str, ...]:
        """What this adds, in sentences."""
        counts = (
            (len(self.members), "member", "members"),
            (len(self.ties), "tie", "ties"),
            (len(self.unions), "couple or family", "couples or families"),
            (len(self.changed), "family on the map that gets more children", "families on the map that get more children"),
        )
        return tuple(f"{counted(*row)}." for row in counts if row[0]) or ("Nothing: everything in the file is on the map already.",)


def read_sheet(members: Chosen | None, ties: Chosen | None, known: Network) -> Sheet:
    """Return what the tables hold. ``known`` is the map that the ties may name people of.

    Raises ``BadRowsError`` with every problem, each with its row and column, or ``UnreadableFileError``.
    """
    problems = Problems()
    found = read_members(members, problems) if members else Network()
    reader = TiesReader(found, known, problems)
    lines, unions = reader.read(ties) if ties and not (problems.said and not found.members) else ((), ())
    problems.check()
    called_on = tuple(member for member in known.members if member.id in reader.called)
    left = [heading for chosen in (members, ties) if chosen for heading in chosen.left_out()]
    more = (f"The {'column' if len(left) == 1 else 'columns'} {', '.join(f'“{heading}”' for heading in left)}.",) if left else ()
    network = Network(found.adult_id, (*found.members, *called_on), lines, unions)
    return Sheet(network, frozenset(reader.called), (*problems.sentences(), *more))


def likely_adult(sheet: Sheet, adult: Member) -> str:
    """Who in the file is the adult: whom it says, else the only one with their name."""
    if sheet.network.adult_id:
        return sheet.network.adult_id
    same = [member.id for member in sheet.network.members if member.id not in sheet.on_map and called(member) == called(adult)]
    return same[0] if len(same) == 1 else ""


def additions(known: Network, sheet: Sheet, choices: Choices, new_id: Callable[[], str]) -> Additions:
    """Return what a sheet adds to the map of an adult. Nobody who is on it is changed."""
    return _Joining(known, sheet.network, _same(known, sheet, choices), choices, new_id).joined()


def _same(known: Network, sheet: Sheet, choices: Choices) -> dict[str, str]:
    """Who of the file is who on the map."""
    same = {id: id for id in sheet.on_map}
    if choices.adult and known.adult_id:
        same[choices.adult] = known.adult_id
    if choices.same:
        here = _alone(member for member in known.members if member.id != known.adult_id or not choices.adult)
        there = _alone(member for member in sheet.network.members if member.id not in same)
        same |= {there[name]: here[name] for name in here.keys() & there.keys()}
    return same


def _says_more(union: Union, here: Union) -> bool:
    """True of a couple of the file that is joined in another way, or at another time, than the same couple on the map."""
    other_kind = union.kind not in (here.kind, UnionKind.OTHER)
    return len(union.partners) > 1 and (other_kind or any(getattr(union, what) not in (None, "", getattr(here, what)) for what in _JOINED))


def _alone(members: Iterator[Member]) -> dict[str, str]:
    """The ids of those whose name nobody else has, by name."""
    named = [(called(member), member.id) for member in members]
    times = Counter(name for name, _ in named)
    return {name: id for name, id in named if times[name] == 1}


@dataclass(slots=True)
class _Joining:
    known: Network
    found: Network
    same: Mapping[str, str]
    choices: Choices
    new_id: Callable[[], str]
    ids: dict[str, str] = field(default_factory=dict)
    added: Additions = field(default_factory=Additions)
    tied: int = 0
    coupled: int = 0

    def joined(self) -> Additions:
        for member in self.found.members:
            self.ids[member.id] = self.same.get(member.id) or self.new_id()
            if member.id not in self.same:
                self.added.members.append(replace(member, id=self.ids[member.id]))
        self._ties()
        self._unions()
        self._relatives()
        self._told()
        return self.added

    def _ties(self) -> None:
        ends: set[str] = set()
        for tie in self.found.ties:
            a, b = self.ids[tie.a], self.ids[tie.b]
            ends |= {a, b}
            if a == b or self.known.tie_between(a, b):
                self.tied += 1
            else:
                self.added.ties.append(replace(tie, id=self.new_id(), a=a, b=b))
        adult = self.known.adult_id
        if self.choices.tie_all and adult:
            for member in self.added.members:
                if member.id not in ends:
                    kind = _TIE_OF_SPHERE.get(member.sphere, TieKind.SOCIAL)
                    self.added.ties.append(Tie(self.new_id(), adult, member.id, kind, member.does))

    def _unions(self) -> None:
        known = {frozenset(union.partners): union for union in reversed(self.known.unions)}
        for union in self.found.unions:
            partners = tuple(dict.fromkeys(self.ids[one] for one in union.partners))
            children = tuple(replace(child, member=self.ids[child.member]) for child in union.children)
            children = tuple(child for child in children if child.member not in partners)
            here = known.get(frozenset(partners))
            if here is None:
                fresh = replace(union, id=self.new_id(), partners=partners, children=children)
                self.added.unions[fresh.id] = fresh
                continue
            here = self.added.changed.get(here.id, here)
            self.coupled += _says_more(union, here)
            more = tuple(child for child in children if child.member not in {one.member for one in here.children})
            if more:
                self.added.changed[here.id] = replace(here, children=(*here.children, *more))

    def _relatives(self) -> None:
        """Whoever is tied to the adult as a son or a sister, and is no relative by the rows, finds their place in the family."""
        adult = self.known.adult_id
        joined = {one for union in self.added.unions.values() for one in (*union.partners, *(child.member for child in union.children))}
        words = {tie.b: tie.label for tie in self.added.ties if tie.a == adult and tie.kind is TieKind.KINSHIP}
        for number, member in enumerate(self.added.members):
            said = (words[member.id], member.does, member.name) if member.id in words else ()
            found = next((relation for each in said if (relation := kinship.guess_relation(each))), None)
            if adult is None or found is None or (member.id in joined and kinship.relation(self._now(), adult, member.id)):
                continue
            gender = kinship.gender_of(found) if member.gender is Gender.UNKNOWN else member.gender
            self.added.members[number] = replace(member, gender=gender)
            for union in kinship.place_relative(self._now(), adult, member.id, found, self.new_id) or ():
                kept = self.added.changed if any(union.id == each.id for each in self.known.unions) else self.added.unions
                kept[union.id] = union

    def _now(self) -> Network:
        """The map as it is by now."""
        members = (*self.known.members, *self.added.members)
        unions = (*(self.added.changed.get(union.id, union) for union in self.known.unions), *self.added.unions.values())
        return replace(self.known, members=members, unions=unions)

    def _told(self) -> None:
        again = sum(1 for id in self.same if not self.known.has(id))
        if again:
            stay = counted(
                again, "person in the file is on the map already, and stays", "people in the file are on the map already, and stay"
            )
            self.added.left.append(f"{stay} as they are there.")
        tied = {end for tie in self.added.ties for end in (tie.a, tie.b)}
        alone = sum(1 for member in self.added.members if member.id not in tied)
        if alone:
            self.added.left.append(f"{counted(alone, 'new member has', 'new members have')} no tie to anybody.")
        if self.coupled:
            stay = counted(self.coupled, "couple is on the map already, and stays", "couples are on the map already, and stay")
            self.added.left.append(f"{stay} joined as they are there.")
        if self.tied:
            self.added.left.append(f"{counted(self.tied, 'tie is', 'ties are')} on the map already.")
