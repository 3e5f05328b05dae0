"""Cover for absence: somebody looks after a worker's case for some days, with a reason. It ends by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from netmeet.domain.access import Action, Actor, Allowed, Role, decide, may_give_cover
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.services import staff
from netmeet.services.caller import Caller
from netmeet.services.cases import OpenCase, check, england_day, may_hold, new_id
from netmeet.store import cases, supervision
from netmeet.store import staff as staff_store
from netmeet.store.supervision import CoverRow

LONGEST = timedelta(days=366)
"""How long cover may last at once, and how far ahead it may begin. Longer is a new worker for the case. Ours."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to cover, from which day to which, and why."""

    user_id: str
    starts: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """Some cover in words: who, for whom, the days, and whether it was ended before its last day."""

    row: CoverRow
    covers: str
    away: str
    ended: bool = False


def people(caller: Caller) -> tuple[Actor, ...]:
    """Those who can cover: everybody but the caller with an open account that may hold cases."""
    return tuple(person for person in staff.colleagues(caller) if decide(person, Action.OPEN_CASE) == Allowed())


def workers(caller: Caller) -> tuple[Actor, ...]:
    """Those whose absence the caller may give cover for: a supervisor's own team, all of them for an administrator."""
    check(caller, Action.GIVE_COVER)
    actor = caller.actor
    known = (account.actor for account in staff_store.users(caller.session))
    return tuple(
        person
        for person in known
        if person.role is not Role.ADMINISTRATOR
        and person.id != actor.id
        and (actor.role is Role.ADMINISTRATOR or (actor.team_id is not None and person.team_id == actor.team_id))
    )


def give(case: OpenCase, wanted: Wanted) -> None:
    """Give cover for one case. Raises ``BadInputError`` for days that make no sense, and for who cannot have the case."""
    _check_days(wanted, england_day(case.at))
    if not _can_cover(case, wanted.user_id):
        raise BadInputError("This person cannot cover this case. Choose somebody else from the list.", "user_id")
    _add(case, wanted)


def give_for_worker(caller: Caller, worker_id: str, wanted: Wanted) -> None:
    """Give cover for every case of a worker, but those on whose map the one who covers stands: nobody is told which.

    Raises ``BadInputError`` as ``give`` does, and where there is no case that they can cover.
    """
    if worker_id not in {person.id for person in workers(caller)}:
        raise BadInputError("Choose somebody from the list.", "worker_id")
    _check_days(wanted, england_day(caller.at))
    case_ids = supervision.cases_of(caller.session, worker_id)
    for case_id in case_ids:
        cases.written(caller.session, case_id)
    held = [OpenCase(caller, case_id) for case_id in case_ids]
    open_to = [case for case in held if _may_give(case) and _can_cover(case, wanted.user_id)]
    if not open_to:
        raise BadInputError("There is no case that this person could cover. Choose somebody else from the list.", "user_id")
    for case in open_to:
        _add(case, wanted)


def _check_days(wanted: Wanted, today: date) -> None:
    if not wanted.reason.strip():
        raise BadInputError("Enter why cover is needed.", "reason")
    if wanted.starts < today:
        raise BadInputError("This day is over. Cover can begin today at the earliest.", "starts")
    if wanted.starts > today + LONGEST:
        raise BadInputError("This day is more than a year ahead. Give the cover nearer to it.", "starts")
    if wanted.until < wanted.starts:
        raise BadInputError("The last day cannot be before the first day.", "until")
    if wanted.until - wanted.starts > LONGEST:
        raise BadInputError("Cover lasts a year at most. For longer, let the case have another worker.", "until")


def _may_give(case: OpenCase) -> bool:
    standing = cases.standing(case.session, case.id, england_day(case.at))
    return standing is not None and may_give_cover(case.actor, standing)


def _can_cover(case: OpenCase, user_id: str) -> bool:
    return user_id not in (case.actor.id, case.profile.worker_id) and may_hold(case, user_id)


def _add(case: OpenCase, wanted: Wanted) -> None:
    row = CoverRow(
        id=new_id(),
        case_id=case.id,
        worker_id=case.profile.worker_id or "",
        user_id=wanted.user_id,
        starts=wanted.starts,
        until=wanted.until,
        reason=wanted.reason,
        given_by=case.actor.id,
        given_at=case.at,
    )
    supervision.add_cover(case.session, [row])
    case.note("gave cover for absence")


def of_case(case: OpenCase) -> tuple[Line, ...]:
    """All cover that was given for a case, the latest first."""
    return _lines(case.caller, supervision.cover_of(case.session, case.id))


def now_or_soon(case: OpenCase) -> tuple[Line, ...]:
    """The cover of a case that counts, or will."""
    today = england_day(case.at)
    mine = (line for line in of_case(case) if not line.ended and line.row.until >= today)
    return tuple(line for line in mine if line.row.worker_id == case.profile.worker_id)


def given(caller: Caller) -> tuple[Line, ...]:
    """Cover that counts or will, for those whom the caller may give cover for, told once for all of a worker's cases.

    It stands without its reason, which may have been written down beside one case.
    """
    theirs = {person.id for person in workers(caller)}
    found: dict[tuple[str, str, date, date], CoverRow] = {}
    for row in supervision.open_cover(caller.session, england_day(caller.at)):
        if row.worker_id in theirs:
            found.setdefault((row.worker_id, row.user_id, row.starts, row.until), row)
    return _lines(caller, tuple(found.values()))


def _lines(caller: Caller, rows: tuple[CoverRow, ...]) -> tuple[Line, ...]:
    names = {account.actor.id: account.actor.name for account in staff_store.users(caller.session)} if rows else {}
    return tuple(Line(row, names[row.user_id], names[row.worker_id], row.ended_at is not None) for row in rows)


def covering(caller: Caller) -> dict[str, CoverRow]:
    """The cases that the caller covers today, each with its cover; of several the one that lasts longest."""
    today = england_day(caller.at)
    rows = [row for row in supervision.open_cover(caller.session, today, caller.actor.id) if row.starts <= today]
    return {row.case_id: row for row in sorted(rows, key=lambda row: row.until)}


def end(case: OpenCase, cover_id: str) -> None:
    """End one cover of a case before its last day. Ended twice it is ended once. Raises ``NotFoundError``."""
    if cover_id not in {row.id for row in supervision.cover_of(case.session, case.id)}:
        raise NotFoundError
    if supervision.end_cover(case.session, case.id, cover_id, case.actor, case.at):
        case.note("ended cover for absence")


def end_for_worker(caller: Caller, worker_id: str, user_id: str) -> None:
    """End all that somebody covers for a worker. Raises ``NotFoundError`` for a worker whose cover is not the caller's to give."""
    if worker_id not in {person.id for person in workers(caller)}:
        raise NotFoundError
    for row in supervision.open_cover(caller.session, england_day(caller.at), user_id):
        case = OpenCase(caller, row.case_id)
        if row.worker_id == worker_id and _may_give(case):
            end(case, row.id)
