"""``netmeet draw``: the drawings of families and maps in files, without any database."""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import click

from netmeet.cli.pages import Page
from netmeet.cli.talking import STDIN, about, as_of, name_of, on_terminal, progress, read_input, why, write_output, write_stdout
from netmeet.documents.diagram import diagram_pdf, diagram_png
from netmeet.domain.disclosure import Audience
from netmeet.domain.errors import BadInputError
from netmeet.drawing import svg
from netmeet.exchange.bundle import BUNDLE_LIMIT
from netmeet.exchange.imported import Imported
from netmeet.exchange.plain_json import dump_json
from netmeet.exchange.preview import read_any
from netmeet.services import maps
from netmeet.services.maps import Drawn, View

_GEOMETRY = "geometry"
_TITLES = MappingProxyType({View.GENOGRAM: "Genogram", View.CIRCLES: "Circles of support"})
_AUDIENCES = MappingProxyType(
    {"worker": Audience.WORKER, "supervisor": Audience.SUPERVISOR, "adult": Audience.ADULT, "family": Audience.FAMILY}
)
_PAINTERS: Mapping[str, Callable[[Drawn], bytes]] = MappingProxyType(
    {
        "svg": lambda drawn: (svg.render(drawn.scene) + "\n").encode(),
        "png": lambda drawn: diagram_png(drawn.scene),
        "pdf": lambda drawn: diagram_pdf(drawn.scene),
    }
)
_ENDINGS = MappingProxyType({"svg": ".svg", "png": ".png", "pdf": ".pdf", _GEOMETRY: ".json"})
_NAMELESS = "drawing"
"""The stem of what came by standard input."""


@click.command(
    cls=Page,
    short_help="Draw the people in files.",
    examples=[
        "netmeet draw family.json --out family.svg",
        "netmeet draw *.ged --format pdf --out drawings/",
        "netmeet draw case.json --view circles --audience adult --format png --out circles.png",
        "netmeet draw - --format geometry < family.json",
    ],
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--view",
    type=click.Choice([view.value for view in View]),
    default="genogram",
    show_default=True,
    help="The family drawing, or the circles of support.",
)
@click.option("--format", "form", type=click.Choice([*_ENDINGS]), default="svg", show_default=True, help="What to make.")
@click.option("--out", metavar="PATH", help="A file, or a folder; several drawings need a folder.  [default: standard output]")
@click.option(
    "--audience",
    type=click.Choice([*_AUDIENCES]),
    default="worker",
    show_default=True,
    help="Who will see it: it then carries what they may see, and nothing else.",
)
@as_of
def draw(files: tuple[str, ...], view: str, form: str, out: str | None, audience: str, as_of: date) -> None:
    """Draw the people of each FILE, without any database.

    A FILE is a netmeet bundle, a family file (JSON with people, unions and bonds) or GEDCOM (5.5, 5.5.1, 7, .gdz); `-`
    is standard input. Each is drawn by itself. A drawing put into a folder has the name of its FILE with the ending of
    its format. The worker's copy shows worries; choose another --audience for anything that leaves your hands.

    `geometry` is JSON with the places of symbols, lines and labels, for a program that measures genograms.
    """
    if form == _GEOMETRY and View(view) is not View.GENOGRAM:
        raise BadInputError("Geometry is made of the genogram only; leave out --view, or choose another --format.")
    # Every file is read before the first is drawn: a bad one then leaves nothing behind.
    inputs = [(file, _read(file)) for file in files]
    try:
        paths = _paths(files, out, _ENDINGS[form])
    except OSError as error:
        raise BadInputError(f"{out} cannot be used: {why(error)}.") from None
    for place, ((file, imported), path) in enumerate(zip(inputs, paths, strict=True), start=1):
        with about(file), progress(_doing(file, place, len(files))):
            data = _drawn(imported, View(view), form, _AUDIENCES[audience], as_of)
        if path is None:
            _print(data, form)
        else:
            write_output(path, data)


def _read(file: str) -> Imported:
    with about(file), progress(f"Reading {name_of(file)}"):
        return read_any(read_input(file), limit=BUNDLE_LIMIT)


def _doing(file: str, place: int, count: int) -> str:
    return f"Drawing {name_of(file)}" + (f" ({place} of {count})" if count > 1 else "")


def _drawn(imported: Imported, view: View, form: str, audience: Audience, day: date) -> bytes:
    if form == _GEOMETRY:
        return dump_json(maps.geometry(imported.network, audience, day))
    return _PAINTERS[form](maps.drawn(imported.network, view, audience, day, imported.name or _TITLES[view]))


def _print(data: bytes, form: str) -> None:
    if form in ("png", "pdf") and on_terminal():
        raise BadInputError(f"A {form.upper()} cannot be shown here; say where to put it, for example --out drawing.{form}.")
    write_stdout(data)


def _paths(files: tuple[str, ...], out: str | None, ending: str) -> list[Path | None]:
    """Where each drawing goes; None is standard output. Makes the folder. Raises ``BadInputError`` or ``OSError``."""
    if out is None or out == STDIN:
        if len(files) > 1:
            raise BadInputError("Several drawings need a folder to go to, for example --out drawings/.")
        return [None]
    path = Path(out)
    if not _is_folder(out, path, several=len(files) > 1):
        return [_beside(path, files)]
    stems = [_NAMELESS if file == STDIN else Path(file).stem for file in files]
    twice = [stem for stem, times in Counter(stems).items() if times > 1]
    if twice:
        raise BadInputError(f"Two of the files are called {twice[0]}: draw them into different folders.")
    path.mkdir(parents=True, exist_ok=True)
    return [_beside(path / (stem + ending), files) for stem in stems]


def _beside(path: Path, files: tuple[str, ...]) -> Path:
    """The path, unless a drawing would take the place of one of the files that are drawn."""
    if any(file != STDIN and path.exists() and path.samefile(file) for file in files if Path(file).exists()):
        raise BadInputError(f"{path} is one of the files to draw: choose another name or folder for the drawing.")
    return path


def _is_folder(out: str, path: Path, *, several: bool) -> bool:
    """True for what is a folder, or is meant as one: several drawings go there, or a new name has no ending."""
    return several or path.is_dir() or out.endswith(os.sep) or not (path.suffix or path.exists())
