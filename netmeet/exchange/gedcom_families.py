"""The couples of a GEDCOM file and their children."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from netmeet.domain.dates import PartialDate
from netmeet.domain.network import Child, ChildKind, Union, UnionKind
from netmeet.domain.plain import LINE_LIMIT
from netmeet.exchange.gedcom_dates import read_date
from netmeet.exchange.gedcom_tree import Record

VOID = "@VOID@"

# Words in PEDI, in its phrase, or in _FREL and _MREL (Family Tree Maker).
_BELONGS = (
    ("adopt", ChildKind.ADOPTED),
    ("foster", ChildKind.FOSTER),
    ("step", ChildKind.STEP),
    ("donor", ChildKind.DONOR),
    ("guardian", ChildKind.KINSHIP_CARE),
    ("kinship", ChildKind.KINSHIP_CARE),
    ("birth", ChildKind.BIRTH),
    ("natural", ChildKind.BIRTH),
    ("biological", ChildKind.BIRTH),
    ("sealing", ChildKind.BIRTH),
)

BEGAN, ENDED, SEPARATED, CIVIL = "Together", "Ended", "Separated", "Civil partnership"
OWN_WORDS = MappingProxyType({UnionKind.WIDOWED: "Widowed", UnionKind.AFFAIR: "Affair", UnionKind.COHABITING: "Living together"})
"""The types of events that GEDCOM has no tag for, as netmeet writes them."""

_TOGETHER = frozenset(word.casefold() for word in (BEGAN, OWN_WORDS[UnionKind.AFFAIR], OWN_WORDS[UnionKind.COHABITING]))
_APART = frozenset(word.casefold() for word in (ENDED, SEPARATED, OWN_WORDS[UnionKind.WIDOWED], "separation"))


@dataclass(frozen=True, slots=True)
class Families:
    """The families of a file. ``ids`` are the members by their id in the file, ``people`` the records by member."""

    ids: dict[str, str]
    people: dict[str, Record]
    lost: Counter[str]

    def unions(self, families: list[Record]) -> Iterator[Union]:
        """One union a family, in the order of the file. A family that names nobody gives none."""
        partners_of, children_of = self._named_from_below("FAMS"), self._named_from_below("FAMC")
        words_of = self._words_from_below()
        for number, family in enumerate(families, start=1):
            partners = self._ends(family, ("HUSB", "WIFE"), partners_of.get(family.xref, []))
            children = self._ends(family, ("CHIL",), children_of.get(family.xref, []))
            if partners or children:
                kind, start, end = self._standing(family, len(partners))
                words = self._words_above(family)
                those = tuple(self._child(id, [*words.get(id, ()), *words_of.get((id, family.xref), ())]) for id in children)
                yield Union(f"u{number}", partners, kind, start, end, those, self._label(family) if kind is UnionKind.OTHER else "")

    def _named_from_below(self, tag: str) -> dict[str, list[str]]:
        """The members whose own record names a family: some files link one way only."""
        named: dict[str, list[str]] = {}
        for id, person in self.people.items():
            for link in person.all(tag):
                named.setdefault(link.value.strip(), []).append(id)
        named.pop("", None)
        return named

    def _ends(self, family: Record, tags: tuple[str, ...], from_below: list[str]) -> tuple[str, ...]:
        links = [link.value.strip() for link in family.all(*tags)]
        ends = [self.ids[link] for link in links if link in self.ids]
        self.lost["link"] += sum(1 for link in links if link not in self.ids and link not in (VOID, ""))
        return tuple(dict.fromkeys((*ends, *from_below)))

    def _standing(self, family: Record, partners: int) -> tuple[UnionKind, PartialDate | None, PartialDate | None]:
        """How a couple is joined, since when and until when. Married again after a divorce counts as married."""
        marriages, ends = list(family.all("MARR")), list(family.all("DIV", "ANUL"))
        began, ended = self._event(family, _TOGETHER) or family.first("ENGA"), self._event(family, _APART)
        start, end = self._date(marriages[-1] if marriages else began), self._date(ends[-1] if ends else ended)
        self.lost["earlier marriage"] += len(marriages) > 1
        kind = self._kind(family, marriages)
        if partners < 2:
            kind = UnionKind.SINGLE
        elif ends and start and end and start > end and marriages:
            end = None
        elif ends:
            kind = UnionKind.DIVORCED
        self.lost["how joined"] += kind is UnionKind.OTHER
        return kind, start, end

    def _kind(self, family: Record, marriages: list[Record]) -> UnionKind:
        ways = " ".join(marriage.text("TYPE") for marriage in marriages).casefold()
        events = " ".join(f"{event.value} {event.text('TYPE')}" for event in family.all("EVEN")).casefold()
        if "separated" in events or "separation" in events:
            return UnionKind.SEPARATED
        own = next((kind for kind, word in OWN_WORDS.items() if self._event(family, {word.casefold()})), None)
        if own:
            return own
        if "civil partner" in ways or "civil union" in ways:
            return UnionKind.CIVIL_PARTNERSHIP
        if any(word in f"{ways} {events}" for word in ("common law", "cohabit", "living together", "unmarried")):
            return UnionKind.COHABITING
        if marriages:
            return UnionKind.MARRIED
        return UnionKind.ENGAGED if family.first("ENGA") else UnionKind.OTHER

    def _event(self, family: Record, types: Collection[str]) -> Record | None:
        """The first event whose type is one of these."""
        return next((event for event in family.all("EVEN") if event.text("TYPE").casefold() in types), None)

    def _label(self, family: Record) -> str:
        """The words that netmeet itself writes for how a couple is joined."""
        event = self._event(family, {BEGAN.casefold()})
        return event.value.strip()[:LINE_LIMIT] if event else ""

    def _date(self, event: Record | None) -> PartialDate | None:
        return date_of(event, self.lost)

    def _child(self, id: str, words: list[str]) -> Child:
        said = " ".join(words).casefold()
        kind = next((kind for word, kind in _BELONGS if word in said), None)
        self.lost["way to belong"] += bool(said.strip()) and kind is None
        return Child(id, kind or ChildKind.BIRTH)

    def _words_above(self, family: Record) -> dict[str, list[str]]:
        """What a family says about how its children belong to it."""
        words: dict[str, list[str]] = {}
        for link in family.all("CHIL"):
            words.setdefault(self.ids.get(link.value.strip(), ""), []).extend((link.text("_FREL"), link.text("_MREL")))
        return words

    def _words_from_below(self) -> dict[tuple[str, str], list[str]]:
        """What each child says about how they belong to a family."""
        words: dict[tuple[str, str], list[str]] = {}
        for id, person in self.people.items():
            for link in person.all("FAMC"):
                said = (part.value + " " + part.text("PHRASE") for part in link.all("PEDI"))
                words.setdefault((id, link.value.strip()), []).extend(said)
            for event in person.all("ADOP"):
                words.setdefault((id, event.text("FAMC")), []).append("adopted")
        return words


def date_of(event: Record | None, lost: Counter[str]) -> PartialDate | None:
    """The date of an event; what is lost of it is counted."""
    said = event.text("DATE") if event else ""
    date = read_date(said)
    lost["date"] += bool(said) and date.date is None
    lost["exact date"] += date.about
    return date.date
