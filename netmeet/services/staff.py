"""Accounts and teams: made, changed and closed by an administrator."""

import re

from netmeet.domain.access import Action, Actor, Role
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.services.caller import Caller, hold
from netmeet.services.cases import check, new_id
from netmeet.services.sign_in import NewPassword, check_password
from netmeet.store import attempts, audit, staff, web_sessions

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


def _manage(caller: Caller) -> None:
    """Check that the caller may run accounts, and keep others from doing so meanwhile."""
    check(caller, Action.MANAGE_STAFF)
    hold(caller, "accounts and teams")


def _accounts(caller: Caller) -> list[Actor]:
    return [account.actor for account in staff.users(caller.session)]


def colleagues(caller: Caller) -> tuple[Actor, ...]:
    """Everybody with an open account but the caller, by name."""
    return tuple(
        sorted((user for user in _accounts(caller) if user.active and user.id != caller.actor.id), key=lambda user: (user.name, user.id))
    )


def everybody(caller: Caller) -> tuple[Actor, ...]:
    """Every account, open or closed, by name. For administrators."""
    check(caller, Action.MANAGE_STAFF)
    return tuple(sorted(_accounts(caller), key=lambda user: (user.name, user.id)))


def teams(caller: Caller) -> dict[str, str]:
    """Team ids and names, by name."""
    return {team.id: team.name for team in staff.teams(caller.session)}


def add_team(caller: Caller, name: str) -> str:
    """Make a team. Raises ``BadInputError`` when there is one of that name."""
    _manage(caller)
    if name.casefold() in {known.casefold() for known in teams(caller).values()}:
        raise BadInputError("There is a team of this name already.", "name")
    team_id = new_id()
    staff.add_team(caller.session, staff.Team(team_id, name))
    audit.record(caller.session, caller.at, caller.actor.id, "staff", "made a team")
    return team_id


def add_user(caller: Caller, username: str, name: str, role: Role, team_id: str | None, password: NewPassword) -> str:
    """Make an account. Raises ``BadInputError`` for a name that is taken or a password that is too easy."""
    _manage(caller)
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise BadInputError("Use 2 to 60 small letters, digits, dots, hyphens or underscores, for example p.shah.", "username")
    check_password(password, username)
    user = Actor(new_id(), username, name, role, team_id)
    staff.add_user(caller.session, user, password.hashed, caller.actor, caller.at)
    audit.record(caller.session, caller.at, caller.actor.id, "staff", "made an account")
    return user.id


def account(caller: Caller, user_id: str) -> staff.Account:
    """One account. Raises ``NotFoundError``."""
    check(caller, Action.MANAGE_STAFF)
    found = next((known for known in staff.users(caller.session) if known.actor.id == user_id), None)
    if found is None:
        raise NotFoundError
    return found


def change_user(caller: Caller, after: Actor, seen: int) -> None:
    """Change an account. Closing it, or changing its role, ends its sign-ins at once. Raises ``ChangedMeanwhileError``."""
    _manage(caller)
    before = account(caller, after.id).actor
    own = before.id == caller.actor.id
    if own and (not after.active or after.role is not before.role):
        raise BadInputError("You cannot close your own account or change your own role. Ask another administrator.", "role")
    if _runs_accounts(before) and not _runs_accounts(after) and not _others_who_run_accounts(caller, after.id):
        raise BadInputError("Nobody could run accounts any more: this is the last administrator. Make another one first.", "role")
    staff.save_user(caller.session, after, seen, caller.actor, caller.at)
    if not after.active or after.role is not before.role:
        web_sessions.end_all_of(caller.session, after.id, caller.at)
    audit.record(caller.session, caller.at, caller.actor.id, "staff", "changed an account")


def _runs_accounts(person: Actor) -> bool:
    return person.active and person.role is Role.ADMINISTRATOR


def _others_who_run_accounts(caller: Caller, user_id: str) -> bool:
    return any(_runs_accounts(person) for person in _accounts(caller) if person.id != user_id)


def set_password(caller: Caller, user_id: str, password: NewPassword) -> None:
    """Set a new password for somebody else and end their sign-ins. Raises ``BadInputError``."""
    person = account(caller, user_id).actor
    if person.id == caller.actor.id:
        raise BadInputError("This is your own account. Change your own password under “Your account”.", "password")
    check_password(password, person.username)
    staff.set_password(caller.session, user_id, password.hashed, caller.actor, caller.at)
    web_sessions.end_all_of(caller.session, user_id, caller.at)
    attempts.forget(caller.session, person.username)  # whoever was locked out by wrong tries may sign in with it at once
    audit.record(caller.session, caller.at, caller.actor.id, "staff", "set a password")
