"""From a network to a layout: families side by side, non-kin near whom they know, then the ties between members."""

from collections.abc import Iterable
from dataclasses import replace

from netmeet.domain.network import Member, MemberKind, Network
from netmeet.drawing.genogram.arches import arches
from netmeet.drawing.genogram.beside import Guest, settle
from netmeet.drawing.genogram.bonds import refused_links, tie_up
from netmeet.drawing.genogram.clutter import box_around
from netmeet.drawing.genogram.homes import homes_of
from netmeet.drawing.genogram.kin import Clan, clans
from netmeet.drawing.genogram.labels import Writer
from netmeet.drawing.genogram.lines import Placed, Sketch, drawn_lines
from netmeet.drawing.genogram.model import AS_USUAL, SECOND, SMALL, SYMBOL, Bond, Label, Layout, Node, Style
from netmeet.drawing.genogram.order import ordered
from netmeet.drawing.genogram.places import Spacing, cells, placed
from netmeet.drawing.genogram.rows import rows_of
from netmeet.drawing.genogram.tangle import is_tangled
from netmeet.drawing.genogram.ties import bonds_of
from netmeet.drawing.genogram.weave import Weave
from netmeet.drawing.scene import Measure, Point
from netmeet.drawing.symbols import outline_of

_WORK = 11_000
"""Steps of sifting for a whole drawing. Counted in steps, so that the same family always gives the same drawing."""
_AIR = (0.0, 14.0, 36.0)
"""More room between people and between rows, one after the other, until every tie finds its way."""
_HOPELESS = 12
"""With so many ties that find no way, more room finds few of them one: they crowd around one symbol."""
_TANGLED = (
    "This family folds into itself too often to be drawn. Often people were mixed up in the file it came from. "
    "The table in words holds everybody."
)
_BETWEEN = 50.0
_MARGIN = 12.0
_SHAPE = 1.6
"""Families are set in shelves about this much wider than high."""


def lay_out(network: Network, measure: Measure, style: Style = AS_USUAL) -> Layout:
    """Give everything on a genogram its place. The same network always gives the same layout, in whatever order it comes."""
    writer = Writer(measure, style)
    parts = clans(network)
    if is_tangled(parts[0]):
        return Layout(note=_TANGLED)
    bonds, left = bonds_of(network, style, {member.id for member in parts[1]})
    found = []
    for air in _AIR:
        whole, faults = _drawn(network, parts, bonds, writer, style, air)
        found.append((faults, air, whole))
        if not faults or faults > _HOPELESS:
            break
    best = min(found, key=lambda one: one[:2])[2]
    best.homes = homes_of(network, best, writer) if style.show_homes else []
    return replace(_shifted(best), note=_not_drawn(left))


def _not_drawn(ties: int) -> str:
    many = "1 more tie is" if ties == 1 else f"{ties} more ties are"
    return f"There is no room for every tie: {many} not drawn and stand in the table in words." if ties else ""


def _drawn(
    network: Network, parts: tuple[tuple[Clan, ...], tuple[Member, ...]], bonds: list[Bond], writer: Writer, style: Style, air: float
) -> tuple[Sketch, int]:
    """Everything in its place, with so much more room than usual; and how many ties found no clear way."""
    families, alone = parts
    everybody = max(1, sum(len(clan.members) for clan in families))
    sketches = [_family(network, clan, writer, style, _WORK * len(clan.members) // everybody, air) for clan in families]
    whole = _shelved(sketches)
    settle(whole, [Guest(_node(member, network), writer.member(member), member.sphere) for member in alone], bonds, air)
    return whole, tie_up(whole, refused_links(families), bonds, writer)


def geometry(layout: Layout) -> dict[str, list[dict[str, object]]]:
    """The layout as plain JSON values: nodes and labels by their centres, edges as polylines.

    The words of a tie are called by its two people, since ties have no ids in a family file.
    """
    ties = {edge.bond.tie: " – ".join(edge.people) for edge in layout.edges if edge.bond}
    return {
        "nodes": [{"id": node.id, "x": node.x, "y": node.y, "w": node.w, "h": node.h} for node in layout.nodes],
        "edges": [
            {"kind": str(edge.kind), "union": edge.union, "points": [list(point) for point in edge.points], "people": list(edge.people)}
            for edge in layout.edges
        ],
        "labels": [{"of": ties.get(one.of, one.of), "x": one.x, "y": one.y, "w": one.w, "h": one.h} for one in layout.labels],
    }


def _node(member: Member, network: Network) -> Node:
    """A member's symbol, without a place yet."""
    size = SMALL if member.kind is MemberKind.PET else SYMBOL
    size += 2 * SECOND * (member.id == network.adult_id)
    return Node(member.id, 0.0, 0.0, size, size, outline_of(member))


def _family(network: Network, clan: Clan, writer: Writer, style: Style, work: int, air: float) -> Sketch:
    weave = Weave(clan, rows_of(clan))
    rows = ordered(weave, style.birth_order, work)
    bends = arches(weave, rows)
    words = [writer.member(member, bold=member.id == network.adult_id) for member in clan.members]
    union_words = {k: writer.union(knot.union) for k, knot in enumerate(clan.knots)}
    symbols = [_node(member, network) for member in clan.members]
    room = cells(weave, words, [symbol.w / 2 for symbol in symbols])
    spacing = Spacing(weave, room, bends, union_words, air)
    x = placed(weave, rows, bends, spacing)
    return drawn_lines(Placed(weave, rows, bends, x, room, spacing, words, union_words, symbols))


def _bounds(sketch: Sketch) -> tuple[float, float, float, float]:
    boxes = [box_around(node.x, node.y, node.w, node.h) for node in sketch.nodes]
    labels = [*sketch.labels, *(label for home in sketch.homes for label in home.labels)]
    boxes += [box_around(label.x, label.y, label.w, label.h) for label in labels]
    points = [point for edge in sketch.edges for point in edge.points]
    points += [point for home in sketch.homes for outline in home.outlines for point in outline]
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

    def labels(found: Iterable[Label]) -> list[Label]:
        return [replace(label, x=label.x + dx, y=label.y + dy) for label in found]

    return Sketch(
        [replace(node, x=node.x + dx, y=node.y + dy) for node in sketch.nodes],
        [replace(edge, points=shift(edge.points), code_at=shift([edge.code_at])[0] if edge.code_at else None) for edge in sketch.edges],
        labels(sketch.labels),
        [replace(home, outlines=tuple(map(shift, home.outlines)), labels=tuple(labels(home.labels))) for home in sketch.homes],
    )


def _shifted(sketch: Sketch) -> Layout:
    left, top, right, bottom = _bounds(sketch)
    moved = _moved(sketch, _MARGIN - left, _MARGIN - top)
    return Layout(
        tuple(sorted(moved.nodes, key=lambda node: node.id)),
        tuple(moved.edges),
        tuple(moved.labels),
        right - left + 2 * _MARGIN,
        bottom - top + 2 * _MARGIN,
        homes=tuple(moved.homes),
    )
