"""What holds over any map, any answers and any order of recording."""

import random
import re
from dataclasses import replace
from datetime import date, datetime

from hypothesis import event, given
from hypothesis import strategies as st

from netmeet.domain.answered import with_answer
from netmeet.domain.capacity import CapacityOutcome
from netmeet.domain.errors import BadInputError
from netmeet.domain.invitation import check_decision, needs_decision, propose, who_comes
from netmeet.domain.meeting import AdultSays, Answered, Invitation, Invite, Meeting
from netmeet.domain.network import MemberKind
from netmeet.domain.readings import ConcernLevel, Direction, Presence, Restriction, RestrictionKind
from netmeet.domain.risk import may_touch
from tests.support.inviting import LACKS, MEETING_DAY
from tests.support.make import TODAY, a_concern, a_member, a_network, a_restriction, a_tie

NAMES = ["Abiola", "Bronwen", "Chidi", "Dagmar", "Eluned", "Farouk", "Gosia", "Hamish"]
BANNED = re.compile(r"perpetrator|victim|vulnerable|refus|service user", re.IGNORECASE)
RANK = [Invite.NOT_INVITED, Invite.WRITTEN_VIEW, Invite.TALK_FIRST, Invite.INVITE]
DAYS = st.sampled_from([None, None, None, date(2026, 1, 1), TODAY, MEETING_DAY, date(2026, 12, 1)])
CAPACITY = st.sampled_from(
    [(), (), (), (LACKS,), (replace(LACKS, decision_maker=""),), (replace(LACKS, outcome=CapacityOutcome.NOT_CLEAR),)]
)


def rank(proposed):
    """How near somebody is to coming; in which part they come is no matter of rank."""
    return RANK.index(Invite.INVITE if proposed.comes else proposed)


members = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([MemberKind.PERSON] * 12 + list(MemberKind)),
        "dead": st.sampled_from([False] * 12 + [True]),
        "under_18": st.sampled_from([None, None, None, False, False, True]),
    }
)


# Yes, no decision, an order of a court, no first or last day: often enough that the rules further down are reached.
answers = st.sampled_from([AdultSays.YES] * 6 + list(AdultSays))
decisions = st.sampled_from([None] * 4 + list(Invite))
kinds = st.sampled_from([RestrictionKind.NON_MOLESTATION] * 8 + list(RestrictionKind))
levels = st.sampled_from([ConcernLevel.SERIOUS, *ConcernLevel])
pairs = st.tuples(st.integers(0, 5), st.integers(1, 5)).map(lambda pair: (pair[0], (pair[0] + pair[1]) % 6))
orders = st.tuples(pairs, st.booleans(), kinds, DAYS, DAYS, st.sampled_from(["", "Copy seen"]))
worries = st.tuples(pairs, st.booleans(), levels)


@st.composite
def networks(draw):
    """The adult and five others, some pairs with a restriction or a concern, one way or both.

    No pair has two restrictions, of which one might take the place of the other.
    """
    people = [a_member(NAMES[0]), *(a_member(name, **draw(members)) for name in NAMES[1:6])]
    parts = []
    for place, ((one, other), both, kind, starts, ends, seen) in enumerate(
        draw(st.lists(orders, min_size=1, max_size=4, unique_by=lambda order: frozenset(order[0])))
    ):
        a, b, tie = people[one].id, people[other].id, f"{people[one].id}-{place}"
        order = a_restriction(tie, None if both else a, kind=kind, starts=starts, ends=ends, source_seen=seen)
        parts += [a_tie(a, b, id=tie), order]
    for place, ((one, other), both, level) in enumerate(draw(st.lists(worries, min_size=1, max_size=4))):
        a, b, tie = people[one].id, people[other].id, f"{people[one].id}-too-{place}"
        parts += [a_tie(a, b, id=tie), a_concern(tie, None if both else a, level=level)]
    parts += [a_concern(people[place].id, level=draw(levels)) for place in draw(st.sampled_from([(), (), (2,), (1, 3)]))]
    return a_network(*people, *parts)


@st.composite
def planned(draw):
    """A map, a meeting with any answers and decisions, and what is assessed."""
    network = draw(networks())
    invitations = tuple(
        Invitation(member.id, draw(answers), decision=draw(decisions), part=draw(st.integers(1, 3))) for member in network.members[1:]
    )
    on = draw(st.sampled_from([None, datetime.combine(MEETING_DAY, datetime.min.time())]))
    return network, Meeting("m", on=on, venue=draw(st.sampled_from(["", NAMES[1]])), invitations=invitations), draw(CAPACITY)


