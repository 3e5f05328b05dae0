"""Papers: each reader gets their own and nothing of anybody else. Read back and searched for what must stay."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, time

import docx
import pypdf
import pytest

from netmeet.documents.words import PaperFile, PaperForm
from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.meeting import AdultSays, AgendaItem, FamilyTime, FamilyTimeAnswer, Invite, ItemKind
from netmeet.domain.network import MemberKind
from netmeet.domain.outcomes import SafePoint, SafeReading, Sharing, Wish, Working
from netmeet.domain.readings import Presence
from netmeet.services import capacity, cases, meetings, outcomes, papers
from netmeet.services.papers import Desk
from netmeet.store import audit
from tests.support.around import TODAY

PLAIN = PaperForm.PLAIN

CANARIES = {
    "address": "14 Zephyr Lane",
    "phone": "07700 900142",
    "email": "dawn.canary@example.org",
    "safe contact": "Ring the bakery only",
    "health": "Parkinsonism",
    "communication": "Lipreads",
    "does": "Brings the shopping",
    "heard": "Took the purse",
    "terms": "Within 100 metres",
    "wish": "Peace from Bartholomew",
    "safe words": "Frightened on Fridays",
    "working": "Marigold club",
    "assessor": "Nell Quibble",
    "impairment": "Vascular dementia",
    "maker": "Obadiah Finch",
    "reason": "Shouts at everybody",
    "notes": "Keep them calm",
    "adult words": "only if sober",
    "not invited": "Bartholomew",
    "written": "Lysander",
    "child": "Zuleika",
    "elsewhere": "Ottoline",
    "case number": "MM-7741",
    "adult lives": "Flat 9, Larkspur Court",
    "adult contact": "Never after six",
}


def items(*parts):
    """An agenda with one item of 30 minutes in each of these parts, and a break after every one but the last."""
    found = []
    for place, part in enumerate(parts):
        found.append(AgendaItem(f"item-{part}", ItemKind.OTHER, f"Topic {part}", "Wren", 30, part))
        if place < len(parts) - 1:
            found.append(AgendaItem(f"break-{part}", ItemKind.BREAK, "Break", minutes=15, part=part))
    return found


def set_agenda(around, meeting_id, agenda):
    def do(case):
        meeting = meetings.one(case, meeting_id)
        return meetings.save_agenda(case, meeting, agenda, meeting.version)

    around(do)


def ask(around, meeting_id, name, do, part=None):
    """Do something with the desk of a meeting and one reader ("": the adult), of the sheet for one part."""

    def run(case):
        meeting = meetings.one(case, meeting_id)
        return do(Desk.of(case, meeting, TODAY), papers.reader(case, meeting, around.ids.get(name, around.adult), part))

    return around(run)


def letter_of(around, meeting_id, name):
    return ask(around, meeting_id, name, lambda desk, who: papers.letter_content(desk, who, PLAIN))


def agenda_of(around, meeting_id, name, part=None):
    return ask(around, meeting_id, name, lambda desk, who: papers.agenda_content(desk.case, desk.meeting, who, PLAIN), part)


def read(pdf):
    found = pypdf.PdfReader(io.BytesIO(pdf))
    told = [page.extract_text() for page in found.pages] + [str(value) for value in (found.metadata or {}).values()]
    return " ".join(" ".join(told).split())


def read_either(made):
    """What a reader of a PDF or of a Word file is told; and all that the file holds."""
    if made.startswith(b"%PDF"):
        return read(made), read(made)
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        kept = " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    document = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = " ".join(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).split())
    return told, f"{told} {kept}"


@pytest.fixture
def meeting_id(around):
    return around.plan()


@pytest.fixture
def in_two_parts(around, meeting_id):
    """Dawn comes to part 1, Ottoline to part 2, each with items of their own."""
    around.add("Dawn", "Ottoline")
    around.decides(meeting_id, "Dawn", Invite.INVITE)
    around.decides(meeting_id, "Ottoline", Invite.SEPARATE_PART, part=2)
    set_agenda(around, meeting_id, items(1, 2))
    return meeting_id


# ---------------------------------------------------------------- who gets papers


def test_papers_are_for_the_adult_and_for_the_living_who_come(around, meeting_id):
    for name, decision in {
        "Ivy": Invite.INVITE,
        "Abel": Invite.SEPARATE_PART,
        "Kev": Invite.WRITTEN_VIEW,
        "Sam": Invite.NOT_INVITED,
        "Lee": Invite.TALK_FIRST,
        "Una": Invite.INVITE,
    }.items():
        around.add(name)
        around.decides(meeting_id, name, decision, part=2 if decision is Invite.SEPARATE_PART else 1)
    around.add("Nobody")
    around.change("Una", dead=True)

    found = around(lambda case: papers.readers(case, meetings.one(case, meeting_id)))

    assert [who.member.name for who in found] == ["Rose Okafor", "Abel", "Ivy"]
    for name in ("Kev", "Sam", "Lee", "Una", "Nobody"):
        with pytest.raises(NotFoundError):
            around(lambda case, name=name: papers.reader(case, meetings.one(case, meeting_id), around.ids[name]))


# ---------------------------------------------------------------- when they come


def test_each_reader_is_told_the_start_of_their_own_part_and_no_other(around, in_two_parts):
    adult, dawn, ottoline = (letter_of(around, in_two_parts, name) for name in ("", "Dawn", "Ottoline"))

    assert (adult.time, dawn.time, ottoline.time) == ("2pm", "2pm", "2.45pm")
    assert (adult.length, dawn.length, ottoline.length) == ("about 1 hour and 15 minutes", "about 30 minutes", "about 30 minutes")
    assert dawn.day == "Thursday 10 December 2026"


def test_no_agenda_tells_that_there_is_another_part(around, in_two_parts):
    dawn, ottoline = (agenda_of(around, in_two_parts, name) for name in ("Dawn", "Ottoline"))

    assert [(part.title, [line.when for line in part.items]) for part in dawn.parts] == [("", ["2pm to 2.30pm"])]
    assert [(part.title, [line.when for line in part.items]) for part in ottoline.parts] == [("", ["2.45pm to 3.15pm"])]


def test_the_adults_agenda_lies_on_the_table_so_each_part_has_a_sheet_like_that_of_those_who_come_to_it(around, in_two_parts):
    def sheets(case):
        meeting = meetings.one(case, in_two_parts)
        return [[one.part for one in papers.sheets_for(meeting, who)] for who in papers.readers(case, meeting)]

    assert around(sheets) == [[1, 2], [1], [2]]
    for part, name in ((1, "Dawn"), (2, "Ottoline"), (None, "Dawn")):
        assert agenda_of(around, in_two_parts, "", part) == replace(agenda_of(around, in_two_parts, name), reader="Rose Okafor")
    for name, part in (("", 3), ("Dawn", 2)):
        with pytest.raises(NotFoundError):
            agenda_of(around, in_two_parts, name, part)


def test_before_there_is_an_agenda_the_adult_has_one_sheet(around, in_two_parts):
    set_agenda(around, in_two_parts, [])

    assert agenda_of(around, in_two_parts, "").parts == ()
    with pytest.raises(NotFoundError):
        agenda_of(around, in_two_parts, "", 2)


def test_the_plan_of_a_meeting_in_parts_tells_nothing_of_them(around, in_two_parts):
    first, last = items(1)[0], items(2)[0]
    set_agenda(around, in_two_parts, [first, replace(first, id="x", part=2), last])

    plan = ask(around, in_two_parts, "", lambda desk, who: papers.plan_content(desk, who, PLAIN))

    assert [topic.title for topic in plan.topics] == ["Topic 1"]
    assert (plan.day, plan.time, plan.coming) == ("Thursday 10 December 2026", "", ())


def test_those_who_get_no_paper_are_told_to_the_worker_by_what_was_decided(around, meeting_id):
    for name, decision in {
        "Kev": Invite.WRITTEN_VIEW,
        "ann": Invite.WRITTEN_VIEW,
        "Lee": Invite.TALK_FIRST,
        "Una": Invite.TALK_FIRST,
        "Ivy": Invite.INVITE,
        "Sam": Invite.NOT_INVITED,
    }.items():
        around.add(name)
        around.decides(meeting_id, name, decision)
    around.change("Una", dead=True)

    def told(case):
        return {how: papers.seen_otherwise(case, meetings.one(case, meeting_id), how) for how in (Invite.TALK_FIRST, Invite.WRITTEN_VIEW)}

    assert around(told) == {Invite.TALK_FIRST: ("Lee",), Invite.WRITTEN_VIEW: ("ann", "Kev")}


def test_a_letter_says_when_it_was_made_and_the_council_it_is_from_where_that_has_a_name(around, in_two_parts):
    def made(case):
        meeting = meetings.one(case, in_two_parts)
        desks = (Desk.of(case, meeting, TODAY), Desk.of(case, meeting, TODAY, "Midmere Council"))
        return [papers.letter_content(desk, papers.readers(case, meeting)[0], PLAIN) for desk in desks]

    letters = around(made)

    assert [letter.council for letter in letters] == ["", "Midmere Council"]
    assert {letter.dated for letter in letters} == {"22 November 2026"}


def test_an_easy_read_agenda_tells_times_in_short_sentences_and_by_no_24_hour_clock(around, in_two_parts):
    first = items(1)[0]
    set_agenda(around, in_two_parts, [first, replace(first, id="x", minutes=None), replace(first, id="y", minutes=1, kind=ItemKind.REVIEW)])

    def easy(desk, who):
        return papers.agenda_content(desk.case, desk.meeting, who, PaperForm.EASY_READ)

    found = ask(around, in_two_parts, "Dawn", easy)

    assert [line.when.splitlines() for line in found.parts[0].items] == [
        ["It starts at 2pm.", "It takes 30 minutes."],
        ["It starts at 2.30pm.", "It takes as long as we need."],
        ["It starts at about 3pm.", "It takes 1 minute."],
    ]
    assert [line.kind for line in found.parts[0].items] == [ItemKind.OTHER, ItemKind.OTHER, ItemKind.REVIEW]


def test_an_easy_read_agenda_of_a_meeting_without_a_day_says_how_long_things_take(around):
    meeting_id = around.plan(on=None)
    set_agenda(around, meeting_id, items(1))

    found = ask(around, meeting_id, "", lambda desk, who: papers.agenda_content(desk.case, desk.meeting, who, PaperForm.EASY_READ))

    assert [line.when for line in found.parts[0].items] == ["It takes 30 minutes."]


def test_breaks_at_the_edges_of_a_part_stay_off_and_those_inside_stay(around, in_two_parts):
    rest = AgendaItem("rest", ItemKind.BREAK, "Break", minutes=5)
    more = AgendaItem("more", ItemKind.OTHER, "More", minutes=10)
    set_agenda(around, in_two_parts, [rest, *items(1), replace(rest, id="again"), more, replace(rest, id="end"), *items(2)])

    dawn = agenda_of(around, in_two_parts, "Dawn")

    assert [line.title for line in dawn.parts[0].items] == ["Topic 1", "Break", "More"]
    assert (dawn.time, letter_of(around, in_two_parts, "Dawn").time) == ("2.05pm", "2.05pm")


def test_what_takes_its_time_in_one_part_does_not_show_in_the_next(around, in_two_parts):
    first, last = items(1)[0], items(2)[0]
    set_agenda(around, in_two_parts, [replace(first, minutes=None), last, replace(last, id="x", minutes=None), replace(last, id="y")])

    ottoline = agenda_of(around, in_two_parts, "Ottoline")

    assert [line.when for line in ottoline.parts[0].items] == ["2.30pm to 3pm", "3pm, as long as it takes", "about 3.30pm to 4pm"]


@pytest.mark.parametrize("parts", [(1,), (2,), ()])
def test_nobody_is_asked_to_come_at_the_time_of_another_part(around, in_two_parts, parts):
    set_agenda(around, in_two_parts, items(*parts))
    for name, part in (("Dawn", 1), ("Ottoline", 2)):
        if part in parts or (part == 1 and not parts):
            assert ask(around, in_two_parts, name, lambda desk, who: desk.letter(who)).never == ()
            continue
        for check in (Desk.letter, Desk.agenda, Desk.calendar):
            stopped = ask(around, in_two_parts, name, lambda desk, who, check=check: check(desk, who)).never
            assert any(f"it is not settled when {name} is to come" in line for line in stopped)
        assert letter_of(around, in_two_parts, name).time == ""


def test_a_meeting_without_a_day_says_so_and_has_no_calendar_entry(around):
    meeting_id = around.plan(on=None)

    assert (letter_of(around, meeting_id, "").day, letter_of(around, meeting_id, "").time) == ("", "")
    assert ask(around, meeting_id, "", lambda desk, who: desk.letter(who)).never == ()
    with pytest.raises(BadInputError, match="Set the day and the time"):
        ask(around, meeting_id, "", papers.calendar)


@pytest.mark.parametrize(
    ("begins", "shown"),
    [(time(9), "9am"), (time(0, 5), "12.05am"), (time(12), "12pm"), (time(14, 30), "2.30pm"), (time(23, 59), "11.59pm")],
)
def test_times_are_written_as_people_say_them(around, begins, shown):
    meeting_id = around.plan(on=datetime.combine(date(2026, 12, 1), begins))

    assert letter_of(around, meeting_id, "").time == shown


@pytest.mark.parametrize(("minutes", "length"), [(1, "about 1 minute"), (60, "about 1 hour"), (121, "about 2 hours and 1 minute")])
def test_lengths_are_written_as_people_say_them(around, meeting_id, minutes, length):
    set_agenda(around, meeting_id, [AgendaItem("x", ItemKind.OTHER, "Talk", minutes=minutes)])

    assert letter_of(around, meeting_id, "").length == length


def test_an_agenda_of_a_meeting_without_a_day_says_how_long_things_take(around):
    meeting_id = around.plan(on=None)
    set_agenda(around, meeting_id, [*items(1), replace(items(1)[0], id="x", minutes=None)])

    assert [line.when for line in agenda_of(around, meeting_id, "").parts[0].items] == ["30 minutes", "as long as it takes"]


def test_a_calendar_entry_has_the_place_only_where_the_worker_asks_for_it_and_it_may_leave(around, in_two_parts):
    def entry(*, looked=False, **asked):
        def make(desk, who):
            return papers.calendar(desk, who, **asked, looked=desk.calendar(who, **asked).seen if looked else "")

        return ask(around, in_two_parts, "Dawn", make).decode()

    around.change("Ottoline", address="St Anne’s hall")
    assert "LOCATION" not in entry()
    with pytest.raises(BadInputError, match="“Where” on the page of the meeting says where somebody else lives: St Anne’s hall"):
        entry(place=True)
    assert "LOCATION:St Anne’s hall" in entry(place=True, looked=True)

    around.change("Ottoline", address="")
    assert "LOCATION:St Anne’s hall" in entry(place=True)

    def move(case):
        meeting = meetings.one(case, in_two_parts)
        meetings.save(case, replace(meeting, venue="The enquiry room\nFloor 2"), meeting.version)

    around(move)
    with pytest.raises(BadInputError, match="Look at this paper again"):
        entry(place=True)
    assert "LOCATION:The enquiry room\\, Floor 2" in entry(place=True, looked=True)
    assert "LOCATION" not in entry(looked=True)


def test_a_calendar_entry_without_an_agenda_lasts_an_hour(around, meeting_id):
    set_agenda(around, meeting_id, [])

    entry = ask(around, meeting_id, "", papers.calendar).decode()

    assert "DTSTART;TZID=Europe/London:20261210T140000" in entry
    assert "DTEND;TZID=Europe/London:20261210T150000" in entry


# ---------------------------------------------------------------- which wishes they read


def test_a_wish_is_read_by_those_the_adult_chose_and_by_nobody_else(around, in_two_parts):
    def wish(place, words, sharing, *chosen):
        around(lambda case: outcomes.say_wish(case, Wish("", place, words, sharing, tuple(around.ids[name] for name in chosen))))

    wish(1, "For all", Sharing.EVERYONE_INVITED)
    wish(2, "For Dawn", Sharing.CHOSEN, "Dawn")
    wish(3, "For nobody", Sharing.NOBODY)

    shown = {name: agenda_of(around, in_two_parts, name).wishes for name in ("", "Dawn", "Ottoline")}
    assert shown == {"": ("For all",), "Dawn": ("For all", "For Dawn"), "Ottoline": ("For all",)}

    wish(1, "For all, in new words", Sharing.NOBODY)
    assert agenda_of(around, in_two_parts, "Dawn").wishes == ("For Dawn",)


# ---------------------------------------------------------------- what stops a paper, and what asks first


def checked(around, meeting_id, name, paper=Desk.letter):
    return ask(around, meeting_id, name, paper)


def purpose(around, meeting_id, words):
    def do(case):
        meeting = meetings.one(case, meeting_id)
        meetings.save(case, replace(meeting, purpose=words), meeting.version)

    around(do)


@pytest.mark.parametrize("word", ["safeguarding", "Abuse", "risks", "concerned", "enquiry"])
def test_words_that_endanger_are_asked_about_first(around, in_two_parts, word):
    purpose(around, in_two_parts, f"About the {word}")

    found = checked(around, in_two_parts, "Dawn")
    assert found.never == ()
    assert "Leave it out unless you have decided" in found.ask[0]
    with pytest.raises(BadInputError, match="Look at this paper again before it is made"):
        ask(around, in_two_parts, "Dawn", lambda desk, who: papers.letter(desk, who, PLAIN))
    made = ask(around, in_two_parts, "Dawn", lambda desk, who: papers.letter(desk, who, PLAIN, looked=desk.letter(who).seen))
    assert made.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("field", "where"),
    [
        ("purpose", "“What is the meeting for” on the page of the meeting"),
        ("venue", "“Where” on the page of the meeting"),
        ("invited_by", "“Who invites” on the page of the meeting"),
        ("reply_to", "“How can people answer” on the page of the meeting"),
    ],
)
def test_what_is_found_on_a_letter_is_told_with_the_field_it_stands_in(around, in_two_parts, field, where):
    def do(case):
        meeting = meetings.one(case, in_two_parts)
        meetings.save(case, replace(meeting, **{field: "The safeguarding team"}), meeting.version)

    around(do)

    asked = checked(around, in_two_parts, "Dawn").ask
    assert asked == (f"{where} says “safeguarding”. Leave it out unless you have decided that it is safe to say.",)


def test_a_name_of_a_council_that_endangers_is_told_to_stand_in_the_settings(around, in_two_parts):
    def check(case):
        meeting = meetings.one(case, in_two_parts)
        return Desk.of(case, meeting, TODAY, "Midmere Safeguarding").letter(papers.readers(case, meeting)[0])

    assert around(check).ask[0].startswith("The council’s name in the settings of netmeet says “safeguarding”.")


def test_what_is_found_on_an_agenda_is_told_with_the_item_or_wish_it_stands_in(around, in_two_parts):
    long = "Talking about every risk there is, one after the other, until it is time to go home"
    around.change("Dawn", phone="07700 900142")
    around(lambda case: outcomes.say_wish(case, Wish("", 1, "No enquiry", Sharing.EVERYONE_INVITED)))
    item = replace(items(2)[0], title="Ring 07700 900142", owner="The abuse team")
    set_agenda(around, in_two_parts, [*items(1)[:1], item, replace(item, id="x", title=long, owner="")])

    found = checked(around, in_two_parts, "Ottoline", Desk.agenda)

    assert found.never == ("The agenda item “Ring 07700 900142” carries somebody else's details: 07700 900142.",)
    assert [line.partition(". ")[0] for line in found.ask] == [
        "The wish “No enquiry” says “enquiry”",
        "The agenda item “Talking about every risk there is, one after the other, unt…” says “risk”",
        "“Who leads it” of the agenda item “Ring 07700 900142” says “abuse”",
    ]


@pytest.mark.parametrize(
    ("field", "typed", "found_as"),
    [
        ("phone", "07700 900142", "Ring 07700-900142"),
        ("address", "14 Zephyr Lane\nMidmere", "at 14 zephyr  lane"),
        ("email", "dawn@example.org", "Write to DAWN@example.org"),
        ("safe_contact", "Ring the bakery", "ring the bakery"),
        ("health", "Parkinsonism", "for parkinsonism"),
    ],
)
def test_somebody_s_details_stop_a_paper_to_anybody_else(around, in_two_parts, field, typed, found_as):
    around.change("Dawn", **{field: typed})
    purpose(around, in_two_parts, found_as)

    assert "somebody else's details" in checked(around, in_two_parts, "Ottoline").never[0]
    assert checked(around, in_two_parts, "Dawn").never == ()
    for paper in (papers.letter, papers.agenda):
        with pytest.raises(BadInputError, match=r"was not made.*somebody else's details"):
            ask(around, in_two_parts, "", lambda desk, who, paper=paper: paper(desk, who, PLAIN, looked="yes"))


def test_somebody_who_is_kept_off_copies_is_never_named(around, in_two_parts):
    around.add("Bartholomew", off_copies=True)
    purpose(around, in_two_parts, "Without bartholomew, please")

    assert "kept off copies" in checked(around, in_two_parts, "Dawn").never[0]


def test_names_of_those_who_are_not_there_with_the_reader_are_asked_about(around, in_two_parts):
    around.add("Kev", "Lee", "Zed")
    around.says(in_two_parts, Kev=AdultSays.NO)
    around.decides(in_two_parts, "Lee", Invite.WRITTEN_VIEW, reason="He is abroad")
    purpose(around, in_two_parts, "With Kev, Lee, Zed, Dawn and Ottoline")

    asked = {name: checked(around, in_two_parts, name).ask for name in ("Dawn", "Ottoline", "")}
    named = {name: [line.partition(" names ")[2].split()[0].strip(",") for line in lines] for name, lines in asked.items()}

    assert named == {
        "Dawn": ["Ottoline", "Kev", "Lee", "Zed"],
        "Ottoline": ["Dawn", "Kev", "Lee", "Zed"],
        "": ["Kev", "Lee", "Zed", "Dawn", "Ottoline"],
    }


def test_first_names_of_those_who_are_not_there_are_asked_about_and_the_dead_and_those_who_come_are_not(around, in_two_parts):
    around.add("Clive Dunmore", "Craig Hollins", "Ray Okafor", "The Hope Club")
    around.change("Ray Okafor", dead=True)
    around.change("The Hope Club", kind=MemberKind.ORGANISATION)
    around.order("Craig Hollins", "Ottoline")
    purpose(around, in_two_parts, "Clive cannot do all the talking: he is not asked. How we go on without Craig, Ray, Rose and Dawn")

    company = "is not there with Dawn. Leave the name out unless you have decided that it is safe to say."
    where = "“What is the meeting for” on the page of the meeting names"
    assert checked(around, in_two_parts, "Dawn").ask == (
        f"{where} “Clive”: Clive Dunmore {company}",
        f"{where} “Craig”: Craig Hollins {company}",
    )
    assert [line.partition(":")[0] for line in checked(around, in_two_parts, "").ask[:2]] == [f"{where} “Clive”", f"{where} “Craig”"]
    also = f"{where} Dawn, who comes too, and no letter says who else comes. Leave the name out unless you have decided"
    assert [line.startswith(also) for line in checked(around, in_two_parts, "").ask[2:]] == [True]


@pytest.mark.parametrize(("part", "asked"), [(1, ["Ottoline"]), (2, ["Dawn"])])
def test_the_adults_sheet_for_one_part_asks_about_those_of_another_and_the_plan_about_both(around, in_two_parts, part, asked):
    purpose(around, in_two_parts, "Dawn and Ottoline")
    agenda = [replace(item, title="Dawn or Ottoline") for item in items(1, 2)[::2]]
    set_agenda(around, in_two_parts, agenda)

    found = ask(around, in_two_parts, "", lambda desk, who: desk.agenda(who), part).ask
    plan = ask(around, in_two_parts, "", lambda desk, who: desk.plan(who)).ask

    assert list(dict.fromkeys(line.partition(" names ")[2].split(",")[0] for line in found)) == asked
    assert [line.partition(" names ")[2].split(",")[0] for line in plan] == ["Dawn", "Ottoline"]
    letter = [line.partition(" names ")[2].partition(". ")[0] for line in checked(around, in_two_parts, "").ask]
    assert letter == [f"{name}, who comes too, and no letter says who else comes" for name in ("Dawn", "Ottoline")]


def test_a_wish_that_the_adult_shared_with_the_reader_by_name_may_say_a_first_name(around, in_two_parts):
    around.add("Siobhan Rafferty")
    wish = Wish("", 1, "To see Siobhan", Sharing.CHOSEN, (around.ids["Dawn"],))
    around(lambda case: outcomes.say_wish(case, wish))
    assert checked(around, in_two_parts, "Dawn", Desk.agenda).ask == ()

    around(lambda case: outcomes.say_wish(case, replace(wish, sharing=Sharing.EVERYONE_INVITED, chosen=())))
    assert "The wish “To see Siobhan” names “Siobhan”: Siobhan Rafferty" in checked(around, in_two_parts, "Dawn", Desk.agenda).ask[0]


def test_the_home_of_somebody_whom_an_order_protects_is_no_place_for_whoever_it_binds(around, in_two_parts):
    around.add("Kirsty")
    around.change("Kirsty", address="17 Millrace Court, Castle Ashwell")
    around.order("Dawn", "Kirsty")

    def move(case):
        meeting = meetings.one(case, in_two_parts)
        meetings.save(case, replace(meeting, venue="17 Millrace"), meeting.version)

    around(move)

    for name, refused in {"Dawn": True, "": True, "Ottoline": False}.items():
        found = checked(around, in_two_parts, name, lambda desk, who: desk.calendar(who, place=True))
        lives = [line for line in found.ask if "says where somebody else lives: 17 millrace" in line]
        assert ([line for line in found.never if "details: 17 millrace" in line] != [], lives != []) == (refused, not refused)


def test_a_name_that_somebody_there_has_as_well_is_not_asked_about(around, in_two_parts):
    around.add("dawn ", sphere="friend")
    around.decides(in_two_parts, "dawn ", Invite.NOT_INVITED, reason="Away")

    purpose(around, in_two_parts, "With Dawn")

    assert checked(around, in_two_parts, "Dawn").ask == ()


def test_where_the_adult_lives_is_asked_about_and_how_to_reach_them_never_leaves(around, in_two_parts):
    def settle(case):
        profile = replace(case.profile, lives_where="Flat 9, Larkspur Court", safe_contact="Never after six")
        cases.save_profile(case, case.adult, profile, profile.version, case.adult.version)

    around(settle)
    purpose(around, in_two_parts, "At flat 9 Larkspur Court")
    assert "page of the meeting says where Rose Okafor lives." in checked(around, in_two_parts, "Dawn").ask[0]
    assert checked(around, in_two_parts, "").ask == ()

    purpose(around, in_two_parts, "Never after six")
    assert "somebody else's details" in checked(around, in_two_parts, "Dawn").never[0]
    assert checked(around, in_two_parts, "").never == ()


def test_a_decision_that_cannot_stand_any_more_stops_every_paper_of_that_reader(around, in_two_parts):
    around.order("Dawn")

    for paper in (Desk.letter, Desk.agenda, Desk.calendar):
        assert "keeps Dawn away from Rose Okafor" in checked(around, in_two_parts, "Dawn", paper).never[0]
        assert checked(around, in_two_parts, "Ottoline", paper).never == ()


def test_somebody_about_whom_something_else_is_proposed_now_is_looked_at_before_any_paper(around, in_two_parts):
    papers_of = (papers.letter, papers.agenda)
    around.worry("Dawn")

    for make in papers_of:
        with pytest.raises(BadInputError, match="What is proposed about Dawn has changed since this was decided"):
            ask(around, in_two_parts, "Dawn", lambda desk, who, make=make: make(desk, who, PaperForm.PLAIN))
    with pytest.raises(BadInputError, match="has changed since this was decided"):
        ask(around, in_two_parts, "Dawn", papers.calendar)
    assert not checked(around, in_two_parts, "Ottoline").ask

    around.decides(in_two_parts, "Dawn", Invite.INVITE, reason="Ottoline is beside him")
    assert not checked(around, in_two_parts, "Dawn").ask


def test_an_agenda_with_family_time_that_may_not_be_any_more_is_not_printed(around, in_two_parts):
    wanted = FamilyTime(FamilyTimeAnswer.YES, Presence.ALONE)

    def do(case):
        meeting = meetings.one(case, in_two_parts)
        return meetings.answer_family_time(case, meeting, wanted, meeting.version)

    around(do)
    assert checked(around, in_two_parts, "Dawn", Desk.agenda).never == ()

    around.worry("Dawn")

    assert "Family time cannot be on the agenda" in checked(around, in_two_parts, "Dawn", Desk.agenda).never[0]
    assert checked(around, in_two_parts, "Dawn", Desk.letter).never == ()


# ---------------------------------------------------------------- canaries


@pytest.fixture
def with_canaries(around, meeting_id):
    """A whole case in which every field that must stay holds words of its own."""
    kept = CANARIES
    details = {
        "address": kept["address"],
        "phone": kept["phone"],
        "email": kept["email"],
        "safe_contact": kept["safe contact"],
        "health": kept["health"],
        "communication": kept["communication"],
        "does": kept["does"],
    }
    around.add("Dawn", "Ottoline", "Bartholomew", "Lysander")
    for name in ("Ottoline", "Bartholomew", "Lysander"):
        around.change(name, **details)
    around.add("Zuleika", under_18=True)
    around.worry("Bartholomew", heard=kept["heard"])
    around.order("Lysander", "Dawn", terms=kept["terms"])
    around.says(meeting_id, Bartholomew=AdultSays.NO)
    around.says(meeting_id, kept["adult words"], Zuleika=AdultSays.IF)
    around.decides(meeting_id, "Dawn", Invite.INVITE, reason=kept["reason"])
    around.decides(meeting_id, "Lysander", Invite.WRITTEN_VIEW, reason=kept["reason"])
    around.decides(meeting_id, "Bartholomew", Invite.NOT_INVITED, reason=kept["reason"])
    around.decides(meeting_id, "Zuleika", Invite.TALK_FIRST, reason=kept["reason"])
    around.decides(meeting_id, "Ottoline", Invite.SEPARATE_PART, part=2, reason=kept["reason"])

    def rest(case):
        outcomes.say_wish(case, Wish("", 1, kept["wish"]))
        outcomes.say_safe(case, SafeReading("", SafePoint.BEFORE, 2, 10, Presence.ALONE, kept["safe words"]))
        outcomes.say_working(case, Working("", True, kept["working"]))
        assessment = CapacityAssessment(
            *("", DecisionAbout.SHARE_INFORMATION, "What to share", TODAY, kept["assessor"], CapacityOutcome.LACKS),
            weigh=False,
            impairment=kept["impairment"],
            decision_maker=kept["maker"],
            consulted=(Consulted(around.ids["Dawn"], HowHeard.IN_WRITING, kept["reason"]),),
        )
        capacity.record(case, assessment)
        profile = replace(case.profile, reference=kept["case number"], lives_where=kept["adult lives"], safe_contact=kept["adult contact"])
        cases.save_profile(case, case.adult, profile, profile.version, case.adult.version)

    around(rest)
    set_agenda(around, meeting_id, [replace(item, notes=kept["notes"]) for item in items(1, 2)])
    return meeting_id


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize("file", PaperFile)
@pytest.mark.parametrize("paper", [papers.letter, papers.agenda])
def test_no_paper_to_somebody_carries_anything_of_anybody_else(around, with_canaries, paper, file, form):
    made = ask(around, with_canaries, "Dawn", lambda desk, who: paper(desk, who, form, file))

    text, whole = (found.casefold() for found in read_either(made))
    for kept, words in CANARIES.items():
        assert words.casefold() not in whole, kept
    for word in (
        "part 2",
        "part 1",
        "separate",
        "safeguard",
        "abuse",
        "risk",
        "concern",
        "enquir",
        "order",
        "topic 2",
        "2.45",
        "14:45",
        "14:00",
    ):
        assert word not in text, word
    for shown in ("st anne’s hall", "10 december 2026", "to talk about help at home", "is it safe to have this at home?"):
        assert shown in text


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize("file", PaperFile)
def test_the_adults_plan_carries_nothing_that_must_not_lie_on_the_table(around, with_canaries, file, form):
    made = ask(around, with_canaries, "", lambda desk, who: papers.plan(desk, who, form, file))

    text, whole = (found.casefold() for found in read_either(made))
    for kept, words in CANARIES.items():
        assert words.casefold() not in whole, kept
    for word in ("dawn", "safeguard", "abuse", "risk", "concern", "enquir", "order", "2pm", "2.45pm", "topic"):
        assert word not in text, word
    for shown in ("rose okafor, this is your plan", "st anne’s hall", "we will agree the day with you"):
        assert shown in text


def test_the_plan_names_those_who_come_whom_the_adult_said_yes_to(around, meeting_id):
    around.add("Dawn", "Kev", "Lee", "Zed")
    for name in ("Dawn", "Kev", "Lee"):
        around.decides(meeting_id, name, Invite.INVITE)
    around.change("Kev", off_copies=True)
    around.order("Lee")

    plan = ask(around, meeting_id, "", lambda desk, who: papers.plan_content(desk, who, PLAIN))

    assert plan.coming == ("Dawn",)
    assert (plan.day, plan.time, plan.worker) == ("Thursday 10 December 2026", "2pm", "Wren Abara, adult social care")


def test_the_plan_has_what_there_is_to_settle_the_day_to_look_again_and_the_wishes_of_the_agenda(around, meeting_id):
    around(lambda case: outcomes.say_wish(case, Wish("", 1, "For all", Sharing.EVERYONE_INVITED)))
    around(lambda case: outcomes.say_wish(case, Wish("", 2, "For nobody")))

    def look_again(case):
        meeting = meetings.one(case, meeting_id)
        meetings.save(case, replace(meeting, review_on=date(2027, 3, 4)), meeting.version)

    around(look_again)
    talk = items(1)[0]
    set_agenda(around, meeting_id, [replace(talk, kind=ItemKind.WELCOME), replace(talk, id="x", title="Lifts", kind=ItemKind.HELP)])

    plan = ask(around, meeting_id, "", lambda desk, who: papers.plan_content(desk, who, PLAIN))

    assert [(topic.title, topic.kind) for topic in plan.topics] == [("Lifts", ItemKind.HELP)]
    assert plan.review == "4 March 2027"
    assert plan.wishes == ("For all",)


def test_only_the_adult_has_a_plan(around, in_two_parts):
    for do in (Desk.plan, lambda desk, who: papers.plan(desk, who, PLAIN, looked="yes")):
        with pytest.raises(NotFoundError):
            ask(around, in_two_parts, "Dawn", do)


def test_what_must_stay_stops_a_plan_as_it_stops_an_agenda(around, meeting_id):
    around.add("Dawn")
    around.change("Dawn", phone="07700 900142")
    set_agenda(around, meeting_id, [replace(items(1)[0], title="Ring 07700 900142"), replace(items(1)[0], id="x", title="The risks")])

    found = ask(around, meeting_id, "", Desk.plan)

    assert found.never == ("The agenda item “Ring 07700 900142” carries somebody else's details: 07700 900142.",)
    assert "The agenda item “The risks” says “risk”." in found.ask[0]
    with pytest.raises(BadInputError, match="was not made"):
        ask(around, meeting_id, "", lambda desk, who: papers.plan(desk, who, PLAIN, PaperFile.WORD, looked="yes"))


@pytest.mark.parametrize("file", PaperFile)
def test_what_stops_a_pdf_stops_the_word_file_as_well(around, in_two_parts, file):
    purpose(around, in_two_parts, "About the risk")

    with pytest.raises(BadInputError, match="Look at this paper again before it is made"):
        ask(around, in_two_parts, "Dawn", lambda desk, who: papers.letter(desk, who, PLAIN, file))


def test_a_calendar_entry_says_a_day_and_a_time_and_nothing_else(around, with_canaries):
    entry = ask(around, with_canaries, "Ottoline", papers.calendar).decode()

    said = dict(line.split(":", 1) for line in entry.split("BEGIN:VEVENT")[1].splitlines() if ":" in line)
    assert said.pop("SUMMARY") == "Meeting"
    assert said.pop("CLASS") == "PRIVATE"
    assert set(said) == {"UID", "DTSTAMP", "DTSTART;TZID=Europe/London", "DTEND;TZID=Europe/London", "END"}
    assert "20261210T144500" in entry
    for words in (*CANARIES.values(), "Rose", "Dawn", "hall", "Wren", "01632"):
        assert words not in entry


def test_two_cases_that_differ_only_in_what_must_stay_give_the_same_paper(around, with_canaries):
    def made():
        return ask(around, with_canaries, "Dawn", lambda desk, who: papers.agenda(desk, who, PLAIN))

    before = read(made())
    around.change("Bartholomew", name="Somebody", health="", phone="")
    around.worry("Ottoline", heard="Something else")

    assert read(made()) == before


def test_what_was_made_is_in_the_audit_and_nothing_personal_with_it(around, with_canaries, new_db):
    ask(around, with_canaries, "Dawn", lambda desk, who: papers.letter(desk, who, PLAIN))
    ask(around, with_canaries, "Dawn", lambda desk, who: papers.agenda(desk, who, PLAIN))
    ask(around, with_canaries, "Dawn", papers.calendar)
    ask(around, with_canaries, "", lambda desk, who: papers.plan(desk, who, PLAIN, PaperFile.WORD))

    with new_db() as session:
        rows = audit.of_case(session, around.case_id, 50)
    assert [row.what for row in rows[:4]] == ["made a plan for Word", "made a calendar entry", "made an agenda", "made a letter"]
    assert not any(words in str(row) for row in rows for words in CANARIES.values())
