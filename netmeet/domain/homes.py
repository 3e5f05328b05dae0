"""Where people live, as a text may give it away: by the whole address, the house and its street, the postcode, or the name of a house."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from netmeet.domain.network import Member, MemberKind, Network
from netmeet.domain.typed import Typed, words_of

_STREETS = frozenset(
    "avenue buildings close cottage cottages court crescent drive farm garden gardens gate green grove heights hill house lane "
    "lodge mansions mews parade park place quay rise road row square street terrace view villas walk way wharf yard".split()
)
_UNITS = frozenset(("flat", "unit", "room", "floor", "block", "number", "no"))
_POSTCODE = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?!\w)")
_SHORTEST = 2
"""How many words a part of an address has at least, to be known as one."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """One address, by the ``lines`` that give it away. ``whole`` does too and ``parts`` may, each as words, as it is told to the worker.

    ``guarded`` where an order protects whoever lives there from the reader: then no part of it leaves.
    """

    lines: tuple[str, ...]
    whole: tuple[Words, ...] = ()
    parts: tuple[Words, ...] = ()
    guarded: bool = False

    @classmethod
    def of(cls, address: str, known: AbstractSet[str] = frozenset(), *, guarded: bool = False) -> "Home":
        """Take an address apart. What is ``known`` is the name of a place that is on the map, and gives nobody away by itself."""
        lines = tuple(line.strip() for line in address.splitlines() if line.strip())
        telling = tuple(line for place, line in enumerate(lines) if _is_told(words_of(line), first=place == 0))
        pieces = tuple(filter(None, (words_of(piece) for line in lines for piece in line.split(","))))
        whole = tuple(filter(None, (_to_the_street(pieces), *(_postcodes(address)))))
        parts = dict.fromkeys(part for part in _parts(pieces, streets=guarded) if " ".join(part) not in known and part not in whole)
        return cls(telling, whole, tuple(parts), guarded)

    def told(self, typed: Typed) -> str:
        """What in a text gives the home away; of a guarded one, any part of it. Nothing found: empty."""
        line = next((line for line in self.lines if typed.carries(line)), "")
        return line or self._first(typed, self.whole) or (self._first(typed, self.parts) if self.guarded else "")

    def hinted(self, typed: Typed) -> str:
        """What in a text may give the home away."""
        return self._first(typed, self.parts)

    def is_that_of(self, other: "Home") -> bool:
        """True for the same house in the same street, however its town is written; else for the same words."""
        return self.known_by == other.known_by

    @property
    def known_by(self) -> Words:
        """What is the same of an address however its town is written."""
        return self.whole[0] if self.whole else words_of(" ".join(self.lines))

    @staticmethod
    def _first(typed: Typed, wanted: tuple[Words, ...]) -> str:
        return next((" ".join(words) for words in wanted if typed.holds(words)), "")


def homes_of(network: Network, own: Member | None, guarded: AbstractSet[str]) -> tuple[Home, ...]:
    """Where everybody but the reader lives. The reader's own address is no secret to them, unless it is guarded."""
    known = known_places(network)
    others = [member for member in network.members if member.address.strip() and (own is None or member.id != own.id)]
    found = [Home.of(member.address, known, guarded=member.id in guarded) for member in others]
    protected = [home for home in found if home.guarded]
    mine = Home.of(own.address, known) if own else Home(())
    left = (home for home in found if home.guarded or not (home.is_that_of(mine) or any(home.is_that_of(one) for one in protected)))
    return tuple(dict.fromkeys(left))


def known_places(network: Network) -> frozenset[str]:
    """The names of organisations and places on the map, as words."""
    return frozenset(" ".join(words_of(one.name)) for one in network.members if one.kind in (MemberKind.ORGANISATION, MemberKind.PLACE))


def _is_told(line: Words, *, first: bool) -> bool:
    """False for a line that is only a number, and for a later one that is only a town: they give nobody away by themselves."""
    letters, digits = (any(map(of, "".join(line))) for of in (str.isalpha, str.isdigit))
    return letters and (first or digits or line[-1] in _STREETS)


def _to_the_street(pieces: tuple[Words, ...]) -> Words:
    """The beginning of an address, up to the street of its house number. Empty where it has none."""
    before: Words = ()
    for piece in pieces:
        numbered = _numbered(piece)
        if numbered:
            return (*before, *piece[: piece.index(numbered[0])], *numbered)
        before = (*before, *piece)
    return ()


def _numbered(piece: Words) -> Words:
    """The house number and the street of a piece, without the town that may follow. Empty where it has none."""
    start = next((place for place, word in enumerate(piece) if word[0].isdigit() and not _is_unit(piece, place)), None)
    if start is None or start + 1 == len(piece):
        return ()
    end = next((place for place in range(start + 2, len(piece)) if piece[place] in _STREETS), len(piece) - 1)
    return piece[start : end + 1]


def _is_unit(piece: Words, place: int) -> bool:
    """True for the number of a flat; the street, with a number of its own, comes after it."""
    return place > 0 and piece[place - 1] in _UNITS - {"number", "no"} and any(word[0].isdigit() for word in piece[place + 1 :])


def _parts(pieces: tuple[Words, ...], *, streets: bool) -> Iterator[Words]:
    for place, piece in enumerate(pieces):
        numbered = _numbered(piece)
        if numbered and numbered[-1] in _STREETS and len(numbered) > _SHORTEST:
            yield numbered
            yield numbered[:-1]
            if streets:
                yield numbered[1:]
        elif numbered:
            yield numbered
        elif len(piece) >= _SHORTEST and piece[0] not in _UNITS and (piece[-1] in _STREETS or place == 0 < len(pieces) - 1):
            yield piece


def _postcodes(address: str) -> Iterator[Words]:
    return (tuple(code.split()) for code in _POSTCODE.findall(" ".join(words_of(address))))
