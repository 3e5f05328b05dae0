"""The agenda of a meeting, on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from netmeet.documents.pieces import Beside, Bullets, Facts, Heading, Home, Item, Paper, Para, Piece, Said, Table, paper_pdf
from netmeet.documents.words import SAFE_AT_HOME, PaperForm, tidy, when
from netmeet.domain.meeting import ItemKind

PICTURES = MappingProxyType(
    {
        ItemKind.WELCOME: "speech",
        ItemKind.MATTERS: "star",
        ItemKind.WORKING: "thumb",
        ItemKind.HELP: "phone",
        ItemKind.BREAK: "cup",
        ItemKind.FAMILY_TIME: "people",
        ItemKind.WRONG: "umbrella",
        ItemKind.WHO_DOES_WHAT: "list",
        ItemKind.REVIEW: "calendar",
    }
)
"""What the usual items are about, as a picture."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item: when (``10:00 to 10:10``), what, and who leads it. Notes and minutes are not for this paper.

    ``kind`` chooses the picture beside it on an Easy Read agenda.
    """

    when: str
    title: str
    owner: str = ""
    kind: ItemKind = ItemKind.OTHER


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """One part of the meeting and its items. A meeting of one part has no title for it."""

    items: tuple[AgendaLine, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class AgendaContent:
    """All that an agenda may say to the people who come: the parts that this reader comes to, and no others.

    ``reader`` is whose it is: it stands first, so that a wish for one reader is not handed to another. ``wishes`` are those that
    the adult agreed to share with this reader, in their own words; ``adult`` is what they like to be called. How safe somebody
    feels is asked alone and is never on an agenda, so there is no place for it here.
    """

    parts: tuple[AgendaPart, ...]
    adult: str = ""
    day: str = ""
    time: str = ""
    place: str = ""
    purpose: str = ""
    wishes: tuple[str, ...] = ()
    form: PaperForm = PaperForm.PLAIN
    reader: str = ""


def agenda_pdf(content: AgendaContent) -> bytes:
    """Return the agenda as a tagged PDF."""
    return paper_pdf(agenda_paper(content))


def agenda_paper(content: AgendaContent) -> Paper:
    """Return what an agenda says, ready to be set."""
    content = tidy(content)
    easy = content.form is PaperForm.EASY_READ
    home = Home(SAFE_AT_HOME[content.form])
    whose = (Para("", f"For {content.reader}"),) if content.reader else ()
    first = tuple(_easy(content) if easy else _plain(content))
    return Paper("Agenda", content.form, (*whose, *first, *_parts(content), Beside("home", (home,)) if easy else home))


def _easy(content: AgendaContent) -> Iterator[Piece]:
    yield Beside("people", (Para("This is what we will talk about at the meeting."),))
    if content.day:
        yield Beside("calendar", (Para(content.day, "Day", below=True),))
    if content.time:
        yield Beside("clock", (Para(f"It starts at {content.time}."),))
    if content.place:
        yield Beside("place", (Para(content.place, "Place", below=True, close=True),))
    if content.purpose:
        says = f"{content.adult} says:" if content.adult else "Why we are meeting:"
        yield Beside("speech", (Para(says), Said(content.purpose)))
    if content.wishes:
        yield Beside("star", (Para(f"{content.adult} wishes for this:" if content.adult else "Wishes:"), Bullets(content.wishes)))


def _plain(content: AgendaContent) -> Iterator[Piece]:
    facts = tuple((name, words) for name, words in (("When", when(content.day, content.time)), ("Where", content.place)) if words)
    if facts:
        yield Facts(facts)
    if content.purpose:
        yield Heading("Why we are meeting")
        yield Said(content.purpose)
    if content.wishes:
        yield Heading(f"What {content.adult} wishes for" if content.adult else "Wishes")
        yield Bullets(content.wishes)


def _parts(content: AgendaContent) -> Iterator[Piece]:
    for part in content.parts:
        if part.title or content.form is not PaperForm.PLAIN or content.purpose or content.wishes:
            yield Heading(part.title or "What we will talk about")
        if content.form is PaperForm.EASY_READ:
            yield from map(_beside, part.items)
        elif content.form is PaperForm.LARGE_PRINT:
            yield from map(_stacked, part.items)
        else:
            rows = tuple((line.when, line.title, line.owner) for line in part.items)
            yield Table(("Time", "What", "Who leads"), rows, (54, 0, 34), bold=1)


def _beside(line: AgendaLine) -> Beside:
    leads = [Para(f"Who leads: {line.owner}")] if line.owner else []
    return Beside(PICTURES.get(line.kind, ""), (Para("", line.title), Para(line.when, close=True), *leads))


def _stacked(line: AgendaLine) -> Item:
    return Item(line.title, tuple(filter(None, (line.when, f"Who leads: {line.owner}" if line.owner else ""))))
