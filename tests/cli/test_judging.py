import json
from datetime import date, datetime

import pytest

from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.invitation import propose
from netmeet.domain.meeting import AdultSays, Invitation, Invite, Meeting
from netmeet.domain.readings import ConcernLevel, RestrictionKind, Strain, StrainLevel, Voice, Wants, WantsAnswer
from netmeet.domain.risk import important_and_risky
from netmeet.exchange.bundle import read_bundle, write_bundle
from tests.support.given import FAMILY, GEDCOM
from tests.support.hostile import NAMES
from tests.support.make import a_case, a_concern, a_member, a_reading, a_restriction, a_tie, gives, important

DAY = date(2026, 3, 9)


def a_worrying_case(name="Kev", **fields):
    """Dawn, and somebody whom she loves and who may harm her."""
    return a_case(
        a_member("Dawn"),
        a_member(name, id="kev"),
        a_member("Mo"),
        a_tie("dawn", "kev"),
        a_tie("kev", "mo"),
        important("dawn-kev", evidence="My “own” boy.\nAlways was."),
        a_concern("dawn-kev", "kev", ConcernLevel.SERIOUS, heard="a bruise"),
        a_restriction("kev-mo", "kev", RestrictionKind.NON_MOLESTATION, date(2026, 1, 1), date(2026, 6, 30)),
        a_reading("dawn-kev", Wants(WantsAnswer.CHANGE, "less shouting")),
        a_reading("kev", Strain(StrainLevel.BREAKING_POINT), Voice.CARER, voice_member="kev"),
        gives("dawn-kev", "kev"),
        **fields,
    )


@pytest.fixture
def worrying(file):
    return file("case.json", write_bundle(a_worrying_case()))


def test_a_flag_shows_both_readings_what_is_wanted_and_what_would_be_lost(netmeet, worrying):
    said = netmeet("flags", worrying, "--as-of", DAY).stdout

    for words in (
        "Dawn and Kev: important and a worry",
        "Kev is very important to Dawn",
        "serious worry that Dawn may come to harm from Kev",
        "wants to keep this relationship, but change something",
        "“less shouting”",
        "My “own” boy.",
        "“Always was.”",
        "Dawn would lose company from Kev",
        "Kev is at breaking point",
        "Kev and Mo: a worry between others",
        "2 ties are flagged. People decide what follows.",
    ):
        assert words in said


def test_the_flags_in_json_are_those_of_the_domain(netmeet, worrying):
    found = json.loads(netmeet("flags", worrying, "--format", "json", "--as-of", DAY).stdout)

    network = read_bundle(worrying.read_bytes()).network
    flags = important_and_risky(network, FlagRule(), as_of=DAY)
    assert found["as_of"] == "2026-03-09"
    assert [flag["about"] for flag in found["flags"]] == [flag.about for flag in flags]
    assert [flag["tie"]["id"] for flag in found["flags"]] == [flag.tie.id for flag in flags]
    first = found["flags"][0]
    assert (first["standing"], first["most_serious"]) == ("important and a worry", "serious")
    assert first["important"][0]["who"] == "Dawn"
    assert first["worries"][0]["says"].startswith("serious worry that Dawn may come to harm from Kev")
    assert first["wants"][0]["quote"] == "less shouting"
    assert first["would_lose"]
    assert any("important" in line for line in found["rule"])


def test_the_day_decides_which_orders_are_in_force(netmeet, worrying):
    during, after = (
        json.loads(netmeet("flags", worrying, "--format", "json", "--as-of", day).stdout) for day in ("2026-03-09", "2027-03-09")
    )

    between = {flag["about"]: flag["most_serious"] for flag in during["flags"]}
    later = {flag["about"]: flag["most_serious"] for flag in after["flags"]}
    assert (between["Kev and Mo"], later["Kev and Mo"]) == ("serious", "none")


def test_nothing_flagged_is_not_called_safe(netmeet, file):
    said = netmeet("flags", file("case.json", write_bundle(a_case(a_member("Dawn"))))).stdout

    assert "Nothing is flagged. That means that nothing was recorded, not that somebody is safe." in said


def test_worries_about_the_adult_alone_and_what_nobody_asked_stand_below(netmeet, file):
    case = a_case(a_member("Dawn"), a_member("Kev"), a_tie("dawn", "kev"), important("dawn-kev"), a_concern("dawn", heard="no heating"))
    said = netmeet("flags", file("case.json", write_bundle(case))).stdout

    assert "Worries about the adult, along no tie" in said
    assert "“no heating”" in said
    assert "Not asked yet" in said


