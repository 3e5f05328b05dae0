"""A file between two pages: it waits in the page itself, packed, until somebody says that it may be added."""

import base64
import binascii
import zlib

from netmeet.domain.errors import BadInputError, UnreadableFileError

MOST_PACKED = 900_000
"""The most characters that a page may carry; the server takes a form of one million bytes."""

_LOST = "The file did not come back with this page. Choose it again."


def pack(data: bytes) -> str:
    """Return a file as text for a hidden field. Raises ``UnreadableFileError`` for one that is too large for that."""
    packed = base64.b64encode(zlib.compress(data, 9)).decode("ascii")
    if len(packed) > MOST_PACKED:
        raise UnreadableFileError("This file is too large to import in the browser. Ask whoever runs netmeet to import it for you.")
    return packed


def unpack(text: str | None, limit: int) -> bytes:
    """Return the file that was packed; no more than ``limit`` bytes are ever unpacked. Raises ``BadInputError``."""
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(base64.b64decode(text or "", validate=True), limit + 1)
    except (binascii.Error, zlib.error, ValueError):
        raise BadInputError(_LOST) from None
    if not unpacking.eof or len(data) > limit:
        raise BadInputError(_LOST)
    return data
