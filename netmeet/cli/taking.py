"""``netmeet export``: a case or its map as files, as a member of staff; and the schema of netmeet's own file."""

from collections.abc import Iterable
from pathlib import Path

import click

from netmeet.cli.database import acting
from netmeet.cli.of_case import HOW, as_option, case_option
from netmeet.cli.pages import Page
from netmeet.cli.talking import STDIN, on_terminal, print_json, progress, say, write_output, write_stdout
from netmeet.domain.access import Action
from netmeet.domain.errors import BadInputError
from netmeet.exchange.schema import schema
from netmeet.services import exchange, exports
from netmeet.services.cases import OpenCase, open_case
from netmeet.services.exports import Format

_BUNDLE, _CSV = "bundle", "csv"
_FORMATS = {_CSV: (Format.MEMBERS, Format.TIES), "gedcom": (Format.GEDCOM,), "graphml": (Format.GRAPHML,), "dot": (Format.DOT,)}


def _print_schema(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        print_json(schema())
        ctx.exit()


@click.command(
    "export",
    cls=Page,
    short_help="Write a case, or its map, as a file.",
    examples=[
        "netmeet export --case NM-26-0417 --as p.shah --out case.json",
        "netmeet export --case NM-26-0417 --as p.shah --format csv --out tables/",
        "netmeet export --case NM-26-0417 --as p.shah --format gedcom --out family.ged",
        "netmeet export --schema > bundle.schema.json",
    ],
)
@case_option
@as_option
@click.option(
    "--format",
    "form",
    type=click.Choice([_BUNDLE, *_FORMATS]),
    default=_BUNDLE,
    show_default=True,
    help="The whole case; or of its map tables for a spreadsheet, a family tree (GEDCOM 7), a graph.",
)
@click.option("--out", metavar="PATH", help="The file to write, readable by you alone; for csv the folder.  [default: standard output]")
@click.option(
    "--schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema, help="Print the JSON Schema of a bundle and exit."
)
def take_out(reference: str, username: str | None, form: str, out: str | None) -> None:
    """Write a whole case as a netmeet bundle, JSON that any netmeet can import again; or its map for another program.

    Each holds names, also of whoever is left off copies; a bundle and tables hold everything: keep them as safe as the case
    itself. A bundle says at its top what it leaves behind; of the others it is said once they are written. Only the
    allocated worker and their supervisor may export a case.
    """
    _check(form, out)
    with acting(username, writes=True) as caller:
        case_id = exchange.find_case(caller, reference)
        if case_id is None:
            raise BadInputError(f"No case {reference} is open to {caller.actor.name}.")
        with progress("Exporting"):
            files, left = _written(open_case(caller, case_id, Action.EXPORT_CASE), form)
        # Before the commit: a file that cannot be written was not exported.
        if out is not None and out != STDIN:
            _write(files, Path(out), folder=form == _CSV)
    if out is None or out == STDIN:
        write_stdout(files[0][1])
    for line in left:
        say(f"Left behind: {line}", error=True)


def _check(form: str, out: str | None) -> None:
    if form == _CSV and out in (None, STDIN):
        raise BadInputError("The tables are two files: say which folder they go to, for example --out tables/.")
    if out is None and on_terminal():
        raise BadInputError("Say where to put the case, for example --out case.json.")


def _written(case: OpenCase, form: str) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The files of a format by name, and what they leave behind."""
    if form == _BUNDLE:
        return [("case.json", exchange.export(case, HOW))], []
    written = [exports.export_map(case, each, HOW) for each in _FORMATS[form]]
    return [(each.name, each.data) for each in written], list(dict.fromkeys(line for each in written for line in each.leaves_behind))


def _write(files: Iterable[tuple[str, bytes]], out: Path, *, folder: bool) -> None:
    if folder:
        try:
            out.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise BadInputError(f"{out} cannot be used as a folder.") from None
    for name, data in files:
        write_output(out / name if folder else out, data, private=True)
