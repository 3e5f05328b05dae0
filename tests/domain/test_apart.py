"""Who is kept apart: orders and conditions, the police, limits that bind nobody, open concerns."""

from dataclasses import replace
from datetime import date

import pytest

from netmeet.domain.invitation import Proposal
from netmeet.domain.meeting import Invite
from netmeet.domain.network import MemberKind
from netmeet.domain.readings import Basis, ConcernLevel, ConcernType, Presence, RestrictionKind, Voice
from tests.support.inviting import (
    BETWEEN,
    CLASH,
    DAWN,
    IF,
    KEV,
    MEETING_DAY,
    MO,
    NO,
    NOT_ASKED,
    SOL,
    YES,
    a_meeting,
    decided,
    for_dawn,
    proposed,
)
from tests.support.make import TODAY, a_concern, a_member, a_network, a_restriction, a_tie

SAFELY = "How can Dawn be asked safely? A letter may be opened by somebody else."

# ---------------------------------------------------------------- 3: orders and conditions


def bound_to_mo(**fields):
    return (a_tie("mo", "dawn"), a_restriction("mo-dawn", "dawn", **fields))


@pytest.mark.parametrize("kind", RestrictionKind)
def test_an_order_keeps_the_bound_person_away_and_what_is_no_order_does_not(kind):
    found = for_dawn(*bound_to_mo(kind=kind))

    assert (found.invite is Invite.WRITTEN_VIEW) is kind.blocks
    assert found.blocked_by == (("r1",) if kind.blocks else ())


def test_the_reason_names_the_order_both_people_and_the_last_day():
    found = for_dawn(*bound_to_mo(kind=RestrictionKind.OCCUPATION, starts=date(2026, 1, 1), ends=date(2026, 6, 30)))

    assert found.reason == (
        "Mo said yes; an occupation order in force from 1 January 2026 until 30 June 2026 keeps Dawn away from Mo, "
        "so Dawn may be heard in writing and is not there on that day."
    )


@pytest.mark.parametrize(
    ("on", "starts", "ends", "kept_away", "ask"),
    [
        (MEETING_DAY, None, None, True, "When does the non-molestation order between Dawn and Mo end?"),
        (MEETING_DAY, None, MEETING_DAY, True, None),
        (MEETING_DAY, MEETING_DAY, None, True, None),
        (MEETING_DAY, None, date(2026, 3, 22), False, "between Dawn and Mo ended on 22 March 2026: has it been renewed?"),
        (MEETING_DAY, date(2026, 3, 24), None, False, "starts after the day of the meeting: look again if that day moves."),
        (None, None, TODAY, True, None),
        (None, date(2026, 5, 1), None, True, None),
        (None, None, date(2026, 3, 8), False, "ended on 8 March 2026: has it been renewed?"),
    ],
    ids=["open-ended", "last day", "first day", "over by then", "later", "no day, today", "no day, to come", "no day, over"],
)
def test_it_is_the_day_of_the_meeting_that_counts(on, starts, ends, kept_away, ask):
    found = for_dawn(*bound_to_mo(starts=starts, ends=ends), on=on)

    assert (found.invite is Invite.WRITTEN_VIEW) is kept_away
    assert ask is None or any(asked.endswith(ask) for asked in found.asks)
    assert any("renewed" in asked for asked in found.asks) is bool(ask and "renewed" in ask)


@pytest.mark.parametrize(("seen", "asked"), [("", True), ("Copy seen on 2 March 2026", False)])
def test_an_order_that_nobody_has_seen_is_asked_for(seen, asked):
    found = for_dawn(*bound_to_mo(source_seen=seen))

    assert any(ask.startswith("Ask to see the non-molestation order between Dawn and Mo") for ask in found.asks) is asked


def test_a_bound_child_is_not_there_either():
    network = a_network(MO, a_member("Dawn", under_18=True), *bound_to_mo())

    found = proposed(network, a_meeting(dawn=YES))["dawn"]

    assert found.invite is Invite.NOT_INVITED
    assert found.reason.endswith("so Dawn, who is under 18, is not there on that day.")


