import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet.domain.advocate import AdvocateCheck, Candidate
from netmeet.domain.answered import with_answer
from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.casefile import CaseFile, KeptCase, Profile, StaffLink, TakenOff
from netmeet.domain.chosen import Answer, OptionChoice
from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import UnknownMemberError, UnreadableFileError
from netmeet.domain.meeting import AdultSays, AgendaItem, Answered, FamilyTime, Invitation, ItemKind, Meeting
from netmeet.domain.mistakes import Mark, Verdict
from netmeet.domain.network import Child, ChildKind, Household, Member, MemberKind, Network, Tie, TieKind, Union, UnionKind
from netmeet.domain.options import Change, HowContact, Option
from netmeet.domain.outcomes import Agreement, SafePoint, SafeReading, Sharing, Statement, StatementAnswer, StatementPoint, Wish, Working
from netmeet.domain.papers_out import PaperAct, PaperStep
from netmeet.domain.readings import (
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Presence,
    Reading,
    Ring,
    Strain,
    StrainLevel,
    Support,
    SupportKind,
    Voice,
    What,
)
from netmeet.domain.risk_taking import Agreed, RiskTaking
from netmeet.exchange.bundle import DROPPED, read_bundle, read_kept, renumber, renumber_network, write_bundle
from netmeet.exchange.bundle_checks import OPTION as OPTION_SAYS
from netmeet.exchange.bundle_checks import TIMES as TIMES_SAY
from netmeet.exchange.ids import mentions
from netmeet.exchange.schema import schema
from netmeet.web.fields import tidy

HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    "#panic()",
    "Mum:n",
    "trailing\\",
    "שלום",
    "王小明",
    "प्रिया",
    "👵🏽",
    "n" * 300,
    "tab\tbell\x07",
    '"\u2028',
]


AT = datetime(2026, 3, 5, 9, 15, tzinfo=UTC)
NO = Answered(AdultSays.NO, "She shouts", recorded_by="Wren", recorded_at=AT)


def a_whole_case() -> CaseFile:
    """One of everything that a case can hold."""
    network = Network(
        "priya",
        members=(
            Member("priya", "Priya", pronouns="she/her", born=PartialDate(1950, 6), version=4),
            Member("dawn", "Dawn", staff_id="account-7", born=PartialDate(1975, 1, 2)),
            Member("rex", "Rex", MemberKind.PET),
        ),
        ties=(Tie("tie-1", "priya", "dawn", TieKind.KINSHIP, "daughter", version=2), Tie("tie-2", "rex", "priya")),
        unions=(Union("u", ("priya",), UnionKind.SINGLE, children=(Child("dawn", ChildKind.ADOPTED),)),),
        households=(Household("h", "the flat", ("priya", "rex")),),
        readings=(
            Reading("x9", "tie-1", What.CLOSENESS, Closeness(Ring.INTIMACY), Voice.ADULT, said_on=date(2026, 3, 1), seq=9),
            Reading(
                "x3",
                "tie-1",
                What.CONCERN,
                Concern(ConcernType.FINANCIAL, ConcernLevel.SOME, Direction.B_TO_A, "took the card"),
                Voice.CARER,
                voice_member="dawn",
                presence=Presence.WITH_OTHERS,
                present=("rex", "dawn"),
                recorded_by="Ada Okoro",
                recorded_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
                seq=3,
            ),
            Reading("x4", "dawn", What.STRAIN, Strain(StrainLevel.STRETCHED), Voice.PRACTITIONER, seq=4),
            Reading("x5", "tie-2", What.SUPPORT, Support(SupportKind.COMPANY, Direction.BOTH), Voice.ADULT, seq=5),
        ),
    )
    return CaseFile(
        Profile("case-1", "priya", "NM-1", worker_id="account-1", restricted=True, version=8),
        network,
        wishes=(Wish("w", 1, "to go home", Sharing.CHOSEN, ("dawn",), seq=2),),
        safe=(SafeReading("s", SafePoint.BEFORE, 4, 10, Presence.ALONE, seq=1),),
        workings=(Working("k", working=True, words="the garden", seq=3),),
        statements=(StatementAnswer("q", Statement.SAFE, StatementPoint.END, Agreement.AGREE),),
        capacity=(
            CapacityAssessment(
                "a",
                DecisionAbout.WHO_TO_INVITE,
                "who comes",
                date(2026, 3, 2),
                "Ada",
                CapacityOutcome.HAS,
                consulted=(Consulted("dawn", HowHeard.IN_WRITING),),
            ),
        ),
        meetings=(
            Meeting(
                "g",
                "to plan",
                datetime(2026, 4, 1, 14, 30),  # noqa: DTZ001 (local, as on the letter)
                family_time=FamilyTime(supporter="dawn"),
                invitations=(with_answer(with_answer(Invitation("dawn", version=3), NO), Answered(AdultSays.YES, "with cake")),),
                agenda=(AgendaItem("i", ItemKind.WELCOME, "Welcome"),),
                version=2,
            ),
        ),
        choices=(OptionChoice("x", "tie-1", "alarm", "An alarm", Answer.CHOSEN, Voice.CARER, "dawn", present=("rex",), seq=2),),
        risks=(
            RiskTaking("y", "tie-1", "to stay", safeguards=("An alarm",), agreed=(Agreed("dawn", agrees=True),), assessment="a", seq=3),
        ),
        advocates=(AdvocateCheck("v", weigh=True, candidates=(Candidate("dawn", willing=False),), person="rex", seq=9),),
        papers=(PaperStep("p", "g", "dawn", PaperAct.LETTER, on=datetime(2026, 4, 1, 14, 30), place="The hall", seq=7),),  # noqa: DTZ001 (as above)
        options=(Option("o", "by telephone", (Change("dawn", HowContact.TELEPHONE), Change("rex", HowContact.STOPPED)), seq=4),),
    )


