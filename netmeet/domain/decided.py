"""What was proposed when somebody was decided to come: kept with the reason, so that what is proposed anew is seen as new."""

from dataclasses import replace

from netmeet.domain.invitation import Proposal
from netmeet.domain.meeting import Invitation, Invite

_THEN = "Proposed then: "


def with_proposal(invitation: Invitation, proposal: Proposal) -> Invitation:
    """The invitation with what was proposed at the end of its reason, where that is another than was decided."""
    own = own_reason(invitation)
    return replace(invitation, reason=f"{own}\n\n{_told(proposal)}" if own and _differs(proposal, invitation) else own)


def own_reason(invitation: Invitation) -> str:
    """The reason as it was typed, without what was proposed then."""
    lines = invitation.reason.splitlines()
    return "\n".join(lines[:-1] if lines and lines[-1].startswith(_THEN) else lines).strip()


def changed_since(proposal: Proposal, invitation: Invitation) -> bool:
    """True where somebody comes as decided, what is proposed is another, and the reason was not recorded for exactly that.

    A reason without what was proposed then was recorded for what was proposed so.
    """
    decision = invitation.decision
    if decision is None or not decision.comes or not _differs(proposal, invitation):
        return False
    return invitation.reason.splitlines()[-1:] != [_told(proposal)]


def _differs(proposal: Proposal, invitation: Invitation) -> bool:
    """True where they come though it is not proposed, or sit where they are not to sit. A part that keeps them apart is kept."""
    comes = invitation.decision is not None and invitation.decision.comes
    here = proposal.invite is not None and proposal.invite.comes
    return comes and (not here or (proposal.invite is Invite.SEPARATE_PART and proposal.part != invitation.part))


def _told(proposal: Proposal) -> str:
    part = f", part {proposal.part}" if proposal.invite is Invite.SEPARATE_PART else ""
    return f"{_THEN}{proposal.invite or 'ask first'}{part}. {proposal.reason}"
