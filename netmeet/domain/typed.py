"""Text as somebody typed it, made comparable: words whatever their case, accents and punctuation, numbers whatever their spacing."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SHORT_FOR = dict(
    pair.split("=")
    for pair in (
        "apt=flat apartment=flat ave=avenue av=avenue cl=close cres=crescent ct=court crt=court dr=drive gdns=gardens gdn=garden "
        "gr=grove hse=house ln=lane pl=place rd=road saint=street sq=square st=street str=street terr=terrace tce=terrace"
    ).split()
)
_NUMBER = re.compile(r"\d(?:[\W_]{0,4}\d)*")
_SHORT = 6
"""A text of fewer letters and digits than this stands by itself; a longer one may be part of another."""
_LAST_DIGITS = 9
"""What is the same of a telephone number whether it begins with 0, +44 or 0044."""
_LONGEST_NUMBER = 13
_KEPT = 8192
"""How many texts are kept as they were made comparable: each paper of a meeting is compared with every detail on the map."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One text, cleaned once: as it was typed, with words only, without spaces, and the numbers in it."""

    cased: str
    folded: str
    words: str
    pressed: str
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Typed":
        """Clean a text."""
        cased = clean(text)
        words = " ".join(words_of(text))
        return cls(cased, cased.casefold(), words, words.replace(" ", ""), tuple(_digits(run) for run in _NUMBER.findall(cased)))

    def carries(self, detail: str) -> bool:
        """True where a detail stands in the text. A detail that is shorter than six letters or digits stands there as words of its own."""
        words = words_of(detail)
        found = self.holds(words, whole=sum(map(len, words)) < _SHORT)
        return found or any(number in run for number in telephones(detail) for run in self.numbers)

    def holds(self, words: tuple[str, ...], *, whole: bool = True) -> bool:
        """True where these words follow one another, with or without spaces. A number is never part of a longer one."""
        pressed = "".join(words)
        if not pressed or pressed not in self.pressed:
            return False
        before, after = (r"(?<!\S)", r"(?!\S)") if whole else (r"(?<!\d)" * pressed[0].isdigit(), r"(?!\d)" * pressed[-1].isdigit())
        return re.search(f"{before}{' ?'.join(map(re.escape, pressed))}{after}", self.words) is not None


@lru_cache(maxsize=_KEPT)
def clean(text: str) -> str:
    """A text without invisible characters and accents, with one space between words."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    kept = (" " if char.isspace() else char for char in plain if char.isspace() or unicodedata.category(char) not in ("Cf", "Cc"))
    return " ".join("".join(char for char in kept if not "\u0300" <= char <= "\u036f").split())


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text: no case, no punctuation, and "St" and "Saint" as "Street" wherever they stand."""
    plain = clean(text).casefold().replace("'", "").replace("\u2019", "")
    words = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in plain).split()
    return tuple(_SHORT_FOR.get(word, word) for word in words)


@lru_cache(maxsize=_KEPT)
def telephones(text: str) -> tuple[str, ...]:
    """The ends by which telephone numbers in a text are known, however they begin and are spaced."""
    found = []
    for run in _NUMBER.findall(clean(text)):
        digits = _digits(run)
        while len(digits) > _LONGEST_NUMBER:
            found.append(digits[:11])
            digits = digits[11:]
        found.append(digits)
    return tuple(digits[-_LAST_DIGITS:] for digits in found if len(digits) >= _SHORT)


def _digits(run: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in run if char.isdigit())
