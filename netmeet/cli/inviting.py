"""``netmeet invitations``: what the invitation list of each meeting shows, for a bundle and without any database."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from netmeet.cli.pages import Page
from netmeet.cli.talking import as_of, json_or_text, print_json, progress, read_case, say
from netmeet.domain.invitation import Proposal, needs_decision, propose
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Network
from netmeet.domain.wording import day


@click.command(
    cls=Page,
    short_help="Propose who is asked to each meeting.",
    examples=["netmeet invitations case.json", "netmeet invitations case.json --format json --as-of 2026-11-22"],
)
@click.argument("file")
@json_or_text
@as_of
def invitations(file: str, form: str, as_of: date) -> None:
    """Propose, for each meeting of a bundle, who is asked to which part, each with a reason.

    FILE is a netmeet bundle; `-` is standard input. For every living person on the map: invite, talk first, separate
    part, written view or not invited, with the facts that it rests on, what is still to be asked, and the decision that
    was recorded. While the adult has not been asked about somebody, that comes first. People decide.
    """
    case = read_case(file)
    with progress("Reading the map"):
        made = (propose(case.network, meeting, case.capacity, as_of=as_of, others=case.meetings) for meeting in case.meetings)
        proposed = list(zip(case.meetings, made, strict=True))
    if form == "json":
        print_json({"as_of": as_of.isoformat(), "meetings": [_meeting(case.network, *pair) for pair in proposed]})
        return
    for meeting, proposals in proposed:
        say("\n".join(_lines(case.network, meeting, proposals)) + "\n")
    say(_summary(len(proposed)))


def _summary(count: int) -> str:
    if not count:
        return "No meeting is planned in this file."
    return "These are proposals, never sent to anybody. People decide."


def _lines(network: Network, meeting: Meeting, proposals: tuple[Proposal, ...]) -> Iterator[str]:
    yield f"Meeting on {day(meeting.day)}" if meeting.day else "Meeting, no day yet"
    for found in proposals:
        invitation = meeting.invitation(found.member_id)
        part = f", part {found.part}" if found.invite is not None and found.invite.comes and len(meeting.parts) > 1 else ""
        yield f"  {network.member(found.member_id).name}: {found.invite or 'ask first'}{part}"
        yield f"    {found.reason}"
        yield from (f"    {asked}" for asked in found.asks)
        if invitation.decision is not None:
            yield f"    Decided: {invitation.decision}."
        if needs_decision(found, invitation):
            yield (
                "    To be decided."
                if invitation.decision is None
                else "    To be looked at again: what was decided cannot stand as it is."
            )


def _meeting(network: Network, meeting: Meeting, proposals: tuple[Proposal, ...]) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "on": meeting.on.isoformat() if meeting.on else None,
        "purpose": meeting.purpose,
        "proposals": [_proposal(network, meeting, found) for found in proposals],
    }


def _proposal(network: Network, meeting: Meeting, found: Proposal) -> dict[str, Any]:
    invitation = meeting.invitation(found.member_id)
    return {
        "member": found.member_id,
        "name": network.member(found.member_id).name,
        "adult_says": invitation.adult_says.value,
        "asked": invitation.presence.value,
        "invite": found.invite.value if found.invite else None,
        "reason": found.reason,
        "part": found.part,
        "asks": list(found.asks),
        "blocked_by": list(found.blocked_by),
        "decision": invitation.decision.value if invitation.decision else None,
        "needs_decision": needs_decision(found, invitation),
    }
