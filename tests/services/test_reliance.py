"""What the network holds, and options: looked at, kept and taken off the list of one case."""

import pytest

from netmeet.domain.errors import BadInputError, NotFoundError, UnknownMemberError
from netmeet.domain.options import Change, HowContact, Option
from netmeet.domain.patterns import PatternKind
from netmeet.domain.readings import Direction, Support, SupportKind, Voice
from netmeet.services import reliance
from netmeet.services.readings import Said, record
from tests.support.around import TODAY


@pytest.fixture
def kev(around):
    """Kev, who gives Rose personal care and help with money."""
    member = around.add("Kev")
    tie = around(lambda case: case.network.tie_between(around.adult, member).id)
    for kind in (SupportKind.PERSONAL_CARE, SupportKind.MONEY):
        around(lambda case, kind=kind: record(case, Said(tie, Support(kind, Direction.B_TO_A), Voice.ADULT)))
    return member


def test_the_page_and_the_patterns_are_those_of_the_map(around, kev):
    assert [one.member for one in around(lambda case: reliance.look(case, TODAY)).members] == [kev]
    assert [one.kind for one in around(lambda case: reliance.patterns_of(case, TODAY))] == [PatternKind.HOLDS_SEVERAL]


def test_whoever_has_a_tie_or_a_way_to_the_adult_can_be_chosen_and_the_dead_cannot(around, kev):
    around.add("Ike", dead=True)

    assert [member.id for member in around(lambda case: reliance.people(case, TODAY))] == [kev]


def test_the_picture_marks_what_its_table_says(around, kev):
    compared = around(lambda case: reliance.compare(case, [Change(kev, HowContact.STOPPED)], TODAY))

    (row,) = compared.twin[0].rows
    assert row.cells == ("Kev", "Not placed yet", "no contact")
    assert "No contact: " in compared.scene.description


def test_an_option_is_kept_with_its_day_and_taken_off_again(around, kev):
    wanted = Option("", "Fewer evenings", (Change(kev, HowContact.FEWER),) * 2, "if Kev agrees")
    option = around(lambda case: reliance.keep(case, wanted, TODAY))

    assert option.changes == (Change(kev, HowContact.FEWER),)
    assert option.saved_on == TODAY
    assert around(lambda case: reliance.one(case, option.id)) == option
    around(lambda case: reliance.drop(case, option.id))
    assert around(reliance.options) == ()
    for gone in (reliance.one, reliance.drop):
        with pytest.raises(NotFoundError):
            around(lambda case, gone=gone: gone(case, option.id))


@pytest.mark.parametrize(
    ("title", "member", "error"), [("", None, BadInputError), ("Nobody", "", BadInputError), ("Gone", "gone", UnknownMemberError)]
)
def test_an_option_without_a_title_or_a_change_or_about_nobody_is_turned_down(around, kev, title, member, error):
    changes = (Change(kev if member is None else member, HowContact.FEWER),) if member != "" else ()

    with pytest.raises(error):
        around(lambda case: reliance.keep(case, Option("", title, changes), TODAY))
    assert around(reliance.options) == ()
