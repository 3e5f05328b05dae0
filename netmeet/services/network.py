"""Members, ties, unions and households put on a map, changed, and taken off it."""

from dataclasses import dataclass, replace
from datetime import date

from netmeet.domain import kinship
from netmeet.domain.apart import bars
from netmeet.domain.errors import BadInputError
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import ChildKind, Gender, Household, Member, MemberKind, Network, Sphere, Tie, TieKind, Union
from netmeet.domain.readings import What
from netmeet.domain.wording import day, sentence
from netmeet.services.cases import OpenCase, england_day, new_id
from netmeet.store import meetings, networks, staff

TIE_OF_SPHERE = {Sphere.FAMILY: TieKind.KINSHIP, Sphere.PAID: TieKind.PAID}


def add_member(case: OpenCase, member: Member, tie_to: str | None, tie_kind: TieKind, label: str) -> Member:
    """Put one member on the map, with a tie to somebody where ``tie_to`` names them. ``member`` comes without an id."""
    _check_not_locked_out(case, member)
    added = replace(member, id=new_id())
    networks.add_members(case.session, case.id, (added,), case.actor, case.at)
    if tie_to is not None:
        case.network.member(tie_to)
        networks.add_ties(case.session, case.id, (Tie(new_id(), tie_to, added.id, tie_kind, label),), case.actor, case.at)
    case.note("put somebody on the map")
    return added


