"""Papers that are out, in a browser: who holds one that is not so any more, and writing down that they know."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.meeting import Invite
from netmeet.services import meetings, network, papers_out
from netmeet.store import audit
from tests.support.around import Around
from tests.support.site import SUPERVISOR

MADE = "A letter for Thursday 10 December 2026, 2pm, at St Anne’s hall, was made on 22 November 2026 by"
BACK = ", in a way that is safe for everybody, and get it back."


@pytest.fixture
def around(within, case_id):
    return Around(within, case_id)


@pytest.fixture
def meeting(around):
    """A meeting to which Dawn and Kev come."""
    made = around.plan()
    around.add("Dawn", "Kev")
    around.decides(made, "Dawn", Invite.INVITE)
    around.decides(made, "Kev", Invite.INVITE)
    return made


@pytest.fixture
def papers(around):
    return f"{around.path}/papers"


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.find("<main") :]).split())


def fetch(worker, papers, meeting, member, paper="letter.pdf"):
    answer = worker.client.get(f"{papers}/{meeting}/{member}/{paper}")
    assert answer.status_code == 200
    return answer


def change(around, meeting, **fields):
    def do(case):
        found = meetings.one(case, meeting)
        meetings.save(case, replace(found, **fields), found.version)

    around(do)


def say(worker, papers, meeting, member, act, on=date(2026, 11, 22), status=303):
    return worker.post(f"{papers}/{meeting}/{member}/knows", {"act": act, "said_on": on.isoformat()}, status=status)


def test_while_nothing_has_changed_there_is_nothing_to_get_back(worker, around, papers, meeting):
    assert "was given so far" not in worker.get(papers)

    fetch(worker, papers, meeting, around.ids["Kev"])

    page = text(worker.get(papers))
    assert f"What Kev was given so far {MADE}" in page
    assert "A paper to get back" not in page
    assert "What Dawn was given" not in page
    assert "A paper to get back" not in worker.get(f"{around.path}/meetings/{meeting}")


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"on": datetime(2026, 12, 17, 14)}, "The day has changed since."),  # noqa: DTZ001 (local, as on the letter)
        ({"on": datetime(2026, 12, 10, 15)}, "The time has changed since."),  # noqa: DTZ001 (as above)
        ({"on": None}, "The day has changed since."),
        ({"venue": "The Library"}, "The place has changed since."),
        ({"on": datetime(2026, 12, 17, 14), "venue": ""}, "The day and the place have changed since."),  # noqa: DTZ001 (as above)
    ],
)
def test_another_day_time_or_place_says_who_holds_the_old_paper(worker, around, papers, meeting, fields, changed):
    fetch(worker, papers, meeting, around.ids["Kev"])
    change(around, meeting, **fields)

    for page in (papers, f"{around.path}/meetings/{meeting}"):
        told = text(worker.get(page))
        assert re.search(rf"A paper to get back\. {MADE} [^.]+\. {re.escape(changed)} Tell Kev{BACK}", told), told
        assert "Tell Dawn" not in told

    if fields.get("venue", "x"):  # a new letter says what is so now
        fetch(worker, papers, meeting, around.ids["Kev"])
        if "on" not in fields or fields["on"]:
            assert "A paper to get back" not in worker.get(papers)


def test_who_is_not_invited_any_more_and_holds_a_letter_stays_on_the_pages(worker, around, papers, meeting):
    fetch(worker, papers, meeting, around.ids["Kev"], "agenda.docx")
    around.decides(meeting, "Kev", Invite.NOT_INVITED)

    for page in (papers, f"{around.path}/meetings/{meeting}"):
        told = text(worker.get(page))
        assert "A paper to get back. An agenda for Thursday 10 December 2026, 2pm" in told
        assert f"Kev is not invited any more. Tell Kev{BACK}" in told


def test_an_order_that_came_since_says_so_and_the_protected_ones_letter_asks_first(worker, around, papers, meeting):
    for name in ("Kev", "Dawn"):
        fetch(worker, papers, meeting, around.ids[name], "meeting.ics")
    around.order("Kev", "Dawn")

    told = text(worker.get(papers))
    assert "A calendar entry for Thursday 10 December 2026, 2pm was made on 22 November 2026" in told
    assert "That cannot stand any more: " in told
    assert f"Tell Kev{BACK}" in told
    assert "A decision to make again. A calendar entry for Thursday 10 December 2026, 2pm was made" in told
    assert "keeps Kev away from Dawn. Decide that again first. Dawn may keep the paper until then." in told
    assert "Tell Dawn" not in told

    letter = f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf"
    around.decides(meeting, "Kev", Invite.NOT_INVITED)
    say(worker, papers, meeting, around.ids["Kev"], "told")
    page = text(worker.get(letter))
    assert "Look before it leaves" in page
    assert "Kev may hold a paper with this day: a non-molestation order in force until 1 June 2027 keeps Kev away from Dawn." in page
    assert "Get it back first, or meet on another day, or somewhere else." in page
    assert fetch(worker, papers, meeting, around.adult).data.startswith(b"%PDF")

    say(worker, papers, meeting, around.ids["Kev"], "got back")
    assert worker.client.get(letter).data.startswith(b"%PDF")


def test_the_bound_ones_paper_asks_while_the_protected_one_may_hold_the_day(worker, around, papers, meeting):
    fetch(worker, papers, meeting, around.ids["Dawn"])
    around.order("Kev", "Dawn")
    around.decides(meeting, "Dawn", Invite.NOT_INVITED)
    around.decides(meeting, "Kev", Invite.INVITE, reason="Dawn does not come")
    letter = f"{papers}/{meeting}/{around.ids['Kev']}/letter.pdf"

    page = text(worker.get(letter))
    assert "Dawn may hold a paper with this day: a non-molestation order in force until 1 June 2027 keeps Kev away from Dawn." in page
    assert "Get it back first, or meet on another day, or somewhere else." in page

    say(worker, papers, meeting, around.ids["Dawn"], "told")
    assert "Dawn may hold a paper with this day" in text(worker.get(letter))
    say(worker, papers, meeting, around.ids["Dawn"], "got back")
    assert worker.client.get(letter).data.startswith(b"%PDF")

    fetch(worker, papers, meeting, around.adult)
    assert "Look before" not in text(worker.get(papers))


def test_on_another_day_the_bound_ones_paper_asks_nothing(worker, around, papers, meeting):
    fetch(worker, papers, meeting, around.ids["Dawn"])
    around.order("Kev", "Dawn")
    around.decides(meeting, "Dawn", Invite.NOT_INVITED)
    around.decides(meeting, "Kev", Invite.INVITE, reason="Dawn does not come")
    change(around, meeting, on=datetime(2026, 12, 17, 14))  # noqa: DTZ001 (local, as on the letter)

    assert worker.client.get(f"{papers}/{meeting}/{around.ids['Kev']}/letter.pdf").data.startswith(b"%PDF")


def test_on_another_day_the_protected_ones_letter_asks_nothing(worker, around, papers, meeting):
    fetch(worker, papers, meeting, around.ids["Kev"])
    around.order("Kev", "Dawn")
    around.decides(meeting, "Kev", Invite.NOT_INVITED)
    change(around, meeting, on=datetime(2026, 12, 17, 14))  # noqa: DTZ001 (local, as on the letter)

    assert worker.client.get(f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf").data.startswith(b"%PDF")


def test_after_a_death_whoever_holds_a_paper_is_told(worker, around, papers, meeting):
    fetch(worker, papers, meeting, around.ids["Kev"])
    fetch(worker, papers, meeting, around.ids["Dawn"])
    around.change("Dawn", died=PartialDate(2026, 11, 1))
    assert "Dawn has died since. Get it back, if you can. What was sent to Dawn" in text(worker.get(papers))
    dawns = text(worker.get(f"{papers}/{meeting}/{around.ids['Dawn']}/knows"))
    assert "What was sent to Dawn" in dawns
    assert "It was got back, or nobody has it any more" in dawns
    assert "They know" not in dawns
    say(worker, papers, meeting, around.ids["Dawn"], "told", status=400)
    say(worker, papers, meeting, around.ids["Dawn"], "got back")
    kept = text(worker.get(f"{papers}/{meeting}/{around.ids['Dawn']}/knows"))
    assert "It was got back, or nobody has it any more on 22 November 2026 (written down by" in kept
    assert "Dawn has died since" not in text(worker.get(papers))

    around(lambda case: network.save_member(case, replace(case.adult, died=PartialDate(2026, 11, 1)), case.adult.version))
    for page in (papers, f"{around.path}/meetings/{meeting}"):
        assert f"Rose Okafor has died since. Tell Kev{BACK}" in text(worker.get(page))
    assert "Ask Rose Okafor about each person" not in worker.seen[-1]
    assert "Rose Okafor has died, so nobody is invited" in worker.seen[-1]


def test_it_is_written_down_that_they_know_and_when(worker, around, papers, meeting):
    kev = around.ids["Kev"]
    fetch(worker, papers, meeting, kev)
    change(around, meeting, venue="The Library")
    assert "The place has changed since." in text(worker.get(f"{papers}/{meeting}/{kev}/knows"))

    say(worker, papers, meeting, kev, "told", date(2026, 11, 20))

    page = text(worker.get(papers))
    assert "A paper to get back" not in page
    assert "Told what is so now on 20 November 2026 (written down by" in page
    assert "Nothing has changed since, as far as netmeet knows." in worker.get(f"{papers}/{meeting}/{kev}/knows")

    change(around, meeting, venue="The hall")
    assert "The place has changed since." in text(worker.get(papers))
    say(worker, papers, meeting, kev, "got back")
    assert "A paper to get back" not in text(worker.get(papers))
    assert "Told, and the paper was got back on 22 November 2026" in text(worker.seen[-1])


def test_what_is_wrong_is_said_and_nothing_is_written_down_of_somebody_without_a_paper(worker, around, papers, meeting):
    kev = around.ids["Kev"]
    assert "No paper of this meeting was made for Kev." in worker.get(f"{papers}/{meeting}/{kev}/knows")
    nothing = worker.post(
        f"{papers}/{meeting}/{kev}/knows", {"act": "told"}, page=f"{around.path}/meetings/{meeting}/edit", action="", status=400
    )
    assert "No paper of this meeting was made for Kev." in nothing
    assert around(papers_out.all_steps) == ()
    fetch(worker, papers, meeting, kev)

    assert "Choose what was done." in say(worker, papers, meeting, kev, "", status=400)
    assert "This day is still to come." in say(worker, papers, meeting, kev, "told", date(2026, 11, 23), status=400)
    say(worker, papers, meeting, kev, "letter", status=400)


def test_a_supervisor_reads_what_is_out_and_writes_nothing(visitor, worker, around, papers, meeting):
    fetch(worker, papers, meeting, around.ids["Kev"])
    change(around, meeting, venue="The Library")

    sol = visitor(SUPERVISOR.username)

    assert f"Tell Kev{BACK}" in text(sol.get(papers))
    assert "/knows" not in sol.seen[-1]
    sol.get(f"{papers}/{meeting}/{around.ids['Kev']}/knows", status=403)


def test_whose_paper_it_was_stands_in_the_case_and_in_no_audit(worker, around, papers, meeting, app):
    for paper in ("letter.pdf", "letter.docx", "letter.pdf?form=large+print", "agenda.pdf", "letter.pdf"):
        fetch(worker, papers, meeting, around.ids["Kev"], paper)
    worker.client.get(f"{papers}/{meeting}/letters.pdf")

    steps = around(papers_out.all_steps)
    assert [(step.member, step.act.value) for step in steps] == [
        (around.ids["Kev"], "letter"),
        (around.ids["Kev"], "agenda"),
        (around.adult, "letter"),
        (around.ids["Dawn"], "letter"),
    ]
    with app.extensions["netmeet"].new_db() as session:
        told = [row for row in audit.of_case(session, around.case_id, 50) if "made" in row.what]
    assert len(told) == 6
    history = worker.get(f"{around.path}/history")
    assert history.count("made a letter") == 4
    assert "looked at the papers" not in history
    assert not any(name in str((row.what, row.details)) for row in told for name in ("Kev", "Dawn", *around.ids.values()))


# ---------------------------------------------------------------- words that go out


def test_words_that_stand_on_papers_are_named_beside_them_and_nothing_is_stopped(worker, around, meeting):
    pages = (f"{around.path}/meetings/{meeting}", f"{around.path}/meetings/{meeting}/agenda")
    around.add("Sam")
    for path in pages:
        assert "These words stand on letters and agendas" not in worker.get(path)

    change(around, meeting, purpose="Talk with Sam about the abuse enquiry that Kev raised")

    for path in pages:
        told = text(worker.get(path))
        assert "These words stand on letters and agendas. Look whether they should:" in told
        assert "“What is the meeting for” says “abuse”." in told
        assert "“What is the meeting for” names Sam, who is not there with Rose Okafor." in told
        assert "names Kev, who comes too, and no letter says who else comes." in told

    item = around.meeting(meeting).agenda[0].id
    path = f"{around.path}/meetings/{meeting}/agenda/items/{item}"
    worker.post(path, {"title": "The risks", "owner": "Sam", "part": "1"})
    told = text(worker.get(pages[1]))
    assert "“The risks” says “risk”." in told
    assert "Who leads “The risks” names Sam, who is not there with Rose Okafor." in told
