import pytest

from netmeet import paths
from netmeet.documents import fonts
from netmeet.domain.errors import SettingsError


@pytest.fixture
def fresh():
    """Forget what was read of the fonts, before and after."""
    caches = (fonts._in_turn, fonts._widths, fonts._width)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def test_widths_are_those_of_arial():
    # From Arial's own metrics: M 1706, a 1139, space 569, of 2048 parts; bold M 1706, a 1139.
    assert fonts.measure("M", 2048, False) == pytest.approx(1706, abs=1)
    assert fonts.measure("aa a", 2048, False) == pytest.approx(3 * 1139 + 569, abs=2)


def test_bold_is_wider():
    assert fonts.measure("illness", 3, True) > fonts.measure("illness", 3, False)


@pytest.mark.parametrize("text", ["王小明", "प्रिया", "પટેલ", "ਸਿੰਘ", "রহিমা", "ஶ்ரீதேவி", "שרה", "فاطمة", "👍", "☃"])
@pytest.mark.parametrize("bold", [False, True])
def test_every_script_that_is_shipped_has_a_width(text, bold):
    assert 0.3 * len(text) < fonts.measure(text, 1, bold) < 1.6 * len(text)


def test_nothing_and_marks_take_no_room():
    assert fonts.measure("", 3, False) == 0
    assert fonts.measure("e\u0301", 3, False) == fonts.measure("e", 3, False)


def test_a_letter_that_no_font_has_gets_a_box():
    assert fonts.measure("\U0001e900", 10, False) == 6.0
    assert fonts.measure("\U0003106c", 10, False) == 10.0


def test_arimo_comes_first_and_pictures_last():
    names = [file.name for file in fonts.files()]

    assert names[0].startswith("Arimo")
    assert "Emoji" in " ".join(names[-3:])


def test_without_fetched_fonts_text_still_has_a_width(monkeypatch, fresh):
    def missing():
        raise SettingsError

    monkeypatch.setattr(paths, "fonts", missing)

    assert fonts.folder() is None
    assert fonts.files() == ()
    assert fonts.measure("Dawn", 10, False) == pytest.approx(24.0)


def test_a_folder_that_is_not_there_is_no_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "fonts", lambda: tmp_path / "none")

    assert fonts.folder() is None


def test_a_broken_font_file_is_passed_over(monkeypatch, tmp_path, fresh):
    (tmp_path / "Arimo-Regular.ttf").write_bytes(b"no font")
    monkeypatch.setattr(paths, "fonts", lambda: tmp_path)

    assert fonts.measure("Dawn", 10, False) == pytest.approx(24.0)
