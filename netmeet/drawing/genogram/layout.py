"""From a network to a layout: families side by side, non-kin near whom they know, then the ties between members."""

from collections.abc import Iterable
from dataclasses import replace
from math import hypot

from netmeet.domain.network import Gender, Member, MemberKind, Network
from netmeet.drawing.genogram.arches import arches
from netmeet.drawing.genogram.beside import Guest, settle
from netmeet.drawing.genogram.bonds import curve_between
from netmeet.drawing.genogram.clutter import Clutter, box_around, runs_through, segments
from netmeet.drawing.genogram.kin import Clan, clans
from netmeet.drawing.genogram.labels import Words, Writer
from netmeet.drawing.genogram.lines import Placed, Sketch, drawn_lines
from netmeet.drawing.genogram.model import SECOND, SMALL, SYMBOL, Bond, Edge, EdgeKind, Label, Layout, Node, Outline, Style
from netmeet.drawing.genogram.order import ordered
from netmeet.drawing.genogram.places import Spacing, cells, placed
from netmeet.drawing.genogram.route import Ground
from netmeet.drawing.genogram.rows import rows_of
from netmeet.drawing.genogram.ties import bonds_of
from netmeet.drawing.genogram.weave import Weave
from netmeet.drawing.scene import Measure, Point

_WORK = 8000
"""Steps of sifting for a whole drawing. Counted in steps, so that the same family always gives the same drawing."""
_BETWEEN = 50.0
_MARGIN = 12.0
_SHAPE = 1.6
"""Families are set in shelves about this much wider than high."""


