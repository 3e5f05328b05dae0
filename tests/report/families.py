"""The families that the layout report measures: hard ones, invented ones, and cuts of real family trees where they are at hand."""

import json
import random
from collections import deque
from pathlib import Path

from netmeet.exchange.gedcom import read_gedcom
from tests.support.families import made_up, told

SHARED = Path(__file__).parents[3] / "shared"
SIZES = (8, 15, 30, 60, 120, 250)
_KINDS = ("close", "hostile", "distant", "cutoff", "plays chess with")

OWN_HARD = {
    "three partners in turn": told("Ann Bob: Cy", "Ann Dan: Eve", "Ann Fay: Gus Hal"),
    "half-brothers on both sides": told("Ann Bob: Cy", "Bob Di: Eve", "Ann Fay: Gus"),
    "remarried to one another": told("Ann Bob: Cy", "Ann Dan: Eve", "Ann Bob: Fay"),
    "two brothers and two sisters": told("Ann Bob: Cy Dan", "Eve Fay: Gil Hal", "Cy Gil: Ida", "Dan Hal: Jo"),
    "cousins who marry": told("Ann Bob: Cy Di", "Cy Eve: Fay", "Di Gus: Hal", "Fay Hal: Ida"),
    "an uncle and his niece": told("Ann Bob: Cy Di", "Cy Eve: Fay", "Di Fay: Gus"),
    "adopted, with both families": told("Ann Bob: Cy Dan/adopted", "Eve Fay: Dan Gus"),
    "two women and a donor": told("Ann Bea: Cy Di", "Eve: Cy/donor Di/donor"),
    "a ring of partners": told("Ann Bob: Cy", "Bob Di: Eve", "Di Fay: Gus", "Fay Ann: Hal"),
    "kinship care": told("Ann Bob: Cy Dan", "Cy Eve: Fay", "Ann Bob: Fay/foster"),
}  # fmt: skip
"""Stand in where the shared hard inputs are not at hand."""


def hard():
    """The hard families by name."""
    found = {path.stem.removeprefix("hard-"): json.loads(path.read_text()) for path in sorted((SHARED / "layout/inputs").glob("*.json"))}
    return found or OWN_HARD


def invented(seed, people):
    """A made-up family with its own few ties."""
    return made_up(random.Random(seed), people)  # noqa: S311


def of_size(people, seed=0):
    """An invented family of nearly that many people."""
    return min((made_up(random.Random(seed * 1000 + k), people) for k in range(40)), key=lambda family: abs(len(family["people"]) - people))  # noqa: S311


def with_ties(family, count, seed=3):
    """The same family with that many ties between random people, and no others."""
    rng, people = random.Random(seed), [person["id"] for person in family["people"]]  # noqa: S311
    pairs, most = {}, len(people) * (len(people) - 1) // 2
    while len(pairs) < min(count, most):
        a, b = rng.sample(people, 2)
        pairs[frozenset((a, b))] = {"a": a, "b": b, "kind": rng.choice(_KINDS)}
    return {**family, "bonds": list(pairs.values())}


def real(people):
    """Cuts of that many people around somebody, of every shared family tree that is big enough."""
    found = {}
    for path in sorted((SHARED / "gedcom").glob("*/*.ged")):
        try:
            network = read_gedcom(path.read_bytes(), path.name).network
        except ValueError:
            continue
        near = _around(network, people)
        if len(near) >= people:
            found[path.stem] = _family(network, near)
    return found


def _around(network, people):
    """The nearest relatives of whoever is in most unions, that person first."""
    beside = {member.id: [] for member in network.members}
    for union in network.unions:
        everybody = [one for one in (*union.partners, *(child.member for child in union.children)) if one in beside]
        for one in everybody:
            beside[one] += [other for other in everybody if other != one]
    if not beside:
        return set()
    start = max(beside, key=lambda one: (len(beside[one]), one))
    near, todo = {start: None}, deque([start])
    while todo and len(near) < people:
        for other in beside[todo.popleft()]:
            if other not in near and len(near) < people:
                near[other] = None
                todo.append(other)
    return set(near)


def _family(network, near):
    """The part of a network in the family format; names are left out."""
    names = {one: f"Person {k}" for k, one in enumerate(sorted(near))}
    sexes = {"man": "M", "woman": "F"}
    people = [
        {
            "id": member.id,
            "name": names[member.id],
            "sex": sexes.get(str(member.gender)),
            "birth": member.born.year if member.born else None,
            "death": member.died.year if member.died else None,
        }
        for member in network.members
        if member.id in near
    ]
    unions = [
        {
            "id": union.id,
            "partners": [one for one in union.partners if one in near],
            "kind": "married",
            "start": union.start.year if union.start else None,
            "end": union.end.year if union.end else None,
            "children": [{"id": child.member, "kind": "birth"} for child in union.children if child.member in near],
        }
        for union in network.unions
    ]
    return {"people": people, "unions": [union for union in unions if union["partners"]], "bonds": [], "ego": people[0]["id"]}
