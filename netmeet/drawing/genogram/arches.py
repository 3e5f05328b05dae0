"""Who is joined to whom in a row, over or under it, how deep, and in which gap the trunk and the words of a union stand."""

from dataclasses import dataclass

from netmeet.drawing.genogram.weave import Comb, Link, Weave


@dataclass(slots=True)
class Arch:
    """The line of one couple. ``left`` and ``right`` are items, ``gap`` the two neighbours between whom the trunk comes down.

    ``depth`` 0 is nearest to the symbols. ``over`` arches stand above the row, all others below.
    """

    link: int
    knot: int
    row: int
    left: int
    right: int
    gap: tuple[int, int]
    over: bool
    depth: int = 0


def arches(weave: Weave, rows: list[list[int]]) -> list[Arch]:
    """Return the arch of every link, in the order of the links."""
    place = {item: n for row in rows for n, item in enumerate(row)}
    found = [_arch(weave, i, link, rows, place) for i, link in enumerate(weave.links)]
    for row in range(len(rows)):
        for over in (False, True):
            _nest([arch for arch in found if arch.row == row and arch.over == over], place)
    return found


def _arch(weave: Weave, i: int, link: Link, rows: list[list[int]], place: dict[int, int]) -> Arch:
    left, right = sorted((link.a, link.b), key=lambda item: place[item])
    r = weave.row[link.a]
    row = rows[r]
    a, b = place[left], place[right]
    if b - a == 1:
        return Arch(i, link.knot, r, left, right, (left, right), over=False)
    far, _ = weave.far(link)
    gap = (far, row[a + 1]) if far == left else (row[b - 1], far)
    return Arch(i, link.knot, r, left, right, gap, over=_goes_over(weave, i, row[a + 1 : b], row[a : b + 1]))


def _goes_over(weave: Weave, i: int, passed: list[int], spanned: list[int]) -> bool:
    """Over the row where that meets fewer lines than under it."""
    knot = weave.links[i].knot
    drops = sum(len(weave.above[item]) for item in passed)
    trunks = {
        (comb.knot, comb.tops)
        for item in spanned
        for comb in (weave.combs[j] for j in weave.below[item])
        if comb.knot != knot and _comes_down_among(comb, passed, spanned)
    }
    return drops < len(trunks)


def _comes_down_among(comb: Comb, passed: list[int], spanned: list[int]) -> bool:
    """True when the trunk starts within the span: between two of its people, or under one who is passed."""
    return set(comb.tops) <= set(spanned) if len(comb.tops) > 1 else comb.tops[0] in passed


def _nest(arches_here: list[Arch], place: dict[int, int]) -> None:
    """Wider arches stand outside the narrower ones within them; arches that overlap never share a depth."""
    done: list[Arch] = []
    for arch in sorted(arches_here, key=lambda arch: (place[arch.right] - place[arch.left], place[arch.left], arch.link)):
        low, high = place[arch.left], place[arch.right]
        met = [other for other in done if low < place[other.right] and place[other.left] < high]
        inside = [other.depth + 1 for other in met if low <= place[other.left] and place[other.right] <= high]
        depth = max(inside, default=0)
        while any(other.depth == depth for other in met):
            depth += 1
        arch.depth = depth
        done.append(arch)
