"""Maps and cases in and out: what a file holds, what of it would be added, and adding it, all or nothing."""

from netmeet.domain.errors import UnreadableFileError
from netmeet.exchange.bundle import BUNDLE_LIMIT, case_of, is_bundle
from netmeet.exchange.family import family_of, is_family
from netmeet.exchange.gdz import is_zip
from netmeet.exchange.gedcom import read_gedcom
from netmeet.exchange.imported import Imported, check_size
from netmeet.exchange.plain_json import load_json


def read(data: bytes, limit: int = BUNDLE_LIMIT) -> Imported:
    """Return what a file holds: a netmeet bundle, a family file or GEDCOM, told by its first characters.

    Raises ``UnreadableFileError``, naming the place, for anything else.
    """
    check_size(data, limit)
    if is_zip(data) or not _begins_as_json(data):
        return read_gedcom(data, limit=limit)
    found = load_json(data)
    if is_bundle(found):
        case = case_of(found)
        return Imported("netmeet bundle", case.network, case=case, candidates=(case.profile.adult_id,))
    if is_family(found):
        return family_of(found)
    raise UnreadableFileError("This JSON file is neither a netmeet bundle nor a family: it has no “format” and no “people”.")


def _begins_as_json(data: bytes) -> bool:
    return data[:100].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in (b"{", b"[", b'"')
