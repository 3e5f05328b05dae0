"""Families for the drawing tests: the family format as a network, and families that are made up."""

from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Child, ChildKind, Gender, Member, Network, Tie, Union, UnionKind
from netmeet.domain.readings import Emotional, EmotionalKind, Reading, Voice, What

_GENDERS = {"M": Gender.MAN, "F": Gender.WOMAN, "X": Gender.NON_BINARY}


def network_of(family):
    """A network from the family format; bonds become ties with an emotional reading."""
    return Network(
        adult_id=family.get("ego"),
        members=tuple(_member(person) for person in family["people"]),
        unions=tuple(_union(union) for union in family["unions"]),
        ties=tuple(Tie(f"tie {k}", bond["a"], bond["b"]) for k, bond in enumerate(family.get("bonds", []))),
        readings=tuple(_reading(k, bond["kind"]) for k, bond in enumerate(family.get("bonds", []))),
    )


def measure(text, size, bold):
    """Widths much like those of a plain sans serif: wide capitals, narrow letters, square CJK."""
    return sum(size * (1.0 if ord(char) > 0x2E80 else 0.66 if char.isupper() else 0.55) for char in text) * (1.06 if bold else 1.0)


def _year(value):
    return PartialDate(value) if value else None


def _member(person):
    return Member(
        person["id"],
        person["name"],
        gender=_GENDERS.get(person.get("sex"), Gender.UNKNOWN),
        born=_year(person.get("birth")),
        died=_year(person.get("death")),
        birth_order=person.get("birth_order"),
        does=person.get("role", ""),
    )


def _union(union):
    children = tuple(
        Child(
            child["id"],
            _kind(ChildKind, child.get("kind"), ChildKind.BIRTH),
            multiple=str(child.get("twin", "")),
        )
        for child in union["children"]
    )
    return Union(
        union["id"], tuple(union["partners"]), _kind(UnionKind, union.get("kind"), UnionKind.OTHER), _year(union.get("start")),
        _year(union.get("end")), children,
    )  # fmt: skip


def _kind(kinds, text, default):
    return kinds(text) if text in list(kinds) else default


def _reading(k, text):
    kind = _kind(EmotionalKind, text, EmotionalKind.OTHER)
    value = Emotional(kind, text=text if kind is EmotionalKind.OTHER else "")
    return Reading(f"reading {k}", f"tie {k}", What.EMOTIONAL, value, Voice.ADULT, seq=k + 1)