@pytest.mark.parametrize(
    ("kev", "bound"),
    [
        (YES, Invite.WRITTEN_VIEW),
        (IF, Invite.WRITTEN_VIEW),
        (NO, Invite.INVITE),
        (NOT_ASKED, Invite.TALK_FIRST),
        (decided("kev", Invite.INVITE), Invite.WRITTEN_VIEW),
        (decided("kev", Invite.SEPARATE_PART, part=2), Invite.WRITTEN_VIEW),
        (decided("kev", Invite.TALK_FIRST), Invite.WRITTEN_VIEW),
        (decided("kev", Invite.WRITTEN_VIEW), Invite.TALK_FIRST),
        (decided("kev", Invite.NOT_INVITED), Invite.TALK_FIRST),
        (decided("kev", Invite.NOT_INVITED, says=NO), Invite.INVITE),
        (decided("kev", Invite.NOT_INVITED, says=NOT_ASKED), Invite.INVITE),
        (decided("kev", Invite.INVITE, says=NO), Invite.WRITTEN_VIEW),
        (decided("kev", Invite.TALK_FIRST, says=NOT_ASKED), Invite.TALK_FIRST),
    ],
)
def test_between_two_others_the_bound_one_stays_away_while_the_protected_one_may_come(kev, bound):
    found = for_dawn(*BETWEEN, kev=kev)

    assert found.invite is bound


def test_the_protected_one_is_not_touched_by_the_order():
    network = a_network(MO, DAWN, KEV, *BETWEEN)

    found = proposed(network, a_meeting(dawn=YES, kev=YES))["kev"]

    assert found == Proposal(
        "kev",
        Invite.INVITE,
        "Mo said yes; a non-molestation order in force until 1 December 2026 keeps Dawn away from Kev.",
        asks=("How can Kev be asked safely? A letter may be opened by somebody else.",),
    )


@pytest.mark.parametrize(
    ("kev", "so"),
    [
        (NOT_ASKED, "settle first whether Kev comes"),
        (decided("kev", Invite.WRITTEN_VIEW), "make sure that Kev does not come after all (decided: written view)"),
        (decided("kev", Invite.NOT_INVITED), "make sure that Kev does not come after all (decided: not invited)"),
    ],
)
def test_where_the_protected_one_might_come_after_all_that_is_settled_first(kev, so):
    found = for_dawn(*BETWEEN, kev=kev)

    assert (found.invite, found.reason.partition("keeps Dawn away from Kev, so ")[2]) == (Invite.TALK_FIRST, f"{so}.")


@pytest.mark.parametrize(
    "restrictions",
    [
        (a_restriction("dawn-kev", None),),
        (a_restriction("dawn-kev", "dawn"), a_restriction("dawn-kev", "kev", kind=RestrictionKind.BAIL)),
    ],
    ids=["one order both ways", "an order each"],
)
def test_two_who_are_kept_from_one_another_both_stay_away_until_the_adult_chooses(restrictions):
    network = a_network(MO, DAWN, KEV, a_tie("dawn", "kev"), *restrictions)

    found = proposed(network, a_meeting(dawn=YES, kev=YES))

    assert (found["dawn"].invite, found["kev"].invite) == (Invite.WRITTEN_VIEW, Invite.WRITTEN_VIEW)
    assert "Dawn and Kev are kept from one another: ask Mo which of them is to be there." in found["dawn"].asks
    chosen = proposed(network, a_meeting(dawn=YES, kev=decided("kev", Invite.WRITTEN_VIEW)))
    assert (chosen["dawn"].invite, chosen["dawn"].blocked_by) == (Invite.TALK_FIRST, ())


def test_the_adult_stays_where_an_order_binds_both():
    found = for_dawn(a_tie("mo", "dawn"), a_restriction("mo-dawn", None))

    assert found.invite is Invite.WRITTEN_VIEW
    assert any("take legal advice" in ask for ask in found.asks)


def test_where_the_adult_is_bound_the_protected_one_is_asked_and_not_sent_away():
    found = for_dawn(a_tie("mo", "dawn"), a_restriction("mo-dawn", "mo", ends=date(2026, 6, 30)))

    assert found.invite is Invite.TALK_FIRST
    assert found.reason == (
        "Mo said yes; a non-molestation order in force until 30 June 2026 keeps Mo away from Dawn, "
        "so they cannot meet, and Dawn is asked first how to be heard."
    )
    assert found.blocked_by == ("r1",)
    assert "The non-molestation order binds Mo: take legal advice before Dawn is asked." in found.asks


