"""Word files opened by another program than ours: LibreOffice reads each, and its pages say what they should. Skipped without one."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from netmeet.documents.agenda import AgendaContent, AgendaLine, AgendaPart, agenda_paper
from netmeet.documents.letter import LetterContent, letter_paper
from netmeet.documents.plan import PlanContent, PlanTopic, plan_paper
from netmeet.documents.word import diagram_word, paper_word
from netmeet.documents.words import PaperForm
from netmeet.drawing.scene import Scene, Text
from netmeet.drawing.twin import TwinRow, TwinTable
from tests.support.hostile import NAMES

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

HOSTILE = "Sue <O'Neil> & Co"
SIGNED = "Jo Wright\nSocial work team"
LETTER = LetterContent("Dawn Reed", "Priya", day="Tuesday 3 March 2026", time="10am", place="The hall", purpose=HOSTILE, sender=SIGNED)
AGENDA = AgendaContent((AgendaPart((AgendaLine("10am", HOSTILE, "Jo Wright"),)),), adult="Priya", wishes=("To see my sister",))
PLAN = PlanContent("Priya", coming=("Dawn Reed", "Kev"), topics=tuple(PlanTopic(f"Topic {number}") for number in range(5)), worker=HOSTILE)
SCENE = Scene(200, 120, (Text(10, 10, "Rose", 4),), (), "Genogram", "")
TWIN = (TwinTable("Who", ("Name",), (TwinRow("1", ("Rose",)),), ""),)


def every_file():
    """Each paper in each form, one of hostile names, and a drawing: the file, how many pages at most, and words on them."""
    for form in PaperForm:
        most = 1 if form is PaperForm.PLAIN else 4
        yield f"letter-{form.name}", paper_word(letter_paper(replace(LETTER, form=form))), most, HOSTILE
        yield f"agenda-{form.name}", paper_word(agenda_paper(replace(AGENDA, form=form))), most, HOSTILE
        yield f"plan-{form.name}", paper_word(plan_paper(replace(PLAN, form=form))), most, HOSTILE
    lines = tuple(AgendaLine("", name) for name, _ in NAMES.values())
    yield "hostile", paper_word(agenda_paper(AgendaContent((AgendaPart(lines),)))), 3, "Maximiliana"
    yield "drawing", diagram_word(SCENE, TWIN, note="Is it safe?"), 1, "Is it safe?"


FILES = {name: (data, most, words) for name, data, most, words in every_file()} if OFFICE else {}


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Every file as LibreOffice prints it, in one start of that program and with no settings of this computer."""
    folder = tmp_path_factory.mktemp("word")
    for name, (data, _, _) in FILES.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [OFFICE, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*command, *(folder / f"{name}.docx" for name in FILES)], check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_libreoffice_opens_every_word_file(read, opened, name):
    _, most, words = FILES[name]
    paper = read((opened / f"{name}.pdf").read_bytes())

    assert words in " ".join(paper.text.split())
    assert 1 <= paper.pages <= most
