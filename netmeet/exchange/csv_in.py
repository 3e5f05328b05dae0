"""Tables of members and ties from a spreadsheet, read by the columns that somebody chose. Whatever is wrong is named by its row."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from netmeet.domain.errors import BadInputError, UnreadableFileError
from netmeet.domain.network import Gender, Member, MemberKind, Network, Sphere
from netmeet.domain.plain import LINE_LIMIT, TEXT_LIMIT, TEXT_LIMITS
from netmeet.exchange.csv_columns import ADULT, FIRST, ID, LAST, MEMBERS, NAME, Column, guessed
from netmeet.exchange.csv_text import Table
from netmeet.exchange.csv_words import known, short, small_number, sphere_told, text_of, typed_date, yes_or_no
from netmeet.exchange.imported import check_people
from netmeet.exchange.written import counted

T = TypeVar("T")

PROBLEMS_LIMIT = 20
"""The most problems that are named; whoever mends these finds the rest."""

_TEXTS = ("pronouns", "does", "address", "phone", "email", "safe_contact", "health", "communication")
_OF_SPHERE = {Sphere.PET: MemberKind.PET, Sphere.PLACE: MemberKind.PLACE}


class BadRowsError(UnreadableFileError):
    """A table that cannot be imported as it stands. ``problems`` are sentences, each with its row and column."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = len(problems) - 1
        super().__init__(problems[0] + (f" And {counted(more, 'more problem', 'more problems')} like this." if more else ""))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row by the keys of its columns; a key that no column has is an empty cell."""

    number: int
    cells: dict[str, str]
    headings: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def where(self, key: str) -> str:
        """The row and the column, as the file calls them."""
        return f"Row {self.number}, {self.headings[key]}" if key in self.headings else f"Row {self.number}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A table and what each of its columns holds: keys of ``csv_columns``, empty for a column that is left out."""

    table: Table
    keys: tuple[str, ...]

    @classmethod
    def guess(cls, table: Table, columns: tuple[Column, ...]) -> "Chosen":
        """The table with its columns told by their headings."""
        return cls(table, guessed(table.header, columns))

    def rows(self) -> Iterator[Cells]:
        """Every row."""
        headings = {key: heading for key, heading in zip(self.keys, self.table.header, strict=True) if key}
        for row in self.table.rows:
            yield Cells(row.number, {key: cell for key, cell in zip(self.keys, row.cells, strict=True) if key}, headings)

    def left_out(self) -> tuple[str, ...]:
        """The headings of the columns that are left out although something stands in them."""
        used = [any(row.cells[place] for row in self.table.rows) for place in range(len(self.keys))]
        headed = zip(self.table.header, self.keys, used, strict=True)
        return tuple(heading or "without a heading" for heading, key, holds in headed if holds and not key)


@dataclass(slots=True)
class Problems:
    """What is wrong with a table, and the words in it that netmeet has no place for."""

    said: list[str] = field(default_factory=list)
    odd: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, row: Cells, key: str, says: str) -> None:
        """Note a problem with a cell."""
        self.said.append(f"{row.where(key)}: {says}")

    def value(self, row: Cells, key: str, read: Callable[[str], T]) -> T | None:
        """What a cell says; None, and a problem more, where it cannot be read."""
        try:
            return read(row[key])
        except BadInputError as error:
            self.add(row, key, str(error))
            return None

    def word(self, row: Cells, key: str, of: str) -> Any:
        """The word of a list that a cell says; None for an empty cell, and for a word that no list has, which is counted."""
        found = known(of, row[key]) if row[key] else None
        if row[key] and found is None:
            self.odd[row.headings[key], short(row[key])] += 1
        return found

    def text(self, row: Cells, key: str, limit: int) -> str:
        """A cell as text."""
        return self.value(row, key, lambda cell: text_of(cell, limit)) or ""

    def check(self) -> None:
        """Raise ``BadRowsError`` where there are problems."""
        if self.said:
            raise BadRowsError(self.said[:PROBLEMS_LIMIT])

    def sentences(self) -> Iterator[str]:
        """What netmeet has no word for."""
        for (heading, word), count in list(self.odd.items())[:PROBLEMS_LIMIT]:
            yield f"{heading}: netmeet has no place for “{word}” ({counted(count, 'row', 'rows')})."


