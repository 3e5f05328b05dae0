"""Where a relative belongs among the unions of a map. What a word leaves open is left open: nothing is guessed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from netmeet.domain.families import Families, families
from netmeet.domain.network import Child, ChildKind, Gender, MemberKind, Network, Union, UnionKind
from netmeet.domain.relations import Relation, gender_of

Placed = tuple[Union, ...] | None

_R = Relation
_BY_BIRTH, _BY_ADOPTION, _BY_FOSTERING = ChildKind.BIRTH, ChildKind.ADOPTED, ChildKind.FOSTER

_PARENTS = MappingProxyType(
    dict.fromkeys((_R.MOTHER, _R.FATHER, _R.PARENT), _BY_BIRTH)
    | dict.fromkeys((_R.ADOPTIVE_MOTHER, _R.ADOPTIVE_FATHER, _R.ADOPTIVE_PARENT), _BY_ADOPTION)
    | dict.fromkeys((_R.FOSTER_MOTHER, _R.FOSTER_FATHER, _R.FOSTER_PARENT), _BY_FOSTERING)
)
_CHILDREN = MappingProxyType(
    dict.fromkeys((_R.DAUGHTER, _R.SON, _R.CHILD), _BY_BIRTH)
    | dict.fromkeys((_R.ADOPTED_DAUGHTER, _R.ADOPTED_SON, _R.ADOPTED_CHILD), _BY_ADOPTION)
    | dict.fromkeys((_R.FOSTER_DAUGHTER, _R.FOSTER_SON, _R.FOSTER_CHILD), _BY_FOSTERING)
)
_PARTNERS = MappingProxyType(
    {
        _R.WIFE: UnionKind.MARRIED,
        _R.HUSBAND: UnionKind.MARRIED,
        _R.SPOUSE: UnionKind.MARRIED,
        _R.CIVIL_PARTNER: UnionKind.CIVIL_PARTNERSHIP,
        _R.PARTNER: UnionKind.OTHER,
        _R.FIANCE: UnionKind.ENGAGED,
        _R.FORMER_WIFE: UnionKind.DIVORCED,
        _R.FORMER_HUSBAND: UnionKind.DIVORCED,
        _R.FORMER_PARTNER: UnionKind.SEPARATED,
    }
)

_HOLDS = frozenset({UnionKind.MARRIED, UnionKind.CIVIL_PARTNERSHIP})


def place_relative(network: Network, of: str, member: str, relation: Relation, new_id: Callable[[], str]) -> Placed:
    """Return the unions, new and changed, that make ``member`` the ``relation`` of ``of``.

    An empty tuple when the map says so already. None when the word alone doesn't say where somebody belongs (an aunt
    on which side? a grandmother by which parent?): they are then a relative by their tie only. Raises
    ``UnknownMemberError``.
    """
    if of == member or any(network.member(one).kind is not MemberKind.PERSON for one in (of, member)):
        return None
    place = _Place(network, families(network.unions), new_id)
    if relation in _PARENTS:
        return place.parent(of, member, _PARENTS[relation])
    if relation in _CHILDREN:
        return place.child(of, member, _CHILDREN[relation])
    if relation in _PARTNERS:
        return place.partner(of, member, _PARTNERS[relation])
    rule = _RULES.get(relation)
    return rule(place, of, member, gender_of(relation)) if rule else None


@dataclass(frozen=True, slots=True)
class _Place:
    """The rules, on one map."""

    network: Network
    families: Families
    new_id: Callable[[], str]

    def parent(self, of: str, member: str, kind: ChildKind) -> Placed:
        """Beside the parent that is known, or else alone.

        The adult's brothers and sisters are named as such, and share what is said of the adult's parents. Of anybody else's,
        a lone parent's other children, nobody has said who the other parent is.
        """
        if self._is_already(member, of, kind):
            return ()
        room = next((union for union in self._as_child(of, kind) if len(union.partners) < 2), None)
        if room is None:
            return (self._new((member,), UnionKind.SINGLE, Child(of, kind)),)
        couple = self._couple(room.partners[0], member) if room.partners else None
        if couple:
            return _moved(of, room, couple)
        joined = UnionKind.OTHER if room.partners else UnionKind.SINGLE
        if room.partners and of != self.network.adult_id and len(room.children) > 1:
            return _without(room, of), self._new((*room.partners, member), joined, Child(of, kind))
        return (replace(room, partners=(*room.partners, member), kind=joined if room.kind is UnionKind.SINGLE else room.kind),)

    def child(self, of: str, member: str, kind: ChildKind) -> Placed:
        """Under this parent alone, as nobody else was named; beside the parent that the child has already.

        A child born to somebody whose only couple is a marriage that holds is taken for a child of both, unless a child stands
        under them alone already. Of a couple that parted or is not married, and of a child who was not born to them, the word
        says nothing of the other one.
        """
        if self._is_already(of, member, kind):
            return ()
        if any(len(union.partners) < 2 for union in self._as_child(member, kind)):
            return self.parent(member, of, kind)
        alone = [union for union in self.families.as_partner.get(of, ()) if union.partners == (of,)]
        couple = self._marriage(of) if kind is _BY_BIRTH and not any(map(_has_born, alone)) else None
        if couple:
            return (_with_child(couple, member, kind),)
        return (_with_child(alone[0], member, kind) if alone else self._new((of,), UnionKind.SINGLE, Child(member, kind)),)

    def partner(self, of: str, member: str, kind: UnionKind) -> Placed:
        """A union of the two; one that says less is made to say more."""
        known = self._couple(of, member)
        if known is None:
            return (self._new((of, member), kind),)
        return (replace(known, kind=kind),) if known.kind is UnionKind.OTHER and kind is not UnionKind.OTHER else ()

    def sibling(self, of: str, member: str, _: Gender) -> Placed:
        """Among the children of the same parents, named or not."""
        mine, theirs = self.families.as_child.get(of, ()), self.families.as_child.get(member, ())
        if {union.id for union in mine} & {union.id for union in theirs}:
            return ()
        if mine and theirs:
            return None
        if not mine and not theirs:
            return (self._new((), UnionKind.SINGLE, Child(of), Child(member)),)
        known, child = (of, member) if mine else (member, of)
        return (_with_child((self._as_child(known, _BY_BIRTH) or mine or theirs)[0], child, _BY_BIRTH),)

    def half_sibling(self, of: str, member: str, _: Gender) -> Placed:
        """A child of the one parent that is known. Of two parents, the word doesn't say which."""
        parents = self.families.birth_parents(of)
        if parents & self.families.birth_parents(member):
            return ()
        if len(parents) != 1:
            return None
        (parent,) = parents
        alone = [union for union in self.families.as_partner[parent] if union.partners == (parent,) and not _has_child(union, of)]
        return (_with_child(alone[0], member, _BY_BIRTH) if alone else self._new((parent,), UnionKind.SINGLE, Child(member)),)

    def grandparent(self, of: str, member: str, gender: Gender) -> Placed:
        """A parent of the only parent who has room for one."""
        parents = [parent for parent in self.families.parents.get(of, {}) if parent != member]
        if any(self._is_parent(member, parent) for parent in parents):
            return ()
        room = [parent for parent in parents if self._has_room(parent, gender)]
        return self.parent(room[0], member, _BY_BIRTH) if len(room) == 1 else None

    def grandchild(self, of: str, member: str, _: Gender) -> Placed:
        """A child of the only child."""
        children = [child for child in self.families.children.get(of, ()) if child != member]
        if any(self._is_parent(child, member) for child in children):
            return ()
        return self.child(children[0], member, _BY_BIRTH) if len(children) == 1 else None

    def stepparent(self, of: str, member: str, _: Gender) -> Placed:
        """Of a couple with the only parent; the word doesn't say how the two are joined."""
        parents = self.families.birth_parents(of)
        if self._is_parent(member, of):
            return ()
        if len(parents) != 1:
            return None
        (parent,) = parents
        couple = self._couple(parent, member)
        step = Child(of, ChildKind.STEP)
        return (_with_child(couple, of, ChildKind.STEP) if couple else self._new((parent, member), UnionKind.OTHER, step),)

    def stepchild(self, of: str, member: str, _: Gender) -> Placed:
        """A child whom a partner brought; the word doesn't say which partner."""
        return () if self._is_parent(of, member) else self.child(of, member, ChildKind.STEP)

    def _as_child(self, child: str, kind: ChildKind) -> list[Union]:
        return [union for union in self.families.as_child.get(child, ()) if self.families.kind_in(union, child) is kind]

    def _is_already(self, parent: str, child: str, kind: ChildKind) -> bool:
        return any(parent in union.partners for union in self._as_child(child, kind))

    def _couple(self, one: str, other: str) -> Union | None:
        return next((union for union in self.families.as_partner.get(one, ()) if one != other and other in union.partners), None)

    def _marriage(self, of: str) -> Union | None:
        """The only couple that somebody is of, where it is a marriage or civil partnership that holds."""
        couples = [union for union in self.families.as_partner.get(of, ()) if len(union.partners) > 1]
        return couples[0] if len(couples) == 1 and couples[0].kind in _HOLDS and couples[0].end is None else None

    def _is_parent(self, parent: str, child: str) -> bool:
        return parent in self.families.parents.get(child, {})

    def _has_room(self, child: str, gender: Gender) -> bool:
        """True when somebody has fewer than two parents by birth, and none of this gender."""
        known = [self.network.member(parent).gender for parent in self.families.birth_parents(child) if self.network.has(parent)]
        return len(known) < 2 and (gender is Gender.UNKNOWN or gender not in known)

    def _new(self, partners: tuple[str, ...], kind: UnionKind, *children: Child) -> Union:
        return Union(self.new_id(), partners, kind, children=children)


