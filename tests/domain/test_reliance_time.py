"""How long it takes to work out what a map holds: it is done while somebody waits for a page."""

import time
from itertools import combinations, islice

import pytest

from netmeet.domain.carried import carried
from netmeet.domain.options import Change, HowContact
from netmeet.domain.patterns import patterns
from netmeet.domain.readings import Contact, Frequency, SupportKind
from netmeet.domain.what_if import what_if
from tests.support.make import TODAY, a_concern, a_member, a_network, a_reading, a_tie, close, gives


def of_size(people, ties):
    """A map with something said about every tie."""
    pairs = list(islice(combinations(range(people), 2), ties))
    said = []
    for place, (a, b) in enumerate(pairs):
        tie, kind, often = f"m{a}-m{b}", list(SupportKind)[place % 8], list(Frequency)[place % 6]
        said += [gives(tie, f"m{a}", kind, "about two hours a week"), a_reading(tie, Contact(often, "Mondays")), close(tie), a_concern(tie)]
    members = (a_member(f"Rowan Example {number}", id=f"m{number}") for number in range(people))
    return a_network(*members, *(a_tie(f"m{a}", f"m{b}") for a, b in pairs), *said)


@pytest.mark.parametrize(
    "work",
    [
        lambda network: carried(network, as_of=TODAY),
        lambda network: patterns(network, as_of=TODAY),
        lambda network: what_if(network, [Change("m1", HowContact.STOPPED), Change("m2", HowContact.TELEPHONE)], as_of=TODAY),
    ],
    ids=["each member", "patterns", "what if"],
)
def test_forty_members_and_eighty_ties_take_less_than_50_ms(work):
    seconds = []
    for _ in range(5):
        network = of_size(40, 80)  # a new map each time: what is kept with a map would make the next ones faster
        begun = time.perf_counter()
        work(network)
        seconds.append(time.perf_counter() - begun)

    assert min(seconds) < 0.05
