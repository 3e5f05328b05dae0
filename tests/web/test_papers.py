"""Papers in a browser: what is offered to whom, what stops it, what it is called, and what stands on it when it is read back."""

import io
import re
from dataclasses import replace

import docx
import pypdf
import pytest

from netmeet.domain.dates import PartialDate
from netmeet.domain.meeting import AdultSays, Invite
from netmeet.domain.outcomes import Sharing, Wish
from netmeet.services import cases, meetings, network, outcomes
from tests.support.around import Around
from tests.support.hostile import NAMES
from tests.support.pages import looked_in
from tests.support.site import SUPERVISOR

NOWHERE = "00000000-0000-7000-8000-00000000ffff"
FORMS = ("Plain", "Large print", "Easy Read")
BEGINS = {"pdf": b"%PDF", "docx": b"PK", "zip": b"PK", "ics": b"BEGIN:VCALENDAR"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PERSONAL = ("Rose", "Okafor", "Dawn", "Kev", "hall", "Wren")


@pytest.fixture
def around(within, case_id):
    return Around(within, case_id)


@pytest.fixture
def meeting(around):
    """A meeting to which Dawn comes; Kev's view is written, and Sam said nothing yet."""
    made = around.plan()
    around.add("Dawn", "Kev", "Sam")
    around.decides(made, "Dawn", Invite.INVITE)
    around.decides(made, "Kev", Invite.WRITTEN_VIEW, reason="He is abroad")
    return made


@pytest.fixture
def papers(around):
    return f"{around.path}/papers"


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.find("<main") :]).split())


def card(page, member):
    return text("<main" + re.split(rf'aria-labelledby="reader-[^"]*-{member}"', page)[1].split("</section>")[0])


def read(answer):
    found = pypdf.PdfReader(io.BytesIO(answer.data))
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def looked_at(worker, path):
    """What somebody carries on who looked at what was found in a paper."""
    found = looked_in(worker.get(path))
    assert found
    return found


def after_looking(worker, path):
    return worker.client.get(f"{path}{'&' if '?' in path else '?'}looked={looked_at(worker, path)}")


def change(around, meeting, **fields):
    def do(case):
        found = meetings.one(case, meeting)
        meetings.save(case, replace(found, **fields), found.version)

    around(do)


# ---------------------------------------------------------------- what is offered


def test_before_anything_is_planned_there_are_blank_sheets_only(worker, papers):
    page = worker.get(papers)

    assert "is it safe for them to have this at home?" in page
    assert "No meeting is planned yet." in page
    assert len(re.findall(r"/papers/blank\.pdf\?form=", page)) == 3


def test_papers_are_offered_for_the_adult_and_for_those_who_come(worker, around, papers, meeting):
    page = worker.get(papers)

    assert re.findall(r'<h3[^>]*id="reader-[^>]*>([^<]+)<', page) == ["Rose Okafor", "Dawn"]
    words = [f"{form} PDF of the {form.lower()} letter for Dawn or Word of the {form.lower()} letter for Dawn" for form in FORMS]
    assert f"Letter: {' · '.join(words)}" in card(page, around.ids["Dawn"])
    assert re.findall(r"([A-Z][a-z ]+):", card(page, around.ids["Dawn"])) == ["Letter", "Agenda", "Calendar"]
    assert "Plan to fill in:" in card(page, around.adult)
    assert "Calendar entry for Dawn" in card(page, around.ids["Dawn"])


def test_how_somebody_takes_in_what_is_written_stands_beside_their_papers(worker, around, papers, meeting):
    everybody = "Papers that lie on the table carry only wishes that are for everybody."
    assert "Communication:" not in worker.get(papers)

    around.change("Dawn", communication="Reads Polish")
    around(
        lambda case: cases.save_profile(case, case.adult, replace(case.profile, communication_needs="Large print"), case.profile.version, 1)
    )

    page = worker.get(papers)
    assert f"Communication: Large print {everybody}" in card(page, around.adult)
    assert "Communication: Reads Polish" in card(page, around.ids["Dawn"])
    assert everybody not in card(page, around.ids["Dawn"])


def test_every_link_on_the_page_leads_to_a_paper(worker, papers, meeting):
    links = [link.replace("&amp;", "&") for link in re.findall(rf'href="({papers}/{meeting}/[^"]+)"', worker.get(papers))]

    assert len(links) == 2 * (2 * 3 * 2 + 2) + 3 * 2 + 3 * 3
    for link in links:
        answer = worker.client.get(link)
        assert answer.status_code == 200, link
        assert answer.data.startswith(BEGINS[link.partition("?")[0].rpartition(".")[2]])


