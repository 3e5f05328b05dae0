"""Where in somebody's life a person belongs, told by the words that a file uses for them."""

import re

from netmeet.domain.network import Sphere

# Whole words, in order: the first that fits counts.
_MARKS = (
    (Sphere.PET, "pet|dog|cat|budgie|rabbit"),
    (Sphere.NEIGHBOUR, "neighbour|neighbor|nghbr"),
    (Sphere.FAITH, "vicar|priest|imam|rabbi|pastor|chaplain|clergy|church|mosque|temple|gurdwara|synagogue|faith"),
    (Sphere.CLUB, "club|choir|team mate|group|class"),
    (Sphere.PAID, "professional|paid|nurse|doctor|gp|(?:social|support|care|key|youth) worker|therapist|teacher|police"),
    (Sphere.PAID, "(?:probation|police) officer|agency|solicitor|advocate|counsellor|home help|home ?care(?!s)"),
    (Sphere.FRIEND, "friend|mate|pal"),
)
_FITS = tuple((sphere, re.compile(rf"\b(?:{marks})s?\b", re.IGNORECASE)) for sphere, marks in _MARKS)


def sphere_of(words: str) -> Sphere | None:
    """The part of somebody's life that the words speak of, where they speak of any."""
    return next((sphere for sphere, fits in _FITS if fits.search(words)), None)
