"""What somebody does with their own account."""

import pytest

from netmeet.domain.errors import BadInputError
from netmeet.services import account, sign_in
from netmeet.services.sign_in import NewPassword
from netmeet.store import staff
from tests.support.site import ADMINISTRATOR, WORKER

NEW = NewPassword.of("four small green doors")


@pytest.mark.parametrize("known", [None, "what was there before"], ids=["wrong", "changed meanwhile"])
def test_a_password_is_changed_by_whoever_knows_the_one_of_now(as_caller, known):
    with pytest.raises(BadInputError, match="not the password you have now"):
        as_caller(lambda caller: account.change_password(caller, known, NEW, "token"))


def test_the_password_that_was_proved_makes_room(as_caller, new_db):
    as_caller(lambda caller: staff.set_password(caller.session, WORKER.id, "of now", ADMINISTRATOR, caller.at))

    as_caller(lambda caller: account.change_password(caller, "of now", NEW, "token"))

    with new_db() as session:
        assert sign_in.proved(session, WORKER.id, NEW.text) == NEW.hashed
