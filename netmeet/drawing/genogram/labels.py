"""The words of the drawing and the room they take: names wrapped at most twice and never cut, dates, ages, union labels."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from netmeet.domain.dates import age_between
from netmeet.domain.network import Gender, Member, MemberKind, Union, UnionKind
from netmeet.drawing.genogram.model import UNIT, Label, Style
from netmeet.drawing.scene import Measure
from netmeet.drawing.svg import clean
from netmeet.drawing.wrap import letters

TEXT = 2.85
"""Font size in mm; 8 pt, the least that is printed, is 2.82 mm."""
LEADING = 13.5
"""From line to line, in layout units."""
_NAME_WIDTH = 92.0
"""A name stays on one line up to this width, in layout units."""
_WORD_WIDTH = 160.0
"""Only words wider than this are broken."""
_NOTE_WIDTH = 70.0
_LINES = 3
_OLDEST = 115

_BEGAN = {
    UnionKind.MARRIED: "m",
    UnionKind.CIVIL_PARTNERSHIP: "cp",
    UnionKind.COHABITING: "LT",
    UnionKind.ENGAGED: "e",
    UnionKind.SEPARATED: "m",
    UnionKind.DIVORCED: "m",
    UnionKind.WIDOWED: "m",
}
_ENDED = {UnionKind.SEPARATED: "s", UnionKind.DIVORCED: "d", UnionKind.WIDOWED: "w"}
_BORN = "b"
MARKS = MappingProxyType(
    {
        _BORN: "Born in",
        "m": "Married in",
        "cp": "Civil partnership since",
        "LT": "Living together since",
        "e": "Engaged in",
        "s": "Separated in",
        "d": "Divorced in",
        "w": "Widowed in",
    }
)
"""The letters before a year, in words for the key."""


@dataclass(frozen=True, slots=True)
class Words:
    """Some lines of text and their box, in layout units."""

    lines: tuple[str, ...] = ()
    names: int = 0
    w: float = 0.0

    @property
    def h(self) -> float:
        return LEADING * len(self.lines)


class Writer:
    """Measures and wraps. ``measure`` is asked once for each piece of text."""

    def __init__(self, measure: Measure, style: Style) -> None:
        self._measure = measure
        self._style = style
        self._widths: dict[tuple[str, bool], float] = {}

    def width(self, text: str, *, bold: bool = False) -> float:
        """The width of one line in layout units."""
        key = (text, bold)
        if key not in self._widths:
            self._widths[key] = self._measure(text, TEXT, bold) / UNIT
        return self._widths[key]

    def member(self, member: Member, *, bold: bool = False) -> Words:
        """Name, dates, and place where the reader wants it."""
        name = self.wrapped(clean(member.name) or "No name", _NAME_WIDTH, bold=bold)
        facts = [line for line in (self._dates(member), clean(member.address) if self._style.show_places else "") if line]
        lines = [*name, *(part for fact in facts for part in self.wrapped(fact, _NAME_WIDTH))]
        width = max(self.width(line, bold=bold and k < len(name)) for k, line in enumerate(lines))
        return Words(tuple(lines), len(name), width)

    def union(self, union: Union) -> Words:
        """``m 1970``, ``d 1984``, and what a rarer kind is called."""
        lines = []
        if union.start:
            lines.append(f"{_BEGAN.get(union.kind, '')} {union.start.year}".strip())
        if union.end:
            lines.append(f"{_ENDED.get(union.kind, 'until')} {union.end.year}")
        if clean(union.label):
            lines.extend(self.wrapped(clean(union.label), _NOTE_WIDTH))
        return Words(tuple(lines), 0, max((self.width(line) for line in lines), default=0.0))

    def note(self, text: str, width: float = _NOTE_WIDTH) -> Words:
        """A few words beside a line."""
        lines = self.wrapped(clean(text), width) if clean(text) else []
        return Words(tuple(lines), 0, max((self.width(line) for line in lines), default=0.0))

    def wrapped(self, text: str, width: float, *, bold: bool = False) -> list[str]:
        """One line if it fits, else two or three that fit, else three of the least width. Nothing is cut off.

        A word is broken, between letters, only where it alone would make the label very wide.
        """
        if self.width(text, bold=bold) <= width:
            return [text]
        words = [part for word in text.split(" ") for part in self._parts(word, bold=bold)]
        for count in range(2, _LINES):
            lines = self._balanced(words, count, bold=bold)
            if max(self.width(line, bold=bold) for line in lines) <= width:
                return lines
        return self._balanced(words, _LINES, bold=bold)

    def _parts(self, word: str, *, bold: bool) -> list[tuple[str, bool]]:
        """A word as pieces that lines may end after; True for a piece that a space follows."""
        if self.width(word, bold=bold) <= _WORD_WIDTH:
            return [(word, True)]
        found = list(letters(word))
        return [(letter, k == len(found) - 1) for k, letter in enumerate(found)]

    def _balanced(self, parts: list[tuple[str, bool]], count: int, *, bold: bool) -> list[str]:
        """Break into at most ``count`` lines so that the widest is as narrow as can be, give or take one unit."""
        gap = self.width(" ", bold=bold)
        sizes = [self.width(part, bold=bold) + gap * spaced for part, spaced in parts]
        low, high = max(sizes), sum(sizes)
        while high - low > 1:
            middle = (low + high) / 2
            low, high = (low, middle) if len(_filled(sizes, gap, middle)) <= count else (middle, high)
        return ["".join(part + " " * spaced for part, spaced in parts[a:b]).strip() for a, b in _filled(sizes, gap, high)]

    def _dates(self, member: Member) -> str:
        born, died = member.born, member.died
        shown = age_text(member, self._style) if has_sign_inside(member) else ""
        if born and member.has_died:
            dates = f"{born.year}–{died.year if died else '?'}"
        elif member.has_died:
            dates = f"died {died.year}" if died else ""
        else:
            dates = f"{_BORN} {born.year}" if born else ""
        return f"{dates} ({shown})" if dates and shown else dates


def marks_in(labels: Iterable[Label]) -> list[str]:
    """The letters before years that these labels use, in the order of the key."""
    lines = (line.split(" ") for label in labels for line in label.lines[label.names :])
    used = {words[0] for words in lines if len(words) > 1 and words[1][:4].isdecimal()}
    return [mark for mark in MARKS if mark in used]


def has_sign_inside(member: Member) -> bool:
    """True where the symbol is too small, or already holds a sign, so that the age stands in the label."""
    return member.kind is not MemberKind.PERSON or member.gender is Gender.UNKNOWN


def age_text(member: Member, style: Style) -> str:
    """Age today, or at death, as far as it is known: ``84``, or ``84–85`` where only the year of birth is known.

    From 100 on that reads ``103+``, which has room within a symbol.

    Nobody without a date of death is shown as older than anybody has been.
    """
    if member.born is None or (member.has_died and member.died is None):
        return ""
    if member.died:
        return _span(age_between(member.born, member.died.earliest)[0], age_between(member.born, member.died.latest)[1])
    if style.on is None or style.on < member.born.earliest:
        return ""
    least, most = age_between(member.born, style.on)
    return _span(least, most) if least <= _OLDEST else ""


def _span(least: int, most: int) -> str:
    if least == most:
        return str(most)
    return f"{least}–{most}" if most < 100 else f"{least}+"


def _filled(sizes: list[float], gap: float, width: float) -> list[tuple[int, int]]:
    """Greedy lines of at most ``width`` (a space at the end of a line takes no room), as pairs of places."""
    lines, start, used = [], 0, 0.0
    for k, size in enumerate(sizes):
        if k > start and used + size - gap > width:
            lines.append((start, k))
            start, used = k, 0.0
        used += size
    lines.append((start, len(sizes)))
    return lines
