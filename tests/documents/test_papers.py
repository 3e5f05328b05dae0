import re
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import get_args, get_type_hints

import pytest

from netmeet.documents.agenda import AgendaContent, AgendaLine, AgendaPart, agenda_pdf
from netmeet.documents.blank import BlankKitContent, blank_kit_pdf
from netmeet.documents.calendar import CalendarContent
from netmeet.documents.letter import LetterContent, letter_paper, letter_pdf
from netmeet.documents.naming import file_name, mark_of
from netmeet.documents.pieces import paper_pdf
from netmeet.documents.plan import PlanContent, PlanTopic, plan_pdf
from netmeet.documents.words import PaperForm
from netmeet.domain.errors import BadInputError
from netmeet.domain.meeting import ItemKind
from netmeet.domain.outgoing import outgoing_problems
from netmeet.drawing.circles import RINGS
from tests.support.hostile import NAMES

LETTER = LetterContent(
    invitee="Dawn Reed",
    adult="Priya",
    day="Tuesday 3 March 2026",
    time="10:00",
    place="Quaker Meeting House\n12 Mill Road",
    length="1 hour 30 minutes",
    dated="9 February 2026",
    purpose="I want to stay in my own home.\nI want us to stop shouting.",
    council="Midmere Council",
    sender="Jo Wright\nSocial work team",
    contact="Phone Jo Wright on 01632 960 001.",
)
AGENDA = AgendaContent(
    parts=(
        AgendaPart((AgendaLine("10:00 to 10:10", "Welcome", "Jo Wright"), AgendaLine("10:10, as long as it takes", "Family time"))),
        AgendaPart((AgendaLine("11:00 to 11:20", "Who does what"),), "Second part"),
    ),
    adult="Priya",
    day="Tuesday 3 March 2026",
    time="10:00",
    place="Quaker Meeting House",
    purpose="I want to stay in my own home.",
    wishes=("To see my sister", "A rest for Dawn"),
)
KIT = BlankKitContent()

SET = {"letter": (letter_pdf, LETTER), "agenda": (agenda_pdf, AGENDA), "blank kit": (blank_kit_pdf, KIT)}
LEAST = {PaperForm.PLAIN: 8.5, PaperForm.LARGE_PRINT: 20.0, PaperForm.EASY_READ: 16.0}
EVERY = [(name, form) for name in SET for form in PaperForm]


def made(name, form):
    make, content = SET[name]
    return make(replace(content, form=form))


def squeezed(text):
    return re.sub(r"\s+", " ", text)


def sheets_of(paper):
    """The three sheets of the blank kit, each in one line, however many pages it takes."""
    told = [squeezed(page.extract_text()) for page in paper.reader.pages]
    first, second = (next(place for place, text in enumerate(told) if title in text) for title in ("My three wishes", "How safe I feel"))
    return " ".join(told[:first]), " ".join(told[first:second]), " ".join(told[second:])


def how_far_down(paper, page, *words):
    """Where words stand on a page, in mm from the top, one after the other."""
    return [next(y for _, y, _, text in paper.lines(page) if text.startswith(word)) for word in words]


@pytest.mark.parametrize(("name", "form"), EVERY)
def test_every_paper_is_tagged_named_and_in_english(read, name, form):
    paper = read(made(name, form))

    assert paper.is_tagged
    assert paper.language == "en-GB"
    assert paper.title in ("Invitation to a meeting", "Agenda", "Sheets to fill in")
    assert "/H1" in [tag for tag, _ in paper.tags]


@pytest.mark.parametrize(("name", "form"), EVERY)
def test_every_paper_asks_whether_it_is_safe_at_home(read, name, form):
    text = squeezed(read(made(name, form)).text)

    assert "Is it safe to have this at home?" in text
    assert "by hand" in text


@pytest.mark.parametrize(("name", "form"), EVERY)
def test_nothing_of_ours_says_what_would_put_somebody_in_danger(read, name, form):
    assert outgoing_problems(read(made(name, form)).text) == ()


@pytest.mark.parametrize(("name", "form"), EVERY)
def test_letters_are_as_large_as_the_form_promises(read, name, form):
    paper = read(made(name, form))
    sizes = [(size, text) for page in range(paper.pages) for _, _, size, text in paper.lines(page)]

    assert min(sizes)[0] >= LEAST[form] - 0.01, min(sizes)


