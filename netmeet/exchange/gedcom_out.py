"""The family of a map as GEDCOM 7, for programs that keep family trees."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import gedcom7
from gedcom7.types import GedcomStructure

from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Child, ChildKind, Gender, Member, MemberKind, Network, Sphere, Union, UnionKind
from netmeet.drawing.svg import clean
from netmeet.exchange.gedcom_dates import MONTHS
from netmeet.exchange.gedcom_families import BEGAN, CIVIL, ENDED, OWN_WORDS, SEPARATED
from netmeet.exchange.written import Written, counted, without_words

_SEX = MappingProxyType({Gender.MAN: "M", Gender.WOMAN: "F", Gender.NON_BINARY: "X", Gender.UNKNOWN: "U"})
# Couples of whom the left partner stands in the place that older programs keep for a woman.
_TURNED = ([Gender.WOMAN, Gender.MAN], [Gender.WOMAN, Gender.UNKNOWN], [Gender.UNKNOWN, Gender.MAN])
# Ways to belong that the standard has a word for; the others stand as words beside OTHER.
_PEDI = MappingProxyType({ChildKind.BIRTH: "BIRTH", ChildKind.ADOPTED: "ADOPTED", ChildKind.FOSTER: "FOSTER"})
_PHRASES = MappingProxyType({ChildKind.STEP: "Step child", ChildKind.DONOR: "Donor conceived", ChildKind.KINSHIP_CARE: "Kinship care"})

_WERE_MARRIED = frozenset({UnionKind.MARRIED, UnionKind.CIVIL_PARTNERSHIP, UnionKind.DIVORCED, UnionKind.WIDOWED})
_TOGETHER = frozenset({UnionKind.COHABITING, UnionKind.AFFAIR})
_APART = MappingProxyType({UnionKind.SEPARATED: SEPARATED, UnionKind.WIDOWED: OWN_WORDS[UnionKind.WIDOWED]})


def write_gedcom(network: Network) -> Written:
    """Return the family of a map as a GEDCOM 7 file: who is joined, who is whose child, and the dates of their lives."""
    return _Tree(without_words(network), len(network.readings)).written()


@dataclass(slots=True)
class _Tree:
    """The family within a map; ``lost`` counts what the file cannot say, while it is made."""

    network: Network
    said: int
    lost: Counter[str] = field(default_factory=Counter)

    def written(self) -> Written:
        family = self._family()
        unions = [found for union in self.network.unions if (found := self._within(union, family)).partners or found.children]
        records = [
            _line("HEAD", parts=[_line("GEDC", parts=[_line("VERS", "7.0")]), _line("SOUR", "netmeet")]),
            *(self._person(member, links) for member, links in zip(family.values(), _links(family, unions), strict=True)),
            *(_couple(union, [family[one] for one in union.partners]) for union in unions),
            _line("TRLR"),
        ]
        data = gedcom7.dumps(records).encode()
        return Written("family.ged", "text/vnd.familysearch.gedcom", data, tuple(self._leaves(family)))

    def _family(self) -> dict[str, Member]:
        """The adult, everybody of the family, and everybody who is somebody's partner, parent or child."""
        joined = {one for union in self.network.unions for one in _everybody(union)} | {self.network.adult_id}
        people = (member for member in self.network.members if member.kind is MemberKind.PERSON)
        return {member.id: member for member in people if member.sphere is Sphere.FAMILY or member.id in joined}

    def _within(self, union: Union, family: dict[str, Member]) -> Union:
        """What of a couple and its children the file can hold."""
        partners = [one for one in dict.fromkeys(union.partners) if one in family]
        children = {child.member: child for child in reversed(union.children) if child.member in family}
        self.lost["partner"] += len(partners[2:])
        self.lost["twin"] += sum(1 for child in children.values() if child.multiple)
        self.lost["words"] += bool(union.label) and union.kind is not UnionKind.OTHER
        self.lost["how joined"] += (union.kind is UnionKind.SINGLE) is (len(partners) > 1)
        return replace(union, partners=tuple(partners[:2]), children=tuple(reversed(children.values())))

    def _person(self, member: Member, links: list[GedcomStructure]) -> GedcomStructure:
        name = " ".join(clean(member.name).replace("/", " ").split())
        self.lost["slash"] += "/" in member.name
        parts = [*([_line("NAME", name)] if name else []), _line("SEX", _SEX[member.gender])]
        if member.born:
            parts.append(_event("BIRT", member.born))
        if member.has_died:
            parts.append(_event("DEAT", member.died))
        return _line("INDI", xref=_xref(member.id), parts=[*parts, *links])

    def _leaves(self, family: dict[str, Member]) -> Iterator[str]:
        others = [member for member in self.network.members if member.id not in family]
        kinds = Counter(member.kind for member in others)
        words = [
            counted(kinds[kind], one, many)
            for kind, one, many in (
                (MemberKind.PERSON, "person who is not family", "people who are not family"),
                (MemberKind.PET, "pet", "pets"),
                (MemberKind.ORGANISATION, "organisation", "organisations"),
                (MemberKind.PLACE, "place", "places"),
            )
            if kinds[kind]
        ]
        if words:
            yield f"{', '.join(words)}."
        more = ((len(self.network.ties), "tie", "ties"), (len(self.network.households), "household", "households"))
        left = [counted(*row) for row in (*more, (self.said, "thing said", "things said")) if row[0]]
        if left:
            yield f"{', '.join(left)}."
        yield "Addresses, telephone numbers, health, pronouns and every other detail of a person, and whom the case is about."
        yield from (counted(self.lost[what], one, many) for what, one, many in _LOST if self.lost[what])