def test_an_order_that_bound_the_adult_is_asked_about_when_it_is_over():
    found = for_dawn(a_tie("mo", "dawn"), a_restriction("mo-dawn", "mo", ends=date(2026, 3, 1)))

    assert found.invite is Invite.INVITE
    assert found.asks == (SAFELY, "The non-molestation order between Dawn and Mo ended on 1 March 2026: has it been renewed?")


@pytest.mark.parametrize(
    ("kind", "venue", "invite"),
    [
        (MemberKind.PLACE, "Main hall, ELM HOUSE, Elm Road", Invite.WRITTEN_VIEW),
        (MemberKind.ORGANISATION, "Elm House", Invite.WRITTEN_VIEW),
        (MemberKind.PLACE, "The library", Invite.INVITE),
        (MemberKind.PLACE, "", Invite.INVITE),
        (MemberKind.PET, "Elm House", Invite.INVITE),
    ],
)
def test_an_order_about_a_place_counts_where_the_meeting_is_there_and_is_asked_about_elsewhere(kind, venue, invite):
    place = a_member("Elm House", kind=kind)
    network = a_network(MO, DAWN, place, a_tie("dawn", "elm-house"), a_restriction("dawn-elm-house", "dawn"))

    found = proposed(network, a_meeting(venue=venue, dawn=YES))["dawn"]

    assert found.invite is invite
    asked = "The non-molestation order keeps Dawn away from Elm House: is the meeting somewhere else?" in found.asks
    assert asked is (invite is Invite.INVITE and kind is not MemberKind.PET)


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("Lena's flat", "Lena\u2019s flat"),
        ("Lena\u2019s flat", "at Lenas flat, 2pm"),
        ("Lena's flat", "LENA'S  FL\u00c2T"),
        ("St. Mary's Hall", "St Mary\u2019s Hall, Mill Street"),
        ("St. Mary's Hall", "Saint Mary's Hall"),
        ("Saint Mary's Hall", "St. Marys Hall"),
        ("The flat", "5 Elm St, Wendleford"),
        ("The flat", "5, Elm Street"),
        ("The flat", "flat at WF1 2AB"),
    ],
)
def test_an_order_about_a_place_counts_however_its_name_or_its_address_is_written(name, venue):
    place = a_member(name, id="place", kind=MemberKind.PLACE, address="5 Elm Street\nWendleford\nWF1 2AB")
    network = a_network(MO, DAWN, place, a_tie("dawn", "place"), a_restriction("dawn-place", "dawn"))

    assert proposed(network, a_meeting(venue=venue, dawn=YES))["dawn"].invite is Invite.WRITTEN_VIEW


@pytest.mark.parametrize(("venue", "invite"), [("The chapel, Elm Street", Invite.TALK_FIRST), ("The chapel, High Street", Invite.INVITE)])
def test_a_venue_that_may_be_the_place_of_an_order_is_settled_first(venue, invite):
    place = a_member("The flat", id="place", kind=MemberKind.PLACE, address="5 Elm Street\nWendleford")
    network = a_network(MO, DAWN, place, a_tie("dawn", "place"), a_restriction("dawn-place", "dawn"))

    found = proposed(network, a_meeting(venue=venue, dawn=YES))["dawn"]

    assert found.invite is invite
    assert ("so make sure first that the meeting is somewhere else" in found.reason) is (invite is Invite.TALK_FIRST)


@pytest.mark.parametrize(
    ("fields", "away"),
    [({"address": "5 Elm Street"}, True), ({"address": "6 Elm Street"}, False), ({"address": "5 Elm Street", "dead": True}, False)],
)
def test_nobody_is_asked_to_the_home_of_somebody_whom_an_order_protects_from_them(fields, away):
    network = a_network(MO, DAWN, a_member("Kev", **fields), *BETWEEN)

    found = proposed(network, a_meeting(venue="5 Elm St", dawn=YES, kev=NO))["dawn"]

    assert (found.invite is Invite.WRITTEN_VIEW) is away
    assert ("keeps Dawn away from Kev, who lives where the meeting is, so Dawn may be heard in writing" in found.reason) is away


def test_a_place_without_a_name_is_at_no_venue():
    network = a_network(MO, DAWN, a_member(" ", id="p", kind=MemberKind.PLACE), a_tie("dawn", "p"), a_restriction("dawn-p", "dawn"))

    assert proposed(network, a_meeting(venue="The hall", dawn=YES))["dawn"].invite is Invite.INVITE


