"""What may be wrong with the outlines of households, in plain geometry."""

from itertools import combinations, pairwise

from tests.support.geometry_checks import _box, _length_within, _overlap, _shared_middle


def home_faults(network, layout):
    """Everything wrong with who lives together, as ``kind: what`` lines; an empty list is a clean drawing."""
    of = {one.id: set(one.members) for one in network.households}
    return [
        *(fault for home in layout.homes for fault in _within(home, of[home.ids[0]], layout)),
        *(fault for home in layout.homes for fault in _through(home, layout)),
        *_shared(layout),
        *_names(layout),
    ]


def holds(outline, point):
    """True where a point lies within an outline."""
    x, y = point
    crossed = [(a, b) for a, b in pairwise(outline) if (a[1] > y) != (b[1] > y)]
    return sum(x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) for a, b in crossed) % 2 == 1


def _points(box):
    left, top, right, bottom = box
    return [(x, y) for x in (left, (left + right) / 2, right) for y in (top, (top + bottom) / 2, bottom)]


def _within(home, members, layout):
    people = {node.id for node in layout.nodes}
    marked = set()
    if home.also:
        marked = {one for one in members if any(one in _held(other, layout) for other in layout.homes if other != home)}
    yield from (f"open: {home.ids}" for outline in home.outlines if outline[0] != outline[-1])
    for one in [*layout.nodes, *layout.labels]:
        name = one.id if hasattr(one, "id") else one.of
        if name not in people:
            continue
        inside = {any(holds(outline, point) for outline in home.outlines) for point in _points(_box(one))}
        if name in members - marked and inside != {True}:
            yield f"not within: {name}, {home.ids}"
        if name not in members and inside != {False}:
            yield f"a stranger: {name}, {home.ids}"


def _held(home, layout):
    return {node.id for node in layout.nodes if any(holds(outline, (node.x, node.y)) for outline in home.outlines)}


def _through(home, layout):
    boxes = [*layout.nodes, *layout.labels, *(label for other in layout.homes for label in other.labels)]
    for outline in home.outlines:
        for one in boxes:
            if sum(_length_within(a, b, _box(one)) for a, b in pairwise(outline)) > 1:
                yield f"through: {getattr(one, 'id', '') or one.of}, {home.ids}"


def _shared(layout):
    """Level or upright stretches of two outlines that lie on one another. Where outlines cross, their rounded corners may touch."""
    for one, other in combinations(layout.homes, 2):
        sides = [[side for outline in home.outlines for side in pairwise(outline) if _is_straight(*side)] for home in (one, other)]
        if any(_shared_middle(*s, *t) for s in sides[0] for t in sides[1]):
            yield f"on one another: {one.ids}, {other.ids}"


def _is_straight(a, b):
    return abs(a[0] - b[0]) < 0.01 or abs(a[1] - b[1]) < 0.01


def _names(layout):
    labels = [label for home in layout.homes for label in home.labels]
    yield from (f"words over words: {a.of}, {b.of}" for a, b in combinations(labels, 2) if _overlap(_box(a), _box(b)))
    for label in labels:
        boxes = [*layout.nodes, *layout.labels]
        yield from (f"words over: {label.of}, {one}" for one in boxes if _overlap(_box(label), _box(one)))
        sides = [side for edge in layout.edges for side in pairwise(edge.points)]
        yield from (f"line through: {label.of}" for side in sides if _length_within(*side, _box(label)) > 1)
