"""The adult's answers and the decisions about one invitation: a new one stands, and the one before it is kept beside it."""

from dataclasses import replace

from netmeet.domain.meeting import AdultSays, Answered, Decided, Invitation
from netmeet.domain.readings import Presence


def answers(invitation: Invitation) -> tuple[Answered, ...]:
    """Return everything the adult answered, oldest first, the answer that stands last. Empty while nobody asked."""
    now = Answered(
        invitation.adult_says,
        invitation.adult_words,
        invitation.presence,
        invitation.asked_on,
        invitation.answer_by,
        invitation.answer_at,
    )
    return (*invitation.answers_before, now) if now != Answered(AdultSays.NOT_ASKED) else invitation.answers_before


def no_alone(invitation: Invitation) -> Answered | None:
    """The no that the adult told alone and has not taken back alone; None where the answer that stands is no yes in company.

    A yes that was given while others were there, or while it is not known who was, may be the others' answer.
    """
    if invitation.adult_says not in (AdultSays.YES, AdultSays.IF):
        return None
    alone = [answer for answer in answers(invitation) if answer.presence is Presence.ALONE]
    return alone[-1] if alone and alone[-1].says is AdultSays.NO else None


def decisions(invitation: Invitation) -> tuple[Decided, ...]:
    """Return everything that was decided, oldest first, the decision that stands last. Empty while nothing is."""
    if invitation.decision is None:
        return invitation.decisions_before
    now = Decided(
        invitation.decision,
        invitation.part,
        invitation.reason,
        invitation.decided_by,
        invitation.decided_on,
        invitation.decision_by,
        invitation.decision_at,
    )
    return (*invitation.decisions_before, now)


def with_answer(invitation: Invitation, new: Answered) -> Invitation:
    """Return the invitation with a new answer; the one before it is kept."""
    return replace(
        invitation,
        adult_says=new.says,
        adult_words=new.words,
        presence=new.presence,
        asked_on=new.asked_on,
        answer_by=new.recorded_by,
        answer_at=new.recorded_at,
        answers_before=answers(invitation),
    )


def with_decision(invitation: Invitation, new: Decided) -> Invitation:
    """Return the invitation with a new decision; the one before it is kept."""
    return replace(
        invitation,
        decision=new.decision,
        part=new.part,
        reason=new.reason,
        decided_by=new.decided_by,
        decided_on=new.decided_on,
        decision_by=new.recorded_by,
        decision_at=new.recorded_at,
        decisions_before=decisions(invitation),
    )


def answered_anew(invitation: Invitation, says: AdultSays, words: str, *, again: bool = False) -> bool:
    """True where an answer is another than the one that stands, or is given again with new words, or was asked for ``again``.

    No words with the same answer say nothing new: the words that were said stay.
    """
    if says is not invitation.adult_says:
        return True
    return (bool(words) and words != invitation.adult_words) or (again and says is not AdultSays.NOT_ASKED)