def _moved(child: str, alone: Union, couple: Union) -> tuple[Union, ...]:
    """A lone parent's child, now that the other parent is known to be the partner. An empty place left alone says nothing."""
    kind = next(place.kind for place in alone.children if place.member == child)
    return _without(alone, child), _with_child(couple, child, kind)


def _without(union: Union, member: str) -> Union:
    return replace(union, children=tuple(child for child in union.children if child.member != member))


def _with_child(union: Union, member: str, kind: ChildKind) -> Union:
    return replace(union, children=(*(child for child in union.children if child.member != member), Child(member, kind)))


def _has_born(union: Union) -> bool:
    return any(child.kind is _BY_BIRTH for child in union.children)


def _has_child(union: Union, member: str) -> bool:
    return any(child.member == member for child in union.children)


_RULES: MappingProxyType[Relation, Callable[[_Place, str, str, Gender], Placed]] = MappingProxyType(
    dict.fromkeys((_R.SISTER, _R.BROTHER, _R.SIBLING), _Place.sibling)
    | dict.fromkeys((_R.HALF_SISTER, _R.HALF_BROTHER, _R.HALF_SIBLING), _Place.half_sibling)
    | dict.fromkeys((_R.GRANDMOTHER, _R.GRANDFATHER, _R.GRANDPARENT), _Place.grandparent)
    | dict.fromkeys((_R.GRANDDAUGHTER, _R.GRANDSON, _R.GRANDCHILD), _Place.grandchild)
    | dict.fromkeys((_R.STEPMOTHER, _R.STEPFATHER, _R.STEPPARENT), _Place.stepparent)
    | dict.fromkeys((_R.STEPDAUGHTER, _R.STEPSON, _R.STEPCHILD), _Place.stepchild)
)
