"""What is asked before a paper leaves: in the invented cases, of days, and of who is named, bound, protected or worried about."""

from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files

import pytest

from netmeet.domain.access import Action
from netmeet.domain.meeting import AdultSays, AgendaItem, Invite, ItemKind
from netmeet.domain.mistakes import Verdict
from netmeet.domain.readings import Basis, Concern, ConcernLevel, ConcernType, Direction, Voice
from netmeet.exchange.bundle import read_bundle
from netmeet.services import exchange, meetings, mistakes, papers, readings
from netmeet.services.cases import open_case
from netmeet.services.papers import Desk
from tests.support.around import TODAY
from tests.support.site import WORKER


@pytest.mark.parametrize("name", ["hollins", "lisowski"])
def test_nothing_typed_into_an_invented_case_stops_a_paper_and_only_whom_a_worry_is_about_is_asked_about(as_caller, name):
    whole = read_bundle((files("netmeet.exchange") / "demo" / f"{name}.json").read_bytes())

    def found(caller):
        case = open_case(caller, exchange.add_case(caller, whole, "D-1"), Action.EDIT_CASE)
        for meeting in meetings.all_of(case):
            desk = Desk.of(case, meeting, TODAY, "Midmere Council")
            for who in papers.readers(case, meeting):
                sheets = [desk.agenda(one) for one in papers.sheets_for(meeting, who)]
                plan = [desk.plan(who)] if who.is_adult else []
                yield from (desk.letter(who), *sheets, desk.calendar(who, place=True), *plan)

    made = as_caller(lambda caller: list(found(caller)))
    other = ("What is proposed about Carl Grant has changed", "Nothing is on the agenda of part 1 yet")
    carl = " names “Carl”: Carl Grant is named in an open worry."
    assert made
    assert [line for one in made for line in (*one.never, *one.ask) if not line.startswith(other) and carl not in line] == []
    assert any(carl in line for one in made for line in one.ask) is (name == "hollins")


def asked(around, meeting_id, name):
    """What somebody has to look at before a letter to this reader is made, and what stops it."""

    def do(case):
        meeting = meetings.one(case, meeting_id)
        found = Desk.of(case, meeting, TODAY).letter(papers.reader(case, meeting, around.ids[name]))
        return found.ask, found.never

    return around(do)


@pytest.mark.parametrize(
    ("on", "review_on", "ask"),
    [
        ("2026-11-21T14:00", None, ("The day of the meeting, 21 November 2026, has been.",)),
        ("2026-11-22T14:00", date(2026, 11, 22), ()),
        ("2026-12-10T14:00", date(2026, 12, 9), ("The day to look again, 9 December 2026, is before the meeting.",)),
        (None, date(2020, 1, 1), ()),
    ],
)
def test_a_day_that_has_been_or_is_looked_back_on_too_early_is_asked_about(around, on, review_on, ask):
    meeting = around.plan(on=datetime.fromisoformat(on) if on else None, review_on=review_on)
    around.add("Dawn")
    around.decides(meeting, "Dawn", Invite.INVITE)

    assert asked(around, meeting, "Dawn") == (ask, ())


def test_a_letter_to_somebody_of_whose_name_another_is_bound_asks_who_they_are(around):
    around.add("Ivy", "Kev")
    around.order("Kev", "Ivy")
    around.add("Kev")
    meeting = around.plan()
    around.decides(meeting, "Kev", Invite.INVITE, reason="This Kev is her grandson")

    ask, never = asked(around, meeting, "Kev")

    assert never == ()
    order = "a non-molestation order in force until 1 June 2027 keeps the other one away from Ivy"
    assert ask == (f"Kev stands on the map twice, and {order}: is that one person?",)


def test_no_letter_asks_somebody_bound_to_another_meeting_of_the_day_on_which_the_protected_one_comes(around):
    around.add("Ivy", "Kev")
    first, second = around.plan(venue="Library"), around.plan(venue="Chapel")
    around.says(second, Ivy=AdultSays.NO)
    around.decides(first, "Ivy", Invite.INVITE)
    around.decides(second, "Kev", Invite.INVITE)
    around.order("Kev", "Ivy")

    (kept,), (changed,) = asked(around, second, "Kev")[1], asked(around, first, "Ivy")[1]

    assert "keeps Kev away from Ivy, who comes to another meeting (10 December 2026, 14:00, Library)" in kept
    assert "Change first what is recorded for Kev at another meeting (10 December 2026, 14:00, Chapel)" in changed


def test_a_letter_to_somebody_bound_asks_before_it_says_the_protected_one_s_last_name(around):
    around.add("Kev Okafor", "Lena Birch")
    around.order("Kev Okafor", "Lena Birch")
    meeting = around.plan(venue="Mrs Birch’s house")
    around.ids["Kev"], around.ids["Lena"] = around.ids["Kev Okafor"], around.ids["Lena Birch"]
    around.says(meeting, Lena=AdultSays.NO)
    around.decides(meeting, "Kev", Invite.INVITE)

    ask, never = asked(around, meeting, "Kev")

    assert never == ()
    assert any("says “Birch”, as Lena Birch is called, whom an order protects from whoever reads this." in line for line in ask)


