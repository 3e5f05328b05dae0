"""Bytes of a GEDCOM file as lines of text, whatever program wrote it. One line at a time, so that no file costs more than itself."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

import ged4py  # noqa: F401 (importing it makes the ANSEL codec known to Python, under the name "gedcom")

from netmeet.domain.errors import UnreadableFileError

# What a header's CHAR line says, and what it means. ANSI is what Windows programs wrote; ASCII files often hold more.
_DECLARED = {
    "ANSEL": "gedcom",
    "ANSI": "cp1252",
    "WINDOWS": "cp1252",
    "IBM WINDOWS": "cp1252",
    "CP1252": "cp1252",
    "WINDOWS-1252": "cp1252",
    "WINDOWS-1250": "cp1250",
    "WINDOWS-1251": "cp1251",
    "ISO-8859-1": "latin-1",
    "ISO8859-1": "latin-1",
    "LATIN1": "latin-1",
    "IBMPC": "cp437",
    "IBM": "cp437",
    "MSDOS": "cp850",
    "MACINTOSH": "mac-roman",
}
_CHAR_LINE = re.compile(rb"(?:^|[\r\n])[ \t]*1[ \t]+CHAR[ \t]+([A-Za-z0-9 _-]{1,20})")
_BYTE_LINE = re.compile(rb"([^\r\n]*)(?:\r\n|\n\r|\r|\n|$)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n\r|\r|\n|$)")
_LINE_END = re.compile(r"\r\n|\n\r|\r|\n")
NOT_TEXT = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF]
)
"""For ``str.translate``: leaves out controls, marks that turn their neighbours round, and what is no character."""


def lines_of(data: bytes) -> Iterator[str]:
    """The lines of a file, one by one: by its byte-order mark, by what its header says, else UTF-8, else Windows western.

    A line that does not keep to the file's own encoding is taken for Windows western. Control characters are left out.
    Raises ``UnreadableFileError``, naming the line, for what cannot be text.
    """
    for line in _utf_16_lines(data) if _is_utf_16(data) else _byte_lines(data):
        # ANSEL writes an accent beside its letter; the two become one, as on any keyboard.
        yield unicodedata.normalize("NFC", line.translate(NOT_TEXT))


def _is_utf_16(data: bytes) -> bool:
    """UTF-16 by its mark, or by the zero that stands beside the digit that such a file begins with."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"0\x00", b"\x000"))


def _utf_16_lines(data: bytes) -> Iterator[str]:
    encoding = {b"0\x00": "utf-16-le", b"\x000": "utf-16-be"}.get(data[:2], "utf-16")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start - error.start % 2].decode(encoding, errors="replace")
        line = sum(1 for _ in _LINE_END.finditer(before)) + 1
        raise UnreadableFileError(
            f"Line {line}: this file is cut short or damaged: its text (UTF-16) cannot be read on from here."
        ) from None
    yield from (found[1] for found in _LINE.finditer(text))


def _byte_lines(data: bytes) -> Iterator[str]:
    said = _CHAR_LINE.search(data[:10_000])
    declared = said.group(1).decode("ascii").strip().upper() if said and not data.startswith(codecs.BOM_UTF8) else ""
    encoding = _DECLARED.get(declared, "utf-8")
    for found in _BYTE_LINE.finditer(data):
        yield _line(found[1], encoding, last=found.end() == len(data))


def _line(line: bytes, encoding: str, *, last: bool) -> str:
    if line.isascii():
        return line.decode("ascii")
    try:
        return line.decode(encoding)
    except UnicodeDecodeError as error:
        if last and error.reason == "unexpected end of data":  # a file that was cut in the middle of a letter
            return line[: error.start].decode(encoding)
    except ValueError:
        pass
    return line.decode("cp1252", errors="replace")
