"""Circles of support: the adult in the middle, four rings of closeness, sectors of life.

The rings are those of the relationship circle (Helen Sanderson Associates: intimacy, friendship, participation, exchange).
A member's ring is closeness as the adult sees it; where the adult has not said, as somebody else sees it, and marked so.
Closeness says nothing of safety: nothing else that was said about a tie is drawn here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from math import cos, hypot, sin
from types import MappingProxyType

from netmeet.domain.network import Member, MemberKind, Network, Sphere
from netmeet.domain.readings import Closeness, Ring, Voice
from netmeet.domain.wording import RING_NAMES
from netmeet.drawing.change_marks import AROUND, MEANING, over
from netmeet.drawing.rings import Box, Sector, caption_box, place, sectors
from netmeet.drawing.scene import Anchor, Dash, Line, Measure, Oval, Point, Scene, Shape, Spot, Stroke, Text
from netmeet.drawing.svg import isolate
from netmeet.drawing.wrap import wrap

RINGS: Mapping[Ring | None, tuple[str, str]] = MappingProxyType(
    {
        Ring.INTIMACY: (RING_NAMES[Ring.INTIMACY], "hard to imagine life without them"),
        Ring.FRIENDSHIP: (RING_NAMES[Ring.FRIENDSHIP], "good company, and there when needed"),
        Ring.PARTICIPATION: (RING_NAMES[Ring.PARTICIPATION], "known from places, groups and things done together"),
        Ring.EXCHANGE: (RING_NAMES[Ring.EXCHANGE], "paid to help, or there for what they do"),
        None: ("Not placed yet", "how close they are is still to be said"),
    }
)
"""The rings inside out: name and meaning. ``None`` is the band around them."""

PARTS: tuple[tuple[str, frozenset[Sphere]], ...] = (
    ("Family and pets", frozenset({Sphere.FAMILY, Sphere.PET})),
    ("Friends and neighbours", frozenset({Sphere.FRIEND, Sphere.NEIGHBOUR})),
    ("Faith, clubs and places", frozenset({Sphere.FAITH, Sphere.CLUB, Sphere.PLACE})),
    ("Paid help", frozenset({Sphere.PAID})),
    ("Others", frozenset({Sphere.OTHER})),
)
"""The sectors, clockwise from the left, and the spheres of life in each. "Others" shows only when it is used."""

_NAME, _SMALL, _HEADING, _TITLE = 3.2, 3.2, 3.6, 5.6
_LINE = 1.24
_NAME_WIDTH = 21.0
_MARK = 3.0
_FILLS = MappingProxyType({Ring.INTIMACY: 0.88, Ring.FRIENDSHIP: 0.93, Ring.PARTICIPATION: 0.97, Ring.EXCHANGE: 1.0, None: 1.0})
_KEY_WIDTH = 84.0
_MARGIN = 2.0
_THINNEST = 13.0
_LEAST_WIDTH = 120.0
_LISTED = 40
_DIED = "died"
_KINDS = MappingProxyType(
    {
        MemberKind.PERSON: "Person",
        MemberKind.ORGANISATION: "Group or organisation",
        MemberKind.PLACE: "Place",
        MemberKind.PET: "Pet",
    }
)
_FILLINGS = MappingProxyType(
    {
        (True, True): "Black: placed by the person in the middle",
        (True, False): "White: placed as others see it",
        (False, False): "Grey: not placed yet",
    }
)


@dataclass(frozen=True, slots=True)
class CirclesStyle:
    """What stands above the drawing, in words: its title, the day it shows, and whose telling it is.

    ``marks`` are a few words under the names of members whose contact would change; those who are ``gone`` are
    crossed, the others ringed.
    """

    title: str = "Circles of support"
    drawn_on: str = ""
    told_by: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Placing:
    """The ring a member stands in (None when nobody has said) and whether the adult put them there."""

    ring: Ring | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    """A member's mark with their name and small words below it, and the space that they take. ``gone`` None: unchanged."""

    member: Member
    placing: Placing
    lines: tuple[str, ...]
    small: tuple[str, ...]
    gone: bool | None
    box: Box

    @property
    def size(self) -> tuple[float, float]:
        return self.box.width, self.box.height


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything in its place around the middle (0, 0). ``radii`` starts with the adult's own circle."""

    bands: tuple[Ring | None, ...]
    radii: tuple[float, ...]
    wedges: tuple[Sector, ...]
    headings: tuple[str, ...]
    labels: tuple[_Label, ...]
    adult: tuple[str, ...]

    @property
    def outer(self) -> float:
        return self.radii[-1]


