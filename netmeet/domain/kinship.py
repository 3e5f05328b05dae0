"""How two people on a map are related, in words; where a relative belongs in the family; what does not fit together.

The three questions have a module each; this one answers the first and is the way in to all three.
"""

from dataclasses import dataclass

from netmeet.domain import kin_words
from netmeet.domain.contradictions import Question, contradictions
from netmeet.domain.families import Families, Line, families
from netmeet.domain.network import ChildKind, Gender, Network, Union, UnionKind
from netmeet.domain.placing import place_relative
from netmeet.domain.relations import Relation, gender_of, guess_relation, name_and_relation

__all__ = ["Question", "Relation", "contradictions", "gender_of", "guess_relation", "name_and_relation", "place_relative", "relation"]

# A union that makes somebody's relatives one's own by law, one that makes a step-family, and one that says little.
_BY_LAW = frozenset({UnionKind.MARRIED, UnionKind.CIVIL_PARTNERSHIP, UnionKind.SEPARATED, UnionKind.DIVORCED, UnionKind.WIDOWED})
_MAKES_STEP = _BY_LAW | {UnionKind.COHABITING}
_SAYS_LITTLE = frozenset({UnionKind.OTHER, UnionKind.SINGLE, UnionKind.AFFAIR})

_FARTHEST_BY_MARRIAGE = 5
"""The most generations, up and down together, that a relative by marriage is named across."""


def relation(network: Network, from_id: str, to_id: str) -> str | None:
    """What one member is to another: ``relation(network, "priya", "dawn")`` is ``daughter`` when Dawn is Priya's.

    Words without gender are used for anybody whose gender is neither woman nor man, or not known. None when the
    unions of the map don't relate the two.
    """
    if from_id == to_id or not (network.has(from_id) and network.has(to_id)):
        return None
    return _Words(network, families(network.unions), from_id, to_id).said()


