"""What is said about members and ties, written down for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from netmeet.domain.errors import BadInputError
from netmeet.domain.readings import SAYABLE, Basis, Concern, ConcernLevel, Presence, Reading, Restriction, Value, Voice, What
from netmeet.services.cases import OpenCase, new_id
from netmeet.store import networks

WHAT_OF = {row.value: what for what, row in SAYABLE.items()}


@dataclass(frozen=True, slots=True)
class Said:
    """Something said, before it has an id and a place in the order. ``about`` is a tie or a member."""

    about: str
    value: Value
    voice: Voice
    voice_member: str | None = None
    presence: Presence = Presence.NOT_KNOWN
    present: tuple[str, ...] = ()
    basis: Basis | None = None
    evidence: str = ""
    said_on: date | None = None

    @property
    def what(self) -> What:
        """What kind of thing is said."""
        return WHAT_OF[type(self.value)]


def record(case: OpenCase, said: Said) -> Reading:
    """Write one thing down. Raises ``BadInputError`` for a worry that nobody else could check."""
    return record_all(case, (said,))[0]


def record_all(case: OpenCase, things: Sequence[Said]) -> tuple[Reading, ...]:
    """Write several things down, in their order, all or none."""
    for said in things:
        _check(case, said)
    readings = tuple(
        Reading(
            id=new_id(),
            about=said.about,
            what=said.what,
            value=said.value,
            voice=said.voice,
            voice_member=said.voice_member,
            presence=Presence.WITH_OTHERS if said.present else said.presence,
            present=said.present,
            basis=said.basis,
            evidence=said.evidence,
            said_on=said.said_on,
            recorded_by=case.actor.name,
            recorded_at=case.at,
        )
        for said in things
    )
    kept = networks.add_readings(case.session, case.id, readings)
    case.note("wrote down what was said", *sorted({said.what.value for said in things}))
    return kept


def _check(case: OpenCase, said: Said) -> None:
    row = SAYABLE[said.what]
    if row.of_member and case.network.has(said.about):
        pass
    else:
        case.network.tie(said.about)
    for member_id in (*said.present, *([said.voice_member] if said.voice_member else [])):
        case.network.member(member_id)
    if isinstance(said.value, Concern) and said.value.level is not ConcernLevel.NONE and not said.value.seen_or_heard.strip():
        raise BadInputError("Enter what has been seen or heard, so that somebody else can weigh it.", "seen_or_heard")
    if isinstance(said.value, Concern | Restriction) and said.basis is None:
        raise BadInputError("Choose what this rests on.", "basis")
    if isinstance(said.value, Restriction) and said.value.starts and said.value.ends and said.value.ends < said.value.starts:
        raise BadInputError("The last day cannot be before the first day.", "ends")
