"""The errors that a practitioner may read: a heading, a sentence, a status."""

from datetime import UTC, datetime

import pytest

from netmeet.domain.errors import (
    BadInputError,
    ChangedMeanwhileError,
    NetmeetError,
    NotAllowedError,
    NotFoundError,
    SettingsError,
    UnknownMemberError,
    UnreadableFileError,
)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadInputError("Enter a name."), 400),
        (UnreadableFileError("Line 3 cannot be read."), 400),
        (UnknownMemberError(), 400),
        (NotFoundError(), 404),
        (NotAllowedError("Only the allocated worker can do this."), 403),
        (ChangedMeanwhileError("Sol Brandt", None), 409),
        (SettingsError("NETMEET_SECRET is missing."), 500),
    ],
)
def test_every_error_has_a_heading_a_sentence_and_a_status(error, status):
    assert isinstance(error, NetmeetError)
    assert error.status == status
    assert error.heading
    assert str(error).endswith(".")


def test_a_value_that_cannot_be_kept_names_its_field():
    assert BadInputError("Enter a name.", "name").field == "name"
    assert BadInputError("Enter a name.").field == ""


@pytest.mark.parametrize(
    ("when", "thing", "told"),
    [
        (datetime(2026, 3, 9, 14, 5, tzinfo=UTC), "Kev", "Sol Brandt saved a change to Kev at 14:05 on 9 March. Nothing of yours is lost"),
        (None, "this", "Sol Brandt saved a change to this. Nothing of yours is lost"),
    ],
)
def test_the_second_of_two_who_save_is_told_who_was_first_and_that_nothing_is_lost(when, thing, told):
    assert str(ChangedMeanwhileError("Sol Brandt", when, thing)).startswith(told)
