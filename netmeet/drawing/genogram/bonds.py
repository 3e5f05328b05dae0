"""Every tie of a drawing: the shortest first, then once more those that cross something, and the words beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from math import cos, hypot, pi, sin

from netmeet.domain.network import Child, Union
from netmeet.drawing.genogram.clutter import Box, Clutter, box_around, evenly, runs_through, segments
from netmeet.drawing.genogram.curves import curve_between, detour
from netmeet.drawing.genogram.kin import Clan
from netmeet.drawing.genogram.labels import Words, Writer
from netmeet.drawing.genogram.lines import Sketch
from netmeet.drawing.genogram.model import UNIT, Bond, Edge, EdgeKind, Label, Node
from netmeet.drawing.genogram.route import HIT, MERGED, Ground
from netmeet.drawing.genogram.rows import rows_of
from netmeet.drawing.scene import Point
from netmeet.drawing.tielines import code_size

_OUT = (4.0, 14.0, 28.0)
_CLOSE = _OUT[:1]
_THOROUGH, _BRISK = 60, 9
"""So many simple curves are tried for each tie."""
_FEW = 45
"""Up to so many ties are drawn thoroughly."""
_MENDING = 3
_AGAIN, _OFTEN = 8, 60
"""So many ties, at most, are drawn again with all the others in place: where there are many, and where there are few."""


@dataclass(slots=True)
class _Thread:
    """One tie on its way: its line (called by a key of its own), its words and where they stand."""

    edge: Edge
    line: str
    key: str
    words: Words
    place: Point | None = None

    def code_box(self, at: Point, grow: float = 0.0) -> Box:
        """The box of letters on a line, around a place."""
        wide, high = code_size(self.edge.bond.codes if self.edge.bond else "")
        return box_around(*at, wide / UNIT, high / UNIT, grow)


def refused_links(families: tuple[Clan, ...]) -> list[tuple[Union, str, Child]]:
    """Child links of bad data that no row can hold, each with one parent."""
    found = []
    for clan in families:
        for k, child in sorted(rows_of(clan).refused):
            knot, one = clan.knots[k], clan.members[child].id
            link = next(link for link in knot.union.children if link.member == one)
            found.append((knot.union, clan.members[knot.partners[0]].id, link))
    return found


def tie_up(whole: Sketch, refused: list[tuple[Union, str, Child]], bonds: list[Bond], writer: Writer) -> int:
    """Add the lines of refused links and of all bonds to a drawing, and the words of bonds.

    Return how many lines meet a symbol or words or lie on another line, because there is no room for them.
    """
    at = {node.id: node for node in whole.nodes}
    threads = [
        _Thread(Edge(EdgeKind.CHILD, (), (parent, link.member), union.id, union.kind, link.kind, link.member), union.id, "", Words())
        for union, parent, link in refused
    ]
    threads += [_Thread(Edge(EdgeKind.BOND, (), (bond.a, bond.b), bond=bond), bond.tie, "", writer.note(bond.text)) for bond in bonds]
    threads.sort(key=lambda thread: _turn(thread, at))
    for k, thread in enumerate(threads):
        thread.key = f"tie {k}"
    if not threads:
        return 0
    ground = _ground(whole, _THOROUGH if len(threads) <= _FEW else _BRISK)
    _draw_all(threads, at, ground)
    for thread in threads:
        whole.edges.append(replace(thread.edge, points=evenly(thread.edge.points)))
        if thread.place and thread.edge.bond:
            whole.labels.append(Label(thread.edge.bond.tie, *thread.place, thread.words.w, thread.words.h, thread.words.lines))
    return sum(_is_faulty(thread, ground.clutter) for thread in threads)


def _is_faulty(thread: _Thread, clutter: Clutter) -> bool:
    """True where a tie or its words could not be drawn clear of everything."""
    edge = thread.edge
    code = {thread.code_box(edge.code_at)} if edge.code_at else set()
    if clutter.hits(edge.points, frozenset(edge.people), 0.0) - code:
        return True
    if any(one.lies_on for one in clutter.met(edge.points, thread.key).values()):
        return True
    if not thread.place:
        return False
    box = box_around(*thread.place, thread.words.w, thread.words.h)
    return any(other != box for other, _ in clutter.boxes_near(box)) or any(True for _ in clutter.lines_through(box))


def _draw_all(threads: list[_Thread], at: dict[str, Node], ground: Ground) -> None:
    """Each tie in turn; then those once more that meet something, the last first, with all the others in place; then the words."""
    for thread in threads:
        _draw(thread, at, ground)
    keys = frozenset(thread.key for thread in threads)
    left = _OFTEN if len(threads) <= _FEW else _AGAIN
    while left > 0:
        left = _draw_again(threads, keys, left, at, ground)
    for thread in threads:
        _put_words(thread, ground)
    for _ in range(_MENDING):
        faulty = [thread for thread in threads if _is_faulty(thread, ground.clutter)]
        for thread in faulty:
            _take_away(thread, at, ground)
            _draw(thread, at, ground)
            _put_words(thread, ground)
        if not faulty:
            break


def _draw_again(threads: list[_Thread], keys: frozenset[str], left: int, at: dict[str, Node], ground: Ground) -> int:
    """Draw so many of those once more that meet something or go far about, the last first.

    Return how many more may be drawn, none when nothing changed.
    """
    changed = False
    for thread in threads[::-1]:
        before = thread.edge.points
        met = ground.met(before, only=keys - {thread.key})
        met += HIT * len(ground.clutter.hits(before, frozenset(thread.edge.people)) - _own_boxes(thread))
        if met >= MERGED or (left > 0 and (met or detour(before, *(at[one] for one in thread.edge.people)))):
            left -= 1
            _take_away(thread, at, ground)
            _draw(thread, at, ground)
            changed |= thread.edge.points != before
    return left if changed else 0


def _own_boxes(thread: _Thread) -> set[Box]:
    """Where the words and the letters of a tie stand."""
    found = {thread.code_box(thread.edge.code_at)} if thread.edge.code_at else set()
    return found | {box_around(*thread.place, thread.words.w, thread.words.h)} if thread.place else found


def _turn(thread: _Thread, at: dict[str, Node]) -> tuple[float, tuple[str, ...], bool, str, int]:
    """The shortest ties first, of a pair those with boxes of letters last. Then an order that does not hang on that of the input."""
    a, b = (at[one] for one in thread.edge.people)
    arrow, codes = (thread.edge.bond.arrow, thread.edge.bond.codes) if thread.edge.bond else (0, "")
    return round(hypot(a.x - b.x, a.y - b.y), 3), thread.edge.people, bool(codes), thread.line, arrow


def _ground(whole: Sketch, tries: int) -> Ground:
    """Everything that stands already. Words belong to nobody: a member's own line keeps off them too."""
    boxes = [(box_around(node.x, node.y, node.w, node.h), node.id) for node in whole.nodes]
    boxes += [(box_around(label.x, label.y, label.w, label.h), "") for label in whole.labels]
    return Ground(boxes, [(edge.points, edge.union or str(k)) for k, edge in enumerate(whole.edges)], tries)


