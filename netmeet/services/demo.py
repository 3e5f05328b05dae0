"""The invented council of the demo: its staff, and the cases that come with netmeet. Nothing here is ever added to a real database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from argon2.exceptions import InvalidHashError, VerificationError

from netmeet.domain.access import Action, Actor, Role
from netmeet.exchange.bundle import read_bundle
from netmeet.services import cases, exchange, staff
from netmeet.services.caller import Caller
from netmeet.services.cases import open_case
from netmeet.services.sign_in import hasher
from netmeet.store import staff as staff_store

TEAM = "Wendleford East"


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented member of staff, what to try as them, and the files of the cases that are theirs."""

    username: str
    name: str
    role: Role
    about: str
    cases: tuple[str, ...] = ()


STAFF = (
    Invented("nadia", "Nadia Ferris", Role.PRACTITIONER, "practitioner: Mo Hollins’s case is hers", ("hollins", "empty-start")),
    Invented("grace", "Grace Odell", Role.SUPERVISOR, "Nadia’s supervisor: sees the cases of the team"),
    Invented("tom", "Tom Averill", Role.PRACTITIONER, "a colleague: sees his own case only", ("lisowski",)),
    Invented("petra", "Petra Lind", Role.ADMINISTRATOR, "administrator: runs accounts, sees no case"),
)


def is_set_up(caller: Caller) -> bool:
    """True once the invented staff are there."""
    return staff_store.user_by_username(caller.session, STAFF[0].username) is not None


def set_up(caller: Caller, passwords: Mapping[str, str]) -> None:
    """Make the team, its staff with these passwords (by username), and their cases."""
    team_id = staff.add_team(caller, TEAM)
    for person in STAFF:
        user_id = staff.add_user(caller, person.username, person.name, person.role, team_id, passwords[person.username])
        theirs = replace(caller, actor=Actor(user_id, person.username, person.name, person.role, team_id))
        for name in person.cases:
            case = read_bundle((files("netmeet.exchange") / "demo" / f"{name}.json").read_bytes())
            exchange.add_case(theirs, case, case.profile.reference)
    _share(caller)


def _share(caller: Caller) -> None:
    """The colleague's case, shared with the practitioner while he is away."""
    practitioner, colleague = (_account(caller, STAFF[place].username) for place in (0, 2))
    for row in cases.caseload(replace(caller, actor=colleague)):
        case = open_case(replace(caller, actor=colleague), row.id, Action.SHARE_CASE)
        cases.share(case, practitioner.id, may_edit=True, reason="Covering Tom’s leave")


def set_passwords(caller: Caller, passwords: Mapping[str, str]) -> None:
    """Give the invented staff new passwords, for when nobody knows the old ones."""
    for person in STAFF:
        staff.set_password(caller, _account(caller, person.username).id, passwords[person.username])


def changed(caller: Caller, passwords: Mapping[str, str]) -> frozenset[str]:
    """The usernames of those who sign in with another password by now, because somebody changed it in the browser."""
    return frozenset(name for name, password in passwords.items() if not _is_password(caller, name, password))


def _is_password(caller: Caller, username: str, password: str) -> bool:
    try:
        return hasher().verify(staff_store.password_hash_of(caller.session, _account(caller, username).id) or "", password)
    except (VerificationError, InvalidHashError):
        return False


def _account(caller: Caller, username: str) -> Actor:
    return next(person for person in staff.everybody(caller) if person.username == username)
