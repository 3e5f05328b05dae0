"""Word files read back: the same sentences as on the PDF, set as Word wants it, and nothing in the file that it need not hold."""

import io
import re
import zipfile
from dataclasses import replace
from time import perf_counter

import docx
import pytest
from docx.oxml.ns import qn

from netmeet.documents.agenda import AgendaContent, AgendaLine, AgendaPart, agenda_paper
from netmeet.documents.diagram import diagram_png
from netmeet.documents.letter import LetterContent, letter_paper
from netmeet.documents.pieces import Beside, Facts, Heading, Paper, Table, paper_pdf
from netmeet.documents.plan import PlanContent, PlanTopic, plan_paper
from netmeet.documents.word import diagram_word, paper_word, set_as
from netmeet.documents.word_text import Script, scripts
from netmeet.documents.words import PaperFile, PaperForm
from netmeet.domain.meeting import ItemKind
from netmeet.drawing.scene import Scene, Text
from netmeet.drawing.twin import TwinRow, TwinTable
from tests.support.hostile import NAMES

LETTER = LetterContent(
    invitee="Dawn Reed",
    adult="Priya",
    day="Tuesday 3 March 2026",
    time="10am",
    place="Quaker Meeting House\n12 Mill Road",
    length="about 1 hour",
    dated="9 February 2026",
    purpose="I want to stay in my own home.\nI want us to stop shouting.",
    council="Midmere Council",
    sender="Jo Wright\nSocial work team",
    contact="Phone Jo Wright on 01632 960 001.",
)
AGENDA = AgendaContent(
    parts=(
        AgendaPart((AgendaLine("10am to 10.10am", "Welcome", "Jo Wright", ItemKind.WELCOME), AgendaLine("10.10am", "Family time"))),
        AgendaPart((AgendaLine("11am to 11.20am", "Who does what", kind=ItemKind.WHO_DOES_WHAT),), "Second part"),
    ),
    adult="Priya",
    day="Tuesday 3 March 2026",
    time="10am",
    place="Quaker Meeting House",
    purpose="I want to stay in my own home.",
    wishes=("To see my sister", "A rest for Dawn"),
)
PLAN = PlanContent(
    adult="Priya",
    day="Tuesday 3 March 2026",
    time="10am",
    place="Quaker Meeting House",
    coming=("Dawn Reed", "Kev"),
    wishes=("To see my sister",),
    topics=(PlanTopic("What help there is", ItemKind.HELP), PlanTopic("Lifts to chapel")),
    review="Thursday 4 June 2026",
    worker="Jo Wright\nSocial work team",
    contact="Phone Jo Wright on 01632 960 001.",
)
PAPERS = {
    **{f"letter {form}": letter_paper(replace(LETTER, form=form)) for form in PaperForm},
    **{f"agenda {form}": agenda_paper(replace(AGENDA, form=form)) for form in PaperForm},
    **{f"plan {form}": plan_paper(replace(PLAN, form=form)) for form in PaperForm},
    "a letter of little": letter_paper(LetterContent("Dawn", "Priya")),
    "an agenda of nothing": agenda_paper(AgendaContent(())),
    "a plan of nothing": plan_paper(PlanContent()),
    "an easy plan of nothing": plan_paper(PlanContent(form=PaperForm.EASY_READ)),
}
LEAST = {PaperForm.PLAIN: 10, PaperForm.LARGE_PRINT: 20, PaperForm.EASY_READ: 17}
SCENE = Scene(200, 100, (Text(10, 10, "Rose", 4),), (), "Genogram: Rose’s own copy", "A family drawing.")
TWIN = (
    TwinTable("Who", ("Name", "Who", "Dates"), (TwinRow("1", ("Rose", "", "born 1951")), TwinRow("2", ("Kev <&>\x0b", "man", ""))), ""),
)

every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def opened(data):
    return docx.Document(io.BytesIO(data))