def _draw(thread: _Thread, at: dict[str, Node], ground: Ground) -> None:
    words, clutter = thread.words, ground.clutter

    def has_room(curve: tuple[Point, ...]) -> bool:
        return any(True for _ in _free_beside(evenly(curve), words, clutter, _CLOSE))

    a, b = (at[one] for one in thread.edge.people)
    points = curve_between(a, b, ground, has_room if words.lines else None, thread.edge.points)
    thread.edge = replace(thread.edge, points=points)
    ground.add_tie(points, thread.key, a, b)
    if thread.edge.bond and thread.edge.bond.codes:
        place = _place_on(evenly(points), thread, clutter)
        thread.edge = replace(thread.edge, code_at=place)
        ground.add_words(thread.code_box(place))


def _put_words(thread: _Thread, ground: Ground) -> None:
    """Words stand beside their tie, as near to its middle as there is room."""
    words, clutter = thread.words, ground.clutter
    if words.lines:
        even = evenly(thread.edge.points)
        middle = even[len(even) // 2]
        thread.place = next(chain(_free_beside(even, words, clutter, _OUT), _free_around(middle, words, clutter)), middle)
        ground.add_words(box_around(*thread.place, words.w, words.h))


def _place_on(points: tuple[Point, ...], thread: _Thread, clutter: Clutter) -> Point:
    """The place for letters on a line that is nearest to its middle: off everything, else off symbols and words, else the middle."""
    middle, last = len(points) // 2, len(points) - 1
    places = sorted(points[1:last], key=lambda point: abs(points.index(point) - middle)) or [points[middle]]
    clear = [point for point in places if not clutter.boxes_near(thread.code_box(point, 1.0))]
    free = (point for point in clear if all(line == thread.key for line in clutter.lines_through(thread.code_box(point))))
    return next(free, (clear or places)[0])


def _take_away(thread: _Thread, at: dict[str, Node], ground: Ground) -> None:
    a, b = (at[one] for one in thread.edge.people)
    ground.remove_tie(thread.edge.points, thread.key, a, b)
    if thread.edge.code_at:
        ground.remove_words(thread.code_box(thread.edge.code_at))
    if thread.place:
        ground.remove_words(box_around(*thread.place, thread.words.w, thread.words.h))


def _free_beside(points: tuple[Point, ...], words: Words, clutter: Clutter, distances: tuple[float, ...]) -> Iterator[Point]:
    """Free places for words beside a curve, the nearest to it and to its middle first."""
    middle, last = len(points) // 2, len(points) - 1
    for distance in distances:
        for k in sorted(range(1, last), key=lambda k: (abs(k - middle), k)):
            (ax, ay), (bx, by) = points[k - 1], points[k + 1]
            size = hypot(bx - ax, by - ay) or 1.0
            nx, ny = -(by - ay) / size, (bx - ax) / size
            out = abs(nx) * words.w / 2 + abs(ny) * words.h / 2 + distance
            for side in (-1, 1):
                x, y = points[k][0] + side * nx * out, points[k][1] + side * ny * out
                own = box_around(x, y, words.w, words.h, 1.0)
                if clutter.is_free(box_around(x, y, words.w, words.h, 2.0)) and not any(runs_through(s, own) for s in segments(points)):
                    yield x, y


def _free_around(middle: Point, words: Words, clutter: Clutter) -> Iterator[Point]:
    """Free places in wider and wider circles, for the words of a tie in a crowd."""
    for turn in range(1, 60):
        for k in range(16):
            x, y = middle[0] + turn * 12 * cos(2 * pi * k / 16), middle[1] + turn * 8 * sin(2 * pi * k / 16)
            if clutter.is_free(box_around(x, y, words.w, words.h, 2.0)):
                yield x, y
                return