_LOST = (
    ("partner", "further partner of a couple.", "further partners of couples."),
    ("twin", "place as a twin: the child stands there, as a single one.", "places as twins: the children stand there, as single ones."),
    (
        "how joined",
        "word for how a couple is joined that does not fit its number of partners.",
        "words for how couples are joined that do not fit their number of partners.",
    ),
    ("words", "word beside how a couple is joined.", "words beside how couples are joined."),
    ("slash", "name with a stroke (/): it becomes a space.", "names with a stroke (/): it becomes a space."),
)


def _links(family: dict[str, Member], unions: list[Union]) -> list[list[GedcomStructure]]:
    """For each of the family their links to families: those they are a child of, then those they are a partner in."""
    links: dict[str, list[GedcomStructure]] = {id: [] for id in family}
    for union in unions:
        for child in union.children:
            links[child.member].append(_child_of(union, child))
    for union in unions:
        for partner in union.partners:
            links[partner].append(_line("FAMS", to=_xref(union.id)))
    return list(links.values())


def _couple(union: Union, partners: list[Member]) -> GedcomStructure:
    parts = [
        *(_line(tag, to=_xref(partner.id)) for tag, partner in _places(partners)),
        *(_line("CHIL", to=_xref(child.member)) for child in union.children),
        *_joined(union),
    ]
    return _line("FAM", xref=_xref(union.id), parts=parts)


def _everybody(union: Union) -> Iterator[str]:
    yield from union.partners
    yield from (child.member for child in union.children)


def _places(partners: list[Member]) -> list[tuple[str, Member]]:
    """The two places of a couple. They say nothing of gender, but programs before version 7 think that they do."""
    if len(partners) == 1:
        return [("WIFE" if partners[0].gender is Gender.WOMAN else "HUSB", partners[0])]
    turned = [partner.gender for partner in partners] in _TURNED
    return list(zip(("WIFE", "HUSB") if turned else ("HUSB", "WIFE"), partners, strict=False))


def _child_of(union: Union, child: Child) -> GedcomStructure:
    if child.kind in _PEDI:
        return _line("FAMC", to=_xref(union.id), parts=[_line("PEDI", _PEDI[child.kind])])
    return _line("FAMC", to=_xref(union.id), parts=[_line("PEDI", "OTHER", parts=[_line("PHRASE", _PHRASES[child.kind])])])


def _joined(union: Union) -> Iterator[GedcomStructure]:
    """The events that say how a couple is joined, since when and until when."""
    kind = union.kind
    words = clean(union.label) if kind is UnionKind.OTHER else ""
    if kind in _WERE_MARRIED:
        civil = [_line("TYPE", CIVIL)] if kind is UnionKind.CIVIL_PARTNERSHIP else []
        yield _event("MARR", union.start, civil)
    elif kind is UnionKind.ENGAGED:
        yield _event("ENGA", union.start)
    elif kind in _TOGETHER or union.start or words:
        yield _own_event(OWN_WORDS.get(kind, BEGAN), union.start, words)
    if kind is UnionKind.DIVORCED:
        yield _event("DIV", union.end)
    elif kind in _APART or union.end:
        yield _own_event(_APART.get(kind, ENDED), union.end)


def _own_event(type: str, date: PartialDate | None, words: str = "") -> GedcomStructure:
    return _line("EVEN", words, parts=[_line("TYPE", type), *_date(date)])


def _event(tag: str, date: PartialDate | None, more: list[GedcomStructure] | None = None) -> GedcomStructure:
    """An event. Without its date it still happened: the standard's word for that is Y."""
    return _line(tag, "" if date else "Y", parts=[*(more or []), *_date(date)])


def _date(date: PartialDate | None) -> list[GedcomStructure]:
    if date is None:
        return []
    parts = [str(date.day)] if date.day else []
    parts += [MONTHS[date.month - 1]] if date.month else []
    return [_line("DATE", " ".join([*parts, f"{date.year:04d}"]))]


def _line(
    tag: str, text: str = "", *, xref: str | None = None, to: str | None = None, parts: list[GedcomStructure] | None = None
) -> GedcomStructure:
    return GedcomStructure(tag, pointer=to, text=text, xref=xref, children=parts or [])


def _xref(id: str) -> str:
    return f"@{id.upper()}@"
