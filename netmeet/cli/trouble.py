"""Whatever goes wrong on the command line, as one sentence and what the program ends with. Never a traceback."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from typing import Any

import click

from netmeet.cli.talking import BAD_INPUT, say, why
from netmeet.domain.errors import NetmeetError


def exit_code(run: Callable[[], Any]) -> int:
    """Run a command and return what the program ends with."""
    try:
        found = run()
    except click.exceptions.NoArgsIsHelpError as shown:
        say(shown.message)
        return 0
    except BrokenPipeError:
        # Whoever read our output has heard enough; Python would complain once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 (the table below ends with every other error)
        words, code = next((put(error), code) for kind, put, code in _TABLE if isinstance(error, kind))
        say(words if words.endswith((".", "?", "!")) else f"{words}.", error=True)
        return code
    return found if isinstance(found, int) else 0


def _of_the_computer(error: Any) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full. What was saved before is safe: free some space, then try again."
    return f"The computer did not let netmeet go on: {why(error)}. What was saved before is safe."


def _of_ours(error: Exception) -> str:
    """Only the kind and the place: the message of an unknown error may quote what was typed."""
    last = extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
    return f"Something went wrong in netmeet ({place}). What was saved before is safe."


_TABLE: tuple[tuple[type[Exception], Callable[[Any], str], int], ...] = (
    (click.ClickException, lambda error: error.format_message(), BAD_INPUT),
    (NetmeetError, lambda error: str(error).strip(), BAD_INPUT),
    (click.Abort, lambda _: "Stopped. Nothing was changed.", 1),
    (OSError, _of_the_computer, 1),
    (Exception, _of_ours, 1),
)
