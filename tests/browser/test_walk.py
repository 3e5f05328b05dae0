"""One practitioner, one adult, one network meeting: from an empty database to paper, with scripts and again without."""

import re
from io import BytesIO
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.pages import Agenda, Cases, MapTogether, Meetings, Papers, Risk, Wishes, WorkersView
from tests.support.databases import POSTGRESQL, SQLITE

ADULT = "Rose Okafor"
PHONE = "07700 900111"
HOW_OLD = "If the birth date is not known: how old?"
ALONE = ("The adult", "Nobody else: they were alone with the worker")
NAMED = {
    "Family": "Lee, my son\nJean\nTanya\nZoe",
    "Friends": "Pat Quill\nGus Moran",
    "Neighbours": "Dev Anand, does the bins",
    "Faith": "St Anne’s",
    "Clubs and groups": "Lunch club",
    "People paid to help": "Amina Yusuf, mornings",
    "Pets": "Tilly",
    "Places": "The library",
}
RINGS = {"Lee": "Closest", "Jean": "Closest", "Pat Quill": "Close", "Dev Anand": "Join in with", "Amina Yusuf": "Paid or exchange"}
ASKED = {
    "Lee": ("Yes", ""),
    "Jean": ("Yes", "she always comes"),
    "Tanya": ("Not asked", ""),
    "Zoe": ("Yes", ""),
    "Pat Quill": ("Yes, if…", "if nobody talks about the house"),
    "Gus Moran": ("No", ""),
    "Dev Anand": ("Yes", ""),
    "Amina Yusuf": ("Yes", ""),
}
MEETING = {
    "What is the meeting for, in the adult’s own words?": "I want help at home this winter",
    "Day": "2026-12-10",
    "Time it begins": "2pm",
    "Where?": "St Anne’s hall",
    "How can people answer?": "Ring Wren on 01632 960199",
    "Day to look again at what was agreed": "2027-01-14",
}


@pytest.mark.parametrize(
    ("scripts", "where"),
    [(True, SQLITE), (False, SQLITE), (True, POSTGRESQL)],
    ids=["with scripts", "without scripts", "on PostgreSQL"],
    indirect=["where"],
)
def test_a_practitioner_goes_from_an_empty_database_to_paper(sign_in, scripts, where):
    cases = sign_in("wren", java_script_enabled=scripts)
    shared = _open_a_case(cases)
    worker = _map_together(shared, by_key=scripts)
    _family(worker)
    _what_was_said(worker)
    _the_shared_screen_holds_none_of_it(worker, by_key=scripts)
    _important_and_risky(worker)
    _wishes(Wishes(worker.page, worker.address))
    meetings = Meetings(worker.page, worker.address)
    _invitations(meetings)
    _agenda(meetings.agenda())
    _papers(Papers(worker.page, worker.address))
    _drawings(worker)


def _open_a_case(cases: Cases) -> MapTogether:
    cases.is_titled("Your cases").reads("No case is open to you yet.")
    shared = cases.open_case(ADULT).is_titled("Who is important in your life?").saved("Ready.")
    expect(shared.page.get_by_role("link", name="Urgent help")).to_be_visible()
    return shared


def _map_together(shared: MapTogether, *, by_key: bool) -> WorkersView:
    shared.name(NAMED).saved("12 on the map now.")
    shared.say_how_close(RINGS, "Just the two of us").saved("Saved.")
    expect(shared.main.get_by_role("radio", name=re.compile(r"Closest\s*: Jean"))).to_be_checked()
    circles = shared.main.get_by_role("region", name="Circles of support")
    expect(circles.locator("svg")).to_be_visible()
    for name in ("Lee", "Jean", "Pat Quill", "Dev Anand", "Amina Yusuf", "Tilly"):
        expect(circles.locator("svg").get_by_text(name, exact=True).first).to_be_visible()
    return shared.leave(by_key=by_key).back_to_shared(by_key=by_key).leave(by_key=by_key)


def _family(worker: WorkersView) -> None:
    worker.reads("12 members beside Rose Okafor")
    worker.relate("Jean", "Sister", ADULT).saved("In their place in the family now.").reads(
        re.compile("sibling|sister"), "Parents who are not on the map"
    )
    worker.join("Lee", "Tanya", "Married", ["Zoe"]).saved("Saved.")
    worker.member("Zoe").reads(re.compile("grandchild")).follow("Change what is kept").choose(HOW_OLD, "Under 18").press("Save").saved(
        "Saved."
    )
    private = {"Telephone": PHONE, "Health, as far as it matters here": "Sleeps badly"}
    worker.member("Jean").follow("Change what is kept").write(private).choose(HOW_OLD, "18 or over").press("Save").saved("Saved.")
    worker.tie("Lee", "Jean", "Family", "nephew and aunt").saved("Tied.")