def placings(network: Network) -> dict[str, Placing]:
    """Where each member but the adult stands: what the adult said last, else what anybody said last, else nowhere."""
    others = {tie.id: tie.other(network.adult_id) for tie in network.ties_of(network.adult_id)} if network.adult_id else {}
    found = {member.id: Placing() for member in network.members if member.id != network.adult_id}
    for reading in network.readings:
        member, own = others.get(reading.about, ""), reading.voice is Voice.ADULT
        if member in found and isinstance(reading.value, Closeness) and (own or not found[member].own):
            found[member] = Placing(reading.value.ring, own)
    return found


def parts_shown(network: Network) -> tuple[tuple[str, frozenset[Sphere]], ...]:
    """The sectors of a map: all but "Others", and that too when a member belongs nowhere else; that alone when all do."""
    spheres = {member.sphere for member in network.members if member.id != network.adult_id}
    if spheres == {Sphere.OTHER}:
        return PARTS[-1:]
    return PARTS if Sphere.OTHER in spheres else PARTS[:-1]


def in_order(members: Sequence[Member]) -> list[Member]:
    """Members by name, so that the order they were added in never shows."""
    return sorted(members, key=lambda member: (member.name.casefold(), member.name, member.id))


def draw(network: Network, measure: Measure, style: CirclesStyle) -> Scene:
    """Draw the circles of one map. Any number of members: the drawing grows, the lettering stays 9 point."""
    plan = _plan(network, measure, style)
    headings = _headings(plan, measure)
    circles = [*_rings(plan, measure), *chain.from_iterable(_member(label) for label in plan.labels), *_adult(plan)]
    left = min([-plan.outer, *(box.x - box.width / 2 for box, _ in headings)]) - _MARGIN
    right = max([plan.outer, *(box.x + box.width / 2 for box, _ in headings)]) + _MARGIN
    up = min([-plan.outer, *(box.y - box.height / 2 for box, _ in headings)])
    down = max([plan.outer, *(box.y + box.height / 2 for box, _ in headings)])
    width = max(right - left, _LEAST_WIDTH)
    top, title_height = _title(style, width, measure)
    key, key_height = _key(plan, width, measure)
    across, below = (width - right - left) / 2, title_height - up
    shapes = [*circles, *chain.from_iterable(texts for _, texts in headings)]
    return Scene(
        width=width,
        height=below + down + key_height + _MARGIN,
        shapes=(*top, *(_moved(shape, across, below) for shape in shapes), *(_moved(shape, 0, below + down) for shape in key)),
        spots=_spots(network, plan, across, below),
        title=style.title or "Circles of support",
        description=_described(network, plan),
    )


def _plan(network: Network, measure: Measure, style: CirclesStyle) -> _Plan:
    placed = placings(network)
    bands = tuple(ring for ring in RINGS if ring is not None or any(placing.ring is None for placing in placed.values()))
    parts = parts_shown(network)
    labels = [_label(member, placed[member.id], measure, style) for member in in_order(network.members) if member.id in placed]
    wedges = sectors([sum(label.member.sphere in spheres for label in labels) for _, spheres in parts])
    name = wrap(network.adult.name, 24.0, _NAME, measure, bold=True) if network.adult else ()
    widest = max((measure(line, _NAME, True) for line in name), default=0.0)
    radii, done = [max(10.0, hypot(widest / 2, len(name) * _NAME * _LINE / 2) + 1.5)], []
    for band in bands:
        groups = [[label for label in labels if label.placing.ring is band and label.member.sphere in spheres] for _, spheres in parts]
        sizes = [[label.size for label in group] for group in groups]
        outer, centres = place(radii[-1], _THINNEST, list(zip(wedges, sizes, strict=True)), _caption_size(band, measure))
        for label, (x, y) in zip(chain.from_iterable(groups), chain.from_iterable(centres), strict=True):
            done.append(replace(label, box=replace(label.box, x=x, y=y)))
        radii.append(outer)
    return _Plan(bands, tuple(radii), wedges, tuple(heading for heading, _ in parts), tuple(done), name)


