"""The invented council of the demo: its staff, and the cases that come with netmeet. Nothing here is ever added to a real database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.resources import files

from netmeet.domain.access import Action, Actor, Role
from netmeet.domain.readings import Contact, Frequency, Presence, Voice
from netmeet.exchange.bundle import read_bundle
from netmeet.services import cover, exchange, readings, staff, supervision
from netmeet.services.caller import Caller
from netmeet.services.cases import england_day, open_case
from netmeet.services.readings import Said
from netmeet.services.sign_in import NewPassword, proved
from netmeet.store import staff as staff_store

TEAM = "Wendleford East"
DAY, AWAY = timedelta(days=1), timedelta(weeks=4)
NOTE = """\
We looked at the map together. Most of it is in Mo’s own voice, and most of that was said alone: Nadia has worked hard for this.

Who is missing: nobody has asked Mo about Terry without Carl’s view of him in the room. Neither of us could say what a day is like for Carl.

Where are we on it ourselves? Nadia likes Carl, and worries about liking him. Worth knowing, and it makes neither reading less true."""
DECISION = """\
Nadia sees Mo alone on Wednesday at the gurdwara lunch and asks about Terry.
Nadia offers Carl a carer’s assessment before the meeting, whatever Mo decides about inviting him.
Grace asks the duty lawyer whether the order about Frank was renewed."""
ANSWER = "Carl has said yes to the assessment. Harjit will keep a table for Mo and me."


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
    """Make the team, its staff with these passwords (by username), their cases, and what passed between them since."""
    earlier, kept = replace(caller, at=caller.at - 2 * DAY), {}
    team_id = staff.add_team(caller, TEAM)
    for person in STAFF:
        user_id = staff.add_user(caller, person.username, person.name, person.role, team_id, NewPassword.of(passwords[person.username]))
        theirs = replace(earlier, actor=Actor(user_id, person.username, person.name, person.role, team_id))
        for name in person.cases:
            case = read_bundle((files("netmeet.exchange") / "demo" / f"{name}.json").read_bytes())
            kept[name] = exchange.add_case(theirs, case, case.profile.reference)
    practitioner, supervisor, colleague = (replace(caller, actor=_account(caller, STAFF[place].username)) for place in (0, 1, 2))
    _cover(supervisor, away=colleague, covers=practitioner)
    _supervise(supervisor, practitioner, kept["hollins"])


def _cover(supervisor: Caller, away: Caller, covers: Caller) -> None:
    """The colleague is away; the practitioner looks after his case."""
    today = england_day(supervisor.at)
    wanted = cover.Wanted(covers.actor.id, today, today + AWAY, "Leave, and a training course after it")
    cover.give_for_worker(supervisor, away.actor.id, wanted)


def _supervise(supervisor: Caller, worker: Caller, case_id: str) -> None:
    """An hour of supervision yesterday; then the practitioner asked what it was about, and answered."""
    yesterday = replace(supervisor, at=supervisor.at - DAY)
    supervised = open_case(yesterday, case_id, Action.SUPERVISE_CASE)
    note_id = supervision.write_note(supervised, england_day(yesterday.at), NOTE, DECISION)
    case = open_case(worker, case_id, Action.EDIT_CASE)
    terry = next(member.id for member in case.network.members if member.name == "Terry Vance")
    tie = next(tie.id for tie in case.network.ties_of(case.profile.adult_id) if tie.joins(terry))
    weekly = Contact(Frequency.WEEKLY, "Wednesdays, at the lunch")
    readings.record(case, Said(tie, weekly, Voice.ADULT, presence=Presence.ALONE, said_on=england_day(case.at)))
    supervision.answer(case, note_id, ANSWER)


def set_passwords(caller: Caller, passwords: Mapping[str, str]) -> None:
    """Give the invented staff new passwords, for when nobody knows the old ones."""
    for person in STAFF:
        staff.set_password(caller, _account(caller, person.username).id, NewPassword.of(passwords[person.username]))


def changed(caller: Caller, passwords: Mapping[str, str]) -> frozenset[str]:
    """The usernames of those who sign in with another password by now, because somebody changed it in the browser.

    The session of ``caller`` has written nothing yet.
    """
    ids = {person.username: person.id for person in staff.everybody(caller)}
    return frozenset(name for name, password in passwords.items() if proved(caller.session, ids[name], password) is None)


def _account(caller: Caller, username: str) -> Actor:
    return next(person for person in staff.everybody(caller) if person.username == username)
