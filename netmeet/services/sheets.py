"""Tables of members and ties into a map: looked at first, then added, all or nothing."""

from dataclasses import dataclass

from netmeet.domain.errors import BadInputError
from netmeet.domain.plain import ITEM_LIMIT, ITEM_LIMITS
from netmeet.exchange.csv_in import Chosen
from netmeet.exchange.csv_join import Additions, Choices, Sheet, additions, read_sheet
from netmeet.exchange.imported import PEOPLE_LIMIT
from netmeet.services.cases import OpenCase, new_id
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
    now = case.network
    for count, most, what in (
        (len(found.members) + len(now.members), PEOPLE_LIMIT, "members"),
        (len(found.ties) + len(now.ties), ITEM_LIMITS["ties"], "ties"),
        (len(found.unions) + len(now.unions), ITEM_LIMIT, "couples and families"),
    ):
        if count > most:
            raise BadInputError(f"With these the map would have more than {most:,} {what}. Import a smaller file.")
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
