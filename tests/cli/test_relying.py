"""``netmeet reliance``: the same answers as the pages, in sentences and as JSON."""

import json

import pytest

from netmeet.domain.carried import carried
from netmeet.domain.options import Change, HowContact
from netmeet.domain.patterns import patterns
from netmeet.domain.readings import SupportKind, Wants, WantsAnswer
from netmeet.domain.what_if import what_if
from netmeet.exchange.bundle import read_bundle, write_bundle
from tests.support.make import TODAY, a_case, a_member, a_reading, a_tie, gives

DAY = TODAY.isoformat()


@pytest.fixture
def bundle(file):
    """Dawn with Kev and two who are both called Mo."""
    case = a_case(
        a_member("Dawn"),
        a_member("Kev"),
        a_member("Mo", id="mo1", does="next door"),
        a_member("Mo", id="mo2", does="at the club"),
        a_tie("dawn", "kev"),
        a_tie("dawn", "mo1"),
        gives("dawn-kev", "kev", SupportKind.MONEY),
        gives("dawn-kev", "kev", SupportKind.PERSONAL_CARE, "9 hours a week"),
        a_reading("dawn-kev", Wants(WantsAnswer.CHANGE, "less shouting")),
    )
    return file("case.json", write_bundle(case))


def test_what_hangs_on_each_member_is_told_with_the_patterns(netmeet, bundle):
    said = netmeet("reliance", bundle, "--as-of", DAY).stdout

    for words in (
        "Kev\n  On them alone\n    Nobody else on the map gives Dawn personal care.",
        "Kev gives Dawn personal care (9 hours a week).",
        "One person has both the money and the care",
        "Nobody is ranked. What nobody wrote down is not here.",
    ):
        assert words in said


def test_now_and_then_are_told_with_the_adults_words_first(netmeet, bundle):
    said = netmeet("reliance", bundle, "--without", "kev", "--as-of", DAY).stdout

    order = [
        "With Kev: no contact.",
        "“less shouting”",
        "Whom Dawn sees, and how, is for Dawn to decide.",
        "Dawn would lose all the personal care on the map, from Kev (9 hours a week).",
        "Nothing on the map says what would be gained.",
        "then: nobody on the map",
        "not the same as safe",
    ]
    assert [said.find(words) for words in order] == sorted(said.find(words) for words in order)
    assert all(words in said for words in order)


def test_the_answers_in_json_are_those_of_the_domain(netmeet, bundle):
    found = json.loads(netmeet("reliance", bundle, "--by-telephone", "Kev", "--fewer", "m3", "--format", "json", "--as-of", DAY).stdout)

    network = read_bundle(bundle.read_bytes()).network
    seen = what_if(network, [Change("m2", HowContact.TELEPHONE), Change("m3", HowContact.FEWER)], as_of=TODAY)
    assert found["as_of"] == DAY
    assert found["what_if"]["changes"] == [{"member": one.member, "how": one.how.value} for one in seen.changes]
    assert tuple(found["what_if"]["lost"]) == seen.lost
    assert tuple(found["what_if"]["another_way"]) == seen.other
    assert tuple(found["what_if"]["gained"]) == seen.gained
    assert tuple(found["what_if"]["decides"]["sentences"]) == seen.decides.sentences
    assert [row["then"] for row in found["what_if"]["now_and_then"]] == [list(row.then) for row in seen.rows]
    assert [one["name"] for one in found["members"]] == [one.name for one in carried(network, as_of=TODAY).members]
    assert [one["pattern"] for one in found["patterns"]] == [one.kind.value for one in patterns(network, as_of=TODAY)]


def test_without_a_change_there_is_no_then(netmeet, bundle):
    assert json.loads(netmeet("reliance", bundle, "--format", "json").stdout)["what_if"] is None


def test_order_of_entry_never_matters(netmeet, bundle):
    one, other = (
        netmeet("reliance", bundle, *typed, "--as-of", DAY).stdout
        for typed in (("--without", "m2", "--supervised", "m3"), ("--supervised", "m3", "--without", "m2"))
    )

    assert one == other


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("--without", "Nobody"), "“Nobody” is nobody on this map"),
        (("--without", "Mo"), "“Mo” could be 2 members: give the id, one of m3, m4."),
        (("--without", "Dawn"), "The map is about this person"),
        (("--without", "Kev", "--fewer", "Kev"), "Choose one change for Kev, not two."),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_sentence(wrong, bundle, typed, words):
    assert words in wrong("reliance", bundle, *typed)


def test_two_of_one_name_are_told_apart_by_what_the_page_calls_them(netmeet, bundle):
    assert "With Mo (next door): no contact." in netmeet("reliance", bundle, "--without", "Mo (next door)").stdout


def test_a_map_with_nothing_on_it_says_so(netmeet, file):
    said = netmeet("reliance", file("case.json", write_bundle(a_case(a_member("Dawn"))))).stdout

    assert "Nothing that passes between people is written down." in said
