"""The invented cases that come with netmeet: that they read, and that what they are there to show is in them."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from netmeet.domain.capacity import CapacityOutcome, DecisionAbout, HowHeard
from netmeet.domain.contradictions import contradictions
from netmeet.domain.disclosure import Audience, for_audience
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.meeting import AdultSays, FamilyTimeAnswer, Invite, ItemKind
from netmeet.domain.network import ChildKind, MemberKind, Sphere, UnionKind
from netmeet.domain.outcomes import Sharing, Statement, StatementPoint
from netmeet.domain.outgoing import kept_private, outgoing_problems
from netmeet.domain.readings import (
    Basis,
    ConcernLevel,
    Direction,
    Frequency,
    ImportanceLevel,
    Presence,
    RestrictionKind,
    Ring,
    StrainLevel,
    StrengthLevel,
    SupportKind,
    Voice,
    WantsAnswer,
    What,
)
from netmeet.domain.risk import concerns_from, open_concern_between
from netmeet.domain.voices import heard_alone
from netmeet.exchange import bundle

DEMO = Path(bundle.__file__).parent / "demo"
CASES = Path(__file__).parents[1] / "support" / "cases"
FILES = sorted([*DEMO.glob("*.json"), *CASES.glob("*.json")])
TODAY = date(2026, 11, 22)
BANNED = re.compile(r"perpetrator|victim|vulnerable|refuse[sd]|service user", re.IGNORECASE)
PHONES = re.compile(r"01632 960\d{3}|07700 900\d{3}")


def read(path):
    return bundle.read_bundle(path.read_bytes())


@pytest.fixture(scope="module")
def case():
    return read(DEMO / "hollins.json")


@pytest.fixture(scope="module")
def network(case):
    return case.network


@pytest.fixture(scope="module")
def someone(network):
    """Find a member by name."""
    ids = {member.name: member.id for member in network.members}
    return ids.__getitem__


@pytest.fixture(scope="module")
def meeting(case):
    (only,) = case.meetings
    return only


def of_kind(network, what):
    return [reading for reading in network.readings if reading.what is what]


def test_the_cases_are_the_ones_that_the_documents_name():
    assert [path.name for path in FILES] == [
        "empty-start.json",
        "hollins.json",
        "lisowski.json",
        "cared-for-controls-carer.json",
        "carer-at-tipping-point.json",
        "only-with-her-son.json",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEveryCase:
    def test_reads_and_is_written_back_byte_for_byte(self, path):
        assert bundle.write_bundle(read(path)) == path.read_bytes()

    def test_uses_no_word_that_netmeet_does_not_use_of_people(self, path):
        assert BANNED.findall(path.read_text("utf-8")) == []

    def test_gives_only_telephone_numbers_and_addresses_that_reach_nobody(self, path):
        case = read(path)
        numbers = [member.phone for member in case.network.members if member.phone]
        numbers += [found for meeting in case.meetings for found in re.findall(r"0\d{4} \d{6}", meeting.reply_to)]
        mails = re.findall(r"[\w.]+@[\w.]+", path.read_text("utf-8"))
        assert [number for number in numbers if not PHONES.fullmatch(number)] == []
        assert [mail for mail in mails if not mail.endswith("@example.org")] == []

    def test_fits_together_but_for_one_birth_year_that_was_mistyped_on_purpose(self, path):
        questions = contradictions(read(path).network, TODAY)
        asked = ["Siobhan Rafferty", "Pat Rafferty"] if path.stem == "hollins" else []
        assert [name for name in asked if name not in " ".join(question.text for question in questions)] == []
        assert len(questions) == bool(asked)

    def test_names_everybody_once(self, path):
        names = Counter(member.name for member in read(path).network.members)
        assert [name for name, times in names.items() if times > 1] == []

    def test_holds_nothing_that_was_said_after_the_day_it_is_set_on(self, path):
        case = read(path)
        said = [*case.network.readings, *case.wishes, *case.safe, *case.workings, *case.statements]
        assert [item.id for item in said if item.said_on is None or item.said_on > TODAY] == []

    def test_has_every_dated_reading_in_the_order_that_it_was_said(self, path):
        days = [reading.said_on for reading in read(path).network.readings]
        assert days == sorted(days)

    def test_keeps_purpose_and_agenda_free_of_what_a_paper_must_not_say(self, path):
        case = read(path)
        private = kept_private(case.network, None)
        for meeting in case.meetings:
            said = [
                meeting.purpose,
                meeting.venue,
                meeting.invited_by,
                *(f"{item.title} {item.owner} {item.notes}" for item in meeting.agenda),
            ]
            assert outgoing_problems("\n".join(said), private) == ()


class TestTheMap:
    def test_is_as_big_as_a_real_one(self, network):
        assert len(network.members) == 40
        assert len(network.ties) == 60

    def test_has_every_kind_of_member_and_every_sphere_that_the_name_generator_asks_about(self, network):
        assert {member.kind for member in network.members} == set(MemberKind)
        assert {member.sphere for member in network.members} == set(Sphere) - {Sphere.OTHER}

    def test_goes_over_four_generations(self, network):
        above = {child.member: union.partners for union in network.unions for child in union.children if child.kind is ChildKind.BIRTH}

        def depth(member):
            return 1 + max(map(depth, above.get(member, ())), default=0)

        assert max(depth(member.id) for member in network.members) == 4

    def test_has_an_adult_with_three_unions_and_a_child_of_each(self, network):
        own = [union for union in network.unions if network.adult_id in union.partners]
        assert [union.kind for union in own] == [UnionKind.COHABITING, UnionKind.DIVORCED, UnionKind.WIDOWED]
        assert all(any(child.kind is ChildKind.BIRTH for child in union.children) for union in own)

    def test_has_step_and_half_siblings_twins_and_a_couple_of_one_gender(self, network):
        children = [child for union in network.unions for child in union.children]
        couples = [[network.member(partner).gender for partner in union.partners] for union in network.unions if len(union.partners) == 2]
        assert any(child.kind is ChildKind.STEP for child in children)
        assert [child.identical for child in children if child.multiple] == [True, True]
        assert any(one is other for one, other in couples)

    def test_has_an_adopted_grandchild_with_both_families_and_a_birth_mother_who_is_kept_off_copies(self, network, someone):
        theo = someone("Theo Raman")
        homes = {child.kind: union.partners for union in network.unions for child in union.children if child.member == theo}
        assert set(homes) == {ChildKind.ADOPTED, ChildKind.BIRTH}
        assert [network.member(parent).off_copies for parent in homes[ChildKind.BIRTH]] == [True]

    def test_has_a_child_who_does_some_of_the_caring(self, network, someone):
        aaliyah = network.member(someone("Aaliyah Grant"))
        tie = network.tie_between(aaliyah.id, network.adult_id)
        assert aaliyah.is_child(TODAY) is True
        assert any(reading.value.kind is SupportKind.PRACTICAL for reading in network.said(tie.id, What.SUPPORT))
        assert network.said(aaliyah.id, What.STRAIN)

    def test_shows_people_who_live_together(self, network, someone):
        assert {network.adult_id, someone("Carl Grant"), someone("Aaliyah Grant")} in [set(home.members) for home in network.households]

    def test_has_people_whose_contact_details_would_do_harm_on_a_paper(self, network):
        private = ("address", "phone", "email", "safe_contact", "health")
        assert all(any(getattr(member, field) for member in network.members) for field in private)


class TestWhatWasSaid:
    def test_is_of_every_kind_in_every_voice_with_every_company_on_every_basis(self, network):
        assert {reading.what for reading in network.readings} == set(What)
        assert {reading.voice for reading in network.readings} == set(Voice)
        assert {reading.presence for reading in network.readings} == set(Presence)
        assert {reading.basis for reading in network.readings if reading.basis} == set(Basis)

    @pytest.mark.parametrize(
        ("what", "field", "values"),
        [
            (What.IMPORTANCE, "level", {ImportanceLevel.A_LITTLE, ImportanceLevel.IMPORTANT, ImportanceLevel.VERY}),
            (What.CLOSENESS, "ring", set(Ring)),
            (What.SUPPORT, "kind", set(SupportKind)),
            (What.CONTACT, "often", set(Frequency)),
            (What.STRENGTH, "level", set(StrengthLevel)),
            (What.FLOW, "direction", {*Direction, None}),
            (What.STRESS, "stressed", {True, False}),
            (What.STRAIN, "level", set(StrainLevel)),
            (What.CONCERN, "level", set(ConcernLevel)),
            (What.WANTS, "answer", set(WantsAnswer) - {WantsAnswer.END}),
        ],
    )
    def test_uses_the_whole_scale(self, network, what, field, values):
        assert {getattr(reading.value, field) for reading in of_kind(network, what)} == values

    def test_calls_the_carer_at_breaking_point_both_very_important_and_a_worry(self, network, someone):
        carl = someone("Carl Grant")
        tie = network.tie_between(network.adult_id, carl)
        assert {reading.value.level for reading in network.said(tie.id, What.IMPORTANCE)} == {ImportanceLevel.VERY}
        assert network.said(carl, What.STRAIN)[-1].value.level is StrainLevel.BREAKING_POINT
        assert {reading.voice for reading in concerns_from(network, carl, network.adult_id)} == set(Voice)

    def test_has_a_worry_in_both_directions_on_that_tie(self, network, someone):
        assert concerns_from(network, network.adult_id, someone("Carl Grant"))

    def test_has_the_adult_say_there_is_no_worry_with_him_in_the_room_and_something_else_alone(self, network, someone):
        carl = someone("Carl Grant")
        tie = network.tie_between(network.adult_id, carl)
        said = [reading for reading in network.said(tie.id, What.CONCERN) if reading.voice is Voice.ADULT]
        assert [(reading.value.level, reading.present) for reading in said[:1]] == [(ConcernLevel.NONE, (carl,))]
        assert all(reading.value.level > ConcernLevel.NONE and heard_alone(network, reading) for reading in said[1:])
        assert len(said) > 1

    def test_has_the_worker_see_something_otherwise_than_the_adult(self, network, someone):
        tie = network.tie_between(network.adult_id, someone("Terry Vance"))
        latest = {reading.voice: reading.value.level for reading in network.said(tie.id, What.IMPORTANCE)}
        assert latest == {Voice.ADULT: ImportanceLevel.VERY, Voice.PRACTITIONER: ImportanceLevel.A_LITTLE}

    def test_has_a_new_friend_come_very_close_very_fast(self, network, someone):
        tie = network.tie_between(network.adult_id, someone("Terry Vance"))
        rings = [reading.value.ring for reading in network.said(tie.id, What.CLOSENESS)]
        assert rings == [Ring.PARTICIPATION, Ring.FRIENDSHIP, Ring.INTIMACY]

    def test_has_a_worry_that_only_somebody_raised_who_is_a_worry_himself(self, network, someone):
        raised = concerns_from(network, someone("Terry Vance"), network.adult_id)
        assert [reading.voice_member for reading in raised] == [someone("Carl Grant")]

    def test_has_a_cared_for_person_who_controls_his_carer(self, network, someone):
        bridie, clive = someone("Bridie Dunmore"), someone("Clive Dunmore")
        tie = network.tie_between(bridie, clive)
        care = [reading.value for reading in network.said(tie.id, What.SUPPORT) if reading.value.kind is SupportKind.PERSONAL_CARE]
        lines = {reading.value.kind for reading in network.said(tie.id, What.EMOTIONAL)}
        assert [value.direction for value in care] == [Direction.A_TO_B]
        assert tie.a == bridie
        assert concerns_from(network, clive, bridie)
        assert lines == {EmotionalKind.CONTROLLING, EmotionalKind.CAREGIVER}

    def test_has_worries_between_others_and_about_one_member_alone(self, network):
        ends = [network.tie(reading.about) for reading in of_kind(network, What.CONCERN) if not network.has(reading.about)]
        assert any(not tie.joins(network.adult_id) for tie in ends)
        assert any(network.has(reading.about) for reading in of_kind(network, What.CONCERN))

    def test_has_a_daughter_who_is_dearly_missed_and_not_in_touch(self, network, someone):
        tie = network.tie_between(network.adult_id, someone("Siobhan Rafferty"))
        assert network.said(tie.id, What.IMPORTANCE)[-1].value.level is ImportanceLevel.VERY
        assert network.said(tie.id, What.CONTACT)[-1].value.often is Frequency.NONE
        assert network.said(tie.id, What.EMOTIONAL)[-1].value.kind is EmotionalKind.CUTOFF
        assert network.said(tie.id, What.WANTS)[-1].value.answer is WantsAnswer.MORE

    def test_tells_a_screen_looked_at_together_no_day_on_which_a_protected_person_comes(self, network, someone):
        kirsty = someone("Kirsty Hollins")
        shared = for_audience(network, Audience.SHARED_SCREEN)
        tie = network.tie_between(network.adult_id, kirsty)
        told = [shared.member(kirsty).does, *(reading.value.amount for reading in shared.said(tie.id, What.SUPPORT))]
        assert len(told) == 2
        assert [words for words in told if re.search(r"day\b|days\b", words)] == []


class TestOrdersAndLimits:
    @pytest.fixture
    def found(self, network):
        return {reading.value.kind: (network.tie(reading.about), reading.value) for reading in of_kind(network, What.RESTRICTION)}

    def test_one_order_between_two_living_relatives_is_in_force_on_the_day(self, found, network, meeting, someone):
        tie, order = found[RestrictionKind.NON_MOLESTATION]
        assert order.in_force(meeting.on.date())
        assert (tie.a, tie.b, order.direction) == (someone("Craig Hollins"), someone("Kirsty Hollins"), Direction.A_TO_B)
        assert {meeting.invitation(member).adult_says for member in (tie.a, tie.b)} == {AdultSays.IF, AdultSays.YES}

    def test_another_has_ended(self, found, meeting):
        _, order = found[RestrictionKind.RESTRAINING]
        assert order.kind.blocks
        assert not order.in_force(meeting.on.date())

    def test_an_investigation_and_limits_set_by_a_home_and_by_a_relative_stand_beside_them(self, found, meeting):
        others = {kind for kind, (_, value) in found.items() if not kind.blocks and value.in_force(meeting.on.date())}
        assert others == {RestrictionKind.POLICE_INVESTIGATION, RestrictionKind.LIMIT_BY_CARE_HOME, RestrictionKind.LIMIT_BY_RELATIVE}


class TestWhatSheWants:
    def test_is_three_wishes_of_which_one_changed_each_shared_with_whom_she_chose(self, case):
        assert Counter(wish.place for wish in case.wishes) == {1: 2, 2: 1, 3: 1}
        assert {wish.sharing for wish in case.wishes} == set(Sharing)
        assert all(bool(wish.chosen) is (wish.sharing is Sharing.CHOSEN) for wish in case.wishes)

    def test_was_asked_with_how_safe_she_feels_alone(self, case):
        assert [(safe.score, safe.scale_max, safe.presence) for safe in case.safe] == [(4, 10, Presence.ALONE)]

    def test_is_beside_what_works_and_what_does_not_in_every_voice(self, case):
        assert {working.working for working in case.workings} == {True, False}
        assert {working.voice for working in case.workings} == set(Voice)

    def test_is_beside_the_seven_statements_at_the_beginning(self, case):
        assert [answer.statement for answer in case.statements] == list(Statement)
        assert {answer.point for answer in case.statements} == {StatementPoint.BEGINNING}

    def test_rests_on_one_decision_that_she_can_make_and_one_that_is_not_clear(self, case):
        found = {assessment.about: assessment.outcome for assessment in case.capacity}
        assert found == {DecisionAbout.OTHER: CapacityOutcome.NOT_CLEAR, DecisionAbout.WHO_TO_INVITE: CapacityOutcome.HAS}


class TestTheMeeting:
    def test_is_at_two_on_a_thursday_in_a_place_that_is_nobodys_home(self, meeting, network):
        assert f"{meeting.on:%A %-d %B %Y %H:%M}" == "Thursday 10 December 2026 14:00"
        assert not any(member.address and member.address in meeting.venue for member in network.members)

    def test_has_her_answer_about_half_of_those_who_could_come(self, meeting, network):
        people = [m for m in network.members if m.kind is MemberKind.PERSON and not m.has_died and m.id != network.adult_id]
        answers = Counter(meeting.invitation(member.id).adult_says for member in people)
        assert set(answers) == set(AdultSays)
        assert 0.4 < 1 - answers[AdultSays.NOT_ASKED] / len(people) < 0.6

    def test_has_some_decisions_and_a_reason_for_each(self, meeting, someone):
        decided = [invitation for invitation in meeting.invitations if invitation.decision]
        assert all(invitation.reason and invitation.decided_by and invitation.decided_on for invitation in decided)
        assert 0 < len(decided) < len(meeting.invitations)
        assert meeting.invitation(someone("Carl Grant")).decision is Invite.INVITE
        assert meeting.invitation(someone("Aaliyah Grant")).decision is Invite.TALK_FIRST

    def test_has_the_usual_items_in_their_usual_order_and_family_time_without_a_limit(self, meeting):
        assert [item.kind for item in meeting.agenda] == [kind for kind in ItemKind if kind is not ItemKind.OTHER]
        assert [item.kind for item in meeting.agenda if item.minutes is None] == [ItemKind.FAMILY_TIME]

    def test_has_family_time_asked_for_alone_with_a_supporter_nobody_worries_about(self, meeting, network, someone):
        wanted = meeting.family_time
        assert (wanted.answer, wanted.presence, wanted.supporter) == (FamilyTimeAnswer.YES, Presence.ALONE, someone("Alison Hollins"))
        assert not open_concern_between(network, network.adult_id, wanted.supporter)
        assert wanted.decision

    def test_is_reviewed_within_three_months(self, meeting):
        assert meeting.on.date() < meeting.review_on <= date(2027, 3, 10)


def test_the_case_just_opened_has_nobody_but_the_adult():
    case = read(DEMO / "empty-start.json")
    assert [member.id for member in case.network.members] == [case.profile.adult_id]
    assert case.network.readings == ()
    assert case.meetings == ()


def test_the_second_case_rests_on_best_interests_with_how_each_person_is_heard():
    case = read(DEMO / "lisowski.json")
    (assessment,) = case.capacity
    assert assessment.outcome is CapacityOutcome.LACKS
    assert assessment.decision_maker
    assert {consulted.how for consulted in assessment.consulted} == set(HowHeard) - {HowHeard.NOT_CONSULTED}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("only-with-her-son", "Neville Marlow"),
        ("carer-at-tipping-point", "Leonard Ashdown"),
        ("cared-for-controls-carer", "Rafiq Chowdhury"),
    ],
)
def test_each_case_for_tests_has_one_person_who_matters_most_and_is_a_worry(name, source):
    network = read(CASES / f"{name}.json").network
    member = next(member.id for member in network.members if member.name == source)
    tie = network.tie_between(network.adult_id, member)
    assert 6 <= len(network.members) <= 10
    assert network.said(tie.id, What.IMPORTANCE)[-1].value.level is ImportanceLevel.VERY
    assert any(reading.value.level is ConcernLevel.SERIOUS for reading in concerns_from(network, member, network.adult_id))