def proposals(network, meeting, capacity):
    return {proposal.member_id: proposal for proposal in propose(network, meeting, capacity, as_of=TODAY)}


def is_order(reading):
    return isinstance(reading.value, Restriction) and reading.value.kind.blocks


def orders_in_force(network, meeting):
    """Every (bound, protected) pair of an order or condition in force, straight from the readings."""
    for reading in network.readings:
        value = reading.value
        if not is_order(reading):
            continue
        # With no day settled, whatever has not ended may be in force by then.
        if value.in_force(meeting.day) if meeting.day else value.ends is None or value.ends >= TODAY:
            tie = network.tie(reading.about)
            if value.direction is not Direction.B_TO_A:
                yield tie.a, tie.b
            if value.direction is not Direction.A_TO_B:
                yield tie.b, tie.a


def comes(proposal):
    return proposal is not None and proposal.invite is not None and proposal.invite.comes


@given(planned())
def test_a_bound_person_is_never_proposed_for_the_day_of_the_protected_one(plan):
    network, meeting, _ = plan
    found = proposals(*plan)

    for bound, protected in orders_in_force(network, meeting):
        protected_there = protected == network.adult_id or comes(found.get(protected))
        bound_there = bound == network.adult_id or comes(found.get(bound))
        event(f"protected there: {protected_there}")
        assert not (protected_there and bound_there)


@given(planned(), st.data())
def test_whatever_is_decided_in_whatever_order_bound_and_protected_are_never_recorded_for_one_day(plan, data):
    network, meeting, capacity = plan
    meeting = replace(meeting, invitations=tuple(replace(found, decision=None) for found in meeting.invitations))
    for _ in range(data.draw(st.integers(0, 12))):
        member = data.draw(st.sampled_from(network.members)).id
        answer, decision, part = data.draw(answers), data.draw(st.sampled_from(Invite)), data.draw(st.integers(1, 3))
        if data.draw(st.booleans()):
            meeting = recorded(meeting, replace(meeting.invitation(member), adult_says=answer))
        if isinstance(checked(network, meeting, member, decision, part, capacity), tuple):
            event(f"accepted: {decision}")
            meeting = recorded(meeting, replace(meeting.invitation(member), decision=decision, part=part))

    there = {network.adult_id} | {member for part in (1, 2, 3) for member in who_comes(meeting, part)}
    assert not [pair for pair in orders_in_force(network, meeting) if there >= set(pair)]
    assert not [member for member in there if network.member(member).under_18]


def checked(network, meeting, member, decision, part, capacity):
    """What a decision goes against, as a tuple; or, as a list, the sentence that refuses it."""
    try:
        return check_decision(network, meeting, member, decision, part, capacity, TODAY)
    except BadInputError as refused:
        return [str(refused)]


def recorded(meeting, invitation):
    others = tuple(found for found in meeting.invitations if found.member != invitation.member)
    return replace(meeting, invitations=(*others, invitation))


@given(planned())
def test_nobody_is_kept_away_for_being_protected(plan):
    network, meeting, capacity = plan
    free = replace(network, readings=tuple(said for said in network.readings if not is_order(said)))
    pairs = set(orders_in_force(network, meeting))
    bound = {one for one, _ in pairs}
    met_by_bound_adult = {other for one, other in pairs if one == network.adult_id}
    with_orders, without = proposals(network, meeting, capacity), proposals(free, meeting, capacity)

    for member in {other for _, other in pairs} & with_orders.keys() - bound:
        now, then = with_orders[member].invite, without[member].invite
        event(f"proposed: {now}")
        if member in met_by_bound_adult:
            assert now is then or now is Invite.TALK_FIRST
        else:
            assert now is then or rank(now) >= rank(then)


@given(planned())
def test_nobody_under_18_is_more_than_talked_to_first(plan):
    for member, proposal in proposals(*plan).items():
        if plan[0].member(member).under_18:
            assert proposal.invite in (None, Invite.TALK_FIRST, Invite.NOT_INVITED)


@given(planned())
def test_before_the_adult_is_asked_nothing_is_proposed_unless_somebody_decides_in_their_best_interests(plan):
    _, meeting, capacity = plan

    for member, proposal in proposals(*plan).items():
        nothing = meeting.invitation(member).adult_says is AdultSays.NOT_ASKED and capacity != (LACKS,)
        assert (proposal.invite is None) is nothing
        if nothing:
            assert (proposal.part, proposal.blocked_by) == (1, ())


@given(planned())
def test_a_no_is_never_more_than_not_invited(plan):
    for member, proposal in proposals(*plan).items():
        if plan[1].invitation(member).adult_says is AdultSays.NO:
            assert proposal.invite is Invite.NOT_INVITED