def test_an_order_protecting_somebody_who_has_died_keeps_nobody_away():
    network = a_network(MO, DAWN, a_member("Kev", dead=True), *BETWEEN)

    assert proposed(network, a_meeting(dawn=YES))["dawn"].invite is Invite.INVITE


def test_several_orders_are_all_named():
    network = a_network(MO, DAWN, KEV, *bound_to_mo(), *BETWEEN)

    found = proposed(network, a_meeting(dawn=YES, kev=YES))["dawn"]

    assert found.blocked_by == ("r1", "r2")
    assert "keeps Dawn away from Mo and a non-molestation order" in found.reason


OPEN = a_restriction("mo-dawn", "dawn", source_seen="Sealed copy")
OVER = {"ends": date(2026, 2, 1), "basis": Basis.ON_RECORD}


@pytest.mark.parametrize(
    ("first", "then", "invite"),
    [
        (OPEN, a_restriction("mo-dawn", "dawn", source_seen="Sealed copy", **OVER), Invite.INVITE),
        (OPEN, a_restriction("mo-dawn", "dawn", source_seen="Sealed copy", **(OVER | {"basis": Basis.SEEN})), Invite.INVITE),
        (OPEN, a_restriction("mo-dawn", "dawn", source_seen="Copy", voice=Voice.OTHER, voice_member="kev", **OVER), Invite.INVITE),
        (OPEN, a_restriction("mo-dawn", "dawn", **OVER), Invite.WRITTEN_VIEW),
        (OPEN, a_restriction("mo-dawn", "dawn", source_seen="Copy", voice=Voice.OTHER, voice_member="dawn", **OVER), Invite.WRITTEN_VIEW),
        (OPEN, a_restriction("mo-dawn", "dawn", source_seen="Told by Dawn", **(OVER | {"basis": None})), Invite.WRITTEN_VIEW),
        (
            OPEN,
            a_restriction("mo-dawn", "dawn", source_seen="Not seen", **(OVER | {"basis": Basis.TOLD_BY_SOMEONE_ELSE})),
            Invite.WRITTEN_VIEW,
        ),
        (OPEN, a_restriction("mo-dawn", "dawn", kind=RestrictionKind.BAIL, source_seen="Sheet", **OVER), Invite.WRITTEN_VIEW),
        (OPEN, a_restriction("mo-dawn", "mo", source_seen="Sealed copy", **OVER), Invite.WRITTEN_VIEW),
        (OPEN, a_restriction("mo-dawn", "dawn", starts=date(2025, 1, 1), source_seen="Copy", **OVER), Invite.WRITTEN_VIEW),
        (replace(OPEN, seq=9), a_restriction("mo-dawn", "dawn", source_seen="Sealed copy", **OVER), Invite.WRITTEN_VIEW),
    ],
    ids=[
        "on record", "seen", "somebody else has a copy", "only said", "the bound one's own word", "no basis", "told",
        "another kind", "the other way", "another order", "recorded before",
    ],
)  # fmt: skip
def test_an_end_date_is_put_right_only_by_a_later_entry_of_an_order_that_somebody_else_has_seen(first, then, invite):
    found = for_dawn(a_tie("mo", "dawn"), first, then)

    assert found.invite is invite
    corrected = "An earlier entry of the non-molestation order between Dawn and Mo differs: are both about the same order?"
    assert (corrected in found.asks) is (invite is Invite.INVITE)


ENDS = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("ends", "said", "asked"),
    [
        (None, date(2026, 2, 1), True),
        (ENDS, date(2026, 2, 1), True),
        (ENDS, ENDS, False),
        (ENDS, date(2027, 1, 1), False),
        (ENDS, None, False),
    ],
)
def test_that_an_order_ends_sooner_is_asked_about_until_somebody_else_has_seen_the_paper(ends, said, asked):
    first, then = (a_restriction("mo-dawn", "dawn", source_seen="Copy", ends=day) for day in (ends, said))
    found = for_dawn(a_tie("mo", "dawn"), first, replace(then, voice=Voice.OTHER, voice_member="dawn", basis=Basis.ON_RECORD))

    assert found.invite is Invite.WRITTEN_VIEW
    assert ("ended on 1 February" in found.reason or any("has it been renewed" in ask for ask in found.asks)) is False
    assert any(ask.endswith("it counts once somebody else than the bound one has seen the paper.") for ask in found.asks) is asked


