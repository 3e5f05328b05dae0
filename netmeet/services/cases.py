"""The door to a case, and what belongs to the case itself: opening, profile, sharing."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session
from uuid6 import uuid7

from netmeet.domain.access import Action, Actor, Allowed, CaseStanding, Refused, decide
from netmeet.domain.casefile import CaseFile, Profile
from netmeet.domain.errors import BadInputError, NotAllowedError, NotFoundError
from netmeet.domain.meeting import AdultSays
from netmeet.domain.mistakes import Marked
from netmeet.domain.network import Member, MemberKind, Network, Sphere
from netmeet.domain.outcomes import current_wishes
from netmeet.services.caller import Caller, begin, hold
from netmeet.store import audit, cases, networks, staff, supervision
from netmeet.store.memory import remembered

T = TypeVar("T")

ENGLAND = ZoneInfo("Europe/London")


def new_id() -> str:
    """A fresh id (UUIDv7: sorts by time, never acts as a secret)."""
    return str(uuid7())


def england_day(at: datetime) -> date:
    """The day of a moment in England."""
    return at.astimezone(ENGLAND).date()


@dataclass(frozen=True)
class OpenCase:
    """A case that this caller may do this action on. Services about a case take this and nothing else.

    ``looking`` is true of a request that changes nothing about it, and may be shown what was read before.
    """

    caller: Caller
    id: str
    looking: bool = False

    @cached_property
    def may_edit(self) -> bool:
        """True when this person may change the case, so that pages offer only what can be done."""
        return self.may(Action.EDIT_CASE)

    @cached_property
    def may_read_supervision(self) -> bool:
        """True for those who may read the notes of supervision."""
        return self.may(Action.READ_SUPERVISION)

    @cached_property
    def _standing(self) -> CaseStanding | None:
        """What access hung on when this request first asked."""
        return cases.standing(self.session, self.id, england_day(self.at))

    @property
    def session(self) -> Session:
        """The database session of this request."""
        return self.caller.session

    @property
    def actor(self) -> Actor:
        """Who is asking."""
        return self.caller.actor

    @property
    def at(self) -> datetime:
        """The moment of this request, in UTC."""
        return self.caller.at

    @cached_property
    def network(self) -> Network:
        """The map as it was when this request began."""
        return self._read(networks.load)

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """The entries about what stands on the map that were called a mistake, or right after all, as it was when this request began."""
        return self._read(networks.marked_entries)

    @cached_property
    def profile(self) -> Profile:
        """The adult's profile as it was when this request began."""
        found = self._read(cases.load_profile)
        if found is None:
            raise NotFoundError
        return found

    @property
    def adult(self) -> Member:
        """The adult, as a member of their own map."""
        return self.network.member(self.profile.adult_id)

    @property
    def adult_name(self) -> str:
        """What the adult likes to be called."""
        return self.adult.name

    def whole(self) -> CaseFile:
        """Everything about the case, in a fixed number of queries."""
        found = self._read(cases.load_case)
        if found is None:
            raise NotFoundError
        return found

    def _read(self, load: Callable[[Session, str], T]) -> T:
        return remembered(self.session, self.id, load, self._writes) if self.looking else load(self.session, self.id)

    @cached_property
    def _writes(self) -> int:
        """The count of writes that this request shows."""
        return cases.writes(self.session, self.id)

    def note(self, action: str, *fields: str) -> None:
        """Write the audit line of a change, in the transaction of the change. ``fields`` are names, never contents."""
        audit.record(self.session, self.at, self.actor.id, "change", action, case_id=self.id, details=fields)

    def check_past(self, day: date | None, field: str) -> None:
        """Raise ``BadInputError`` for a day that is still to come in England."""
        if day is not None and day > england_day(self.at):
            raise BadInputError("This day is still to come. Enter the day when it was said or done.", field)

    def may(self, action: Action) -> bool:
        """True when this person may also do something else here."""
        return not isinstance(decide(self.actor, action, self._standing, on=england_day(self.at)), Refused)


class AccessRefusedError(NotFoundError):
    """A refusal that is written to the audit before the page answers. ``reason`` is for the audit only."""

    def __init__(self, actor_id: str, case_id: str, reason: str) -> None:
        super().__init__()
        self.actor_id = actor_id
        self.case_id = case_id
        self.reason = reason


