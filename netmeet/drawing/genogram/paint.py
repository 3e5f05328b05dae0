"""From a layout to a Scene: lines first, then ties, symbols, words, and below them the key."""

from netmeet.domain.network import ChildKind, Member, Network
from netmeet.drawing.genogram.labels import LEADING, MARKS, TEXT, age_text, has_sign_inside, marks_in
from netmeet.drawing.genogram.layout import lay_out
from netmeet.drawing.genogram.model import AS_USUAL, SECOND, UNIT, Edge, EdgeKind, Label, Layout, Node, Style
from netmeet.drawing.genogram.ties import HARM_CODES, ORDER_CODES
from netmeet.drawing.legend import (
    Entry,
    entries_for_children,
    entries_for_homes,
    entries_for_members,
    entries_for_orders,
    entries_for_ties,
    entries_for_twins,
    entries_for_unions,
    entries_for_years,
    legend,
    moved,
)
from netmeet.drawing.scene import Anchor, Line, Measure, Point, Scene, Shape, Spot, Stroke, Text
from netmeet.drawing.svg import clean
from netmeet.drawing.symbols import brackets, child_line, family_line, home_outline, member_symbol, union_line
from netmeet.drawing.tielines import order_line, tie_line
from netmeet.drawing.wrap import wrap

_EDGE = 5.0
_TITLE = 5.0
_LEAST = 120.0
"""No drawing is narrower than this, so that its title and key have room."""


def draw(network: Network, measure: Measure, style: Style = AS_USUAL) -> Scene:
    """Return the finished genogram. Symbols are 10 mm; text is 8 pt or more; spots carry the members' ids."""
    layout = lay_out(network, measure, style)
    width = max(_LEAST, layout.width * UNIT)
    head, top = _heading(style, width, measure)
    members = {member.id: member for member in network.members}
    shapes: list[Shape] = [home_outline(_mm(outline)) for home in layout.homes for outline in home.outlines]
    shapes += [shape for edge in layout.edges for shape in _line(edge)]
    shapes += [shape for node in layout.nodes for shape in _symbol(node, members[node.id], network, style)]
    shapes += _adopted(layout)
    shapes += [text for label in layout.labels for text in _words(label, bold=label.of == network.adult_id)]
    shapes += [text for home in layout.homes for label in home.labels for text in _words(label, bold=False)]
    height = layout.height * UNIT if layout.nodes else _nothing(shapes, layout, measure)
    aside = (width - layout.width * UNIT) / 2 + _EDGE
    shapes = [moved(shape, aside, top) for shape in shapes]
    if style.show_legend and layout.nodes:
        key, tall = legend(_key(network, layout, style), width, measure)
        shapes += [Line(((_EDGE, top + height), (_EDGE + width, top + height)), Stroke(0.2, grey=0.5))]
        shapes += [moved(shape, _EDGE, top + height + 2.0) for shape in key]
        height += tall + 4.0
    foot = [line for text in (layout.note if layout.nodes else "", style.foot) for line in wrap(text, width, TEXT, measure)]
    for line in foot:
        height += TEXT + 1.0
        shapes.append(Text(_EDGE, top + height, line, TEXT, anchor=Anchor.START, grey=0.25))
    spots = tuple(
        Spot(node.id, (node.x - node.w / 2) * UNIT + aside, (node.y - node.h / 2) * UNIT + top, node.w * UNIT, node.h * UNIT)
        for node in layout.nodes
    )
    spots += tuple(_around(one, outline, aside, top) for home in layout.homes for one in home.ids for outline in home.outlines)
    return Scene(width + 2 * _EDGE, top + height + _EDGE, (*head, *shapes), spots, style.title or "Genogram", _description(network))


def _heading(style: Style, width: float, measure: Measure) -> tuple[list[Shape], float]:
    """Title, who told it and when it was drawn; and how far down the drawing starts."""
    shapes: list[Shape] = []
    y = _EDGE
    for line in wrap(style.title, width, _TITLE, measure, bold=True):
        y += _TITLE
        shapes.append(Text(_EDGE, y, line, _TITLE, bold=True, anchor=Anchor.START))
        y += 1.5
    told = [f"As told by {clean(style.told_by)}"] if style.told_by else []
    drawn = [f"Drawn on {clean(style.drawn_on)}"] if style.drawn_on else []
    if told or drawn:
        y += TEXT + 0.7
        shapes.append(Text(_EDGE, y, ". ".join([*told, *drawn]) + ".", TEXT, anchor=Anchor.START, grey=0.25))
    return shapes, y + (2.0 if shapes else 0.0)


