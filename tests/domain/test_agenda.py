"""The agenda: the usual items, times that add up, parts, family time, and what may never be an item."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.agenda import (
    MOST_ITEMS,
    MOST_MINUTES,
    OPEN_ENDED_ALLOWANCE,
    STRETCH,
    FamilyTimeRuling,
    agenda_for,
    check,
    check_item,
    family_time_allowed,
    meet_at_the_door,
    move,
    timetable,
    timetable_for,
    total_minutes,
    usual_agenda,
)
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.meeting import AdultSays, AgendaItem, FamilyTime, FamilyTimeAnswer, Invitation, Invite, ItemKind, Meeting
from netmeet.domain.network import Network
from netmeet.domain.outgoing import outgoing_problems
from netmeet.domain.readings import ConcernLevel, Presence, RestrictionKind
from tests.support.make import a_concern, a_member, a_network, a_restriction, a_tie

TEN = datetime.fromisoformat("2026-03-23T10:00")
WANTED = FamilyTime(FamilyTimeAnswer.YES, Presence.ALONE)
PRIYA = a_network(a_member("Priya"))

# Dawn may harm Priya; Sol is her friend, Kev a cousin with whom something is open too.
FAMILY = a_network(
    a_member("Priya"),
    a_member("Dawn"),
    a_member("Sol"),
    a_member("Kev"),
    a_member("Rex", dead=True),
    a_tie("priya", "dawn"),
    a_tie("priya", "sol"),
    a_tie("priya", "kev"),
    a_concern("priya-dawn", source="dawn", level=ConcernLevel.NOT_SURE),
    a_concern("priya-kev", source="priya"),
)


def ids():
    numbers = count(1)
    return lambda: f"i{next(numbers)}"


def an_item(title="Tea", minutes=10, part=1, kind=ItemKind.OTHER, id="i1", **fields):
    return AgendaItem(id, kind, title, minutes=minutes, part=part, **fields)


def coming(member, part=1):
    return Invitation(member, AdultSays.YES, decision=Invite.INVITE, part=part)


def kinds(items):
    return [item.kind for item in items]


items = st.lists(st.builds(an_item, minutes=st.one_of(st.none(), st.integers(1, MOST_MINUTES)), part=st.integers(1, 4)), max_size=20).map(
    lambda found: tuple(replace(item, id=f"i{place}") for place, item in enumerate(found))
)


# ---------------------------------------------------------------- the usual agenda


def test_the_usual_agenda_has_the_usual_items_in_their_order():
    found = usual_agenda(Meeting("m", family_time=WANTED), PRIYA, ids())

    assert kinds(found) == [
        ItemKind.WELCOME,
        ItemKind.MATTERS,
        ItemKind.WORKING,
        ItemKind.HELP,
        ItemKind.FAMILY_TIME,
        ItemKind.WRONG,
        ItemKind.WHO_DOES_WHAT,
        ItemKind.REVIEW,
    ]
    assert found[1].title == "What matters to Priya"
    assert found[1].owner == "Priya"


def test_without_family_time_a_break_comes_before_more_than_an_hour_has_passed():
    found = usual_agenda(Meeting("m"), PRIYA, ids())

    assert kinds(found)[3:6] == [ItemKind.HELP, ItemKind.BREAK, ItemKind.WRONG]
    assert total_minutes(found[:4]) == STRETCH


def test_every_part_has_its_own_items_and_time_lies_between_two():
    meeting = Meeting("m", family_time=WANTED, invitations=(coming("sol"), coming("dawn", part=2)))

    found = usual_agenda(meeting, PRIYA, ids())

    first, second = ([item for item in found if item.part == part] for part in (1, 2))
    assert kinds(first)[-1] is ItemKind.BREAK
    assert kinds(second)[-1] is ItemKind.REVIEW
    assert ItemKind.FAMILY_TIME in kinds(first)
    assert ItemKind.FAMILY_TIME not in kinds(second)
    assert [item.part for item in found] == sorted(item.part for item in found)


@pytest.mark.parametrize("family_time", [FamilyTime(), WANTED])
@pytest.mark.parametrize("parts", [(), (2,), (3, 7)])
def test_the_usual_agenda_passes_its_own_check_and_carries_no_word_that_stays_off_papers(family_time, parts):
    meeting = Meeting("m", family_time=family_time, invitations=tuple(coming(f"p{part}", part) for part in parts))

    found = replace(meeting, agenda=usual_agenda(meeting, PRIYA, ids()))

    check(found, PRIYA)
    assert not [told for item in found.agenda for told in outgoing_problems(item.title)]
    assert len({item.id for item in found.agenda}) == len(found.agenda)


@pytest.mark.parametrize(
    ("network", "title"),
    [
        (a_network(a_member("Priya", does="mother"), a_member("Priya", id="other")), "What matters to Priya"),
        (a_network(a_member("{adult}\n" + "x" * 300)), "What matters to {adult} " + "x" * 92),
        (Network(), "What matters to you"),
    ],
)
def test_the_title_carries_the_name_alone_on_one_line_and_within_its_limit(network, title):
    found = usual_agenda(Meeting("m"), network, ids())

    assert found[1].title == title
    check(Meeting("m", agenda=found), network)


# ---------------------------------------------------------------- family time


@pytest.mark.parametrize(
    ("family_time", "allowed", "reason"),
    [
        (FamilyTime(), False, "Ask Priya, alone, whether they want family time."),
        (FamilyTime(FamilyTimeAnswer.NO, Presence.ALONE), False, "Priya does not want family time."),
        (FamilyTime(FamilyTimeAnswer.YES, Presence.WITH_OTHERS), False, "ask again, alone."),
        (FamilyTime(FamilyTimeAnswer.YES, Presence.NOT_KNOWN), False, "ask again, alone."),
        (WANTED, True, "Priya, asked alone, wants family time."),
    ],
)
def test_family_time_is_for_an_adult_who_asked_alone_wants_it(family_time, allowed, reason):
    ruling = family_time_allowed(PRIYA, Meeting("m", family_time=family_time))

    assert ruling.allowed is allowed
    assert ruling.reason.endswith(reason)


@pytest.mark.parametrize(
    ("invitation", "allowed"),
    [
        (coming("dawn"), False),
        (coming("kev"), False),
        (coming("sol"), True),
        (coming("dawn", part=2), True),
        (Invitation("dawn", AdultSays.YES), False),
        (Invitation("dawn", AdultSays.IF, decision=Invite.TALK_FIRST), False),
        (Invitation("dawn", AdultSays.YES, decision=Invite.WRITTEN_VIEW), True),
        (Invitation("dawn", AdultSays.NO), True),
        (Invitation("dawn"), True),
    ],
)
def test_it_is_left_out_where_a_concern_is_open_with_anybody_who_may_be_in_that_part(invitation, allowed):
    meeting = Meeting("m", family_time=WANTED, invitations=(invitation,))

    assert family_time_allowed(FAMILY, meeting).allowed is allowed
    assert (ItemKind.FAMILY_TIME in kinds(usual_agenda(meeting, FAMILY, ids()))) is allowed


UNCLEAR = "a worry about harm is written down about Sol, and not from whom to whom"


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        (["sol"], f"A{UNCLEAR[1:]}: ask Priya, alone, which supporter stays with them."),
        (["dawn", "sol"], f"A concern is open between Priya and Dawn; {UNCLEAR}: ask Priya, alone, which supporter stays with them."),
    ],
)
def test_a_worry_about_somebody_alone_counts_like_an_open_concern_with_the_adult(members, reason):
    network = replace(FAMILY, readings=(*FAMILY.readings, a_concern("sol", id="alone", seq=9)))
    meeting = Meeting("m", family_time=WANTED, invitations=tuple(coming(member) for member in members))

    assert family_time_allowed(network, meeting) == FamilyTimeRuling(allowed=False, reason=reason)


def test_a_supporter_about_whom_there_is_a_worry_is_not_the_one_to_stay():
    network = replace(FAMILY, readings=(*FAMILY.readings, a_concern("sol", id="alone", seq=9)))
    family_time = replace(WANTED, supporter="sol", decision="Priya chose this.")

    ruling = family_time_allowed(network, Meeting("m", family_time=family_time, invitations=(coming("dawn"), coming("sol"))))

    assert not ruling.allowed
    assert ruling.reason.endswith("ask Priya, alone, for another supporter than Sol.")


INVESTIGATION = RestrictionKind.POLICE_INVESTIGATION
LOOKED_INTO = "A police investigation between Priya and Sol is going on: ask Priya, alone, which supporter stays with them."


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (a_restriction("priya-sol", "sol", kind=INVESTIGATION), LOOKED_INTO),
        (a_restriction("priya-sol", "priya", kind=INVESTIGATION), LOOKED_INTO),
        (a_restriction("priya-sol", "sol", kind=INVESTIGATION, ends=date(2026, 3, 1)), "Priya, asked alone, wants family time."),
        (a_restriction("sol-kev", "sol", kind=INVESTIGATION), "Priya, asked alone, wants family time."),
    ],
)
def test_a_police_investigation_between_the_adult_and_somebody_there_counts_like_an_open_concern(said, reason):
    network = replace(FAMILY, ties=(*FAMILY.ties, a_tie("sol", "kev")), readings=(*FAMILY.readings, replace(said, id="order", seq=9)))

    ruling = family_time_allowed(network, Meeting("m", on=TEN, family_time=WANTED, invitations=(coming("sol"),)))

    assert (ruling.allowed, ruling.reason) == (reason.endswith("wants family time."), reason)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (a_restriction("priya-sol", "sol", kind=INVESTIGATION), "a police investigation between Sol and Priya is going on"),
        (
            a_restriction("priya-sol", "priya"),
            "a non-molestation order in force until a day that is not recorded keeps Priya away from Sol",
        ),
        (a_restriction("sol-kev", "sol"), "a non-molestation order in force until a day that is not recorded keeps Sol away from Kev"),
        (a_restriction("sol-kev", "kev"), ""),
        (a_restriction("sol-kev", "sol", kind=INVESTIGATION), ""),
        (a_restriction("priya-sol", "sol", kind=RestrictionKind.LIMIT_BY_RELATIVE), ""),
        (a_restriction("priya-sol", "sol", kind=INVESTIGATION, ends=date(2026, 3, 1)), ""),
    ],
)
def test_a_supporter_who_is_bound_or_investigated_is_not_the_one_to_stay(said, why):
    network = replace(FAMILY, ties=(*FAMILY.ties, a_tie("sol", "kev")), readings=(*FAMILY.readings, replace(said, id="order", seq=9)))
    family_time = replace(WANTED, supporter="sol", decision="Priya chose this.")
    meeting = Meeting("m", on=TEN, family_time=family_time, invitations=(coming("dawn"), coming("sol")))

    ruling = family_time_allowed(network, meeting)

    assert ruling.allowed is not bool(why)
    assert ruling.reason.endswith(
        f"for another supporter than Sol: {why}." if why else "Sol, whom Priya chose, stays, and the decision is recorded."
    )


def test_the_part_that_counts_is_the_one_that_family_time_is_in():
    meeting = Meeting("m", family_time=WANTED, invitations=(coming("dawn"),), agenda=(an_item("Family time", part=2),))

    assert family_time_allowed(FAMILY, meeting).allowed
    assert not family_time_allowed(FAMILY, replace(meeting, agenda=())).allowed


@pytest.mark.parametrize(
    ("supporter", "decision", "allowed", "reason"),
    [
        ("sol", "Priya chose this on 2 March with Sol beside her.", True, "Sol, whom Priya chose, stays, and the decision is recorded."),
        ("sol", "  ", False, "record why family time is right all the same."),
        (None, "Yes.", False, "which supporter stays with them."),
        ("nobody", "Yes.", False, "which supporter stays with them."),
        ("priya", "Yes.", False, "which supporter stays with them."),
        ("rex", "Yes.", False, "which supporter stays with them."),
        ("kev", "Yes.", False, "another supporter than Kev."),
        ("una", "Yes.", False, "Una, who would stay, is not recorded as coming to that part."),
    ],
)
def test_with_an_open_concern_a_supporter_stays_and_the_decision_is_recorded(supporter, decision, allowed, reason):
    network = replace(FAMILY, members=(*FAMILY.members, a_member("Una")))
    family_time = replace(WANTED, supporter=supporter, decision=decision)
    meeting = Meeting("m", family_time=family_time, invitations=(coming("dawn"), coming("sol"), coming("kev", part=2)))

    ruling = family_time_allowed(network, meeting)

    assert ruling.allowed is allowed
    assert ruling.reason.startswith("A concern is open between Priya and Dawn")
    assert ruling.reason.endswith(reason)


@pytest.mark.parametrize(
    "item", [an_item("Our time", None, kind=ItemKind.FAMILY_TIME), an_item("FAMILY\u200b  time"), an_item("Private time")]
)
def test_family_time_that_may_not_be_is_refused_under_whatever_name(item):
    meeting = Meeting("m", family_time=WANTED, agenda=(item,))

    check(meeting, FAMILY)
    with pytest.raises(BadInputError, match=r"^Family time cannot be on the agenda\. A concern is open"):
        check(replace(meeting, invitations=(coming("dawn"),)), FAMILY)


# ---------------------------------------------------------------- times and parts


@given(items, st.sampled_from([None, TEN]))
def test_every_item_starts_when_the_one_before_it_ends_and_parts_follow_one_another(agenda, on):
    found = timetable(Meeting("m", on=on, agenda=agenda))

    assert sorted(timed.item.id for timed in found) == sorted(item.id for item in agenda)
    assert [timed.item.part for timed in found] == sorted(item.part for item in agenda)
    assert all(before.ends == after.starts for before, after in pairwise(found))
    assert [timed.starts for timed in found[:1]] == ([on] if agenda else [])


@given(items)
def test_the_times_add_up(agenda):
    found = timetable(Meeting("m", on=TEN, agenda=agenda))

    open_ended = sum(item.minutes is None for item in agenda)
    length = found[-1].ends - TEN if found else timedelta()
    assert length == timedelta(minutes=total_minutes(agenda) + open_ended * OPEN_ENDED_ALLOWANCE)


@given(items)
def test_times_are_about_from_the_first_open_ended_item_on_and_not_before(agenda):
    found = timetable(Meeting("m", on=TEN, agenda=agenda))

    for place, timed in enumerate(found):
        assert timed.about is any(before.item.minutes is None for before in found[:place])


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TEN, ["10:00 to 10:01", "10:01, as long as it takes", "about 10:31 to 10:51", "about 10:51, as long as it takes"]),
        (None, ["1 minute", "as long as it takes", "20 minutes", "as long as it takes"]),
        (datetime.fromisoformat("9999-12-31T23:59"), ["1 minute", "as long as it takes", "20 minutes", "as long as it takes"]),
    ],
    ids=["with a time", "without", "at the end of the calendar"],
)
def test_the_times_in_words(on, words):
    agenda = (an_item(minutes=1), an_item(minutes=None), an_item(minutes=20), an_item(minutes=None))

    assert [timed.words for timed in timetable(Meeting("m", on=on, agenda=agenda))] == words


@given(items)
def test_the_parts_together_are_the_whole(agenda):
    meeting = Meeting("m", on=TEN, agenda=agenda)

    assert tuple(timed for part in meeting.parts for timed in timetable_for(meeting, part)) == timetable(meeting)
    for part in meeting.parts:
        assert agenda_for(meeting, part) == tuple(timed.item for timed in timetable_for(meeting, part))


# ---------------------------------------------------------------- editing


@given(items.filter(bool), st.data())
def test_an_item_moves_past_its_neighbour_in_its_part_and_back(agenda, data):
    item = data.draw(st.sampled_from(agenda))
    mine = [found.id for found in agenda if found.part == item.part]
    here = mine.index(item.id)

    moved = move(agenda, item.id, up=True)

    theirs = [found.id for found in moved if found.part == item.part]
    assert theirs.index(item.id) == max(here - 1, 0)
    assert [found for found in moved if found.part != item.part] == [found for found in agenda if found.part != item.part]
    assert move(moved, item.id, up=False) == (agenda if here else move(agenda, item.id, up=False))


def test_the_last_item_of_a_part_stays_where_it_is():
    agenda = (an_item(id="i1"), an_item(id="i2", part=2), an_item(id="i3"))

    assert move(agenda, "i3", up=False) == agenda
    assert [item.id for item in move(agenda, "i1", up=False)] == ["i3", "i2", "i1"]


def test_an_item_that_somebody_took_away_meanwhile_is_not_found():
    with pytest.raises(NotFoundError):
        move((an_item(id="i1"),), "i2", up=True)


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (an_item(" "), "title"),
        (an_item("x" * 201), "title"),
        (an_item(minutes=0), "minutes"),
        (an_item(minutes=-5), "minutes"),
        (an_item(minutes=301), "minutes"),
        (an_item(part=0), "part"),
        (an_item(part=21), "part"),
    ],
)
def test_an_item_that_cannot_be_is_refused_at_its_field(item, field):
    with pytest.raises(BadInputError) as refused:
        check_item(item)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "item", [an_item("x" * 200, 1), an_item(minutes=300, part=20), an_item(minutes=None), an_item("مرحبا <script>]]>")]
)
def test_an_item_within_its_limits_is_taken(item):
    check_item(item)


@pytest.mark.parametrize(
    "words",
    [
        "How safe Priya feels",
        "how  SAFE do you feel?",
        "How sa\u200bfe you feel",
        "Do you feel safe at home?",
        "Priya feels a bit unsafe",
        "Safe scale",
        "Safety score",
        "The safe indicator",
        "A scale of 0 to 10 for feeling safe",
        "A rating of her safety",
    ],
)
@pytest.mark.parametrize("field", ["title", "notes"])
def test_how_safe_the_adult_feels_is_never_an_item(words, field):
    item = replace(an_item(), **{field: words})

    with pytest.raises(BadInputError, match="asked alone") as refused:
        check(Meeting("m", agenda=(an_item(), item)), PRIYA)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "title", ["Keys and the key safe", "How safely the bath lift works", "What feels right", "Feeling better", "Safe ways to call"]
)
def test_other_things_that_are_safe_may_be_talked_about(title):
    check_item(an_item(title))


def test_an_agenda_has_a_limit():
    agenda = tuple(an_item(id=f"i{place}") for place in range(MOST_ITEMS))

    check(Meeting("m", agenda=agenda), PRIYA)
    with pytest.raises(BadInputError, match="at most 60 items"):
        check(Meeting("m", agenda=(*agenda, an_item())), PRIYA)


TEA = AgendaItem("pause", ItemKind.BREAK, "Break", minutes=15)


@pytest.mark.parametrize(
    ("agenda", "parts", "said"),
    [
        ((an_item(), an_item(part=2)), {"dawn": 1, "sol": 2}, ((1, 2),)),
        ((an_item(), an_item(part=3)), {"dawn": 1, "sol": 3}, ((1, 3),)),
        ((an_item(), TEA, an_item(part=2)), {"dawn": 1, "sol": 2}, ()),
        ((an_item(), replace(TEA, part=2), an_item(part=2)), {"dawn": 1, "sol": 2}, ()),
        ((an_item(), TEA, an_item(id="i2"), an_item(part=2)), {"dawn": 1, "sol": 2}, ((1, 2),)),
        ((an_item(), an_item(part=2)), {"dawn": 1, "kev": 2}, ()),
        ((an_item(), an_item(part=2)), {"dawn": 1}, ()),
        ((an_item(),), {"dawn": 1, "sol": 2}, ()),
        ((), {"dawn": 1, "sol": 2}, ()),
    ],
)
def test_parts_of_people_who_are_kept_apart_have_a_break_between_them(agenda, parts, said):
    network = replace(FAMILY, ties=(*FAMILY.ties, a_tie("dawn", "sol")), readings=(*FAMILY.readings, a_concern("dawn-sol", "dawn", seq=9)))
    meeting = Meeting("m", agenda=agenda, invitations=tuple(coming(member, part) for member, part in parts.items()))

    assert meet_at_the_door(meeting, network) == said