@dataclass(frozen=True, slots=True)
class _Words:
    """Words for what ``other`` is to ``one``."""

    network: Network
    families: Families
    one: str
    other: str

    def said(self) -> str | None:
        union = self._joining(self.one, self.other)
        if union and union.kind not in _SAYS_LITTLE and not self._is_over(union):
            return self._partner(union, self.other)
        line = self.families.line(self.one, self.other)
        if line:
            return self._by_line(line)
        if union:
            return self._partner(union, self.other)
        return self._by_marriage() or self._step_sibling()

    def _gender(self, member: str) -> Gender:
        return self.network.member(member).gender if self.network.has(member) else Gender.UNKNOWN

    def _by_line(self, line: Line) -> str:
        word = kin_words.by_line(line, self._gender(self.other))
        child = self.one if line.up else self.other
        elsewhere = ChildKind.ADOPTED in self.families.parents[child].values() if (line.up + line.down) == 1 else False
        return f"birth {word}" if elsewhere and line.kind is ChildKind.BIRTH else word

    # ---------------------------------------------------------------- partners

    def _joining(self, one: str, other: str) -> Union | None:
        """The union of two people: one that still holds before one that is over, one that says what it is, the latest of several."""
        both = [union for union in self.families.as_partner.get(one, ()) if other in union.partners]
        return min(reversed(both), key=lambda union: (self._is_over(union), union.kind in _SAYS_LITTLE), default=None)

    def _is_over(self, union: Union) -> bool:
        """True of a union that ended in life. A death ends no kinship."""
        if union.kind is UnionKind.DIVORCED:
            return True
        died = any(self.network.has(partner) and self.network.member(partner).has_died for partner in union.partners)
        return union.end is not None and not died and union.kind not in (UnionKind.SEPARATED, UnionKind.WIDOWED)

    def _partner(self, union: Union, partner: str) -> str:
        if union.kind is UnionKind.WIDOWED and self.network.has(partner) and self.network.member(partner).has_died:
            return f"late {kin_words.of(kin_words.SPOUSE, self._gender(partner))}"
        word = kin_words.of(kin_words.PARTNERS.get(union.kind, ("partner",) * 3), self._gender(partner))
        return f"former {word}" if self._is_over(union) and union.kind is not UnionKind.DIVORCED else word

    def _partners(self, member: str) -> list[tuple[bool, Union, str]]:
        """Everybody's partners, and whether it is over; those that still hold first."""
        unions = self.families.as_partner.get(member, ())
        return sorted(
            ((self._is_over(union), union, partner) for union in unions for partner in union.partners if partner != member),
            key=lambda found: found[0],
        )

    # ---------------------------------------------------------------- relatives of partners, partners of relatives

    def _by_marriage(self) -> str | None:
        """The nearest of the relatives of a partner and the partners of a relative."""
        found = []
        for over, union, partner in self._partners(self.one):
            line = self._near_line(partner, self.other)
            if line:
                found.append((over, line.up + line.down, 0, self._of_partner(union, partner, line)))
        for over, union, partner in self._partners(self.other):
            line = self._near_line(self.one, partner)
            if line:
                found.append((over, line.up + line.down, 1, self._partner_of(union, partner, line)))
        return min(found)[3] if found else None

    def _near_line(self, one: str, other: str) -> Line | None:
        """A line by birth or adoption, as if by birth, that is near enough for a word."""
        line = self.families.line(one, other)
        if line is None or line.kind not in (ChildKind.BIRTH, ChildKind.ADOPTED) or line.up + line.down > _FARTHEST_BY_MARRIAGE:
            return None
        return Line(line.up, line.down, ChildKind.BIRTH)

    def _of_partner(self, union: Union, partner: str, line: Line) -> str:
        """A relative of one's partner: ``mother-in-law``, ``stepson``, ``aunt by marriage``, ``partner's aunt``."""
        word = kin_words.by_line(line, self._gender(self.other))
        if line.up == 0 and self._makes_step(union):
            return _step(line, word)
        if union.kind in _BY_LAW and (line.up, line.down) in ((1, 0), (1, 1)):
            return self._former(union, f"{word}-in-law")
        if union.kind in _BY_LAW and not self._is_over(union):
            return f"{word} by marriage"
        return f"{self._partner(union, partner)}'s {word}"

    def _partner_of(self, union: Union, relative: str, line: Line) -> str:
        """The partner of a relative: ``son-in-law``, ``stepmother``, ``great-aunt by marriage``, ``brother's partner``."""
        word = kin_words.by_line(line, self._gender(self.other))
        if line.down == 0 and self._makes_step(union):
            return _step(line, word)
        if union.kind in _BY_LAW and (line.up == 0 or line.up == line.down == 1):
            return self._former(union, f"{word}-in-law")
        if union.kind in _BY_LAW and not self._is_over(union):
            return f"{word} by marriage"
        return f"{kin_words.by_line(line, self._gender(relative))}'s {self._partner(union, self.other)}"

    def _makes_step(self, union: Union) -> bool:
        """True of a union that brings its children together. Of one that is over, nobody knows whether it did."""
        return union.kind in _MAKES_STEP and not self._is_over(union)

    def _former(self, union: Union, word: str) -> str:
        return f"former {word}" if self._is_over(union) else word

    def _step_sibling(self) -> str | None:
        """A child of a parent's partner."""
        for parent in self.families.parents.get(self.one, {}):
            for _, union, partner in self._partners(parent):
                if self.other in self.families.children.get(partner, ()):
                    return self._child_of_parents_partner(union, parent, partner)
        return None

    def _child_of_parents_partner(self, union: Union, parent: str, partner: str) -> str:
        gender = self._gender(self.other)
        if self._makes_step(union):
            return f"step{kin_words.of(kin_words.SIBLING, gender)}"
        whose = f"{kin_words.of(kin_words.PARENT, self._gender(parent))}'s {self._partner(union, partner)}"
        return f"{whose}'s {kin_words.of(kin_words.CHILD, gender)}"


def _step(line: Line, word: str) -> str:
    """``stepmother``, ``stepson``, ``step-grandmother``."""
    return f"step{word}" if line.up + line.down == 1 else f"step-{word}"