@pytest.mark.parametrize("form", PaperForm)
def test_the_letter_says_what_somebody_needs_to_come(read, form):
    text = squeezed(read(made("letter", form)).text)

    for words in (
        *("Dawn Reed", "about what matters to Priya", "Tuesday 3 March 2026", "10:00", "Quaker Meeting House 12 Mill Road"),
        *("1 hour 30 minutes", "stay in my own home", "Contact: Phone Jo Wright on 01632 960 001.", "choice"),
        *("Midmere Council", "Jo Wright Social work team", "9 February 2026"),
    ):
        assert words in text


@pytest.mark.parametrize("form", PaperForm)
def test_a_letter_that_knows_little_says_what_is_still_to_come(read, form):
    text = squeezed(read(letter_pdf(LetterContent("Dawn", "Priya", form=form))).text)

    assert "We will agree the day with you" in text
    assert "We will tell you where" in text
    for words in ("None", "own words", "How long", "Contact:"):
        assert words not in text


@pytest.mark.parametrize("form", PaperForm)
def test_the_adult_s_own_letter_speaks_to_them(read, form):
    text = squeezed(read(letter_pdf(replace(LETTER, own=True, form=form))).text)

    assert "about what matters to you" in text
    assert "Priya says" not in text
    assert "Priya’s own words" not in text


@pytest.mark.parametrize("form", PaperForm)
def test_only_a_name_shows_in_the_window_of_an_envelope(read, form):
    shown = [text for x, y, _, text in read(made("letter", form)).lines() if y < 94 and x < 115]

    assert shown == ["Dawn Reed"]


def test_a_usual_letter_fits_on_one_page(read):
    assert read(letter_pdf(LETTER)).pages == 1


@pytest.mark.parametrize("form", PaperForm)
def test_whoever_invites_stands_in_full_however_large_the_letters_and_clear_of_the_window(read, form):
    sender = " ".join(f"Team{number}" for number in range(25))[:200]

    paper = read(letter_pdf(replace(LETTER, sender=sender, form=form)))

    assert squeezed(paper.text).count("Team24") == 2
    assert [text for x, y, _, text in paper.lines() if y < 94 and x < 115] == ["Dawn Reed"]
    assert next(y for x, y, _, text in paper.lines() if text == "Dawn Reed") == pytest.approx(57, abs=3)


@pytest.mark.parametrize("form", PaperForm)
def test_there_is_a_line_to_sign_on_above_the_name_of_whoever_invites(read, form):
    signed = [text for page in range(read(made("letter", form)).pages) for *_, text in read(made("letter", form)).lines(page)]

    assert signed.count("Jo Wright") == 2
    assert "Signed" in read(letter_pdf(replace(LETTER, sender="", form=form))).text


@pytest.mark.parametrize("form", PaperForm)
def test_the_agenda_tells_what_happens_when(read, form):
    text = squeezed(read(made("agenda", form)).text)

    for words in (
        *("10:00 to 10:10", "Welcome", "Jo Wright", "10:10, as long as it takes", "Family time", "Second part", "Who does what"),
        *("To see my sister", "A rest for Dawn", "stay in my own home", "Quaker Meeting House"),
    ):
        assert words in text


def test_the_plain_agenda_is_a_table_with_headings(read):
    tags = [tag for tag, _ in read(made("agenda", PaperForm.PLAIN)).tags]

    assert tags.count("/Table") == 2
    assert tags.count("/TH") == 6


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize("parts", [(), (AgendaPart(()),)], ids=["no part", "an empty part"])
def test_an_agenda_of_nothing_prints(read, form, parts):
    assert "Agenda" in read(agenda_pdf(AgendaContent(parts, form=form))).text


@pytest.mark.parametrize("form", PaperForm)
def test_an_agenda_without_a_name_still_tells_its_wishes(read, form):
    text = squeezed(read(agenda_pdf(replace(AGENDA, adult="", form=form))).text)

    assert "Wishes" in text
    assert "Why we are meeting" in text


