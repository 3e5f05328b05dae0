"""``netmeet check-config``: every setting, and what is wrong."""

import os
from collections.abc import Callable, Iterator
from dataclasses import fields

import click

from netmeet import paths
from netmeet.cli.database import open_engine
from netmeet.cli.pages import Page
from netmeet.cli.talking import BAD_INPUT, say
from netmeet.config import PREFIX, Settings, describe, load_settings
from netmeet.documents import fonts
from netmeet.domain.errors import SettingsError
from netmeet.store import database

_HIDDEN = frozenset(PREFIX + one.name.upper() for one in fields(Settings) if not one.repr)


@click.command(
    "check-config",
    cls=Page,
    short_help="Print every setting, and what is wrong.",
    examples=['NETMEET_COUNCIL_NAME="Midmere Council" netmeet check-config'],
)
@click.pass_context
def check_config(ctx: click.Context) -> None:
    """Print every setting with its value and meaning, then what is wrong.

    Settings are variables of the environment. Of the database it shows where it is, never the user or the password, and of
    the secret key nothing. Ends with 2 when
    anything is wrong: a setting, the database, or the files that netmeet needs.
    """
    for one in describe():
        say(f"{one.variable} = {_value(one.variable, one.default)}\n    {one.about}")
    problems = [problem for check in (_settings, _files) for problem in check()]
    say()
    if problems:
        say("\n".join(problems), error=True)
        ctx.exit(BAD_INPUT)
    say("Everything is right: the settings, the database, the styles and the fonts.")


def _value(variable: str, default: str) -> str:
    given = os.environ.get(variable, "").strip()
    if not given:
        return default or "(not set)"
    return "(set, not shown)" if variable in _HIDDEN else given


def _settings() -> Iterator[str]:
    def check() -> None:
        with open_engine(load_settings(os.environ)) as engine:
            revision = database.revision_of(engine)
            say(f"\nThe database is {database.address_of(engine)}. It answers{f', and is at version {revision}' if revision else ''}.")
            database.check_version(engine)

    return _problem(check)


def _files() -> Iterator[str]:
    return _problem(check_files)


def check_files() -> None:
    """Raise ``SettingsError`` unless pages, styles and fonts are all there."""
    paths.templates()
    paths.static()
    if not fonts.files():
        raise SettingsError(
            "netmeet is not completely installed: its fonts are missing. "
            "In a checkout run `make run`; elsewhere install netmeet again with pip. Nothing that was saved is affected."
        )


def _problem(check: Callable[[], None]) -> Iterator[str]:
    try:
        check()
    except SettingsError as error:
        yield str(error)
