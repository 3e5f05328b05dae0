"""Maps and cases in and out of the database, all or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from netmeet.domain.access import Action
from netmeet.domain.casefile import CaseFile, KeptCase, Profile, StaffLink
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.network import Gender, Member, Network
from netmeet.domain.plain import ITEM_LIMIT, ITEM_LIMITS
from netmeet.exchange.bundle import renumber, write_bundle
from netmeet.exchange.ids import renumbered
from netmeet.exchange.imported import PEOPLE_LIMIT, Imported
from netmeet.services import cases
from netmeet.services.caller import Caller
from netmeet.services.cases import OpenCase, new_id
from netmeet.store import audit, networks, staff
from netmeet.store import cases as case_store

_ONLY_WITH_A_CASE = (
    "The adult’s details, wishes, answers about safety, assessments, meetings, whoever was taken off the map, and what was "
    "written by mistake: they come only with a whole new case."
)


def as_map(imported: Imported) -> Imported:
    """What of a file can join a case that is there already: its map. The rest of a whole case is named as left behind."""
    if imported.case is None:
        return imported
    return replace(imported, case=None, cannot_carry=(*imported.cannot_carry, _ONLY_WITH_A_CASE))


def with_staff(caller: Caller, imported: Imported, worker_id: str | None = None) -> Imported:
    """A file with what its members of staff mean here, in sentences: who will be locked out, and who has no account here.

    ``worker_id`` is the worker of the case that it joins. Raises ``BadInputError`` where the caller or the worker is one of them.
    """
    network, staff_links = _everybody(imported)
    linked = _linked(caller, network, staff_links)
    _check_not_locked_out(caller, linked, worker_id)
    names = [(linked.member(link.member), link.username) for link in staff_links]
    here = tuple(
        f"{member.name} has the account “{username}” here, and cannot open this case." for member, username in names if member.staff_id
    )
    gone = tuple(
        f"{member.name} was linked with the account “{username}”, which is not here: nobody is locked out for them."
        for member, username in names
        if not member.staff_id
    )
    return replace(imported, also=(*imported.also, *here), cannot_carry=(*imported.cannot_carry, *gone))


def _everybody(imported: Imported) -> tuple[Network, tuple[StaffLink, ...]]:
    """The map of a file and its members of staff; of a whole case also those who were taken off it, for they stay locked out."""
    kept = imported.case
    return (kept.everything.network, kept.staff) if isinstance(kept, KeptCase) else (imported.network, imported.staff)


def _linked(caller: Caller, network: Network, links: tuple[StaffLink, ...]) -> Network:
    """The map with the accounts of this database for its members of staff; none for somebody who has none here."""
    accounts = staff.ids_by_username(caller.session) if links else {}
    ids = {link.member: accounts.get(staff.key_of(link.username)) for link in links}
    return replace(network, members=tuple(replace(member, staff_id=ids.get(member.id)) for member in network.members))


def _check_not_locked_out(caller: Caller, network: Network, worker_id: str | None) -> None:
    for member in network.members:
        if member.staff_id == caller.actor.id:
            raise BadInputError(
                f"This file says that {member.name} is you: a member of staff with your user name. Nobody who stands on a map may "
                "open its case. Let a colleague import it.",
                "file",
            )
        if member.staff_id is not None and member.staff_id == worker_id:
            raise BadInputError(
                f"This file says that {member.name} is the worker of this case. Nobody who stands on a map may open its case: "
                "let the case be allocated to somebody else first.",
                "file",
            )


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that is open to the caller already, of an adult of the same name. ``words`` say whose it is."""

    case_id: str
    words: str


def alike(caller: Caller, imported: Imported) -> tuple[Alike, ...]:
    """The caller's cases of an adult with the name of the one whom a file is about, but for those born on another day.

    Cases that are not open to them count for nothing: a warning would tell that a case exists.
    """
    network = imported.case.everything.network if imported.case else imported.network
    if network.adult_id is None:
        return ()
    adult = network.member(network.adult_id)
    rows = [row for row in cases.caseload(caller) if _plain(row.adult_name) == _plain(adult.name)]
    return tuple(found for row in rows if (found := _alike(caller, row, adult)))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _alike(caller: Caller, row: case_store.CaseRow, adult: Member) -> Alike | None:
    known = OpenCase(caller, row.id).adult
    if known.born and adult.born and known.born != adult.born:
        return None
    beside = (f"born {known.born.words}" if known.born else "", f"case number {row.reference}" if row.reference else "")
    return Alike(row.id, ", ".join((known.name, *filter(None, beside))))


def find_case(caller: Caller, reference: str) -> str | None:
    """The id of the case with this number (or id), among those that are open to the caller.

    Raises ``BadInputError`` for no number at all, and where several have it, as those of different workers may.
    """
    wanted = reference.strip().casefold()
    if not wanted:
        raise BadInputError("Enter the number of the case.")
    found = [row.id for row in cases.caseload(caller) if wanted in (row.reference.strip().casefold(), row.id)]
    if len(found) > 1:
        raise BadInputError(f"{len(found)} cases have the number {reference.strip()}. Name the one by its id, one of {', '.join(found)}.")
    return next(iter(found), None)


