"""What every reader of a file hands back, and the sizes that every reader keeps to."""

from dataclasses import dataclass

from netmeet.domain.casefile import KeptCase, StaffLink
from netmeet.domain.errors import UnreadableFileError
from netmeet.domain.network import Network

PAGE_LIMIT = 2 * 1024 * 1024
"""The most bytes of a file that a page takes."""

PEOPLE_LIMIT = 2_000


@dataclass(frozen=True)
class Imported:
    """One file, read and not yet kept.

    ``format`` names the kind of file in words. ``network`` is its map as it stands. ``case`` is there when the file carries
    a whole case. ``candidates`` are the members the map may be about, the likeliest first. ``staff`` are members of that map
    who are members of staff where the file comes from. ``also`` says in sentences what else importing it does,
    ``cannot_carry`` what will be lost.
    """

    format: str
    network: Network
    name: str = ""
    case: KeptCase | None = None
    candidates: tuple[str, ...] = ()
    staff: tuple[StaffLink, ...] = ()
    also: tuple[str, ...] = ()
    cannot_carry: tuple[str, ...] = ()


def check_size(data: bytes, limit: int = PAGE_LIMIT) -> None:
    """Raise ``UnreadableFileError`` for an empty file and for one of more bytes than ``limit``."""
    if not data.strip():
        raise UnreadableFileError("This file is empty. Choose another file.")
    if len(data) > limit:
        raise UnreadableFileError(f"This file is larger than {_size(limit)}, the most that can be imported here.")


def check_people(count: int) -> None:
    """Raise ``UnreadableFileError`` for more people than a map can hold."""
    if count > PEOPLE_LIMIT:
        raise UnreadableFileError(
            f"There are {count:,} people in this file; {PEOPLE_LIMIT:,} is the most. Export one branch of the family."
        )


def _size(limit: int) -> str:
    return f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit:,} bytes"
