"""Any file that netmeet can read, told by what is in it, and what importing it would do: shown before anything is kept."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from netmeet.domain.errors import UnreadableFileError
from netmeet.domain.network import MemberKind, UnionKind
from netmeet.exchange.bundle import is_bundle, kept_of
from netmeet.exchange.family import family_of, is_family
from netmeet.exchange.gdz import is_zip
from netmeet.exchange.gedcom import read_gedcom
from netmeet.exchange.imported import PAGE_LIMIT, Imported, check_size
from netmeet.exchange.plain_json import load_json

PARTS = MappingProxyType(
    {
        "wishes": ("wish", "wishes"),
        "safe": ("answer about how safe they feel", "answers about how safe they feel"),
        "workings": ("note of what is working or not", "notes of what is working or not"),
        "statements": ("answer to the seven statements", "answers to the seven statements"),
        "capacity": ("assessment of capacity", "assessments of capacity"),
        "options": ("set of changes to talk about", "sets of changes to talk about"),
        "choices": ("answer about a way to make a relationship safer", "answers about ways to make a relationship safer"),
        "risks": ("record of a risk that is taken", "records of risks that are taken"),
        "advocates": ("look at whether an advocate is needed", "looks at whether an advocate is needed"),
        "meetings": ("meeting", "meetings"),
    }
)
"""What a whole case holds beside its map, one and many, by its field."""

_MARKS = b"\x00\xff\xfe\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import will add, as counts and sentences, and what it cannot carry."""

    format: str
    name: str
    people: int
    others: int
    unions: int
    ties: int
    readings: int
    adds: tuple[str, ...]
    cannot_carry: tuple[str, ...]


def read_any(data: bytes, filename: str = "", limit: int = PAGE_LIMIT) -> Imported:
    """Return what a file holds, whatever its name ends in. Raises ``UnreadableFileError`` with the reason."""
    check_size(data, limit)
    name = PurePosixPath(filename.replace("\\", "/")).stem[:300]
    start = data[:200].translate(None, _MARKS).lstrip()
    if is_zip(data) or re.match(rb"0[ \t]+HEAD\b", start):
        return read_gedcom(data, name, limit)
    if not start.startswith((b"{", b"[")):
        raise UnreadableFileError(
            "netmeet cannot tell what this file is. It reads its own bundles, family files (JSON), and GEDCOM files (.ged or .gdz). "
            "Tables (.csv) join a case that is open: choose “Add people from a spreadsheet” there."
        )
    found = load_json(data)
    if is_bundle(found):
        kept = kept_of(found)
        case = kept.as_it_stands
        on_map = tuple(link for link in kept.staff if case.network.has(link.member))
        return Imported("netmeet bundle", case.network, name, kept, candidates=(case.profile.adult_id,), staff=on_map)
    if is_family(found):
        family = family_of(found)
        return replace(family, name=family.name or name)
    raise UnreadableFileError("This JSON file is neither a netmeet bundle nor a family file: it has neither a “format” nor “people”.")


def preview(imported: Imported) -> Preview:
    """Say what importing a file would add, and what it cannot carry."""
    network = imported.network
    people = sum(1 for member in network.members if member.kind is MemberKind.PERSON)
    return Preview(
        imported.format,
        imported.name,
        people,
        len(network.members) - people,
        len(network.unions),
        len(network.ties),
        len(network.readings),
        tuple(_adds(imported)),
        imported.cannot_carry,
    )


def _adds(imported: Imported) -> list[str]:
    network, case = imported.network, imported.case
    kinds = [member.kind for member in network.members]
    died = sum(1 for member in network.members if member.has_died)
    parents = [union for union in network.unions if union.partners]
    couples = sum(1 for union in parents if union.kind is not UnionKind.SINGLE)
    children = sum(len(union.children) for union in parents)
    counted = [
        _counted(kinds.count(MemberKind.PERSON), "person", "people")
        + (f", {died:,} of whom {'has' if died == 1 else 'have'} died" if died else ""),
        _counted(kinds.count(MemberKind.PET), "pet", "pets"),
        _counted(kinds.count(MemberKind.ORGANISATION), "organisation", "organisations"),
        _counted(kinds.count(MemberKind.PLACE), "place", "places"),
        _counted(couples, "couple", "couples"),
        _counted(len(parents) - couples, "parent alone", "parents alone"),
        _counted(children, "child of theirs", "children of theirs"),
        _counted(len(network.unions) - len(parents), "family", "families") + " of brothers and sisters whose parents are not in the file",
        _counted(len(network.ties), "tie", "ties"),
        _counted(len(network.households), "household", "households"),
        _counted(len(network.readings), "thing said", "things said"),
    ]
    if case:
        off = frozenset(one.about for one in case.taken_off)
        kept = case.everything
        gone = sum(1 for member in kept.network.members if member.id in off)
        counted += [_counted(len(getattr(kept, part)), one, many) for part, (one, many) in PARTS.items()]
        counted += [
            _counted(gone, "member", "members") + " taken off the map, who can be put back",
            _counted(len(off) - gone, "tie", "ties") + " taken off the map",
        ]
    said = [*(f"{count}." for count in counted if not count.startswith("0 ")), *imported.also]
    return said or ["Nobody: there are no people in this file."]


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
