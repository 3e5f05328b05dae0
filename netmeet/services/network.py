"""Members, ties, unions and households put on a map, changed, and taken off it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from netmeet.domain import kinship
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Gender, Household, Member, MemberKind, Network, Sphere, Tie, TieKind, Union
from netmeet.domain.readings import Closeness, Direction, Presence, Ring, Support, SupportKind, Value, Voice, What
from netmeet.domain.voices import said_of
from netmeet.services.cases import OpenCase, new_id
from netmeet.services.readings import Said, record_all
from netmeet.store import networks, staff

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
TIE_OF_SPHERE = {Sphere.FAMILY: TieKind.KINSHIP, Sphere.PAID: TieKind.PAID}


@dataclass(frozen=True, slots=True)
class Named:
    """One line of the name generator: a name, where they belong, and perhaps what they do."""

    name: str
    sphere: Sphere
    does: str = ""


def read_names(text: str, sphere: Sphere) -> tuple[Named, ...]:
    """Read names, one on each line; what stands after a comma or a spaced dash is what they do.

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
        named.append(Named(name, sphere, rest[0] if rest else ""))
    return tuple(named)


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
            network = _place(case, network, member.id, adult_id, relation) or network
    case.note("put names on the map")
    return members


def _relation(named: Named) -> kinship.Relation | None:
    """What a name or what stands beside it says of a relative: ``Mum``, ``Jean, my sister``."""
    if named.sphere is not Sphere.FAMILY:
        return None
    return kinship.guess_relation(named.does) or kinship.guess_relation(named.name)


def _member(named: Named) -> Member:
    kind = KIND_OF_SPHERE.get(named.sphere, MemberKind.PERSON)
    return Member(new_id(), named.name, kind=kind, sphere=named.sphere, does=named.does, dead=_LATE.match(named.does) is not None)


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


def save_first_pass(case: OpenCase, answers: Iterable[FirstPass], presence: Presence, today: date) -> int:
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
            said.append(Said(tie.id, Closeness(answer.ring), Voice.ADULT, presence=presence, said_on=today))
            changed.add(member.id)
    if said:
        record_all(case, said)
    if changed:
        case.note("asked how close people are and what they do")
    return len(changed)


def own_ring(network: Network, tie: Tie) -> Ring | None:
    """The circle that the adult last put somebody in, in their own voice."""
    own = [said.value for said in said_of(network, tie.id, What.CLOSENESS) if said.voice is Voice.ADULT]
    return next((value.ring for value in reversed(own) if isinstance(value, Closeness)), None)


@dataclass(frozen=True, slots=True)
class Together:
    """One member as asked together: kinds of help that the adult gets and gives, and about how much.

    ``asked_ring`` is the circle that the page showed when it was opened.
    """

    name: str
    does: str
    ring: Ring | None
    gets: Sequence[str]
    gives: Sequence[str]
    amount: str = ""
    asked_ring: Ring | None = None


def together(network: Network, adult_id: str, member: Member) -> Together:
    """What the adult has said about a member so far, in their own voice."""
    tie = network.tie_between(adult_id, member.id)
    if tie is None:
        return Together(member.name, member.does, None, (), ())
    ways = _own_support(network, tie)
    to_adult = Direction.B_TO_A if tie.a == adult_id else Direction.A_TO_B
    gets = tuple(kind.value for kind, way in ways if way in (to_adult, Direction.BOTH))
    gives = tuple(kind.value for kind, way in ways if way is not to_adult)
    return Together(member.name, member.does, own_ring(network, tie), gets, gives)


def _own_support(network: Network, tie: Tie) -> dict[tuple[SupportKind, Direction], str]:
    """Each kind of help that the adult spoke of, which way it goes, and about how much as they last said."""
    said = [found.value for found in said_of(network, tie.id, What.SUPPORT) if found.voice is Voice.ADULT]
    return {(value.kind, value.direction): value.amount for value in said if isinstance(value, Support)}


def save_together(case: OpenCase, member: Member, answer: Together, presence: Presence, today: date, seen: int) -> None:
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
        record_all(case, [Said(tie.id, value, Voice.ADULT, presence=presence, said_on=today) for value in values])
    case.note("asked about a member together")


def _new_help(case: OpenCase, tie: Tie, answer: Together) -> list[Support]:
    """What was not said before. Where nothing is new but the words about how much, they are about everything ticked."""
    from_a = tie.a == case.profile.adult_id
    to_adult, from_adult = (Direction.B_TO_A, Direction.A_TO_B) if from_a else (Direction.A_TO_B, Direction.B_TO_A)
    ticked = [(SupportKind(kind), to_adult) for kind in answer.gets] + [(SupportKind(kind), from_adult) for kind in answer.gives]
    if answer.amount and not ticked:
        raise BadInputError("Tick the kind of help that this is about.", "amount")
    known = _own_support(case.network, tie)
    said = [(kind, way) for kind, way in ticked if (kind, way) not in known and (kind, Direction.BOTH) not in known]
    if not said and answer.amount:
        said = [(kind, way) for kind, way in ticked if known.get((kind, way)) != answer.amount]
    return [Support(kind, way, answer.amount) for kind, way in said]


