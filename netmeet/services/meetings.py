"""Planning one network meeting: when and where, the adult's answers, the decisions, the agenda."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from netmeet.domain import agenda as rules
from netmeet.domain import invitation as inviting
from netmeet.domain.answered import answered_anew, with_answer, with_decision
from netmeet.domain.decided import changed_since, own_reason, with_proposal
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.meeting import AdultSays, AgendaItem, Answered, Decided, FamilyTime, Invitation, Invite, ItemKind, Meeting
from netmeet.domain.readings import Presence
from netmeet.services.cases import OpenCase, new_id
from netmeet.store import capacity, meetings

LONGEST_ANSWER = 500


def all_of(case: OpenCase) -> tuple[Meeting, ...]:
    """Every meeting of a case, in the order they were planned."""
    return meetings.load(case.session, case.id)


def one(case: OpenCase, meeting_id: str) -> Meeting:
    """One meeting. Raises ``NotFoundError``."""
    found = next((meeting for meeting in all_of(case) if meeting.id == meeting_id), None)
    if found is None:
        raise NotFoundError
    return found


def plan(case: OpenCase, meeting: Meeting) -> Meeting:
    """Begin to plan a meeting, with the usual agenda. ``meeting`` comes without an id."""
    planned = replace(meeting, id=new_id())
    planned = replace(planned, agenda=rules.usual_agenda(planned, case.network, new_id))
    meetings.add_meetings(case.session, case.id, (planned,), case.actor, case.at)
    case.note("began to plan a meeting")
    return planned


def save(case: OpenCase, meeting: Meeting, seen: int) -> Meeting:
    """Save when, where and why. Raises ``ChangedMeanwhileError``."""
    saved = meetings.save_meeting(case.session, case.id, meeting, seen, case.actor, case.at)
    case.note("changed a meeting")
    return saved


def proposals(case: OpenCase, meeting: Meeting, today: date) -> tuple[inviting.Proposal, ...]:
    """What is proposed for everybody who could be invited, each with its reason."""
    assessments = capacity.assessments(case.session, case.id)
    return inviting.propose(case.network, meeting, assessments, as_of=today, others=all_of(case))


@dataclass(frozen=True, slots=True)
class Answer:
    """The adult's own answer about one member, and the version that the page was opened with."""

    member_id: str
    says: AdultSays
    words: str
    seen: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was in the room when the adult answered, on which day, and whether answers that did not change were given again."""

    presence: Presence = Presence.NOT_KNOWN
    on: date | None = None
    again: bool = False


def adult_answers(case: OpenCase, meeting: Meeting, answers: Sequence[Answer], asked: Asked = Asked()) -> int:
    """Write down the adult's own answers; only those that are new, different or given again. Returns how many were.

    What was answered before is kept. The words of an earlier answer are never taken for those of another: they stay with theirs.
    Raises ``BadInputError`` for a condition without words or a day to come, ``ChangedMeanwhileError``.
    """
    case.check_past(asked.on, "asked_on")
    changed = 0
    for answer in answers:
        before = meeting.invitation(answer.member_id)
        if not answered_anew(before, answer.says, answer.words, again=asked.again):
            continue
        words = answer.words or (before.adult_words if answer.says is before.adult_says else "")
        name = case.network.member(answer.member_id).name
        if answer.says is AdultSays.IF and not words:
            raise BadInputError(f"Enter the condition for {name}: yes, if what?")
        if len(answer.words) > LONGEST_ANSWER:
            raise BadInputError(f"What is said about {name} must be {LONGEST_ANSWER} characters or fewer.")
        presence, on = (Presence.NOT_KNOWN, None) if answer.says is AdultSays.NOT_ASKED else (asked.presence, asked.on)
        after = with_answer(before, Answered(answer.says, words, presence, on, case.actor.name, case.at))
        meetings.save_invitation(case.session, case.id, meeting.id, after, answer.seen, case.actor, case.at)
        changed += 1
    if changed:
        case.note("wrote down the adult’s answers about invitations")
    return changed


def decide(case: OpenCase, meeting: Meeting, invitation: Invitation, seen: int, today: date) -> tuple[str, ...]:
    """Record a decision about one member, with what was proposed. Returns what it goes against, for which the reason now stands.

    What was decided before is kept with its reason. No reason for the same decision leaves the one that stands, while what is
    proposed is the same too; the reason of one decision is never taken for that of another.
    Raises ``BadInputError`` for what an order, an age or the adult's own answer forbids, and for a risky tie without a
    recorded reason.
    """
    decided, against = weigh(case, meeting, invitation, today)
    after = with_decision(meeting.invitation(invitation.member), decided)
    meetings.save_invitation(case.session, case.id, meeting.id, after, seen, case.actor, case.at)
    case.note("decided about an invitation")
    return against


def weigh(case: OpenCase, meeting: Meeting, invitation: Invitation, today: date) -> tuple[Decided, tuple[str, ...]]:
    """A decision as it would be recorded, and what it goes against. Raises ``BadInputError`` like ``decide``."""
    decision = invitation.decision
    if decision is None:
        raise BadInputError("Choose what was decided.", "decision")
    case.check_past(invitation.decided_on, "decided_on")
    against = _checked(case, meeting, today)(invitation.member, decision, invitation.part)
    proposal = next(one for one in proposals(case, meeting, today) if one.member_id == invitation.member)
    before = meeting.invitation(invitation.member)
    invitation = replace(invitation, reason=invitation.reason or _reason_that_stands(before, invitation, proposal))
    if against and not invitation.reason:
        raise BadInputError(" ".join(("Enter the reason for this decision.", *against)), "reason")
    new = with_proposal(invitation, proposal)
    return Decided(decision, new.part, new.reason, new.decided_by, new.decided_on, case.actor.name, case.at), against


def _reason_that_stands(before: Invitation, now: Invitation, proposal: inviting.Proposal) -> str:
    same = (now.decision, now.part) == (before.decision, before.part)
    return own_reason(before) if same and not changed_since(proposal, before) else ""


def _checked(case: OpenCase, meeting: Meeting, today: date) -> Callable[[str, Invite, int], tuple[str, ...]]:
    """Check decisions of one meeting, by member, decision and part, beside the other meetings of the case."""
    assessments, others = capacity.assessments(case.session, case.id), all_of(case)
    return lambda member, decision, part: inviting.check_decision(case.network, meeting, member, decision, part, assessments, today, others)


def fallen(case: OpenCase, meeting: Meeting, today: date) -> dict[str, str]:
    """Recorded decisions that bring somebody and cannot stand any more, by member, each with why.

    An order, an age or an answer may have been recorded since.
    """
    check, found = _checked(case, meeting, today), {}
    for one in meeting.invitations:
        if one.decision is None or not one.decision.comes:
            continue
        try:
            check(one.member, one.decision, one.part)
        except BadInputError as error:
            found[one.member] = str(error)
    return found


def changed(case: OpenCase, meeting: Meeting, today: date) -> frozenset[str]:
    """The members who come as decided, though something else is proposed now than when that was decided."""
    found = proposals(case, meeting, today)
    return frozenset(one.member_id for one in found if changed_since(one, meeting.invitation(one.member_id)))


def doubled(case: OpenCase, meeting: Meeting, today: date) -> dict[str, tuple[str, ...]]:
    """The members who may stand on the map twice while an order or a worry is about the other one, each with the question."""
    return {one.member_id: one.doubled for one in proposals(case, meeting, today) if one.doubled}


def save_agenda(case: OpenCase, meeting: Meeting, items: Sequence[AgendaItem], seen: int) -> Meeting:
    """Save the agenda as a whole. Raises ``BadInputError`` for an item that may not stand on it, ``ChangedMeanwhileError``.

    A part that had no items before is set apart from the parts beside it. A break that was taken off again stays off.
    """
    begun = {item.part for item in items} - {item.part for item in meeting.agenda}
    changed = replace(meeting, agenda=(*items, *_breaks_around(begun, items)))
    rules.check(changed, case.network)
    saved = meetings.replace_agenda(case.session, case.id, changed, seen, case.actor, case.at)
    case.note("changed an agenda")
    return saved


def with_usual_items(case: OpenCase, meeting: Meeting) -> list[AgendaItem]:
    """The agenda with the usual items in every part that has none, and a break between parts for people to leave and arrive."""
    empty = [part for part in meeting.parts if not rules.agenda_for(meeting, part)]
    items = [*meeting.agenda, *(item for item in rules.usual_agenda(meeting, case.network, new_id) if item.part in empty)]
    return [*items, *_breaks_around(meeting.parts, items)]


def _breaks_around(parts: Collection[int], items: Sequence[AgendaItem]) -> Iterator[AgendaItem]:
    """A break between each of these parts and the next before or after it, where there is none."""
    by_part = {part: [item for item in items if item.part == part] for part in sorted({item.part for item in items})}
    for before, after in pairwise(by_part):
        edges = (by_part[before][-1], by_part[after][0])
        if {before, after} & set(parts) and all(item.kind is not ItemKind.BREAK for item in edges):
            yield AgendaItem(new_id(), ItemKind.BREAK, "Break", minutes=rules.BETWEEN_PARTS, part=before)


def answer_family_time(case: OpenCase, meeting: Meeting, answer: FamilyTime, seen: int) -> Meeting:
    """Write down the answer about family time, and let the agenda follow it. Raises ``ChangedMeanwhileError``."""
    changed = replace(meeting, family_time=answer)
    changed = replace(changed, agenda=_with_family_time(case, changed))
    saved = meetings.replace_agenda(case.session, case.id, changed, seen, case.actor, case.at)
    case.note("wrote down the answer about family time")
    return saved


def _with_family_time(case: OpenCase, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The agenda with family time where it may be, before what could go wrong; without it where it may not."""
    others = tuple(item for item in meeting.agenda if item.kind is not ItemKind.FAMILY_TIME)
    if not rules.family_time_allowed(case.network, meeting).allowed:
        return others
    if others != meeting.agenda:
        return meeting.agenda
    usual = rules.usual_agenda(meeting, case.network, new_id)
    item = next(item for item in usual if item.kind is ItemKind.FAMILY_TIME)
    place = next((place for place, found in enumerate(others) if found.kind in (ItemKind.WRONG, ItemKind.WHO_DOES_WHAT)), len(others))
    return (*others[:place], item, *others[place:])
