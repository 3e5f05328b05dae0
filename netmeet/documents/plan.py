"""The adult's plan on one page: what they wish for, and room for what is agreed at the meeting, filled in by hand or in Word."""

from collections.abc import Iterator
from dataclasses import dataclass

from netmeet.documents.agenda import PICTURES
from netmeet.documents.pieces import Beside, Bullets, Facts, Heading, Home, Paper, Para, Piece, Table, Together, Write, paper_pdf
from netmeet.documents.words import SAFE_AT_HOME, PaperForm, tidy, when
from netmeet.domain.meeting import ItemKind

_LATER = "We will agree the day with you"
_ROWS = 7
"""How many rows there are at least for what is agreed."""


@dataclass(frozen=True, slots=True)
class PlanTopic:
    """Something to settle at the meeting. ``kind`` chooses the picture beside it in Easy Read."""

    title: str
    kind: ItemKind = ItemKind.OTHER


@dataclass(frozen=True, slots=True)
class PlanContent:
    """All that the plan may say. It speaks to the adult, and lies on the table like an agenda.

    ``coming`` are names that the adult said yes to, ``wishes`` those that may be read at the table, ``worker`` and ``contact``
    the council's side. Nothing else is filled in: what is agreed is written by the people who agree it.
    """

    adult: str = ""
    day: str = ""
    time: str = ""
    place: str = ""
    coming: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    topics: tuple[PlanTopic, ...] = ()
    review: str = ""
    worker: str = ""
    contact: str = ""
    form: PaperForm = PaperForm.PLAIN


def plan_pdf(content: PlanContent) -> bytes:
    """Return the plan as a tagged PDF."""
    return paper_pdf(plan_paper(content))


def plan_paper(content: PlanContent) -> Paper:
    """Return what the plan says, ready to be set."""
    content = tidy(content)
    body = _easy(content) if content.form is PaperForm.EASY_READ else _plain(content)
    return Paper("Our plan", content.form, tuple(body))


def _plain(content: PlanContent) -> Iterator[Piece]:
    yield Para(_whose(content))
    between = ", " if content.form is PaperForm.PLAIN else "\n"
    yield from _facts(("When", when(content.day, content.time)), ("Where", content.place), ("Who comes", between.join(content.coming)))
    if content.wishes:
        yield Heading("What you wish for")
        yield Bullets(content.wishes)
    yield Heading("What we agree")
    yield from _stacked(content) if content.form is PaperForm.LARGE_PRINT else _table(content)
    after = _facts(("We look again", content.review or _LATER), ("Your worker", content.worker), ("Contact", content.contact))
    yield Together((Heading("After the meeting"), *after))
    yield Home(SAFE_AT_HOME[content.form])


def _table(content: PlanContent) -> Iterator[Piece]:
    empty = ("",) * (_ROWS - len(content.topics))
    rows = tuple((title, "", "") for title in (*(topic.title for topic in content.topics), *empty))
    yield Table(("What we talk about", "Who does what", "By when"), rows, (52, 0, 32), bold=0, tall=True)


def _stacked(content: PlanContent) -> Iterator[Piece]:
    """One under another: whoever needs large letters writes large, and a table would leave no room."""
    for title in (*(topic.title for topic in content.topics), "Anything else"):
        yield Together((Para("", title, keep=True), *_TO_WRITE))


_TO_WRITE = (Write("Who does what?"), Write("By when?"))


def _facts(*rows: tuple[str, str]) -> Iterator[Facts]:
    told = tuple((name, words) for name, words in rows if words)
    if told:
        yield Facts(told)


def _whose(content: PlanContent) -> str:
    return f"{content.adult}, this is your plan." if content.adult else "This is your plan."


def _easy(content: PlanContent) -> Iterator[Piece]:
    yield Beside("list", (Para(_whose(content)), Para("We fill it in together at the meeting.")))
    if content.day:
        yield Beside("calendar", (Para(content.day, "Day", below=True),))
    if content.time:
        yield Beside("clock", (Para(f"It starts at {content.time}."),))
    if content.place:
        yield Beside("place", (Para(content.place, "Place", below=True, close=True),))
    if content.coming:
        yield Beside("people", (Para("These people come:"), Bullets(content.coming)))
    if content.wishes:
        yield Beside("star", (Para("You wish for this:"), Bullets(content.wishes)))
    yield Heading("What we agree")
    for topic in content.topics or (PlanTopic("What we agree", ItemKind.WHO_DOES_WHAT),):
        yield Beside(PICTURES.get(topic.kind, ""), (Para("", topic.title), *_TO_WRITE))
    yield Heading("After the meeting")
    yield Beside("calendar", (Para(content.review or _LATER, "We look again", below=True),))
    told = (("Your worker", content.worker), ("Contact:", content.contact))
    reach = tuple(Para(words, name, below=True, close=True) for name, words in told if words)
    if reach:
        yield Beside("phone", reach)
    yield Beside("home", (Home(SAFE_AT_HOME[content.form]),))