def meeting(*invitations, **fields):
    return Meeting("g1", on=datetime(2026, 4, 1, 14, 0), invitations=invitations, **fields)  # noqa: DTZ001 (local time, as on the letter)


@pytest.fixture
def planned(file):
    """A meeting to which the adult said yes for Kev, and nothing yet about Mo."""
    case = a_worrying_case(meetings=(meeting(Invitation("kev", AdultSays.YES, decision=Invite.INVITE)), Meeting("g2")))
    return file("case.json", write_bundle(case))


def test_every_meeting_has_its_proposals_each_with_a_reason(netmeet, planned):
    said = netmeet("invitations", planned, "--as-of", DAY).stdout

    for words in (
        "Meeting on 1 April 2026",
        "Meeting, no day yet",
        "  Kev: talk first",
        "a non-molestation order in force from 1 January 2026 until 30 June 2026 keeps Kev away from Mo",
        "    Decided: invite.",
        "    To be looked at again",
        "  Mo: ask first",
        "Ask Dawn first",
        "People decide.",
    ):
        assert words in said


def test_the_proposals_in_json_are_those_of_the_domain(netmeet, planned):
    found = json.loads(netmeet("invitations", planned, "--format", "json", "--as-of", DAY).stdout)

    case = read_bundle(planned.read_bytes())
    proposals = propose(case.network, case.meetings[0], case.capacity, as_of=DAY)
    assert [meeting["on"] for meeting in found["meetings"]] == ["2026-04-01T14:00:00", None]
    first = found["meetings"][0]["proposals"]
    assert [(one["member"], one["reason"]) for one in first] == [(one.member_id, one.reason) for one in proposals]
    assert [(one["name"], one["invite"], one["adult_says"], one["decision"]) for one in first] == [
        ("Kev", "talk first", "yes", "invite"),
        ("Mo", None, "not asked", None),
    ]
    assert [one["needs_decision"] for one in first] == [True, False]


def test_somebody_who_comes_to_another_part_is_told_which(netmeet, file):
    invitations = (Invitation("kev", AdultSays.YES), Invitation("mo", AdultSays.YES, decision=Invite.SEPARATE_PART, part=2))
    case = a_case(
        a_member("Dawn"), a_member("Kev"), a_member("Mo"), a_tie("kev", "mo"), a_concern("kev-mo", "kev"), meetings=(meeting(*invitations),)
    )

    said = netmeet("invitations", file("case.json", write_bundle(case)), "--as-of", DAY).stdout

    assert "  Kev: invite, part 1" in said
    assert "  Mo: separate part, part 2" in said
    assert "    To be decided." in said


def test_a_bundle_without_a_meeting_says_so(netmeet, worrying):
    assert netmeet("invitations", worrying).stdout == "No meeting is planned in this file.\n"


@pytest.mark.parametrize("command", ["flags", "invitations"])
@pytest.mark.parametrize(("name", "letters"), NAMES.values(), ids=NAMES.keys())
def test_no_name_moves_the_cursor_or_turns_the_text_round(netmeet, file, command, name, letters):
    plain = name.replace("\x00", "").replace("\ud800", "") if name.strip() else "Kev"
    case = a_worrying_case(plain, meetings=(meeting(Invitation("kev", AdultSays.IF, plain)),))
    bundle = file("case.json", write_bundle(case))

    for form in ("text", "json"):
        said = netmeet(command, bundle, "--format", form).stdout
        assert not {"\x1b", "\x07", "\r", "\u202e", "\u2066", "\x7f"} & set(said)
        assert letters.split(" ")[0] in (
            said if form == "text" else json.dumps(json.loads(said), ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
        )


@pytest.mark.parametrize("command", ["flags", "invitations"])
@pytest.mark.parametrize(
    ("holds", "says"),
    [
        (b"", "case.json: This file is empty"),
        (b"{", "case.json: Line 1, character 2: this is not JSON"),
        (GEDCOM, "case.json: Line 1"),
        (FAMILY, "case.json: This is not a netmeet bundle"),
        ({"format": "netmeet bundle", "version": 2}, "may be from a newer netmeet"),
        ({"format": "netmeet bundle", "version": 1, "case": {"profile": 3}}, "case, profile: this must be a set of named fields"),
    ],
)
def test_anything_but_a_bundle_is_refused_in_a_sentence(wrong, file, command, holds, says):
    assert says in wrong(command, file("case.json", holds))


def test_standard_input_is_a_file_too(netmeet, worrying):
    assert "important and a worry" in netmeet("flags", "-", given=worrying.read_bytes()).stdout


def test_what_is_wrong_with_standard_input_says_so(wrong):
    assert wrong("flags", "-", given=b"[]").startswith("Standard input: This is not a netmeet bundle")
