"""The map as it stands: without whoever was taken off it, and without whatever would name them.

What was taken off is kept with everything that was said, so that it can be put back. Pages, drawings, papers and counts
see only what these functions leave.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from netmeet.domain.advocate import AdvocateCheck
from netmeet.domain.capacity import CapacityAssessment
from netmeet.domain.chosen import OptionChoice
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Network, Union
from netmeet.domain.outcomes import Wish
from netmeet.domain.readings import Presence, Reading
from netmeet.domain.risk_taking import RiskTaking


def standing_map(network: Network, off: AbstractSet[str]) -> Network:
    """Return a map without the members and ties in ``off``. A member takes their ties and places along."""
    members = tuple(member for member in network.members if member.id not in off)
    on_map = frozenset(member.id for member in members)
    ties = tuple(tie for tie in network.ties if tie.id not in off and tie.a in on_map and tie.b in on_map)
    known = on_map | {tie.id for tie in ties}
    return replace(
        network,
        members=members,
        ties=ties,
        unions=tuple(_union(union, on_map) for union in network.unions if _stands(union, on_map)),
        households=tuple(replace(household, members=_those(household.members, on_map)) for household in network.households),
        readings=tuple(_reading(reading, on_map) for reading in network.readings if reading.about in known),
    )


def standing_wishes(wishes: tuple[Wish, ...], on_map: AbstractSet[str]) -> tuple[Wish, ...]:
    """Return wishes that name only members of the map."""
    return tuple(replace(wish, chosen=_those(wish.chosen, on_map)) for wish in wishes)


def standing_assessments(assessments: tuple[CapacityAssessment, ...], on_map: AbstractSet[str]) -> tuple[CapacityAssessment, ...]:
    """Return assessments that name only members of the map."""
    return tuple(replace(one, consulted=tuple(each for each in one.consulted if each.member in on_map)) for one in assessments)


def standing_meetings(meetings: tuple[Meeting, ...], on_map: AbstractSet[str]) -> tuple[Meeting, ...]:
    """Return meetings that name only members of the map."""
    return tuple(_meeting(meeting, on_map) for meeting in meetings)


def standing_choices(choices: tuple[OptionChoice, ...], on_map: AbstractSet[str], ties: AbstractSet[str]) -> tuple[OptionChoice, ...]:
    """Return answers about ties of the map, naming only members of it."""
    return tuple(
        replace(one, voice_member=one.voice_member if one.voice_member in on_map else None, **_company(one, on_map))
        for one in choices
        if one.tie in ties
    )


def standing_risks(risks: tuple[RiskTaking, ...], on_map: AbstractSet[str], ties: AbstractSet[str]) -> tuple[RiskTaking, ...]:
    """Return records of risks on ties of the map, naming only members of it."""
    return tuple(
        replace(one, agreed=tuple(each for each in one.agreed if each.member in on_map), **_company(one, on_map))
        for one in risks
        if one.tie in ties
    )


def standing_advocates(checks: tuple[AdvocateCheck, ...], on_map: AbstractSet[str]) -> tuple[AdvocateCheck, ...]:
    """Return looks at whether an advocate is needed that name only members of the map."""
    return tuple(
        replace(
            one,
            candidates=tuple(each for each in one.candidates if each.member in on_map),
            person=one.person if one.person in on_map else None,
        )
        for one in checks
    )


def _meeting(meeting: Meeting, on_map: AbstractSet[str]) -> Meeting:
    alone = meeting.family_time.supporter not in on_map
    return replace(
        meeting,
        invitations=tuple(one for one in meeting.invitations if one.member in on_map),
        family_time=replace(meeting.family_time, supporter=None) if alone else meeting.family_time,
    )


def _stands(union: Union, on_map: AbstractSet[str]) -> bool:
    """True unless a union that lost somebody has fewer than two people left."""
    everybody = (*union.partners, *(child.member for child in union.children))
    return len(_those(everybody, on_map)) >= min(2, len(everybody))


def _union(union: Union, on_map: AbstractSet[str]) -> Union:
    children = tuple(child for child in union.children if child.member in on_map)
    return replace(union, partners=_those(union.partners, on_map), children=children)


def _reading(reading: Reading, on_map: AbstractSet[str]) -> Reading:
    if (reading.voice_member is None or reading.voice_member in on_map) and on_map >= set(reading.present):
        return reading
    speaker = reading.voice_member if reading.voice_member in on_map else None
    return replace(reading, voice_member=speaker, **_company(reading, on_map))


def _company(said: Reading | OptionChoice | RiskTaking, on_map: AbstractSet[str]) -> dict[str, Any]:
    """Who was in the room, without whoever is not on the map: that others were there stays known, and never becomes "alone"."""
    present = _those(said.present, on_map)
    return {"present": present, "presence": said.presence if len(present) == len(said.present) else Presence.WITH_OTHERS}


def _those(named: tuple[str, ...], on_map: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(member for member in named if member in on_map)
