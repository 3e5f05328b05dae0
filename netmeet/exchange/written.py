"""What every writer of a file hands back, and the ids that a file gives to a map."""

from collections import Counter
from dataclasses import dataclass, replace

from netmeet.domain.network import Network
from netmeet.exchange.ids import PREFIXES, renumbered


@dataclass(frozen=True, slots=True)
class Written:
    """One file, ready to be taken away. ``leaves_behind`` says in sentences what of the map is not in it."""

    name: str
    mimetype: str
    data: bytes
    leaves_behind: tuple[str, ...]


def without_words(network: Network) -> Network:
    """The map alone, without anything that was said, its ids numbered in order: ``m1``, ``t1``, ``u1``, ``h1``.

    Whatever names somebody who is not on the map is left out.
    """
    counts: Counter[str] = Counter()

    def next_id(kind: type) -> str:
        prefix = PREFIXES[kind]
        counts[prefix] += 1
        return f"{prefix}{counts[prefix]}"

    return renumbered(replace(network, readings=()), next_id)


def counted(count: int, one: str, many: str) -> str:
    """A number with its word: ``1 tie``, ``2,000 ties``."""
    return f"{count:,} {one if count == 1 else many}"
