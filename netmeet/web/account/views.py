"""One's own account: a new password, and signing out everywhere else."""

from typing import Any

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import ValidationError

from netmeet.domain.access import Action
from netmeet.services import account
from netmeet.web import passwords
from netmeet.web.access import needs
from netmeet.web.context import caller
from netmeet.web.fields import secret
from netmeet.web.forms import Form, bind, page, saved
from netmeet.web.sessions import this_browser

bp = Blueprint("account", __name__)


class OwnPasswordForm(Form):
    """A new password for oneself."""

    current = secret("The password you have now", needed="Enter the password you have now")
    password = secret("New password", hint="12 characters or more, for example three words", needed="Enter a new password")
    again = secret("New password again", needed="Enter the new password again")

    def validate_again(self, field: Any) -> None:
        """The two must be the same: nobody sees what was typed."""
        if self.password.data != field.data:
            raise ValidationError("Enter the same new password twice")


@bp.route("/account", methods=["GET", "POST"])
@needs(Action.USE_NETMEET, first=passwords.of_ones_own)
def show() -> ResponseReturnValue:
    """Who is signed in here; a new password."""
    form = bind(OwnPasswordForm, drafted=False)

    def save() -> bool:
        account.change_password(caller(), g.proved, passwords.new_password(), this_browser().token)
        return True

    if saved(form, save):
        flash("Your password is changed. Every other sign-in of yours has ended.")
        return redirect(url_for("account.show"), code=303)
    return page("account/show.html", form, title="Your account", section="account", me=caller().actor)


@bp.post("/account/sign-out-elsewhere")
@needs(Action.USE_NETMEET)
def elsewhere() -> ResponseReturnValue:
    """End every sign-in of this person but this one."""
    account.end_others(caller(), this_browser().token)
    flash("Signed out everywhere else.")
    return redirect(url_for("account.show"), code=303)
