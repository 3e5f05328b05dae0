"""The lines of a GEDCOM file as a tree of records, read by the library of the file's version."""

import io
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import gedcom7
from ged4py.parser import GedcomReader
from gedcom7.types import GedcomStructure

from netmeet.domain.errors import UnreadableFileError
from netmeet.exchange.gedcom_lines import Line, Sifted

# Both libraries can write lines of the file to the log, and a log must never hold anything personal.
for _library in ("ged4py", "gedcom7"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)


@dataclass(slots=True)
class Record:
    """One line and what stands below it."""

    tag: str
    value: str = ""
    xref: str = ""
    parts: list["Record"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Record"]:
        """What stands directly below, of these tags, in order."""
        return (part for part in self.parts if part.tag in tags)

    def first(self, *tags: str) -> "Record | None":
        """The first directly below of these tags."""
        return next(self.all(*tags), None)

    def text(self, tag: str) -> str:
        """The value of the first of a tag directly below; empty when there is none."""
        found = self.first(tag)
        return found.value.strip() if found else ""


def records_of(sifted: Sifted) -> tuple[Record, ...]:
    """Return the records of a file. Raises ``UnreadableFileError``, naming the line, where a library refuses it."""
    try:
        return _read_7(sifted.lines) if sifted.version.startswith("7") else _read_5(sifted.lines)
    except UnreadableFileError:
        raise
    except Exception:  # noqa: BLE001 (whatever a library stumbles over is the file's fault as far as its reader is concerned)
        raise UnreadableFileError(f"This file does not follow GEDCOM {sifted.version}.") from None


def _read_7(lines: list[Line]) -> tuple[Record, ...]:
    try:
        structures = gedcom7.loads("\n".join(line.text for line in lines))
    except gedcom7.GedcomParseError as error:
        if not error.line_number:
            raise
        raise UnreadableFileError(f"Line {lines[error.line_number - 1].number}: this does not follow GEDCOM 7.") from None
    return tuple(_from_7(structure) for structure in structures)


def _from_7(structure: GedcomStructure) -> Record:
    return Record(structure.tag, structure.pointer or structure.text, structure.xref or "", [_from_7(part) for part in structure.children])


def _read_5(lines: list[Line]) -> tuple[Record, ...]:
    """Read with ged4py, which is handed UTF-8 whatever the file was in (the header's own word for it is sifted out)."""
    reader = GedcomReader(io.BytesIO("\n".join(line.text for line in lines).encode()), encoding="utf-8")
    return tuple(_from_5((line.level, line.xref_id or "", line.tag, (line.value or b"").decode()) for line in reader.GedcomLines(0)))


def _from_5(lines: Iterable[tuple[int, str, str, str]]) -> list[Record]:
    records: list[Record] = []
    open_at: list[Record] = []
    for level, xref, tag, value in lines:
        del open_at[level:]
        if tag in ("CONC", "CONT"):
            open_at[-1].value += ("\n" if tag == "CONT" else "") + value.replace("@@", "@")
            continue
        record = Record(tag, value.replace("@@", "@"), xref)
        (open_at[-1].parts if open_at else records).append(record)
        open_at.append(record)
    return records
