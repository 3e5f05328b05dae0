"""Text that is about to leave: what is found in it, however it is typed, and what is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.outgoing import WORDS_LEFT_OUT, KeptPrivate, kept_private, outgoing_problems
from tests.support.make import a_member, a_network


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A safeguarding meeting", "safeguarding"),
        ("SAFEGUARD", "safeguarding"),
        ("He is abusive.", "abuse"),
        ("We talked of risks", "risk"),
        ("a \u201crisky\u201d tie", "risk"),
        ("I am concerned", "concern"),
        ("The enquiries go on", "enquiry"),
        ("an inquiry", "enquiry"),
        ("ri\u00adsk", "risk"),
        ("ri\u200bsk", "risk"),
        ("\uff52\uff49\uff53\uff4b", "risk"),
    ],
)
def test_words_that_a_letter_leaves_out_are_found_with_their_endings(text, word):
    assert outgoing_problems(text) == (f"It says \u201c{word}\u201d. Leave it out unless you have decided that it is safe to say.",)


@pytest.mark.parametrize("text", ["", "Come and talk on Tuesday.", "An asterisk, a brisk walk", "Disabused of it", "Frisky"])
def test_other_words_are_left_in_peace(text):
    assert outgoing_problems(text) == ()


def test_the_words_are_a_council_s_own():
    assert outgoing_problems("a risk of rain", words=()) == ()
    assert len(outgoing_problems("Social services (adults)", words=("social services (adults)",))) == 1


PRIVATE = KeptPrivate(
    names=("Al", "Zoë Bell"), details=("Flat 3", "01632 960 001", "1 Elm Road, LU1 1AA", "kev@example.org", "asthma", "MS")
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Al is coming", "It names Al, who is kept off copies."),
        ("ask zoe\u0308 bell", "It names Zoë Bell, who is kept off copies."),
        ("ring 01632-960-001", "It carries somebody else's details: 01632 960 001."),
        ("ring +44 (0)1632 960001", "It carries somebody else's details: 01632 960 001."),
        ("at 1, Elm Road\nLU1 1AA", "It carries somebody else's details: 1 Elm Road, LU1 1AA."),
        ("write to KEV@example.org.", "It carries somebody else's details: kev@example.org."),
        ("because of his asthma", "It carries somebody else's details: asthma."),
        ("flat 3, please", "It carries somebody else's details: Flat 3."),
        ("she has MS", "It carries somebody else's details: MS."),
    ],
)
def test_names_and_details_that_are_somebody_else_s_are_found_however_they_are_typed(text, found):
    assert outgoing_problems(text, PRIVATE) == (found,)


@pytest.mark.parametrize("text", ["Also at Alma's", "the rooms", "01632 960 002", "flat 31"])
def test_a_short_name_inside_a_word_is_no_name(text):
    assert outgoing_problems(text, PRIVATE) == ()


def test_what_is_private_is_everybody_else_s_details_and_the_names_of_those_kept_off_copies():
    network = a_network(
        a_member("Dawn", address="1 Elm Road\nLU1 1AA"),
        a_member("Kev", phone="01632 960 001", email="kev@example.org"),
        a_member("Mo", off_copies=True, safe_contact="by text", health="asthma"),
        a_member("dawn", id="other", off_copies=True),
    )

    assert kept_private(network, "kev") == KeptPrivate(("Mo",), ("1 Elm Road", "LU1 1AA", "by text", "asthma"))
    assert kept_private(network, None).details == ("1 Elm Road", "LU1 1AA", "01632 960 001", "kev@example.org", "by text", "asthma")


@given(st.text(), st.text(), st.text(min_size=1), st.sampled_from(WORDS_LEFT_OUT))
def test_any_text_can_be_checked_and_a_word_on_a_line_of_its_own_is_always_found(before, after, name, word):
    private = KeptPrivate((name,), (name,))

    assert any(f"\u201c{word}\u201d" in told for told in outgoing_problems(f"{before}\n{word}\n{after}", private))
