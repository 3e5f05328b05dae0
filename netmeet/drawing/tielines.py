"""Emotional lines, plain ties and harm arrows as shapes. One table says how each kind is drawn; the legend uses it too.

The grammar: parallel strokes, an overlay (zigzag or wave), dashes, a mark in the middle, ends. No two kinds share a row.
"""

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from netmeet.domain.emotional import EmotionalKind
from netmeet.drawing.paths import Path, arc
from netmeet.drawing.scene import Line, Oval, Point, Shape, Stroke, Text

_PEN = 0.3
_HEAVY = 0.75
_GAP = 0.9
"""Millimetres between parallel strokes."""
_HEIGHT, _PERIOD = 1.1, 2.6
"""The zigzag's."""
_CODE_LINE, _MANY_CODES = 3.0, 3
_LETTER = 2.85


class Broken(Enum):
    """Dashes of a tie: millimetres drawn and left out."""

    NOT = (0.0, 0.0)
    DASHED = (1.7, 1.1)
    DOTTED = (0.5, 1.0)
    SPARSE = (0.3, 1.9)
    DASH_DOT = (2.4, 1.6)


class Over(Enum):
    """What is drawn along the strokes."""

    NOTHING = 0
    ZIGZAG = 1
    HEAVY_ZIGZAG = 2
    WAVE = 3


class Middle(Enum):
    """What stands at the middle of the line."""

    NOTHING = 0
    DOT = 1
    BAR = 2
    CIRCLE = 3
    TWO_CIRCLES = 4
    MINUS = 5
    ZERO = 6
    QUESTION = 7
    CUT = 8
    REPAIRED = 9
    CROSS = 10
    BOXED_CROSS = 11
    LETTER_J = 12
    DIAMOND = 13
    TAIL_CIRCLE = 14


class Head(Enum):
    """What the line ends in."""

    NOTHING = 0
    FULL = 1
    OPEN = 2
    BAR = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """How one kind of tie is drawn."""

    strokes: int = 1
    broken: Broken = Broken.NOT
    over: Over = Over.NOTHING
    middle: Middle = Middle.NOTHING
    head: Head = Head.NOTHING
    pen: float = _PEN
    grey: float = 0.0


_K = EmotionalKind
SIGNS = MappingProxyType(
    {
        _K.NORMAL: Sign(),
        _K.HARMONY: Sign(middle=Middle.DOT),
        _K.CLOSE: Sign(2),
        _K.BEST_FRIENDS: Sign(2, middle=Middle.BAR),
        _K.FUSED: Sign(3),
        _K.LOVE: Sign(middle=Middle.CIRCLE),
        _K.IN_LOVE: Sign(middle=Middle.TWO_CIRCLES),
        _K.LIMERENCE: Sign(middle=Middle.CIRCLE, head=Head.FULL),
        _K.FAN: Sign(middle=Middle.TAIL_CIRCLE, head=Head.FULL),
        _K.FOCUSED_ON: Sign(head=Head.OPEN),
        _K.FOCUSED_NEGATIVE: Sign(middle=Middle.MINUS, head=Head.OPEN),
        _K.DISTANT: Sign(broken=Broken.DOTTED),
        _K.INDIFFERENT: Sign(broken=Broken.SPARSE),
        _K.NEVER_MET: Sign(broken=Broken.DOTTED, middle=Middle.ZERO),
        _K.DISCORD: Sign(2, Broken.DASHED),
        _K.HATE: Sign(3, Broken.DASHED),
        _K.DISTRUST: Sign(broken=Broken.DASHED, middle=Middle.QUESTION),
        _K.HOSTILE: Sign(0, over=Over.ZIGZAG),
        _K.DISTANT_HOSTILE: Sign(1, Broken.DOTTED, Over.ZIGZAG),
        _K.CLOSE_HOSTILE: Sign(2, over=Over.ZIGZAG),
        _K.FUSED_HOSTILE: Sign(3, over=Over.ZIGZAG),
        _K.VIOLENCE: Sign(0, over=Over.HEAVY_ZIGZAG),
        _K.DISTANT_VIOLENCE: Sign(1, Broken.DOTTED, Over.HEAVY_ZIGZAG),
        _K.CLOSE_VIOLENCE: Sign(2, over=Over.HEAVY_ZIGZAG),
        _K.FUSED_VIOLENCE: Sign(3, over=Over.HEAVY_ZIGZAG),
        _K.CUTOFF: Sign(middle=Middle.CUT),
        _K.CUTOFF_REPAIRED: Sign(middle=Middle.REPAIRED),
        _K.ABUSE: Sign(0, over=Over.WAVE, head=Head.FULL),
        _K.PHYSICAL_ABUSE: Sign(0, over=Over.ZIGZAG, head=Head.FULL),
        _K.EMOTIONAL_ABUSE: Sign(0, over=Over.ZIGZAG, head=Head.OPEN),
        _K.SEXUAL_ABUSE: Sign(2, over=Over.ZIGZAG, head=Head.FULL),
        _K.NEGLECT: Sign(broken=Broken.DASHED, head=Head.FULL),
        _K.MANIPULATIVE: Sign(middle=Middle.CROSS, head=Head.FULL),
        _K.CONTROLLING: Sign(middle=Middle.BOXED_CROSS, head=Head.FULL),
        _K.JEALOUS: Sign(0, over=Over.ZIGZAG, middle=Middle.LETTER_J, head=Head.FULL),
        _K.CAREGIVER: Sign(middle=Middle.DIAMOND, head=Head.FULL),
        _K.SPIRITUAL: Sign(broken=Broken.DASH_DOT),
    }
)
PLAIN = Sign(pen=0.2, grey=0.45)
"""A tie that nothing else is known of, or whose kind has words and no sign."""
HARM = Sign(pen=_HEAVY, head=Head.FULL)
ORDER = Sign(head=Head.BAR)
"""An order, condition or limit: the bar is at the end of whoever it keeps away."""