@pytest.mark.parametrize("kind", ItemKind)
def test_every_kind_of_item_prints_in_easy_read_and_leaves_room_for_its_picture(read, kind):
    lines = (AgendaLine("It starts at 2pm.\nIt takes 10 minutes.", "First words", "Jo", kind),)

    paper = read(agenda_pdf(AgendaContent((AgendaPart(lines),), form=PaperForm.EASY_READ)))

    where = {text: x for x, _, _, text in paper.lines()}
    assert where["First words"] == where["It starts at 2pm."] == where["It takes 10 minutes."] > 45
    assert "Who leads: Jo" in squeezed(paper.text)


@pytest.mark.parametrize("form", PaperForm)
def test_the_blank_sheets_say_what_matters_in_every_form(read, form):
    circles, wishes, safe = sheets_of(read(made("blank kit", form)))

    assert "Me" in circles.split()
    assert "name in the middle" not in circles
    assert wishes.count("The people I choose:") == 3
    assert "asked" in safe
    assert "when you are on your own" in safe


@pytest.mark.parametrize("form", [PaperForm.LARGE_PRINT, PaperForm.EASY_READ])
@pytest.mark.parametrize(("least", "most"), [(0, 10), (0, 13), (0, 14), (0, 19), (0, 20), (-10, 10)])
def test_the_numbers_of_a_scale_stand_apart_in_large_letters_and_its_ends_are_told(read, form, least, most):
    paper = read(blank_kit_pdf(BlankKitContent(least, most, form=form)))

    rows = [
        [(x, size, text) for x, _, size, text in paper.lines(page) if re.fullmatch(r"[-−]?\d+", text)] for page in range(paper.pages)[-3:]
    ]
    for marks in rows:
        assert [int(marks[0][2].replace("−", "-")), int(marks[-1][2])] == [least, most]
        for (x, size, text), (following, _, _) in pairwise(marks):
            assert following - x > len(text) * size * 0.556 / 72 * 25.4 + 1


@pytest.mark.parametrize(("form", "pages"), [(PaperForm.PLAIN, 3), (PaperForm.LARGE_PRINT, 8), (PaperForm.EASY_READ, 8)])
def test_the_blank_kit_is_three_sheets_which_take_more_pages_in_large_letters(read, form, pages):
    paper = read(made("blank kit", form))

    assert paper.pages == pages
    circles, wishes, safe = sheets_of(paper)
    assert all("safe to have this at home?" in page.extract_text() for page in paper.reader.pages if "mean" not in page.extract_text())
    assert all(words[0] in circles for ring, words in RINGS.items() if ring)
    assert wishes.count("nobody") >= 3
    assert "As safe as I want to be" in safe
    assert "10" in safe


@pytest.mark.parametrize("form", [PaperForm.LARGE_PRINT, PaperForm.EASY_READ])
def test_large_letters_leave_no_less_room_to_write_in_than_plain_ones(read, form):
    def room(form):
        paper = read(made("blank kit", form))
        wishes, safe = (2, 5) if paper.pages == 8 else (1, 2)
        outer, middle = how_far_down(paper, 0, "Paid or exchange", "Me")
        number, after = how_far_down(paper, wishes, "1", "Who may hear this wish?")
        asked, home = how_far_down(paper, safe, "What would help me", "Is it safe")
        return middle - outer, after - number, home - asked

    for large, plain in zip(room(form), room(PaperForm.PLAIN), strict=True):
        # The words on a ring are themselves higher.
        assert large >= plain - 3


@pytest.mark.parametrize(("least", "most"), [(0, 1), (1, 5), (0, 20), (-5, 5)])
def test_the_scale_can_be_set(read, least, most):
    text = read(blank_kit_pdf(BlankKitContent(least, most, "Low end", "High end"))).reader.pages[2].extract_text()

    assert text.count("Low end") == 3
    assert text.count("High end") == 3
    assert len(re.findall(rf"(?<!\d){most}(?!\d)", text)) >= 3


@pytest.mark.parametrize(("least", "most"), [(0, 0), (5, 1), (0, 21)])
def test_a_scale_that_is_none_is_refused_in_a_sentence(least, most):
    with pytest.raises(BadInputError, match="lower number to a higher one"):
        BlankKitContent(least, most)