def _what_was_said(worker: WorkersView) -> None:
    order = {
        "What is it?": "Restraining order",
        "Who is bound, and who is protected?": "Lee is bound, Jean is protected",
        "What does this rest on?": "On record",
    }
    terms = {"What does it say?": "Not to come near Jean", "From": "2026-06-01"}
    worker.tie_of("Lee", "Jean").say(
        "Does an order, condition or limit keep them apart?", order, terms, "Me, or another worker", "Not known"
    )
    tie = worker.tie_of("Lee", ADULT)
    tie.say(
        "How important is this relationship?",
        {"How important is this relationship?": "Very important"},
        {"In their own words": "He is my boy"},
        *ALONE,
    )
    wants = {"What does the adult want?": "Keep it, but change something"}
    tie.say("What does the adult want of this relationship?", wants, {"In the adult’s own words": "That he asks before he takes"}, *ALONE)
    worry = {
        "How worried is the person who says so?": "Seriously worried",
        "What kind of harm?": "Financial or material abuse",
        "From whom to whom?": "Lee may cause harm to Rose Okafor",
        "What does this rest on?": "Told by the adult alone",
    }
    tie.say("Is anybody worried about harm?", worry, {"What has been seen or heard?": "My purse was empty again on Friday"}, *ALONE)
    denied = worry | {
        "How worried is the person who says so?": "They said there is nothing to worry about",
        "What does this rest on?": "Told by the adult with others present",
    }
    tie.say("Is anybody worried about harm?", denied, {"What has been seen or heard?": "We are fine"}, "The adult", "Others were there")


def _the_shared_screen_holds_none_of_it(worker: WorkersView, *, by_key: bool) -> None:
    shared = worker.menu("Worker’s view").back_to_shared(by_key=by_key)
    source = shared.source()
    assert "Lee" in source
    for said in ("purse", "my boy", "estraining", "worr", "asks before", PHONE, "Sleeps badly"):
        assert said not in source
    shared.leave(by_key=by_key)


def _important_and_risky(worker: WorkersView) -> None:
    risk = Risk(worker.page, worker.address).menu("Important and risky").is_titled("Important and risky")
    flag = risk.flag("Rose Okafor and Lee")
    risk.reads("He is my boy", "My purse was empty again on Friday", "We are fine", "That he asks before he takes", within=flag)
    risk.reads(re.compile("alone"), re.compile("others"), within=flag)
    expect(flag.get_by_role("heading", name="Important, because")).to_be_visible()
    expect(flag.get_by_role("heading", name="A worry, because")).to_be_visible()


def _wishes(wishes: Wishes) -> None:
    wishes.menu("Wishes and safety")
    wishes.wish(1, "To stay in my own house", "Everybody who is invited")
    wishes.wish(2, "That Lee gets help with money", "Nobody. It stays between us")
    wishes.wish(3, "Church on Sundays again", "Everybody who is invited")
    wishes.safe("Before the meeting", "4", "Yes, nobody else was there", "Not on Fridays").reads("4 out of 10")
    wishes.working("Working", "Amina in the mornings", "The adult").working("Not working", "Nobody on Fridays", "A worker")
    wishes.follow("Ask the seven statements").is_titled("Seven statements")
    statements = wishes.main.get_by_role("group").all()
    names = [group.locator("legend").inner_text() for group in statements]
    assert len(names) == 8
    wishes.menu("Wishes and safety").statements("Beginning", dict.fromkeys(names[1:], "Agree"))
    expect(wishes.main.get_by_role("cell", name="agree", exact=True)).to_have_count(7)


def _invitations(meetings: Meetings) -> None:
    meetings.menu("Meetings").plan(MEETING).saved("The meeting is planned.")
    meetings.reads("Ask Rose Okafor first", within=meetings.card("Jean"))
    meetings.follow("Ask Rose Okafor about each person")
    expect(meetings.main).not_to_contain_text("Proposed")
    meetings.follow("Cancel").ask(ADULT, ASKED)
    proposed = {
        "Lee": ("Written view", "restraining order"),
        "Tanya": ("Ask Rose Okafor first", "no answer"),
        "Zoe": ("Talk first", "under 18"),
        "Pat Quill": ("Talk first", "if nobody talks about the house"),
        "Gus Moran": ("Not invited", "said no"),
        "Jean": ("Invite", "said yes"),
        "Dev Anand": ("Invite", "said yes"),
    }
    for name, (proposal, reason) in proposed.items():
        meetings.reads(proposal, re.compile(reason, re.IGNORECASE), within=meetings.card(name))
    _bound_and_protected(meetings)
    for name in ("Dev Anand", "Amina Yusuf"):
        meetings.decide(name, "Invite", "", "Rose Okafor").saved("Decided.")


