"""Fields: what is typed is tidied, limited, and refused in plain words; nothing that was not offered gets through."""

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Member
from netmeet.web import fields
from tests.support.hostile import NAMES


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Everything(Form):
    name = fields.words("Name?", needed="Enter a name", limit=12)
    email = fields.words("Email", kind="email")
    story = fields.paragraph("Story", limit=30)
    password = fields.secret("Password", needed="Enter a password", limit=10)
    colour = fields.one_of("Colour", Colour, labels={Colour.BLUE: "Sky blue"})
    listed = fields.pick("Listed", {"a": "First", "b": "Second"}, empty="Nothing")
    needed = fields.pick("Needed", {"a": "First"}, needed="Choose one")
    some = fields.several("Some", Colour)
    sure = fields.yes("Sure")
    day = fields.day("Day")
    rough = fields.rough_date("Rough")
    minutes = fields.number("Minutes?", least=1, most=90)
    travels = fields.hidden()


GOOD = {"name": "Rose", "password": "secret", "needed": "a"}


def sent(**values):
    return Everything(MultiDict(GOOD | values))


def messages(**values):
    form = sent(**values)
    form.validate()
    return {name: list(found) for name, found in form.errors.items()}


def test_only_what_is_asked_for_has_to_be_answered():
    assert messages() == {}


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Enter a name"),
        ("name", "   \t ", "Enter a name"),
        ("name", "\u200b\u2060", "Enter a name"),
        ("name", "x" * 13, "Name must be 12 characters or fewer"),
        ("story", "x" * 31, "Story must be 30 characters or fewer"),
        ("email", "x" * 301, "Email must be 300 characters or fewer"),
        ("password", "", "Enter a password"),
        ("password", "x" * 11, "Password must be 10 characters or fewer"),
        ("colour", "green", "Choose one of the answers on the list"),
        ("listed", "c", "Choose one of the answers on the list"),
        ("needed", "", "Choose one"),
        ("needed", "z", "Choose one of the answers on the list"),
        ("some", "green", "Choose one of the answers on the list"),
        ("day", "31/2/2026", "Enter a day that exists, for example 27/3/2026"),
        ("day", "tomorrow", "Enter a day that exists, for example 27/3/2026"),
        ("day", "1/1/1776", "Enter a day that exists, for example 27/3/2026"),
        ("rough", "31/2/1950", "Enter a year, a month or a day, for example 1950, June 1950 or 12/6/1950"),
        ("rough", "the war", "Enter a year, a month or a day, for example 1950, June 1950 or 12/6/1950"),
        ("minutes", "0", "Minutes must be a whole number between 1 and 90"),
        ("minutes", "91", "Minutes must be a whole number between 1 and 90"),
        ("minutes", "-5", "Minutes must be a whole number between 1 and 90"),
        ("minutes", "ten", "Minutes must be a whole number between 1 and 90"),
        ("minutes", "²", "Minutes must be a whole number between 1 and 90"),
        ("minutes", "9" * 5000, "Minutes must be a whole number between 1 and 90"),
    ],
)
def test_a_wrong_answer_gets_a_sentence(field, typed, message):
    assert message in messages(**{field: typed})[field]


@pytest.mark.parametrize("typed", ["2026-03-27", "27/3/2026", "27/03/2026", " 27 3 2026 ", "27 March 2026", "27.3.2026"])
def test_a_day_is_read_as_people_write_it(typed):
    assert sent(day=typed).day.data == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1950", PartialDate(1950)),
        ("June 1950", PartialDate(1950, 6)),
        ("Jun 1950", PartialDate(1950, 6)),
        ("6/1950", PartialDate(1950, 6)),
        ("1950-06", PartialDate(1950, 6)),
        ("12/6/1950", PartialDate(1950, 6, 12)),
        ("12 6 1950", PartialDate(1950, 6, 12)),
        ("12.6.1950", PartialDate(1950, 6, 12)),
        ("12 June 1950", PartialDate(1950, 6, 12)),
        ("12 Jun 1950", PartialDate(1950, 6, 12)),
        ("", None),
    ],
)
def test_a_date_may_be_as_rough_as_it_is_known(typed, meant):
    form = sent(rough=typed)

    assert form.validate()
    assert form.rough.data == meant


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_saved_day_comes_back_as_itself(saved):
    shown = Everything(data={"day": saved}).day._value()

    assert sent(day=shown).day.data == saved


@given(st.integers(1800, 2100), st.none() | st.integers(1, 12), st.none() | st.integers(1, 28))
def test_a_saved_rough_date_comes_back_as_itself(year, month, day):
    saved = PartialDate(year, month, day if month else None)

    shown = Everything(data={"rough": saved}).rough._value()

    assert sent(rough=shown).rough.data == saved


@pytest.mark.parametrize(("field", "typed"), [("day", "31/2/2026"), ("rough", "the war")])
def test_a_date_that_cannot_be_read_is_shown_again_as_it_was_typed(field, typed):
    form = sent(**{field: typed})

    assert form[field].data is None
    assert form[field]._value() == typed


def test_a_date_that_is_not_known_is_shown_as_nothing():
    assert Everything().day._value() == ""
    assert Everything().rough._value() == ""


def test_nothing_chosen_is_an_empty_answer():
    form = sent()

    assert form.validate()
    assert not any(form[field].data for field in ("colour", "listed", "some", "sure", "minutes"))
    assert fields.whole(form.minutes.data) is None


def test_what_was_chosen_is_what_was_offered():
    form = sent(colour="blue", listed="b", some="red", sure="y", minutes=" 20 ")

    assert form.validate()
    assert (form.colour.data, form.listed.data, form.some.data, form.sure.data) == ("blue", "b", ["red"], True)
    assert fields.whole(form.minutes.data) == 20


def test_choices_are_worded_for_a_reader():
    assert [choice.label for choice in Everything().colour.choices] == ["Red", "Sky blue"]
    assert [(choice.value, choice.label) for choice in Everything().listed.choices] == [("", "Nothing"), ("a", "First"), ("b", "Second")]
    assert [(one.value, one.label) for one in fields.of_people([Member("m1", "Rose")])] == [("m1", "Rose")]


def test_a_password_is_kept_as_it_was_typed():
    assert sent(password=" a b  ").password.data == " a b  "


def test_a_line_stays_one_line_and_a_paragraph_keeps_its_own():
    form = sent(name="Ann\r\nLee", story="one\r\n\ttwo  ")

    assert form.name.data == "Ann Lee"
    assert form.story.data == "one\n two"


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_lose_only_what_is_no_text(name):
    typed, read = NAMES[name]

    kept = fields.one_line(typed)

    assert fields.one_line(kept) == kept
    assert all(word in kept for word in read.split()) or name == "control characters"
    assert not any(char in kept for char in "\x00\x07\x1b\r\n\u202e\u2066\ufffe")


def test_control_characters_are_left_out_of_a_name():
    assert fields.one_line("Iv\x00y\x07 \x0b\x1b[31mRed\x7f") == "Ivy [31mRed"


@given(st.text())
def test_a_tidy_text_is_tidy(text):
    assert fields.tidy(fields.tidy(text)) == fields.tidy(text)


@pytest.mark.parametrize(
    ("text", "seen"), [("Rose", True), ("👍🏽", True), ("שרה", True), (" \n", False), ("\u200d\u2060", False), ("", False)]
)
def test_a_text_shows_when_a_reader_would_see_something(text, seen):
    assert fields.shows(text) is seen


def test_nothing_is_no_text():
    assert fields.tidy(None) == ""