def add_member(case: OpenCase, member: Member, tie_to: str | None, tie_kind: TieKind, label: str) -> Member:
    """Put one member on the map, with a tie to somebody where ``tie_to`` names them. ``member`` comes without an id."""
    _check_not_locked_out(case, member)
    added = replace(member, id=new_id())
    networks.add_members(case.session, case.id, (added,), case.actor, case.at)
    if tie_to is not None:
        case.network.member(tie_to)
        networks.add_ties(case.session, case.id, (Tie(new_id(), tie_to, added.id, tie_kind, label),), case.actor, case.at)
    case.note("put a member on the map")
    return added


def save_member(case: OpenCase, member: Member, seen: int) -> Member:
    """Save a changed member. Raises ``ChangedMeanwhileError``, and ``BadInputError`` when it would lock the worker out."""
    _check_not_locked_out(case, member)
    if member.id == case.profile.adult_id and member.kind is not MemberKind.PERSON:
        raise BadInputError("The map is about this person.", "kind")
    saved = networks.save_member(case.session, case.id, member, seen, case.actor, case.at)
    case.note("changed a member")
    return saved


def _check_not_locked_out(case: OpenCase, member: Member) -> None:
    if member.staff_id is not None and member.staff_id in (case.profile.worker_id, case.actor.id):
        raise BadInputError(
            "This person works on this case. Somebody who stands on the map cannot open it: "
            "let the case be allocated to somebody else first.",
            "staff_id",
        )


def remove_member(case: OpenCase, member_id: str, *, sure: bool = False) -> None:
    """Take a member off the map. What was said about them stays in the file, out of sight. The adult cannot be taken off.

    Raises ``BadInputError`` where worries or orders would go out of sight and nobody is ``sure`` of that.
    """
    if member_id == case.profile.adult_id:
        raise BadInputError("The map is about this person, so they stay on it.")
    case.network.member(member_id)
    if would_silence(case, member_id).worries and not sure:
        raise BadInputError("Worries or orders are written down about this person. Tick the box if they may go out of sight.", "sure")
    networks.remove_member(case.session, case.id, member_id, case.actor, case.at)
    case.note("took a member off the map")


@dataclass(frozen=True, slots=True)
class Silenced:
    """What nobody would see any more if a member were taken off the map."""

    things: int
    worries: int


def would_silence(case: OpenCase, member_id: str) -> Silenced:
    """How much was said about a member and their ties, and how many of those answers are worries or orders."""
    about = {member_id, *(tie.id for tie in case.network.ties_of(member_id))}
    said = [reading for reading in case.network.readings if reading.about in about]
    return Silenced(len(said), sum(1 for reading in said if reading.what in (What.CONCERN, What.RESTRICTION)))


def taken_off(case: OpenCase) -> tuple[Member, ...]:
    """The members who were taken off the map, and can be put back."""
    return networks.taken_off(case.session, case.id)


def put_back(case: OpenCase, member_id: str) -> None:
    """Put a member back on the map, with everything that was said. Raises ``NotFoundError``."""
    networks.put_back(case.session, case.id, member_id, case.actor, case.at)
    case.note("put a member back on the map")


def add_tie(case: OpenCase, one: str, other: str, kind: TieKind, label: str) -> Tie:
    """Tie two members. Raises ``BadInputError`` for one with themselves, or a pair that is tied already."""
    case.network.member(one)
    case.network.member(other)
    if one == other:
        raise BadInputError("Choose two different members.", "other")
    if case.network.tie_between(one, other) is not None:
        raise BadInputError("These two are tied already. Open their tie to write down what is said about it.", "other")
    tie = Tie(new_id(), one, other, kind, label)
    networks.add_ties(case.session, case.id, (tie,), case.actor, case.at)
    case.note("tied two members")
    return tie


def tie_for(case: OpenCase, one: str, other: str) -> Tie:
    """The tie of two members; one is made where there is none yet, as family where the map says that they are related."""
    known = case.network.tie_between(one, other)
    if known is not None:
        return known
    related = case.network.has(one) and case.network.has(other) and kinship.relation(case.network, one, other) is not None
    return add_tie(case, one, other, TieKind.KINSHIP if related else TieKind.SOCIAL, "")


def save_tie(case: OpenCase, tie: Tie, seen: int) -> Tie:
    """Save a changed tie. Raises ``ChangedMeanwhileError``."""
    saved = networks.save_tie(case.session, case.id, tie, seen, case.actor, case.at)
    case.note("changed a tie")
    return saved


