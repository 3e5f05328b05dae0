"""Invented staff and one whole case with something of everything, for tests that need a database."""

from dataclasses import replace
from datetime import UTC, date, datetime

from netmeet.domain.access import Actor, Role
from netmeet.domain.advocate import AdvocateCheck, AdvocateOutcome, Beside, Candidate
from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.casefile import CaseFile, LivesIn, Profile
from netmeet.domain.chosen import Answer, OptionChoice
from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.meeting import (
    AdultSays,
    AgendaItem,
    Answered,
    Decided,
    FamilyTime,
    FamilyTimeAnswer,
    Invitation,
    Invite,
    ItemKind,
    Meeting,
)
from netmeet.domain.network import Child, ChildKind, Gender, MemberKind, Sphere
from netmeet.domain.options import Change, HowContact, Option
from netmeet.domain.outcomes import (
    Agreement,
    SafePoint,
    SafeReading,
    Sharing,
    Statement,
    StatementAnswer,
    StatementPoint,
    Wish,
    Working,
)
from netmeet.domain.papers_out import PaperAct, PaperStep
from netmeet.domain.readings import (
    Basis,
    Closeness,
    Contact,
    Direction,
    Emotional,
    Flow,
    Frequency,
    ImportanceLevel,
    Presence,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Strength,
    StrengthLevel,
    Stress,
    Voice,
    Wants,
    WantsAnswer,
)
from netmeet.domain.risk_taking import Agreed, RiskResult, RiskTaking, RiskView
from netmeet.store import staff
from tests.support.make import (
    TODAY,
    a_case,
    a_concern,
    a_household,
    a_member,
    a_reading,
    a_restriction,
    a_tie,
    a_union,
    gives,
    important,
)

AT = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)
NORTH, SOUTH = staff.Team("north", "North"), staff.Team("south", "South")
WORKER = Actor("worker", "wren", "Wren Abara", Role.PRACTITIONER, "north")
COLLEAGUE = Actor("colleague", "cole", "Cole Ansah", Role.PRACTITIONER, "north")
SUPERVISOR = Actor("supervisor", "sol", "Sol Brandt", Role.SUPERVISOR, "north")
STRANGER = Actor("stranger", "tam", "Tam Byrne", Role.SUPERVISOR, "south")
ADMINISTRATOR = Actor("administrator", "ash", "Ash Cole", Role.ADMINISTRATOR, "north")
STAFF = (WORKER, COLLEAGUE, SUPERVISOR, STRANGER, ADMINISTRATOR)


def add_staff(session):
    """Two teams and everybody in them."""
    for team in (NORTH, SOUTH):
        staff.add_team(session, team)
    for user in STAFF:
        staff.add_user(session, user, f"hash of {user.id}", ADMINISTRATOR, AT)


