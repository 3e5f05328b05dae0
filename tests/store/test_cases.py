from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from netmeet.domain.access import CaseStanding
from netmeet.domain.casefile import CaseFile, Profile, StaffLink, TakenOff
from netmeet.domain.errors import BadInputError, ChangedMeanwhileError, NotFoundError, UnknownMemberError
from netmeet.domain.network import Network
from netmeet.domain.readings import Concern, ConcernLevel, ConcernType, Direction, Reading, Voice, What
from netmeet.store import cases, networks
from netmeet.store.columns import metadata
from tests.support.hostile import NAMES
from tests.support.make import TODAY, a_case, a_member, a_tie, an_id, close, important
from tests.support.stored import AT, COLLEAGUE, STRANGER, SUPERVISOR, WORKER, a_full_case

LATER = AT + timedelta(minutes=5)


def test_a_whole_case_comes_back_as_it_was_saved(session, case):
    assert cases.load_case(session, "case") == case


def test_a_case_that_is_not_there_is_none(session):
    assert cases.load_case(session, "case") is None
    assert cases.load_profile(session, "case") is None
    assert cases.standing(session, "case", TODAY) is None


def test_two_cases_may_hold_the_same_ids_and_stay_apart(session, case):
    other = a_full_case("other")
    cases.save_case_file(session, other, WORKER, AT)
    networks.save_member(session, "other", a_member("Somebody else", id="dawn"), 1, WORKER, AT)

    assert cases.load_case(session, "case") == case


@pytest.mark.parametrize(("name", "_"), NAMES.values(), ids=NAMES.keys())
def test_any_name_comes_back_sign_for_sign_or_is_refused_in_a_sentence(session, name, _):
    made = a_case(a_member("Priya"), a_member(name, id="x"), a_tie("priya", "x", label=name), profile=Profile("case", "priya", name))

    try:
        cases.save_case_file(session, made, WORKER, AT)
    except BadInputError:
        assert "\ud800" in name
    else:
        assert cases.load_case(session, "case") == made


def test_a_case_that_cannot_be_kept_whole_is_not_kept_at_all(session):
    wrong = a_case(a_member("Priya"), a_member("Dawn"), replace(a_tie("priya", "dawn"), b="nobody"))

    with pytest.raises(UnknownMemberError):
        cases.save_case_file(session, wrong, WORKER, AT)

    session.commit()
    rows = {name for name, table in metadata.tables.items() if session.execute(table.select()).first()}
    assert rows == {"teams", "users"}


def test_a_case_is_added_once(session, case):
    with pytest.raises(BadInputError, match="there already"):
        cases.save_case_file(session, case, WORKER, AT)

    assert cases.load_case(session, "case") == case


def test_a_case_for_a_worker_who_has_no_account_is_refused_in_a_sentence(session):
    with pytest.raises(BadInputError):
        cases.add_case(session, Profile("case", "priya", worker_id="nobody"), WORKER, AT)


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1])
def test_a_number_that_is_too_large_is_refused_in_a_sentence(session, number):
    with pytest.raises(BadInputError):
        cases.save_case_file(session, a_case(a_member("Priya", birth_order=number)), WORKER, AT)


def test_what_could_not_be_loaded_again_is_not_saved(session):
    long = a_case(
        a_member("Priya"),
        Reading("r", "priya", What.CONCERN, Concern(ConcernType.DOMESTIC, ConcernLevel.SOME, Direction.BOTH, "x" * 10_001), Voice.ADULT),
    )

    with pytest.raises(BadInputError, match="10,000 characters"):
        cases.save_case_file(session, long, WORKER, AT)


def test_saving_a_profile_makes_the_next_version(session, case):
    saved = cases.save_profile(session, replace(case.profile, language="Hindi"), 2, COLLEAGUE, LATER)

    assert saved == cases.load_profile(session, "case")
    assert (saved.language, saved.version) == ("Hindi", 3)


def test_who_saves_second_is_told_who_was_first_and_when_in_england(session, case):
    summer = datetime(2026, 7, 1, 9, 5, tzinfo=UTC)
    cases.save_profile(session, replace(case.profile, language="Hindi"), 2, COLLEAGUE, summer)

    with pytest.raises(ChangedMeanwhileError, match=r"^Cole Ansah saved a change to this case at 10:05 on 1 July\."):
        cases.save_profile(session, replace(case.profile, language="Urdu"), 2, WORKER, LATER)

    assert cases.load_profile(session, "case").language == "Hindi"


def test_saving_a_case_that_is_gone_says_so(session, case):
    with pytest.raises(NotFoundError):
        cases.save_profile(session, replace(case.profile, id="gone"), 2, WORKER, LATER)


def test_standing_names_the_worker_and_their_team_and_whoever_is_shared_with(session, case):
    cases.share(session, "case", COLLEAGUE.id, may_edit=True, reason="covers", by=WORKER, at=AT)
    cases.share(session, "case", STRANGER.id, may_edit=False, reason="", by=WORKER, at=AT)
    networks.add_members(session, "case", (a_member("Sol", staff_id=SUPERVISOR.id),), WORKER, AT)

    assert cases.standing(session, "case", TODAY) == CaseStanding(
        WORKER.id, "north", frozenset({COLLEAGUE.id, STRANGER.id}), frozenset({COLLEAGUE.id}), frozenset({SUPERVISOR.id, "another-council"})
    )


def test_staff_who_were_taken_off_the_map_stay_locked_out(session, case):
    networks.remove_member(session, "case", "tom", WORKER, AT)

    assert cases.standing(session, "case", TODAY).staff_on_map == frozenset({"another-council"})


