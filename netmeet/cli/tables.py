"""``netmeet import`` of tables from a spreadsheet: what their columns hold and what they add is said first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import click

from netmeet.cli.database import acting
from netmeet.cli.of_case import HOW
from netmeet.cli.talking import about, name_of, progress, read_input, say
from netmeet.domain.access import Action
from netmeet.domain.errors import BadInputError
from netmeet.exchange.csv_columns import MEMBERS, TIES, Column
from netmeet.exchange.csv_in import Chosen
from netmeet.exchange.csv_join import Choices, Sheet, likely_adult
from netmeet.exchange.csv_text import read_table
from netmeet.exchange.csv_ties import bare, called
from netmeet.services import exchange, sheets
from netmeet.services.caller import Caller
from netmeet.services.cases import OpenCase, open_case
from netmeet.services.sheets import Tables

_ENDINGS = (".csv", ".tsv")


def is_table(file: str) -> bool:
    """True for a file that is named as a table is."""
    return PurePath(file).suffix.lower() in _ENDINGS


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed about tables. ``columns`` are pairs as ``Surname=Last name``."""

    file: str
    ties: str | None
    reference: str
    username: str | None
    adult: str | None
    columns: Sequence[str]
    others: bool
    yes: bool


def bring_tables(asked: Asked) -> None:
    """Add one or two tables to the map of a case, all or nothing, once somebody has seen what they hold."""
    tables = _tables(asked)
    _show_columns(tables)
    with acting(asked.username, writes=True) as caller:
        case = _case(caller, asked, reads="exchange.sheets")  # it says who is on the map: looking is written to the audit
        sheet = sheets.read(case, tables)
        found = sheets.look(case, sheet, _choices(case, sheet, tables, asked))
    say(f"For the case {asked.reference}. This adds:")
    say("\n".join(f"  {line}" for line in (*found.said(), *found.left)))
    if sheet.cannot_carry:
        say("It cannot carry:")
        say("\n".join(f"  {line}" for line in sheet.cannot_carry))
    if not asked.yes:
        click.confirm("Add this?", abort=True)
    with acting(asked.username, writes=True) as caller, progress("Importing"):
        case = _case(caller, asked)
        sheet = sheets.read(case, tables)
        sheets.add(case, sheet, _choices(case, sheet, tables, asked), HOW)
    say("Imported.")


def _tables(asked: Asked) -> Tables:
    """The tables with their columns; one file that has the two ends of ties and no name is a table of ties."""
    first, second = _read(asked.file, MEMBERS, asked.columns), _read(asked.ties, TIES, asked.columns) if asked.ties else None
    as_ties = Chosen.guess(first.table, TIES)
    if second is None and "name" not in first.keys and {"a", "b"} <= set(as_ties.keys):
        return Tables(None, as_ties)
    return Tables(first, second)


def _read(file: str, columns: tuple[Column, ...], chosen: Sequence[str]) -> Chosen:
    with about(file), progress(f"Reading {name_of(file)}"):
        found = Chosen.guess(read_table(read_input(file)), columns)
    keys = list(found.keys)
    for pair in chosen:
        heading, _, ours = pair.partition("=")
        places = [place for place, text in enumerate(found.table.header) if bare(text) == bare(heading)]
        wanted = [column.key for column in columns if bare(ours) in (bare(column.heading), column.key)] if ours else [""]
        for place in places if wanted else ():
            keys = ["" if key == wanted[0] else key for key in keys]
            keys[place] = wanted[0]
    return Chosen(found.table, tuple(keys))


def _show_columns(tables: Tables) -> None:
    for found, columns in ((tables.members, MEMBERS), (tables.ties, TIES)):
        headings = {column.key: column.heading for column in columns}
        for text, key in zip(found.table.header, found.keys, strict=True) if found else ():
            say(f"  {text or 'A column without a heading'}: {headings.get(key, 'left out')}")


def _case(caller: Caller, asked: Asked, reads: str = "") -> OpenCase:
    case_id = exchange.find_case(caller, asked.reference)
    if case_id is None:
        raise BadInputError(f"No case {asked.reference} is open to {caller.actor.name}. Tables join a case that is there already.")
    return open_case(caller, case_id, Action.EDIT_CASE, reads)


def _choices(case: OpenCase, sheet: Sheet, tables: Tables, asked: Asked) -> Choices:
    return Choices(_adult(case, sheet, asked.adult), same=not asked.others, tie_all=tables.ties is None)


def _adult(case: OpenCase, sheet: Sheet, name: str | None) -> str:
    if name is None:
        return likely_adult(sheet, case.adult)
    found = [member.id for member in sheet.network.members if called(member) == bare(name) and member.id not in sheet.on_map]
    if len(found) != 1:
        raise BadInputError(f"{'Several people' if found else 'Nobody'} in the file {'are' if found else 'is'} called {name}.")
    return found[0]