def about_kev(around):
    """A worry about Kev as a person: from whom to whom is not known."""
    worry = Concern(ConcernType.NEGLECT, ConcernLevel.SERIOUS, Direction.BOTH, "Nobody comes")
    said = readings.Said(around.ids["Kev"], worry, Voice.PRACTITIONER, basis=Basis.SEEN)
    around(lambda case: readings.record(case, said))


STOP = "To stop Kev stealing her pension"
NAMED = "“What is the meeting for” on the page of the meeting names Kev, who {}. Leave the name out unless you have decided"


@pytest.mark.parametrize(
    ("record", "telling"),
    [
        (lambda around: around.worry("Kev"), "is named in an open worry"),
        (lambda around: around.order("Kev", "Ivy"), "is named in an order"),
        (lambda around: around.order("Ivy", "Kev"), "is named in an order"),
    ],
)
def test_whoever_harm_is_written_down_of_is_not_named_unasked_on_their_own_paper_or_on_anybody_s(around, record, telling):
    around.add("Ivy", "Kev", "Dawn")
    record(around)
    meeting = around.plan(purpose=STOP)
    for name in ("Kev", "Dawn"):
        around.decides(meeting, name, Invite.INVITE, reason="Seen with each of them alone")

    def found(case):
        desk = Desk.of(case, meetings.one(case, meeting), TODAY)
        for who in papers.readers(case, desk.meeting):
            yield from (desk.letter(who).ask, desk.agenda(who).ask)

    made = around(lambda case: list(found(case)))
    assert len(made) == 6
    assert all(any(line.startswith(NAMED.format(telling)) for line in one) for one in made)


@pytest.mark.parametrize(
    ("record", "what"),
    [
        (lambda around: around.order("Kev", "Ivy"), "A non-molestation order between Ivy and Kev"),
        (lambda around: around.worry("Ivy", "Kev"), "A worry between Ivy and Kev"),
        (about_kev, "A worry about Kev"),
    ],
)
def test_what_was_written_by_mistake_asks_first_on_every_paper_of_whoever_it_was_about(around, record, what):
    around.add("Ivy", "Kev", "Dawn")
    meeting = around.plan()
    for name in ("Ivy", "Kev", "Dawn"):
        around.decides(meeting, name, Invite.INVITE)
    record(around)
    reading = around(lambda case: case.network.readings[-1])
    around(lambda case: mistakes.mark(case, reading.id, Verdict.MISTAKE, "Another family"))

    marked = f"{what} was marked as written by mistake, by {WORKER.name} on 22 November 2026."
    for name in ("Kev", "Ivy") if "between" in what else ("Kev",):
        assert asked(around, meeting, name) == ((f"{marked} Make sure that it was before {name} gets this paper.",), ())
    assert asked(around, meeting, "Dawn") == ((), ())

    around(lambda case: mistakes.mark(case, reading.id, Verdict.RIGHT, "It was ours"))
    assert not any("by mistake" in line for line in asked(around, meeting, "Kev")[0])


def test_a_letter_asks_before_it_names_anybody_but_its_reader_and_an_agenda_does_not(around):
    around.add("Ivy Marsh", "Dawn")
    meeting = around.plan(purpose="So that Ivy and Dawn can help Rose")
    around.ids["Ivy"] = around.ids["Ivy Marsh"]
    for name in ("Ivy", "Dawn"):
        around.decides(meeting, name, Invite.INVITE)

    (dawns,), _ = asked(around, meeting, "Dawn")
    (ivys,), _ = asked(around, meeting, "Ivy")
    assert " names “Ivy”: Ivy Marsh comes too, and no letter says who else comes." in dawns
    assert " names Dawn, who comes too, and no letter says who else comes." in ivys

    def agenda(case):
        found = meetings.one(case, meeting)
        return Desk.of(case, found, TODAY).agenda(papers.reader(case, found, around.ids["Dawn"])).ask

    assert around(agenda) == ()


def test_who_leads_an_item_may_be_named_though_a_worry_is_open(around):
    around.add("Kev")
    around.worry("Kev")
    meeting = around.plan(purpose="")
    around.decides(meeting, "Kev", Invite.INVITE, reason="Seen alone")
    item = AgendaItem("", ItemKind.OTHER, "Lifts", "Kev", 30, 1)

    def found(case, **fields):
        one = meetings.one(case, meeting)
        meetings.save_agenda(case, one, [replace(item, **fields)], one.version)
        one = meetings.one(case, meeting)
        return Desk.of(case, one, TODAY).agenda(papers.reader(case, one, around.ids["Kev"])).ask

    assert around(found) == ()
    assert "The agenda item “With Kev” names Kev, who is named in an open worry." in around(lambda case: found(case, title="With Kev"))[0]
