"""Tables as comma-separated text: as spreadsheet programs write them, and so that no program takes a cell for a formula."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from netmeet.domain.errors import UnreadableFileError
from netmeet.exchange.characters import NOT_TEXT
from netmeet.exchange.imported import PAGE_LIMIT, check_size

COLUMNS_LIMIT = 100
ROWS_LIMIT = 10_000
SEPARATORS = ",;\t"

# What spreadsheet programs take for the beginning of a formula (OWASP, CSV Injection), also in full width. An apostrophe
# in front makes it text; one that stands before such a cell already gets another, so that reading undoes exactly what writing did.
_FORMULA = re.compile(r"'*\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")
_SAYS_ITS_SEPARATOR = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Row:
    """One row and its number, as a spreadsheet program shows it: the headings are row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings. Every row has as many cells as there are headings; empty rows are left out."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV: UTF-8 with its mark, CRLF, every cell in quotes, formulas made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="ignore")


def read_table(data: bytes, limit: int = PAGE_LIMIT) -> Table:
    """Return the table of a file, whatever program wrote it: UTF-8, UTF-16 or Windows western, commas, semicolons or tabs.

    Raises ``UnreadableFileError``, naming the row where there is one.
    """
    check_size(data, limit)
    text = _text(data).translate(NOT_TEXT)
    said = _SAYS_ITS_SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    rows = _rows(text, said[1] if said else _separator(text))
    if not rows:
        raise UnreadableFileError("This file is empty. Choose another file.")
    header = _header(rows[0])
    beyond = next((row for row in rows[1:] if any(row.cells[len(header) :])), None)
    if beyond:
        raise UnreadableFileError(f"Row {beyond.number}: there are more cells here than headings in row {rows[0].number}.")
    width = len(header)
    return Table(header, tuple(Row(row.number, (*row.cells[:width], *[""] * (width - len(row.cells)))) for row in rows[1:]))


def _harmless(cell: str) -> str:
    text = cell.translate(NOT_TEXT).strip()
    return f"'{text}" if _FORMULA.match(text) else text


def _undone(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _text(data: bytes) -> str:
    if data.startswith(_WORKBOOK):
        raise UnreadableFileError(
            "This is a workbook, not a CSV file. In Excel choose File, Save as, “CSV UTF-8”, then choose that file here."
        )
    wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    encoding = "utf-16" if wide else {b"\x00": "utf-16-le"}.get(data[1:2]) or {b"\x00": "utf-16-be"}.get(data[:1], "utf-8-sig")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8-sig" or data.startswith(codecs.BOM_UTF8):
            raise UnreadableFileError("This file is cut short or damaged: its text cannot be read to the end.") from None
        return data.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """Whichever stands in the first line most often, outside quotes."""
    first = re.split(r"[\r\n]", re.sub(r'"[^"]*"', "", text.lstrip()), maxsplit=1)[0]
    return max(SEPARATORS, key=first.count)


def _rows(text: str, separator: str) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(_undone(cell) for cell in cells)))
            if len(rows) > ROWS_LIMIT + 1:
                raise UnreadableFileError(f"This file has more than {ROWS_LIMIT:,} rows. Import a smaller file.")
    except (csv.Error, TypeError):
        raise UnreadableFileError(f"Row {number + 1}: the quotes in this row do not match, or it is too long.") from None
    return rows


def _header(row: Row) -> tuple[str, ...]:
    """The headings; empty cells at the end are none."""
    cells = [" ".join(cell.split()) for cell in row.cells]
    while not cells[-1]:
        cells.pop()
    if len(cells) > COLUMNS_LIMIT:
        raise UnreadableFileError(f"This file has more than {COLUMNS_LIMIT} columns. Leave out what netmeet does not need.")
    return tuple(cells)
