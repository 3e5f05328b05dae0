"""Marking an entry as written by mistake: shown with who, when and why, counted nowhere, and never quietly."""

import pytest

from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.meeting import AdultSays, Invite
from netmeet.domain.readings import Closeness, Ring, Voice, What
from netmeet.services import readings, risk
from netmeet.services.readings import Said
from tests.support.around import Around
from tests.support.hostile import NAMES
from tests.support.markup import html_faults
from tests.support.pages import values_of, words_of, would_run
from tests.support.site import COLLEAGUE, START, SUPERVISOR, WORKER

NOBODY = "00000000-0000-7000-8000-00000000ffff"
WHY = "Wrong way round"
SAID = "serious worry"
MARKED = f"Written by mistake, by {WORKER.name} on 22 November 2026: {WHY} It counts nowhere."
LINE = "1 worry about Kev and Rose Okafor was marked as written by mistake."


@pytest.fixture
def around(within, case_id):
    """People around the adult."""
    return Around(within, case_id)


@pytest.fixture
def tie(around):
    """The tie of Kev and Rose, with a worry on it."""
    around.add("Kev")
    around.worry("Kev")
    return around(lambda case: case.network.tie_between(around.adult, around.ids["Kev"]).id)


@pytest.fixture
def entry(around, tie):
    return around(lambda case: case.network.said(tie, What.CONCERN)[0].id)


@pytest.fixture
def path(around, entry):
    return f"{around.path}/network/said/{entry}"


def test_the_page_of_a_tie_leads_to_a_page_that_asks_why(worker, around, tie, path):
    page = worker.get(f"{around.path}/network/ties/{tie}")
    assert f'href="{path}/mistake"' in page
    assert "Written by mistake? " in words_of(page)

    asked = words_of(worker.get(f"{path}/mistake"))

    assert SAID in asked
    assert "Heard shouting" in asked
    assert "It is a worry or an order." in asked


def test_what_was_marked_stands_struck_through_with_who_when_and_why_and_is_flagged_no_more(worker, around, tie, path):
    assert worker.post(f"{path}/mistake", {"reason": WHY}, status=303).endswith(f"/network/ties/{tie}")

    page = worker.get(f"{around.path}/network/ties/{tie}")
    assert MARKED in words_of(page)
    assert SAID in page.partition('<del class="nm-mistake">')[2].partition("</del>")[0]
    assert "Written by mistake?" not in words_of(page)
    assert "It was right after all?" in words_of(page)
    assert around(lambda case: risk.look(case, FlagRule(), START.date())).briefs == ()


def test_a_mistake_is_taken_back_with_a_reason_and_everything_stays(worker, around, tie, path):
    worker.post(f"{path}/mistake", {"reason": WHY}, status=303)
    assert MARKED in words_of(worker.get(f"{path}/right"))

    worker.post(f"{path}/right", {"reason": "It was Kev"}, status=303)

    told = words_of(worker.get(f"{around.path}/network/ties/{tie}"))
    assert f"Written by mistake, by {WORKER.name} on 22 November 2026: {WHY}" in told
    assert f"Right after all, by {WORKER.name} on 22 November 2026: It was Kev It counts." in told
    assert SAID in words_of(worker.get(f"{around.path}/risk"))


@pytest.mark.parametrize("what", ["mistake", "right"])
def test_nothing_is_marked_without_a_reason(worker, around, path, what):
    if what == "right":
        worker.post(f"{path}/mistake", {"reason": WHY}, status=303)

    answer = worker.post(f"{path}/{what}", {"reason": "  "}, status=400)

    assert "Enter why" in words_of(answer)
    assert SAID in words_of(answer)


def test_of_two_who_mark_it_the_second_keeps_the_words_and_is_told(worker, path):
    worker.post(f"{path}/mistake", {"reason": WHY}, status=303)

    answer = worker.post(f"{path}/mistake", {"reason": "Not hers"}, status=400)

    assert f"this entry counts nowhere already. Written by mistake, by {WORKER.name}" in words_of(answer)
    assert values_of(answer)["reason"] == "Not hers"


