"""The family format: people, unions and bonds as JSON, as genogram programs and the command line exchange them."""

from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from netmeet.domain.emotional import ONE_WAY, EmotionalKind
from netmeet.domain.network import Child, ChildKind, Gender, Member, MemberKind, Network, Sphere, Tie, TieKind, Union, UnionKind
from netmeet.domain.readings import Direction, Emotional, Reading, Voice, What
from netmeet.exchange.imported import PAGE_LIMIT, Imported, check_people, check_size
from netmeet.exchange.part import Part
from netmeet.exchange.plain_json import load_json
from netmeet.exchange.spheres import sphere_of

_GENDERS = MappingProxyType({"": Gender.UNKNOWN, "U": Gender.UNKNOWN, "M": Gender.MAN, "F": Gender.WOMAN, "X": Gender.NON_BINARY})
_UNIONS = MappingProxyType(
    {kind.value: kind for kind in UnionKind}
    | {
        "civil": UnionKind.CIVIL_PARTNERSHIP,
        "cohabitation": UnionKind.COHABITING,
        "living together": UnionKind.COHABITING,
        "separation": UnionKind.SEPARATED,
        "divorce": UnionKind.DIVORCED,
        "marriage": UnionKind.MARRIED,
    }
)
_CHILDREN = MappingProxyType(
    {kind.value: kind for kind in ChildKind}
    | {
        "": ChildKind.BIRTH,
        "biological": ChildKind.BIRTH,
        "natural": ChildKind.BIRTH,
        "adoption": ChildKind.ADOPTED,
        "adoptive": ChildKind.ADOPTED,
        "fostered": ChildKind.FOSTER,
        "surrogate": ChildKind.DONOR,
        "kinship": ChildKind.KINSHIP_CARE,
    }
)

_KNOWN_FIELDS = MappingProxyType(
    {
        "": {"name", "ego", "people", "unions", "bonds"},
        "people": {"id", "name", "sex", "birth", "death", "birth_order", "role"},
        "unions": {"id", "partners", "kind", "start", "end", "children"},
        "bonds": {"a", "b", "kind"},
    }
)


def read_family(data: bytes | str, limit: int = PAGE_LIMIT) -> Network:
    """Return the map of a family file. Raises ``UnreadableFileError``, naming the place, for a bad one."""
    raw = data.encode(errors="replace") if isinstance(data, str) else data
    check_size(raw, limit)
    return family_of(load_json(raw)).network


def is_family(found: Any) -> bool:
    """True when what a JSON file holds looks like a family."""
    return isinstance(found, dict) and "people" in found


def family_of(found: Any) -> Imported:
    """Return the family within the data of a JSON file. Raises ``UnreadableFileError``."""
    family = Part.of(found)
    members = _people(family)
    known = {member.id for member in members}
    unions = tuple(_union(part, number, known) for number, part in enumerate(family.parts("unions"), start=1))
    _refuse_twice(family, "unions", [union.id for union in unions])
    in_unions = {one for union in unions for one in (*union.partners, *(child.member for child in union.children))}
    ties, readings = _bonds(family, known)
    words = _words_of_bonds(ties, readings)
    members = tuple(_placed(member, words.get(member.id, "")) if member.id not in in_unions else member for member in members)
    ties = tuple(replace(tie, kind=TieKind.KINSHIP) if {tie.a, tie.b} <= in_unions else tie for tie in ties)
    ego = _one_of(family, "ego", known) if family.id("ego") else None
    return Imported(
        "family file",
        Network(ego, members, ties, unions, readings=readings),
        family.text("name"),
        candidates=_candidates(members, ego),
        cannot_carry=(*_odd_children(family), *_unknown_fields(found)),
    )


def _people(family: Part) -> tuple[Member, ...]:
    members = tuple(_person(part) for part in family.parts("people"))
    check_people(len(members))
    _refuse_twice(family, "people", [member.id for member in members])
    return members


def _refuse_twice(family: Part, field: str, ids: list[str]) -> None:
    twice = [id for id, times in Counter(ids).items() if times > 1]
    if twice:
        raise family.wrong(field, f"the id “{twice[0][:40]}” is used twice.")


def _person(part: Part) -> Member:
    id = part.id("id")
    if not id.strip():
        raise part.wrong("id", "every person needs an id.")
    sex = part.text("sex").strip().upper()
    if sex not in _GENDERS:
        raise part.wrong("sex", f"“{sex[:40]}” is not M, F, X or null.")
    died = part.date("death")
    return Member(
        id,
        part.text("name").strip() or id,
        sphere=Sphere.FAMILY,
        gender=_GENDERS[sex],
        does=part.text("role"),
        born=part.date("birth"),
        died=died,
        dead=died is not None,
        birth_order=part.number("birth_order"),
    )


