"""Calling an entry a mistake, and taking that back: it counts nowhere, nothing is lost, and no worry goes quietly."""

import pytest

from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.mistakes import Verdict
from netmeet.domain.network import TieKind
from netmeet.domain.readings import Closeness, Contact, Frequency, Ring, Voice, What
from netmeet.exchange.bundle import read_kept
from netmeet.exchange.preview import read_any
from netmeet.services import exchange, mistakes, network, readings, risk, supervision
from netmeet.services.caller import Caller
from netmeet.services.readings import Said
from netmeet.store import audit
from tests.support.site import START, SUPERVISOR, WORKER

TODAY = START.date()
WHY = "Wrong way round"


@pytest.fixture
def said(around):
    """A worry about Kev and how close he is; ids by what they are."""
    around.add("Kev")
    around.worry("Kev")
    tie = around(lambda case: case.network.tie_between(around.adult, around.ids["Kev"]).id)
    around(lambda case: readings.record(case, Said(tie, Closeness(Ring.INTIMACY), Voice.ADULT)))
    ids = {reading.what: reading.id for reading in around(lambda case: case.network.readings)}
    return ids | {"tie": tie}


@pytest.fixture
def mark(around, clock):
    def do(reading, verdict=Verdict.MISTAKE, reason=WHY):
        found = around(lambda case: mistakes.mark(case, reading, verdict, reason))
        clock.forward(minutes=1)
        return found

    return do


def kinds(around):
    return [reading.what for reading in around(lambda case: case.network.readings)]


def test_a_mistake_counts_nowhere_and_is_kept_with_who_when_and_why(around, said, mark):
    assert around(lambda case: risk.look(case, FlagRule(), TODAY)).briefs

    mark(said[What.CONCERN])

    assert kinds(around) == [What.CLOSENESS]
    assert around(lambda case: risk.look(case, FlagRule(), TODAY)).briefs == ()
    assert [reading.what for reading in around(lambda case: case.whole()).network.readings] == [What.CLOSENESS]
    kept = around(lambda case: mistakes.entry(case, said[What.CONCERN]))
    assert [(one.words, one.reason) for one in kept.marks] == [(f"Written by mistake, by {WORKER.name} on 22 November 2026", WHY)]


def test_what_was_right_after_all_counts_again_and_both_words_are_kept(around, said, mark):
    mark(said[What.CONCERN])
    mark(said[What.CONCERN], Verdict.RIGHT, "It was Kev after all")
    mark(said[What.CLOSENESS])

    assert kinds(around) == [What.CONCERN]
    kept = around(lambda case: mistakes.entry(case, said[What.CONCERN]))
    assert [(one.verdict, one.reason, one.seq) for one in kept.marks] == [
        (Verdict.MISTAKE, WHY, 1),
        (Verdict.RIGHT, "It was Kev after all", 2),
    ]


@pytest.mark.parametrize(("reason", "field"), [("", "reason"), (" \n", "reason")])
def test_nothing_is_marked_without_a_reason(around, said, mark, reason, field):
    with pytest.raises(BadInputError, match="Enter why") as refused:
        mark(said[What.CONCERN], reason=reason)

    assert refused.value.field == field
    assert kinds(around) == [What.CONCERN, What.CLOSENESS]


def test_of_two_who_mark_one_entry_the_second_is_told(said, mark):
    with pytest.raises(BadInputError, match="this entry counts already"):
        mark(said[What.CONCERN], Verdict.RIGHT)
    mark(said[What.CONCERN])

    with pytest.raises(BadInputError, match=f"counts nowhere already. Written by mistake, by {WORKER.name}"):
        mark(said[What.CONCERN])


@pytest.mark.parametrize("reading", ["00000000-0000-7000-8000-00000000ffff", "", "]]><script>"])
def test_what_is_no_entry_of_the_case_cannot_be_marked(said, mark, reading):
    with pytest.raises(NotFoundError):
        mark(reading)


def test_an_entry_about_somebody_off_the_map_cannot_be_marked_and_its_mark_comes_back_with_them(around, said, mark):
    mark(said[What.CONCERN])
    around(lambda case: network.remove_member(case, around.ids["Kev"], sure=True))

    assert around(lambda case: (case.marked, mistakes.withdrawn(case))) == ((), ())
    with pytest.raises(NotFoundError):
        mark(said[What.CLOSENESS])
    around(lambda case: network.put_back(case, around.ids["Kev"]))
    assert [one.reading.id for one in around(lambda case: case.marked)] == [said[What.CONCERN]]