def test_the_adult_s_own_word_does_not_end_an_order_that_binds_them():
    over = a_restriction("mo-dawn", "mo", source_seen="Letter", voice=Voice.ADULT, **OVER)
    found = for_dawn(a_tie("mo", "dawn"), a_restriction("mo-dawn", "mo", source_seen="Copy"), over)

    assert found.blocked_by == ("r1",)


# ---------------------------------------------------------------- 4 and 5: the police; limits that bind nobody


@pytest.mark.parametrize("bound", ["mo", "dawn", None])
@pytest.mark.parametrize(("ends", "first"), [(None, True), (date(2026, 3, 22), False)])
def test_a_police_investigation_in_force_says_to_ask_the_officer_first(bound, ends, first):
    found = for_dawn(a_tie("mo", "dawn"), a_restriction("mo-dawn", bound, kind=RestrictionKind.POLICE_INVESTIGATION, ends=ends))

    assert (found.invite is Invite.TALK_FIRST) is first
    assert ("Ask the officer whether Dawn may come, and what must not be talked about." in found.asks) is first
    if first:
        assert found.reason == "Mo said yes; a police investigation between Dawn and Mo is going on, so ask the officer first."


@pytest.mark.parametrize("kind", [RestrictionKind.LIMIT_BY_CARE_HOME, RestrictionKind.LIMIT_BY_RELATIVE])
@pytest.mark.parametrize("bound", ["mo", "dawn"])
def test_a_limit_set_by_a_care_home_or_relative_never_keeps_anybody_away(kind, bound):
    found = for_dawn(a_tie("mo", "dawn"), a_restriction("mo-dawn", bound, kind=kind))

    assert (found.invite, found.blocked_by) == (Invite.INVITE, ())
    assert found.asks == (f"The {kind} between Dawn and Mo is no order: who decided, on what authority?",)


# ---------------------------------------------------------------- 6: concerns


@pytest.mark.parametrize(
    ("source", "course"),
    [("dawn", "from Dawn to Mo"), ("mo", "from Mo to Dawn"), (None, "between Dawn and Mo, both ways,")],
)
def test_an_open_concern_with_the_adult_in_either_direction_asks_for_a_recorded_decision(source, course):
    found = for_dawn(a_tie("mo", "dawn"), a_concern("mo-dawn", source, type=ConcernType.FINANCIAL))

    assert found.invite is Invite.TALK_FIRST
    assert found.reason == (
        f"Mo said yes; a concern about harm {course} is open (financial or material abuse, serious worry, 9 March 2026), "
        "so talk to Dawn first and record what is decided."
    )
    assert [ask for ask in found.asks if ask != SAFELY] == [
        "Agree with Mo what may be said to Dawn, and what not, before anybody talks to Dawn.",
        "Was Mo alone when asked about Dawn? It is not written down.",
        "Record what is decided about Dawn: by whom, on which day, and why.",
    ]
    assert (SAFELY in found.asks) is (source != "dawn")


@pytest.mark.parametrize(
    ("fields", "alone"),
    [
        ({"basis": Basis.TOLD_BY_ADULT_ALONE}, True),
        ({"voice": Voice.ADULT, "presence": Presence.ALONE}, True),
        ({"voice": Voice.ADULT, "presence": Presence.NOT_KNOWN}, False),
        ({"voice": Voice.CARER, "presence": Presence.ALONE}, False),
        ({"basis": Basis.TOLD_BY_ADULT_WITH_OTHERS}, False),
        ({"basis": Basis.TOLD_BY_ADULT_ALONE, "level": ConcernLevel.NONE}, False),
    ],
)
@pytest.mark.parametrize("about", ["mo-dawn", "dawn"])
def test_what_the_adult_told_alone_is_not_repeated_unless_they_agree(about, fields, alone):
    found = for_dawn(a_tie("mo", "dawn"), a_concern("mo-dawn", "dawn"), a_concern(about, "dawn", **fields))

    assert found.asks[0] == "Agree with Mo what may be said to Dawn, and what not, before anybody talks to Dawn."
    assert (found.asks[1] == "Mo was asked alone: what was said is not repeated to Dawn unless Mo agrees.") is alone


