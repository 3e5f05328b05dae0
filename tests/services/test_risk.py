"""One look at a map: the flags by what they are, a line for each, and nothing that hides a worry."""

import pytest

from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.readings import (
    Basis,
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Importance,
    ImportanceLevel,
    Restriction,
    RestrictionKind,
    Voice,
)
from netmeet.domain.risk import Standing
from netmeet.services import risk
from netmeet.services.readings import Said, record_all
from tests.support.site import START

TODAY = START.date()
USUAL = FlagRule()


@pytest.fixture
def say(around):
    """Say things of the ties of Rose with Kev and Dawn."""
    ties = {}
    for name in ("Kev", "Dawn"):
        member = around.add(name)
        ties[name] = around(lambda case, member=member: case.network.tie_between(around.adult, member).id)
    ties["Rose"] = around.adult

    def write(*things):
        said = [
            Said(ties[of], value, voice, basis=Basis.SEEN if isinstance(value, Concern | Restriction) else None)
            for of, value, voice in things
        ]
        around(lambda case: record_all(case, said))

    return write


@pytest.fixture
def look(around):
    return lambda rule=USUAL: around(lambda case: risk.look(case, rule, TODAY))


def matters(level=ImportanceLevel.VERY):
    return Importance(level)


def worry(level=ConcernLevel.SERIOUS, type=ConcernType.FINANCIAL):
    return Concern(type, level, Direction.B_TO_A, "Kev took her card")


def test_of_an_empty_map_nothing_is_said_but_the_rule(look):
    found = look()

    assert (found.groups, found.briefs, found.about_the_adult, found.unasked) == ((), (), (), ())
    assert found.rule


def test_flags_are_grouped_by_what_they_are_in_that_order(say, look):
    say(("Dawn", worry(), Voice.PRACTITIONER), ("Kev", matters(), Voice.ADULT), ("Kev", worry(), Voice.PRACTITIONER))

    found = look()

    assert [standing for standing, _ in found.groups] == [Standing.BOTH, Standing.NOT_ASKED]
    assert [brief.flag for brief in found.briefs] == [flag for _, flags in found.groups for flag in flags]


def test_a_line_tells_what_the_adult_said_last_and_how_many_more_answers_there_are(say, look):
    say(
        ("Kev", matters(ImportanceLevel.VERY), Voice.ADULT),
        ("Kev", matters(ImportanceLevel.IMPORTANT), Voice.ADULT),
        ("Kev", matters(ImportanceLevel.NOT), Voice.CARER),
        ("Kev", worry(ConcernLevel.SOME), Voice.PRACTITIONER),
    )

    (brief,) = look().briefs

    assert brief.important.says == "Kev is important to Rose Okafor"
    assert (brief.more_important, brief.more_worries) == (2, 0)


def test_without_the_adults_own_answer_a_line_tells_the_last_that_anybody_gave(say, look):
    say(("Kev", matters(), Voice.CARER), ("Kev", worry(), Voice.PRACTITIONER))

    assert look().briefs[0].important.reading.voice is Voice.CARER


@pytest.mark.parametrize("last", list(ConcernLevel))
def test_a_line_tells_the_most_serious_worry_whoever_spoke_last(say, look, last):
    say(
        ("Kev", matters(), Voice.ADULT),
        ("Kev", worry(ConcernLevel.SERIOUS), Voice.PRACTITIONER),
        ("Kev", worry(last), Voice.ADULT),
    )

    (brief,) = look().briefs

    assert brief.worry.reading.value.level is ConcernLevel.SERIOUS
    assert brief.more_worries == 1


def test_where_nobody_worries_a_line_tells_the_order(say, look):
    say(("Kev", Restriction(RestrictionKind.BAIL, Direction.B_TO_A), Voice.PRACTITIONER))

    (brief,) = look().briefs

    assert brief.important is None
    assert brief.worry.reading.value.kind is RestrictionKind.BAIL
    assert (brief.more_important, brief.more_worries) == (0, 0)


def test_worries_about_the_adult_alone_and_what_nobody_asked_are_found(say, look):
    say(("Rose", worry(type=ConcernType.SELF_NEGLECT), Voice.PRACTITIONER), ("Kev", matters(), Voice.ADULT))

    found = look()

    assert [said.reading.value.type for said in found.about_the_adult] == [ConcernType.SELF_NEGLECT]
    assert any("Kev" in line for line in found.unasked)


def test_the_councils_own_rule_is_the_one_that_counts(say, look):
    say(("Kev", matters(ImportanceLevel.A_LITTLE), Voice.ADULT), ("Kev", worry(ConcernLevel.SERIOUS), Voice.PRACTITIONER))
    lower = FlagRule(important_from=ImportanceLevel.A_LITTLE)

    assert [standing for standing, _ in look().groups] != [Standing.BOTH]
    assert [standing for standing, _ in look(lower).groups] == [Standing.BOTH]
    assert look(lower).rule != look().rule