def _placed(member: Member, bonds: str) -> Member:
    """Somebody outside the family, put where their role says, or else the words of their bonds."""
    sphere = sphere_of(member.does) or sphere_of(bonds) or Sphere.OTHER
    return replace(member, sphere=sphere, kind=MemberKind.PET if sphere is Sphere.PET else MemberKind.PERSON)


def _union(part: Part, number: int, known: set[str]) -> Union:
    partners = part.ids("partners")
    for place, partner in enumerate(partners, start=1):
        if partner not in known:
            raise part.wrong(f"partners, item {place}", _nobody(partner))
    said = part.text("kind").strip()
    kind = _UNIONS.get(said.casefold(), UnionKind.OTHER) if said else UnionKind.MARRIED if len(partners) > 1 else UnionKind.SINGLE
    return Union(
        part.id("id") or f"u{number}",
        partners,
        kind,
        part.date("start"),
        part.date("end"),
        tuple({child.member: child for child in (_child(found, known) for found in part.parts("children"))}.values()),
        label=said if kind is UnionKind.OTHER else "",
    )


def _child(part: Part, known: set[str]) -> Child:
    kind = _CHILDREN.get(part.text("kind").strip().casefold(), ChildKind.BIRTH)
    return Child(_one_of(part, "id", known), kind, part.id("multiple"), part.yes("identical"))


def _one_of(part: Part, field: str, known: set[str]) -> str:
    id = part.id(field)
    if id not in known:
        raise part.wrong(field, _nobody(id))
    return id


def _nobody(id: str) -> str:
    return f"“{id[:40]}” is not the id of anybody in this file."


def _bonds(family: Part, known: set[str]) -> tuple[tuple[Tie, ...], tuple[Reading, ...]]:
    """One tie a pair, and one emotional line a bond."""
    ties: dict[frozenset[str], Tie] = {}
    readings: list[Reading] = []
    for part in family.parts("bonds"):
        a, b = _one_of(part, "a", known), _one_of(part, "b", known)
        if a == b:
            raise part.wrong("b", "this bond joins somebody to themselves.")
        tie = ties.setdefault(frozenset((a, b)), Tie(f"t{len(ties) + 1}", a, b))
        number = len(readings) + 1
        line = _emotional(part.text("kind").strip(), forwards=tie.a == a)
        readings.append(Reading(f"r{number}", tie.id, What.EMOTIONAL, line, Voice.OTHER, evidence="From an imported file.", seq=number))
    return tuple(ties.values()), tuple(readings)


def _emotional(said: str, *, forwards: bool) -> Emotional:
    kind = _EMOTIONAL.get(_bare(said), EmotionalKind.OTHER) if said else EmotionalKind.NORMAL
    direction = Direction.BOTH if kind not in ONE_WAY else Direction.A_TO_B if forwards else Direction.B_TO_A
    return Emotional(kind, direction, said if kind is EmotionalKind.OTHER else "")


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


_EMOTIONAL = MappingProxyType({_bare(kind.value): kind for kind in EmotionalKind})


def _words_of_bonds(ties: tuple[Tie, ...], readings: tuple[Reading, ...]) -> dict[str, str]:
    """The words that stand on each person's bonds."""
    ends = {tie.id: (tie.a, tie.b) for tie in ties}
    words: dict[str, str] = {}
    for reading in readings:
        for end in ends[reading.about]:
            words[end] = f"{words.get(end, '')} {getattr(reading.value, 'text', '')}"
    return words


def _candidates(members: tuple[Member, ...], ego: str | None) -> tuple[str, ...]:
    alive = [member.id for member in members if member.kind is MemberKind.PERSON and not member.has_died and member.id != ego]
    return (ego, *alive) if ego else tuple(alive)


def _odd_children(family: Part) -> tuple[str, ...]:
    said = [part.text("kind").strip() for union in family.parts("unions") for part in union.parts("children")]
    odd = sorted({kind for kind in said if kind.casefold() not in _CHILDREN})
    return tuple(f"“{kind[:40]}” is not a way that netmeet knows for a child to belong to a family: it becomes birth." for kind in odd)


def _unknown_fields(found: dict[str, Any]) -> tuple[str, ...]:
    """The fields that netmeet does not know, said once each."""
    unknown = {str(field) for field in found.keys() - _KNOWN_FIELDS[""]}
    for name in ("people", "unions", "bonds"):
        unknown |= {f"{name}: {field}" for item in found.get(name) or () for field in item.keys() - _KNOWN_FIELDS[name]}
    return tuple(f"The field “{field[:60]}” is not one that netmeet keeps." for field in sorted(unknown)[:20])
