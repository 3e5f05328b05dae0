"""Cases: the profile, who may see them, and a whole case at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from netmeet.domain.access import Actor, CaseStanding, Cover, Role
from netmeet.domain.casefile import CaseFile, KeptCase, LivesIn, Profile, StaffLink, TakenOff
from netmeet.domain.mistakes import Mark
from netmeet.store import advocates, capacity, meetings, networks, options, outcomes, papers_out, safer
from netmeet.store.columns import Id, Moment, Whole, case_id, choice, metadata, versioned, words
from netmeet.store.network_tables import members
from netmeet.store.rows import add, columns_of, execute, save, stamp
from netmeet.store.staff import users_table
from netmeet.store.supervision import cover_table

cases_table = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    # No foreign key: the case is there before its members are. The adult is never taken off the map.
    Column("adult_id", Id, nullable=False),
    *words("reference"),
    Column("lives_in", choice(LivesIn), nullable=False),
    *words("lives_where", "communication_needs", "language", "interpreter", "safe_contact"),
    Column("worker_id", Id, ForeignKey("users.id"), index=True),
    Column("restricted", Boolean, nullable=False),
    Column("opened_on", Date),
    # How often anything about the case was written to: what was read at one count holds for as long as the count does.
    Column("writes", Whole, nullable=False, server_default="0"),
    *versioned(),
)

shares_table = Table(
    "case_shares",
    metadata,
    case_id(),
    Column("user_id", Id, ForeignKey("users.id"), primary_key=True, index=True),
    Column("may_edit", Boolean, nullable=False),
    # The last day that it counts; empty for no end.
    Column("until", Date),
    *words("reason"),
    Column("shared_by", Id, nullable=False),
    Column("shared_at", Moment, nullable=False),
)

_cases, _shares, _users, _cover = cases_table.c, shares_table.c, users_table.c, cover_table.c


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of somebody's caseload."""

    id: str
    adult_name: str
    reference: str
    worker_name: str
    restricted: bool
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class OnMapRow:
    """A member who is also a member of staff. ``on_map`` is False for one who was taken off: their account stays locked out."""

    user_id: str
    user_name: str
    member_name: str
    on_map: bool


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Leave for one person to see a case, perhaps to change it, perhaps up to a day."""

    user_id: str
    may_edit: bool
    until: date | None
    reason: str


def _share_counts(on: ColumnElement[date] | date) -> ColumnElement[bool]:
    return or_(_shares.until.is_(None), _shares.until >= on)


# Statements that every request about a case runs are put together once.
_CASE, _ON = bindparam("case", type_=Id), bindparam("on", type_=Date)
_WRITES = select(_cases.writes).where(_cases.id == _CASE)
_STANDING = (
    select(_cases.worker_id, _users.team_id, _shares.user_id, _shares.may_edit)
    .add_columns(_cover.user_id.label("covers_by"), _cover.worker_id.label("covers_for"), _cover.starts, _cover.until)
    .select_from(
        cases_table.outerjoin(users_table, _users.id == _cases.worker_id)
        .outerjoin(shares_table, and_(_shares.case_id == _cases.id, _share_counts(_ON)))
        .outerjoin(cover_table, and_(_cover.case_id == _cases.id, _cover.ended_at.is_(None)))
    )
    .where(_cases.id == _CASE)
    .order_by(_cover.id)
)
# Also those who were taken off it: what was said about them is still in the file.
_STAFF_ON_MAP = select(members.c.staff_id).where(members.c.case_id == _CASE, members.c.staff_id.is_not(None))


def add_case(session: Session, profile: Profile, by: Actor, at: datetime) -> None:
    """Add a case. Its map is empty until members are added."""
    add(session, cases_table, [profile], **stamp(by, at))


def written(session: Session, case_id: str) -> None:
    """Whoever may change a case counts that first, and so waits for whoever changes it now: one at a time, on both databases."""
    execute(session, update(cases_table).where(_cases.id == case_id).values(writes=_cases.writes + 1))


def writes(session: Session, case_id: str) -> int:
    """How often a case was written to. What was read of it at one count is what it is for as long as the count stays."""
    return session.scalar(_WRITES, {"case": case_id}) or 0


def load_profile(session: Session, case_id: str) -> Profile | None:
    """Return what is kept about the adult beside the map, None where there is no such case."""
    row = session.execute(select(*columns_of(cases_table, Profile)).where(_cases.id == case_id)).mappings().first()
    return None if row is None else Profile(**row)


def save_profile(session: Session, profile: Profile, expected_version: int, by: Actor, at: datetime) -> Profile:
    """Save the profile and return it with its next version. Raises ``ChangedMeanwhileError`` or ``NotFoundError``."""
    return save(session, cases_table, profile, expected_version, by, at, name="this case", id=profile.id)


def standing(session: Session, case_id: str, on: date) -> CaseStanding | None:
    """Return what access to a case hangs on, on a day (in England); None where there is no such case."""
    rows = session.execute(_STANDING, {"case": case_id, "on": on}).all()
    if not rows:
        return None
    return CaseStanding(
        worker_id=rows[0].worker_id,
        worker_team_id=rows[0].team_id,
        shared_with=frozenset(row.user_id for row in rows if row.user_id is not None),
        editors=frozenset(row.user_id for row in rows if row.may_edit),
        staff_on_map=frozenset(session.scalars(_STAFF_ON_MAP, {"case": case_id})),
        covers=tuple(dict.fromkeys(Cover(row.covers_by, row.covers_for, row.starts, row.until) for row in rows if row.covers_by)),
    )


def staff_on_map(session: Session, case_id: str) -> tuple[OnMapRow, ...]:
    """Return the members who have an account here, also those who were taken off the map, in the order of the map."""
    linked = members.join(users_table, _users.id == members.c.staff_id)
    columns = (_users.id, _users.name, members.c.name.label("member"), members.c.removed_at)
    found = select(*columns).select_from(linked).where(members.c.case_id == case_id).order_by(members.c.position)
    return tuple(OnMapRow(row.id, row.name, row.member, row.removed_at is None) for row in session.execute(found))


def unlink(session: Session, case_id: str, user_id: str, by: Actor, at: datetime) -> bool:
    """Say of every member who was linked with an account that they are not. False where nobody was."""
    theirs = update(members).where(members.c.case_id == case_id, members.c.staff_id == user_id)
    return execute(session, theirs.values(staff_id=None, version=members.c.version + 1, **stamp(by, at))) > 0


def share(
    session: Session, case_id: str, user_id: str, *, may_edit: bool, reason: str, by: Actor, at: datetime, until: date | None = None
) -> None:
    """Share a case with somebody, in place of what they had before. ``until`` is the last day that it counts."""
    unshare(session, case_id, user_id)
    row = {"case_id": case_id, "user_id": user_id, "may_edit": may_edit, "until": until, "reason": reason}
    execute(session, insert(shares_table), [row | {"shared_by": by.id, "shared_at": at}])


def unshare(session: Session, case_id: str, user_id: str) -> None:
    """Stop sharing a case with somebody."""
    execute(session, delete(shares_table).where(_shares.case_id == case_id, _shares.user_id == user_id))


def shares(session: Session, case_id: str) -> tuple[ShareRow, ...]:
    """Return whom a case is shared with, also where that has ended."""
    found = select(*columns_of(shares_table, ShareRow)).where(_shares.case_id == case_id).order_by(_shares.user_id)
    return tuple(ShareRow(**row) for row in session.execute(found).mappings())


def caseload(session: Session, actor: Actor, on: date) -> tuple[CaseRow, ...]:
    """Return the cases that somebody may see on a day, by the adult's name: exactly those that ``domain.access.decide`` allows."""
    adult = and_(members.c.case_id == _cases.id, members.c.id == _cases.adult_id)
    joined = cases_table.outerjoin(members, adult).outerjoin(users_table, _users.id == _cases.worker_id)
    name = func.coalesce(members.c.name, "").label("adult_name")
    found = (
        select(_cases.id, name, _cases.reference, func.coalesce(_users.name, "").label("worker_name"), _cases.restricted, _cases.opened_on)
        .select_from(joined)
        .where(_open_to(actor, on))
    )
    rows = (CaseRow(**row) for row in session.execute(found).mappings())
    return tuple(sorted(rows, key=lambda row: (row.adult_name.casefold(), row.id)))  # databases differ in how they sort letters


