"""A .gdz file: a zip that holds a GEDCOM file and what it points to. Only the GEDCOM file is taken out."""

import io
import zipfile
import zlib

from netmeet.domain.errors import UnreadableFileError

_MEMBER = "gedcom.ged"
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def is_zip(data: bytes) -> bool:
    """True for anything that begins as a zip does."""
    return data.startswith(b"PK\x03\x04")


def unzipped(data: bytes, limit: int) -> tuple[bytes, int]:
    """Return the GEDCOM file within a zip, and how many other files stand beside it.

    No more than ``limit`` bytes are ever unpacked, whatever the zip says. Raises ``UnreadableFileError``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            found = next((info for info in files if info.filename.lower() == _MEMBER), None)
            if found is None:
                raise UnreadableFileError(f"This zip file holds no “{_MEMBER}”.")
            if found.compress_type not in _WAYS or found.flag_bits & 0x1:
                raise UnreadableFileError("This zip file is locked, or packed in a way that GEDCOM does not allow.")
            with archive.open(found) as member:
                content = member.read(limit + 1)
    # NotImplementedError is what zipfile raises for a zip version or a part of the format that it does not read.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise UnreadableFileError("This zip file is damaged.") from None
    if len(content) > limit:
        raise UnreadableFileError("What is in this zip file is too large to import.")
    return content, len(files) - 1