def test_a_worry_that_was_marked_never_goes_quietly(worker, visitor, around, tie, path):
    meeting = around.plan()
    pages = [
        f"{around.path}/{end}"
        for end in ("risk", f"safer/{tie}", f"meetings/{meeting}", f"meetings/{meeting}/invitations/{around.ids['Kev']}")
    ]
    for address in pages:
        assert "marked as written by mistake" not in words_of(worker.get(address))

    worker.post(f"{path}/mistake", {"reason": WHY}, status=303)

    supervisor = visitor(SUPERVISOR.username)
    for address in pages:
        assert LINE in words_of(worker.get(address)), address
    seen = words_of(supervisor.get(f"{around.path}/supervision"))
    assert LINE in seen
    assert f"Written by mistake, by {WORKER.name} on 22 November 2026: " in seen
    assert f"Why: {WHY}" in seen
    assert "marked an entry as written by mistake" in words_of(worker.get(f"{around.path}/history"))


def test_an_entry_about_the_adult_as_a_member_leads_back_to_their_page(worker, around, tie):
    worry = around(lambda case: case.network.said(tie, What.CONCERN)[0])
    alone = around(lambda case: readings.record(case, Said(around.adult, worry.value, Voice.PRACTITIONER, basis=worry.basis)))
    page = f"{around.path}/network/members/{around.adult}"

    assert worker.post(f"{around.path}/network/said/{alone.id}/mistake", {"reason": WHY}, status=303).endswith(page)

    assert MARKED in words_of(worker.get(page))
    assert "1 worry about Rose Okafor was marked" in words_of(worker.get(f"{around.path}/risk"))


def test_what_is_no_worry_leaves_no_line_and_nothing_on_the_shared_screen(worker, around, tie):
    near = around(lambda case: readings.record(case, Said(tie, Closeness(Ring.INTIMACY), Voice.ADULT)))
    worker.post(f"{around.path}/network/said/{near.id}/mistake", {"reason": "zqreasonzq"}, status=303)

    assert "marked as written by mistake" not in words_of(worker.get(f"{around.path}/risk"))
    shared = worker.get(f"{around.path}/map")
    assert "zqreasonzq" not in shared
    assert "mistake" not in shared


@pytest.mark.parametrize("kind", ["markup", "an entity", "quotes", "a turn round", "Arabic", "emoji", "300 letters"])
def test_a_reason_is_shown_as_it_was_typed_and_never_run(worker, visitor, around, tie, path, kind):
    typed, shown = NAMES[kind]
    worker.post(f"{path}/mistake", {"reason": typed}, status=303)

    supervisor = visitor(SUPERVISOR.username)
    for page in (worker.get(f"{around.path}/network/ties/{tie}"), supervisor.get(f"{around.path}/supervision")):
        assert shown in words_of(page)
        assert would_run(page) == []


def test_whoever_may_only_look_is_offered_no_mark_and_what_is_no_entry_is_not_there(worker, visitor, around, tie, path):
    worker.get(f"{around.path}/network/said/{NOBODY}/mistake", status=404)
    worker.get(f"{path}/other", status=404)
    other = visitor(COLLEAGUE.username)
    other.get(f"{path}/mistake", status=404)


def test_pages_with_a_mistake_on_them_are_valid_html(worker, visitor, around, tie, path):
    meeting = around.plan()
    around.says(meeting, Kev=AdultSays.NO)
    around.says(meeting, Kev=AdultSays.YES)
    around.decides(meeting, "Kev", Invite.TALK_FIRST)
    worker.post(f"{path}/mistake", {"reason": WHY}, status=303)
    ends = (f"network/ties/{tie}", "risk", f"safer/{tie}", f"meetings/{meeting}/ask", f"meetings/{meeting}/invitations/{around.ids['Kev']}")

    pages = [worker.get(f"{around.path}/{end}") for end in ends]
    pages += [worker.get(f"{path}/right"), visitor(SUPERVISOR.username).get(f"{around.path}/supervision")]

    assert [html_faults(page) for page in pages] == [[]] * len(pages)
