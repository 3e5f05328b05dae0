"""Accounts and teams, for administrators."""

from dataclasses import asdict
from types import SimpleNamespace

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from netmeet.domain.access import Action, Role
from netmeet.services import staff
from netmeet.web import passwords
from netmeet.web.access import needs
from netmeet.web.context import caller
from netmeet.web.forms import Form, bind, page, saved
from netmeet.web.staff.forms import AccountForm, ChangeForm, PasswordForm, TeamForm

bp = Blueprint("staff", __name__)


def _offer_teams(form: Form) -> None:
    form.team_id.choices = [
        *form.team_id.choices[:1],
        *(SelectChoice(value=key, label=name) for key, name in staff.teams(caller()).items()),
    ]


def _back(sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for("staff.show"), code=303)


@bp.route("/staff", methods=["GET", "POST"])
@needs(Action.MANAGE_STAFF)
def show() -> ResponseReturnValue:
    """Every account and team; a new team."""
    form = bind(TeamForm)
    if saved(form, lambda: staff.add_team(caller(), form.name.data)):
        return _back("Team made.")
    return page("staff/show.html", form, title="Staff", section="staff", people=staff.everybody(caller()), teams=staff.teams(caller()))


@bp.route("/staff/new", methods=["GET", "POST"])
@needs(Action.MANAGE_STAFF, first=passwords.of_an_account)
def new() -> ResponseReturnValue:
    """Open an account."""
    form = bind(AccountForm, drafted=False)
    _offer_teams(form)

    def save() -> str:
        role, team = Role(form.role.data), form.team_id.data or None
        return staff.add_user(caller(), form.username.data, form.name.data, role, team, passwords.new_password())

    if saved(form, save):
        return _back("Account made.")
    return page("staff/new.html", form, title="Make an account", section="staff")


@bp.route("/staff/<uuid:user_id>", methods=["GET", "POST"])
@needs(Action.MANAGE_STAFF)
def change(user_id: object) -> ResponseReturnValue:
    """Change an account, or close it."""
    account = staff.account(caller(), str(user_id))
    form = bind(ChangeForm, obj=SimpleNamespace(**asdict(account.actor) | {"version": account.version}))
    _offer_teams(form)

    def save() -> bool:
        staff.change_user(caller(), form.account(account.actor), form.seen_version)
        return True

    if saved(form, save):
        return _back("Saved.")
    return page("staff/change.html", form, title=account.actor.name, tab="One account", section="staff", account=account.actor)


@bp.route("/staff/<uuid:user_id>/password", methods=["GET", "POST"])
@needs(Action.MANAGE_STAFF, first=passwords.of_an_account)
def password(user_id: object) -> ResponseReturnValue:
    """Set a new password; every sign-in of that account ends."""
    account = staff.account(caller(), str(user_id))
    form = bind(PasswordForm, drafted=False)

    def save() -> bool:
        staff.set_password(caller(), account.actor.id, passwords.new_password())
        return True

    if saved(form, save):
        return _back("Password set. They have to sign in again.")
    return page("staff/password.html", form, title=f"New password for {account.actor.name}", tab="New password", section="staff")