def test_the_order_the_worry_and_the_condition_are_named_at_once():
    worry = (a_tie("mo", "dawn"), a_concern("mo-dawn", "dawn"))
    condition = decided("dawn", None, says=IF, adult_words="If Sol is there")
    open_ = "a concern about harm from Dawn to Mo is open (psychological abuse, serious worry, 9 March 2026)"
    order = "a non-molestation order in force until 1 December 2026 keeps Dawn away from Kev"

    assert for_dawn(*worry, dawn=condition).reason == (
        f"Mo said yes, if: “If Sol is there”; {open_}, so talk about the condition first; talk to Dawn first and record what is decided."
    )
    assert for_dawn(*worry, *BETWEEN, dawn=condition, kev=YES).reason == (
        f"Mo said yes, if: “If Sol is there”; {order}; {open_}, so Dawn may be heard in writing and is not there on that day."
    )
    assert for_dawn(*worry, *BETWEEN, dawn=condition).reason == (
        f"Mo said yes, if: “If Sol is there”; {order}; {open_}, "
        "so settle first whether Kev comes; talk about the condition first; talk to Dawn first and record what is decided."
    )
    assert for_dawn(*BETWEEN, dawn=condition, kev=NO).reason == (
        f"Mo said yes, if: “If Sol is there”; {order}, so talk about the condition first."
    )


def test_what_is_written_down_between_others_is_named_beside_a_condition():
    found = for_dawn(*CLASH, dawn=decided("dawn", None, says=IF), kev=YES)

    assert found.reason == (
        "Mo said yes, with a condition; a concern about harm is open between Dawn and Kev, so talk about the condition first."
    )
    assert "a worry about harm from Dawn to Kev is written down, so talk" in for_dawn(*CLASH, dawn=IF, kev=NO).reason


def test_the_most_serious_worry_is_the_one_that_is_named():
    found = for_dawn(
        a_tie("mo", "dawn"),
        a_concern("mo-dawn", "dawn", level=ConcernLevel.SERIOUS, type=ConcernType.NEGLECT, said_on=None),
        a_concern("mo-dawn", "mo", level=ConcernLevel.SOME),
        a_concern("mo-dawn", "dawn", level=ConcernLevel.NONE),
    )

    assert "is open (neglect and acts of omission, serious worry), so talk" in found.reason


def test_nothing_to_worry_about_is_no_concern():
    assert for_dawn(a_tie("mo", "dawn"), a_concern("mo-dawn", "dawn", level=ConcernLevel.NONE)).invite is Invite.INVITE


def test_two_invitees_with_an_open_concern_come_to_different_parts():
    found = proposed(a_network(MO, DAWN, KEV, SOL, *CLASH), a_meeting(dawn=YES, kev=YES, sol=YES))

    assert {member: (proposal.invite, proposal.part) for member, proposal in found.items()} == {
        "dawn": (Invite.INVITE, 1),
        "kev": (Invite.SEPARATE_PART, 2),
        "sol": (Invite.INVITE, 1),
    }
    assert found["dawn"].reason == (
        "Mo said yes; a concern about harm is open between Dawn and Kev, so they come to different parts, Dawn to part 1."
    )
    assert found["kev"].reason == (
        "Mo said yes; a concern about harm is open between Kev and Dawn, so they come to different parts, Kev to part 2."
    )


@pytest.mark.parametrize(
    ("kev", "dawn"),
    [
        (NO, (Invite.INVITE, 1)),
        (NOT_ASKED, (Invite.INVITE, 1)),
        (IF, (Invite.INVITE, 1)),
        (decided("kev", Invite.WRITTEN_VIEW), (Invite.INVITE, 1)),
        (decided("kev", Invite.TALK_FIRST), (Invite.INVITE, 1)),
        (decided("kev", Invite.INVITE, part=1), (Invite.SEPARATE_PART, 2)),
        (decided("kev", Invite.SEPARATE_PART, part=3), (Invite.INVITE, 1)),
        (decided("kev", Invite.INVITE, says=NO), (Invite.SEPARATE_PART, 2)),
    ],
)
def test_only_those_who_might_come_are_kept_apart_and_a_recorded_part_stays(kev, dawn):
    found = for_dawn(*CLASH, kev=kev)

    assert (found.invite, found.part) == dawn


