"""Small builders of invented people. Ids come from names: ``a_member("Dawn")`` is ``dawn``, ``a_tie("priya", "dawn")`` is ``priya-dawn``.

    network = a_network(
        a_member("Priya"), a_member("Dawn"),
        a_tie("priya", "dawn"),
        a_reading("priya-dawn", Importance(ImportanceLevel.VERY)),
        a_concern("priya-dawn", source="dawn", level=ConcernLevel.SERIOUS, voice=Voice.PRACTITIONER),
    )

The first member is the adult unless ``adult`` says otherwise. Readings are numbered in the order they are given.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from netmeet.domain.casefile import CaseFile, Profile
from netmeet.domain.network import Child, Household, Member, Network, Tie, TieKind, Union, UnionKind
from netmeet.domain.readings import (
    SAYABLE,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Importance,
    ImportanceLevel,
    Reading,
    Restriction,
    RestrictionKind,
    Ring,
    Support,
    SupportKind,
    Value,
    Voice,
)

TODAY = date(2026, 3, 9)

Part = Member | Tie | Union | Household | Reading


def an_id(name: str) -> str:
    """The id that a builder gives to somebody of this name."""
    return name.strip().lower().replace(" ", "-")


def a_member(name="Priya", id=None, **fields) -> Member:
    return Member(id=id or an_id(name), name=name, **fields)


def a_tie(a, b, kind=TieKind.SOCIAL, id=None, **fields) -> Tie:
    return Tie(id=id or f"{a}-{b}", a=a, b=b, kind=kind, **fields)


def a_union(*partners, children=(), id=None, kind=UnionKind.MARRIED, **fields) -> Union:
    """A union; ``children`` are ids (born to it) or ``Child`` values."""
    kept = tuple(child if isinstance(child, Child) else Child(child) for child in children)
    return Union(id=id or "+".join(partners) or "union", partners=partners, kind=kind, children=kept, **fields)


def a_household(*members, id=None, name="") -> Household:
    return Household(id=id or "home-" + "-".join(members), name=name, members=members)


def a_reading(about, value: Value, voice=Voice.ADULT, **fields) -> Reading:
    """Anything said about a tie or member; what it is a reading of follows from the value."""
    what = next(what for what, row in SAYABLE.items() if isinstance(value, row.value))
    return Reading(**{"id": "", "about": about, "what": what, "value": value, "voice": voice, "said_on": TODAY} | fields)


def _towards(about: str, source: str | None) -> Direction:
    """The direction from ``source`` along a tie that kept its usual id."""
    if source is None:
        return Direction.BOTH
    return Direction.A_TO_B if about.startswith(f"{source}-") else Direction.B_TO_A


def important(about, level=ImportanceLevel.VERY, voice=Voice.ADULT, **fields) -> Reading:
    return a_reading(about, Importance(level), voice, **fields)


def close(about, ring=Ring.INTIMACY, voice=Voice.ADULT, **fields) -> Reading:
    return a_reading(about, Closeness(ring), voice, **fields)


def gives(about, giver, kind=SupportKind.COMPANY, amount="", voice=Voice.ADULT, **fields) -> Reading:
    return a_reading(about, Support(kind, _towards(about, giver), amount), voice, **fields)


def a_concern(
    about, source=None, level=ConcernLevel.SERIOUS, type=ConcernType.PSYCHOLOGICAL, heard="", voice=Voice.PRACTITIONER, **fields
) -> Reading:
    """A worry that ``source`` (an end of the tie; None for both ways) may harm the other end."""
    return a_reading(about, Concern(type, level, _towards(about, source), heard), voice, **fields)


def a_restriction(
    about, bound, kind=RestrictionKind.NON_MOLESTATION, starts=None, ends=None, terms="", source_seen="", voice=Voice.PRACTITIONER, **fields
) -> Reading:
    """An order, condition or limit on ``bound`` (an end of the tie), for the other end."""
    return a_reading(about, Restriction(kind, _towards(about, bound), terms, source_seen, starts, ends), voice, **fields)


def a_network(*parts: Part, adult: str | None = "") -> Network:
    """A map of these parts, whatever their order. Readings without an id or place are numbered from 1."""
    members = _those(parts, Member)
    readings = _those(parts, Reading)
    return Network(
        adult_id=(members[0].id if members else None) if adult == "" else adult,
        members=members,
        ties=_those(parts, Tie),
        unions=_those(parts, Union),
        households=_those(parts, Household),
        readings=tuple(
            replace(reading, id=reading.id or f"r{place}", seq=reading.seq or place) for place, reading in enumerate(readings, start=1)
        ),
    )


def _those(parts: Iterable[Part], kind: type) -> tuple:
    return tuple(part for part in parts if isinstance(part, kind))


def a_case(*parts: Part, adult: str | None = "", profile: Profile | None = None, **fields) -> CaseFile:
    """A whole case about the map of these parts; ``fields`` are the other parts of a ``CaseFile``."""
    network = a_network(*parts, adult=adult)
    return CaseFile(profile or Profile(id="case", adult_id=network.adult_id or "", reference="NM-1"), network, **fields)
