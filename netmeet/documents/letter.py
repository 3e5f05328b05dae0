"""The invitation to a meeting, on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from netmeet.documents.pieces import Beside, Envelope, Facts, Heading, Home, Paper, Para, Piece, Said, Sign, Together, paper_pdf
from netmeet.documents.words import SAFE_AT_HOME, PaperForm, tidy, when


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All that one invitation may say: to whom, about whose meeting, when, where, and whom to ask.

    It names nobody else who is asked or not asked, and gives no address but the venue's. Everything is text as it will
    stand on the paper. ``adult`` is what the adult likes to be called, ``own`` is true for the adult's own copy.
    ``purpose`` are the adult's own words; ``dated`` is the day the letter was made; ``council``, ``sender`` and ``contact``
    are the council's side. Whatever is empty is left out.
    """

    invitee: str
    adult: str
    own: bool = False
    dated: str = ""
    day: str = ""
    time: str = ""
    place: str = ""
    length: str = ""
    purpose: str = ""
    council: str = ""
    sender: str = ""
    contact: str = ""
    form: PaperForm = PaperForm.PLAIN


def letter_pdf(content: LetterContent) -> bytes:
    """Return one invitation as a tagged PDF. The name alone stands where a window envelope shows it."""
    return paper_pdf(letter_paper(content))


def letter_paper(content: LetterContent) -> Paper:
    """Return what one invitation says, ready to be set."""
    content = tidy(content)
    body = _easy(content) if content.form is PaperForm.EASY_READ else _plain(content)
    envelope = Envelope(content.invitee, (content.council, content.sender, content.dated))
    return Paper("Invitation to a meeting", content.form, (envelope, *body))


def _day(content: LetterContent) -> str:
    return content.day or "We will agree the day with you"


def _where(content: LetterContent) -> str:
    return content.place or "We will tell you where"


def _about(content: LetterContent) -> str:
    return "what matters to you" if content.own else f"what matters to {content.adult}"


def _easy(content: LetterContent) -> Iterator[Piece]:
    hello = (f"Hello {content.invitee}.", "You are invited to a meeting.", f"The meeting is about {_about(content)}.")
    yield Beside("people", tuple(map(Para, hello)))
    yield Beside("calendar", (Para(_day(content), "Day", below=True),))
    starts = [f"It starts at {content.time}."] if content.time else []
    takes = [f"It will take {content.length}."] if content.length else []
    if starts or takes:
        yield Beside("clock", tuple(map(Para, starts + takes)))
    yield Beside("place", (Para(_where(content), "Place", below=True, close=True),))
    if content.purpose:
        yield Beside("speech", (Para("You said:" if content.own else f"{content.adult} says:"), Said(content.purpose)))
    contact = [Para(content.contact, "Contact:", below=True, close=True)] if content.contact else []
    yield Beside("phone", (Para("Please tell us if you can come."), Para("Please tell us what help you need."), *contact))
    yield Beside("choice", (Para("You do not have to come."), Para("It is your choice.")))
    yield Beside("pen", (Para("From:"), Sign(content.sender)))
    yield Beside("home", (Home(SAFE_AT_HOME[content.form]),))


def _plain(content: LetterContent) -> Iterator[Piece]:
    chance = f"It is a chance for the people who know {content.adult} to talk and plan together."
    yield Para(f"Dear {content.invitee}")
    yield Para(f"You are invited to a meeting about {_about(content)}. {'It is your meeting.' if content.own else chance}")
    length = (("How long", content.length),) if content.length else ()
    yield Facts((("When", when(_day(content), content.time)), ("Where", _where(content)), *length))
    if content.purpose:
        yield Heading("Why we are meeting")
        yield Para("In your own words:" if content.own else f"In {content.adult}’s own words:", keep=True)
        yield Said(content.purpose)
    answer = (
        "Please tell us whether you can come, and what would help you to take part: an interpreter, a break, large print, "
        "help to get there, or anything else. Coming is your choice, and you can change your mind."
    )
    contact = [Para(content.contact, "Contact:", close=True)] if content.contact else []
    yield Together((Heading("Can you come?"), Para(answer), *contact))
    yield Sign(content.sender)
    yield Home(SAFE_AT_HOME[content.form])
