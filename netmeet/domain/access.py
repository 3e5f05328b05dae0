"""Who may do what to which case. Deny first: what is not allowed here does not exist for that person."""

from dataclasses import dataclass
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
    MANAGE_STAFF = "manage staff"


CASE_ACTIONS = frozenset({Action.VIEW_CASE, Action.EDIT_CASE, Action.SHARE_CASE, Action.EXPORT_CASE})


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
class CaseStanding:
    """What access to a case hangs on: its worker, that worker's team, who it is shared with, who stands on its map.

    ``editors`` were given leave to change the case as well as to see it; they are among ``shared_with``.
    """

    worker_id: str | None
    worker_team_id: str | None
    shared_with: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()
    staff_on_map: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Allowed:
    """The action may go on."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The action may not go on. ``hidden`` means that the case must seem not to exist. ``reason`` is for the audit."""

    reason: str
    hidden: bool


def decide(actor: Actor, action: Action, case: CaseStanding | None = None) -> Allowed | Refused:
    """Decide one action by one person, on one case where the action is about a case.

    A case is open to its allocated worker, to those it is shared with, and to the supervisor of the worker's team.
    Nobody who stands on the map sees it, whatever their role. An administrator runs accounts and sees no case.
    """
    if not actor.active:
        return Refused("account closed", hidden=True)
    if action in CASE_ACTIONS:
        return _decide_case(actor, action, case) if case is not None else Refused("no such case", hidden=True)
    if action is Action.MANAGE_STAFF and actor.role is not Role.ADMINISTRATOR:
        return Refused("administrators only", hidden=False)
    if action is Action.OPEN_CASE and actor.role is Role.ADMINISTRATOR:
        return Refused("administrators hold no cases", hidden=False)
    return Allowed()


def _decide_case(actor: Actor, action: Action, case: CaseStanding) -> Allowed | Refused:
    if actor.id in case.staff_on_map:
        return Refused("stands on the map", hidden=True)
    works = actor.id == case.worker_id
    shared = actor.id in case.shared_with
    supervises = actor.role is Role.SUPERVISOR and actor.team_id is not None and actor.team_id == case.worker_team_id
    if not (works or shared or supervises) or actor.role is Role.ADMINISTRATOR:
        return Refused("not their case", hidden=True)
    if action is Action.EDIT_CASE and not (works or actor.id in case.editors):
        return Refused("may look but not change", hidden=False)
    if action in (Action.SHARE_CASE, Action.EXPORT_CASE) and not (works or supervises):
        return Refused("the allocated worker or their supervisor only", hidden=False)
    return Allowed()