def load_case(session: Session, case_id: str) -> CaseFile | None:
    """Return a whole case as it stands, in a fixed number of queries whatever its size; None where there is no such case."""
    kept = _load_kept(session, case_id)
    return None if kept is None else kept.as_it_stands


def load_kept(session: Session, case_id: str) -> KeptCase | None:
    """Return a case as it is kept, with what was taken off its map; None where there is no such case."""
    kept = _load_kept(session, case_id)
    if kept is None:
        return None
    linked = members.join(users_table, _users.id == members.c.staff_id)
    found = select(members.c.id, _users.username).select_from(linked).where(members.c.case_id == case_id).order_by(members.c.position)
    return replace(kept, staff=tuple(StaffLink(row.id, row.username) for row in session.execute(found)))


def _load_kept(session: Session, case_id: str) -> KeptCase | None:
    profile = load_profile(session, case_id)
    if profile is None:
        return None
    network, taken_off = networks.load_kept(session, case_id)
    marks = networks.marks_kept(session, case_id)
    everything = CaseFile(
        profile=profile,
        network=network,
        wishes=outcomes.wishes_kept(session, case_id),
        safe=outcomes.safe_readings(session, case_id),
        workings=outcomes.workings(session, case_id),
        statements=outcomes.statements(session, case_id),
        capacity=capacity.assessments_kept(session, case_id),
        meetings=meetings.load_kept(session, case_id),
        options=options.options_kept(session, case_id),
        choices=safer.choices_kept(session, case_id),
        risks=safer.risk_takings_kept(session, case_id),
        advocates=advocates.checks_kept(session, case_id),
        papers=papers_out.steps_kept(session, case_id),
    )
    return KeptCase(everything, taken_off, marks=marks)


