"""How the command line reads and speaks: days, input files, progress, and one sentence for whatever goes wrong."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Timer
from typing import Any
from zoneinfo import ZoneInfo

import click

from netmeet.domain.casefile import CaseFile
from netmeet.domain.errors import BadInputError, UnreadableFileError
from netmeet.drawing.svg import clean
from netmeet.exchange.bundle import BUNDLE_LIMIT, read_bundle
from netmeet.exchange.plain_json import dump_json

BAD_INPUT = 2
STDIN = "-"

_ENGLAND = ZoneInfo("Europe/London")
_PATIENCE = 1.0


def now() -> datetime:
    """The moment of this command, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day of this command in England."""
    return now().astimezone(_ENGLAND).date()


def say(text: str = "", *, error: bool = False) -> None:
    """Print text; what could move a terminal's cursor or turn text round is left out of every line."""
    click.echo("\n".join(clean_line(line) for line in text.split("\n")), err=error)


def clean_line(line: str) -> str:
    """One line fit for a terminal, with its own indent."""
    return line[: len(line) - len(line.lstrip(" "))] + clean(line)


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say what is being done once it has taken a second."""
    timer = Timer(_PATIENCE, say, (f"{doing} …",), {"error": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class _Day(click.ParamType[date]):
    """A day, as 2026-11-22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day. Fails with a sentence."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value[:40]}” is not a day; write it as 2026-11-22.", param, ctx)


json_or_text = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Sentences, or JSON."
)
as_of = click.option(
    "--as-of",
    type=_Day(),
    default=today,
    metavar="DATE",
    help="The day to look from, as 2026-11-22.  [default: today]",
)


def name_of(file: str) -> str:
    """What to call an input in a sentence."""
    return "Standard input" if file == STDIN else Path(file).name


def read_input(file: str) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``, and a little more than may be read where there is more.

    Raises ``UnreadableFileError``.
    """
    try:
        if file == STDIN:
            return sys.stdin.buffer.read(BUNDLE_LIMIT + 1)
        with Path(file).open("rb") as opened:
            return opened.read(BUNDLE_LIMIT + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(f"{file} cannot be read: {why(error)}.") from None


def read_case(file: str) -> CaseFile:
    """Return the case that a bundle holds. Raises ``UnreadableFileError``, with the name of the file."""
    with about(file), progress(f"Reading {name_of(file)}"):
        return read_bundle(read_input(file))


def write_output(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file, in place of what it held; a new one that is ``private`` may be read by its owner only. Raises ``BadInputError``."""
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if private else 0o666)
        with os.fdopen(opened, "wb") as file:
            file.write(data)
    except OSError as error:
        raise BadInputError(f"{path} cannot be written: {why(error)}.") from None


def on_terminal() -> bool:
    """True when standard output is somebody's screen."""
    return sys.stdout.isatty()


def write_stdout(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_json(data: dict[str, Any]) -> None:
    """Print data as JSON, every text of it fit for a terminal."""
    write_stdout(dump_json(_clean(data)))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return "\n".join(clean_line(line) for line in value.split("\n"))
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def why(error: Exception) -> str:
    """What the computer says about a file, in a few words."""
    told = error.strerror if isinstance(error, OSError) else None
    return told.lower() if told else "it is not the name of a file"


@contextmanager
def about(file: str) -> Iterator[None]:
    """Name the file in whatever is wrong with it."""
    try:
        yield
    except BadInputError as error:
        raise UnreadableFileError(f"{name_of(file)}: {error}") from None