@given(planned())
def test_two_with_an_open_concern_are_never_proposed_for_one_part(plan):
    network = plan[0]
    found = proposals(*plan)

    for reading in network.readings:
        if getattr(reading.value, "level", ConcernLevel.NONE) > ConcernLevel.NONE and not network.has(reading.about):
            tie = network.tie(reading.about)
            if comes(found.get(tie.a)) and comes(found.get(tie.b)):
                event("apart")
                assert found[tie.a].part != found[tie.b].part


@given(planned())
def test_nobody_with_an_open_worry_with_the_adult_or_about_them_alone_is_simply_invited(plan):
    network = plan[0]

    for member, proposal in proposals(*plan).items():
        if may_touch(network, network.adult_id, member):
            event(f"proposed: {proposal.invite}")
            assert not comes(proposal)


@given(planned())
def test_nothing_speaks_against_it_only_where_nothing_at_all_is_written_down(plan):
    network = plan[0]

    for member, proposal in proposals(*plan).items():
        said = [reading for tie in network.ties_of(member) for reading in network.readings if reading.about in (tie.id, member)]
        if proposal.reason.endswith("speaks against it."):
            event("nothing")
            assert not [reading for reading in said if getattr(reading.value, "level", True) > ConcernLevel.NONE]


@given(planned(), st.integers(0, 1000))
def test_the_order_of_entry_never_matters(plan, seed):
    network, meeting, capacity = plan
    mix = random.Random(seed)  # noqa: S311  (to shuffle, not to hide)

    def mixed(these):
        return tuple(mix.sample(these, len(these)))

    other = replace(network, members=mixed(network.members), ties=mixed(network.ties), readings=mixed(network.readings))

    assert propose(other, replace(meeting, invitations=mixed(meeting.invitations)), capacity, as_of=TODAY) == propose(*plan, as_of=TODAY)


def sentences(network, meeting, capacity):
    """Everything said about a plan: reasons, questions, and what every possible decision would break."""
    for member, proposal in proposals(network, meeting, capacity).items():
        yield from (proposal.reason, *proposal.asks)
        for decision in Invite:
            yield from checked(network, meeting, member, decision, 1, capacity)


@given(planned())
def test_every_sentence_is_one_line_with_a_capital_and_an_end_names_only_people_on_the_map_and_no_banned_word(plan):
    here = {member.name for member in plan[0].members}

    for said in sentences(*plan):
        assert {name for name in NAMES if name in said} <= here
        assert not BANNED.search(said)
        assert said[0].isupper()
        assert said.endswith((".", "?"))
        assert "\n" not in said


@given(planned())
def test_a_reason_names_the_adult_and_the_member_unless_it_is_a_plain_no(plan):
    for member, proposal in proposals(*plan).items():
        assert plan[0].adult.name in proposal.reason
        assert plan[0].member(member).name in proposal.reason or plan[1].invitation(member).adult_says in (AdultSays.NO, AdultSays.IF)


@given(planned())
def test_what_is_proposed_can_be_recorded_as_it_stands_unless_somebody_bound_is_recorded_already(plan):
    network, meeting, capacity = plan

    for member, proposal in proposals(*plan).items():
        if proposal.invite is None:
            continue
        found = checked(network, meeting, member, proposal.invite, proposal.part, capacity)
        refused = found[0] if isinstance(found, list) else "Change first"
        assert refused.startswith("Change first")
        assert not needs_decision(proposal, Invitation(member, decision=proposal.invite, part=proposal.part))


@given(planned(), st.sampled_from([AdultSays.YES, AdultSays.IF]), st.sampled_from([Presence.WITH_OTHERS, Presence.NOT_KNOWN]))
def test_a_yes_in_company_never_outweighs_a_no_told_alone(plan, says, presence):
    network, meeting, capacity = plan
    no = Answered(AdultSays.NO, "", Presence.ALONE, TODAY)
    invitations = tuple(
        with_answer(with_answer(replace(found, adult_says=AdultSays.NOT_ASKED), no), Answered(says, "", presence, TODAY))
        for found in meeting.invitations
    )
    meeting = replace(meeting, invitations=invitations)

    for found in propose(network, meeting, capacity, as_of=TODAY):
        assert rank(found.invite) <= rank(Invite.TALK_FIRST)
        assert "said no (alone, " in found.reason
        try:
            against = check_decision(network, meeting, found.member_id, Invite.INVITE, 1, capacity, TODAY)
        except BadInputError:
            continue
        assert any("said no (alone, " in told for told in against)
