import re
from pathlib import Path

import pytest

from netmeet.documents import fonts, typeset
from netmeet.documents.letter import LetterContent, letter_pdf
from netmeet.documents.typeset import TEMPLATES, PaperError, compile_pdf, families

LETTER = LetterContent("Dawn Reed", "Priya")


@pytest.fixture
def fresh():
    """Forget which fonts were found, before and after."""
    typeset._fonts.cache_clear()
    yield
    typeset._fonts.cache_clear()


def test_a_paper_that_can_not_be_made_says_so_in_a_sentence():
    with pytest.raises(PaperError, match="Nothing that was saved is affected"):
        compile_pdf("no-such-paper", {})


def test_data_that_is_no_number_is_refused():
    with pytest.raises(PaperError):
        compile_pdf("pieces", {"width": float("nan")})


def test_the_same_content_gives_the_same_bytes():
    assert letter_pdf(LETTER) == letter_pdf(LETTER)


def test_a_paper_tells_nobody_when_or_by_whom_it_was_made(read):
    paper = read(letter_pdf(LETTER))

    assert set(paper.reader.metadata) == {"/Title", "/Creator"}


def test_papers_are_set_in_arimo_first():
    assert families()[0] == "Arimo"
    assert "Noto Sans Devanagari" in families()


def test_without_fetched_fonts_papers_are_set_in_what_there_is(monkeypatch, fresh, read):
    monkeypatch.setattr(fonts, "folder", lambda: None)

    assert "Arimo" not in families()
    assert "Dawn Reed" in read(letter_pdf(LETTER)).text


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.typ")), ids=lambda file: file.name)
def test_templates_fetch_nothing_and_evaluate_nothing(template: Path):
    source = template.read_text(encoding="utf-8")

    assert not re.search(r"@preview|@local|\beval\b|\bread\(|\bplugin\(", source)


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.typ")), ids=lambda file: file.name)
def test_templates_leave_out_the_words_that_put_people_in_danger(template: Path):
    source = template.read_text(encoding="utf-8")

    assert not re.search(r"safeguard|abus|\brisk|concern|enquir|inquir", source, re.IGNORECASE)