def a_kept_case() -> KeptCase:
    """A case with somebody and something taken off its map, a member of staff on it, and an entry that was called a mistake."""
    taken_off = (TakenOff("tie-2", AT), TakenOff("dawn", AT))
    case = a_whole_case()
    first = case.network.readings[0].id
    marks = (
        Mark(first, Verdict.RIGHT, "it was Dawn", AT.date(), "Wren", AT, 7),
        Mark(first, Verdict.MISTAKE, "wrong way round", AT.date(), "Wren", AT, 4),
    )
    return KeptCase(case, taken_off, (StaffLink("rex", "r.ex"), StaffLink("dawn", "d.okafor")), marks)


def new_ids():
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def test_a_case_comes_back_with_everything_but_what_belongs_to_one_database():
    case = a_whole_case()

    back = read_bundle(write_bundle(case))

    assert back.profile == replace(case.profile, id="c1", adult_id="m1", worker_id=None, version=1)
    assert [member.name for member in back.network.members] == ["Priya", "Dawn", "Rex"]
    assert back.network.member("m2") == replace(case.network.member("dawn"), id="m2", staff_id=None)
    assert back.network.ties[0] == Tie("t1", "m1", "m2", TieKind.KINSHIP, "daughter")
    assert back.network.unions[0].children == (Child("m2", ChildKind.ADOPTED),)
    assert back.network.households == (Household("h1", "the flat", ("m1", "m3")),)
    assert back.wishes == (replace(case.wishes[0], id="w1", chosen=("m2",), seq=1),)
    assert back.capacity[0].consulted == (Consulted("m2", HowHeard.IN_WRITING),)
    assert back.meetings[0].family_time.supporter == "m2"
    assert back.meetings[0].invitations == (with_answer(with_answer(Invitation("m2"), NO), Answered(AdultSays.YES, "with cake")),)
    assert back.meetings[0].agenda == (AgendaItem("i1", ItemKind.WELCOME, "Welcome"),)
    assert back.meetings[0].on == case.meetings[0].on
    assert back.options == (Option("o1", "by telephone", (Change("m2", HowContact.TELEPHONE), Change("m3", HowContact.STOPPED)), seq=1),)
    assert back.choices == (OptionChoice("x1", "t1", "alarm", "An alarm", Answer.CHOSEN, Voice.CARER, "m2", present=("m3",), seq=1),)
    (risk,) = back.risks
    assert (risk.tie, risk.safeguards, risk.agreed, risk.assessment) == ("t1", ("An alarm",), (Agreed("m2", agrees=True),), "a1")
    assert back.advocates == (AdvocateCheck("v1", weigh=True, candidates=(Candidate("m2", willing=False),), person="m3", seq=1),)


