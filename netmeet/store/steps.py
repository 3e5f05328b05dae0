"""The steps up and down between revisions, taken with Alembic: 10 MB that a process which only serves does not load."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def up(connection: Connection) -> None:
    """Take the steps to the newest revision, in the transaction that is open."""
    command.upgrade(_config(connection), "head")


def down(connection: Connection, revision: str) -> None:
    """Take the steps back to a revision, in the transaction that is open."""
    command.downgrade(_config(connection), revision)


def scripts() -> ScriptDirectory:
    """What Alembic knows of the steps."""
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
