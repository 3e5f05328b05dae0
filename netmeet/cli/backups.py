"""``netmeet backup`` and ``netmeet restore``: copies of the embedded database."""

import os
from pathlib import Path

import click

from netmeet.cli.database import open_engine
from netmeet.cli.pages import Page
from netmeet.cli.talking import now, progress, say
from netmeet.config import load_settings
from netmeet.domain.errors import SettingsError
from netmeet.store import backup as copies
from netmeet.store import database

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command(cls=Page, short_help="Write a copy of the database.", examples=["netmeet backup /backups/netmeet-$(date +%a).db --replace"])
@_FILE
@click.option("--replace", is_flag=True, help="Write over a copy of that name.")
def backup(file: Path, *, replace: bool) -> None:
    """Write a copy of the database to FILE, while netmeet runs or not.

    The copy is whole and was looked through; a plain copy of a running database can miss what was saved last. Only its
    owner may read it. It holds everything, in the clear: keep it where the database itself could be kept.
    """
    with open_engine(load_settings(os.environ)) as engine:
        with progress("Writing the copy"):
            copies.back_up(engine, file, replace=replace)
        say(f"A copy of the database ({database.revision_of(engine)}) is in {file}.")


@click.command(
    cls=Page, short_help="Put a copy in the place of the database.", examples=["netmeet restore /backups/netmeet-Mon.db --replace"]
)
@_FILE
@click.option("--replace", is_flag=True, help="Put it in the place of a database that is there; that one is kept beside it.")
def restore(file: Path, *, replace: bool) -> None:
    """Put a copy, written by `netmeet backup`, in the place of the database.

    Stop netmeet first. FILE is looked through before anything is changed, and stays as it is.
    """
    with open_engine(load_settings(os.environ)) as engine:
        with progress("Putting the copy in place"):
            kept = copies.restore(engine, file, now(), replace=replace)
        say(f"The database is as it was in {file}.")
        if kept is not None:
            say(f"What was there before is kept in {kept}. Delete it once you need it no more.")
        try:
            database.check_version(engine)
        except SettingsError as error:
            say(str(error))