def paragraphs(document):
    """Every paragraph in reading order, those in tables as well."""
    for piece in document.iter_inner_content():
        if hasattr(piece, "rows"):
            for row in piece.rows:
                for cell in row.cells:
                    yield from paragraphs(cell)
        else:
            yield piece


def words_of(text):
    return sorted(re.findall(r"[\w’]+", text))


def said(data):
    return "\n".join(paragraph.text for paragraph in paragraphs(opened(data)))


def all_text(data):
    return said(data) + "\n" + "\n".join(part.text for section in opened(data).sections for part in section.footer.paragraphs)


# ---------------------------------------------------------------- what it says


@every_paper
def test_a_word_file_says_what_the_pdf_says_word_for_word(read, paper):
    printed = read(paper_pdf(paper))
    text = re.sub(r"\b\d+ of \d+\n?$", "", "\n".join(page.extract_text().strip() for page in printed.reader.pages), flags=re.MULTILINE)
    printed_words, words = words_of(text), words_of(said(paper_word(paper)))

    assert set(printed_words) == set(words)
    if printed.pages == 1 or not any(isinstance(piece, Table) for piece in paper.pieces):  # a second page tells the headings again
        assert printed_words == words


@every_paper
@pytest.mark.parametrize("file", PaperFile)
def test_a_paper_is_set_as_the_kind_of_file_that_was_asked_for(paper, file):
    assert set_as(paper, file) == {PaperFile.PDF: paper_pdf, PaperFile.WORD: paper_word}[file](paper)


def test_the_adults_plan_leaves_room_for_what_is_agreed():
    table = opened(paper_word(PAPERS["plan plain"])).tables[0]

    assert [cell.text for cell in table.rows[0].cells] == ["What we talk about", "Who does what", "By when"]
    assert [row.cells[0].text for row in table.rows[1:]] == ["What help there is", "Lifts to chapel", *[""] * 5]
    assert all(cell.text == "" for row in table.rows[1:] for cell in row.cells[1:])
    easy = said(paper_word(PAPERS["plan easy read"]))
    assert easy.count("Who does what?") == easy.count("By when?") == 2


def test_a_plan_without_a_day_to_look_again_says_that_it_will_be_agreed():
    for name in ("a plan of nothing", "an easy plan of nothing"):
        text = said(paper_word(PAPERS[name]))
        assert "We will agree the day with you" in text
        assert "This is your plan." in text
        for empty in ("Who comes", "These people come", "wish for", "Your worker", "Contact", "When"):
            assert empty not in text


@pytest.mark.parametrize("form", PaperForm)
def test_the_plan_speaks_to_the_adult_of_wishes_people_and_the_worker(read, form):
    text = " ".join(read(paper_pdf(plan_paper(replace(PLAN, form=form)))).text.split())

    for words in ("Priya, this is your plan.", "To see my sister", "Dawn Reed", "Kev", "Lifts to chapel", "Thursday 4 June 2026"):
        assert words in text
    assert "Your worker Jo Wright Social work team" in text
    assert "Is it safe to have this at home?" in text


def test_a_usual_plan_fits_on_one_page(read):
    content = replace(PLAN, coming=tuple(f"Person {number}" for number in range(12)), wishes=("One wish", "Two wishes", "Three wishes"))

    assert read(paper_pdf(plan_paper(content))).pages == 1


# ---------------------------------------------------------------- how it is set


@every_paper
def test_a_word_file_is_a4_in_arial_and_british_english_with_styles_and_page_numbers(paper):
    data = paper_word(paper)
    document = opened(data)
    styles = parts_of(data)["word/styles.xml"].decode()

    assert [(section.page_width.mm, section.page_height.mm) for section in document.sections] == [
        (pytest.approx(210, 0.1), pytest.approx(297, 0.1))
    ]
    assert set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', styles)) == {"Arial", "en-GB"}
    assert 'w:lang w:val="en-GB"' in styles
    assert [found.text for found in paragraphs(document) if found.style.name == "Title"] == [paper.title]
    headings = [piece.text for piece in paper.pieces if isinstance(piece, Heading)]
    assert {found.text for found in paragraphs(document) if found.style.name == "Heading 1"} >= set(headings)
    footer = document.sections[0].footer.paragraphs[0]._p.xml
    assert re.findall(r'w:instr="(\w+)"', footer) == ["PAGE", "NUMPAGES"]


