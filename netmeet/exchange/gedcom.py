"""GEDCOM 5.5, 5.5.1 and 7: the people, couples, children and associates of a family tree.

Men and women are told by SEX alone: HUSB and WIFE are only the two places of a couple (FamilySearch GEDCOM 7, FAM).
"""

from collections import Counter
from dataclasses import replace
from types import MappingProxyType

from netmeet.domain.contradictions import UNNAMED
from netmeet.domain.errors import UnreadableFileError
from netmeet.domain.network import Gender, Member, Network, Sphere, Tie, TieKind
from netmeet.domain.plain import ITEM_LIMIT, ITEM_LIMITS, LINE_LIMIT
from netmeet.exchange.characters import lines_of
from netmeet.exchange.gdz import is_zip, unzipped
from netmeet.exchange.gedcom_families import VOID, Families, date_of
from netmeet.exchange.gedcom_lines import sift
from netmeet.exchange.gedcom_losses import losses
from netmeet.exchange.gedcom_tree import Record, records_of
from netmeet.exchange.imported import PAGE_LIMIT, Imported, check_size
from netmeet.exchange.spheres import sphere_of

_GENDERS = MappingProxyType({"M": Gender.MAN, "F": Gender.WOMAN, "X": Gender.NON_BINARY})
_KIN = MappingProxyType(
    {
        "CHIL": "child",
        "FATH": "father",
        "HUSB": "husband",
        "MOTH": "mother",
        "MULTIPLE": "twin",
        "PARENT": "parent",
        "SPOU": "spouse",
        "WIFE": "wife",
    }
)
_ROLES = _KIN | {
    "CLERGY": "clergy",
    "FRIEND": "friend",
    "GODP": "godparent",
    "NGHBR": "neighbour",
    "OFFICIATOR": "officiated",
    "OTHER": "",
    "WITN": "witness",  # codespell:ignore witn
}


GEDCOM_LIMIT = 8 * 1024 * 1024
"""The most bytes of a family tree: 4,000 for each of 2,000 people."""


def read_gedcom(data: bytes, name: str = "", limit: int = PAGE_LIMIT) -> Imported:
    """Return the family of a GEDCOM file, or of a .gdz file.

    Raises ``UnreadableFileError``, naming the line where there is one, for anything else. No more than ``limit`` bytes
    are read or unpacked, and never more than ``GEDCOM_LIMIT``.
    """
    limit = min(limit, GEDCOM_LIMIT)
    check_size(data, limit)
    lost: Counter[str] = Counter()
    if is_zip(data):
        data, lost["file"] = unzipped(data, limit)
    sifted = sift(lines_of(data))
    network = _network(records_of(sifted), lost)
    return Imported(
        f"GEDCOM {sifted.version}",
        network,
        name,
        candidates=tuple(member.id for member in network.members if not member.has_died),
        cannot_carry=losses(sifted, lost),
    )


def _network(records: tuple[Record, ...], lost: Counter[str]) -> Network:
    people = {f"m{number}": record for number, record in enumerate((one for one in records if one.tag == "INDI"), start=1)}
    ids: dict[str, str] = {}
    for id, person in people.items():
        if person.xref:
            ids.setdefault(person.xref, id)
    unions = tuple(Families(ids, people, lost).unions([record for record in records if record.tag == "FAM"]))
    _check_count(len(unions), "unions", "couples and families")
    ties = _ties(ids, people, lost)
    _check_count(len(ties), "ties", "associates")
    spheres = {end: sphere_of(tie.label) for tie in ties for end in (tie.a, tie.b)}
    spheres |= {one: Sphere.FAMILY for union in unions for one in (*union.partners, *(child.member for child in union.children))}
    members = tuple(_member(id, person, spheres.get(id) or Sphere.OTHER, lost) for id, person in people.items())
    return Network(members=members, ties=ties, unions=unions)


def _check_count(count: int, of: str, many: str) -> None:
    most = ITEM_LIMITS.get(of, ITEM_LIMIT)
    if count > most:
        raise UnreadableFileError(f"There are {count:,} {many} in this file; {most:,} is the most. Export one branch of the family.")


def _member(id: str, person: Record, sphere: Sphere, lost: Counter[str]) -> Member:
    # "NO DEAT" is how GEDCOM 7 says that somebody lives; some programs write "DEAT N".
    lost["other date"] += sum(max(0, sum(1 for event in person.all(tag) if event.text("DATE")) - 1) for tag in ("BIRT", "DEAT"))
    gone = [event for event in person.all("DEAT", "BURI", "CREM") if event.value.strip().upper() != "N"]
    return Member(
        id,
        _name(person, lost),
        sphere=sphere,
        gender=_GENDERS.get(person.text("SEX").upper(), Gender.UNKNOWN),
        born=date_of(person.first("BIRT"), lost),
        died=date_of(person.first("DEAT"), lost),
        dead=bool(gone),
    )


def _name(person: Record, lost: Counter[str]) -> str:
    """The first name in the file, as said aloud: GEDCOM marks surnames with slashes."""
    names = list(person.all("NAME"))
    lost["other name"] += max(0, len(names) - 1)
    said = [text for name in names[:1] for text in (name.value.replace("/", " "), f"{name.text('GIVN')} {name.text('SURN')}")]
    full = next((" ".join(text.split()) for text in said if text.strip()), "")
    lost["no name"] += not full
    lost["long name"] += len(full) > LINE_LIMIT
    return full[:LINE_LIMIT].strip() or UNNAMED


def _ties(ids: dict[str, str], people: dict[str, Record], lost: Counter[str]) -> tuple[Tie, ...]:
    """One tie for each two people that the file calls associates."""
    ties: dict[frozenset[str], Tie] = {}
    labels: dict[str, dict[str, None]] = {}
    for id, person in people.items():
        for associate in person.all("ASSO"):
            other = ids.get(associate.value.strip())
            if other is None or other == id:
                lost["associate"] += associate.value.strip() != VOID or bool(associate.text("PHRASE"))
                continue
            kind, label = _role(associate)
            tie = ties.setdefault(frozenset((id, other)), Tie(f"t{len(ties) + 1}", id, other, kind))
            labels.setdefault(tie.id, {})[label] = None
    return tuple(replace(tie, label=", ".join(filter(None, labels[tie.id]))[:LINE_LIMIT]) for tie in ties.values())


def _role(associate: Record) -> tuple[TieKind, str]:
    """What an associate is to somebody: a role of GEDCOM 7, or words (RELA of 5.5, or the phrase beside OTHER)."""
    role = associate.first("ROLE", "RELA")
    if role is None:
        return TieKind.SOCIAL, ""
    said = role.value.strip()
    label = role.text("PHRASE") or _ROLES.get(said.upper(), said)
    if said.upper() in _KIN:
        return TieKind.KINSHIP, label
    return TieKind.PAID if sphere_of(label) is Sphere.PAID else TieKind.SOCIAL, label
