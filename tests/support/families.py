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


def made_up(random, people):
    """A family in the family format, of about that many people: partners in turn, children of every kind, loops, non-kin and bonds."""
    born: dict[str, int] = {}
    family = {"people": [], "unions": [], "bonds": []}

    def person(year):
        name = " ".join(random.choice(_NAMES) for _ in range(random.randint(1, 3)))
        one = f"p{len(born):03}"
        born[one] = year
        died = year + random.randint(20, 90) if random.random() < 0.3 else None
        sex = random.choice("MMMFFFX") if random.random() < 0.95 else None
        family["people"].append({"id": one, "name": name, "sex": sex, "birth": year if random.random() < 0.9 else None, "death": died})
        return one

    def union(partners, year):
        kind = random.choice(("married", "cohabiting", "separated", "divorced"))
        end = year + random.randint(1, 20) if kind in ("separated", "divorced") else None
        family["unions"].append(
            {"id": f"u{len(family['unions']):03}", "partners": partners, "kind": kind, "start": year if random.random() < 0.7 else None,
             "end": end, "children": []}
        )  # fmt: skip
        return family["unions"][-1]

    fresh = [person(1930)]
    while fresh and len(born) < people:
        one = fresh.pop(0)
        for turn in range(random.choice((1, 1, 1, 2, 3))):
            others = [other for other in fresh if abs(born[other] - born[one]) < 12]
            other = random.choice(others) if others and random.random() < 0.12 else person(born[one] + random.randint(-6, 6))
            _in_laws(random, family, person, union, other, born)
            made = union([one] if random.random() < 0.1 else [one, other], born[one] + 22 + 6 * turn)
            for place in range(random.choice((0, 1, 1, 2, 2, 3, 5))):
                child = person(born[one] + 23 + 6 * turn + 2 * place)
                twin = f"t{child}" if random.random() < 0.08 else ""
                made["children"].append({"id": child, "kind": random.choice(_KINDS), "twin": twin})
                if twin:
                    again = person(born[child])
                    made["children"].append({"id": again, "kind": "birth", "twin": twin})
                    fresh.append(again)
                fresh.append(child)
    _adoptions(random, family, born)
    _friends(random, family, person, born)
    family["ego"] = random.choice(list(born))
    return family


_NAMES = ("Ada", "Bo", "Chidinma", "Dafydd", "Eilidh", "Featherstonehaugh", "Grace", "Haruki", "Ines", "Jo", "Oluwaseun", "Quill", "Wren")
_KINDS = ("birth", "birth", "birth", "birth", "adopted", "foster", "step")
_BONDS = ("close", "hostile", "distant", "cutoff", "fused", "plays chess with", "professional")


def _in_laws(random, family, person, union, other, born):
    if random.random() < 0.15 and not any(other in (child["id"] for child in made["children"]) for made in family["unions"]):
        made = union([person(born[other] - 28), person(born[other] - 26)], born[other] - 5)
        made["children"] = [{"id": other, "kind": "birth"}, {"id": person(born[other] + 2), "kind": "birth"}]


def _adoptions(random, family, born):
    """Some children have a second family of their parents' age."""
    for made in random.sample(family["unions"], len(family["unions"]) // 12):
        fits = [one for one in born if all(22 < born[one] - born[partner] < 34 for partner in made["partners"])]
        if fits and (one := random.choice(fits)) not in (child["id"] for child in made["children"]):
            made["children"].append({"id": one, "kind": "adopted"})


def _friends(random, family, person, born):
    kin = list(born)
    for _ in range(random.randint(0, 5)):
        family["bonds"].append({"a": random.choice(kin), "b": person(1950), "kind": random.choice(_BONDS)})
    for _ in range(random.randint(0, 5)):
        a, b = random.choice(kin), random.choice(kin)
        if a != b and {a, b} not in [{bond["a"], bond["b"]} for bond in family["bonds"]]:
            family["bonds"].append({"a": a, "b": b, "kind": random.choice(_BONDS)})
