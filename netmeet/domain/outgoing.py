"""Free text that is about to leave the worker: what it must not carry, found before it is sent.

A check of words, not of meaning: it asks the worker to look again, and cannot promise that a text is safe.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from netmeet.domain.network import Member, Network

WORDS_LEFT_OUT = ("safeguarding", "abuse", "risk", "concern", "enquiry")
"""Words that a letter at home can put somebody in danger with, and are left out unless the worker decides otherwise."""

_STEM = {"safeguarding": "safeguard", "abuse": "abus", "enquiry": "(?:enquir|inquir)"}


@dataclass(frozen=True, slots=True)
class KeptPrivate:
    """What a text to one reader must not carry: names of those kept off copies, and everybody else's details."""

    names: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def kept_private(network: Network, reader_id: str | None) -> KeptPrivate:
    """Return what a text that this member will read must not carry (None: a text that anybody may read)."""
    others = [member for member in network.members if member.id != reader_id]
    shown = {_folded(member.name) for member in network.members if not member.off_copies}
    names = (member.name for member in others if member.off_copies and _folded(member.name) not in shown)
    details = (detail for member in others for detail in _details(member))
    return KeptPrivate(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(details)))


def outgoing_problems(text: str, private: KeptPrivate = KeptPrivate(), words: Iterable[str] = WORDS_LEFT_OUT) -> tuple[str, ...]:
    """Return one sentence for each thing in a text that should be looked at before it leaves. Empty: nothing was found.

    Words are found with their endings (``concern`` finds "concerned"), names as whole words, and contact details
    whatever their spacing and punctuation.
    """
    folded = _folded(text)
    pressed = _pressed(text)
    told = [
        f"It says \u201c{word}\u201d. Leave it out unless you have decided that it is safe to say."
        for word in words
        if _starts(word, folded)
    ]
    told += [f"It names {name}, who is kept off copies." for name in private.names if _whole(name, folded)]
    told += [f"It carries somebody else's details: {detail}." for detail in private.details if _carries(detail, folded, pressed)]
    return tuple(told)


def _details(member: Member) -> tuple[str, ...]:
    """Contact details by line and as a whole, and health."""
    typed = (member.address, member.phone, member.email, member.safe_contact, member.health)
    return tuple(line.strip() for field in typed for line in field.splitlines() if line.strip())


def _folded(text: str) -> str:
    """Text as it sounds: no case, no invisible characters, one space between words."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(" " if char.isspace() else char for char in plain if unicodedata.category(char) not in ("Cf", "Cc") or char.isspace())
    return " ".join(seen.casefold().split())


def _pressed(text: str) -> str:
    """Letters and digits only, so that 01632 960 001 is found in 01632-960001; +44 reads as 0."""
    return "".join(char for char in _folded(text).replace("+44", "0").replace("(0)", "") if char.isalnum())


def _starts(word: str, folded: str) -> bool:
    return re.search(rf"\b{_STEM.get(word, re.escape(_folded(word)))}", folded) is not None


def _whole(name: str, folded: str) -> bool:
    return bool(_folded(name)) and re.search(rf"(?<!\w){re.escape(_folded(name))}(?!\w)", folded) is not None


def _carries(detail: str, folded: str, pressed: str) -> bool:
    """A detail of six letters or digits is found anywhere; a shorter one as a whole word only."""
    short = len(_pressed(detail)) < 6
    return _whole(detail, folded) if short else _pressed(detail) in pressed
