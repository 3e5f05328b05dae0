"""Blank sheets to fill in by hand: the circles, three wishes, how safe somebody feels."""

from dataclasses import asdict, dataclass

from netmeet.documents.typeset import compile_pdf
from netmeet.documents.words import SAFE_AT_HOME, PaperForm
from netmeet.domain.errors import BadInputError
from netmeet.drawing.circles import RINGS

MOST_MARKS = 21
LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class BlankKitContent:
    """What may be set up on the blank sheets: the ends of the safe scale and their words, and the form. Nothing of a case.

    The scale is ours and can be changed: that of the pilot was not published.
    """

    least: int = 0
    most: int = 10
    low: str = "Not safe at all"
    high: str = "As safe as I want to be"
    form: PaperForm = PaperForm.PLAIN

    def __post_init__(self) -> None:
        if not 1 <= self.most - self.least < MOST_MARKS:
            raise BadInputError(f"A scale runs from a lower number to a higher one, with at most {MOST_MARKS} marks.", "most")
        if max(len(self.low), len(self.high)) > LONGEST_WORDS:
            raise BadInputError(f"Use at most {LONGEST_WORDS} characters for each end of the scale.", "low")


def blank_kit_pdf(content: BlankKitContent) -> bytes:
    """Return the three sheets as one tagged PDF of three pages."""
    rings = [{"name": name, "meaning": meaning} for ring, (name, meaning) in RINGS.items() if ring is not None]
    return compile_pdf("blank", {**asdict(content), "rings": rings, "home": SAFE_AT_HOME[content.form]})
