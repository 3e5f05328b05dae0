"""What is asked while everybody looks at the screen."""

from netmeet.domain.network import Sphere
from netmeet.domain.readings import Presence, Ring, SupportKind
from netmeet.domain.wording import RING_NAMES
from netmeet.services.network import FirstPass, Named, read_names
from netmeet.web.fields import one_of, paragraph, several, words
from netmeet.web.forms import Form

PROMPTS = {
    Sphere.FAMILY: ("Family", "Mum, sister Jean, my son Lee"),
    Sphere.FRIEND: ("Friends", ""),
    Sphere.NEIGHBOUR: ("Neighbours", "Dev, does the bins"),
    Sphere.FAITH: ("Faith", "a church, temple, mosque or gurdwara"),
    Sphere.CLUB: ("Clubs and groups", "lunch club, allotment"),
    Sphere.PAID: ("People paid to help", "Amina, mornings"),
    Sphere.PET: ("Pets", ""),
    Sphere.PLACE: ("Places", "the park, the library"),
}

RINGS = {str(ring.value): name for ring, name in RING_NAMES.items()}

IN_THE_ROOM = {
    Presence.ALONE.value: "Just the two of us",
    Presence.WITH_OTHERS.value: "Others are here too",
    Presence.NOT_KNOWN.value: "Leave this open",
}


class NamesForm(Form):
    """The name generator: many names in one go, one on each line."""

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
        return tuple(found for sphere in PROMPTS for found in read_names(self[sphere.value].data or "", sphere))


class ClosenessForm(Form):
    """How close everybody is; the rows of the table are read from what was sent, one for each member."""

    presence = one_of("Who is in the room?", IN_THE_ROOM, inline=True)

    def asked_with(self) -> Presence:
        """Who was in the room, as far as it was said."""
        return Presence(self.presence.data or Presence.NOT_KNOWN)

    @staticmethod
    def answers(sent: dict[str, str]) -> tuple[FirstPass, ...]:
        """Read ``ring-<member>`` and ``does-<member>`` pairs; anything that is no circle counts as not answered."""
        members = [name.removeprefix("does-") for name in sent if name.startswith("does-")]
        return tuple(
            FirstPass(
                member,
                Ring(int(sent[f"ring-{member}"])) if sent.get(f"ring-{member}") in RINGS else None,
                " ".join(sent[f"does-{member}"].split())[:300],
            )
            for member in members
        )


class TogetherForm(Form):
    """One member, as asked together."""

    name = words("Name", needed="Enter a name")
    does = words("What do they do?", hint="For example takes you shopping, plays cards, cuts the grass")
    ring = one_of("How close?", RINGS, inline=True)
    gets = several("What help do you get from them?", SupportKind)
    gives = several("What help do you give them?", SupportKind)
    amount = words("About how much, and when?", hint="In the person’s own words, for example “most mornings”", limit=200)
    presence = one_of("Who is in the room?", IN_THE_ROOM, inline=True)

    def asked_with(self) -> Presence:
        """Who was in the room, as far as it was said."""
        return Presence(self.presence.data or Presence.NOT_KNOWN)
