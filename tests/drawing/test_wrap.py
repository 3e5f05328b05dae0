import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.drawing.svg import clean
from netmeet.drawing.wrap import wrap


def letters(text, size, bold):
    return len(text) * size


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, ()),
        (" \n ", 10, ()),
        ("Ann Lee", 10, ("Ann Lee",)),
        ("Ann Lee", 4, ("Ann", "Lee")),
        ("Ann Smith-Robinson", 9, ("Ann", "Smith-", "Robinson")),
        ("Bartholomew", 5, ("Barth", "olome", "w")),
        ("One Two Three Four Five", 5, ("One", "Two", "Thre…")),
        ("A" * 30, 5, ("AAAAA", "AAAAA", "AAAA…")),
        ("né" * 3, 3, ("nén", "éné")),
        ("ne\u0301ne\u0301", 3, ("ne\u0301", "ne\u0301")),
        ("👩‍👩‍👧👩‍👩‍👧", 5, ("👩‍👩‍👧", "👩‍👩‍👧")),
        ("👍🏽👍🏽", 2, ("👍🏽", "👍🏽")),
        ("Ann", 0.5, ("A", "n", "n")),
        ("Anna Lee", 0.5, ("A", "n", "…")),
    ],
)
def test_words_are_set_in_lines(text, width, lines):
    assert wrap(text, width, 1.0, letters) == lines


@given(st.text(max_size=80), st.integers(3, 30), st.integers(1, 4))
def test_lines_keep_to_the_width_and_lose_nothing_unmarked(text, width, lines):
    found = wrap(text, width, 1.0, lambda words, size, _: sum(words.count(char) for char in set(words)) * size * 0.1, lines=lines)

    assert len(found) <= lines
    if found and not found[-1].endswith("…"):
        assert "".join(found).replace(" ", "") == "".join(clean(text).split())