def test_readings_come_back_in_the_order_they_were_said():
    readings = read_bundle(write_bundle(a_whole_case())).network.readings

    assert [(reading.id, reading.seq, reading.about, reading.what) for reading in readings] == [
        ("r1", 1, "t1", What.CONCERN),
        ("r2", 2, "m2", What.STRAIN),
        ("r3", 3, "t2", What.SUPPORT),
        ("r4", 4, "t1", What.CLOSENESS),
    ]
    assert readings[0].present == ("m3", "m2")
    assert readings[0].voice_member == "m2"
    assert readings[0].recorded_by == "Ada Okoro"
    assert readings[0].recorded_at == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_export_import_export_gives_the_same_bytes():
    first = write_bundle(a_whole_case())

    second = write_bundle(renumber(read_bundle(first), new_ids()))

    assert second == first
    assert first.endswith(b"}\n")
    assert b"account-" not in first
    assert json.loads(first)["dropped"] == list(DROPPED)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=5), st.randoms())
def test_no_name_and_no_order_of_ids_breaks_the_round_trip(names, random):
    names = [tidy(name) or "x" for name in names]  # as forms keep them
    ids = [f"id{number}" for number in range(len(names))]
    random.shuffle(ids)
    members = tuple(Member(id_, name if name.strip() else "x") for id_, name in zip(ids, names, strict=True))
    case = CaseFile(Profile("c", ids[0]), Network(ids[0], members))

    written = write_bundle(case)

    assert [member.name for member in read_bundle(written).network.members] == [member.name for member in members]
    assert write_bundle(renumber(read_bundle(written), new_ids())) == written


def test_fresh_ids_are_all_different_and_name_each_other():
    case = renumber(a_whole_case(), new_ids())

    own = [mention.id for mention in mentions(case) if not mention.names]
    assert len(set(own)) == len(own)
    assert {mention.id for mention in mentions(case)} == set(own)
    assert case.network.adult == replace(a_whole_case().network.member("priya"), id=case.profile.adult_id)


def test_a_map_alone_can_be_given_fresh_ids():
    network = renumber_network(Network(members=(Member("a", "Ann"), Member("b", "Bo")), ties=(Tie("t", "a", "b"),)), new_ids())

    assert network.adult_id is None
    assert (network.ties[0].a, network.ties[0].b) == tuple(member.id for member in network.members)


def test_who_was_taken_off_the_map_travels_with_everything_that_was_said():
    kept = read_kept(write_bundle(a_kept_case()))

    assert kept.everything == read_bundle(write_bundle(a_whole_case()))
    assert kept.taken_off == (TakenOff("m2", AT), TakenOff("t2", AT))
    assert kept.staff == (StaffLink("m2", "d.okafor"), StaffLink("m3", "r.ex"))
    assert kept.marks == (
        Mark("r4", Verdict.MISTAKE, "wrong way round", AT.date(), "Wren", AT, 1),
        Mark("r4", Verdict.RIGHT, "it was Dawn", AT.date(), "Wren", AT, 2),
    )
    assert write_bundle(renumber(kept, new_ids())) == write_bundle(a_kept_case())


def test_what_is_read_for_showing_names_nobody_who_was_taken_off():
    shown = read_bundle(write_bundle(a_kept_case()))

    assert [member.name for member in shown.network.members] == ["Priya", "Rex"]
    assert (shown.network.ties, shown.network.readings, shown.network.unions) == ((), (), ())
    assert (shown.wishes[0].chosen, shown.capacity[0].consulted, shown.meetings[0].invitations) == ((), (), ())
    assert shown.options[0].changes == (Change("m3", HowContact.STOPPED),)
    assert (shown.choices, shown.risks, shown.advocates[0].candidates) == ((), (), ())
    assert {mention.id for mention in mentions(shown)}.isdisjoint({"m2", "t2"})


