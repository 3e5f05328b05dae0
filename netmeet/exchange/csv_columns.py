"""The columns of the two tables, in one place: what is written, what is understood, and what the documents say."""

from collections.abc import Iterable
from dataclasses import dataclass

NAME, FIRST, LAST, ADULT, ID = "name", "first", "last", "adult", "id"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key (a field of ``Member`` or ``Edge`` where there is one), its heading, what it holds.

    ``also`` are other headings that are taken for it. ``written`` is False for what is only read.
    """

    key: str
    heading: str
    holds: str
    also: tuple[str, ...] = ()
    written: bool = True


MEMBERS = (
    Column(ID, "Number", "What the table of ties calls them by. Any text, each once. It is not kept.", ("id", "no", "ref", "person id")),
    Column(NAME, "Name", "The whole name. Needed, unless there is a first or last name.", ("full name", "person", "member", "who")),
    Column(FIRST, "First name", "Joined with the last name.", ("forename", "given name", "first names"), written=False),
    Column(LAST, "Last name", "Joined with the first name.", ("surname", "family name"), written=False),
    Column(ADULT, "The case is about", "yes for the adult, else empty.", ("adult", "subject", "ego")),
    Column("kind", "Kind", "person, organisation, place or pet. Empty: a person.", ("type", "member type")),
    Column(
        "sphere",
        "Part of life",
        "family, friend, neighbour, faith, club, paid, pet, place or other. Empty: told by what they do.",
        ("sphere", "group", "category", "sector"),
    ),
    Column("gender", "Gender", "woman, man, non-binary or unknown.", ("sex",)),
    Column("pronouns", "Pronouns", "Text.", ()),
    Column(
        "does",
        "What they do",
        "A few words: son, best friend, does the shopping.",
        ("role", "relationship", "relation", "relationship to adult", "relationship to the adult", "does", "job", "occupation"),
    ),
    Column(
        "born",
        "Born",
        "A year, a month or a day: 1950, 6/1950, 12/6/1950 or 1950-06-12.",
        ("date of birth", "dob", "birth", "birthday", "birth date"),
    ),
    Column("died", "Died", "The same.", ("date of death", "death", "dod")),
    Column("dead", "Has died", "yes or no.", ("deceased", "dead")),
    Column("under_18", "Under 18", "yes or no. Empty: not known.", ("child", "minor")),
    Column("birth_order", "Place among siblings", "A whole number: 1 for the eldest.", ("birth order",)),
    Column("address", "Address", "Text.", ("home address", "lives at", "postal address")),
    Column("phone", "Telephone", "Text.", ("phone", "telephone number", "phone number", "mobile", "tel", "contact number")),
    Column("email", "Email", "Text.", ("e-mail", "email address", "mail")),
    Column("safe_contact", "Safe contact", "How they can safely be reached.", ("safe to contact",)),
    Column("health", "Health", "Text.", ("health conditions", "medical")),
    Column("communication", "Communication", "What helps them to follow and be heard.", ("communication needs",)),
    Column("off_copies", "Left off copies", "yes or no.", ("off copies",)),
)
TIES = (
    Column("a_id", "From number", "The number of one end in the table of members.", ("from id", "from ref")),
    Column("a", "From", "Their name, where there is no number.", ("person 1", "person a", "source")),
    Column("b_id", "To number", "The number of the other end.", ("to id", "to ref")),
    Column("b", "To", "Their name, where there is no number.", ("person 2", "person b", "target")),
    Column("joins", "Line", "tie, couple, or parent (from a parent to a child). Empty: tie.", ("type",)),
    Column(
        "kind",
        "Kind",
        "Of a tie: kinship, social or paid. Of a couple: married, civil partnership, cohabiting, engaged, affair, separated, divorced, "
        "widowed, single or other. Of a parent: birth, adopted, foster, step, donor or kinship care.",
        ("kind of tie",),
    ),
    Column("words", "In words", "What they are to one another.", ("label", "relationship", "relation", "role", "description")),
    Column("start", "Since", "Of a couple: when it began, as a birth date is written.", ("began",)),
    Column("end", "Until", "Of a couple: when it ended.", ("ended",)),
    Column("family", "Family", "Lines with the same text here are one couple and its children. Empty: told by the names.", ("union",)),
)


def headings(columns: Iterable[Column]) -> tuple[str, ...]:
    """The headings that are written."""
    return tuple(column.heading for column in columns if column.written)


def guessed(header: Iterable[str], columns: tuple[Column, ...]) -> tuple[str, ...]:
    """The key of each heading of a file, empty where it is none: by our own headings first, then by others for the same."""
    bare = [_bare(heading) for heading in header]
    own = {_bare(column.heading): column.key for column in columns} | {_bare(column.key): column.key for column in columns}
    other = {_bare(word): column.key for column in reversed(columns) for word in column.also}
    taken = {own[heading] for heading in bare if heading in own}
    given: set[str] = set()
    keys = []
    for heading in bare:
        key = own.get(heading) or (other.get(heading) if other.get(heading) not in taken else None) or ""
        keys.append("" if key in given else key)
        given.add(key)
    return tuple(keys)


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