@every_paper
def test_letters_are_as_large_as_the_form_promises(paper):
    parts = parts_of(paper_word(paper))
    found = [size for part in parts.values() for size in re.findall(rb'w:szC?s? w:val="(\d+)"', part)]
    styles = parts["word/styles.xml"]

    assert min(int(size) / 2 for size in found) >= LEAST[paper.form]
    assert styles.count(b"<w:sz ") == styles.count(b"<w:szCs ") > 3


@pytest.mark.parametrize("name", ["agenda plain", "plan plain", "plan large print"])
def test_a_table_repeats_its_headings_and_breaks_no_row(name):
    for table in opened(paper_word(PAPERS[name])).tables:
        properties = [row._tr.trPr for row in table.rows]
        assert [row.find(qn("w:tblHeader")) is not None for row in properties] == [True] + [False] * (len(properties) - 1)
        assert all(row.find(qn("w:cantSplit")) is not None for row in properties)
        assert all(run.bold for cell in table.rows[0].cells for run in cell.paragraphs[0].runs)


@pytest.mark.parametrize("name", ["letter easy read", "agenda easy read", "plan easy read"])
def test_easy_read_has_a_picture_at_the_left_and_its_words_at_the_right(name):
    paper = PAPERS[name]
    rows = [row for table in opened(paper_word(paper)).tables for row in table.rows if row.height is None]
    beside = [piece for piece in paper.pieces if isinstance(piece, Beside)]

    assert len(rows) == len(beside) > 6
    for row, piece in zip(rows, beside, strict=True):
        left, right = row.cells
        assert left.text == ""
        assert right.text.strip()
        assert len(left._tc.xpath(".//w:drawing")) == bool(piece.picture)


@pytest.mark.parametrize("name", ["letter easy read", "agenda easy read", "plan easy read"])
def test_a_picture_that_says_no_more_than_its_words_is_marked_as_decorative(name):
    pictures = opened(paper_word(PAPERS[name])).element.body.xpath(".//wp:docPr")

    assert pictures
    for picture in pictures:
        assert picture.get("descr") == ""
        assert len([found for found in picture.iter() if found.tag.endswith("}decorative") and found.get("val") == "1"]) == 1


def test_the_name_stands_alone_where_the_window_of_an_envelope_is():
    for form in PaperForm:
        top = opened(paper_word(PAPERS[f"letter {form}"])).tables[0]
        name, sender = top.rows[0].cells
        assert name.text == "Dawn Reed"
        assert 50 < 20 + name.paragraphs[0].paragraph_format.space_before.mm < 60
        assert sender.text.split("\n") == ["Midmere Council", "Jo Wright", "Social work team", "9 February 2026"]


def test_a_letter_in_word_takes_less_than_a_tenth_of_a_second():
    paper_word(PAPERS["letter plain"])
    times = []
    for _ in range(5):
        begun = perf_counter()
        paper_word(PAPERS["letter plain"])
        times.append(perf_counter() - begun)

    assert min(times) < 0.1


# ---------------------------------------------------------------- nothing that it need not hold


FILES = {**{name: paper_word(paper) for name, paper in PAPERS.items()}, "drawing": diagram_word(SCENE, TWIN, title="Genogram")}
every_file = pytest.mark.parametrize("data", FILES.values(), ids=FILES)


@every_file
def test_a_word_file_holds_these_parts_and_no_other(data):
    ours = r"word/(_rels/document\.xml\.rels|(document|styles|settings|numbering|footer1)\.xml|media/image\d+\.png)"
    allowed = rf"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|{ours}"

    assert [name for name in parts_of(data) if not re.fullmatch(allowed, name)] == []