def test_what_is_read_for_showing_holds_no_mistake_and_the_file_holds_all_that_was_said():
    case = a_whole_case()
    data = write_bundle(KeptCase(case, marks=(Mark(case.network.readings[0].id, Verdict.MISTAKE, "wrong way round", seq=1),)))

    assert len(json.loads(data)["case"]["network"]["readings"]) == len(case.network.readings)
    assert [one.id for one in read_bundle(data).network.readings] == ["r1", "r2", "r3"]


def test_a_case_with_nobody_taken_off_says_nothing_of_it():
    assert json.loads(write_bundle(a_whole_case())).keys() == {"format", "version", "dropped", "case"}
    assert write_bundle(KeptCase(a_whole_case())) == write_bundle(a_whole_case())


def test_what_hangs_on_somebody_who_is_gone_is_left_out():
    case = a_whole_case()
    without_dawn = replace(case, network=replace(case.network, members=(case.network.members[0], case.network.members[2])))

    back = read_bundle(write_bundle(without_dawn))

    assert [(tie.a, tie.b) for tie in back.network.ties] == [("m2", "m1")]
    assert [reading.what for reading in back.network.readings] == [What.SUPPORT]
    assert back.network.unions[0].children == ()
    assert back.wishes[0].chosen == ()
    assert back.capacity[0].consulted == ()
    assert back.meetings[0].family_time.supporter is None
    assert back.meetings[0].invitations == ()
    assert write_bundle(back) == write_bundle(without_dawn)


def test_a_case_without_its_adult_cannot_be_written():
    with pytest.raises(UnknownMemberError):
        write_bundle(CaseFile(Profile("c", "nobody"), Network()))


def edited(*path_and_value):
    """The bundle of the whole case with one thing changed."""
    *path, last, value = path_and_value
    data = json.loads(write_bundle(a_kept_case()))
    place = data
    for step in path:
        place = place[step]
    place[last] = value
    return json.dumps(data).encode()


