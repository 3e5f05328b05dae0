"""Asked while everybody looks at the screen: many names in one go, how close people are, what help passes."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from netmeet.domain import kinship
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Member, MemberKind, Network, Sphere, Tie, TieKind
from netmeet.domain.readings import Closeness, Direction, Presence, Ring, Support, SupportKind, Value, Voice, What
from netmeet.domain.reliance import still_passes
from netmeet.domain.voices import said_of
from netmeet.services.cases import OpenCase, new_id
from netmeet.services.network import TIE_OF_SPHERE, add_tie, place
from netmeet.services.readings import Said, record_all
from netmeet.store import networks

MOST_NAMES = 60
NAME_LENGTH = 300
_SPLIT = re.compile(r"\s+[–—-]\s+|,\s+")
_LATE = re.compile(
    r"(?:(?:my|her|his|their) )?late (?:husband|wife|partner|mother|father|mum|dad|sister|brother|son|daughter|friend|nan|gran|grandad)",
    re.IGNORECASE,
)

KIND_OF_SPHERE = {
    Sphere.PET: MemberKind.PET,
    Sphere.PLACE: MemberKind.PLACE,
    Sphere.CLUB: MemberKind.ORGANISATION,
    Sphere.FAITH: MemberKind.ORGANISATION,
}


_SOMEBODY = re.compile(
    r"\b(father|fr|rev|reverend|canon|pastor|sister|brother|imam|rabbi|granthi|priest|vicar|minister|mr|mrs|miss|ms|dr)\b", re.IGNORECASE
)
_AGENCY = re.compile(
    r"\b(care|homecare|agency|centre|surgery|clinic|hospital|pharmacy|service|services|team|trust|ltd|council)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """One line of the name generator: a name, where they belong, and perhaps what they do."""

    name: str
    sphere: Sphere
    does: str = ""


def read_names(text: str, sphere: Sphere) -> tuple[Named, ...]:
    """Read names, one on each line; what stands after a comma or a spaced dash is what they do.

    In the family, ``my sister Jean`` and ``Jean (sister)`` are ``Jean, sister``.

    Raises ``BadInputError`` for a name that is too long or too many names at once.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_NAMES:
        raise BadInputError(f"Enter at most {MOST_NAMES} names at a time.", sphere.value)
    named = []
    for line in lines:
        name, *rest = _SPLIT.split(line, maxsplit=1)
        if not name:
            name, rest = line, []
        if len(name) > NAME_LENGTH or len(line) > 2 * NAME_LENGTH:
            raise BadInputError(f"A name must be {NAME_LENGTH} characters or fewer: “{line[:40]}…”", sphere.value)
        named.append(_told(Named(name, sphere, rest[0] if rest else "")))
    return tuple(named)


def _told(named: Named) -> Named:
    """The word for a relative that is part of the name, moved beside it."""
    apart = kinship.name_and_relation(named.name) if named.sphere is Sphere.FAMILY else None
    return replace(named, name=apart[0], does=", ".join(filter(None, (apart[1], named.does)))) if apart else named


def add_names(case: OpenCase, named: Sequence[Named]) -> tuple[Member, ...]:
    """Put many names on the map, each with a tie to the adult; a relation that is said in words finds its place in the family."""
    if not named:
        raise BadInputError("Enter at least one name.")
    said = [(_member(name), _relation(name)) for name in named]
    members = tuple(replace(member, gender=kinship.gender_of(relation)) if relation else member for member, relation in said)
    networks.add_members(case.session, case.id, members, case.actor, case.at)
    adult_id = case.profile.adult_id
    ties = tuple(Tie(new_id(), adult_id, member.id, TIE_OF_SPHERE.get(member.sphere, TieKind.SOCIAL), member.does) for member in members)
    networks.add_ties(case.session, case.id, ties, case.actor, case.at)
    network = networks.load(case.session, case.id)
    for member, relation in said:
        if relation is not None:
            network = place(case, network, member.id, adult_id, relation) or network
    case.note("put names on the map")
    return members


def _relation(named: Named) -> kinship.Relation | None:
    """What a name or what stands beside it says of a relative: ``Mum``, ``Jean, my sister``."""
    if named.sphere is not Sphere.FAMILY:
        return None
    return kinship.guess_relation(named.does) or kinship.guess_relation(named.name)