def open_case(caller: Caller, case_id: str, action: Action, reads: str = "") -> OpenCase:
    """The one door to a case. Raises ``NotFoundError`` alike for a case that isn't there and one that isn't theirs.

    ``reads`` names the page that is being looked at: looking is written to the audit too.
    Raises ``NotAllowedError`` where the person may see the case but not do this.
    """
    if not reads:
        cases.written(caller.session, case_id)
    today = england_day(caller.at)
    standing = cases.standing(caller.session, case_id, today)
    answer = decide(caller.actor, action, standing, on=today)
    if isinstance(answer, Refused):
        if answer.hidden:
            raise AccessRefusedError(caller.actor.id, case_id, answer.reason)
        raise NotAllowedError("You may look at this case, but not change this. Ask its allocated worker or their supervisor.")
    if reads:
        audit.record(caller.session, caller.at, caller.actor.id, "look", reads, case_id=case_id)
    case = OpenCase(caller, case_id, looking=bool(reads))
    vars(case)["_standing"] = standing  # asked for once
    return case


def check(caller: Caller, action: Action) -> None:
    """Check an action that is about no case. Raises ``NotAllowedError``."""
    if isinstance(decide(caller.actor, action), Refused):
        raise NotAllowedError("Your account does not allow this. An administrator can tell you whose does.")


def note_refusal(session: Session, refused: AccessRefusedError, at: datetime) -> None:
    """Write a refused look to the audit, in a transaction of its own. Commits."""
    begin(session, writes=True)
    audit.record(session, at, refused.actor_id, "refused", refused.reason, case_id=refused.case_id)
    session.commit()


def caseload(caller: Caller) -> tuple[cases.CaseRow, ...]:
    """The cases that are open to this person."""
    return cases.caseload(caller.session, caller.actor, england_day(caller.at))


def start_case(caller: Caller, adult: Member, profile: Profile, today: date) -> str:
    """Open a case for an adult, with a map that holds only them. Returns its id.

    ``adult`` and ``profile`` come without ids. The person who opens it is its worker until it is allocated.
    """
    check(caller, Action.OPEN_CASE)
    case_id, adult_id = new_id(), new_id()
    check_reference(caller, profile.reference, case_id)
    worker = profile.worker_id or caller.actor.id
    cases.add_case(
        caller.session, replace(profile, id=case_id, adult_id=adult_id, worker_id=worker, opened_on=today), caller.actor, caller.at
    )
    networks.add_members(
        caller.session,
        case_id,
        (replace(adult, id=adult_id, kind=MemberKind.PERSON, sphere=Sphere.OTHER),),
        caller.actor,
        caller.at,
    )
    audit.record(caller.session, caller.at, caller.actor.id, "change", "opened the case", case_id=case_id)
    return case_id


def check_reference(caller: Caller, reference: str, case_id: str) -> None:
    """Raise ``BadInputError`` when another case of this person's has this number.

    Cases that are not open to them count for nothing: a number that is refused would tell that a case exists.
    """
    if not reference:
        return
    hold(caller, f"case number {reference.casefold()}")
    mine = (row for row in caseload(caller) if row.id != case_id)
    if reference.casefold() in {row.reference.casefold() for row in mine}:
        raise BadInputError("Another case of yours already has this case number. Check it, or leave it empty for now.", "reference")


def save_profile(case: OpenCase, adult: Member, profile: Profile, seen_profile: int, seen_adult: int) -> None:
    """Save what is kept about the adult. Raises ``ChangedMeanwhileError``."""
    check_reference(case.caller, profile.reference, case.id)
    cases.save_profile(case.session, profile, seen_profile, case.actor, case.at)
    networks.save_member(case.session, case.id, adult, seen_adult, case.actor, case.at)
    case.note("changed the adult's details")


@dataclass(frozen=True, slots=True)
class Share:
    """One person that a case is shared with."""

    user_id: str
    name: str
    may_edit: bool
    reason: str


def shares(case: OpenCase) -> tuple[Share, ...]:
    """Everybody that the case is shared with, by name."""
    names = {account.actor.id: account.actor.name for account in staff.users(case.session)}
    rows = cases.shares(case.session, case.id)
    return tuple(
        sorted(
            (Share(row.user_id, names.get(row.user_id, "a closed account"), row.may_edit, row.reason) for row in rows), key=lambda s: s.name
        )
    )


def share(case: OpenCase, user_id: str, *, may_edit: bool, reason: str) -> None:
    """Share the case with a colleague: not its worker, nobody who stands or stood on its map, and no administrator."""
    if user_id == case.profile.worker_id or not may_hold(case, user_id):
        raise BadInputError("Choose somebody from the list.", "user_id")
    cases.share(case.session, case.id, user_id, may_edit=may_edit, reason=reason, by=case.actor, at=case.at)
    case.note("shared the case", "may change" if may_edit else "may look")


