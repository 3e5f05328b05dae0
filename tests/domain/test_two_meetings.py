"""Two meetings of one case on one day: an order keeps the bound one from the day and the building, whichever meeting it is."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.errors import BadInputError
from netmeet.domain.invitation import check_decision, propose
from netmeet.domain.meeting import AdultSays, AgendaItem, Invitation, Invite, ItemKind, Meeting
from netmeet.domain.readings import RestrictionKind
from tests.support.inviting import BETWEEN, DAWN, IF, KEV, MO, NO, NOT_ASKED, YES, a_meeting, decided, for_dawn
from tests.support.make import TODAY, a_member, a_network, a_restriction, a_tie

WORLD = a_network(MO, DAWN, KEV, *BETWEEN)
"""An order binds Dawn and protects Kev."""

TWO = datetime.fromisoformat("2026-03-23T14:00")
OTHER = "another meeting (23 March 2026, 14:00, Library)"


def other(*invitations, on=TWO, **answers):
    kept = (*invitations, *(Invitation(member, says) for member, says in answers.items()))
    return Meeting("other", on=on, venue="Library", invitations=kept)


def for_dawn_beside(*others, network=WORLD, **answers):
    """What is proposed for Dawn at a meeting on 23 March, beside other meetings of the case."""
    found = propose(network, a_meeting(**({"dawn": YES, "kev": NO} | answers)), (), as_of=TODAY, others=others)
    return next(one for one in found if one.member_id == "dawn")


def refused(member, meeting, *others, decision=Invite.INVITE):
    """Why a decision is refused; what it goes against, where it is not."""
    try:
        return check_decision(WORLD, meeting, member, decision, 1, (), TODAY, others)
    except BadInputError as error:
        return str(error)


@pytest.mark.parametrize("how", [Invite.INVITE, Invite.SEPARATE_PART])
def test_somebody_bound_is_kept_from_the_day_on_which_the_protected_one_comes_to_another_meeting(how):
    there = other(decided("kev", how, part=2))
    order = "on-molestation order in force until 1 December 2026 keeps Dawn away from Kev, who comes to " + OTHER

    found = for_dawn_beside(there)
    assert (found.invite, found.blocked_by) == (Invite.WRITTEN_VIEW, ("r1",))
    assert found.reason == f"Mo said yes; a n{order}, so Dawn may be heard in writing and is not there on that day."

    for meeting in (a_meeting(dawn=YES, kev=NO), a_meeting(dawn=YES)):
        assert refused("dawn", meeting, there) == f"A n{order}. Choose “written view” or “not invited”."


def test_the_protected_one_comes_once_it_is_changed_that_the_bound_one_comes_to_another_meeting():
    there = other(decided("dawn", Invite.INVITE))

    assert refused("kev", a_meeting(kev=YES, dawn=NO), there) == (
        f"Change first what is recorded for Dawn at {OTHER}: "
        "a non-molestation order in force until 1 December 2026 keeps Dawn away from Kev."
    )
    assert refused("kev", a_meeting(kev=YES, dawn=NO), other(decided("dawn", Invite.WRITTEN_VIEW))) == ()


@pytest.mark.parametrize(
    ("kev", "so"),
    [
        (Invitation("kev", YES), f"settle first whether Kev comes to {OTHER}."),
        (Invitation("kev", IF), f"settle first whether Kev comes to {OTHER}."),
        (Invitation("kev", NOT_ASKED), f"settle first whether Kev comes to {OTHER}."),
        (decided("kev", Invite.TALK_FIRST), f"settle first whether Kev comes to {OTHER}."),
        (decided("kev", Invite.WRITTEN_VIEW), f"make sure that Kev does not come to {OTHER} after all (decided: written view)."),
    ],
)
def test_where_the_protected_one_may_come_to_another_meeting_of_that_day_that_is_settled_first(kev, so):
    found = for_dawn_beside(other(kev))

    assert (found.invite, found.reason.partition("keeps Dawn away from Kev, so ")[2]) == (Invite.TALK_FIRST, so)
    assert refused("dawn", a_meeting(dawn=YES, kev=NO), other(kev)) == (
        "A non-molestation order in force until 1 December 2026 keeps Dawn away from Kev: record why it is sure that Kev does not come.",
    )


def test_everything_that_is_to_be_settled_is_named_at_once():
    found = for_dawn_beside(other(kev=YES), kev=NOT_ASKED)

    assert found.reason.endswith(f"so settle first whether Kev comes and settle first whether Kev comes to {OTHER}.")


@pytest.mark.parametrize(
    "there",
    [
        other(decided("kev", Invite.INVITE), on=datetime.fromisoformat("2026-03-24T14:00")),
        other(decided("kev", Invite.INVITE), on=None),
        other(kev=NO),
        other(decided("kev", Invite.NOT_INVITED, says=NO)),
        replace(other(decided("kev", Invite.INVITE)), id="m"),
    ],
    ids=["another day", "no day", "no", "not invited", "this meeting itself"],
)
def test_no_other_meeting_counts(there):
    assert for_dawn_beside(there).invite is Invite.INVITE
    assert not isinstance(refused("dawn", a_meeting(dawn=YES, kev=NO), there), str)


def test_somebody_who_has_died_comes_to_no_other_meeting():
    network = a_network(MO, DAWN, a_member("Kev", dead=True), *BETWEEN)

    assert for_dawn_beside(other(decided("kev", Invite.INVITE)), network=network).invite is Invite.INVITE


@pytest.mark.parametrize(("here", "there"), [(None, TWO), (None, None), (TWO, None), (TWO, datetime.fromisoformat("2026-03-24T09:00"))])
def test_while_a_day_is_not_settled_it_is_said_that_it_must_be_another(here, there):
    meeting = replace(a_meeting(dawn=YES, kev=NO), on=here)
    beside = (other(decided("kev", Invite.INVITE), on=there), other(decided("kev", Invite.NOT_INVITED), on=None))
    (found,) = (one for one in propose(WORLD, meeting, (), as_of=TODAY, others=beside) if one.member_id == "dawn")

    asked = [ask for ask in found.asks if ask.endswith("it must be on another day.")]
    called = "another meeting (no day yet, Library)" if there is None else OTHER
    told = f"The non-molestation order keeps Dawn away from Kev, who comes to {called}: it must be on another day."
    assert asked == ([] if here and there else [told])


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("on", "minutes", "days"),
    [
        (None, (), []),
        ("2026-03-23T14:00", (), [23]),
        ("2026-03-23T22:59", (), [23]),
        ("2026-03-23T23:30", (), [23, 24]),
        ("2026-03-23T23:30", (10, 10), [23]),
        ("2026-03-23T23:30", (10, None), [23, 24]),
        ("2026-03-23T23:30", (300,) * 6, [23, 24, 25]),
        ("9999-12-31T23:30", (300,), [31]),
    ],
)
def test_a_meeting_that_runs_past_midnight_is_on_every_day_that_it_touches(on, minutes, days):
    agenda = tuple(AgendaItem(str(place), ItemKind.OTHER, "Tea", minutes=long) for place, long in enumerate(minutes))
    meeting = Meeting("m", on=datetime.fromisoformat(on) if on else None, agenda=agenda)

    assert [one.day for one in meeting.days] == days
    assert meeting.days[:1] == ((meeting.day,) if meeting.day else ())


@pytest.mark.parametrize(
    ("at", "fields", "away"),
    [
        (23, {"starts": date(2026, 3, 24)}, True),
        (14, {"starts": date(2026, 3, 24)}, False),
        (23, {"ends": date(2026, 3, 23)}, True),
        (23, {"starts": date(2026, 3, 25)}, False),
    ],
)
def test_an_order_of_either_day_keeps_somebody_from_a_meeting_over_midnight(at, fields, away):
    network = a_network(MO, DAWN, a_tie("mo", "dawn"), a_restriction("mo-dawn", "dawn", kind=RestrictionKind.BAIL, **fields))
    meeting = replace(a_meeting(dawn=YES), on=datetime.fromisoformat(f"2026-03-23T{at}:30"))

    (found,) = propose(network, meeting, (), as_of=TODAY)

    assert (found.invite is Invite.WRITTEN_VIEW) is away


def test_a_meeting_of_the_night_is_on_one_day_with_one_of_the_next_morning():
    night = replace(a_meeting(dawn=YES, kev=NO), on=datetime.fromisoformat("2026-03-22T23:30"))
    there = other(decided("kev", Invite.INVITE))

    (found,) = (one for one in propose(WORLD, night, (), as_of=TODAY, others=(there,)) if one.member_id == "dawn")

    assert found.invite is Invite.WRITTEN_VIEW


# ---------------------------------------------------------------- whatever is decided


says = st.sampled_from([YES, YES, *AdultSays])
steps = st.tuples(st.booleans(), st.sampled_from(["dawn", "kev"]), says, st.sampled_from(Invite), st.integers(1, 2))


@given(st.lists(steps, max_size=12))
def test_bound_and_protected_are_never_recorded_for_one_day_at_two_meetings(taken):
    meetings = {True: a_meeting(), False: other()}
    for first, member, answer, decision, part in taken:
        meeting, beside = meetings[first], meetings[not first]
        kept = tuple(one for one in meeting.invitations if one.member != member)
        answered = replace(meeting.invitation(member), adult_says=answer)
        meeting = replace(meeting, invitations=(*kept, answered))
        try:
            check_decision(WORLD, meeting, member, decision, part, (), TODAY, (meeting, beside))
        except BadInputError:
            continue
        meetings[first] = replace(meeting, invitations=(*kept, replace(answered, decision=decision, part=part)))

    there = {member for member in ("dawn", "kev") for meeting in meetings.values() if meeting.brings(member)}
    assert there != {"dawn", "kev"}


def test_a_map_without_other_meetings_is_proposed_for_as_before():
    assert for_dawn_beside() == for_dawn(*BETWEEN, kev=NO)
