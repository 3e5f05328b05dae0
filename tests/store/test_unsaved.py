"""Drafts, kept posts and form keys: nothing that was typed is lost, and nothing is made twice."""

from datetime import timedelta

import pytest

from netmeet.domain.errors import BadInputError
from netmeet.store import database, drafts, form_keys
from netmeet.store.drafts import AT_MOST, KeptRow
from tests.support.hostile import NAMES
from tests.support.stored import AT, COLLEAGUE, WORKER

LATER = AT + timedelta(minutes=5)
PAIRS = (("name", "Dawn"), ("kind", "a"), ("kind", "b"))


def test_a_draft_is_kept_until_it_is_dropped_and_for_its_user_alone(session):
    drafts.save_draft(session, WORKER.id, "/cases/1", {"name": "D"}, AT)
    drafts.save_draft(session, WORKER.id, "/cases/1", {"name": "Dawn"}, LATER)
    drafts.save_draft(session, WORKER.id, "/cases/2", {}, AT)

    assert drafts.load_draft(session, WORKER.id, "/cases/1") == ({"name": "Dawn"}, LATER)
    assert drafts.load_draft(session, COLLEAGUE.id, "/cases/1") is None

    drafts.drop_draft(session, WORKER.id, "/cases/1")
    assert drafts.load_draft(session, WORKER.id, "/cases/1") is None
    assert drafts.load_draft(session, WORKER.id, "/cases/2") == ({}, AT)


def test_the_oldest_drafts_make_room(session):
    drafts.save_draft(session, COLLEAGUE.id, "/theirs", {}, AT)
    for number in range(AT_MOST + 2):
        drafts.save_draft(session, WORKER.id, f"/{number}", {}, AT + timedelta(seconds=number))

    kept = [number for number in range(AT_MOST + 2) if drafts.load_draft(session, WORKER.id, f"/{number}")]
    assert kept == list(range(2, AT_MOST + 2))
    assert drafts.load_draft(session, COLLEAGUE.id, "/theirs")


def test_a_post_into_a_locked_session_is_kept_with_its_fields_in_order(session):
    drafts.keep_post(session, "one", WORKER.id, "/cases/1", PAIRS, AT)
    drafts.keep_post(session, "two", WORKER.id, "/cases/2", (), LATER)

    assert drafts.kept_posts(session, WORKER.id) == (KeptRow("two", "/cases/2", (), LATER), KeptRow("one", "/cases/1", PAIRS, AT))
    assert drafts.kept_posts(session, COLLEAGUE.id) == ()


def test_only_its_user_can_drop_a_kept_post(session):
    drafts.keep_post(session, "one", WORKER.id, "/cases/1", PAIRS, AT)

    assert drafts.drop_post(session, "one", COLLEAGUE.id) is False
    assert drafts.drop_post(session, "one", WORKER.id) is True
    assert drafts.drop_post(session, "one", WORKER.id) is False
    assert drafts.kept_posts(session, WORKER.id) == ()


def test_the_oldest_kept_posts_make_room(session):
    for number in range(AT_MOST + 2):
        drafts.keep_post(session, f"{number:02}", WORKER.id, "/", (), AT + timedelta(seconds=number))

    assert [row.id for row in drafts.kept_posts(session, WORKER.id)] == [f"{number:02}" for number in range(AT_MOST + 1, 1, -1)]


def test_what_is_old_is_forgotten(session):
    for at in (AT, LATER):
        drafts.save_draft(session, WORKER.id, f"/{at:%M}", {}, at)
        drafts.keep_post(session, f"{at:%M}", WORKER.id, "/", (), at)
        form_keys.claim(session, f"{at:%M}", WORKER.id, at)
        form_keys.settle(session, f"{at:%M}", WORKER.id, "/made")

    drafts.drop_before(session, LATER)
    form_keys.drop_before(session, LATER)

    assert drafts.load_draft(session, WORKER.id, "/30") is None
    assert drafts.load_draft(session, WORKER.id, "/35")
    assert [row.id for row in drafts.kept_posts(session, WORKER.id)] == ["35"]
    assert [form_keys.claim(session, key, WORKER.id, LATER) for key in ("30", "35")] == [None, "/made"]


@pytest.mark.parametrize(("text", "_"), NAMES.values(), ids=NAMES.keys())
def test_whatever_was_typed_comes_back_sign_for_sign(session, text, _):
    drafts.save_draft(session, WORKER.id, "/", {"name": text}, AT)
    drafts.keep_post(session, "one", WORKER.id, "/", (("name", text),), AT)

    assert drafts.load_draft(session, WORKER.id, "/") == ({"name": text}, AT)
    assert drafts.kept_posts(session, WORKER.id)[0].fields == (("name", text),)


def test_a_form_that_is_sent_twice_leads_to_what_it_made_the_first_time(session):
    assert form_keys.claim(session, "key", WORKER.id, AT) is None
    form_keys.settle(session, "key", WORKER.id, "/made/1")

    assert form_keys.claim(session, "key", WORKER.id, LATER) == "/made/1"
    assert form_keys.claim(session, "another", WORKER.id, LATER) is None


def test_a_form_that_made_nothing_may_be_sent_again(session):
    assert form_keys.claim(session, "key", WORKER.id, AT) is None
    assert form_keys.claim(session, "key", WORKER.id, LATER) is None


def test_a_key_that_was_taken_in_a_transaction_that_failed_is_free_again(sessions, session):
    session.commit()
    database.begin_write(session)
    form_keys.claim(session, "key", WORKER.id, AT)
    form_keys.settle(session, "key", WORKER.id, "/made/1")
    session.rollback()
    database.begin_write(session)

    assert form_keys.claim(session, "key", WORKER.id, AT) is None


def test_anothers_key_leads_nowhere(session):
    form_keys.claim(session, "key", WORKER.id, AT)
    form_keys.settle(session, "key", WORKER.id, "/made/1")

    assert form_keys.claim(session, "key", COLLEAGUE.id, LATER) is None
    form_keys.settle(session, "key", COLLEAGUE.id, "/made/2")
    assert form_keys.claim(session, "key", WORKER.id, LATER) == "/made/1"


def test_a_draft_for_nobody_is_refused_in_a_sentence(session):
    with pytest.raises(BadInputError):
        drafts.save_draft(session, "nobody", "/", {}, AT)
