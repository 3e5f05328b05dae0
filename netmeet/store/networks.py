"""One map: its members, ties, unions and households, and everything said about them.

Members and ties are taken off the map, not deleted: what was said about them, and by them, stays in the database. What
is loaded is the map as it stands, without them and without whatever would name them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Table, and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from netmeet.domain.access import Actor
from netmeet.domain.casefile import TakenOff
from netmeet.domain.errors import BadInputError, NotFoundError, UnknownMemberError
from netmeet.domain.mistakes import Mark, Marked, marked, that_counts
from netmeet.domain.network import Child, Household, Member, Network, Tie, Union
from netmeet.domain.plain import from_plain
from netmeet.domain.readings import SAYABLE, Reading
from netmeet.domain.standing import standing_map
from netmeet.store.columns import Moment, metadata
from netmeet.store.network_tables import household_places, households, members, reading_marks, readings, ties, union_places, unions
from netmeet.store.rows import add_numbered, add_placed, columns_of, execute, read, save, stamp


def load(session: Session, case_id: str) -> Network:
    """Return the map of a case as it stands, in six queries whatever its size; an empty one where there is none."""
    network, off = load_kept(session, case_id)
    return that_counts(standing_map(network, {one.about for one in off}), marks_kept(session, case_id))


def load_kept(session: Session, case_id: str) -> tuple[Network, tuple[TakenOff, ...]]:
    """Return everything that is kept of a map, and what of it was taken off.

    Only ``standing_map`` of it is for showing, and of that only what ``that_counts``.
    """
    cases = metadata.tables["cases"]
    found = (
        select(cases.c.adult_id, members.c.removed_at, *columns_of(members, Member))
        .select_from(cases.join(members, members.c.case_id == cases.c.id))
        .where(cases.c.id == case_id)
        .order_by(members.c.position)
    )
    people = [dict(row) for row in session.execute(found).mappings()]
    adult_id = [row.pop("adult_id") for row in people]
    tied = select(ties.c.removed_at, *columns_of(ties, Tie)).where(ties.c.case_id == case_id).order_by(ties.c.position)
    known = [dict(row) for row in session.execute(tied).mappings()]
    off = tuple(TakenOff(row["id"], at) for row in (*people, *known) if (at := row.pop("removed_at")) is not None)
    network = Network(
        adult_id=adult_id[0] if adult_id else None,
        members=tuple(Member(**row) for row in people),
        ties=tuple(Tie(**row) for row in known),
        unions=tuple(_load_unions(session, case_id)),
        households=tuple(_load_households(session, case_id)),
        readings=_load_readings(session, case_id),
    )
    return network, off


def members_on_map(session: Session, case_id: str) -> frozenset[str]:
    """Return the ids of everybody on the map."""
    return frozenset(session.scalars(select(members.c.id).where(members.c.case_id == case_id, members.c.removed_at.is_(None))))


def ties_on_map(session: Session, case_id: str) -> frozenset[str]:
    """Return the ids of every tie on the map: not of one that was taken off, nor of one that lost an end."""
    gone = select(members.c.id).where(members.c.case_id == case_id, members.c.removed_at.is_not(None))
    on_map = (ties.c.case_id == case_id, ties.c.removed_at.is_(None), ties.c.a.not_in(gone), ties.c.b.not_in(gone))
    return frozenset(session.scalars(select(ties.c.id).where(*on_map)))


def add_members(session: Session, case_id: str, new: Sequence[Member], by: Actor, at: datetime) -> None:
    """Put members on the map, after those that are there."""
    add_placed(session, members, case_id, new, added_at=at, **stamp(by, at))


def save_member(session: Session, case_id: str, member: Member, expected_version: int, by: Actor, at: datetime) -> Member:
    """Save a member and return it with its next version. Raises ``ChangedMeanwhileError`` or ``NotFoundError``."""
    return save(session, members, member, expected_version, by, at, name=member.name, case_id=case_id, id=member.id)


def remove_member(session: Session, case_id: str, member_id: str, by: Actor, at: datetime) -> None:
    """Take a member off the map, and with them their ties and places. Raises ``NotFoundError``, and ``BadInputError`` for the adult."""
    cases = metadata.tables["cases"]
    if session.scalar(select(cases.c.adult_id).where(cases.c.id == case_id)) == member_id:
        raise BadInputError("The map is about this person, so they stay on it.")
    _take_off(session, members, case_id, member_id, by, at)


def taken_off(session: Session, case_id: str) -> tuple[Member, ...]:
    """Return the members who were taken off the map."""
    return read(session, members, Member, case_id, "position", members.c.removed_at.is_not(None))


def take_off(session: Session, case_id: str, off: Sequence[TakenOff]) -> None:
    """Take members and ties off the map, each at the moment when that was done elsewhere. The adult must not be among them."""
    rows = [{"off_id": one.about, "off_at": one.at} for one in off]
    for table in (members, ties) if rows else ():
        gone = update(table).where(table.c.case_id == case_id, table.c.id == bindparam("off_id"))
        execute(session, gone.values(removed_at=bindparam("off_at", type_=Moment())), rows)


def put_back(session: Session, case_id: str, member_id: str, by: Actor, at: datetime) -> None:
    """Put a member back on the map, with the ties and places they had. Raises ``NotFoundError``."""
    values = {"removed_at": None, "version": members.c.version + 1} | stamp(by, at)
    gone = update(members).where(members.c.case_id == case_id, members.c.id == member_id, members.c.removed_at.is_not(None))
    if not execute(session, gone.values(values)):
        raise NotFoundError


def add_ties(session: Session, case_id: str, new: Sequence[Tie], by: Actor, at: datetime) -> None:
    """Tie members of the map. Raises ``UnknownMemberError``."""
    _check_on_map(session, case_id, (end for tie in new for end in (tie.a, tie.b)))
    add_placed(session, ties, case_id, new, added_at=at, **stamp(by, at))


def save_tie(session: Session, case_id: str, tie: Tie, expected_version: int, by: Actor, at: datetime) -> Tie:
    """Save a tie and return it with its next version. Raises ``ChangedMeanwhileError``, ``NotFoundError`` or ``UnknownMemberError``."""
    _check_on_map(session, case_id, (tie.a, tie.b))
    return save(session, ties, tie, expected_version, by, at, name="this relationship", case_id=case_id, id=tie.id)


def remove_tie(session: Session, case_id: str, tie_id: str, by: Actor, at: datetime) -> None:
    """Take a tie off the map. Raises ``NotFoundError``."""
    _take_off(session, ties, case_id, tie_id, by, at)


def add_unions(session: Session, case_id: str, new: Sequence[Union], by: Actor, at: datetime) -> None:
    """Join partners and their children. Raises ``UnknownMemberError``."""
    _check_on_map(session, case_id, (member for union in new for member in _everybody(union)))
    add_placed(session, unions, case_id, new, **stamp(by, at))
    _insert(session, union_places, [row for union in new for row in _union_rows(case_id, union)])


def save_union(session: Session, case_id: str, union: Union, expected_version: int, by: Actor, at: datetime) -> Union:
    """Save a union and return it with its next version. Raises ``ChangedMeanwhileError``, ``NotFoundError`` or ``UnknownMemberError``."""
    _check_on_map(session, case_id, _everybody(union))
    saved = save(session, unions, union, expected_version, by, at, name="this couple or family", case_id=case_id, id=union.id)
    execute(session, delete(union_places).where(union_places.c.case_id == case_id, union_places.c.union_id == union.id))
    _insert(session, union_places, _union_rows(case_id, union))
    return saved


def remove_union(session: Session, case_id: str, union_id: str) -> None:
    """Delete a union; its partners and children stay on the map. Raises ``NotFoundError``."""
    _delete(session, unions, case_id, union_id)


def add_households(session: Session, case_id: str, new: Sequence[Household], by: Actor, at: datetime) -> None:
    """Note who lives together. Raises ``UnknownMemberError``."""
    _check_on_map(session, case_id, (member for household in new for member in household.members))
    add_placed(session, households, case_id, new, **stamp(by, at))
    _insert(session, household_places, [row for household in new for row in _household_rows(case_id, household)])


def save_household(session: Session, case_id: str, household: Household, expected_version: int, by: Actor, at: datetime) -> Household:
    """Save a household and return it with its next version. Raises as ``save_union`` does."""
    _check_on_map(session, case_id, household.members)
    saved = save(session, households, household, expected_version, by, at, name="this household", case_id=case_id, id=household.id)
    places = household_places.c
    execute(session, delete(household_places).where(places.case_id == case_id, places.household_id == household.id))
    _insert(session, household_places, _household_rows(case_id, household))
    return saved


def remove_household(session: Session, case_id: str, household_id: str) -> None:
    """Delete a household; its members stay on the map. Raises ``NotFoundError``."""
    _delete(session, households, case_id, household_id)


def add_readings(session: Session, case_id: str, new: Sequence[Reading]) -> tuple[Reading, ...]:
    """Append what was said and return it, each with its place in the order of recording. Raises ``UnknownMemberError``."""
    named = {reading.voice_member for reading in new if reading.voice_member is not None}
    named |= {member for reading in new for member in reading.present}
    on_map = _check_on_map(session, case_id, named)
    standing = select(ties.c.id).where(ties.c.case_id == case_id, ties.c.removed_at.is_(None))
    if not {reading.about for reading in new} <= on_map | frozenset(session.scalars(standing)):
        raise UnknownMemberError
    return add_numbered(session, readings, case_id, new)


def add_marks(session: Session, case_id: str, new: Sequence[Mark]) -> tuple[Mark, ...]:
    """Append what was said about entries afterwards and return it, each with its place in the order. Raises ``BadInputError``."""
    return add_numbered(session, reading_marks, case_id, new)


def marks_kept(session: Session, case_id: str) -> tuple[Mark, ...]:
    """Return everything that was said about entries afterwards, oldest first."""
    return read(session, reading_marks, Mark, case_id, "seq")


def marked_entries(session: Session, case_id: str) -> tuple[Marked, ...]:
    """Return the entries about what stands on the map that something was said of afterwards, also those that count nowhere."""
    marks = marks_kept(session, case_id)
    if not marks:
        return ()
    network, off = load_kept(session, case_id)
    return marked(standing_map(network, {one.about for one in off}).readings, marks)


def _load_unions(session: Session, case_id: str) -> Iterable[Union]:
    places = union_places.c
    more = (places.member, places.child_kind, places.multiple, places.identical)
    for values, rows in _with_places(session, case_id, unions, union_places, "union_id", Union, more):
        yield Union(
            **values,
            partners=tuple(row["member"] for row in rows if row["child_kind"] is None),
            children=tuple(
                Child(row["member"], row["child_kind"], row["multiple"], row["identical"]) for row in rows if row["child_kind"] is not None
            ),
        )


def _load_households(session: Session, case_id: str) -> Iterable[Household]:
    more = (household_places.c.member,)
    for values, rows in _with_places(session, case_id, households, household_places, "household_id", Household, more):
        yield Household(**values, members=tuple(row["member"] for row in rows))


def _with_places(
    session: Session, case_id: str, table: Table, places: Table, key: str, kind: type, more: Sequence[Any]
) -> Iterable[tuple[dict[str, Any], list[Mapping[Any, Any]]]]:
    """Every row of a table with the rows of its places, both in their order, in one query."""
    columns = columns_of(table, kind)
    joined = table.outerjoin(places, and_(places.c.case_id == table.c.case_id, places.c[key] == table.c.id))
    found = select(*columns, *more).select_from(joined).where(table.c.case_id == case_id).order_by(table.c.position, places.c.position)
    for _, group in groupby(session.execute(found).mappings(), key=lambda row: row["id"]):
        rows = list(group)
        yield {column.name: rows[0][column.name] for column in columns}, [row for row in rows if row["member"] is not None]


def _load_readings(session: Session, case_id: str) -> tuple[Reading, ...]:
    found = select(*columns_of(readings, Reading)).where(readings.c.case_id == case_id).order_by(readings.c.seq)
    rows = session.execute(found).mappings()
    return tuple(Reading(**dict(row) | {"value": from_plain(SAYABLE[row["what"]].value, row["value"])}) for row in rows)


def _check_on_map(session: Session, case_id: str, named: Iterable[str]) -> frozenset[str]:
    on_map = members_on_map(session, case_id)
    if not on_map.issuperset(named):
        raise UnknownMemberError
    return on_map


def _take_off(session: Session, table: Table, case_id: str, id: str, by: Actor, at: datetime) -> None:
    # The version moves on, so that a page which still has the thing open cannot bring it back unawares.
    values = {"removed_at": at, "version": table.c.version + 1} | stamp(by, at)
    gone = update(table).where(table.c.case_id == case_id, table.c.id == id, table.c.removed_at.is_(None))
    if not execute(session, gone.values(values)):
        raise NotFoundError


def _delete(session: Session, table: Table, case_id: str, id: str) -> None:
    if not execute(session, delete(table).where(table.c.case_id == case_id, table.c.id == id)):
        raise NotFoundError


def _insert(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        execute(session, insert(table), rows)


def _everybody(union: Union) -> tuple[str, ...]:
    return (*union.partners, *(child.member for child in union.children))


def _union_rows(case_id: str, union: Union) -> list[dict[str, Any]]:
    partners: list[dict[str, Any]] = [
        {"member": member, "child_kind": None, "multiple": "", "identical": False} for member in union.partners
    ]
    children: list[dict[str, Any]] = [
        {"member": child.member, "child_kind": child.kind, "multiple": child.multiple, "identical": child.identical}
        for child in union.children
    ]
    rows = [*partners, *children]
    return [{"case_id": case_id, "union_id": union.id, "position": place, **row} for place, row in enumerate(rows)]


def _household_rows(case_id: str, household: Household) -> list[dict[str, Any]]:
    return [
        {"case_id": case_id, "household_id": household.id, "position": place, "member": member}
        for place, member in enumerate(household.members)
    ]