def save_member(case: OpenCase, member: Member, seen: int) -> Member:
    """Save a changed member. Raises ``ChangedMeanwhileError``, and ``BadInputError`` when it would lock the worker out.

    Nor does it let anybody in who was locked out: ``cases.let_in`` does.
    """
    _check_not_locked_out(case, member)
    before = case.network.member(member.id)
    if before.version == seen and before.staff_id not in (None, member.staff_id):
        raise BadInputError(
            "This would let that person into the case. Only the supervisor of this case can do that, under “Who may open this case”: "
            "ask them. Set this back to what it was to save the rest.",
            "staff_id",
        )
    if member.id == case.profile.adult_id and member.kind is not MemberKind.PERSON:
        raise BadInputError("The map is about this person.", "kind")
    if member.kind is not before.kind and (order := _order_on(case, member.id)):
        raise BadInputError(f"{order} So what {before.name} is stays as it is.", "kind")
    saved = networks.save_member(case.session, case.id, member, seen, case.actor, case.at)
    case.note("changed what is kept about somebody")
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

    Raises ``BadInputError`` for somebody whom an order is about that has not ended, or who is asked to a meeting to come; and
    where worries or orders would go out of sight and nobody is ``sure`` of that.
    """
    if member_id == case.profile.adult_id:
        raise BadInputError("The map is about this person, so they stay on it.")
    name = case.network.member(member_id).name
    if order := _order_on(case, member_id):
        ended = "If it has ended, write down on their tie when it did, and which paper says so."
        raise BadInputError(f"{order} So {name} stays on the map: off it, nothing would keep them apart. {ended}")
    if meeting := _asked_to(case, member_id):
        on = f"on {day(meeting.day)}" if meeting.day else "of which no day is settled"
        raise BadInputError(f"{name} is asked to the meeting {on}. Change first what was decided about that.")
    if would_silence(case, member_id).worries and not sure:
        raise BadInputError("Worries or orders are written down about this person. Tick the box if they may go out of sight.", "sure")
    networks.remove_member(case.session, case.id, member_id, case.actor, case.at)
    case.note("took somebody off the map")


def _order_on(case: OpenCase, member_id: str) -> str:
    """An order or condition about a member that has not ended, as a sentence; empty where there is none."""
    name = case.network.member
    for bar in bars(case.network).get(member_id, ()):
        if bar.restriction.kind.blocks and bar.stands((), england_day(case.at)):
            return sentence(f"{bar.called} {bar.term} keeps {name(bar.bound).name} away from {name(bar.protected).name}")
    return ""


def _asked_to(case: OpenCase, member_id: str) -> Meeting | None:
    """A meeting that has not been yet, and to which it is recorded that a member comes."""
    planned = (meeting for meeting in meetings.load(case.session, case.id) if meeting.brings(member_id))
    return next((meeting for meeting in planned if not meeting.days or meeting.days[-1] >= england_day(case.at)), None)


@dataclass(frozen=True, slots=True)
class Silenced:
    """What nobody would see any more if a member were taken off the map."""

    things: int
    worries: int


def would_silence(case: OpenCase, member_id: str) -> Silenced:
    """How much was said about a member and their ties, and how many of those answers are worries or orders; also what was a mistake."""
    about = {member_id, *(tie.id for tie in case.network.ties_of(member_id))}
    mistakes = (one.reading for one in case.marked if one.is_mistake)
    said = [reading for reading in (*case.network.readings, *mistakes) if reading.about in about]
    return Silenced(len(said), sum(1 for reading in said if reading.what in (What.CONCERN, What.RESTRICTION)))


def taken_off(case: OpenCase) -> tuple[Member, ...]:
    """The members who were taken off the map, and can be put back."""
    return networks.taken_off(case.session, case.id)


def put_back(case: OpenCase, member_id: str) -> None:
    """Put a member back on the map, with everything that was said. Raises ``NotFoundError``."""
    networks.put_back(case.session, case.id, member_id, case.actor, case.at)
    case.note("put somebody back on the map")


def add_tie(case: OpenCase, one: str, other: str, kind: TieKind, label: str) -> Tie:
    """Tie two members. Raises ``BadInputError`` for one with themselves, or a pair that is tied already."""
    if tie_between(case, one, other) is not None:
        raise BadInputError("These two are tied already. Open their tie to write down what is said about it.", "other")
    tie = Tie(new_id(), one, other, kind, label)
    networks.add_ties(case.session, case.id, (tie,), case.actor, case.at)
    case.note("tied two together")
    return tie


def tie_between(case: OpenCase, one: str, other: str) -> Tie | None:
    """The tie of two members, None where there is none yet. Raises ``BadInputError`` for one with themselves."""
    case.network.member(one)
    case.network.member(other)
    if one == other:
        raise BadInputError("Choose two different members.", "other")
    return case.network.tie_between(one, other)


def tie_for(case: OpenCase, one: str, other: str) -> Tie:
    """The tie of two members; one is made where there is none yet, as family where the map says that they are related."""
    known = tie_between(case, one, other)
    if known is not None:
        return known
    related = kinship.relation(case.network, one, other) is not None
    return add_tie(case, one, other, TieKind.KINSHIP if related else TieKind.SOCIAL, "")


def save_tie(case: OpenCase, tie: Tie, seen: int) -> Tie:
    """Save a changed tie. Raises ``ChangedMeanwhileError``."""
    saved = networks.save_tie(case.session, case.id, tie, seen, case.actor, case.at)
    case.note("changed a tie")
    return saved


def remove_tie(case: OpenCase, tie_id: str) -> None:
    """Take a tie off the map. What was said about it stays in the file, out of sight.

    Raises ``BadInputError`` for a tie that worries or orders hang on, also those that are called a mistake: nothing silences those.
    """
    case.network.tie(tie_id)
    if case.network.said(tie_id, What.CONCERN) or case.network.said(tie_id, What.RESTRICTION):
        raise BadInputError("Worries or orders are written down about this tie, so it stays on the map.")
    if any(one.reading.about == tie_id and one.is_about_harm for one in case.marked):
        raise BadInputError("A worry or an order about this tie was marked as written by mistake. That stays in sight, and the tie too.")
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
    placed = place(case, case.network, member.id, other.id, relation) is not None
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


def place(case: OpenCase, network: Network, member_id: str, of: str, relation: kinship.Relation) -> Network | None:
    """Work out the unions of a new relative, write those that changed, and return the map with them.

    None where the relation doesn't say enough.
    """
    unions = kinship.place_relative(network, of, member_id, relation, new_id)
    if unions is None:
        return None
    known = {union.id: union for union in network.unions}
    for union in unions:
        if union.id not in known:
            networks.add_unions(case.session, case.id, (union,), case.actor, case.at)
            known[union.id] = union
        else:
            known[union.id] = networks.save_union(case.session, case.id, union, known[union.id].version, case.actor, case.at)
    return replace(network, unions=tuple(known.values()))


def save_union(case: OpenCase, union: Union, seen: int | None) -> Union:
    """Add (``seen`` None) or change a union. Raises ``ChangedMeanwhileError``, ``UnknownMemberError``, ``BadInputError``."""
    _check_union(case, union)
    if seen is None:
        if len(union.partners) > 1 and any(set(known.partners) == set(union.partners) for known in case.network.unions):
            raise BadInputError("These two are joined already. Open one of them in the worker’s view, and change what is there.", "first")
        _take_from_lone_parents(case, union)
        added = replace(union, id=new_id())
        networks.add_unions(case.session, case.id, (added,), case.actor, case.at)
        case.note("added a couple or family")
        return added
    saved = networks.save_union(case.session, case.id, union, seen, case.actor, case.at)
    case.note("changed a couple or family")
    twin = _made_again(case, union)
    return _as_one(case, saved, twin) if twin else saved


def _made_again(case: OpenCase, union: Union) -> Union | None:
    """The couple that one parent's family became by naming the other parent; None where it was this couple before, or is another time."""
    before = next(known for known in case.network.unions if known.id == union.id)
    if len(union.partners) < 2 or set(before.partners) == set(union.partners):
        return None
    same = (known for known in case.network.unions if known.id != union.id and set(known.partners) == set(union.partners))
    return next((known for known in same if not (known.start and union.start) or known.start == union.start), None)


def _as_one(case: OpenCase, union: Union, couple: Union) -> Union:
    """Both as the one couple that they are: its own words stay, and what it lacks is taken from the other."""
    known = {child.member for child in couple.children}
    joined = replace(
        couple,
        start=couple.start or union.start,
        end=couple.end or union.end,
        label=couple.label or union.label,
        children=(*couple.children, *(child for child in union.children if child.member not in known)),
    )
    networks.remove_union(case.session, case.id, union.id)
    return networks.save_union(case.session, case.id, joined, couple.version, case.actor, case.at)


def _take_from_lone_parents(case: OpenCase, couple: Union) -> None:
    """A child born to one of a couple, and now said to be born to both, stands under both and no longer under the one alone."""
    born = {child.member for child in couple.children if child.kind is ChildKind.BIRTH}
    for known in case.network.unions:
        if not set(known.partners) < set(couple.partners):
            continue
        left = tuple(child for child in known.children if child.kind is not ChildKind.BIRTH or child.member not in born)
        if not left and known.children:
            networks.remove_union(case.session, case.id, known.id)
        elif left != known.children:
            networks.save_union(case.session, case.id, replace(known, children=left), known.version, case.actor, case.at)


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
    case.note("took a couple or family off the map")


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
