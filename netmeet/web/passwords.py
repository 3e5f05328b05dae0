"""Passwords that a form carries: looked at before the request takes its turn to write, for each takes its time."""

from typing import cast

from flask import g, request

from netmeet.services.sign_in import NewPassword, proved
from netmeet.web.context import parts
from netmeet.web.sessions import this_browser


def of_an_account() -> None:
    """Take the new password of a form."""
    g.new_password = NewPassword.of(request.form.get("password", ""))


def of_ones_own() -> None:
    """Take one's new password, and whether the one beside it is the one that one has."""
    of_an_account()
    actor = this_browser().actor
    if actor is not None:
        with parts().new_db() as db:
            g.proved = proved(db, actor.id, request.form.get("current", ""))


def new_password() -> NewPassword:
    """The new password."""
    return cast("NewPassword", g.new_password)
