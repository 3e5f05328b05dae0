"""A form that is sent twice makes one thing, whoever else knows its key."""

import uuid

import pytest

from netmeet.services import once
from netmeet.services.caller import Caller, begin
from tests.support.site import COLLEAGUE, WORKER

KEY = uuid.UUID(int=7).hex


def test_the_second_sending_of_a_form_leads_where_the_first_one_led(as_caller):
    def first(caller):
        assert once.claim(caller, KEY) is None
        once.settle(caller, KEY, "/cases/1")

    as_caller(first)

    assert as_caller(lambda caller: once.claim(caller, KEY)) == "/cases/1"


def test_a_first_sending_that_led_nowhere_stops_nobody(as_caller):
    as_caller(lambda caller: once.claim(caller, KEY))

    assert as_caller(lambda caller: once.claim(caller, KEY)) is None


def test_what_was_rolled_back_was_never_sent(new_db, as_caller, clock):
    with new_db() as session:
        begin(session, writes=True)
        once.claim(Caller(session, WORKER, clock()), KEY)
        session.rollback()

    assert as_caller(lambda caller: once.claim(caller, KEY)) is None


def test_somebody_else_s_key_leads_nowhere(as_caller):
    def first(caller):
        once.claim(caller, KEY)
        once.settle(caller, KEY, "/cases/1")

    as_caller(first)

    assert as_caller(lambda caller: once.claim(caller, KEY), COLLEAGUE) is None


@pytest.mark.parametrize("key", ["", "short", "X" * 32, KEY.upper() + "\n", f"{KEY}\n", "'; drop table form_keys; --"])
def test_a_key_that_is_none_of_ours_protects_nothing_and_breaks_nothing(as_caller, key):
    def twice(caller):
        once.settle(caller, key, "/cases/1")
        return once.claim(caller, key), once.claim(caller, key)

    assert as_caller(twice) == (None, None)
