"""The invented cases that come with netmeet: nothing that was typed into them stops a paper, or is asked about."""

from importlib.resources import files

import pytest

from netmeet.domain.access import Action
from netmeet.exchange.bundle import read_bundle
from netmeet.services import exchange, meetings, papers
from netmeet.services.cases import open_case
from netmeet.services.papers import Desk
from tests.support.around import TODAY


@pytest.mark.parametrize("name", ["hollins", "lisowski"])
def test_nothing_typed_into_an_invented_case_stops_a_paper_or_is_asked_about(as_caller, name):
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
    assert made
    assert [line for one in made for line in (*one.never, *one.ask) if not line.startswith(other)] == []
