"""Families for the drawing tests: told in a few words, made up at random, and measured with widths that need no font."""

import json

from netmeet.exchange.family import read_family


def network_of(family):
    """A network from the family format."""
    return read_family(json.dumps(family))


def measure(text, size, bold):
    """Widths much like those of a plain sans serif: wide capitals, narrow letters, square CJK."""
    return sum(size * (1.0 if ord(char) > 0x2E80 else 0.66 if char.isupper() else 0.55) for char in text) * (1.06 if bold else 1.0)


def told(*unions, bonds=(), alone="", born=None):
    """A family in the family format from lines like ``"Ann Bob: Cy Di"`` (partners: children), in the order of the years.

    A child may be given as ``Cy/adopted``; ``Cy+Di`` are twins. ``alone`` are people in no union, ``bonds`` lines like ``"Ann Cy close"``.
    """
    people, made = {}, []
    for k, line in enumerate(unions):
        partners, _, children = line.partition(":")
        links = [
            {"id": child.partition("/")[0], "kind": child.partition("/")[2] or "birth", "multiple": group if "+" in group else ""}
            for group in children.split()
            for child in group.split("+")
        ]
        made.append({"id": f"u{k}", "partners": partners.split(), "kind": "married", "start": 1950 + 2 * k, "end": None, "children": links})
        people |= dict.fromkeys([*partners.split(), *(link["id"] for link in links)])
    people |= dict.fromkeys(alone.split())
    sexes = "FM"
    return {
        "people": [
            {"id": one, "name": one, "sex": sexes[k % 2], "birth": (born or {}).get(one), "death": None} for k, one in enumerate(people)
        ],
        "unions": made,
        "bonds": [dict(zip(("a", "b", "kind"), bond.split(maxsplit=2), strict=True)) for bond in bonds],
        "ego": next(iter(people), None),
    }


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
                made["children"].append({"id": child, "kind": random.choice(_KINDS), "multiple": twin})
                if twin:
                    again = person(born[child])
                    made["children"].append({"id": again, "kind": "birth", "multiple": twin})
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