@pytest.mark.parametrize(
    ("kev", "apart"),
    [(IF, True), (decided("kev", Invite.TALK_FIRST), True), (decided("kev", Invite.SEPARATE_PART, part=3), True), (NO, False)],
)
def test_whoever_stays_in_part_1_is_told_to_be_kept_apart_all_the_same(kev, apart):
    found = for_dawn(*CLASH, kev=kev)

    assert ("they come to different parts, Dawn to part 1" in found.reason) is apart
    assert ("Keep Dawn in another part than Kev: a concern about harm is open between them." in found.asks) is apart


def test_whoever_a_decision_keeps_away_moves_nobody_and_is_shown_where_they_would_go():
    found = proposed(a_network(MO, DAWN, KEV, *CLASH), a_meeting(dawn=decided("dawn", Invite.WRITTEN_VIEW), kev=YES))

    assert (found["kev"].invite, found["kev"].part) == (Invite.INVITE, 1)
    assert (found["dawn"].invite, found["dawn"].part) == (Invite.SEPARATE_PART, 2)


def test_two_who_are_recorded_in_one_part_are_proposed_apart():
    found = proposed(a_network(MO, DAWN, KEV, *CLASH), a_meeting(dawn=decided("dawn", Invite.INVITE), kev=decided("kev", Invite.INVITE)))

    assert (found["dawn"].part, found["kev"].part) == (1, 2)


def test_nobody_is_sent_to_another_part_for_a_child_who_is_only_talked_to():
    found = proposed(a_network(MO, DAWN, a_member("Kev", under_18=True), *CLASH), a_meeting(dawn=YES, kev=YES))

    assert (found["dawn"].invite, found["kev"].invite) == (Invite.INVITE, Invite.TALK_FIRST)


def test_whoever_is_talked_to_first_is_kept_apart_as_well():
    network = a_network(MO, DAWN, KEV, *CLASH, a_tie("mo", "kev"), a_concern("mo-kev", "kev"))

    found = proposed(network, a_meeting(dawn=YES, kev=YES))["kev"]

    assert (found.invite, found.part) == (Invite.TALK_FIRST, 2)
    assert "Keep Kev in another part than Dawn: a concern about harm is open between them." in found.asks


def test_a_ring_of_four_needs_two_parts_and_one_of_five_three():
    for size, parts in ((4, 2), (5, 3)):
        people = [a_member(f"P{place}") for place in range(size)]
        ring = [(f"p{place}", f"p{(place + 1) % size}") for place in range(size)]
        ties = [part for one, other in ring for part in (a_tie(one, other), a_concern(f"{one}-{other}", one))]
        found = proposed(a_network(MO, *people, *ties), a_meeting(**{person.id: YES for person in people}))

        assert len({proposal.part for proposal in found.values()}) == parts
        assert all(found[one].part != found[other].part for one, other in ring)


@pytest.mark.parametrize(("raiser", "said"), [("kev", True), (None, False)])
def test_a_worry_raised_only_by_somebody_there_is_a_worry_about_says_so_where_it_is_decided(raiser, said):
    worry = a_concern("mo-dawn", "dawn", voice=Voice.CARER if raiser else Voice.PRACTITIONER, voice_member=raiser)
    found = for_dawn(a_tie("mo", "dawn"), worry, a_tie("mo", "kev"), a_concern("mo-kev", "kev"), kev=YES)

    raised = "Only Kev raised a worry that Mo may come to harm from Dawn"
    only = f"{raised}, and there is a worry recorded about Kev too; it still counts: who else can be asked?"
    assert (only in found.asks) is said


def test_so_does_one_between_two_who_might_come():
    people = (MO, DAWN, KEV, SOL, a_tie("mo", "sol"), a_concern("mo-sol", "sol"))
    worry = (CLASH[0], a_concern("dawn-kev", "dawn", voice=Voice.OTHER, voice_member="sol"))
    found = proposed(a_network(*people, *worry), a_meeting(dawn=YES, kev=YES, sol=YES))

    raised = "Only Sol raised a worry that Kev may come to harm from Dawn"
    only = f"{raised}, and there is a worry recorded about Sol too; it still counts: who else can be asked?"
    assert [only in found[name].asks for name in ("dawn", "kev", "sol")] == [True, True, False]