def a_full_case(id="case") -> CaseFile:
    """A case with a row in every table, and every kind of reading."""
    people = (
        a_member(
            "Priya",
            gender=Gender.WOMAN,
            pronouns="she, her",
            born=PartialDate(1950, 6),
            address="1 High Street",
            phone="01234",
            email="p@example.org",
            safe_contact="mornings",
            health="asthma",
            communication="large print",
        ),
        a_member("Dawn", sphere=Sphere.FAMILY, died=PartialDate(2020), dead=True, birth_order=2),
        a_member("Tom", sphere=Sphere.FAMILY, under_18=True, off_copies=True, staff_id="another-council"),
        a_member("Rex", kind=MemberKind.PET, sphere=Sphere.PET, does="company"),
    )
    answers = (
        important("priya-dawn", ImportanceLevel.IMPORTANT, recorded_at=AT),
        a_reading("priya-dawn", Closeness(Ring.FRIENDSHIP), presence=Presence.WITH_OTHERS, present=("dawn", "tom")),
        gives("priya-dawn", "dawn"),
        a_reading("priya-dawn", Contact(Frequency.WEEKLY, "by telephone")),
        a_reading("priya-dawn", Strength(StrengthLevel.STRONG)),
        a_reading("priya-dawn", Flow(None)),
        a_reading("priya-dawn", Stress(stressed=True)),
        a_reading("priya-dawn", Emotional(EmotionalKind.OTHER, Direction.A_TO_B, "proud of")),
        a_reading("priya-dawn", Wants(WantsAnswer.CHANGE, "less shouting")),
        a_reading("tom", Strain(StrainLevel.STRETCHED, "tired"), Voice.CARER, voice_member="tom"),
        a_concern("priya-dawn", "dawn", basis=Basis.SEEN, evidence="a letter"),
        a_restriction("dawn-tom", "dawn", RestrictionKind.RESTRAINING, date(2026, 1, 1), date(2026, 12, 31), "no contact"),
    )
    said = tuple(replace(one, recorded_by="Wren") for one in answers)
    map_ = (
        a_tie("priya", "dawn", label="sisters"),
        a_tie("dawn", "tom"),
        a_union("dawn", children=(Child("tom", ChildKind.ADOPTED, "twins", identical=True),), start=PartialDate(1980), label="?"),
        a_union("priya", "dawn", children=("tom",)),
        a_household("priya", "rex", name="Priya's"),
    )
    meeting = Meeting(
        "meeting",
        "to plan",
        datetime(2026, 4, 1, 14, 0),  # noqa: DTZ001 (local time, as on the letter)
        "Library",
        "Wren",
        "01234",
        date(2026, 7, 1),
        FamilyTime(FamilyTimeAnswer.YES, Presence.ALONE, "tom", "Tom stays"),
        (
            Invitation(
                "tom",
                AdultSays.IF,
                "if he wants",
                Invite.SEPARATE_PART,
                2,
                "he is young",
                "Wren",
                TODAY,
                answer_by="Wren",
                answer_at=AT,
                decision_by="Sol",
                decision_at=AT,
                answers_before=(Answered(AdultSays.NO, "he shouts", Presence.ALONE, TODAY, "Cole", AT),),
                decisions_before=(Decided(Invite.TALK_FIRST, 1, "ask him", "Priya", TODAY, "Cole", AT),),
            ),
            Invitation("dawn", AdultSays.NO, version=3),
        ),
        (
            AgendaItem("item-1", ItemKind.WELCOME, "Welcome", "Wren", 5, 1, "tea"),
            AgendaItem("item-2", ItemKind.OTHER, "Anything else", minutes=None, part=2),
        ),
        version=4,
    )
    return a_case(
        *people,
        *map_,
        *said,
        profile=Profile(id, "priya", "NM-1", LivesIn.OWN_HOME, "a flat", "slowly", "Gujarati", "yes", "mornings", "worker", True, TODAY, 2),
        wishes=(
            Wish("w1", 1, "to stay at home", Sharing.CHOSEN, ("dawn", "tom"), TODAY, 1),
            Wish("w2", 1, "to stay", said_on=None, seq=2),
        ),
        safe=(SafeReading("s1", SafePoint.BEFORE, 4, 10, Presence.ALONE, "not at night", TODAY, 1),),
        workings=(Working("k1", True, "the lunch club", Voice.CARER, TODAY, 1), Working("k2", False, "the stairs", seq=2)),
        statements=(StatementAnswer("a1", Statement.SAFE, StatementPoint.BEGINNING, Agreement.DISAGREE, TODAY, 1),),
        capacity=(
            CapacityAssessment(
                "c1",
                DecisionAbout.WHO_TO_INVITE,
                "who comes",
                TODAY,
                "Wren",
                CapacityOutcome.LACKS,
                True,
                True,
                False,
                None,
                "dementia",
                "cannot weigh it",
                "Sol",
                "fewer people",
                (Consulted("dawn", HowHeard.IN_WRITING, "she is away"), Consulted("tom", HowHeard.BEFORE_IT)),
                1,
            ),
        ),
        meetings=(meeting, replace(meeting, id="second", invitations=(), agenda=(), family_time=FamilyTime(), on=None, version=1)),
        options=(
            Option(
                "o1",
                "Fewer visits",
                (Change("tom", HowContact.FEWER), Change("rex", HowContact.STOPPED)),
                "if Tom agrees",
                TODAY,
                1,
            ),
        ),
        choices=(
            OptionChoice(
                "x1",
                "priya-dawn",
                "respite",
                "Breaks",
                Answer.CHANGED,
                Voice.CARER,
                "dawn",
                Presence.WITH_OTHERS,
                ("tom",),
                "at weekends",
                TODAY,
                "Wren",
                AT,
                1,
            ),
            OptionChoice("x2", "dawn-tom", "alarm", "An alarm", Answer.NOT_WANTED, Voice.ADULT, words="no", seq=2),
        ),
        risks=(
            RiskTaking(
                "y1",
                "priya-dawn",
                "She stays with me",
                RiskView.WITH_SAFEGUARDS,
                "company",
                "shouting",
                "now and then",
                ("Breaks",),
                "a neighbour rings",
                (Agreed("priya", agrees=True), Agreed("tom", agrees=False, words="worried")),
                "the doctor agreed",
                "ring the duty team",
                date(2026, 6, 1),
                RiskResult.KEPT,
                "c1",
                Presence.ALONE,
                ("tom",),
                TODAY,
                "Wren",
                AT,
                1,
            ),
        ),
        advocates=(
            AdvocateCheck(
                "v1",
                True,
                False,
                None,
                False,
                "loses the thread",
                (Candidate("tom", agrees=True, willing=False, able=None, words="away"), Candidate("dawn")),
                Presence.ALONE,
                AdvocateOutcome.ASKED_FOR,
                "dawn",
                "Speak Up",
                TODAY,
                Beside.ASKED_FOR,
                Beside.NOT_NEEDED,
                "by telephone",
                TODAY,
                "Wren",
                AT,
                1,
            ),
        ),
        papers=(
            PaperStep("p1", meeting.id, "tom", PaperAct.LETTER, True, datetime(2026, 3, 3, 14), "The hall", TODAY, "Wren", AT, 1),  # noqa: DTZ001 (as on the letter)
            PaperStep("p2", "second", "dawn", PaperAct.TOLD, comes=False, seq=2),
        ),
    )