def _label(member: Member, placing: Placing, measure: Measure, style: CirclesStyle) -> _Label:
    lines = wrap(member.name, _NAME_WIDTH, _NAME, measure) or ("No name",)
    mark = style.marks.get(member.id, "")
    small = (*([_DIED] if member.has_died else []), *wrap(mark, _NAME_WIDTH, _SMALL, measure))
    width = max(2 * AROUND if mark else _MARK, *(measure(line, _NAME, False) for line in lines), *_widths(small, measure))
    height = _MARK + _NAME * _LINE * len(lines) + _SMALL * _LINE * len(small) + 0.6
    return _Label(member, placing, lines, small, member.id in style.gone if mark else None, Box(0, 0, width, height))


def _widths(small: tuple[str, ...], measure: Measure) -> list[float]:
    return [measure(line, _SMALL, False) for line in small] or [0.0]


def _caption_size(band: Ring | None, measure: Measure) -> tuple[float, float]:
    return measure(RINGS[band][0], _SMALL, False) + 2, _SMALL * _LINE


def _rings(plan: _Plan, measure: Measure) -> list[Shape]:
    """The rings from the outside in, the lines between sectors, and the captions."""
    shapes: list[Shape] = []
    for band, radius in reversed(list(zip(plan.bands, plan.radii[1:], strict=True))):
        stroke = Stroke(0.3, Dash.DASHED, 0.45) if band is None else Stroke(0.3, Dash.SOLID, 0.45)
        shapes.append(Oval(0, 0, radius, radius, stroke, _FILLS[band]))
    for wedge in plan.wedges if len(plan.wedges) > 1 else ():
        spoke = tuple((radius * cos(wedge.start), radius * sin(wedge.start)) for radius in (plan.radii[0], plan.outer))
        shapes.append(Line(spoke, Stroke(0.25, Dash.SOLID, 0.65)))
    for band, radius in zip(plan.bands, plan.radii[1:], strict=True):
        box = caption_box(radius, _caption_size(band, measure))
        corners = tuple((box.x + box.width / 2 * x, box.y + box.height / 2 * y) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)))
        shapes.append(Line(corners, Stroke(0), closed=True, fill=_FILLS[band]))
        shapes.append(Text(0, box.y + _SMALL * 0.34, RINGS[band][0], _SMALL, grey=0.3))
    return shapes


def _adult(plan: _Plan) -> list[Shape]:
    disc = Oval(0, 0, plan.radii[0], plan.radii[0], Stroke(0.3), 0.1)
    top = -len(plan.adult) * _NAME * _LINE / 2
    return [disc, *(Text(0, _baseline(top, row, _NAME), line, _NAME, bold=True, grey=1.0) for row, line in enumerate(plan.adult))]


def _member(label: _Label) -> list[Shape]:
    box, top = label.box, label.box.y - label.box.height / 2
    under = top + _MARK + 0.6
    shapes: list[Shape] = [
        _mark(label.member.kind, (box.x, top + _MARK / 2), label.placing),
        *over((box.x, top + _MARK / 2), gone=label.gone),
    ]
    shapes += [Text(box.x, _baseline(under, row, _NAME), line, _NAME) for row, line in enumerate(label.lines)]
    under += len(label.lines) * _NAME * _LINE
    return shapes + [Text(box.x, _baseline(under, row, _SMALL), line, _SMALL, grey=0.3) for row, line in enumerate(label.small)]