def _nothing(shapes: list[Shape], layout: Layout, measure: Measure) -> float:
    """Say why nothing is drawn, around the middle of the drawing; return how far down that reaches."""
    y = 12.0
    for line in wrap(layout.note or "Nobody is on the map yet.", _LEAST, 4.0, measure):
        shapes.append(Text(layout.width * UNIT / 2, y, line, 4.0, grey=0.25))
        y += 6.0
    return y + 2.0


def _description(network: Network) -> str:
    count = len(network.members)
    return f"A family drawing (genogram) of {count} {'member' if count == 1 else 'members'}. The table beside it says the same in words."


def _mm(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((x * UNIT, y * UNIT) for x, y in points)


def _around(home: str, outline: tuple[Point, ...], aside: float, top: float) -> Spot:
    """The rectangle around one outline of a household."""
    xs, ys = ([point[axis] * UNIT for point in outline] for axis in (0, 1))
    return Spot(home, min(xs) + aside, min(ys) + top, max(xs) - min(xs), max(ys) - min(ys))


def _line(edge: Edge) -> list[Shape]:
    points = _mm(edge.points)
    if edge.bond:
        code_at = _mm((edge.code_at,))[0] if edge.code_at else None
        if edge.bond.order:
            return order_line(points, edge.bond.arrow, edge.bond.order, code_at)
        return tie_line(points, edge.bond.mark, edge.bond.arrow, edge.bond.harm, code_at)
    if edge.kind is EdgeKind.PARTNER:
        return union_line(points, edge.joined)
    if edge.kind is EdgeKind.CHILD and edge.reaches:
        return child_line(points, edge.child)
    return [family_line(points, edge.child)]


def _symbol(node: Node, member: Member, network: Network, style: Style) -> list[Shape]:
    index = member.id == network.adult_id
    size = node.w - 2 * SECOND * index
    inside = "" if has_sign_inside(member) else age_text(member, style)
    return member_symbol(member, node.x * UNIT, node.y * UNIT, size * UNIT, index=index, inside=inside)


def _aged(network: Network, style: Style) -> list[Member]:
    """Everybody whose age stands within their symbol."""
    return [member for member in network.members if age_text(member, style) and not has_sign_inside(member)]


def _twins(layout: Layout) -> tuple[bool, bool]:
    """Whether the lines of any born together meet in a point, and whether of any who are identical."""
    hangs = [edge.points[0] for edge in layout.edges if edge.kind is EdgeKind.CHILD and len(edge.points) == 2]
    identical = sum(edge.identical for edge in layout.edges)
    return len(hangs) - len(set(hangs)) > identical, identical > 0


def _adopted(layout: Layout) -> list[Shape]:
    found = {edge.reaches for edge in layout.edges if edge.child is ChildKind.ADOPTED}
    return [shape for node in layout.nodes if node.id in found for shape in brackets(node.x * UNIT, node.y * UNIT, node.w * UNIT / 2)]


def _words(label: Label, *, bold: bool) -> list[Shape]:
    x, anchor = label.x * UNIT, Anchor.MIDDLE
    if label.beside:
        x, anchor = (label.x - label.w / 2) * UNIT, Anchor.START
    top = (label.y - label.h / 2) * UNIT
    return [
        Text(x, top + LEADING * UNIT * k + TEXT * 0.92, line, TEXT, bold and k < label.names, anchor, 0.0 if k < label.names else 0.25)
        for k, line in enumerate(label.lines)
    ]


def _key(network: Network, layout: Layout, style: Style) -> list[Entry]:
    bonds = [edge.bond for edge in layout.edges if edge.bond]
    harm = {code for bond in bonds for code in bond.harm.split()}
    orders = {code for bond in bonds for code in bond.order.split()}
    plain = {network.tie(bond.tie).kind for bond in bonds if bond.mark is None and not bond.codes and not bond.text}
    twins, identical = _twins(layout)
    return [
        *entries_for_members(network.members, network.adult_id),
        *entries_for_years({mark: MARKS[mark] for mark in marks_in(layout.labels)}, _aged(network, style)),
        *entries_for_unions({edge.joined for edge in layout.edges if edge.kind is EdgeKind.PARTNER and edge.joined}),
        *entries_for_children({edge.child for edge in layout.edges if edge.child}),
        *entries_for_twins(twins=twins, identical=identical),
        *entries_for_ties(
            {bond.mark for bond in bonds if bond.mark},
            {code: str(kind) for kind, code in HARM_CODES.items() if code in harm},
            plain,
        ),
        *entries_for_orders({code: str(kind) for kind, code in ORDER_CODES.items() if code in orders}),
        *entries_for_homes(
            drawn=bool(layout.homes),
            apart=any(len(home.outlines) > 1 for home in layout.homes),
            also=any(home.also for home in layout.homes),
        ),
    ]
