"""The fonts that papers are set in and drawings are measured with: Arimo (as wide as Arial), Noto for what it lacks."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import category, east_asian_width

from fontTools.ttLib import TTFont, TTLibError

from netmeet import paths
from netmeet.domain.errors import SettingsError

FIRST = "Arimo"
_LAST = ("Emoji", "Symbols")


@dataclass(frozen=True, slots=True)
class _Widths:
    """The advance widths of one font file, in parts of its size, by character."""

    of: dict[int, int]
    units: int

    def get(self, char: str) -> float | None:
        width = self.of.get(ord(char))
        return None if width is None else width / self.units


def folder() -> Path | None:
    """Return the folder of fonts, or None where they have not been fetched yet: papers are then set in what there is."""
    try:
        place = paths.fonts()
    except SettingsError:
        return None
    return place if place.is_dir() else None


def measure(text: str, size: float, bold: bool) -> float:
    """Return the width in mm of one line of text set ``size`` mm high: a ``Measure`` for every drawing.

    Widths are added letter by letter, so scripts whose letters join come out about right, mostly a little too wide.
    """
    return size * sum(_width(char, bold) for char in text)


def files() -> tuple[Path, ...]:
    """Return every font file, Arimo first, emoji and symbols last."""
    place = folder()
    return tuple(sorted(place.glob("*.ttf"), key=_rank)) if place else ()


def _rank(file: Path) -> tuple[int, str]:
    if file.name.startswith(FIRST):
        return 0, file.name
    return (2 if any(last in file.name for last in _LAST) else 1), file.name


@lru_cache(maxsize=16_384)
def _width(char: str, bold: bool) -> float:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    for file in _in_turn(bold):
        width = _widths(file).get(char)
        if width is not None:
            return width
    # No font has it: a box about as wide as the letters of such a script.
    return 1.0 if east_asian_width(char) in ("W", "F") else 0.6


@cache
def _in_turn(bold: bool) -> tuple[Path, ...]:
    """The font files to ask: Arimo in the weight that is asked for, then each other font in the weight it has."""
    found = files()
    return tuple(sorted((file for file in found if not _other_weight(file, found, bold=bold)), key=_rank))


def _other_weight(file: Path, found: tuple[Path, ...], *, bold: bool) -> bool:
    """True for a file whose sibling has the weight that is asked for."""
    wanted, other = ("-Bold", "-Regular") if bold else ("-Regular", "-Bold")
    return other in file.name and file.with_name(file.name.replace(other, wanted)) in found


@cache
def _widths(file: Path) -> _Widths:
    """Read one font file; a file that is none gives no widths."""
    try:
        with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
            metrics = font["hmtx"].metrics
            widths = {code: metrics[glyph][0] for code, glyph in font.getBestCmap().items()}
            return _Widths(widths, font["head"].unitsPerEm)
    except (TTLibError, OSError, KeyError):
        return _Widths({}, 1)