NETWORK = ("case", "network")
TIMES = f"case, meetings, item 1: {TIMES_SAY}"
BAD = [
    (b"", "This file is empty. Choose another file."),
    (b" \n ", "This file is empty. Choose another file."),
    (b"{", "Line 1, character 2: this is not JSON."),
    (b"[1]", "This is not a netmeet bundle: its “format” should say “netmeet bundle”."),
    (edited("format", "other"), "This is not a netmeet bundle: its “format” should say “netmeet bundle”."),
    (edited("version", 2), "This bundle is not of version 1. It may be from a newer netmeet: update netmeet, then import it again."),
    (edited("extra", 2), "“extra” is not a field that belongs in a bundle."),
    (edited("case", None), "case: this must be a set of named fields."),
    (edited(*NETWORK, "members", 2, "name", 3), "case, network, members, item 3, name: this must be text."),
    (edited(*NETWORK, "members", 2, "name", " "), "case, network, members, item 3: the name is empty."),
    (edited(*NETWORK, "members", 2, "id", ""), "case, network, members, item 3, id: the id “” is used twice or empty."),
    (edited(*NETWORK, "members", 2, "id", "m2"), "case, network, members, item 3, id: the id “m2” is used twice or empty."),
    (edited(*NETWORK, "ties", 1, "a", "t1"), "case, network, ties, item 2, a: “t1” is not the id of anything that can stand here."),
    (edited(*NETWORK, "ties", 1, "a", "m1"), "case, network, ties, item 2: this tie joins somebody to themselves."),
    (
        edited(*NETWORK, "readings", 1, "about", "t1"),
        "case, network, readings, item 2, about: “t1” is not the id of anything that can stand here.",
    ),
    (
        edited(*NETWORK, "readings", 2, "about", "m1"),
        "case, network, readings, item 3, about: “m1” is not the id of anything that can stand here.",
    ),
    (
        edited(*NETWORK, "readings", 0, "present", ["m9"]),
        "case, network, readings, item 1, present: “m9” is not the id of anything that can stand here.",
    ),
    (edited(*NETWORK, "adult_id", "m2"), "case, network, adult_id: this is not the adult that the profile names."),
    (edited("case", "profile", "adult_id", "m9"), "case, profile, adult_id: “m9” is not the id of anything that can stand here."),
    (edited("case", "wishes", 0, "place", 4), "case, wishes, item 1: the place of a wish is 1, 2 or 3."),
    (edited("case", "safe", 0, "score", 11), "case, safe, item 1: the score is not on its scale."),
    (edited("case", "meetings", 0, "agenda", 0, "part", 0), TIMES),
    (edited("case", "meetings", 0, "agenda", 0, "minutes", -1), TIMES),
    (edited("case", "meetings", 0, "agenda", 0, "minutes", 1_441), TIMES),
    (edited("case", "meetings", 0, "invitations", [{"member": "m2", "part": 100}]), TIMES),
    (edited("case", "meetings", 0, "on", "2026-04-01T14:30:00+01:00"), TIMES),
    (edited("case", "meetings", 0, "on", "9999-12-31T23:59:00"), TIMES),
    (edited("case", "meetings", 0, "invitations", [{"member": "m2"}] * 2), "case, meetings, item 1: somebody is invited twice."),
    (edited("case", "options", 0, "changes", []), f"case, options, item 1: {OPTION_SAYS}"),
    (edited("case", "options", 0, "changes", [{"member": "m2", "how": "no contact"}] * 2), f"case, options, item 1: {OPTION_SAYS}"),
    (edited("case", "options", 0, "changes", [{"member": "m1", "how": "no contact"}]), f"case, options, item 1: {OPTION_SAYS}"),
    (edited("taken_off", {}), "taken_off: this must be a list."),
    (edited("taken_off", 0, "at", None), "taken_off, item 1, at: this must be text."),
    (
        edited("taken_off", 0, "at", "yesterday"),
        "taken_off, item 1, at: “yesterday” is not a day and time, for example 2026-03-31T14:30:00.",
    ),
    (edited("taken_off", 0, "name", "Dawn"), "taken_off, item 1: “name” is not a field that belongs here."),
    (edited("taken_off", 0, "about", "m9"), "taken_off, item 1, about: “m9” is not the id of anything that can stand here."),
    (edited("taken_off", 0, "about", "r1"), "taken_off, item 1, about: “r1” is not the id of anything that can stand here."),
    (edited("taken_off", 0, "about", "m1"), "taken_off, item 1: the map is about this person, so they stay on it."),
    (edited("taken_off", 1, "about", "m2"), "taken_off, item 1: this is taken off the map twice."),
    (edited("taken_off", [{"about": "m2", "at": AT.isoformat()}] * 2_001), "taken_off: there are 2,001 here; 2,000 is the most."),
    (edited("staff", 0, "member", "t1"), "staff, item 1, member: “t1” is not the id of anything that can stand here."),
    (edited("staff", 1, "member", "m2"), "staff, item 1: this member is linked with two accounts."),
    (edited("staff", 1, "username", " "), "staff, item 2: a user name has 1 to 60 characters."),
    (edited("staff", 1, "username", "a" * 61), "staff, item 2: a user name has 1 to 60 characters."),
    (edited("marks", 0, "reading", "m1"), "marks, item 1, reading: “m1” is not the id of anything that can stand here."),
    (edited("marks", 0, "verdict", "wrong"), "marks, item 1, verdict: “wrong” is not one of written by mistake, right after all."),
    (edited("staff", 1, "username", 7), "staff, item 2, username: this must be text."),
    (edited("staff", 1, "staff_id", "account-1"), "staff, item 2: “staff_id” is not a field that belongs here."),
    (edited(*NETWORK, "members", 2, "name", "nul\x00"), "This file holds characters that are not text."),
    (edited(*NETWORK, "members", 2, "name", "\ud800"), "This file holds characters that are not text."),
    (b'{"a": 1' + b"0" * 5000 + b"}", "This file holds numbers or lists that are too large to read."),
    (b"[" * 100_000, "This file holds numbers or lists that are too large to read."),
    (b'{"a": NaN}', "This file holds numbers or lists that are too large to read."),
    (b'{"a": "\xff"}', "This file is not text in UTF-8. Save it as UTF-8 and try again."),
]