def tie_line(
    points: tuple[Point, ...], kind: EmotionalKind | None, arrow: int = 1, harm: str = "", code_at: Point | None = None
) -> list[Shape]:
    """A tie along ``points`` (mm). ``kind`` None is a plain tie, or a harm arrow where there are letters of ``harm``.

    ``arrow`` -1 turns the line round, 0 gives it an arrowhead at either end. The letters stand at ``code_at``, or halfway.
    """
    return _tied(points, HARM if harm else SIGNS.get(kind, PLAIN) if kind else PLAIN, arrow, harm, code_at)


def order_line(points: tuple[Point, ...], arrow: int, order: str, code_at: Point | None = None) -> list[Shape]:
    """An order in force along ``points`` (mm), with its letters. ``arrow`` 1 sets the bar at the end, -1 at the start, 0 at both."""
    return _tied(points, ORDER, arrow, order, code_at)


def _tied(points: tuple[Point, ...], sign: Sign, arrow: int, codes: str, code_at: Point | None) -> list[Shape]:
    path = Path(points[::-1] if arrow < 0 else points)
    shapes = _strokes(path, sign)
    if sign.head is not Head.NOTHING:
        shapes += _head(path, sign.head)
        if arrow == 0:
            shapes += _head(Path(path.points[::-1]), sign.head)
    shapes += _middle(path, sign)
    return shapes + (_code(code_at or path.at(path.length / 2), codes) if codes else [])


def _strokes(path: Path, sign: Sign) -> list[Shape]:
    pen = Stroke(sign.pen, grey=sign.grey)
    cut = sign.middle in (Middle.CUT, Middle.REPAIRED)
    ways = [path] if not cut else [Path(path.between(0, path.length / 2 - 1.1)), Path(path.between(path.length / 2 + 1.1, path.length))]
    shapes: list[Shape] = []
    for way in ways:
        for k in range(sign.strokes):
            beside = Path(way.beside((k - (sign.strokes - 1) / 2) * _GAP))
            pieces = [beside.points] if sign.broken is Broken.NOT else beside.dashes(*sign.broken.value)
            shapes += [Line(piece, pen) for piece in pieces]
    if sign.broken is Broken.DASH_DOT:
        shapes += [Line(path.between(s, min(s + 0.4, path.length)), pen) for s in _dots(path)]
    if sign.over is Over.WAVE:
        shapes.append(Line(path.wave(_HEIGHT, _PERIOD), pen, smooth=True))
    elif sign.over is not Over.NOTHING:
        shapes.append(Line(path.zigzag(_HEIGHT, _PERIOD), Stroke(_HEAVY if sign.over is Over.HEAVY_ZIGZAG else sign.pen)))
    return shapes


def _dots(path: Path) -> list[float]:
    on, off = Broken.DASH_DOT.value
    return [k * (on + off) + on + off / 2 - 0.2 for k in range(int(path.length / (on + off)))]


