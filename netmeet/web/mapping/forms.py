"""What is asked while everybody looks at the screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from netmeet.domain.network import MemberKind, Network, Sphere
from netmeet.domain.readings import Presence, Ring, SupportKind
from netmeet.domain.wording import RING_NAMES
from netmeet.services.mapping import FirstPass, Named, Room, Together, read_names
from netmeet.web.fields import NAME_LENGTH, hidden, of_people, one_line, one_of, paragraph, several, shows, words
from netmeet.web.forms import Form

PROMPTS = (
    Sphere.FAMILY,
    Sphere.FRIEND,
    Sphere.NEIGHBOUR,
    Sphere.FAITH,
    Sphere.CLUB,
    Sphere.PAID,
    Sphere.PET,
    Sphere.PLACE,
)
"""The prompts of the name generator, in the order they are asked."""

RINGS = {str(ring.value): name for ring, name in RING_NAMES.items()}

IN_THE_ROOM = {
    Presence.ALONE.value: "Just the two of us",
    Presence.WITH_OTHERS.value: "Others are here too",
    Presence.NOT_KNOWN.value: "Leave this open",
}


class InTheRoomForm(Form):
    """Who is in the room: asked once a page, and kept with every answer on it."""

    below = ("presence", "present")
    presence = one_of("Who is in the room?", IN_THE_ROOM, inline=True)
    present = several("Who else is here?", {}, hint="Tick those who are on the map.")

    def offer(self, shown: Network) -> None:
        """Offer everybody on the shared map who can be in a room."""
        self.present.choices = of_people(
            one for one in shown.members if one.id != shown.adult_id and one.kind is MemberKind.PERSON and not one.has_died
        )
        if self.brought_back and self.presence.data == Presence.ALONE.value:  # a draft may be from another day
            self.presence.data = Presence.NOT_KNOWN.value

    def room(self) -> Room:
        """Who was in the room, as far as it was said. Call it after validation only."""
        return Room(Presence(self.presence.data or Presence.NOT_KNOWN), tuple(self.present.data or ()))


class MapForm(InTheRoomForm):
    """The name generator, many names in one go, one on each line; and how close everybody on the map is.

    The rows of the table are read from what was sent, one for each member.
    """

    family = paragraph("Family", limit=20_000, rows=3)
    friend = paragraph("Friends", limit=20_000, rows=3)
    neighbour = paragraph("Neighbours", limit=20_000, rows=3)
    faith = paragraph("Faith", limit=20_000, rows=3)
    club = paragraph("Clubs and groups", limit=20_000, rows=3)
    paid = paragraph("People paid to help", limit=20_000, rows=3)
    pet = paragraph("Pets", limit=20_000, rows=3)
    place = paragraph("Places", limit=20_000, rows=3)

    def named(self) -> tuple[Named, ...]:
        """Everybody named, in the order of the prompts. Raises ``BadInputError``."""
        return tuple(found for sphere in PROMPTS for found in read_names(_lines(self[sphere.value].data), sphere))

    @staticmethod
    def answers(sent: Mapping[str, str]) -> tuple[FirstPass, ...]:
        """Read the rows as they were sent; anything that is no circle counts as not answered."""
        return tuple(_answer(name.removeprefix("does-"), sent) for name in sent if name.startswith("does-"))


def _lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if shows(line))


def _answer(member: str, sent: Mapping[str, str]) -> FirstPass:
    """One row: ``ring-<member>`` and ``does-<member>``, and in ``had-<member>`` what the page showed of both."""
    had = Had.read(sent.get(f"had-{member}", ""))
    does = one_line(sent[f"does-{member}"])[:NAME_LENGTH]
    return FirstPass(member, ring_of(sent.get(f"ring-{member}")), does, ring_of(had.ring), one_line(had.does), had.version)


@dataclass(frozen=True, slots=True)
class Had:
    """What a row showed when its page was opened, and the member's version then. It travels with the form as one text."""

    version: int = 0
    ring: str = ""
    does: str = ""

    @classmethod
    def read(cls, text: str) -> "Had":
        """Read it back; whatever was tampered with matches nothing."""
        version, ring, does = [*text.split(" ", 2), "", "", ""][:3]
        return cls(int(version) if version.isdecimal() and len(version) < 10 else 0, ring if ring in RINGS else "", does)

    def __str__(self) -> str:
        return f"{self.version} {self.ring or '-'} {self.does}"


def ring_of(value: str | None) -> Ring | None:
    """The circle behind a choice, None where none was chosen or there is no such circle."""
    return Ring(int(value)) if value in RINGS else None


class TogetherForm(InTheRoomForm):
    """One member, as asked together."""

    name = words("Name", needed="Enter a name")
    does = words("What do they do?", hint="For example takes you shopping, plays cards, cuts the grass")
    ring = one_of("How close?", RINGS, inline=True)
    asked_ring = hidden()
    asked_gets = hidden()
    asked_gives = hidden()
    gets = several("What help do you get from them?", SupportKind)
    gives = several("What help do you give them?", SupportKind)

    def told(self, side: str) -> dict[str, str]:
        """How much was said of each kind of help. Call it after validation only."""
        return {kind.value: self[box_of(side, kind)].data for kind in SupportKind if self[box_of(side, kind)].data}

    def boxes(self, side: str) -> list[Any]:
        """The box of each kind of help, in the order of the ticks."""
        return [self[box_of(side, kind)] for kind in SupportKind]

    def answer(self) -> Together:
        """What was answered. Call it after validation only."""
        return Together(
            self.name.data,
            self.does.data,
            ring_of(self.ring.data),
            self.gets.data,
            self.gives.data,
            self.told("gets"),
            self.told("gives"),
            ring_of(self.asked_ring.data),
            _kinds(self.asked_gets.data),
            _kinds(self.asked_gives.data),
        )


def box_of(side: str, kind: SupportKind) -> str:
    """The name of the box for how much of one kind of help there is, ``gets`` or ``gives``."""
    return f"{side}_{kind.name.lower()}"


for _side in ("gets", "gives"):
    for _kind in SupportKind:
        setattr(TogetherForm, box_of(_side, _kind), words(f"{_kind.capitalize()}: about how much, and when?", limit=200))


def in_one(kinds: Iterable[str]) -> str:
    """Kinds of help as one text, to travel with the form."""
    return ", ".join(kinds)


def _kinds(text: str | None) -> tuple[str, ...]:
    """Read them back; what was tampered with is left out."""
    sent = set((text or "").split(", "))
    return tuple(kind.value for kind in SupportKind if kind.value in sent)