def _mark(kind: MemberKind, centre: Point, placing: Placing) -> Shape:
    """One small mark: its shape says what the member is, its filling who put it there."""
    x, y = centre
    fill = 0.7 if placing.ring is None else 0.0 if placing.own else 1.0
    stroke = Stroke(0.4)
    if kind is MemberKind.PERSON:
        return Oval(x, y, 1.3, 1.3, stroke, fill)
    outline = {
        MemberKind.ORGANISATION: ((-1.25, -1.25), (1.25, -1.25), (1.25, 1.25), (-1.25, 1.25)),
        MemberKind.PLACE: ((0, -1.4), (1.45, 1.2), (-1.45, 1.2)),
        MemberKind.PET: ((0, -1.5), (1.5, 0), (0, 1.5), (-1.5, 0)),
    }[kind]
    return Line(tuple((x + right, y + down) for right, down in outline), stroke, closed=True, fill=fill)


def _headings(plan: _Plan, measure: Measure) -> list[tuple[Box, list[Text]]]:
    """The name of each sector outside the circles, as near to the middle of its arc as it goes. One sector needs no name."""
    found: list[tuple[Box, list[Text]]] = []
    if len(plan.wedges) == 1:
        return found
    for wedge, heading in zip(plan.wedges, plan.headings, strict=True):
        lines = wrap(heading, 30.0, _HEADING, measure, bold=True)
        size = max(measure(line, _HEADING, True) for line in lines), len(lines) * _HEADING * _LINE
        away = plan.outer
        while True:
            box = Box(away * cos(wedge.middle), away * sin(wedge.middle), *size)
            if box.nearest() >= plan.outer + 2.0 and all(box.apart(other, 2.0) for other, _ in found):
                break
            away += 0.5
        top = box.y - box.height / 2
        found.append((box, [Text(box.x, _baseline(top, row, _HEADING), line, _HEADING, bold=True) for row, line in enumerate(lines)]))
    return found


def _title(style: CirclesStyle, width: float, measure: Measure) -> tuple[list[Text], float]:
    """The title, and whose telling it is; with the height that they take."""
    y, texts = _MARGIN, []
    for words, size, bold in ((style.title, _TITLE, True), (" · ".join(filter(None, (style.drawn_on, style.told_by))), _NAME, False)):
        for line in wrap(words, width - 2 * _MARGIN, size, measure, bold=bold):
            texts.append(Text(_MARGIN, _baseline(y, 0, size), line, size, bold, Anchor.START, 0.0 if bold else 0.3))
            y += size * _LINE
    return texts, y + 6.0


def _key(plan: _Plan, width: float, measure: Measure) -> tuple[list[Shape], float]:
    """What the rings and the marks mean, listing only what is drawn; below the circles, in one column or two."""
    marks = _marks_used(plan)
    columns = 2 if width >= 2 * _KEY_WIDTH else 1
    wide = width / columns - 2 * _MARGIN
    rule = Line(((_MARGIN, 7.0), (width - _MARGIN, 7.0)), Stroke(0.25, Dash.SOLID, 0.65))
    rings, low = _ring_words(plan, wide, measure)
    start = (width / 2 + 2 * _MARGIN, 10.5) if columns == 2 else (_MARGIN, low + 2.0)
    others, lower = _mark_words(marks, start, wide, measure)
    changes, lowest = _change_words(plan, (start[0], lower), wide, measure)
    return [rule, *rings, *others, *changes], max(low, lowest)


def _ring_words(plan: _Plan, width: float, measure: Measure) -> tuple[list[Text], float]:
    """The meaning of each ring that is drawn, and where the list ends."""
    indent = max(measure(RINGS[band][0], _NAME, True) for band in plan.bands) + 3.0
    texts, y = [], 10.5
    for band in plan.bands:
        name, meaning = RINGS[band]
        texts.append(Text(_MARGIN, _baseline(y, 0, _NAME), name, _NAME, bold=True, anchor=Anchor.START))
        for line in wrap(meaning, width - indent, _NAME, measure):
            texts.append(Text(_MARGIN + indent, _baseline(y, 0, _NAME), line, _NAME, anchor=Anchor.START))
            y += _NAME * _LINE
        y += 1.2
    return texts, y