def unshare(case: OpenCase, user_id: str) -> None:
    """Stop sharing the case with somebody."""
    cases.unshare(case.session, case.id, user_id)
    case.note("stopped sharing the case")


def locked_out(case: OpenCase) -> tuple[cases.OnMapRow, ...]:
    """The members of staff who stand on this map, or were taken off it, and so cannot open the case."""
    return cases.staff_on_map(case.session, case.id)


def let_in(case: OpenCase, user_id: str) -> None:
    """Say that somebody is no member of this map after all. For the supervisor of the case alone: it lets that person in.

    Raises ``NotFoundError`` for somebody who is not locked out.
    """
    if not cases.unlink(case.session, case.id, user_id, case.actor, case.at):
        raise NotFoundError
    case.note("let somebody in who stood on the map")


def allocate(case: OpenCase, worker_id: str, seen: int) -> None:
    """Give the case to another worker; cover for the one before is over for good.

    Raises ``ChangedMeanwhileError``, or ``BadInputError`` for somebody who may not have it.
    """
    if not may_hold(case, worker_id):
        raise BadInputError("This person cannot have this case. Choose somebody else from the list.", "worker_id")
    cases.save_profile(case.session, replace(case.profile, worker_id=worker_id), seen, case.actor, case.at)
    case.note("allocated the case")
    if worker_id == case.profile.worker_id:
        return
    if supervision.end_all_cover(case.session, case.id, england_day(case.at), case.actor, case.at):
        case.note("ended cover for absence")


def may_hold(case: OpenCase, user_id: str) -> bool:
    """True for an open account that may have cases, of somebody who neither stands on this map nor stood there."""
    person = staff.user_by_id(case.session, user_id)
    return person is not None and bool(can_hold(case, (person,)))


def can_hold(case: OpenCase, people: Iterable[Actor]) -> tuple[Actor, ...]:
    """Those of these who may have this case: whoever may have cases, and neither stands on this map nor stood there."""
    standing = cases.standing(case.session, case.id, england_day(case.at))
    on_map = standing.staff_on_map if standing is not None else frozenset()
    return tuple(person for person in people if decide(person, Action.OPEN_CASE) == Allowed() and person.id not in on_map)


def worker_name(case: OpenCase) -> str:
    """The name of the allocated worker, empty where there is none."""
    worker = staff.user_by_id(case.session, case.profile.worker_id) if case.profile.worker_id else None
    return worker.name if worker else ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work: the page it happens on, what it is, and how far it is now."""

    endpoint: str
    text: str
    now: str


def steps(case: OpenCase) -> tuple[Step, ...]:
    """The way from an empty map to a printed meeting, with what there is so far."""
    whole = case.whole()
    others = len(whole.network.members) - 1
    wishes = sum(1 for wish in current_wishes(whole.wishes) if wish)
    asked = len({one.member for meeting in whole.meetings for one in meeting.invitations if one.adult_says is not AdultSays.NOT_ASKED})
    meetings = len(whole.meetings)
    return (
        Step("mapping.show", "Map the network together", f"{others} on the map" if others else "Nobody on the map yet"),
        Step("network.show", "Write down what was said", f"{_count(len(whole.network.readings), 'thing', 'things')} said so far"),
        Step("risk.show", "See what is important and risky", "Both readings, side by side"),
        Step("outcomes.show", "Three wishes, and how safe it feels", f"{wishes} of 3 wishes written down"),
        Step(
            "meetings.index",
            "Plan the network meeting",
            f"{meetings} planned, {_count(asked, 'person', 'people')} asked about" if meetings else "None planned yet",
        ),
        Step("papers.index", "Print and take away", "Letters, agenda, drawings, blank sheets"),
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def history(case: OpenCase, limit: int = 200, files: Container[str] = ()) -> tuple[audit.AuditRow, ...]:
    """Who was refused, who changed this case and who looked at it: all refusals first, then the newest of the rest.

    Whoever takes a file at one of the places called ``files`` looks there too: that is one line, not two.
    """
    refused = audit.of_case(case.session, case.id, limit, only="refused")
    rest = [row for row in audit.of_case(case.session, case.id, limit) if row.action != "refused"]
    done = {(row.actor_id, row.at) for row in rest if row.action == "change"}
    twice = [row for row in rest if row.action == "look" and row.what in files and (row.actor_id, row.at) in done]
    return (*refused, *(row for row in rest if row not in twice))