def save_case_file(
    session: Session, case: CaseFile, by: Actor, at: datetime, taken_off: Sequence[TakenOff] = (), marks: Sequence[Mark] = ()
) -> None:
    """Add a whole case, all or nothing. ``case`` holds everything, also what was ``taken_off`` its map and what ``marks`` call mistakes.

    Raises ``BadInputError`` or ``UnknownMemberError``, and then nothing was added.
    """
    id, network = case.profile.id, case.network
    with session.begin_nested():
        add_case(session, case.profile, by, at)
        networks.add_members(session, id, network.members, by, at)
        networks.add_ties(session, id, network.ties, by, at)
        networks.add_unions(session, id, network.unions, by, at)
        networks.add_households(session, id, network.households, by, at)
        networks.add_readings(session, id, network.readings)
        networks.add_marks(session, id, marks)
        outcomes.add_wishes(session, id, case.wishes)
        outcomes.add_safe_readings(session, id, case.safe)
        outcomes.add_workings(session, id, case.workings)
        outcomes.add_statements(session, id, case.statements)
        capacity.add_assessments(session, id, case.capacity)
        meetings.add_meetings(session, id, case.meetings, by, at)
        options.add_options(session, id, case.options)
        safer.add_choices(session, id, case.choices)
        safer.add_risk_takings(session, id, case.risks)
        advocates.add_checks(session, id, case.advocates)
        papers_out.add_steps(session, id, case.papers)
        networks.take_off(session, id, taken_off)


def _open_to(actor: Actor, on: date) -> ColumnElement[bool]:
    """The rule of ``domain.access`` in the database's words; a test holds the two together."""
    if not actor.active or actor.role is Role.ADMINISTRATOR:
        return false()
    ways = [
        _cases.worker_id == actor.id,
        exists().where(_shares.case_id == _cases.id, _shares.user_id == actor.id, _share_counts(on)),
        exists().where(
            _cover.case_id == _cases.id,
            _cover.user_id == actor.id,
            _cover.worker_id == _cases.worker_id,
            _cover.ended_at.is_(None),
            _cover.starts <= on,
            _cover.until >= on,
        ),
    ]
    if actor.role is Role.SUPERVISOR and actor.team_id is not None:
        ways.append(_users.team_id == actor.team_id)
    people = members.alias()
    on_map = exists().where(people.c.case_id == _cases.id, people.c.staff_id == actor.id)
    return and_(or_(*ways), ~on_map)
