"""Examples worked out by hand in docs/worked-examples.md: the program says every sentence of theirs, in their order."""

import re
from datetime import date
from pathlib import Path

import pytest

from netmeet.domain.invitation import propose
from netmeet.domain.meeting import Invite
from netmeet.domain.network import MemberKind
from netmeet.domain.options import Change, HowContact
from netmeet.domain.readings import SupportKind
from netmeet.domain.what_if import what_if
from netmeet.exchange.bundle import read_bundle
from tests.support.docs import ROOT
from tests.support.make import a_case, a_member, a_tie, a_union, gives

DAY = date(2026, 11, 22)
DOCUMENT = (ROOT / "docs" / "worked-examples.md").read_text(encoding="utf-8")
BY_HAND = [block.splitlines() for block in re.findall(r"```text\n(.*?)```", DOCUMENT, re.DOTALL)]


def kept_case(name):
    return read_bundle((Path(__file__).parent.parent / "support" / "cases" / f"{name}.json").read_bytes())


def rose():
    """The map of the first example."""
    names = ("Rose", "Kev", "Tia", "Jay", "Vi")
    company, practical = SupportKind.COMPANY, SupportKind.PRACTICAL
    return a_case(
        *(a_member(name) for name in names),
        a_member("The lunch club", id="club", kind=MemberKind.ORGANISATION),
        *(a_tie("rose", other) for other in ("kev", "vi", "club")),
        a_union("kev", children=("tia", "jay")),
        gives("rose-kev", "kev", company, "9 hours a week"),
        gives("rose-vi", "vi", company, "about two hours a week"),
        gives("rose-club", "club", company, "three hours a week"),
        gives("rose-kev", "kev", practical, "the shopping"),
        gives("rose-vi", "vi", practical, "the odd pint of milk"),
        gives("rose-club", "club", practical, "a bag to take home"),
    )


EXAMPLES = [
    (rose, "kev", HowContact.STOPPED),
    (lambda: kept_case("only-with-her-son"), "m2", HowContact.STOPPED),
    (lambda: kept_case("carer-at-tipping-point"), "m2", HowContact.FEWER),
    (lambda: kept_case("cared-for-controls-carer"), "m2", HowContact.SUPERVISED),
]


@pytest.mark.parametrize(("case", "member", "how", "by_hand"), [(*one, told) for one, told in zip(EXAMPLES, BY_HAND, strict=True)])
def test_an_example_comes_out_as_it_was_worked_out_by_hand(case, member, how, by_hand):
    found = case()
    seen = what_if(found.network, [Change(member, how)], found.capacity, as_of=DAY)

    said = list(seen.sentences)
    assert [line for line in by_hand if line not in said] == []
    assert sorted(by_hand, key=said.index) == by_hand


def test_the_first_example_holds_nothing_that_was_not_worked_out():
    found = rose()
    seen = what_if(found.network, [Change("kev", HowContact.STOPPED)], as_of=DAY)

    assert [*seen.unasked, *seen.lost, *seen.other, *seen.could, *seen.gained] == BY_HAND[0]


def test_alice_takes_part_only_with_her_son_and_he_is_not_left_out():
    found = kept_case("only-with-her-son")

    (neville,) = (one for one in propose(found.network, found.meetings[0], found.capacity, as_of=DAY) if one.member_id == "m2")

    assert neville.invite is Invite.TALK_FIRST