@every_file
def test_nothing_in_a_word_file_leads_out_of_it(data):
    for name, part in parts_of(data).items():
        if name.endswith(".rels"):
            assert b"TargetMode" not in part, name
            assert not re.findall(rb'Target="(?:\w+:|//)', part), name
        if name.endswith((".xml", ".rels")):
            for word in (b"w:hyperlink", b"w:instrText", b"w:object", b"r:link", b"macro", b"w:attachedTemplate", b"vbaProject"):
                assert word not in part, (name, word)


@every_file
def test_the_properties_of_a_word_file_are_a_title_and_a_language(data):
    kept = parts_of(data)["docProps/core.xml"].decode()

    assert re.findall(r"<([a-z]+:\w+)[ >]", kept) == ["cp:coreProperties", "dc:title", "dc:language"]
    assert opened(data).core_properties.title in ("Invitation to a meeting", "Agenda", "Our plan", "Genogram")
    assert "removePersonalInformation" in parts_of(data)["word/settings.xml"].decode()
    everything = b"".join(parts_of(data).values())
    for told in (b"python", b"docx.", b"Macintosh", b"w:rsid", b"lastModified"):
        assert told not in everything


@every_file
def test_a_word_file_tells_nobody_when_it_was_made(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in file.infolist()} == {0}


@every_paper
def test_the_same_paper_gives_the_same_bytes(paper):
    assert paper_word(paper) == paper_word(replace(paper))


# ---------------------------------------------------------------- hostile text


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize(("name", "read_back"), NAMES.values(), ids=NAMES)
def test_hostile_texts_are_set_as_text(form, name, read_back):
    letter = LetterContent(name, name, dated=name, day=name, time=name, place=name, length=name, purpose=name, sender=name, contact=name)
    line = AgendaLine(name, name, name)
    agenda = AgendaContent((AgendaPart((line, line), name),), name, name, name, name, name, (name,))
    plan = PlanContent(name, name, name, name, (name,), (name,), (PlanTopic(name),), name, name, name)
    papers = (letter_paper(replace(letter, form=form)), agenda_paper(replace(agenda, form=form)), plan_paper(replace(plan, form=form)))

    for paper in papers:
        data = paper_word(paper)
        assert read_back.split(" ")[0] in said(data)
        assert re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", all_text(data)) == []
        assert set(re.findall(r'w:instr="(\w+)"', "".join(part.decode("utf-8", "ignore") for part in parts_of(data).values()))) == {
            "PAGE",
            "NUMPAGES",
        }
        assert opened(data).core_properties.title == paper.title
        assert not any(word in parts_of(data)["docProps/core.xml"].decode() for word in read_back.split() if len(word) > 5)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Dear Dawn (2).", [("LATIN", "Dear Dawn (2).")]),
        ("שרה כהן (אחות)", [("RIGHT", "שרה כהן (אחות)")]),
        ("Dear فاطمة الزهراء, hello", [("LATIN", "Dear "), ("RIGHT", "فاطمة الزهراء"), ("LATIN", ", hello")]),
        ("王小明 3", [("EAST", "王小明"), ("LATIN", " 3")]),
        ("श्रीमती प्रिया.", [("INDIC", "श्रीमती प्रिया"), ("LATIN", ".")]),
        ("Sam 👍🏽", [("LATIN", "Sam 👍🏽")]),
        ("שרה leads this.", [("RIGHT", "שרה"), ("LATIN", " leads this.")]),
        ("", []),
    ],
)
def test_a_text_is_split_where_its_script_changes(text, pieces):
    assert [(script.name, part) for script, part in scripts(text)] == pieces


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_letter_is_lost_where_a_text_is_split(name):
    assert "".join(part for _, part in scripts(name[0])) == name[0]


def test_text_from_right_to_left_is_marked_and_turns_its_own_paragraph_only():
    document = opened(paper_word(letter_paper(replace(LETTER, purpose="שרה כהן\nI want peace.", invitee="فاطمة"))))
    quoted = [found for found in paragraphs(document) if found.style.name == "Quote"]

    assert [found._p.pPr.find(qn("w:bidi")) is not None for found in quoted] == [True, False]
    assert all(run.font.rtl for run in quoted[0].runs)
    dear = next(found for found in paragraphs(document) if found.text == "Dear فاطمة")
    assert [(run.text, bool(run.font.rtl)) for run in dear.runs] == [("Dear ", False), ("فاطمة", True)]
    assert dear._p.pPr.find(qn("w:bidi")) is None