def _bound_and_protected(meetings: Meetings) -> None:
    for part in ("1", "2"):
        meetings.decide("Lee", "Invite", "He is her son", "Wren Abara", part).is_titled("Inviting Lee")
        expect(meetings.page.get_by_role("alert")).to_contain_text(re.compile("restraining order", re.IGNORECASE))
        expect(meetings.main.get_by_label("Why?")).to_have_value("He is her son")
        meetings.follow("Cancel", meetings.main)
    meetings.decide("Lee", "Written view", "The order", "Wren Abara").saved("Decided.")
    meetings.decide("Jean", "Invite", "", "Rose Okafor").saved("Decided.")


def _agenda(agenda: Agenda) -> None:
    assert agenda.items[0] == "Welcome, and how we will talk together"
    assert not {"Family time"} & set(agenda.items)
    agenda.change("Help there is", {"Who leads it?": "Amina Yusuf", "Minutes": "25"}).move("Help there is", "Up")
    assert agenda.items.index("Help there is") < agenda.items.index("What is working and what is not")
    agenda.family_time("Yes", "Yes, nobody else was there", "Jean", "")
    assert "Family time" in agenda.items
    times = [re.fullmatch(r"(?:about )?(\d\d:\d\d)(?: to (\d\d:\d\d)|, as long as it takes)", shown) for shown in agenda.times]
    assert all(times)
    assert times[0][1] == "14:00"
    for before, after in pairwise(times):
        assert before[2] is None or before[2] == after[1]


def _papers(papers: Papers) -> None:
    papers.menu("Papers").reads("is it safe for them to have this at home?")
    expect(papers.main.get_by_role("heading", name="Lee", exact=True)).to_have_count(0)
    name, letter = papers.paper("letter", "Dev Anand")
    assert re.fullmatch(r"invitation-\w{6}\.pdf", name)
    _leaves_out(letter, "Lee", "Gus", "Jean", "Amina", "purse")
    assert {"Dev Anand", "St Anne’s hall", "01632 960199"} <= _said_in(letter, "Dev Anand", "St Anne’s hall", "01632 960199")
    name, agenda = papers.paper("agenda", "Dev Anand", "Large print")
    assert re.fullmatch(r"agenda-\w{6}\.pdf", name)
    _leaves_out(agenda, "Lee", "Gus", "purse", "help with money")
    assert _said_in(agenda, "To stay in my own house", "Family time") == {"To stay in my own house", "Family time"}
    name, entry = papers.take_away("Calendar entry for Dev Anand")
    assert re.fullmatch(r"meeting-\w{6}\.ics", name)
    assert entry.startswith(b"BEGIN:VCALENDAR")
    assert not re.search(rb"Rose|Lee|Jean|safeg|risk", entry)
    name, blank = papers.take_away("Easy Read blank sheets")
    assert name == "blank-sheets.pdf"
    assert len(PdfReader(BytesIO(blank)).pages) >= 2


def _drawings(worker: WorkersView) -> None:
    worker.menu("Papers").follow("Genogram, copy for the network").is_titled("Genogram")
    expect(worker.main.locator("svg").first).to_be_visible()
    starts = {"PDF to print": ("diagram.pdf", b"%PDF-"), "SVG": ("diagram.svg", b"<"), "PNG picture": ("diagram.png", b"\x89PNG")}
    files = {link: worker.take_away(link) for link in starts}
    for link, (name, first) in starts.items():
        assert (files[link][0], files[link][1][: len(first)]) == (name, first)
    _leaves_out(files["PDF to print"][1], "purse", "order", "Amina")
    assert not re.search(rb"900111|Restraining|restraining|purse|worry", files["SVG"][1])
    worker.follow("Circles of support").is_titled("Circles of support")
    assert worker.take_away("PDF to print")[1].startswith(b"%PDF-")


def _text(pdf: bytes) -> str:
    assert pdf.startswith(b"%PDF-")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def _said_in(pdf: bytes, *texts: str) -> set[str]:
    text = _text(pdf)
    return {wanted for wanted in texts if wanted in text}


def _leaves_out(pdf: bytes, *texts: str) -> None:
    text = _text(pdf)
    for kept in (PHONE, "900111", "Sleeps badly", "Restraining", "restraining", "safeguarding", "abuse", "concern", *texts):
        assert kept not in text, kept