def read_members(chosen: Chosen, problems: Problems) -> Network:
    """Return everybody in a table, with ids made of the numbers that it gives them, and the adult where it names them.

    Problems are added to ``problems``. Raises ``UnreadableFileError`` for too many people.
    """
    check_columns(chosen, MEMBERS, problems)
    if not {NAME, FIRST, LAST} & set(chosen.keys):
        problems.said.append("Say which column holds the name. Without names nobody can be added.")
        return Network()
    check_people(len(chosen.table.rows))
    rows = list(chosen.rows())
    members = tuple(_member(row, problems) for row in rows)
    _check_numbers(rows, members, problems)
    adults = [(row, member) for row, member in zip(rows, members, strict=True) if problems.value(row, ADULT, yes_or_no)]
    for row, _ in adults[1:]:
        problems.add(row, ADULT, f"the case is about one person only, and row {adults[0][0].number} says who.")
    return Network(adults[0][1].id if adults else None, members)


def check_columns(chosen: Chosen, columns: tuple[Column, ...], problems: Problems) -> None:
    """Note every column of ours that two columns of a file were chosen for."""
    headings = {column.key: column.heading for column in columns}
    for key, times in Counter(key for key in chosen.keys if key).items():
        if times > 1:
            problems.said.append(f"{times} columns of the file are “{headings[key]}”. Choose one, and leave the others out.")


def _check_numbers(rows: list[Cells], members: tuple[Member, ...], problems: Problems) -> None:
    first: dict[str, int] = {}
    for row, member in zip(rows, members, strict=True):
        if member.id in first:
            problems.add(row, ID, f"“{short(row[ID])}” stands in row {first[member.id]} already. Each needs a number of their own.")
        first.setdefault(member.id, row.number)


def _member(row: Cells, problems: Problems) -> Member:
    name = " ".join((row[NAME] or f"{row[FIRST]} {row[LAST]}").split())
    if not name:
        problems.add(row, NAME, "there is no name here.")
    elif len(name) > LINE_LIMIT:
        problems.add(row, NAME, f"a name must be {LINE_LIMIT} characters or fewer.")
    texts: dict[str, Any] = {key: problems.text(row, key, TEXT_LIMITS.get(key, TEXT_LIMIT)) for key in _TEXTS}
    kind = problems.word(row, "kind", "kind")
    sphere = _sphere(row, name, kind, problems)
    died = problems.value(row, "died", typed_date)
    return Member(
        numbered(row[ID] or f"row {row.number}"),
        name,
        kind=kind or _OF_SPHERE.get(sphere, MemberKind.PERSON),
        sphere=sphere,
        gender=problems.word(row, "gender", "gender") or Gender.UNKNOWN,
        born=problems.value(row, "born", typed_date),
        died=died,
        dead=bool(problems.value(row, "dead", yes_or_no)),
        under_18=problems.value(row, "under_18", yes_or_no),
        birth_order=problems.value(row, "birth_order", small_number),
        off_copies=bool(problems.value(row, "off_copies", yes_or_no)),
        **texts,
    )


def _sphere(row: Cells, name: str, kind: MemberKind | None, problems: Problems) -> Sphere:
    """Where somebody belongs: as the cell says, else as what they do or their name (Mum, Nan Jean) tells."""
    told = sphere_told(row["sphere"]) if row["sphere"] and known("sphere", row["sphere"]) is None else None
    by_kind = {MemberKind.PET: Sphere.PET, MemberKind.PLACE: Sphere.PLACE}
    if told:
        return told
    found: Sphere | None = problems.word(row, "sphere", "sphere")
    if found is None and not row["sphere"]:
        found = (by_kind.get(kind) if kind else None) or sphere_told(row["does"], name)
    return found or Sphere.OTHER


def numbered(number: str) -> str:
    """The id of somebody in a table: their number there, marked so that it is never the id of somebody on a map."""
    return f"#{number}"
