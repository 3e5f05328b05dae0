"""What a paper says, piece by piece and in its order, apart from how it is set: PDF and Word are set from the same pieces."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from netmeet.documents.typeset import compile_pdf
from netmeet.documents.words import PaperForm


@dataclass(frozen=True, slots=True)
class Envelope:
    """The top third of a letter: to whom, alone in the window of an envelope; beside it who sends it and when."""

    invitee: str
    sender: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """Text, its lines as paragraphs, or ``close`` under one another as in an address.

    ``lead`` stands bold before it, ``below`` on a line of its own. ``keep`` stays with what follows.
    """

    text: str
    lead: str = ""
    below: bool = False
    close: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's own words, in the direction that they begin in."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Short names, each with what belongs to it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. ``widths`` are in mm, 0 for what is left; ``bold`` is a column; ``tall`` rows are for writing in."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    bold: int | None = None
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One of several things under one another, for large letters: a table would leave them no room."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A line to sign on by hand, with the name below."""

    name: str


@dataclass(frozen=True, slots=True)
class Write:
    """A question, and a line to write the answer on by hand."""

    label: str


@dataclass(frozen=True, slots=True)
class Home:
    """The question that every paper asks, at its end."""

    text: str


@dataclass(frozen=True, slots=True)
class Together:
    """Pieces that stay on one page where they are short."""

    pieces: "tuple[Piece, ...]"


@dataclass(frozen=True, slots=True)
class Beside:
    """Pieces at the right of a small picture, which says nothing that they do not. "" keeps the room of one."""

    picture: str
    pieces: "tuple[Piece, ...]"


Piece = Envelope | Heading | Para | Said | Facts | Bullets | Table | Item | Sign | Write | Home | Together | Beside


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. Its title is the same for everybody, so that no property of a file names anybody."""

    title: str
    form: PaperForm
    pieces: tuple[Piece, ...]


def paper_pdf(*papers: Paper) -> bytes:
    """Set papers of one title and one form as a tagged PDF. Each begins on a sheet of its own. Raises ``PaperError``."""
    told = [{"title": paper.title, "pieces": [dict(_data(piece)) for piece in paper.pieces]} for paper in papers]
    return compile_pdf("pieces", {"title": papers[0].title, "form": papers[0].form, "papers": told})


def _data(piece: Piece) -> Iterator[tuple[str, object]]:
    """A piece for the typesetter: its kind, and what it holds."""
    yield "kind", type(piece).__name__.casefold()
    for field in fields(piece):
        value = getattr(piece, field.name)
        yield field.name, [dict(_data(inner)) for inner in value] if field.name == "pieces" else value
