"""Partners side by side: each cluster of partners becomes one chain, which the ordering moves as a whole."""

from collections.abc import Iterator
from itertools import pairwise

from netmeet.drawing.genogram.weave import Weave

_APART = 10.0
_STRANGER = 12.0
_LATER_LEFT = 1.0
_SIBLING = 2.0
_SIDE = 0.2
_FEW, _MOST = 10, 24
"""Chains longer than this keep their first order: trying every move would take too long, and no place is good."""


def chains(weave: Weave) -> list[list[int]]:
    """Every item in one chain: partners next to each other where that can be, the earlier partner left."""
    found, seen = [], set()
    for item in range(len(weave.row)):
        if item in seen:
            continue
        cluster, todo = [], [item]
        seen.add(item)
        while todo:
            one = todo.pop()
            cluster.append(one)
            for other in sorted(weave.partners[one]):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        found.append(cluster if len(cluster) == 1 else _lined_up(weave, cluster))
    return found


def discomfort(weave: Weave, chain: list[int]) -> float:
    """What is wrong with a chain: partners apart, a later partner on the left, siblings turned round, stored sides swapped."""
    at = {item: place for place, item in enumerate(chain)}
    wrong = 0.0
    for item in chain:
        known = sorted(weave.partners[item], key=lambda other: (weave.partners[item][other], other))
        wrong += sum(_APART / 2 * (abs(at[item] - at[other]) - 1) for other in known)
        wrong += sum(_STRANGER / 2 * _strangers(weave, chain, at, item, other) for other in known if abs(at[item] - at[other]) > 1)
        wrong += sum(_LATER_LEFT for one, other in pairwise(known) if at[one] > at[other])
        wrong += sum(_SIBLING for i in weave.above[item] for rank in _turned(weave, i, item, at) if rank)
    for link in (weave.links[i] for i in _links_in(weave, at)):
        wrong += _SIDE * (at[link.a] > at[link.b])
    return wrong


def _strangers(weave: Weave, chain: list[int], at: dict[int, int], one: int, other: int) -> int:
    """Those between two partners who are partners of neither."""
    low, high = sorted((at[one], at[other]))
    return sum(item not in weave.partners[one] and item not in weave.partners[other] for item in chain[low + 1 : high])


def _links_in(weave: Weave, at: dict[int, int]) -> list[int]:
    return [i for i, link in enumerate(weave.links) if link.a in at]


def _turned(weave: Weave, i: int, item: int, at: dict[int, int]) -> list[bool]:
    """For each brother or sister in the same chain: do they stand on the wrong side of ``item``?"""
    comb = weave.combs[i]
    rank = dict(zip(comb.kids, comb.ranks, strict=True))
    mine = rank[item]
    others = [(rank[kid], kid) for kid in comb.kids if kid in at and kid != item]
    return [(mine < theirs) != (at[item] < at[kid]) for theirs, kid in others if mine is not None and theirs is not None and mine != theirs]


def _lined_up(weave: Weave, cluster: list[int]) -> list[int]:
    """The better of two first orders, each improved as long as moving somebody helps."""
    first = [_grown(weave, cluster, leaves_first=leaves_first) for leaves_first in (False, True)]
    if len(cluster) > _MOST:
        return min(first, key=lambda chain: discomfort(weave, chain))
    return min((_improved(weave, chain) for chain in first), key=lambda chain: discomfort(weave, chain))


def _improved(weave: Weave, chain: list[int]) -> list[int]:
    best, better = discomfort(weave, chain), True
    while better:
        better = False
        for tried in _moves(chain):
            cost = discomfort(weave, tried)
            if cost < best - 1e-9:
                chain, best, better = tried, cost, True
                break
    return chain


def _moves(chain: list[int]) -> Iterator[list[int]]:
    """The chain turned round, and with one person, or a few neighbours, somewhere else."""
    yield chain[::-1]
    for size in (1, 2, 3) if len(chain) <= _FEW else (1,):
        for i in range(len(chain) - size + 1):
            run, rest = chain[i : i + size], chain[:i] + chain[i + size :]
            for j in range(len(rest) + 1):
                if j != i:
                    yield [*rest[:j], *run, *rest[j:]]


def _grown(weave: Weave, cluster: list[int], *, leaves_first: bool) -> list[int]:
    """Start from whoever has most partners: the first partner to the left, later ones to the right, and theirs beyond them.

    ``leaves_first`` keeps partners who have no others next to the one they share, so that chains run on outside them.
    """
    hub = max(cluster, key=lambda item: (len(weave.partners[item]), -item))
    left: list[int] = []
    right: list[int] = []
    seen = {hub}

    def partners(item: int) -> list[int]:
        found = _by_date(weave, item)
        return sorted(found, key=lambda other: len(weave.partners[other]) > 1) if leaves_first else found

    todo = [
        (item, place % 2 > 0 if leaves_first else place > 0 or len(weave.partners[hub]) == 1) for place, item in enumerate(partners(hub))
    ]
    todo.reverse()
    while todo:
        item, rightwards = todo.pop()
        if item in seen:
            continue
        seen.add(item)
        (right if rightwards else left).append(item)
        todo.extend((other, rightwards) for other in reversed(partners(item)))
    return [*reversed(left), hub, *right]


def _by_date(weave: Weave, item: int) -> list[int]:
    return sorted(weave.partners[item], key=lambda other: (weave.partners[item][other], other))
