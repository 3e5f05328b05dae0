"""``netmeet import``: files into the database, as a member of staff."""

import click

from netmeet.cli.database import acting
from netmeet.cli.of_case import HOW, as_option, case_option
from netmeet.cli.pages import Page
from netmeet.cli.tables import Asked, bring_tables, is_table
from netmeet.cli.talking import STDIN, about, name_of, progress, read_input, say, today
from netmeet.domain.access import Action
from netmeet.domain.errors import BadInputError
from netmeet.exchange.bundle import BUNDLE_LIMIT
from netmeet.exchange.imported import Imported
from netmeet.exchange.preview import preview, read_any
from netmeet.services import exchange
from netmeet.services.caller import Caller
from netmeet.services.cases import open_case


@click.command(
    "import",
    cls=Page,
    short_help="Bring a file into a case.",
    examples=[
        "netmeet import case.json --case NM-26-0417 --as p.shah",
        'netmeet import family.ged --case NM-26-0417 --as p.shah --adult "Rose Okafor"',
        "netmeet import members.csv --ties ties.csv --case NM-26-0417 --as p.shah",
    ],
)
@click.argument("file")
@case_option
@as_option
@click.option(
    "--adult", metavar="NAME", help="Who in a family file the case is about: a name or an id of the file.  [default: who the file says]"
)
@click.option("--ties", metavar="FILE", help="For a table of members (.csv): the table of their ties.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="THEIRS=OURS",
    help='For tables: what a column holds, for example "Surname=Last name"; nothing after = leaves it out.',
)
@click.option("--others", is_flag=True, help="For tables: people with the same name as somebody on the map are other people.")
@click.option("--yes", is_flag=True, help="Do not ask before anything is added.")
def bring_in(
    file: str, reference: str, username: str | None, adult: str | None, ties: str | None, columns: tuple[str, ...], others: bool, yes: bool
) -> None:
    """Bring a FILE into a case, all or nothing; first it shows what it will add and what it cannot carry.

    A netmeet bundle becomes a new case with the number REF. A family file (JSON with people, unions and bonds) or
    GEDCOM (5.5, 5.5.1, 7, .gdz) adds its people to the map of the case REF, or of a new case where there is none of that
    number; who the case is about is one member, not two. A new case is allocated to the USERNAME.

    A table of members or of ties (.csv, .tsv) joins the map of a case that is there; what its columns are taken for is
    shown first.
    """
    if is_table(file):
        bring_tables(Asked(file, ties, reference, username, adult, columns, others, yes))
        return
    if ties or columns or others:
        raise BadInputError("--ties, --column and --others are for tables: the FILE should end in .csv or .tsv.")
    if file == STDIN and not yes:
        raise BadInputError("A file from standard input leaves nobody to ask; add --yes.")
    with about(file), progress(f"Reading {name_of(file)}"):
        imported = read_any(read_input(file), limit=BUNDLE_LIMIT)
    chosen = _adult(imported, adult)
    with acting(username, writes=False) as caller:
        is_new = exchange.find_case(caller, reference) is None
        _check(imported, reference, is_new=is_new, chosen=chosen)
        imported = exchange.with_staff(caller, imported)
    _show(imported, reference, is_new=is_new)
    if not yes:
        click.confirm("Add this?", abort=True)
    with acting(username, writes=True) as caller, progress("Importing"):
        _add(caller, imported, reference, chosen)
    say("Imported.")


def _adult(imported: Imported, name: str | None) -> str | None:
    """The member that the case is about: who was named, else who the file says. Raises ``BadInputError``."""
    network = imported.network
    if name is None:
        return network.adult_id
    wanted = " ".join(name.split()).casefold()
    found = [member.id for member in network.members if member.id == name or " ".join(member.name.split()).casefold() == wanted]
    if len(found) != 1:
        raise BadInputError(f"{'Several people' if found else 'Nobody'} in the file {'are' if found else 'is'} called {name}.")
    return found[0]


def _check(imported: Imported, reference: str, *, is_new: bool, chosen: str | None) -> None:
    if imported.case is not None and not is_new:
        raise BadInputError(f"There is a case {reference} already. A bundle becomes a new case: choose a number that is free.")
    if imported.case is None and chosen is None:
        some = " or ".join(imported.network.member(id).name for id in imported.candidates[:2]) or "a name in it"
        raise BadInputError(f"This file does not say who the case is about. Name them with --adult, for example {some}.")


def _show(imported: Imported, reference: str, *, is_new: bool) -> None:
    found = preview(imported)
    say(f"{found.format}, for {'a new case' if is_new else 'the case'} {reference}. This adds:")
    say("\n".join(f"  {line}" for line in found.adds))
    if found.cannot_carry:
        say("It cannot carry:")
        say("\n".join(f"  {line}" for line in found.cannot_carry))


def _add(caller: Caller, imported: Imported, reference: str, chosen: str | None) -> None:
    case_id = exchange.find_case(caller, reference)
    _check(imported, reference, is_new=case_id is None, chosen=chosen)
    if imported.case is not None:
        exchange.add_case(caller, imported.case, reference, HOW)
    elif case_id is None:
        exchange.start_with(caller, imported, chosen or "", reference, today(), HOW)
    else:
        exchange.add_map(open_case(caller, case_id, Action.EDIT_CASE), imported, chosen, HOW)
