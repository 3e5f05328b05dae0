"""Tables of members and ties into a map: looked at first, then added, all or nothing."""

from dataclasses import dataclass

from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Network
from netmeet.exchange.csv_in import Chosen
from netmeet.exchange.csv_join import Additions, Choices, Sheet, additions, read_sheet
from netmeet.services.cases import OpenCase, new_id
from netmeet.services.exchange import check_room
from netmeet.store import networks


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that somebody chose, with what each of their columns holds. Either may be missing."""

    members: Chosen | None
    ties: Chosen | None


def read(case: OpenCase, tables: Tables) -> Sheet:
    """Return what the tables hold, their ties joined to this map. Raises ``BadRowsError`` or ``UnreadableFileError``."""
    return read_sheet(tables.members, tables.ties, case.network)


def look(case: OpenCase, sheet: Sheet, choices: Choices) -> Additions:
    """Return what adding a sheet would do. Raises ``BadInputError`` where the map would get too large."""
    if choices.adult and not (sheet.network.has(choices.adult) and choices.adult not in sheet.on_map):
        raise BadInputError("Choose somebody who is in the file.", "adult")
    found = additions(case.network, sheet, choices, new_id)
    check_room(case.network, Network(None, tuple(found.members), tuple(found.ties), tuple(found.unions.values())))
    return found


def add(case: OpenCase, sheet: Sheet, choices: Choices, *how: str) -> int:
    """Add what a sheet holds to the map, and return how many members are new. Nobody who is on it is changed.

    ``how`` stands in the audit. Raises as ``look`` does, and ``ChangedMeanwhileError``.
    """
    found = look(case, sheet, choices)
    versions = {union.id: union.version for union in case.network.unions}
    networks.add_members(case.session, case.id, found.members, case.actor, case.at)
    networks.add_ties(case.session, case.id, found.ties, case.actor, case.at)
    networks.add_unions(case.session, case.id, tuple(found.unions.values()), case.actor, case.at)
    for union in found.changed.values():
        networks.save_union(case.session, case.id, union, versions[union.id], case.actor, case.at)
    case.note("imported tables", *how)
    return len(found.members)