def test_the_ends_of_a_scale_are_short():
    with pytest.raises(BadInputError, match="60 characters"):
        BlankKitContent(low="A" * 61)


def test_the_rows_of_the_plain_plan_are_high_enough_to_write_in_by_hand(read):
    topics = tuple(PlanTopic(f"Topic {number}") for number in range(9))

    paper = read(plan_pdf(PlanContent("Priya", topics=topics)))

    rows = how_far_down(paper, 0, *(topic.title for topic in topics))
    assert all(lower - upper >= 13 for upper, lower in pairwise(rows))


@pytest.mark.parametrize("form", [PaperForm.LARGE_PRINT, PaperForm.EASY_READ])
def test_the_plan_in_large_letters_asks_one_thing_under_another_with_room_for_each_answer(read, form):
    paper = read(plan_pdf(PlanContent("Priya", topics=(PlanTopic("Nights"), PlanTopic("Money")), form=form)))

    page = next(place for place in range(paper.pages) if "Money" in paper.reader.pages[place].extract_text())
    who, when = how_far_down(paper, page, "Who does what?", "By when?")
    assert when - who >= 18
    assert squeezed(paper.text).count("By when?") == (3 if form is PaperForm.LARGE_PRINT else 2)
    assert ("Anything else" in paper.text) == (form is PaperForm.LARGE_PRINT)


@pytest.mark.parametrize("form", PaperForm)
def test_no_line_of_the_plan_runs_off_the_page_whatever_was_typed(read, form):
    word = "A" * 300
    topics = (PlanTopic(word), PlanTopic("Nights"))

    paper = read(plan_pdf(PlanContent(word, word, word, word, (word, word), (word,), topics, word, word, word, form)))

    lines = [(x, size, text) for page in range(paper.pages) for x, _, size, text in paper.lines(page) if "AAA" in text]
    # A capital A is two thirds of its size wide; 300 of them stand on several lines.
    assert max(x + text.count("A") * 0.667 * size / 72 * 25.4 for x, size, text in lines) < 210
    assert sum(text.count("A") for *_, text in lines) >= 300 * 9


@pytest.mark.parametrize("form", PaperForm)
def test_several_letters_in_one_file_share_no_sheet_and_count_their_own_pages(read, form):
    letters = [letter_paper(replace(LETTER, invitee=f"Reader {number}", form=form)) for number in range(3)]

    paper = read(paper_pdf(*letters))

    told = [squeezed(page.extract_text()) for page in paper.reader.pages]
    begins = [place for place, text in enumerate(told) if "Invitation to a meeting" in text]
    assert [place % 2 for place in begins] == [0, 0, 0]
    for reader, (first, after) in enumerate(pairwise([*begins, len(told)])):
        own = "".join(told[first:after])
        assert f"Reader {reader}" in own
        assert not [other for other in range(3) if other != reader and f"Reader {other}" in own]
        counted = re.findall(r"(\d) of (\d)", own)
        assert counted == [] if form is PaperForm.PLAIN else [("1", "2"), ("2", "2")]
    assert paper.is_tagged


