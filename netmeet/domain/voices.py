"""Who speaks in a reading, who else was in the room, and which way it runs. Unknown company never counts as alone."""

from datetime import date

from netmeet.domain.network import Network, Tie
from netmeet.domain.readings import Basis, Direction, Presence, Reading, Voice, What

Speaker = tuple[Voice, str]
"""One voice: whose it is, and the member who spoke. Staff speak as one; somebody unnamed is taken for nobody else."""


def speaker_id(network: Network, reading: Reading) -> str | None:
    """The member who spoke; None for staff, and for somebody whom nobody named."""
    return network.adult_id if reading.voice is Voice.ADULT else reading.voice_member


def speaker(network: Network, reading: Reading) -> Speaker:
    """Whose view this is: two readings of the same speaker can be compared over time."""
    known = speaker_id(network, reading)
    if known is None and reading.voice in (Voice.CARER, Voice.OTHER):
        return reading.voice, f"unnamed {reading.id}"
    return reading.voice, known or ""


def others_present(network: Network, reading: Reading) -> tuple[str, ...]:
    """The members named as in the room, other than the one who spoke."""
    return tuple(member for member in reading.present if member != speaker_id(network, reading))


def heard_alone(network: Network, reading: Reading) -> bool:
    """True only where somebody recorded that nobody else was there, and nothing else on the reading says otherwise."""
    if others_present(network, reading) or reading.basis is Basis.TOLD_BY_ADULT_WITH_OTHERS:
        return False
    if reading.presence is Presence.NOT_KNOWN:
        return reading.basis is Basis.TOLD_BY_ADULT_ALONE
    return reading.presence is Presence.ALONE


def in_order(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Oldest first by the day they were said; undated ones first, then in the order of recording."""
    return tuple(sorted(readings, key=_when))


def _when(reading: Reading) -> tuple[date, int, str]:
    return reading.said_on or date.min, reading.seq, reading.id


def said_of(network: Network, about: str, what: What) -> tuple[Reading, ...]:
    """Everything of one kind that was said about a member or tie, in the order it was said."""
    return in_order(network.said(about, what))


def ends(tie: Tie, direction: Direction) -> tuple[tuple[str, str], ...]:
    """The (from, to) pairs that a direction along a tie stands for: one, or two for both ways."""
    pairs = {Direction.A_TO_B: ((tie.a, tie.b),), Direction.B_TO_A: ((tie.b, tie.a),), Direction.BOTH: ((tie.a, tie.b), (tie.b, tie.a))}
    return pairs[direction]