def test_worries_and_orders_that_were_mistakes_are_counted_by_what_they_are_about(around, said, mark):
    around.worry("Kev")
    around.order("Kev")
    around.add("Dawn")
    around.order("Dawn")
    for reading in around(lambda case: case.network.readings):
        mark(reading.id)

    found = around(mistakes.withdrawn)

    assert [(one.who, one.what, one.count, one.of_tie) for one in found] == [
        ("Kev and Rose Okafor", "2 worries and 1 order or limit", 3, True),
        ("Dawn and Rose Okafor", "1 order or limit", 1, True),
    ]
    assert around(lambda case: mistakes.withdrawn(case, {said["tie"]})) == found[:1]
    assert around(lambda case: mistakes.withdrawn(case, {around.adult})) == ()


def test_a_worry_about_the_adult_alone_that_was_a_mistake_is_named_too(around, said, mark):
    worry = around(lambda case: case.network.said(said["tie"], What.CONCERN))[0].value
    alone = around(lambda case: readings.record(case, Said(around.adult, worry, Voice.PRACTITIONER, basis=case.network.readings[0].basis)))
    mark(alone.id)

    assert [(one.who, one.what, one.of_tie) for one in around(mistakes.withdrawn)] == [("Rose Okafor", "1 worry", False)]


def test_a_tie_stays_on_the_map_while_a_worry_about_it_is_marked_and_a_member_is_asked_about(around, said, mark):
    mark(said[What.CONCERN])

    with pytest.raises(BadInputError, match="marked as written by mistake"):
        around(lambda case: network.remove_tie(case, said["tie"]))
    assert around(lambda case: network.would_silence(case, around.ids["Kev"])).worries == 1


def test_a_tie_with_another_mistake_may_go(around, said):
    dawn = around.add("Dawn")
    tie = around(lambda case: network.add_tie(case, dawn, around.ids["Kev"], TieKind.SOCIAL, "")).id
    new = around(lambda case: readings.record(case, Said(tie, Contact(Frequency.DAILY), Voice.ADULT)))
    around(lambda case: mistakes.mark(case, new.id, Verdict.MISTAKE, WHY))

    around(lambda case: network.remove_tie(case, tie))

    assert tie not in {one.id for one in around(lambda case: case.network.ties)}


def test_the_history_and_the_supervisor_see_it(around, within, said, mark):
    mark(said[What.CONCERN])
    mark(said[What.CONCERN], Verdict.RIGHT)

    noted = [row.what for row in around(lambda case: audit.of_case(case.session, case.id, 50))]
    assert set(mistakes.AUDITED.values()) <= set(noted)
    screen = within(around.case_id, lambda case: supervision.look(case, FlagRule(), TODAY, None), SUPERVISOR)
    told = {change.heading: [line.words.partition(":")[0] for line in change.lines] for change in screen.compared.changes}
    assert told["Written by mistake"] == [
        f"Written by mistake, by {WORKER.name} on 22 November 2026",
        f"Right after all, by {WORKER.name} on 22 November 2026",
    ]


def test_a_bundle_carries_the_mistake_and_loses_none_of_it(around, within, said, mark):
    mark(said[What.CONCERN])
    mark(said[What.CLOSENESS])
    mark(said[What.CLOSENESS], Verdict.RIGHT, "They are close")
    data = around(exchange.export)

    there = around(lambda case: exchange.add_case(Caller(case.session, case.actor, case.at), read_any(data).case, "NM-2"))

    assert [(one.reading, one.verdict, one.reason) for one in read_kept(data).marks] == [
        ("r1", Verdict.MISTAKE, WHY),
        ("r2", Verdict.MISTAKE, WHY),
        ("r2", Verdict.RIGHT, "They are close"),
    ]
    back = read_kept(within(there, exchange.export))
    assert (back.marks, back.everything.network) == (read_kept(data).marks, read_kept(data).everything.network)
    assert within(there, lambda case: [one.what for one in case.network.readings]) == [What.CLOSENESS]


def test_a_map_that_joins_another_case_brings_no_mistake_along(around, said, mark):
    mark(said[What.CONCERN])

    joins = exchange.as_map(read_any(around(exchange.export)))

    assert [reading.what for reading in joins.network.readings] == [What.CLOSENESS]
    assert "written by mistake" in joins.cannot_carry[-1]
