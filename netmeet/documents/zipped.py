"""Several files in one: the same for the same content, whenever and wherever it is made."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can name. A paper tells nobody when it was made."""


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files, each with its name, as one zip file in their order."""
    made = BytesIO()
    with ZipFile(made, "w") as write:
        for name, data in files:
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            write.writestr(entry, data)
    return made.getvalue()
