"""A Word file as bytes: the same for the same content, whenever and wherever it is made."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can name. A paper tells nobody when it was made."""


def packed(document: Document) -> bytes:
    """Return a document as a file."""
    loose, fixed = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as read, ZipFile(fixed, "w") as write:
        for name in read.namelist():
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            write.writestr(entry, read.read(name))
    return fixed.getvalue()
