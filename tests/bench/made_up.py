"""Invented cases of a given size, with something said about every tie: always the same for the same numbers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from netmeet.domain.casefile import CaseFile, Profile
from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.network import Gender, Member, Network, Sphere, Tie, Union
from netmeet.domain.readings import ConcernLevel, Contact, Emotional, Frequency, Reading, Ring, SupportKind
from tests.support.make import TODAY, a_concern, a_member, a_reading, a_tie, a_union, close, gives, important

_STEP = 4
"""A couple and three children, of whom the last is a partner in the next couple."""


def network_of(people: int, ties: int) -> Network:
    """A map: half of the people a family of couples with children, half of them friends and helpers; ``ties`` in all."""
    members = tuple(_member(k, people) for k in range(people))
    tied = tuple(_ties(people, ties))
    return Network(
        adult_id="m0",
        members=members,
        ties=tied,
        unions=tuple(_unions(people // 2)),
        readings=tuple(replace(said, id=f"r{n}", seq=n) for n, said in enumerate(_said(tied), start=1)),
    )


def case_of(people: int, ties: int, case_id: str, worker_id: str) -> CaseFile:
    """A whole case of that size, allocated to somebody."""
    return CaseFile(Profile(case_id, "m0", reference=f"B-{people}", worker_id=worker_id), network_of(people, ties))


def _member(k: int, people: int) -> Member:
    family = k < people // 2
    return a_member(
        f"Rowan Example {k}",
        id=f"m{k}",
        gender=list(Gender)[k % 3],
        born=PartialDate(1930 + 25 * _generation(k)) if family else None,
        sphere=Sphere.FAMILY if family else list(Sphere)[1 + k % (len(Sphere) - 1)],
        does=f"what number {k} does",
    )


def _generation(k: int) -> int:
    return k // _STEP


def _unions(family: int) -> Iterator[Union]:
    for first in range(0, family - 1, _STEP):
        children = range(first + 2, min(first + 1 + _STEP, family))
        yield a_union(f"m{first}", f"m{first + 1}", children=[f"m{child}" for child in children], id=f"u{first}")


def _ties(people: int, ties: int) -> Iterator[Tie]:
    pairs = sorted(combinations(range(people), 2), key=lambda pair: (pair[0], pair[1]))
    for a, b in islice(pairs, ties):
        yield a_tie(f"m{a}", f"m{b}", id=f"t{a}-{b}")


def _said(ties: tuple[Tie, ...]) -> Iterator[Reading]:
    for n, tie in enumerate(ties):
        yield important(tie.id)
        yield close(tie.id, list(Ring)[n % len(Ring)])
        yield gives(tie.id, tie.a, list(SupportKind)[n % len(SupportKind)], amount="about two hours a week")
        yield a_reading(tie.id, Contact(list(Frequency)[n % len(Frequency)], "by telephone"))
        if n % 5 == 0:
            yield a_concern(tie.id, level=ConcernLevel.SERIOUS, heard="Something that was seen.", said_on=TODAY)
        if n % 7 == 0:
            yield a_reading(tie.id, Emotional(EmotionalKind.CLOSE))
