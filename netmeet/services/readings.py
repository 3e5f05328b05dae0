"""What is said about members and ties, written down for good."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from netmeet.domain.errors import BadInputError
from netmeet.domain.readings import SAYABLE, Basis, Concern, ConcernLevel, Presence, Reading, Restriction, Value, Voice, What
from netmeet.services.cases import OpenCase, new_id
from netmeet.services.network import tie_for
from netmeet.store import networks

NOT_HEARD = "Enter what has been seen or heard, so that somebody else can weigh it."

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


def record_between(case: OpenCase, one: str, other: str, said: Said) -> Reading:
    """Write down a worry or an order between two members. Where nothing ties them yet, their tie is made with it, or neither is.

    The direction of ``said`` runs from ``one`` to ``other``, whatever it is about as yet.
    """
    tie = tie_for(case, one, other)
    if isinstance(said.value, Concern | Restriction) and tie.a != one:
        said = replace(said, value=replace(said.value, direction=said.value.direction.turned))
    return record(OpenCase(case.caller, case.id), replace(said, about=tie.id))


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
            presence=company(said.presence, said.present),
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
    if row.of_member and (case.network.has(said.about) or not row.of_tie):
        case.network.member(said.about)
    else:
        case.network.tie(said.about)
    for member_id in (*said.present, *([said.voice_member] if said.voice_member else [])):
        case.network.member(member_id)
    check_voice(said.voice, said.voice_member)
    case.check_past(said.said_on, "said_on")
    check_company(said.presence, said.present)
    _check_basis(said)
    if isinstance(said.value, Concern | Restriction):
        _check_harm(said.value, said.basis)


def check_voice(voice: Voice, voice_member: str | None) -> None:
    """Refuse a member as the voice of something that is said in another voice than a member's."""
    if voice_member is not None and voice not in (Voice.CARER, Voice.OTHER):
        raise BadInputError("Choose “A carer” or “Somebody else” above, or leave this open.", "voice_member")


def check_company(presence: Presence, present: Collection[str]) -> None:
    """Refuse two answers about who was in the room that cannot both be right: a worry may hang on which it was."""
    if present and presence is Presence.ALONE:
        raise BadInputError("You chose that nobody else was there, and ticked somebody below. Which is right?", "presence")


def company(presence: Presence, present: Collection[str]) -> Presence:
    """Who was in the room, in a word: whoever was ticked was there."""
    return Presence.WITH_OTHERS if present else presence


def _check_basis(said: Said) -> None:
    """Refuse a basis that goes against who was in the room."""
    together = company(said.presence, said.present) is Presence.WITH_OTHERS
    if together and said.basis is Basis.TOLD_BY_ADULT_ALONE:
        raise BadInputError("This rests on what the adult told alone, but others were in the room. Which is right?", "basis")
    if said.presence is Presence.ALONE and said.basis is Basis.TOLD_BY_ADULT_WITH_OTHERS:
        raise BadInputError(
            "This rests on what the adult told with others there, but nobody else was in the room. Which is right?", "basis"
        )


def _check_harm(value: Concern | Restriction, basis: Basis | None) -> None:
    if isinstance(value, Concern) and value.level is not ConcernLevel.NONE and not value.seen_or_heard.strip():
        raise BadInputError(NOT_HEARD, "seen_or_heard")
    if basis is None:
        raise BadInputError("Choose what this rests on.", "basis")
    if isinstance(value, Restriction) and value.starts and value.ends and value.ends < value.starts:
        raise BadInputError("The last day cannot be before the first day.", "ends")
