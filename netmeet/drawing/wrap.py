"""Words set in lines no wider than asked, never cut inside a letter with its marks."""

import unicodedata
from collections.abc import Callable, Iterator

from netmeet.drawing.scene import Measure
from netmeet.drawing.svg import clean

ELLIPSIS = "…"
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)

_Fits = Callable[[str], bool]


def wrap(text: str, width: float, size: float, measure: Measure, *, bold: bool = False, lines: int = 3) -> tuple[str, ...]:
    """Return at most ``lines`` lines of cleaned text, each at most ``width`` mm wide; the last ends in ``…`` if words are left.

    A word too wide for a line is cut between letters. Blank text gives no line. A letter wider than a line stands alone.
    """

    def fits(line: str) -> bool:
        return measure(line, size, bold) <= width

    words = clean(text).split()
    found: list[str] = []
    while words and len(found) < lines:
        line, words = _next_line(words, fits)
        found.append(line)
    if words:
        found[-1] = _shortened(found[-1], fits)
    return tuple(found)


def _next_line(words: list[str], fits: _Fits) -> tuple[str, list[str]]:
    """The longest line that the first words fill, and the words left over."""
    taken = 1
    while taken < len(words) and fits(" ".join(words[: taken + 1])):
        taken += 1
    line = " ".join(words[:taken])
    if fits(line):
        return line, words[taken:]
    head = _longest(words[0], fits)
    return head, [words[0][len(head) :], *words[1:]] if len(head) < len(words[0]) else words[1:]


def _longest(word: str, fits: _Fits) -> str:
    """As many letters of a word as fit, at least one; up to a hyphen where there is one."""
    head = ""
    for letter in letters(word):
        if head and not fits(head + letter):
            break
        head += letter
    return head[: head.rfind("-") + 1] or head


def _shortened(line: str, fits: _Fits) -> str:
    """A line that says there is more, as long as fits."""
    kept = list(letters(line))
    while kept and not fits("".join(kept).rstrip() + ELLIPSIS):
        kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS


def letters(word: str) -> Iterator[str]:
    """A word in letters as a reader sees them: marks, joined emoji and skin tones stay with what they belong to."""
    letter = ""
    for char in word:
        follows = unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf") or ord(char) in _SKIN_TONES or letter.endswith(_JOINER)
        if letter and not follows:
            yield letter
            letter = ""
        letter += char
    yield letter
