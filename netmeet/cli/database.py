"""The database as commands use it, and ``netmeet db``."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from netmeet.cli.pages import Page
from netmeet.cli.talking import now, progress, say
from netmeet.config import Settings, load_settings
from netmeet.domain.access import Action, Actor, Allowed, Role, decide
from netmeet.domain.errors import BadInputError, SettingsError
from netmeet.services.caller import Caller, begin
from netmeet.store import database, staff

COMMAND_LINE = Actor("00000000-0000-7000-8000-000000000000", "", "the command line", Role.ADMINISTRATOR)
"""Who runs accounts from here. It may not see a case; in the audit it stands by this id."""


@contextmanager
def open_engine(settings: Settings) -> Iterator[Engine]:
    """The database of some settings. Raises ``SettingsError`` for one that cannot be opened."""
    engine = database.open_engine(settings.database_url)
    try:
        yield engine
    except SQLAlchemyError as error:
        raise SettingsError(
            f"The database cannot be used ({type(error).__name__}). Check NETMEET_DATABASE_URL, and that the file or server is there."
        ) from None
    finally:
        engine.dispose()


@contextmanager
def running_accounts() -> Iterator[Caller]:
    """One transaction that writes, by the command line itself."""
    with _session(writes=True) as session:
        yield Caller(session, COMMAND_LINE, now())


@contextmanager
def acting(username: str | None, *, writes: bool) -> Iterator[Caller]:
    """One transaction on behalf of a member of staff, who may do no more here than in the browser.

    Without a username it is the only one who may hold cases. Raises ``BadInputError`` where there is not one such.
    """
    with _session(writes=writes) as session:
        yield Caller(session, _member_of_staff(session, username), now())


@contextmanager
def _session(*, writes: bool) -> Iterator[Session]:
    """A session on the database of the settings, committed at the end; whatever goes wrong leaves the database as it was."""
    with open_engine(load_settings(os.environ)) as engine:
        database.check_version(engine)
        with database.session_maker(engine)() as session:
            begin(session, writes=writes)
            yield session
            if writes:
                session.commit()


def _member_of_staff(session: Session, username: str | None) -> Actor:
    if username is not None:
        found = staff.user_by_username(session, username)
        if found is None or not found.active:
            raise BadInputError(f"Nobody signs in as {username}. Check the name after --as.")
        return found
    holders = [account.actor for account in staff.users(session) if isinstance(decide(account.actor, Action.OPEN_CASE), Allowed)]
    if len(holders) != 1:
        raise BadInputError("Say on whose behalf, with --as and the user name of a practitioner or supervisor.")
    return holders[0]


@click.group()
def db() -> None:
    """Look after the database.

    It is netmeet.db in the data folder unless NETMEET_DATABASE_URL names another. Make a copy before you upgrade.
    """


@db.command(cls=Page, examples=["netmeet db upgrade"])
def upgrade() -> None:
    """Bring the database up to date, all or nothing; make it where there is none.

    Stop netmeet first. A database from a newer netmeet is left as it is.
    """
    with open_engine(load_settings(os.environ)) as engine:
        before = database.revision_of(engine)
        with progress("Bringing the database up to date"):
            database.upgrade(engine)
        after = database.revision_of(engine)
    say(
        f"The database is up to date ({after})."
        if before == after
        else f"The database was brought up to date ({before or 'empty'} to {after})."
    )
