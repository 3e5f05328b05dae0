"""The words of a table's cells as values of a map: ours, common others for them, and a sentence for what is neither."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import ChildKind, Gender, MemberKind, Sphere, TieKind, UnionKind
from netmeet.domain.relations import guess_relation
from netmeet.exchange.edges import Joins
from netmeet.exchange.spheres import sphere_of

E = TypeVar("E", bound=Enum)

_YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
_NO = frozenset({"no", "n", "false", "0"})


def _words(kind: type[E], others: Mapping[str, E]) -> Mapping[str, E]:
    return MappingProxyType({str(each.value): each for each in kind} | dict(others))


_LISTS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "kind": _words(
            MemberKind,
            {
                "people": MemberKind.PERSON,
                "organization": MemberKind.ORGANISATION,
                "agency": MemberKind.ORGANISATION,
                "animal": MemberKind.PET,
            },
        ),
        "gender": _words(
            Gender,
            {
                **dict.fromkeys(("w", "f", "female", "she"), Gender.WOMAN),
                **dict.fromkeys(("m", "male", "he"), Gender.MAN),
                **dict.fromkeys(("x", "nb", "non binary", "nonbinary", "they"), Gender.NON_BINARY),
                **dict.fromkeys(("u", "not known", "not stated", "?"), Gender.UNKNOWN),
            },
        ),
        "sphere": _words(
            Sphere,
            {
                **dict.fromkeys(("relative", "relatives", "kin"), Sphere.FAMILY),
                **dict.fromkeys(("work", "formal", "services"), Sphere.PAID),
                "religion": Sphere.FAITH,
                "clubs": Sphere.CLUB,
            },
        ),
        "joins": _words(Joins, {"partners": Joins.COUPLE, "parents": Joins.PARENT}),
        "tie": _words(
            TieKind,
            {
                **dict.fromkeys(("family", "relative", "kin"), TieKind.KINSHIP),
                **dict.fromkeys(("professional", "work"), TieKind.PAID),
                **dict.fromkeys(("friend", "neighbour"), TieKind.SOCIAL),
            },
        ),
        "couple": _words(
            UnionKind,
            {
                "marriage": UnionKind.MARRIED,
                "partner": UnionKind.OTHER,
                "living together": UnionKind.COHABITING,
                "divorce": UnionKind.DIVORCED,
            },
        ),
        "parent": _words(ChildKind, {"biological": ChildKind.BIRTH, "adoption": ChildKind.ADOPTED, "fostered": ChildKind.FOSTER}),
    }
)
"""What a cell of each list may say. A tie, a couple and a parent have lists of their own."""


def known(of: str, cell: str) -> Any:
    """The value that a cell names on one of the lists; None where it names none."""
    said = " ".join(cell.casefold().split())
    return _LISTS[of].get(said) or _LISTS[of].get(said.removesuffix("s"))


def sphere_told(*cells: str) -> Sphere | None:
    """The part of life that words speak of: ``my sister`` is family, ``district nurse`` is paid."""
    if any(guess_relation(cell) for cell in cells):
        return Sphere.FAMILY
    return next((sphere for cell in cells if (sphere := sphere_of(cell))), None)


def yes_or_no(cell: str) -> bool | None:
    """What a cell answers; None for an empty one. Raises ``BadInputError``."""
    said = cell.casefold()
    if said and said not in _YES | _NO:
        raise BadInputError(f"“{short(cell)}” is neither yes nor no.")
    return said in _YES if said else None


def typed_date(cell: str) -> PartialDate | None:
    """The date of a cell; None for an empty one. Raises ``BadInputError``."""
    if not cell:
        return None
    try:
        return PartialDate.typed(cell.removesuffix(" 00:00:00").removesuffix(" 00:00"))
    except BadInputError:
        raise BadInputError(f"“{short(cell)}” is no date. Write 1950, 6/1950 or 12/6/1950, the year with four digits.") from None


def small_number(cell: str) -> int | None:
    """The whole number of a cell, of four digits at most; None for an empty one. Raises ``BadInputError``."""
    if not cell:
        return None
    if not (cell.isascii() and cell.isdecimal() and len(cell) <= 4):
        raise BadInputError(f"“{short(cell)}” is not a small whole number.")
    return int(cell)


def text_of(cell: str, limit: int) -> str:
    """A cell as text. Raises ``BadInputError`` for one that is too long."""
    if len(cell) > limit:
        raise BadInputError(f"this must be {limit:,} characters or fewer.")
    return cell


def short(cell: str) -> str:
    """The beginning of a cell, for a sentence."""
    return f"{cell[:40]}…" if len(cell) > 40 else cell
