"""Options to talk about are kept in order, and one can be taken off the list."""

from dataclasses import replace

import pytest

from netmeet.domain.casefile import TakenOff
from netmeet.domain.options import Change, HowContact
from netmeet.store import networks, options
from tests.support.stored import AT


def test_an_option_is_taken_off_the_list_of_its_own_case_only(session, case):
    (kept,) = case.options

    assert not options.drop_option(session, "other", kept.id)
    assert options.options(session, "case") == (kept,)
    assert options.drop_option(session, "case", kept.id)
    assert not options.drop_option(session, "case", kept.id)
    assert options.options(session, "case") == ()


@pytest.mark.parametrize(("off", "left"), [(("tom",), (Change("rex", HowContact.STOPPED),)), (("tom", "rex"), None)])
def test_an_option_never_names_somebody_who_was_taken_off_the_map(session, case, off, left):
    (kept,) = case.options
    networks.take_off(session, "case", [TakenOff(member, AT) for member in off])

    assert options.options(session, "case") == ((replace(kept, changes=left),) if left else ())
    assert options.options_kept(session, "case") == (kept,)
