"""The fewest crossings that any order of a small family has: every order of every row is tried.

Chains of partners stay together, either way round; counted are the crossings of trunks, bars and drops, as the ordering counts them.
"""

from itertools import permutations, product
from math import factorial, prod

from netmeet.drawing.genogram.kin import clans
from netmeet.drawing.genogram.model import BirthOrder
from netmeet.drawing.genogram.order import _inversions, _Sorter
from netmeet.drawing.genogram.rows import rows_of
from netmeet.drawing.genogram.weave import Weave

MOST = 60_000
"""A family with more orders than this is left out."""


def fewest_crossings(network, birth_order):
    """The floor for a whole network, or None where there are too many orders to try. Strict keeps brothers and sisters by birth."""
    floors = [_floor(clan, birth_order) for clan in clans(network)[0]]
    return None if None in floors else sum(floors)


def _floor(clan, birth_order):
    weave = Weave(clan, rows_of(clan))
    sorter = _Sorter(weave, birth_order)
    sorter.mixed = 0.0
    rows = {}
    for k, atom in enumerate(sorter.atoms):
        rows.setdefault(weave.row[atom[0]], []).append(k)
    chained = [k for k, atom in enumerate(sorter.atoms) if len(atom) > 1]
    if prod(factorial(len(row)) for row in rows.values()) * 2 ** len(chained) > MOST:
        return None
    first = [list(atom) for atom in sorter.atoms]
    best = float("inf")
    for turned in product((False, True), repeat=len(chained)):
        sorter.atoms = [list(atom) for atom in first]
        for k, turn in zip(chained, turned, strict=True):
            sorter.atoms[k] = first[k][::-1] if turn else first[k]
        for orders in product(*(permutations(row) for row in rows.values())):
            for row in orders:
                sorter.number(row)
            if birth_order is BirthOrder.STRICT and any(_inversions(ranked, sorter.place) for ranked in sorter.ranked):
                continue
            best = min(best, _crossings(sorter, best))
    return None if best == float("inf") else int(best)


def _crossings(sorter, limit):
    found = 0.0
    for combs in sorter.gap.values():
        for k, i in enumerate(combs):
            for j in combs[k + 1 :]:
                found += sorter._crossing(i, j)
                if found >= limit:
                    return found
    return found
