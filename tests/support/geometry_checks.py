"""What may be wrong with a layout, in plain geometry: boxes over boxes, lines through boxes or words, lines on one another."""

from collections import Counter
from itertools import combinations, pairwise


def faults(network, layout):
    """Everything wrong, as ``kind: what`` lines; an empty list is a clean drawing."""
    return [
        *_people(network, layout),
        *_boxes(layout),
        *_lines(layout),
        *_on_one_another(layout),
        *_ties_on_lines(layout),
        *_loose(network, layout),
        *_apart(network, layout),
    ]


def _people(network, layout):
    drawn = Counter(node.id for node in layout.nodes)
    yield from (f"not drawn once: {member.id} ({drawn[member.id]})" for member in network.members if drawn[member.id] != 1)
    labelled = {label.of for label in layout.labels}
    yield from (f"no words: {node.id}" for node in layout.nodes if node.id not in labelled)
    at = {node.id: node for node in layout.nodes}
    for union in network.unions:
        for parent in union.partners:
            yield from (
                f"not below: {child.member} under {parent}"
                for child in union.children
                if parent in at and child.member in at and at[child.member].y - at[child.member].h / 2 < at[parent].y + at[parent].h / 2
            )


def _box(one, shrink=0.5):
    return (one.x - one.w / 2 + shrink, one.y - one.h / 2 + shrink, one.x + one.w / 2 - shrink, one.y + one.h / 2 - shrink)


def _overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _boxes(layout):
    yield from (f"box over box: {a.id}, {b.id}" for a, b in combinations(layout.nodes, 2) if _overlap(_box(a), _box(b)))
    yield from (f"words over words: {a.of}, {b.of}" for a, b in combinations(layout.labels, 2) if _overlap(_box(a), _box(b)))
    for label in layout.labels:
        yield from (f"words over box: {label.of}, {node.id}" for node in layout.nodes if _overlap(_box(label), _box(node)))


def _lines(layout):
    about = {}
    for edge in layout.edges:
        about.setdefault(edge.union or id(edge), set()).update(edge.people)
    for edge in layout.edges:
        for a, b in pairwise(edge.points):
            for node in layout.nodes:
                if node.id not in about[edge.union or id(edge)] and _length_within(a, b, _box(node, 1.0)) > 1:
                    yield f"line through box: {edge.kind} {edge.people}, {node.id}"
            for label in layout.labels:
                if label.of != edge.union and _length_within(a, b, _box(label)) > 1:
                    yield f"line through words: {edge.kind} {edge.people or edge.union}, {label.of}"


def _length_within(a, b, box):
    """How much of a segment lies in a box, found by cutting it into short pieces."""
    if max(a[0], b[0]) < box[0] or min(a[0], b[0]) > box[2] or max(a[1], b[1]) < box[1] or min(a[1], b[1]) > box[3]:
        return 0.0
    length = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
    count = int(length * 4) + 1
    points = [(a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count) for k in range(count + 1)]
    return length * sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points) / (count + 1)


def _on_one_another(layout):
    """Upright and level lines of different unions that share a stretch."""
    straight = []
    for edge in layout.edges:
        if edge.union:
            for a, b in pairwise(edge.points):
                level = abs(a[1] - b[1]) < 0.01
                if level != (abs(a[0] - b[0]) < 0.01):
                    axis, across = (0, a[1]) if level else (1, a[0])
                    straight.append((level, across, min(a[axis], b[axis]), max(a[axis], b[axis]), edge.union))
    for s, t in combinations(straight, 2):
        if s[0] == t[0] and s[4] != t[4] and abs(s[1] - t[1]) < 0.5 and min(s[3], t[3]) - max(s[2], t[2]) > 1:
            yield f"lines on one another: {s[4]}, {t[4]}"


def _ties_on_lines(layout):
    """Ties that share a stretch with another line, outside the symbols of those whom both are about."""
    at = {node.id: _box(node, -1.0) for node in layout.nodes}
    pieces = [(a, b, k, edge) for k, edge in enumerate(layout.edges) for a, b in pairwise(edge.points)]
    pieces.sort(key=lambda piece: min(piece[0][0], piece[1][0]))
    for n, (a, b, k, edge) in enumerate(pieces):
        for c, d, j, other in pieces[n + 1 :]:
            if min(c[0], d[0]) > max(a[0], b[0]) + 0.5:
                break
            if k == j or (edge.union and other.union) or max(a[1], b[1]) < min(c[1], d[1]) - 0.5 or max(c[1], d[1]) < min(a[1], b[1]) - 0.5:
                continue
            middle = _shared_middle(a, b, c, d)
            about = set(edge.people) & set(other.people)
            if middle and not any(at[one][0] <= middle[0] <= at[one][2] and at[one][1] <= middle[1] <= at[one][3] for one in about):
                yield f"lines on one another: {edge.people}, {other.people or other.union}"