@pytest.mark.parametrize(("data", "says"), BAD, ids=range(len(BAD)))
def test_a_bad_bundle_is_refused_with_the_place(data, says):
    with pytest.raises(UnreadableFileError) as caught:
        read_bundle(data)

    assert str(caught.value) == says


def test_a_bundle_that_is_too_large_or_has_too_many_people_is_refused():
    many = Network("m0", tuple(Member(f"m{number}", "Ann") for number in range(2_000)))
    written = write_bundle(CaseFile(Profile("c", "m0"), many))

    assert len(read_bundle(written).network.members) == 2_000
    with pytest.raises(UnreadableFileError, match="larger than 1,000 bytes"):
        read_bundle(written, limit=1_000)


def test_the_adult_may_be_named_once_only():
    data = json.loads(write_bundle(a_whole_case()))
    del data["case"]["network"]["adult_id"]

    assert read_bundle(json.dumps(data).encode()).network.adult_id == "m1"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_bundle_saved_by_another_program_is_read(encoding):
    assert read_bundle(write_bundle(a_whole_case()).decode().encode(encoding)) == read_bundle(write_bundle(a_whole_case()))


def test_the_schema_describes_every_field_and_what_each_kind_of_reading_holds():
    described = schema()

    member = described["$defs"]["Member"]
    assert member["required"] == ["id", "name"]
    assert member["properties"]["name"] == {"type": "string", "maxLength": 300}
    assert member["properties"]["kind"] == {"enum": ["person", "organisation", "place", "pet"]}
    assert member["properties"]["born"]["anyOf"][1] == {"type": "null"}
    assert described["$defs"]["Network"]["properties"]["readings"] == {
        "type": "array",
        "maxItems": 10_000,
        "items": {"$ref": "#/$defs/Reading"},
    }
    rules = described["$defs"]["Reading"]["allOf"]
    assert {"if": {"properties": {"what": {"const": "strain"}}}, "then": {"properties": {"value": {"$ref": "#/$defs/Strain"}}}} in rules
    assert len(rules) == len(What)
    assert json.loads(json.dumps(described)) == described


def test_the_schema_has_a_place_for_everything_that_a_bundle_holds():
    described = schema()

    assert described["properties"].keys() == json.loads(write_bundle(a_kept_case())).keys()
    assert described["properties"]["taken_off"]["items"] == {"$ref": "#/$defs/TakenOff"}
    assert described["$defs"]["TakenOff"]["required"] == ["about", "at"]
    assert described["$defs"]["StaffLink"]["required"] == ["member", "username"]


def test_every_reference_in_the_schema_leads_somewhere():
    described = schema()
    text = json.dumps(described)

    for part in text.split('"#/$defs/')[1:]:
        assert part.split('"')[0] in described["$defs"]


JUNK = [
    None,
    True,
    0,
    -1,
    3,
    2**40,
    1.5,
    "",
    "x",
    "m1",
    "t1",
    "2026-02-30",
    "9999",
    "a" * 301,
    [],
    [1],
    {},
    {"id": "m1"},
    [[]],
    "\u202e",
    "each",
]


@pytest.mark.parametrize("seed", range(150))
def test_a_bundle_with_anything_changed_is_read_or_refused_with_a_sentence(seed):
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    data = json.loads(write_bundle(a_kept_case()))
    for _ in range(chance.randint(1, 3)):
        place = data
        while True:
            steps = [
                step
                for step in (place if isinstance(place, dict) else range(len(place)))
                if isinstance(place[step], dict | list) and place[step]
            ]
            if not steps or chance.random() < 0.3:
                break
            place = place[chance.choice(steps)]
        where = chance.choice([*place] if isinstance(place, dict) else range(len(place)))
        if chance.random() < 0.2:
            del place[where]
        else:
            place[where] = chance.choice(JUNK)
    try:
        kept = read_kept(json.dumps(data).encode())
    except UnreadableFileError:
        return
    assert read_kept(write_bundle(kept)) == kept
    assert kept.as_it_stands.network.adult is not None
