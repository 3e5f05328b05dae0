"""Who may do what to which case. Deny first: what is not allowed here does not exist for that person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff does."""

    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What somebody may ask to do. Every page names one."""

    SIGN_IN = "sign in"
    USE_NETMEET = "use netmeet"
    OPEN_CASE = "open a case"
    VIEW_CASE = "view a case"
    EDIT_CASE = "edit a case"
    SHARE_CASE = "share a case"
    EXPORT_CASE = "export a case"
    READ_SUPERVISION = "read the supervision of a case"
    SUPERVISE_CASE = "supervise a case"
    SUPERVISE_TEAM = "supervise a team"
    GIVE_COVER = "give cover for absence"
    MANAGE_STAFF = "manage staff"


CASE_ACTIONS = frozenset(
    {
        Action.VIEW_CASE,
        Action.EDIT_CASE,
        Action.SHARE_CASE,
        Action.EXPORT_CASE,
        Action.READ_SUPERVISION,
        Action.SUPERVISE_CASE,
    }
)
_OF_ROLES = {
    Action.MANAGE_STAFF: frozenset({Role.ADMINISTRATOR}),
    Action.SUPERVISE_TEAM: frozenset({Role.SUPERVISOR}),
    Action.GIVE_COVER: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Action.OPEN_CASE: frozenset({Role.PRACTITIONER, Role.SUPERVISOR}),
}
"""Actions about no case that not every role may do."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff with an account. ``team_id`` None means no team yet."""

    id: str
    username: str
    name: str
    role: Role
    team_id: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Cover:
    """``user_id`` looks after a case in the place of ``worker_id``, from its first day to its last; both days count."""

    user_id: str
    worker_id: str
    starts: date
    until: date

    def counts(self, on: date) -> bool:
        """True on the days between the first and the last. It ends by itself."""
        return self.starts <= on <= self.until


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """What access to a case hangs on: its worker, that worker's team, who it is shared with, who stands on its map.

    ``editors`` were given leave to change the case as well as to see it; they are among ``shared_with``. ``covers`` are
    those that nobody ended early, whatever their days.
    """

    worker_id: str | None
    worker_team_id: str | None
    shared_with: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()
    staff_on_map: frozenset[str] = frozenset()
    covers: tuple[Cover, ...] = ()

    def covered_by(self, user_id: str, on: date | None) -> bool:
        """True while somebody covers for the worker whose case it is now; never without a day to judge by."""
        mine = (cover for cover in self.covers if cover.user_id == user_id and cover.worker_id == self.worker_id)
        return on is not None and any(cover.counts(on) for cover in mine)


@dataclass(frozen=True, slots=True)
class Allowed:
    """The action may go on."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The action may not go on. ``hidden`` means that the case must seem not to exist. ``reason`` is for the audit."""

    reason: str
    hidden: bool


def decide(actor: Actor, action: Action, case: CaseStanding | None = None, *, on: date | None = None) -> Allowed | Refused:
    """Decide one action by one person, on one case where the action is about a case, on one day (in England).

    A case is open to its allocated worker, to those it is shared with, to the supervisor of the worker's team, and to
    whoever covers for the worker that day: without ``on``, no cover counts. Nobody who stands on the map sees it,
    whatever their role. An administrator runs accounts and sees no case.
    """
    if not actor.active:
        return Refused("account closed", hidden=True)
    if action in CASE_ACTIONS:
        return _decide_case(actor, action, case, on) if case is not None else Refused("no such case", hidden=True)
    roles = _OF_ROLES.get(action)
    if roles is not None and actor.role not in roles:
        return Refused(f"not for a {actor.role}", hidden=False)
    return Allowed()


def supervises(actor: Actor, case: CaseStanding) -> bool:
    """True for a supervisor of the worker's team. Nobody supervises a case of their own."""
    in_team = actor.team_id is not None and actor.team_id == case.worker_team_id
    return actor.role is Role.SUPERVISOR and in_team and actor.id != case.worker_id


def may_give_cover(actor: Actor, case: CaseStanding) -> bool:
    """True for the worker's supervisor, and for an administrator, who sees nothing of the case by it; never from the map."""
    if not actor.active or actor.id in case.staff_on_map:
        return False
    return actor.role is Role.ADMINISTRATOR or supervises(actor, case)


def _decide_case(actor: Actor, action: Action, case: CaseStanding, on: date | None) -> Allowed | Refused:
    if actor.id in case.staff_on_map:
        return Refused("stands on the map", hidden=True)
    works, covers, oversees = actor.id == case.worker_id, case.covered_by(actor.id, on), supervises(actor, case)
    if not (works or covers or oversees or actor.id in case.shared_with) or actor.role is Role.ADMINISTRATOR:
        return Refused("not their case", hidden=True)
    needs = {
        Action.EDIT_CASE: (works or covers or actor.id in case.editors, "may look but not change"),
        Action.SHARE_CASE: (works or oversees, "the allocated worker or their supervisor only"),
        Action.EXPORT_CASE: (works or oversees, "the allocated worker or their supervisor only"),
        Action.READ_SUPERVISION: (works or covers or oversees, "the worker, who covers for them, and their supervisor only"),
        Action.SUPERVISE_CASE: (oversees, "the worker's supervisor only"),
    }
    allowed, why_not = needs.get(action, (True, ""))
    return Allowed() if allowed else Refused(why_not, hidden=False)
