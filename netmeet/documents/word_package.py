"""A Word file as bytes: the same for the same content."""

from io import BytesIO
from zipfile import ZipFile

from docx.document import Document

from netmeet.documents.zipped import zipped


def packed(document: Document) -> bytes:
    """Return a document as a file, which tells nobody when it was made."""
    loose = BytesIO()
    document.save(loose)
    with ZipFile(loose) as read:
        return zipped((name, read.read(name)) for name in read.namelist())
