"""Ties that are both important and a worry, with both readings side by side and the reasons for each."""

from collections.abc import Iterator

from netmeet.domain.network import Network, Tie
from netmeet.domain.readings import Concern, ConcernLevel, Direction, Reading, Restriction, What


def runs_from(direction: Direction, tie: Tie, member_id: str) -> bool:
    """True when something runs along a tie from this end of it; what runs both ways runs from both ends."""
    return direction is Direction.BOTH or member_id == (tie.a if direction is Direction.A_TO_B else tie.b)


def concerns_from(network: Network, source_id: str, target_id: str) -> tuple[Reading, ...]:
    """Every worry ever recorded that one member may harm another, whoever voiced it, oldest first.

    "Nothing to worry about" (level NONE) is not a worry and is not returned; it never takes one away either.
    """
    return tuple(
        reading
        for tie, reading in _between(network, source_id, target_id, What.CONCERN)
        if isinstance(reading.value, Concern)
        and reading.value.level > ConcernLevel.NONE
        and runs_from(reading.value.direction, tie, source_id)
    )


def open_concern_between(network: Network, one: str, other: str) -> bool:
    """True when any voice recorded any worry, "not sure" included, in either direction between two members.

    Nothing that is said later closes it: a reading can be added to, never silenced.
    """
    return bool(concerns_from(network, one, other) or concerns_from(network, other, one))


def restrictions_between(network: Network, one: str, other: str) -> tuple[Reading, ...]:
    """Every order, condition or limit recorded between two members, in force or not, in either direction, oldest first."""
    return tuple(reading for _, reading in _between(network, one, other, What.RESTRICTION) if isinstance(reading.value, Restriction))


def _between(network: Network, one: str, other: str, what: What) -> Iterator[tuple[Tie, Reading]]:
    """What was said of one kind about every tie between two members, oldest first."""
    ties = [tie for tie in network.ties_of(one) if tie.other(one) == other]
    said = [(tie, reading) for tie in ties for reading in network.said(tie.id, what)]
    return iter(sorted(said, key=lambda pair: pair[1].seq))
