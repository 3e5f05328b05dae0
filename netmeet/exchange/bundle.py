"""netmeet's own file: one whole case as JSON, derived from the values that netmeet keeps.

Ids in the file are numbered afresh (``m1``, ``t1``, ``r1``), so the same case always gives the same bytes and no
database id leaves. ``DROPPED`` is what belongs to one database and stays behind.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeVar

from netmeet.domain.casefile import CaseFile, KeptCase, StaffLink, TakenOff
from netmeet.domain.errors import BadInputError, UnreadableFileError
from netmeet.domain.mistakes import Mark
from netmeet.domain.network import Network
from netmeet.domain.plain import from_plain, to_plain
from netmeet.exchange.bundle_checks import checked
from netmeet.exchange.ids import PREFIXES, renumbered
from netmeet.exchange.imported import check_size
from netmeet.exchange.plain_json import dump_json, load_json

C = TypeVar("C", CaseFile, KeptCase)

FORMAT = "netmeet bundle"
VERSION = 1
BUNDLE_LIMIT = 16 * 1024 * 1024
"""The most bytes of a bundle. More than a page takes: whatever netmeet wrote, it can read."""

DROPPED = (
    "Which member of staff the case is allocated to, and with whom it is shared: whoever imports it becomes its worker and decides.",
    "Who opened or changed the case and when, when each came onto the map, and notes of supervision: they name accounts of one database.",
    "How often each thing was edited: a count that keeps two editors of one database apart.",
)


def write_bundle(case: CaseFile | KeptCase) -> bytes:
    """Return a case as a file. Raises ``UnknownMemberError`` for a case whose adult is not on its map."""
    kept = _canonical(case if isinstance(case, KeptCase) else KeptCase(case))
    more = {name: to_plain(held) for name, held in (("taken_off", kept.taken_off), ("staff", kept.staff), ("marks", kept.marks)) if held}
    return dump_json({"format": FORMAT, "version": VERSION, "dropped": list(DROPPED), "case": to_plain(kept.everything)} | more)


def read_bundle(data: bytes, limit: int = BUNDLE_LIMIT) -> CaseFile:
    """Return the case that a file holds, as it stands, checked. Raises ``UnreadableFileError``, naming the place, for a bad one."""
    return read_kept(data, limit).as_it_stands


def read_kept(data: bytes, limit: int = BUNDLE_LIMIT) -> KeptCase:
    """Return the case that a file holds with what was taken off its map and what was a mistake, checked. Raises ``UnreadableFileError``."""
    check_size(data, limit)
    return kept_of(load_json(data))


def is_bundle(found: Any) -> bool:
    """True when what a JSON file holds says that it is a bundle."""
    return isinstance(found, dict) and found.get("format") == FORMAT


def kept_of(found: Any) -> KeptCase:
    """Return the case within the data of a bundle. Raises ``UnreadableFileError``."""
    if not is_bundle(found):
        raise UnreadableFileError(f"This is not a netmeet bundle: its “format” should say “{FORMAT}”.")
    if found.get("version") != VERSION:
        raise UnreadableFileError(
            f"This bundle is not of version {VERSION}. It may be from a newer netmeet: update netmeet, then import it again."
        )
    unknown = found.keys() - {"format", "version", "dropped", "case", "taken_off", "staff", "marks"}
    if unknown:
        raise UnreadableFileError(f"“{min(unknown)[:40]}” is not a field that belongs in a bundle.")
    try:
        kept = KeptCase(
            from_plain(CaseFile, found.get("case"), "case"),
            from_plain(tuple[TakenOff, ...], found.get("taken_off", []), "taken_off"),
            from_plain(tuple[StaffLink, ...], found.get("staff", []), "staff"),
            from_plain(tuple[Mark, ...], found.get("marks", []), "marks"),
        )
    except BadInputError as error:
        raise UnreadableFileError(str(error)) from None
    return _canonical(checked(replace(kept, everything=_with_adult(kept.everything))))


def renumber(case: C, new_id: Callable[[], str]) -> C:
    """Return a case with fresh ids, for keeping it in a database. Raises ``UnknownMemberError``."""
    return renumbered(case, lambda _kind: new_id())


def renumber_network(network: Network, new_id: Callable[[], str]) -> Network:
    """Return a map with fresh ids. Raises ``UnknownMemberError``."""
    return renumbered(network, lambda _kind: new_id())


def _with_adult(case: CaseFile) -> CaseFile:
    """The adult of the case is the adult of its map, where the file names them once only."""
    return replace(case, network=replace(case.network, adult_id=case.network.adult_id or case.profile.adult_id))


def _canonical(kept: KeptCase) -> KeptCase:
    """The case as every copy of it looks: in order, numbered ids and readings, first versions, nothing of one database."""
    counts: Counter[str] = Counter()

    def next_id(kind: type) -> str:
        prefix = PREFIXES[kind]
        counts[prefix] += 1
        return f"{prefix}{counts[prefix]}"

    in_order = replace(kept, everything=_with_said(kept.everything, _in_order), marks=_in_order(kept.marks))
    kept = renumbered(in_order, next_id)
    case, network = kept.everything, kept.everything.network
    ids = (*(member.id for member in network.members), *(tie.id for tie in network.ties))
    place = {id: place for place, id in enumerate(ids)}
    return KeptCase(
        _of_no_database(_with_said(case, _numbered_anew)),
        tuple(sorted(kept.taken_off, key=lambda one: place[one.about])),
        tuple(sorted(kept.staff, key=lambda link: place[link.member])),
        _numbered_anew(kept.marks),
    )


def _with_said(case: CaseFile, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> CaseFile:
    """The case with every list of what was said changed alike."""
    return replace(
        case,
        network=replace(case.network, readings=change(case.network.readings)),
        wishes=change(case.wishes),
        safe=change(case.safe),
        workings=change(case.workings),
        statements=change(case.statements),
        capacity=change(case.capacity),
        options=change(case.options),
        choices=change(case.choices),
        risks=change(case.risks),
        advocates=change(case.advocates),
        papers=change(case.papers),
    )


def _in_order(said: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(sorted(said, key=attrgetter("seq")))


def _numbered_anew(said: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(replace(item, seq=number) for number, item in enumerate(said, start=1))


def _of_no_database(case: CaseFile) -> CaseFile:
    network = case.network
    return replace(
        case,
        profile=replace(case.profile, worker_id=None, version=1),
        network=replace(
            network,
            members=tuple(replace(member, staff_id=None, version=1) for member in network.members),
            ties=tuple(replace(tie, version=1) for tie in network.ties),
            unions=tuple(replace(union, version=1) for union in network.unions),
            households=tuple(replace(household, version=1) for household in network.households),
        ),
        meetings=tuple(
            replace(meeting, version=1, invitations=tuple(replace(invitation, version=1) for invitation in meeting.invitations))
            for meeting in case.meetings
        ),
    )