@pytest.mark.parametrize("name", ["Kev", "Sam", ""])
def test_papers_for_somebody_who_does_not_come_do_not_exist(worker, around, papers, meeting, name):
    member = around.ids.get(name, NOWHERE)

    for paper in ("letter.pdf", "agenda.pdf", "meeting.ics", "letter.pdf?looked=yes"):
        worker.get(f"{papers}/{meeting}/{member}/{paper}", status=404)
    worker.get(f"{papers}/{NOWHERE}/{around.ids['Dawn']}/letter.pdf", status=404)


@pytest.mark.parametrize(
    "paper",
    [
        "secret.pdf",
        "letter.odt",
        "plan.pdf",
        "plan.docx",
        "letter.docx?form=huge",
        "letter.pdf?form=huge",
        "agenda.pdf?form=",
        "../letter.pdf",
    ],
)
def test_a_paper_that_is_not_made_does_not_exist(worker, around, papers, meeting, paper):
    worker.get(f"{papers}/{meeting}/{around.ids['Dawn']}/{paper}", status=404)


# ---------------------------------------------------------------- files and headers


@pytest.mark.parametrize(
    ("paper", "name", "kind"),
    [
        ("letter.pdf", "invitation-MARK.pdf", "application/pdf"),
        ("agenda.pdf?form=easy+read", "agenda-MARK.pdf", "application/pdf"),
        ("letter.docx?form=large+print", "invitation-MARK.docx", f"{WORD}.document"),
        ("agenda.docx", "agenda-MARK.docx", f"{WORD}.document"),
        ("meeting.ics", "meeting-MARK.ics", "text/calendar"),
    ],
)
def test_a_file_has_a_mark_that_stands_beside_it_on_the_page_and_no_header_says_whose_it_is(
    worker, around, papers, meeting, paper, name, kind
):
    answer = worker.client.get(f"{papers}/{meeting}/{around.ids['Dawn']}/{paper}")

    called = re.fullmatch(r'attachment; filename="([^"]+)"', answer.headers["Content-Disposition"])[1]
    assert re.fullmatch(re.escape(name).replace("MARK", "[a-z0-9]{6}"), called)
    assert f"({called.partition('.')[0]})" in card(worker.get(papers), around.ids["Dawn"])
    assert called.partition(".")[0] not in card(worker.seen[-1], around.adult)
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Cache-Control"] == "no-store"
    assert not [line for line in str(answer.headers).splitlines() if any(word in line for word in PERSONAL)]