@pytest.mark.parametrize("form", PaperForm)
def test_a_name_that_runs_left_turns_no_sentence_of_ours(form):
    line = AgendaLine("10am", "שרה", "שרה")
    content = AgendaContent((AgendaPart((line,)),), adult="شرة", purpose="I want peace", wishes=("שרה כהן",), form=form)
    turned = [found.text for found in paragraphs(opened(paper_word(agenda_paper(content)))) if found._p.xpath("w:pPr/w:bidi")]

    assert turned == ["שרה כהן"]


@pytest.mark.parametrize(("name", "script"), [("王小明", Script.EAST), ("ક્ષિતિજ", Script.INDIC)])
def test_a_script_that_arial_lacks_names_a_font_that_has_it(name, script):
    document = opened(paper_word(Paper("Agenda", PaperForm.PLAIN, (Facts((("Who", name),)),))))
    run = next(run for found in paragraphs(document) for run in found.runs if run.text == name)

    fonts = run._r.rPr.rFonts
    assert fonts.get(qn("w:eastAsia" if script is Script.EAST else "w:cs")) == script.value
    assert bool(run.font.complex_script) is (script is Script.INDIC)


# ---------------------------------------------------------------- drawings


def drawn(scene=SCENE, twin=TWIN, **more):
    return opened(diagram_word(scene, twin, **more))


def test_a_drawing_is_one_picture_with_the_same_in_words():
    (picture,) = drawn().element.body.xpath(".//wp:docPr")

    assert picture.get("descr") == "Genogram: Rose’s own copy. Rose, born 1951. Kev <&>, man."


def test_a_long_map_is_told_as_far_as_anybody_can_listen():
    rows = tuple(TwinRow(str(number), (f"Person {number}", "friend " * 10)) for number in range(200))
    (picture,) = drawn(twin=(TwinTable("Who", ("Name", "Who"), rows, ""),)).element.body.xpath(".//wp:docPr")

    told = picture.get("descr")
    assert len(told) < 4200
    assert re.search(r"There are 1\d\d more; all stand in words below this drawing in netmeet\.$", told)


@pytest.mark.parametrize(("width", "height"), [(10, 10), (400, 150), (150, 400), (300, 250), (2000, 900), (0, 0)])
def test_a_drawing_fits_on_its_page_at_300_dots_an_inch_and_no_page_is_larger_than_a3(width, height):
    document = drawn(replace(SCENE, width=width, height=height), note="Is it safe to have this at home?")
    section, shape = document.sections[0], document.inline_shapes[0]

    assert sorted((round(section.page_width.mm), round(section.page_height.mm))) in ([210, 297], [297, 420])
    assert (section.orientation == 1) is (section.page_width > section.page_height)
    assert shape.width.mm <= section.page_width.mm - 19.9
    assert shape.height.mm <= section.page_height.mm - 20 - 10
    png = parts_of(diagram_word(replace(SCENE, width=width, height=height), TWIN))["word/media/image1.png"]
    across = int.from_bytes(png[16:20], "big")
    assert across / (shape.width.mm / 25.4) == pytest.approx(300, rel=0.2)


def test_a_drawing_asks_whether_it_is_safe_at_home_where_it_may_leave():
    assert drawn(note="Is it safe?").paragraphs[-1].text == "Is it safe?"
    assert len(drawn().paragraphs) == 1


def test_a_drawing_without_names_or_words_is_still_told():
    (picture,) = drawn(replace(SCENE, title="", shapes=()), ()).element.body.xpath(".//wp:docPr")

    assert picture.get("descr") == "Diagram."
    assert diagram_png(SCENE).startswith(b"\x89PNG")