def _kind(named: Named) -> MemberKind:
    """What stands behind a name: Father Tom is a person, whatever the prompt, and Sunrise Care is none."""
    if named.sphere in (Sphere.FAITH, Sphere.CLUB) and _SOMEBODY.search(f"{named.name} {named.does}"):
        return MemberKind.PERSON
    if named.sphere is Sphere.PAID and _AGENCY.search(named.name):
        return MemberKind.ORGANISATION
    return KIND_OF_SPHERE.get(named.sphere, MemberKind.PERSON)


def _member(named: Named) -> Member:
    return Member(new_id(), named.name, kind=_kind(named), sphere=named.sphere, does=named.does, dead=_LATE.match(named.does) is not None)


@dataclass(frozen=True, slots=True)
class Room:
    """Who was in the room when something was asked together: in a word, and by name where they are on the map."""

    presence: Presence = Presence.NOT_KNOWN
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstPass:
    """What the first pass asks about one member: how close, and what they do.

    ``asked_ring`` and ``asked_does`` are what the page showed when it was opened, and ``seen`` the member's version then.
    """

    member_id: str
    ring: Ring | None
    does: str
    asked_ring: Ring | None = None
    asked_does: str = ""
    seen: int = 0


def save_first_pass(case: OpenCase, answers: Iterable[FirstPass], room: Room, today: date) -> int:
    """Keep the adult's own answers. Only what was changed on the page becomes a reading. Returns how many people it changed.

    What the page showed and nobody touched is no answer: somebody else may have saved a newer one meanwhile.
    Raises ``ChangedMeanwhileError`` where both changed what the same member does.
    """
    changed: set[str] = set()
    said: list[Said] = []
    for answer in answers:
        if not case.network.has(answer.member_id):
            continue
        member = case.network.member(answer.member_id)
        if answer.does not in (answer.asked_does, member.does):
            networks.save_member(case.session, case.id, replace(member, does=answer.does), answer.seen, case.actor, case.at)
            changed.add(member.id)
        tie = case.network.tie_between(case.profile.adult_id, member.id)
        if tie is not None and answer.ring not in (None, answer.asked_ring, own_ring(case.network, tie)):
            said.append(_own(tie, Closeness(answer.ring), room, today))
            changed.add(member.id)
    if said:
        record_all(case, said)
    if changed:
        case.note("asked how close people are and what they do")
    return len(changed)


@dataclass(frozen=True, slots=True)
class Mapped:
    """How many names came onto the map, and of how many members something changed."""

    added: int
    changed: int


def save_map(case: OpenCase, named: Sequence[Named], answers: Iterable[FirstPass], room: Room, today: date) -> Mapped:
    """Keep everything that was typed on the page at once, or nothing: new names, and how close everybody is.

    Raises as ``add_names`` and ``save_first_pass`` do, but not for no names at all.
    """
    changed = save_first_pass(case, answers, room, today)
    return Mapped(len(add_names(case, named)) if named else 0, changed)


def _own(tie: Tie, value: Value, room: Room, today: date) -> Said:
    """What the adult says, today, in this room."""
    return Said(tie.id, value, Voice.ADULT, presence=room.presence, present=room.present, said_on=today)


def own_ring(network: Network, tie: Tie) -> Ring | None:
    """The circle that the adult last put somebody in, in their own voice."""
    own = [said.value for said in said_of(network, tie.id, What.CLOSENESS) if said.voice is Voice.ADULT]
    return next((value.ring for value in reversed(own) if isinstance(value, Closeness)), None)


@dataclass(frozen=True, slots=True)
class Together:
    """One member as asked together: kinds of help that the adult gets and gives, and of each kind about how much.

    ``gets_how`` and ``gives_how`` hold, by kind, how much was said of that kind in that direction; nothing is said of another by it.
    ``asked_ring``, ``asked_gets`` and ``asked_gives`` are what the page showed when it was opened. Help that it showed
    and that is named no more has ended.
    """

    name: str
    does: str
    ring: Ring | None
    gets: Sequence[str]
    gives: Sequence[str]
    gets_how: Mapping[str, str] = field(default_factory=dict)
    gives_how: Mapping[str, str] = field(default_factory=dict)
    asked_ring: Ring | None = None
    asked_gets: Sequence[str] = ()
    asked_gives: Sequence[str] = ()