@pytest.mark.parametrize("form", PaperForm)
def test_a_very_long_text_runs_on_to_the_next_page_and_loses_nothing(read, form):
    purpose = "\n".join(f"I want the {number}th thing, and I want it to be as I say and not as others say." for number in range(120))
    lines = tuple(AgendaLine(f"at {number}", f"Item {number} " + "and more " * 20) for number in range(40))

    for data in (
        letter_pdf(replace(LETTER, purpose=purpose, form=form)),
        agenda_pdf(AgendaContent((AgendaPart(lines),), purpose=purpose, form=form)),
    ):
        paper = read(data)
        text = squeezed(paper.text)
        assert all(f"the {number}th thing" in text for number in range(120))
        for page in range(paper.pages):
            assert all(0 < x < 210 and 0 < y < 297 for x, y, _, _ in paper.lines(page))


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize(("name", "read_back"), NAMES.values(), ids=NAMES)
def test_hostile_texts_are_printed_as_text(read, form, name, read_back):
    everywhere = dict.fromkeys(
        ("invitee", "adult", "dated", "day", "time", "place", "length", "purpose", "council", "sender", "contact"), name
    )
    letter = replace(LETTER, **everywhere, form=form)
    line = AgendaLine(name, name, name)
    agenda = AgendaContent((AgendaPart((line, line), name),), name, name, name, name, name, (name,), form)

    for data in (letter_pdf(letter), agenda_pdf(agenda), blank_kit_pdf(BlankKitContent(0, 10, name[:60], name[:60], form))):
        paper = read(data)
        shaped = any(script in name for script in ("ا", "ક", "শ", "ஶ"))
        assert shaped or read_back.split(" ")[0][:9] in paper.text
        assert paper.pages <= 12
        for page in range(paper.pages):
            assert all(0 < x < 210 and 0 < y < 297 for x, y, _, _ in paper.lines(page))


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        (
            LetterContent,
            {"invitee", "adult", "own", "dated", "day", "time", "place", "length", "purpose", "council", "sender", "contact", "form"},
        ),
        (AgendaContent, {"parts", "adult", "day", "time", "place", "purpose", "wishes", "form", "reader"}),
        (AgendaPart, {"items", "title"}),
        (AgendaLine, {"when", "title", "owner", "kind"}),
        (PlanContent, {"adult", "day", "time", "place", "coming", "wishes", "topics", "review", "worker", "contact", "form"}),
        (PlanTopic, {"title", "kind"}),
        (BlankKitContent, {"least", "most", "low", "high", "form"}),
        (CalendarContent, {"uid", "starts", "minutes", "made_at", "place"}),
    ],
)
def test_a_paper_can_carry_only_what_is_listed_here(content, allowed):
    """A new field is a decision: add it here with the reason that the reader may see it."""
    assert {field.name for field in fields(content)} == allowed


@pytest.mark.parametrize(
    "content", [LetterContent, AgendaContent, AgendaPart, AgendaLine, PlanContent, PlanTopic, BlankKitContent, CalendarContent]
)
def test_no_paper_holds_a_map_a_member_or_a_meeting(content):
    plain = {"str", "bool", "int", "datetime", "PaperForm", "tuple", "AgendaPart", "AgendaLine", "PlanTopic", "ItemKind", "ellipsis"}
    kinds = [part for hint in get_type_hints(content).values() for part in (hint, *get_args(hint))]

    assert is_dataclass(content)
    assert {getattr(kind, "__name__", type(kind).__name__) for kind in kinds} <= plain


@pytest.mark.parametrize(
    ("kind", "form", "name"),
    [
        ("letter", "pdf", "invitation.pdf"),
        ("agenda", "pdf", "agenda.pdf"),
        ("genogram", "svg", "diagram.svg"),
        ("circles", "png", "circles.png"),
        ("worker-genogram", "pdf", "worker-diagram.pdf"),
        ("worker-circles", "pdf", "worker-circles.pdf"),
        ("blank-kit", "pdf", "blank-sheets.pdf"),
        ("letter", "docx", "invitation.docx"),
        ("letters", "zip", "worker-all-invitations.zip"),
        ("plan", "docx", "plan.docx"),
        ("calendar", "ics", "meeting.ics"),
    ],
)
def test_file_names_say_nothing_about_anybody(kind, form, name):
    assert file_name(kind, form) == name


def test_the_marks_in_file_names_tell_papers_apart_and_spell_nothing():
    marks = [mark_of("meeting", str(number), kind) for number in range(200) for kind in ("letter", "agenda")]

    assert len(set(marks)) == 400
    assert all(re.fullmatch(r"[bcdfghjkmnpqrtvwxz2346789]{6}", mark) for mark in marks)
    assert sorted(marks) != marks
    assert mark_of("meeting", "1", "letter") == mark_of("meeting", "1", "letter")
    assert file_name("letter", "pdf", "k7mq2d") == "invitation-k7mq2d.pdf"


@pytest.mark.parametrize(("kind", "form"), [("dawn reed", "pdf"), ("letter", "exe"), ("../letter", "pdf")])
def test_a_file_that_is_not_made_has_no_name(kind, form):
    with pytest.raises(BadInputError):
        file_name(kind, form)