def add_case(caller: Caller, case: CaseFile | KeptCase, reference: str, *how: str) -> str:
    """Add a whole case as it stands in its file, with the caller as its worker, and return its id.

    ``how`` stands in the audit, here and below.

    Raises ``BadInputError`` when another case has this number or the caller stands on its map, or stood there, and ``NotAllowedError``
    for somebody who holds no cases.
    """
    cases.check(caller, Action.OPEN_CASE)
    fresh = renumber(case if isinstance(case, KeptCase) else KeptCase(case), new_id)
    everything = fresh.everything
    cases.check_reference(caller, reference, everything.profile.id)
    profile = replace(everything.profile, reference=reference, worker_id=caller.actor.id)
    network = _linked(caller, everything.network, fresh.staff)
    _check_not_locked_out(caller, network, None)
    # What nobody stands for is the importer's in this database; when it was recorded stays as it was.
    readings = tuple(replace(said, recorded_by=said.recorded_by or caller.actor.name) for said in network.readings)
    whole = replace(everything, profile=profile, network=replace(network, readings=readings))
    case_store.save_case_file(caller.session, whole, caller.actor, caller.at, fresh.taken_off, fresh.marks)
    audit.record(caller.session, caller.at, caller.actor.id, "change", "imported a case", case_id=profile.id, details=how)
    return profile.id


def start_with(caller: Caller, imported: Imported, adult: str, reference: str, today: date, *how: str) -> str:
    """Open a case for somebody in a family file, with everybody in it on the map. Returns its id."""
    if not imported.network.has(adult):
        raise BadInputError("Choose who in the file the case is about.", "adult")
    found = imported.network.member(adult)
    case_id = cases.start_case(caller, replace(found, id="", version=1), Profile("", "", reference), today)
    add_map(OpenCase(caller, case_id), imported, adult, *how)
    return case_id


def add_map(case: OpenCase, imported: Imported, adult: str | None, *how: str) -> int:
    """Add everybody in a file to a case, and return how many.

    ``adult`` is who in the file is the adult of the case (None: nobody): the two become one member, who keeps what the
    case knows already. Raises ``BadInputError`` where the map would get too large, or would lock out the caller or the worker.
    """
    found = _linked(case.caller, imported.network, imported.staff)
    _check_not_locked_out(case.caller, found, case.profile.worker_id)
    if adult is not None and not found.has(adult):
        raise BadInputError("Choose somebody who is in the file.", "adult")
    check_room(case.network, found)
    if adult is not None:
        _learn(case, found.member(adult))
    fresh = renumbered(found, _ids(case, found, adult))
    members = tuple(member for member in fresh.members if member.id != case.profile.adult_id)
    networks.add_members(case.session, case.id, members, case.actor, case.at)
    networks.add_ties(case.session, case.id, fresh.ties, case.actor, case.at)
    networks.add_unions(case.session, case.id, fresh.unions, case.actor, case.at)
    networks.add_households(case.session, case.id, fresh.households, case.actor, case.at)
    said = tuple(
        replace(one, recorded_by=one.recorded_by or case.actor.name, recorded_at=one.recorded_at or case.at, seq=0)
        for one in fresh.readings
    )
    networks.add_readings(case.session, case.id, said)
    case.note("imported a map", *how)
    return len(members)


def check_room(now: Network, more: Network) -> None:
    """Raise ``BadInputError`` where a map with more on it would hold more than its own bundle may carry."""
    for name, most, what in (
        ("members", PEOPLE_LIMIT, "members"),
        ("ties", ITEM_LIMITS["ties"], "ties"),
        ("unions", ITEM_LIMIT, "couples and families"),
        ("households", ITEM_LIMIT, "households"),
        ("readings", ITEM_LIMITS["readings"], "things that were said"),
    ):
        if len(getattr(now, name)) + len(getattr(more, name)) > most:
            raise BadInputError(f"With these the map would have more than {most:,} {what}. Import a smaller file.")


def _ids(case: OpenCase, found: Network, adult: str | None) -> Callable[[type], str]:
    """Fresh ids, but the adult's own for the member who is the adult. Members are numbered in their order."""
    members = iter(found.members)

    def fresh(kind: type) -> str:
        if kind is Member and next(members).id == adult:
            return case.profile.adult_id
        return new_id()

    return fresh


def _learn(case: OpenCase, found: Member) -> None:
    """Give the adult what the file knows of them and the case does not."""
    known = case.adult
    learnt = replace(
        known,
        born=known.born or found.born,
        gender=found.gender if known.gender is Gender.UNKNOWN else known.gender,
        birth_order=known.birth_order or found.birth_order,
        staff_id=known.staff_id or found.staff_id,
    )
    if learnt != known:
        networks.save_member(case.session, case.id, learnt, known.version, case.actor, case.at)


def export(case: OpenCase, *how: str) -> bytes:
    """Return a whole case as a file of netmeet's own, also what was taken off its map or was a mistake; the audit notes that it left."""
    kept = case_store.load_kept(case.session, case.id)
    if kept is None:
        raise NotFoundError
    data = write_bundle(kept)
    case.note("exported the case", *how)
    return data