def together(network: Network, adult_id: str, member: Member) -> Together:
    """What the adult has said about a member so far, in their own voice; not how much: that may have been told to the worker alone."""
    tie = network.tie_between(adult_id, member.id)
    if tie is None:
        return Together(member.name, member.does, None, (), ())
    passes = _own_support(network, tie)
    gets = tuple(kind.value for kind, to in passes if to == adult_id)
    gives = tuple(kind.value for kind, to in passes if to == member.id)
    return Together(member.name, member.does, own_ring(network, tie), gets, gives)


def _own_support(network: Network, tie: Tie) -> dict[tuple[SupportKind, str], str]:
    """Each kind of help that there is in the adult's own words and to whom it goes, and about how much as they last said."""
    own = [found for found in said_of(network, tie.id, What.SUPPORT) if found.voice is Voice.ADULT]
    return {help_to: amounts[-1] for help_to, amounts in still_passes(tie, own).items()}


def save_together(case: OpenCase, member: Member, answer: Together, room: Room, today: date, seen: int) -> None:
    """Keep what was asked together. Only what is new becomes a reading. Raises ``ChangedMeanwhileError``, ``BadInputError``."""
    if (answer.name, answer.does) != (member.name, member.does):
        networks.save_member(case.session, case.id, replace(member, name=answer.name, does=answer.does), seen, case.actor, case.at)
    tie = case.network.tie_between(case.profile.adult_id, member.id)
    if tie is None:
        tie = add_tie(case, case.profile.adult_id, member.id, TIE_OF_SPHERE.get(member.sphere, TieKind.SOCIAL), answer.does)
        case = OpenCase(case.caller, case.id)  # the map with this tie
    values: list[Value] = [*_new_help(case, tie, answer)]
    if answer.ring is not None and answer.ring not in (answer.asked_ring, own_ring(case.network, tie)):
        values.append(Closeness(answer.ring))
    if values:
        record_all(case, [_own(tie, value, room, today) for value in values])
    case.note("asked about somebody together")


def _new_help(case: OpenCase, tie: Tie, answer: Together) -> list[Support]:
    """What was not said before, of which how much was said anew, and what has ended. How much is kept of its own kind alone."""
    _check_ticked(answer.gets, answer.asked_gets, answer.gets_how, "gets")
    _check_ticked(answer.gives, answer.asked_gives, answer.gives_how, "gives")
    adult, other = case.profile.adult_id, tie.other(case.profile.adult_id)
    ticked = _helps(answer.gets, adult) + _helps(answer.gives, other)
    asked, known = _helps(answer.asked_gets, adult) + _helps(answer.asked_gives, other), _own_support(case.network, tie)
    how = {
        (SupportKind(kind), to): told for side, to in ((answer.gets_how, adult), (answer.gives_how, other)) for kind, told in side.items()
    }
    new = [found for found in ticked if found not in known and found not in asked]
    said = [found for found in ticked if found in new or how.get(found, "") not in ("", known.get(found, ""))]
    ended = [found for found in asked if found in known and found not in ticked]
    now = [Support(kind, _way(tie, to), how.get((kind, to), "")) for kind, to in said]
    return now + [Support(kind, _way(tie, to), ended=True) for kind, to in ended]


def _check_ticked(ticked: Collection[str], asked: Collection[str], how: Mapping[str, str], side: str) -> None:
    """Ask again where somebody said how much of help that is not ticked. Of help that ends now, it is let go."""
    for kind, told in how.items():
        if told and kind not in ticked and kind not in asked:
            raise BadInputError(f"Tick “{kind}” too, or empty the box that says how much of it.", side)


def _helps(kinds: Iterable[str], to: str) -> list[tuple[SupportKind, str]]:
    return [(SupportKind(kind), to) for kind in kinds]


def _way(tie: Tie, to: str) -> Direction:
    return Direction.A_TO_B if to == tie.b else Direction.B_TO_A