def test_a_case_without_a_worker_has_a_standing(session):
    cases.add_case(session, Profile("case", "priya"), WORKER, AT)

    assert cases.standing(session, "case", TODAY) == CaseStanding(None, None)


@pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, True), (2, True), (None, True)])
def test_a_share_counts_up_to_its_last_day_whatever_the_database_s_clock_says(session, case, days, counts):
    until = None if days is None else TODAY + timedelta(days=days)

    cases.share(session, "case", COLLEAGUE.id, may_edit=True, reason="covers", by=WORKER, at=AT, until=until)

    assert (COLLEAGUE.id in cases.standing(session, "case", TODAY).shared_with) is counts
    assert (COLLEAGUE.id in cases.standing(session, "case", TODAY).editors) is counts
    assert cases.shares(session, "case") == (cases.ShareRow(COLLEAGUE.id, True, until, "covers"),)
    assert bool(cases.caseload(session, COLLEAGUE, TODAY)) is counts


def test_sharing_again_takes_the_place_of_what_was_shared(session, case):
    cases.share(session, "case", COLLEAGUE.id, may_edit=True, reason="covers", by=WORKER, at=AT)
    cases.share(session, "case", COLLEAGUE.id, may_edit=False, reason="reads", by=WORKER, at=AT)

    assert cases.shares(session, "case") == (cases.ShareRow(COLLEAGUE.id, False, None, "reads"),)

    cases.unshare(session, "case", COLLEAGUE.id)
    assert cases.shares(session, "case") == ()


def test_the_caseload_shows_what_a_list_needs_by_the_adults_name(session, case):
    for name in ("Zoe", "amir"):
        made = a_case(a_member(name), profile=Profile(f"case-{name}", an_id(name), worker_id=WORKER.id))
        cases.save_case_file(session, made, WORKER, AT)

    assert cases.caseload(session, WORKER, TODAY) == (
        cases.CaseRow("case-amir", "amir", "", WORKER.name, False, None),
        cases.CaseRow("case", "Priya", "NM-1", WORKER.name, True, TODAY),
        cases.CaseRow("case-Zoe", "Zoe", "", WORKER.name, False, None),
    )


def of_size(members: int) -> CaseFile:
    people = [a_member(f"M{number}") for number in range(members)]
    ties = [a_tie("m0", f"m{number}") for number in range(1, members)]
    said = [thing for tie in ties for thing in (close(tie.id), important(tie.id))]
    full = a_full_case()
    whole = a_case(*people, *ties, *said, profile=replace(full.profile, adult_id="m0"))
    return replace(whole, meetings=tuple(replace(meeting, invitations=()) for meeting in full.meetings))


def test_a_case_of_two_hundred_is_loaded_in_as_many_queries_as_one_of_five(session, queries):
    asked = {}
    for members in (5, 200):
        cases.save_case_file(session, replace(of_size(members), profile=replace(of_size(members).profile, id=f"of-{members}")), WORKER, AT)
        with queries() as sent:
            assert len(cases.load_case(session, f"of-{members}").network.members) == members
        asked[members] = len(sent)
        with queries() as sent:
            networks.load(session, f"of-{members}")
        assert len(sent) == 6
        with queries() as sent:
            cases.standing(session, f"of-{members}", TODAY)
        assert len(sent) == 2

    assert asked[5] == asked[200] == 20


def test_what_was_taken_off_is_kept_with_its_day_and_staff_by_their_user_names(session, case):
    members = tuple(replace(one, staff_id=COLLEAGUE.id) if one.id == "dawn" else one for one in case.network.members)
    networks.save_member(session, "case", members[1], 1, WORKER, AT)
    networks.remove_tie(session, "case", "dawn-tom", WORKER, AT)
    networks.remove_member(session, "case", "tom", WORKER, LATER)

    kept = cases.load_kept(session, "case")

    assert [member.name for member in kept.everything.network.members] == ["Priya", "Dawn", "Tom", "Rex"]
    assert [tie.id for tie in kept.everything.network.ties] == ["priya-dawn", "dawn-tom"]
    assert (kept.everything.network.readings, kept.everything.wishes) == (case.network.readings, case.wishes)
    assert (kept.everything.capacity, kept.everything.meetings) == (case.capacity, case.meetings)
    assert kept.taken_off == (TakenOff("tom", LATER), TakenOff("dawn-tom", AT))
    assert kept.staff == (StaffLink("dawn", "cole"),)  # Tom’s account is not of this database
    assert kept.as_it_stands == cases.load_case(session, "case")
    assert cases.load_kept(session, "nowhere") is None


def test_a_case_is_saved_with_what_was_taken_off_and_that_can_be_put_back(session):
    off = (TakenOff("tom", AT), TakenOff("priya-dawn", LATER))
    full = a_full_case()
    cases.save_case_file(session, full, WORKER, LATER, off)

    assert cases.load_kept(session, "case").taken_off == off
    networks.put_back(session, "case", "tom", WORKER, LATER)

    assert cases.load_kept(session, "case").taken_off == off[1:]
    assert [tie.id for tie in networks.load(session, "case").ties] == ["dawn-tom"]


def test_a_map_without_anybody_loads(session):
    cases.add_case(session, Profile("case", "priya", opened_on=date(2026, 1, 1)), WORKER, AT)

    assert cases.load_case(session, "case").network == Network()
    assert cases.caseload(session, WORKER, TODAY) == ()
