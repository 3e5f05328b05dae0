"""Planning one network meeting: when and where, the adult's answers, the decisions, the agenda."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from netmeet.domain import agenda as rules
from netmeet.domain import invitation as inviting
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.meeting import AdultSays, AgendaItem, Invitation, Meeting
from netmeet.services.cases import OpenCase, new_id
from netmeet.store import capacity, meetings


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
    return inviting.propose(case.network, meeting, capacity.assessments(case.session, case.id), as_of=today)


def adult_answers(case: OpenCase, meeting: Meeting, invitation: Invitation, seen: int) -> Invitation:
    """Write down the adult's own answer about one member. Raises ``ChangedMeanwhileError``, ``BadInputError``."""
    if invitation.adult_says is AdultSays.IF and not invitation.adult_words:
        raise BadInputError("Enter what the adult’s condition is.", "adult_words")
    saved = meetings.save_invitation(case.session, case.id, meeting.id, invitation, seen, case.actor, case.at)
    case.note("wrote down the adult’s answer about an invitation")
    return saved


def decide(case: OpenCase, meeting: Meeting, invitation: Invitation, seen: int, today: date) -> tuple[str, ...]:
    """Record a decision about one member. Returns what it goes against, for which the reason now stands.

    Raises ``BadInputError`` for what an order, an age or the adult's own answer forbids, and for a risky tie without a
    recorded reason.
    """
    if invitation.decision is None:
        raise BadInputError("Choose what was decided.", "decision")
    assessments = capacity.assessments(case.session, case.id)
    against = inviting.check_decision(case.network, meeting, invitation.member, invitation.decision, invitation.part, assessments, today)
    if against and not invitation.reason:
        raise BadInputError(" ".join(("Enter the reason for this decision.", *against)), "reason")
    meetings.save_invitation(case.session, case.id, meeting.id, invitation, seen, case.actor, case.at)
    case.note("decided about an invitation")
    return against


def save_agenda(case: OpenCase, meeting: Meeting, items: Sequence[AgendaItem], seen: int) -> Meeting:
    """Save the agenda as a whole. Raises ``BadInputError`` for an item that may not stand on it, ``ChangedMeanwhileError``."""
    changed = replace(meeting, agenda=tuple(items))
    rules.check(changed, case.network)
    saved = meetings.replace_agenda(case.session, case.id, changed, seen, case.actor, case.at)
    case.note("changed an agenda")
    return saved
