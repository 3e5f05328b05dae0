"""netmeet's own file: one whole case as JSON, derived from the values that netmeet keeps.

Ids in the file are numbered afresh (``m1``, ``t1``, ``r1``), so the same case always gives the same bytes and no
database id leaves. ``DROPPED`` is what belongs to one database and stays behind.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeVar

from netmeet.domain.casefile import CaseFile
from netmeet.domain.errors import BadInputError, UnreadableFileError
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Member, Network
from netmeet.domain.plain import from_plain, to_plain
from netmeet.domain.readings import SAYABLE, Reading
from netmeet.exchange.ids import PREFIXES, Mention, mentions, renumbered
from netmeet.exchange.imported import check_size
from netmeet.exchange.plain_json import dump_json, load_json

T = TypeVar("T")

FORMAT = "netmeet bundle"
_TIMES = "a meeting starts in local time from 1900 to 2200, parts count from 1 to 99, and an item takes 0 to 1,440 minutes."
VERSION = 1
BUNDLE_LIMIT = 16 * 1024 * 1024
"""The most bytes of a bundle. More than a page takes: whatever netmeet wrote, it can read."""

DROPPED = (
    "Which member of staff the case is allocated to, and who recorded each reading: accounts belong to one database.",
    "Which members of the map are staff with an account.",
    "How often each thing was edited.",
    "What was said about anybody who has been taken off the map.",
)


def write_bundle(case: CaseFile) -> bytes:
    """Return a case as a file. Raises ``UnknownMemberError`` for a case that names somebody who is not on its map."""
    return dump_json({"format": FORMAT, "version": VERSION, "dropped": list(DROPPED), "case": to_plain(_canonical(case))})


def read_bundle(data: bytes, limit: int = BUNDLE_LIMIT) -> CaseFile:
    """Return the case that a file holds, checked. Raises ``UnreadableFileError``, naming the place, for a bad one."""
    check_size(data, limit)
    return case_of(load_json(data))


def is_bundle(found: Any) -> bool:
    """True when what a JSON file holds says that it is a bundle."""
    return isinstance(found, dict) and found.get("format") == FORMAT


def case_of(found: Any) -> CaseFile:
    """Return the case within the data of a bundle. Raises ``UnreadableFileError``."""
    if not is_bundle(found):
        raise UnreadableFileError(f"This is not a netmeet bundle: its “format” should say “{FORMAT}”.")
    if found.get("version") != VERSION:
        raise UnreadableFileError(
            f"This bundle is not of version {VERSION}. It may be from a newer netmeet: update netmeet, then import it again."
        )
    unknown = found.keys() - {"format", "version", "dropped", "case"}
    if unknown:
        raise UnreadableFileError(f"“{min(unknown)[:40]}” is not a field that belongs in a bundle.")
    try:
        case = from_plain(CaseFile, found.get("case"), "case")
    except BadInputError as error:
        raise UnreadableFileError(str(error)) from None
    return _canonical(_checked(_with_adult(case)))


def renumber(case: CaseFile, new_id: Callable[[], str]) -> CaseFile:
    """Return a case with fresh ids, for keeping it in a database. Raises ``UnknownMemberError``."""
    return renumbered(case, lambda _kind: new_id())


def renumber_network(network: Network, new_id: Callable[[], str]) -> Network:
    """Return a map with fresh ids. Raises ``UnknownMemberError``."""
    return renumbered(network, lambda _kind: new_id())


def _with_adult(case: CaseFile) -> CaseFile:
    """The adult of the case is the adult of its map, where the file names them once only."""
    return replace(case, network=replace(case.network, adult_id=case.network.adult_id or case.profile.adult_id))


def _canonical(case: CaseFile) -> CaseFile:
    """The case as every copy of it looks: in order, numbered ids and readings, first versions, nothing of one database."""
    counts: Counter[str] = Counter()

    def next_id(kind: type) -> str:
        prefix = PREFIXES[kind]
        counts[prefix] += 1
        return f"{prefix}{counts[prefix]}"

    case = renumbered(_with_said(case, _in_order), next_id)
    return _of_no_database(_with_said(case, _numbered_anew))


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
            readings=tuple(replace(reading, recorded_by="") for reading in network.readings),
        ),
        meetings=tuple(
            replace(meeting, version=1, invitations=tuple(replace(invitation, version=1) for invitation in meeting.invitations))
            for meeting in case.meetings
        ),
    )


def _checked(case: CaseFile) -> CaseFile:
    """Refuse a case that no page could show: ids that name nothing, ids used twice, numbers out of range."""
    found = list(mentions(case))
    own: dict[str, type] = {}
    for mention in found:
        if not mention.names:
            if not mention.id or mention.id in own:
                raise _at(mention.where, f"the id “{mention.id}” is used twice or empty.")
            own[mention.id] = type(mention.holder)
    for mention in found:
        if mention.names and own.get(mention.id) not in _may_name(mention):
            raise _at(mention.where, f"“{mention.id[:40]}” is not the id of anything that can stand here.")
    if case.network.adult_id != case.profile.adult_id:
        raise _at(("network", "adult_id"), "this is not the adult that the profile names.")
    _check_each(case)
    return case


def _may_name(mention: Mention) -> tuple[type, ...]:
    """What a mention may name. Some things can be said of ties only, some of members only."""
    if isinstance(mention.holder, Reading) and mention.where[-1] == "about":
        row = SAYABLE[mention.holder.what]
        return tuple(kind for kind in mention.names if (row.of_member if kind is Member else row.of_tie))
    return mention.names


def _check_each(case: CaseFile) -> None:
    network = case.network
    wrong = [
        *((("network", "members", n), "the name is empty.") for n, member in _numbered(network.members) if not member.name.strip()),
        *((("network", "ties", n), "this tie joins somebody to themselves.") for n, tie in _numbered(network.ties) if tie.a == tie.b),
        *((("wishes", n), "the place of a wish is 1, 2 or 3.") for n, wish in _numbered(case.wishes) if wish.place not in (1, 2, 3)),
        *(
            (("safe", n), "the score is not on its scale.")
            for n, safe in _numbered(case.safe)
            if not (0 <= safe.score <= safe.scale_max and safe.scale_max)
        ),
        *((("meetings", n), _TIMES) for n, meeting in _numbered(case.meetings) if not _is_timed(meeting)),
        *((("meetings", n), "somebody is invited twice.") for n, meeting in _numbered(case.meetings) if _is_invited_twice(meeting)),
    ]
    if wrong:
        raise _at(*wrong[0])


def _is_invited_twice(meeting: Meeting) -> bool:
    invited = [invitation.member for invitation in meeting.invitations]
    return len(set(invited)) < len(invited)


def _is_timed(meeting: Meeting) -> bool:
    parts = [invitation.part for invitation in meeting.invitations] + [item.part for item in meeting.agenda]
    local = meeting.on is None or (meeting.on.tzinfo is None and 1900 <= meeting.on.year <= 2200)
    return local and all(1 <= part <= 99 for part in parts) and all(0 <= (item.minutes or 0) <= 24 * 60 for item in meeting.agenda)


def _numbered(items: tuple[T, ...]) -> list[tuple[str, T]]:
    return [(f"item {number}", item) for number, item in enumerate(items, start=1)]


def _at(where: tuple[str, ...], says: str) -> UnreadableFileError:
    return UnreadableFileError(f"{', '.join(('case', *where))}: {says}")
