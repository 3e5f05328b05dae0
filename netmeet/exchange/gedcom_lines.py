"""The lines of a GEDCOM file: checked against every limit, and sifted to what a map can hold, before a library sees them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from netmeet.domain.errors import UnreadableFileError
from netmeet.exchange.imported import check_people

LINES_LIMIT = 200_000
KEPT_LIMIT = 60_000
"""The most lines that a map can hold something of: 30 for each of 2,000 people."""
LENGTH_LIMIT = 32_768
DEPTH_LIMIT = 99
CONTINUED_LIMIT = 50
"""The most lines that one text may go on for. Only notes are longer, and no note is carried."""

_NO_HEAD = "This is not a GEDCOM file: its first line should be “0 HEAD”."
_LINE = re.compile(r"[ \t]*(?P<level>\d+)[ \t]+(?:(?P<xref>@[^@]+@)[ \t]+)?(?P<tag>[A-Za-z0-9_]+)(?:[ \t](?P<value>.*))?")

# What is read, by the record and the level it stands on. Everything else is counted and left behind.
_RECORDS = frozenset({"HEAD", "INDI", "FAM", "TRLR"})
_FACTS = {
    "HEAD": frozenset({"GEDC"}),
    "INDI": frozenset({"NAME", "SEX", "BIRT", "DEAT", "BURI", "CREM", "ADOP", "FAMC", "FAMS", "ASSO"}),
    "FAM": frozenset({"HUSB", "WIFE", "CHIL", "MARR", "DIV", "ANUL", "ENGA", "EVEN"}),
    "TRLR": frozenset(),
}
_DETAILS = frozenset({"VERS", "DATE", "TYPE", "PEDI", "PHRASE", "_FREL", "_MREL", "RELA", "ROLE", "FAMC", "GIVN", "SURN", "CONC", "CONT"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line and its number in the file."""

    number: int
    level: int
    xref: str
    tag: str
    value: str

    @property
    def goes_on(self) -> bool:
        """True for a line that goes on with the text of the line above it."""
        return self.tag in ("CONT", "CONC")

    @property
    def text(self) -> str:
        """The line as the standard writes it."""
        return " ".join(part for part in (str(self.level), self.xref, self.tag, self.value) if part)


@dataclass(slots=True)
class Sifted:
    """The lines that are read, what is left behind, the numbers of lines that made no sense, the version.

    ``left`` counts tags: ``0 SOUR`` a record, ``INDI OCCU`` a fact of a person, ``2 PLAC`` a detail of a fact.
    """

    lines: list[Line] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    odd: list[int] = field(default_factory=list)
    version: str = "5.5"
    cut_short: bool = False


def sift(lines: Iterable[str]) -> Sifted:
    """Return the lines of a file that a map can hold something of.

    Raises ``UnreadableFileError``, naming the line, for what is not GEDCOM and for what is beyond a limit.
    """
    sifted = Sifted()
    record, skipped = "", DEPTH_LIMIT
    for line in _checked(lines, sifted.odd):
        if line.level == 0:
            record = line.tag
        if line.level > skipped:
            continue
        skipped = DEPTH_LIMIT
        if _is_read(line, record):
            sifted.lines.append(line)
        else:
            skipped = line.level
            sifted.left[f"{record} {line.tag}" if line.level == 1 else f"{min(line.level, 2)} {line.tag}"] += 1
    _finish(sifted)
    return sifted


def _is_read(line: Line, record: str) -> bool:
    if line.level < 2:
        return line.tag in (_FACTS[record] if line.level else _RECORDS)
    return line.tag in _DETAILS


def _finish(sifted: Sifted) -> None:
    lines = sifted.lines
    if not lines:
        raise UnreadableFileError(_NO_HEAD)
    if len(lines) > KEPT_LIMIT:
        raise UnreadableFileError("This file says more about people than a map can hold. Export one branch of the family.")
    check_people(sum(1 for line in lines if line.level == 0 and line.tag == "INDI"))
    header = lines[: next((place for place, line in enumerate(lines) if place and line.level == 0), len(lines))]
    sifted.version = next((line.value.strip()[:10] for line in header if line.level == 2 and line.tag == "VERS"), "5.5")
    if sifted.odd and sifted.version.startswith("7"):
        raise UnreadableFileError(f"Line {sifted.odd[0]}: this does not follow the GEDCOM format.")
    sifted.cut_short = lines[-1].tag != "TRLR"
    if sifted.cut_short:
        lines.append(Line(lines[-1].number, 0, "", "TRLR", ""))


def _checked(lines: Iterable[str], odd: list[int]) -> Iterator[Line]:
    """Each line that keeps to the format; the numbers of those that don't go to ``odd``."""
    above, continued = -1, 0
    for number, said in enumerate(lines, start=1):
        if number > LINES_LIMIT:
            raise UnreadableFileError(f"This file has more than {LINES_LIMIT:,} lines. Export one branch of the family.")
        if not said.strip():
            continue
        line = _line(number, said)
        if above < 0 and (line is None or (line.level, line.tag) != (0, "HEAD")):
            raise UnreadableFileError(_NO_HEAD)
        if line is None or (line.goes_on and line.level != above + 1):
            odd.append(number)
        elif line.level > above + 1:
            raise UnreadableFileError(f"Line {number}: level {line.level} cannot follow level {above}.")
        elif line.goes_on:
            continued += 1
            if continued <= CONTINUED_LIMIT:
                yield line
        else:
            above, continued = line.level, 0
            yield line


def _line(number: int, said: str) -> Line | None:
    if len(said) > LENGTH_LIMIT:
        raise UnreadableFileError(f"Line {number}: this line is longer than {LENGTH_LIMIT:,} characters.")
    found = _LINE.fullmatch(said)
    if not found:
        return None
    if len(found["level"]) > 2:
        raise UnreadableFileError(f"Line {number}: there are more than {DEPTH_LIMIT} levels here.")
    return Line(number, int(found["level"]), found["xref"] or "", found["tag"], found["value"] or "")