def remove_tie(case: OpenCase, tie_id: str) -> None:
    """Take a tie off the map. What was said about it stays in the file."""
    case.network.tie(tie_id)
    networks.remove_tie(case.session, case.id, tie_id, case.actor, case.at)
    case.note("took a tie off the map")


def place_relative(case: OpenCase, member_id: str, of: str, relation: kinship.Relation) -> bool:
    """Give a member their place in the family. False when the relation doesn't say enough, and is only written on the tie."""
    member, other = case.network.member(member_id), case.network.member(of)
    if member is other:
        raise BadInputError("Choose two different people.", "of")
    gender = kinship.gender_of(relation)
    if member.gender is Gender.UNKNOWN and gender is not Gender.UNKNOWN:
        networks.save_member(case.session, case.id, replace(member, gender=gender), member.version, case.actor, case.at)
    placed = _place(case, case.network, member.id, other.id, relation) is not None
    if not placed:
        _write_on_tie(case, member.id, other.id, relation)
    case.note("placed a relative")
    return placed


def _write_on_tie(case: OpenCase, member_id: str, of: str, relation: kinship.Relation) -> None:
    tie = case.network.tie_between(of, member_id)
    if tie is None:
        add_tie(case, of, member_id, TieKind.KINSHIP, relation.value)
    elif relation.value not in tie.label.casefold():
        label = f"{tie.label}, {relation.value}" if tie.label else relation.value
        networks.save_tie(case.session, case.id, replace(tie, kind=TieKind.KINSHIP, label=label), tie.version, case.actor, case.at)


def _place(case: OpenCase, network: Network, member_id: str, of: str, relation: kinship.Relation) -> Network | None:
    """Work out the unions of a new relative, and write those that changed. None where the relation doesn't say enough."""
    unions = kinship.place_relative(network, of, member_id, relation, new_id)
    if unions is None:
        return None
    known = {union.id: union for union in network.unions}
    for union in unions:
        if union.id not in known:
            networks.add_unions(case.session, case.id, (union,), case.actor, case.at)
        else:
            networks.save_union(case.session, case.id, union, known[union.id].version, case.actor, case.at)
    return networks.load(case.session, case.id)


def save_union(case: OpenCase, union: Union, seen: int | None) -> Union:
    """Add (``seen`` None) or change a union. Raises ``ChangedMeanwhileError``, ``UnknownMemberError``, ``BadInputError``."""
    _check_union(case, union)
    if seen is None:
        added = replace(union, id=new_id())
        networks.add_unions(case.session, case.id, (added,), case.actor, case.at)
        case.note("added a union")
        return added
    saved = networks.save_union(case.session, case.id, union, seen, case.actor, case.at)
    case.note("changed a union")
    return saved


def _check_union(case: OpenCase, union: Union) -> None:
    for member_id in (*union.partners, *(child.member for child in union.children)):
        case.network.member(member_id)
    if not union.partners and not union.children:
        raise BadInputError("Choose a partner or parent, or at least their children.", "first")
    if len(set(union.partners)) < len(union.partners):
        raise BadInputError("Choose two different partners, or leave the second empty.", "second")
    named = [child.member for child in union.children]
    if len(set(named)) < len(named) or set(named) & set(union.partners):
        raise BadInputError("Each child stands in a union once, and is not one of the partners.", "children")


def remove_union(case: OpenCase, union_id: str) -> None:
    """Take a union off the map; its partners and children stay."""
    networks.remove_union(case.session, case.id, union_id)
    case.note("took a union off the map")


def save_household(case: OpenCase, household: Household, seen: int | None) -> Household:
    """Add (``seen`` None) or change a household. Raises ``ChangedMeanwhileError``, ``UnknownMemberError``, ``BadInputError``."""
    if not household.members:
        raise BadInputError("Choose who lives there.", "members")
    for member_id in household.members:
        case.network.member(member_id)
    if seen is None:
        added = replace(household, id=new_id())
        networks.add_households(case.session, case.id, (added,), case.actor, case.at)
        case.note("added a household")
        return added
    saved = networks.save_household(case.session, case.id, household, seen, case.actor, case.at)
    case.note("changed a household")
    return saved


def remove_household(case: OpenCase, household_id: str) -> None:
    """Take a household off the map; its members stay."""
    networks.remove_household(case.session, case.id, household_id)
    case.note("took a household off the map")


def questions(case: OpenCase, today: date) -> tuple[kinship.Question, ...]:
    """What does not fit together on the map, and who may be a colleague, as questions. They never block anything."""
    staff_names = {account.actor.name.casefold() for account in staff.users(case.session) if account.actor.active}
    colleagues = (
        kinship.Question(
            f"Is {member.name} the member of staff of that name? If so, say so where you change what is kept about them: "
            "nobody who stands on the map may open this case.",
            (member.id,),
        )
        for member in case.network.members
        if member.staff_id is None and member.kind is MemberKind.PERSON and member.name.casefold() in staff_names
    )
    return (*colleagues, *kinship.contradictions(case.network, today))
