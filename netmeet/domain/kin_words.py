"""Words for relatives, by gender: three each, for a woman, a man, and anybody whose gender is another or not known."""

from types import MappingProxyType

from netmeet.domain.families import Line
from netmeet.domain.network import ChildKind, Gender, UnionKind

Words = tuple[str, str, str]

PARENT: Words = ("mother", "father", "parent")
CHILD: Words = ("daughter", "son", "child")
SIBLING: Words = ("sister", "brother", "sibling")
SPOUSE: Words = ("wife", "husband", "spouse")
_AUNT: Words = ("aunt", "uncle", "aunt or uncle")
_NIECE: Words = ("niece", "nephew", "niece or nephew")
_TIMES = ("", "once", "twice", "three times")
_DEGREES = ("", "", "second ", "third ", "fourth ", "fifth ")

# Ways of belonging other than birth: before the word for a parent, before the word for a child, and after any other.
_BEFORE = MappingProxyType(
    {
        ChildKind.ADOPTED: ("adoptive ", "adopted "),
        ChildKind.FOSTER: ("foster ", "foster "),
        ChildKind.STEP: ("step", "step"),
    }
)
_AFTER = MappingProxyType(
    {
        ChildKind.ADOPTED: "{} by adoption",
        ChildKind.FOSTER: "foster {}",
        ChildKind.STEP: "step-{}",
        ChildKind.KINSHIP_CARE: "{} by kinship care",
        ChildKind.DONOR: "{} by donor",
    }
)

PARTNERS = MappingProxyType(
    {
        UnionKind.MARRIED: SPOUSE,
        UnionKind.CIVIL_PARTNERSHIP: ("civil partner",) * 3,
        UnionKind.ENGAGED: ("fiancée", "fiancé", "engaged partner"),
        UnionKind.SEPARATED: ("former partner",) * 3,
        UnionKind.DIVORCED: ("former wife", "former husband", "former spouse"),
        UnionKind.WIDOWED: ("widow", "widower", "widowed spouse"),
    }
)
"""What a partner is called; of every other kind of union, a partner."""


def of(words: Words, gender: Gender) -> str:
    """The word for somebody of a gender."""
    return words[{Gender.WOMAN: 0, Gender.MAN: 1}.get(gender, 2)]


def by_line(line: Line, gender: Gender) -> str:
    """``mother``, ``half-sister``, ``adopted son``, ``great-aunt``, ``cousin once removed``."""
    word = _by_birth(line.up, line.down, gender)
    if line.half is None:
        return f"{word} or half-{word}"
    if line.kind is ChildKind.BIRTH:
        return f"half-{word}" if line.half else word
    if (line.up, line.down) in ((1, 0), (0, 1)):
        return _next_to(line, word)
    if line.kind is ChildKind.STEP and (line.up, line.down) == (1, 1):
        return f"step{word}"
    return _AFTER[line.kind].format(word)


def _next_to(line: Line, word: str) -> str:
    """The word for a parent or a child who isn't one by birth."""
    if line.kind is ChildKind.KINSHIP_CARE:
        return "kinship carer" if line.up else "child in kinship care"
    if line.kind is ChildKind.DONOR:
        return "donor" if line.up else f"{word} by donor"
    return _BEFORE[line.kind][0 if line.up else 1] + word


def _by_birth(up: int, down: int, gender: Gender) -> str:
    if not down:
        return _far(up, of(PARENT, gender))
    if not up:
        return _far(down, of(CHILD, gender))
    if up == down == 1:
        return of(SIBLING, gender)
    if down == 1:
        return _greats(up - 2) + of(_AUNT, gender)
    if up == 1:
        return _greats(down - 2) + of(_NIECE, gender)
    return _cousin(min(up, down) - 1, abs(up - down))


def _far(generations: int, word: str) -> str:
    return word if generations == 1 else f"{_greats(generations - 2)}grand{word}"


def _greats(count: int) -> str:
    return "great-" * count if count < 4 else f"{count} times great-"


def _cousin(degree: int, removed: int) -> str:
    first = _DEGREES[degree] if degree < len(_DEGREES) else "distant "
    times = _TIMES[removed] if removed < len(_TIMES) else f"{removed} times"
    return f"{first}cousin {times} removed" if removed else f"{first}cousin"
