"""Members in no union: each in a free place near whom they know, outside the rows of the families."""

from collections import defaultdict

from netmeet.domain.network import Member
from netmeet.drawing.genogram.clutter import Box, box_around, overlap
from netmeet.drawing.genogram.labels import Words
from netmeet.drawing.genogram.lines import Sketch
from netmeet.drawing.genogram.model import Bond, Label, Node

_ROOM = 16.0
_UNDER = 3.0
_STEP = 20.0


def settled(whole: Sketch, guests: list[tuple[Member, float, Words]], bonds: list[Bond]) -> None:
    """Add the guests to the drawing: those who know somebody in it first, each as near as they can be."""
    known: dict[str, list[str]] = defaultdict(list)
    for bond in bonds:
        known[bond.a].append(bond.b)
        known[bond.b].append(bond.a)
    taken = _rows(whole)
    waiting = list(guests)
    while waiting:
        at = {node.id: node for node in whole.nodes}
        waiting.sort(key=lambda guest: (-sum(one in at for one in known[guest[0].id]), guest[0].sphere, guest[0].id))
        member, size, words = waiting.pop(0)
        friends = [at[one] for one in known[member.id] if one in at]
        x, y = _place(size, words, friends, taken)
        whole.nodes.append(Node(member.id, x, y, size, size))
        label = Label(member.id, x, y + size / 2 + _UNDER + words.h / 2, words.w, words.h, words.lines, words.names)
        whole.labels.append(label)
        taken.append(_cell(x, y, size, words))


def _rows(whole: Sketch) -> list[Box]:
    """The silhouette of the families: one box for each row of symbols, words and lines."""
    bands: dict[float, list[Box]] = defaultdict(list)
    for node in whole.nodes:
        bands[round(node.y)].append(box_around(node.x, node.y, node.w, node.h))
    found = [_around(boxes) for boxes in bands.values()]
    found += [box_around(label.x, label.y, label.w, label.h) for label in whole.labels]
    for edge in whole.edges:
        xs, ys = [x for x, _ in edge.points], [y for _, y in edge.points]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def _around(boxes: list[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _cell(x: float, y: float, size: float, words: Words) -> Box:
    half = max(size, words.w) / 2
    return (x - half - _ROOM, y - size / 2 - _ROOM, x + half + _ROOM, y + size / 2 + _UNDER + words.h + _ROOM / 2)


def _place(size: float, words: Words, friends: list[Node], taken: list[Box]) -> tuple[float, float]:
    """The free place nearest to the friends, looked for to the left and right, above and below everything that stands."""
    if not taken:
        return (0.0, 0.0)
    left, top, right, bottom = _around(taken)
    half = max(size, words.w) / 2 + _ROOM
    goals = [(friend.x, friend.y) for friend in friends] or [(right + half, (top + bottom) / 2)]
    best, place = float("inf"), (right + half + 1, top)
    y = top - size / 2 - _ROOM - words.h
    while y <= bottom + size + _ROOM:
        for x in _free_in_band(_cell(0.0, y, size, words), taken, half, goals[0][0]):
            price = sum(abs(x - gx) + 1.3 * abs(y - gy) for gx, gy in goals)
            if price < best - 1e-9:
                best, place = price, (x, y)
        y += _STEP
    return place


def _free_in_band(cell: Box, taken: list[Box], half: float, wish: float) -> list[float]:
    """Centres at which a cell of this height stands free, each as near to the wish as it can be."""
    walls = sorted((box[0], box[2]) for box in taken if overlap(box, (box[0] - 1, cell[1], box[2] + 1, cell[3])))
    spots, edge = [], float("-inf")
    for left, right in [*walls, (float("inf"), float("inf"))]:
        low, high = edge + half, left - half
        if low <= high:
            spots.append(min(max(wish, low), high))
        edge = max(edge, right)
    return spots
