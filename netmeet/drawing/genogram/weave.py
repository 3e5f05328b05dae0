"""The family as combs between rows: every union's children hang from one comb, and long lines stop in each row they pass.

Items are people (0 to n-1) and, after them, *pegs*: narrow points that keep a place free where a line passes a row.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from netmeet.drawing.genogram.kin import LATE, Clan
from netmeet.drawing.genogram.rows import Rows


@dataclass(frozen=True, slots=True)
class Comb:
    """A trunk, a bar and drops. ``row`` is the row of ``kids``; it hangs from no item, one item or a ``link`` of two.

    ``leads`` are the children that a line to a peg goes on to.
    """

    knot: int
    row: int
    tops: tuple[int, ...]
    kids: tuple[int, ...]
    ranks: tuple[int | None, ...]
    twins: tuple[tuple[int, ...], ...] = ()
    link: int | None = None
    partner: bool = False
    leads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Two items of one row that a union joins."""

    a: int
    b: int
    knot: int
    start: int


class Weave:
    """Everything that the order of the rows rests on."""

    def __init__(self, clan: Clan, rows: Rows) -> None:
        self.clan = clan
        self.people = len(clan.members)
        self.row = list(rows.row)
        self.refused = rows.refused
        self.combs: list[Comb] = []
        self.links: list[Link] = []
        for k in range(len(clan.knots)):
            self._add(k)
        size = len(self.row)
        self.partners: list[dict[int, int]] = [{} for _ in range(size)]
        for link in self.links:
            for one, other in ((link.a, link.b), (link.b, link.a)):
                self.partners[one][other] = min(link.start, self.partners[one].get(other, LATE))
        above: list[list[int]] = [[] for _ in range(size)]
        below: list[list[int]] = [[] for _ in range(size)]
        for i, comb in enumerate(self.combs):
            for item in comb.tops:
                below[item].append(i)
            for item in comb.kids:
                above[item].append(i)
        self.above = [tuple(found) for found in above]
        self.below = [tuple(found) for found in below]

    def is_peg(self, item: int) -> bool:
        """True for a point that only keeps a place free."""
        return item >= self.people

    def far(self, link: Link) -> tuple[int, int]:
        """The end with fewer partners, which stands further out, and the other."""
        a, b = (len(self.partners[link.a]), link.a), (len(self.partners[link.b]), link.b)
        return (link.a, link.b) if a < b else (link.b, link.a)

    def _add(self, k: int) -> None:
        knot = self.clan.knots[k]
        low = max((self.row[one] for one in knot.partners), default=-1)
        ends = [one if self.row[one] == low else self._lower((one,), k, low) for one in knot.partners]
        first = len(self.links) if len(ends) > 1 else None
        self.links.extend(Link(one, other, k, knot.start) for one, other in pairwise(ends))
        tops = tuple(ends[:2])
        by_row: dict[int, list[int]] = defaultdict(list)
        for place, child in enumerate(knot.children):
            if (k, child) not in self.refused and (not tops or self.row[child] > low):
                by_row[self.row[child]].append(place)
        for row, places in sorted(by_row.items()):
            if not tops or row == low + 1:
                self._comb(k, row, tops, places, first)
            else:
                peg = self._lower(tops, k, row - 1, link=first, leads=tuple(knot.children[place] for place in places))
                self._comb(k, row, (peg,), places, None)

    def _comb(self, k: int, row: int, tops: tuple[int, ...], places: list[int], link: int | None) -> None:
        knot = self.clan.knots[k]
        kids = tuple(knot.children[place] for place in places)
        twins = tuple(group for group in knot.twins if set(group) <= set(kids))
        self.combs.append(Comb(k, row, tops, kids, tuple(knot.ranks[place] for place in places), twins, link))

    def _lower(self, tops: tuple[int, ...], k: int, goal: int, link: int | None = None, leads: tuple[int, ...] = ()) -> int:
        """Lead a line down to row ``goal`` by one peg a row; return the last peg. A line that leads to no child is a partner's."""
        for row in range(self.row[tops[0]] + 1, goal + 1):
            peg = len(self.row)
            self.row.append(row)
            self.combs.append(Comb(k, row, tops, (peg,), (None,), (), link, not leads, leads))
            tops, link = (peg,), None
        return tops[0]