def lay_out(network: Network, measure: Measure, style: Style = Style()) -> Layout:
    """Give everything on a genogram its place. The same network always gives the same layout, in whatever order it comes."""
    writer = Writer(measure, style)
    families, alone = clans(network)
    everybody = max(1, sum(len(clan.members) for clan in families))
    sketches = [_family(network, clan, writer, style, _WORK * len(clan.members) // everybody) for clan in families]
    whole = _shelved(sketches)
    bonds = bonds_of(network, style, {member.id for member in alone})
    settle(whole, [Guest(_node(member, network), writer.member(member), member.sphere) for member in alone], bonds)
    edges = [*whole.edges, *_refused(families, whole), *_curves(whole, bonds, writer)]
    return _shifted(Sketch(whole.nodes, edges, whole.labels))


def geometry(layout: Layout) -> dict[str, list[dict[str, object]]]:
    """The layout as plain JSON values: nodes and labels by their centres, edges as polylines."""
    return {
        "nodes": [{"id": node.id, "x": node.x, "y": node.y, "w": node.w, "h": node.h} for node in layout.nodes],
        "edges": [
            {
                "kind": str(edge.kind),
                "union": edge.union,
                "points": [list(point) for point in edge.points],
                "people": list(edge.people),
            }
            for edge in layout.edges
        ],
        "labels": [{"of": label.of, "x": label.x, "y": label.y, "w": label.w, "h": label.h} for label in layout.labels],
    }


def _node(member: Member, network: Network) -> Node:
    """A member's symbol, without a place yet."""
    size = SMALL if member.kind is MemberKind.PET else SYMBOL
    size += 2 * SECOND * (member.id == network.adult_id)
    return Node(member.id, 0.0, 0.0, size, size, outline_of(member))


def outline_of(member: Member) -> Outline:
    """The shape of a member's symbol."""
    if member.kind is MemberKind.PET:
        return Outline.DIAMOND
    if member.kind is MemberKind.PERSON:
        return {Gender.MAN: Outline.SQUARE, Gender.WOMAN: Outline.CIRCLE, Gender.UNKNOWN: Outline.DIAMOND}.get(member.gender, Outline.OTHER)
    return Outline.OTHER


def _family(network: Network, clan: Clan, writer: Writer, style: Style, work: int) -> Sketch:
    weave = Weave(clan, rows_of(clan))
    rows = ordered(weave, style.birth_order, work)
    bends = arches(weave, rows)
    words = [writer.member(member, bold=member.id == network.adult_id) for member in clan.members]
    union_words = {k: writer.union(knot.union) for k, knot in enumerate(clan.knots)}
    symbols = [_node(member, network) for member in clan.members]
    room = cells(weave, words, [symbol.w / 2 for symbol in symbols])
    x = placed(weave, rows, bends, Spacing(weave, room, bends, union_words))
    return drawn_lines(Placed(weave, rows, bends, x, room, words, union_words, symbols))


def _bounds(sketch: Sketch) -> tuple[float, float, float, float]:
    boxes = [box_around(one.x, one.y, one.w, one.h) for one in (*sketch.nodes, *sketch.labels)]
    points = [point for edge in sketch.edges for point in edge.points]
    xs = [x for box in boxes for x in (box[0], box[2])] + [x for x, _ in points]
    ys = [y for box in boxes for y in (box[1], box[3])] + [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 0.0, 0.0)


def _shelved(sketches: list[Sketch]) -> Sketch:
    """Families side by side, the adult's first; a new shelf below where a shelf would get wider than the drawing should be."""
    bounds = [_bounds(sketch) for sketch in sketches]
    area = sum((right - left + _BETWEEN) * (bottom - top + _BETWEEN) for left, top, right, bottom in bounds)
    widest = max([(area * _SHAPE) ** 0.5, *(right - left for left, _, right, _ in bounds)])
    whole, x, y, high = Sketch([], [], []), 0.0, 0.0, 0.0
    for sketch, (left, top, right, bottom) in zip(sketches, bounds, strict=True):
        if x and x + right - left > widest:
            x, y, high = 0.0, y + high + _BETWEEN, 0.0
        moved = _moved(sketch, x - left, y - top)
        whole.nodes += moved.nodes
        whole.edges += moved.edges
        whole.labels += moved.labels
        x += right - left + _BETWEEN
        high = max(high, bottom - top)
    return whole


def _moved(sketch: Sketch, dx: float, dy: float) -> Sketch:
    def shift(points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple((x + dx, y + dy) for x, y in points)

    return Sketch(
        [replace(node, x=node.x + dx, y=node.y + dy) for node in sketch.nodes],
        [replace(edge, points=shift(edge.points)) for edge in sketch.edges],
        [replace(label, x=label.x + dx, y=label.y + dy) for label in sketch.labels],
    )


def clutter_of(whole: Sketch) -> Clutter:
    """Everything that stands already. Words belong to nobody: a member's own line keeps off them too."""
    clutter = Clutter()
    for node in whole.nodes:
        clutter.add_box(box_around(node.x, node.y, node.w, node.h), node.id)
    for label in whole.labels:
        clutter.add_box(box_around(label.x, label.y, label.w, label.h), "")
    for k, edge in enumerate(whole.edges):
        clutter.add_line(edge.points, edge.union or str(k))
    return clutter


def _refused(families: tuple[Clan, ...], whole: Sketch) -> list[Edge]:
    """Child links of bad data that no row can hold are drawn as curves."""
    at = {node.id: node for node in whole.nodes}
    clutter, edges = clutter_of(whole), []
    for clan in families:
        for k, child in sorted(rows_of(clan).refused):
            knot = clan.knots[k]
            parent, one = at[clan.members[knot.partners[0]].id], at[clan.members[child].id]
            points = curve_between(parent, one, clutter, Ground(clutter))
            kind = next(link.kind for link in knot.union.children if link.member == one.id)
            edges.append(Edge(EdgeKind.CHILD, points, (parent.id, one.id), knot.union.id, joined=knot.union.kind, child=kind))
            clutter.add_line(points, knot.union.id)
    return edges


def _curves(whole: Sketch, bonds: list[Bond], writer: Writer) -> list[Edge]:
    """Ties, the shortest first; the words of a tie take their place with it."""
    at = {node.id: node for node in whole.nodes}
    clutter, edges = clutter_of(whole), []
    ground = Ground(clutter)

    def apart(bond: Bond) -> tuple[float, str, str, int]:
        a, b = at[bond.a], at[bond.b]
        return (round(hypot(a.x - b.x, a.y - b.y), 3), bond.a, bond.b, bond.arrow)

    for bond in sorted(bonds, key=apart):
        words = writer.note(bond.text)

        def has_room(curve: tuple[Point, ...], words: Words = words) -> bool:
            return _place_beside(curve, words, clutter) is not None

        points = curve_between(at[bond.a], at[bond.b], clutter, ground, has_room if words.lines else None)
        ground.forget()
        clutter.add_line(points, bond.tie)
        edges.append(Edge(EdgeKind.BOND, points, (bond.a, bond.b), bond=bond))
        if words.lines:
            place = _place_beside(points, words, clutter) or points[len(points) // 2]
            whole.labels.append(Label(bond.tie, *place, words.w, words.h, words.lines))
            clutter.add_box(box_around(*place, words.w, words.h), "")
    return edges


def _place_beside(points: tuple[Point, ...], words: Words, clutter: Clutter) -> Point | None:
    """The free place beside a curve that is nearest to its middle."""
    middle, last = len(points) // 2, len(points) - 1
    for k in sorted(range(1, last), key=lambda k: (abs(k - middle), k)):
        (ax, ay), (bx, by) = points[k - 1], points[k + 1]
        size = hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / size, (bx - ax) / size
        out = abs(nx) * words.w / 2 + abs(ny) * words.h / 2 + 4.0
        for side in (-1, 1):
            x, y = points[k][0] + side * nx * out, points[k][1] + side * ny * out
            if clutter.is_free(box_around(x, y, words.w, words.h, 2.0)) and not any(
                runs_through(piece, box_around(x, y, words.w, words.h, 1.0)) for piece in segments(points)
            ):
                return (x, y)
    return None


def _shifted(sketch: Sketch) -> Layout:
    left, top, right, bottom = _bounds(sketch)
    moved = _moved(sketch, _MARGIN - left, _MARGIN - top)
    return Layout(
        tuple(sorted(moved.nodes, key=lambda node: node.id)),
        tuple(moved.edges),
        tuple(moved.labels),
        right - left + 2 * _MARGIN,
        bottom - top + 2 * _MARGIN,
    )
