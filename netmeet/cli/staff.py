"""``netmeet user``: accounts from the command line, above all the first one."""

import sys

import click

from netmeet.cli.database import running_accounts
from netmeet.cli.pages import Page
from netmeet.cli.talking import say
from netmeet.domain.access import Role
from netmeet.domain.errors import BadInputError
from netmeet.services import staff
from netmeet.services.caller import Caller
from netmeet.services.sign_in import LEAST_PASSWORD, MOST_PASSWORD, NewPassword


@click.group()
def user() -> None:
    """Open accounts for members of staff. Later ones can be opened in the browser, by an administrator."""


@user.command(
    cls=Page,
    examples=[
        'netmeet user add --username p.shah --name "Priya Shah" --team "North"',
        'netmeet user add --username ash --name "Ash Cole" --role administrator --password-stdin < password.txt',
    ],
)
@click.option("--username", required=True, help="What they sign in with, for example p.shah.")
@click.option("--name", required=True, help="Their name, as colleagues know it.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.PRACTITIONER.value,
    show_default=True,
    help="A supervisor sees the cases of their team; an administrator runs accounts and sees no case.",
)
@click.option("--team", default="", help="The name of their team; it is made when there is none of that name.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
def add(username: str, name: str, role: str, team: str, password_stdin: bool) -> None:
    """Open an account. The password is asked for, and not shown while it is typed."""
    if not name.strip():
        raise BadInputError("Enter the name of the person.")
    password = NewPassword.of(_password(from_stdin=password_stdin))
    with running_accounts() as caller:
        staff.add_user(caller, username, name.strip(), Role(role), _team_id(caller, team.strip()), password)
    say(f"The account {username.strip().lower()} is open ({role}{', team ' + team.strip() if team.strip() else ''}).")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline(MOST_PASSWORD + 2).rstrip("\r\n")
    if not _somebody_is_there():
        raise BadInputError("There is nobody to ask for the password here; give it by standard input, with --password-stdin.")
    typed: str = click.prompt(
        f"Password ({LEAST_PASSWORD} characters or more)", hide_input=True, confirmation_prompt="The same again", err=True
    )
    return typed


def _somebody_is_there() -> bool:
    return sys.stdin.isatty()


def _team_id(caller: Caller, name: str) -> str | None:
    if not name:
        return None
    known = {found.casefold(): id for id, found in staff.teams(caller).items()}
    return known.get(name.casefold()) or staff.add_team(caller, name)