def _marks_used(plan: _Plan) -> list[tuple[tuple[MemberKind, Placing] | None, str]]:
    """The marks that the drawing uses, each with its meaning."""
    kinds = {label.member.kind for label in plan.labels}
    used: list[tuple[tuple[MemberKind, Placing] | None, str]] = [
        ((kind, Placing(Ring.INTIMACY, own=True)), words) for kind, words in _KINDS.items() if kind in kinds
    ]
    people_last = sorted(plan.labels, key=lambda label: label.member.kind is MemberKind.PERSON)
    fillings = {(label.placing.ring is not None, label.placing.own): label for label in people_last}
    used += [
        ((fillings[filling].member.kind, fillings[filling].placing), words) for filling, words in _FILLINGS.items() if filling in fillings
    ]
    return used or [(None, "Nobody else is on the map yet.")]


def _change_words(plan: _Plan, start: Point, width: float, measure: Measure) -> tuple[list[Shape], float]:
    """The meaning of crosses and rings, where any are drawn, and where the list ends."""
    x, y = start
    shapes: list[Shape] = []
    for gone in sorted({label.gone for label in plan.labels if label.gone is not None}, reverse=True):
        shapes += over((x + 1.5, y + _NAME * _LINE / 2), gone=gone)
        for line in wrap(MEANING[gone], width - 5.0, _NAME, measure):
            shapes.append(Text(x + 5.0, _baseline(y, 0, _NAME), line, _NAME, anchor=Anchor.START))
            y += _NAME * _LINE
        y += 1.2
    return shapes, y


def _mark_words(
    entries: Sequence[tuple[tuple[MemberKind, Placing] | None, str]], start: Point, width: float, measure: Measure
) -> tuple[list[Shape], float]:
    """The meaning of each mark, and where the list ends."""
    x, y = start
    shapes: list[Shape] = []
    for mark, words in entries:
        indent = 0.0 if mark is None else 5.0
        if mark is not None:
            shapes.append(_mark(mark[0], (x + 1.5, y + _NAME * _LINE / 2), mark[1]))
        for line in wrap(words, width - indent, _NAME, measure):
            shapes.append(Text(x + indent, _baseline(y, 0, _NAME), line, _NAME, anchor=Anchor.START))
            y += _NAME * _LINE
        y += 1.2
    return shapes, y


def _spots(network: Network, plan: _Plan, across: float, down: float) -> tuple[Spot, ...]:
    """The rectangles of the members, the adult's first."""
    boxes = [(label.member.id, label.box) for label in plan.labels]
    if network.adult:
        boxes.insert(0, (network.adult.id, Box(0, 0, 2 * plan.radii[0], 2 * plan.radii[0])))
    return tuple(Spot(of, box.x - box.width / 2 + across, box.y - box.height / 2 + down, box.width, box.height) for of, box in boxes)


def _described(network: Network, plan: _Plan) -> str:
    """The alternative text: who stands in which ring, or how many where a list would be too long to listen to."""
    middle = f"{isolate(network.adult.name)} is in the middle. " if network.adult and plan.adult else ""
    said = []
    for band in plan.bands:
        names = [isolate(label.member.name) for label in plan.labels if label.placing.ring is band]
        listed = len(plan.labels) <= _LISTED and names
        said.append(f"{RINGS[band][0]}: {', '.join(names) if listed else len(names) or 'nobody'}.")
    changed: dict[str, list[str]] = {}
    for label in plan.labels:
        if label.gone is not None:
            changed.setdefault(" ".join(label.small), []).append(isolate(label.member.name))
    said += [f"{words[:1].upper()}{words[1:]}: {', '.join(names)}." for words, names in changed.items()]
    return middle + " ".join(said)


def _baseline(top: float, row: int, size: float) -> float:
    """The baseline of one of several lines under a top edge."""
    return top + size * (row * _LINE + 0.93)


def _moved(shape: Shape, across: float, down: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, points=tuple((x + across, y + down) for x, y in shape.points))
    return replace(shape, x=shape.x + across, y=shape.y + down)
