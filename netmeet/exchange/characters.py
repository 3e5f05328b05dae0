"""Bytes of a text file as text, whatever program wrote it."""

import codecs
import re
import unicodedata

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
_LINE_END = re.compile(rb"(\r\n|\n\r|\r|\n)")
NOT_TEXT = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF]
)
"""For ``str.translate``: leaves out controls, marks that turn their neighbours round, and what is no character."""


def decoded(data: bytes) -> str:
    """Return the text of a file: by its byte-order mark, by what its header says, else UTF-8, else Windows western.

    Control characters are left out. Raises ``UnreadableFileError`` for what cannot be text.
    """
    # ANSEL writes an accent beside its letter; the two become one, as on any keyboard.
    return unicodedata.normalize("NFC", _as_text(data).translate(NOT_TEXT))


def _as_text(data: bytes) -> str:
    wide = _utf_16(data)
    if wide:
        try:
            return data.decode(wide)
        except UnicodeDecodeError:
            raise UnreadableFileError("This file is cut short or damaged: its text (UTF-16) cannot be read to the end.") from None
    if data.startswith(codecs.BOM_UTF8):
        return _line_by_line(data, "utf-8")
    said = _CHAR_LINE.search(data[:10_000])
    declared = said.group(1).decode("ascii").strip().upper() if said else ""
    return _line_by_line(data, _DECLARED.get(declared, "utf-8"))


def _utf_16(data: bytes) -> str | None:
    """UTF-16 by its mark, or by the zero that stands beside the digit that such a file begins with."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return {b"0\x00": "utf-16-le", b"\x000": "utf-16-be"}.get(data[:2])


def _line_by_line(data: bytes, encoding: str) -> str:
    """Decode; should the file not keep to its own encoding, only the lines that don't are taken for Windows western."""
    try:
        return data.decode(encoding)
    except ValueError:
        return "".join(_line(line, encoding) for line in _LINE_END.split(data))


def _line(line: bytes, encoding: str) -> str:
    try:
        return line.decode(encoding)
    except ValueError:
        return line.decode("cp1252", errors="replace")