def test_a_letter_says_when_and_where_and_names_nobody_else(worker, around, papers, meeting):
    letter = read(worker.client.get(f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf"))

    for said in (
        *("Dawn", "Rose Okafor", "Thursday 10 December 2026", "2pm", "St Anne’s hall", "01632 960199", "safe to have this at home"),
        *("Midmere Council", "22 November 2026"),
    ):
        assert said in letter
    for kept in ("Kev", "Sam", "abroad", "part 1", "invited by decision"):
        assert kept not in letter


def test_a_calendar_entry_says_meeting_and_no_more(worker, around, papers, meeting):
    entry = worker.client.get(f"{papers}/{meeting}/{around.ids['Dawn']}/meeting.ics").text

    assert "SUMMARY:Meeting" in entry
    assert "LOCATION" not in entry
    assert "DESCRIPTION" not in entry
    assert not [word for word in PERSONAL if word in entry]


def test_the_place_is_in_a_calendar_entry_only_where_the_worker_chose_that(worker, around, papers, meeting):
    listed = card(worker.get(papers), around.ids["Dawn"])
    assert "The same with the place for Dawn" in listed
    assert "Add the place only where everybody who may see Dawn’s calendar may know it." in listed

    entry = f"{papers}/{meeting}/{around.ids['Dawn']}/meeting.ics"
    assert "LOCATION:St Anne’s hall" in worker.client.get(f"{entry}?place=yes").text
    assert "LOCATION" not in worker.client.get(f"{entry}?place=perhaps").text

    change(around, meeting, venue="The enquiry room")
    page = worker.get(papers)
    assert "The same with the place for Dawn" in card(page, around.ids["Dawn"])
    assert "“Where” on the page of the meeting says “enquiry”." in text(worker.get(f"{entry}?place=yes"))
    assert "LOCATION:The enquiry room" in after_looking(worker, f"{entry}?place=yes").text

    change(around, meeting, venue="")
    assert "with the place" not in worker.get(papers)


def test_the_page_says_what_to_do_with_those_who_get_no_paper(worker, around, papers, meeting):
    assert "Talk first:" not in worker.get(papers)
    assert "Written view: Kev. No paper is made for them: ask them" in text(worker.get(papers))

    around.decides(meeting, "Sam", Invite.TALK_FIRST)

    assert "Talk first: Sam. No paper is made for them: see them" in text(worker.get(papers))


# ---------------------------------------------------------------- what stops a paper, and what asks first


@pytest.mark.parametrize("word", ["Safeguarding", "abuse", "risks", "concerns", "enquiries"])
def test_words_that_endanger_ask_to_be_looked_at_first(worker, around, papers, meeting, word):
    change(around, meeting, purpose=f"About {word}")
    letter = f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf"

    page = text(worker.get(letter))
    assert "Look before it leaves This paper is for Dawn." in page
    assert f"“What is the meeting for” on the page of the meeting: About {word} Nothing is made yet." in page
    for change_it in ("edit", "agenda"):
        assert f'href="{around.path}/meetings/{meeting}/{change_it}"' in worker.seen[-1]
    assert "Leave it out unless you have decided that it is safe to say." in page
    assert "Leave it out unless" in card(worker.get(papers), around.ids["Dawn"])
    assert "Look first: each link opens a page with this, and a button that makes the paper." in card(worker.seen[-1], around.ids["Dawn"])

    assert after_looking(worker, letter).data.startswith(b"%PDF")
    for made_up in ("yes", "perhaps", "é"):
        assert "Something has changed since you looked." in worker.get(f"{letter}?looked={made_up}", status=409)


def test_who_looked_at_one_paper_has_looked_at_no_other_and_at_nothing_that_was_said_since(worker, around, papers, meeting):
    change(around, meeting, purpose="Talk with Kev")
    letter = f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf"
    looked = looked_at(worker, letter)
    assert worker.client.get(f"{letter}?looked={looked}").data.startswith(b"%PDF")

    others = (f"{around.adult}/letter.pdf", f"{around.ids['Dawn']}/agenda.pdf", "letters.pdf")
    for other in others:
        worker.get(f"{papers}/{meeting}/{other}?looked={looked}", status=409)

    change(around, meeting, purpose="Talk with Kev about what he took")
    page = worker.get(f"{letter}?looked={looked}", status=409)
    assert "Something has changed since you looked. Look again: this is what it says now." in text(page)
    assert after_looking(worker, letter).data.startswith(b"%PDF")
    change(around, meeting, purpose="Talk with Kev")
    assert worker.client.get(f"{letter}?looked={looked}").data.startswith(b"%PDF")


def test_what_was_asked_for_is_still_asked_for_after_looking(worker, around, papers, meeting):
    change(around, meeting, purpose="Talk with Kev")

    page = worker.get(f"{papers}/{meeting}/{around.adult}/agenda.docx?form=easy+read&part=1")

    assert re.findall(r'<input type="hidden" name="(form|part|looked)" value="([^"]+)"', page)[:2] == [("form", "easy read"), ("part", "1")]
    assert after_looking(worker, f"{papers}/{meeting}/{around.adult}/agenda.docx?form=easy+read&part=1").data.startswith(b"PK")


@pytest.mark.parametrize("looked", ["", "?looked=yes"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Ring 01632-960 777", "somebody else&#39;s details"),
        ("Not with bartholomew", "kept off copies"),
    ],
)
def test_contact_details_and_names_kept_off_copies_never_leave(worker, around, papers, meeting, typed, sentence, looked):
    around.change("Kev", phone="01632 960777")
    around.add("Bartholomew", off_copies=True)
    change(around, meeting, purpose=typed)

    page = worker.get(f"{papers}/{meeting}/{around.ids['Dawn']}/agenda.pdf{looked}", status=400)

    assert "This paper was not made." in page
    assert sentence in page
    listed = card(worker.get(papers), around.ids["Dawn"])
    assert "Letter: not made yet." in listed
    assert "Agenda: not made yet." in listed


def test_the_name_of_somebody_who_is_not_invited_asks_first(worker, around, papers, meeting):
    change(around, meeting, purpose="Kev sends his love")

    assert "“What is the meeting for” on the page of the meeting names Kev, who is not there with Dawn." in worker.get(
        f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf"
    )
    assert "names Kev, who is not there with Rose Okafor." in worker.get(f"{papers}/{meeting}/{around.adult}/letter.pdf")
    assert after_looking(worker, f"{papers}/{meeting}/{around.adult}/letter.pdf").data.startswith(b"%PDF")


def test_whoever_comes_to_another_part_waits_for_a_time_of_their_own(worker, around, papers, meeting):
    around.decides(meeting, "Sam", Invite.SEPARATE_PART, part=2)
    sam = around.ids["Sam"]
    listed = card(worker.get(papers), sam)
    assert "Letter: not made yet." in listed
    assert "it is not settled when Sam is to come" in listed
    assert "Calendar entry" not in listed
    worker.get(f"{papers}/{meeting}/{sam}/meeting.ics", status=400)

    agenda = f"{around.path}/meetings/{meeting}/agenda"
    worker.post(f"{agenda}/usual", page=agenda)

    letter = read(worker.client.get(f"{papers}/{meeting}/{sam}/letter.pdf"))
    programme = read(worker.client.get(f"{papers}/{meeting}/{sam}/agenda.pdf"))
    assert "4.05pm" in letter
    assert "4.05pm to 4.15pm" in programme
    for kept in ("2pm", "14:00", "Part", "part 2", "second", "Dawn"):
        assert kept not in letter, kept
        assert kept not in programme, kept


def test_the_adult_has_an_agenda_for_each_part_and_neither_tells_of_the_other(worker, around, papers, meeting):
    around.decides(meeting, "Sam", Invite.SEPARATE_PART, part=2)
    agenda = f"{around.path}/meetings/{meeting}/agenda"
    worker.post(f"{agenda}/usual", page=agenda)

    listed = card(worker.get(papers), around.adult)
    assert "Agenda of part 1: Plain PDF of the plain agenda of part 1 for Rose Okafor" in listed
    assert "Agenda of part 2:" in listed
    assert "Each part has a sheet of its own, which does not tell that there is another." in listed

    sheets = [read(worker.client.get(f"{papers}/{meeting}/{around.adult}/agenda.pdf?part={part}")) for part in (1, 2)]
    theirs = [read(worker.client.get(f"{papers}/{meeting}/{around.ids[name]}/agenda.pdf")) for name in ("Dawn", "Sam")]
    assert [sheet.replace("For Rose Okafor", "For") for sheet in sheets] == [
        sheet.replace(f"For {name}", "For") for sheet, name in zip(theirs, ("Dawn", "Sam"), strict=True)
    ]
    assert "2pm" in sheets[0]
    assert not [word for sheet in sheets for word in ("Part", "part 1", "part 2") if word in sheet]
    for part in ("3", "0", "x", "１"):
        worker.get(f"{papers}/{meeting}/{around.adult}/agenda.pdf?part={part}", status=404)


def test_a_decision_that_cannot_stand_any_more_stops_the_papers(worker, around, papers, meeting):
    around.order("Dawn")

    assert "keeps Dawn away from Rose Okafor" in card(worker.get(papers), around.ids["Dawn"])
    worker.get(f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf?looked=yes", status=400)

    around.says(meeting, Kev=AdultSays.NO)
    assert "Rose Okafor" in card(worker.get(papers), around.adult)


def test_after_the_adult_died_no_paper_leaves_and_the_page_says_why(worker, around, papers, meeting):
    around(lambda case: network.save_member(case, replace(case.adult, died=PartialDate(2026, 11, 1)), case.adult.version))
    why = "Rose Okafor has died, so nobody is invited to a meeting about them: no letter, agenda or other paper is made."

    page = worker.get(papers)

    assert why in text(page)
    assert not re.search(r"letter\.pdf|letters|agenda\.pdf|meeting\.ics|plan\.pdf", page)
    for member, paper in (
        (around.adult, "plan.pdf"),
        (around.adult, "letter.pdf"),
        (around.ids["Dawn"], "agenda.docx"),
        (around.adult, "meeting.ics"),
    ):
        refused = text(worker.get(f"{papers}/{meeting}/{member}/{paper}", status=400))
        assert f"This paper was not made. {why}" in refused
        assert "Change the meeting" not in refused
    assert why in text(worker.get(f"{papers}/{meeting}/letters.pdf", status=400))


def test_whose_invitee_died_gets_no_paper(worker, around, papers, meeting):
    around.change("Dawn", died=PartialDate(2026, 11, 1))

    assert "Dawn" not in text(worker.get(papers))
    worker.get(f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf", status=404)


# ---------------------------------------------------------------- whose, and in which form


@pytest.mark.parametrize("form", ["plain", "large print", "easy read"])
def test_an_agenda_says_whose_it_is_in_every_form(worker, around, papers, meeting, form):
    for member, name in ((around.ids["Dawn"], "Dawn"), (around.adult, "Rose Okafor")):
        path = f"{papers}/{meeting}/{member}"
        assert f"For {name}" in read(worker.client.get(f"{path}/agenda.pdf?form={form}"))
        assert name in read(worker.client.get(f"{path}/letter.pdf?form={form}"))
        word = docx.Document(io.BytesIO(worker.client.get(f"{path}/agenda.docx?form={form}").data))
        assert f"For {name}" in [line.text for line in word.paragraphs]


def test_the_page_says_with_whom_alone_a_wish_on_an_agenda_is_shared(worker, around, papers, meeting):
    chosen = (around.ids["Sam"], around.ids["Dawn"])
    around(lambda case: outcomes.say_wish(case, Wish("", 1, "To see the sea", Sharing.CHOSEN, chosen)))

    assert "It holds a wish that is shared with Dawn and Sam only." in card(worker.get(papers), around.ids["Dawn"])
    assert "It holds a wish" not in card(worker.seen[-1], around.adult)


@pytest.mark.parametrize(
    ("needs", "first"),
    [
        ("Needs large print, and time", "Large print"),
        ("Easy-Read please", "Easy Read"),
        ("LARGE PRINT and Easy Read", "Easy Read"),
        ("Does not need large print", "Plain"),
        ("Uses a hearing aid", "Plain"),
    ],
)
def test_the_form_that_somebody_needs_stands_first(worker, around, papers, meeting, needs, first):
    around(lambda case: cases.save_profile(case, case.adult, replace(case.profile, communication_needs=needs), case.profile.version, 1))
    around.change("Dawn", communication=needs)

    page = worker.get(papers)

    for member in (around.adult, around.ids["Dawn"]):
        assert f"Letter: {first} PDF" in card(page, member)
        assert ("it is what they need" in card(page, member)) is (first != "Plain")


def test_a_meeting_without_a_day_has_letters_and_no_calendar_entry(worker, around, papers):
    meeting = around.plan(on=None)

    page = worker.get(papers)

    assert "Meeting on a day not set yet" in page
    assert "Calendar entry" not in page
    assert "Set the day and the time" in worker.get(f"{papers}/{meeting}/{around.adult}/meeting.ics", status=400)
    assert "We will agree the day with you" in read(worker.client.get(f"{papers}/{meeting}/{around.adult}/letter.pdf"))


@pytest.mark.parametrize("name", ["markup", "typst code", "a trailing backslash", "Arabic", "Chinese", "300 letters"])
def test_hostile_names_are_printed_as_they_are(worker, around, papers, name):
    typed, shown = NAMES[name]
    meeting = around.plan(purpose=typed[:1000])
    member = around.add(typed)
    around.decides(meeting, typed, Invite.INVITE)

    assert "<script>alert" not in worker.get(papers)
    answer = worker.client.get(f"{papers}/{meeting}/{member}/letter.pdf")

    assert answer.status_code == 200
    letter = read(answer)
    assert "".join(shown.split())[:20] in "".join(letter.split()) or name == "Arabic"


# ---------------------------------------------------------------- blank sheets, and who may


@pytest.mark.parametrize("form", ["plain", "large print", "easy read"])
def test_blank_sheets_come_in_three_forms_and_hold_nothing_of_a_case(worker, case_id, form):
    answer = worker.client.get("/papers/blank.pdf", query_string={"form": form})

    assert answer.headers["Content-Disposition"] == 'attachment; filename="blank-sheets.pdf"'
    sheets = read(answer)
    for asked in ("My people and places", "My three wishes", "How safe I feel", "completely safe", "safe to have this at home"):
        assert asked in sheets
    assert not [word for word in PERSONAL if word in sheets]


def test_blank_sheets_in_another_form_do_not_exist(worker):
    worker.get("/papers/blank.pdf?form=huge", status=404)


def test_a_supervisor_sees_what_is_ready_and_makes_no_paper(visitor, around, papers, meeting):
    sol = visitor(SUPERVISOR.username)

    page = sol.get(papers)

    assert "Letter: made by the allocated worker." in card(page, around.ids["Dawn"])
    assert not re.search(r"letter\.pdf|agenda\.pdf|meeting\.ics", page)
    sol.get(f"{papers}/{meeting}/{around.ids['Dawn']}/letter.pdf", status=403)