def _head(path: Path, head: Head) -> list[Shape]:
    """An arrowhead, or a bar across, at the end of the path."""
    if head is Head.BAR:
        near = max(0.0, path.length - 1.2)
        return [Line((path.at(near, 1.7), path.at(near, -1.7)), Stroke(_HEAVY))]
    tip = path.at(path.length)
    back = max(0.0, path.length - 2.2)
    left, right = path.at(back, 0.95), path.at(back, -0.95)
    if head is Head.FULL:
        return [Line((left, tip, right), Stroke(_PEN), closed=True, fill=0.0)]
    return [Line((left, tip, right), Stroke(_PEN), closed=True, fill=1.0)]


def _middle(path: Path, sign: Sign) -> list[Shape]:
    half = path.length / 2
    x, y = path.at(half)
    pen = Stroke(_PEN)
    across = [Line((path.at(half + d, -1.2), path.at(half + d, 1.2)), Stroke(0.4)) for d in (-1.1, 1.1)]
    tail = path.at(min(1.0, half))
    marks: dict[Middle, list[Shape]] = {
        Middle.NOTHING: [],
        Middle.DOT: [Oval(x, y, 0.7, 0.7, pen, fill=0.0)],
        Middle.BAR: [Line((path.at(half, -1.5), path.at(half, 1.5)), Stroke(0.45))],
        Middle.CIRCLE: [Oval(x, y, 1.2, 1.2, pen, fill=1.0)],
        Middle.TWO_CIRCLES: [Oval(*path.at(half + d), 1.2, 1.2, pen, fill=1.0) for d in (-0.8, 0.8)],
        Middle.MINUS: [Oval(x, y, 1.3, 1.3, pen, fill=1.0), Line(((x - 0.8, y), (x + 0.8, y)), Stroke(0.45))],
        Middle.ZERO: _letter(x, y, "0"),
        Middle.QUESTION: _letter(x, y, "?"),
        Middle.CUT: [*across],
        Middle.REPAIRED: [*across, Oval(x, y, 0.7, 0.7, pen, fill=1.0)],
        Middle.CROSS: _cross(x, y, 0.9),
        Middle.BOXED_CROSS: [Line(_square(x, y, 1.2), pen, closed=True, fill=1.0), *_cross(x, y, 1.2)],
        Middle.LETTER_J: _letter(x, y, "J"),
        Middle.DIAMOND: [Line(arc(x, y, 1.3, 4), pen, closed=True, fill=1.0)],
        Middle.TAIL_CIRCLE: [Oval(*tail, 0.9, 0.9, pen, fill=1.0)],
    }
    return marks[sign.middle]


def _letter(x: float, y: float, letter: str) -> list[Shape]:
    return [Oval(x, y, 1.6, 1.6, Stroke(0.0, grey=1.0), fill=1.0), Text(x, y + 1.0, letter, _LETTER, bold=True)]


def _cross(x: float, y: float, half: float) -> list[Shape]:
    pen = Stroke(_PEN)
    return [Line(((x - half, y - half), (x + half, y + half)), pen), Line(((x - half, y + half), (x + half, y - half)), pen)]


def _square(x: float, y: float, half: float) -> tuple[Point, ...]:
    return ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))


def code_size(codes: str) -> tuple[float, float]:
    """Width and height of the box that holds letter codes, in mm."""
    lines = _code_lines(codes)
    return 1.8 + 2.2 * max(len(line) for line in lines), 3.8 + _CODE_LINE * (len(lines) - 1)


def _code_lines(codes: str) -> list[str]:
    """Three codes or more stand in two lines: a box that is as wide as a symbol leaves no way beside it."""
    found = codes.split(" ")
    first = len(found) if len(found) < _MANY_CODES else (len(found) + 1) // 2
    return [" ".join(line) for line in (found[:first], found[first:]) if line]


def _code(at: Point, codes: str) -> list[Shape]:
    """Letter codes in a box on the line."""
    (x, y), (wide, high), lines = at, code_size(codes), _code_lines(codes)
    corners = ((x - wide / 2, y - high / 2), (x + wide / 2, y - high / 2), (x + wide / 2, y + high / 2), (x - wide / 2, y + high / 2))
    low = y + 1.0 - _CODE_LINE * (len(lines) - 1) / 2
    words = (Text(x, low + _CODE_LINE * k, line, _LETTER, bold=True) for k, line in enumerate(lines))
    return [Line(corners, Stroke(_PEN), closed=True, fill=1.0), *words]