def _shared_middle(a, b, c, d):
    """The middle of what two pieces share, where they run within half a unit of one another for more than one unit."""
    dx, dy, ex, ey = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    own, other = (dx * dx + dy * dy) ** 0.5, (ex * ex + ey * ey) ** 0.5
    if own < 1e-6 or other < 1e-6 or abs(dx * ey - dy * ex) >= 0.01 * own * other:
        return None
    if any(abs(dx * (y - a[1]) - dy * (x - a[0])) / own > 0.5 for x, y in (c, d)):
        return None
    low, high = sorted(((x - a[0]) * dx + (y - a[1]) * dy) / own for x, y in (c, d))
    low, high = max(low, 0.0), min(high, own)
    return (a[0] + dx / own * (low + high) / 2, a[1] + dy / own * (low + high) / 2) if high - low > 1 else None


def _loose(network, layout):
    """Members of a union whom no line of theirs reaches."""
    at = {node.id: node for node in layout.nodes}
    for union in network.unions:
        ends = [point for edge in layout.edges if edge.union == union.id for point in (edge.points[0], edge.points[-1])]
        members = {one for one in (*union.partners, *(child.member for child in union.children)) if one in at}
        for one in members if len(members) > 1 else ():
            box = _box(at[one], -3.0)
            if not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in ends):
                yield f"not joined: {one} in {union.id}"


def _apart(network, layout):
    """Partners on one row with somebody between them who is a partner of neither."""
    at = {node.id: node for node in layout.nodes}
    partners = {one: {other for union in network.unions if one in union.partners for other in union.partners} for one in at}
    for union in network.unions:
        for a, b in combinations(dict.fromkeys(one for one in union.partners if one in at), 2):
            low, high = sorted((at[a].x, at[b].x))
            between = [node.id for node in layout.nodes if low < node.x < high and abs(node.y - at[a].y) < 1] if at[a].y == at[b].y else []
            yield from (f"apart: {a}, {b} by {one}" for one in between if one not in partners[a] | partners[b])


_KINDS = {
    "not drawn once": "missing", "no words": "unlabelled", "not below": "not_below", "box over box": "overlaps",
    "words over words": "label_over", "words over box": "label_over", "line through box": "hits", "line through words": "label_hits",
    "lines on one another": "merges", "not joined": "lost", "apart": "apart",
}  # fmt: skip


def counts(network, layout):
    """How often each thing is wrong, how many lines cross, how many brothers and sisters stand out of order, and the area."""
    found = Counter(_KINDS[fault.partition(":")[0]] for fault in faults(network, layout))
    size = sum(node.w * node.h for node in layout.nodes) or 1.0
    return {
        **dict.fromkeys(_KINDS.values(), 0),
        **found,
        **_crossings(layout),
        "order_bad": _out_of_order(network, layout),
        "area": layout.width * layout.height / size,
    }


def _crossings(layout):
    """Points where lines of two unions, or a tie and another line, cross outside the symbols of those whom both are about."""
    at = {node.id: node for node in layout.nodes}
    pieces = [
        (a, b, edge.union or f"tie {k}", not edge.union, frozenset(edge.people))
        for k, edge in enumerate(layout.edges)
        for a, b in pairwise(edge.points)
    ]
    points = {}
    for s, t in combinations(pieces, 2):
        if s[2] == t[2] or not _meet(s, t):
            continue
        point = _meet(s, t)
        if any(abs(point[0] - at[one].x) <= at[one].w / 2 + 1 and abs(point[1] - at[one].y) <= at[one].h / 2 + 1 for one in s[4] & t[4]):
            continue
        spots = points.setdefault((*sorted((s[2], t[2])), s[3] or t[3]), [])
        if all(abs(point[0] - x) + abs(point[1] - y) >= 3 for x, y in spots):
            spots.append(point)
    return {
        "crossings": sum(len(spots) for key, spots in points.items() if not key[2]),
        "bond_crossings": sum(len(spots) for key, spots in points.items() if key[2]),
    }


def _meet(s, t):
    """Where two pieces cross."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = s[0], s[1], t[0], t[1]
    if max(ax, bx) < min(cx, dx) or max(cx, dx) < min(ax, bx) or max(ay, by) < min(cy, dy) or max(cy, dy) < min(ay, by):
        return None
    turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if abs(turn) < 1e-9:
        return None
    u, v = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn, ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
    return (ax + (bx - ax) * u, ay + (by - ay) * u) if 0 <= u <= 1 and 0 <= v <= 1 else None


def _out_of_order(network, layout):
    """Pairs of brothers and sisters of whom the elder stands on the right."""
    at = {node.id: node.x for node in layout.nodes}
    born = {member.id: member.birth_order or (member.born.year if member.born else None) for member in network.members}
    return sum(
        (born[one.member] < born[other.member]) != (at[one.member] < at[other.member])
        for union in network.unions
        for one, other in combinations(union.children, 2)
        if born.get(one.member) and born.get(other.member) and born[one.member] != born[other.member]
    )
