"""The members and the ties of a map as two tables for a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from netmeet.domain.network import Network, Union, UnionKind
from netmeet.exchange.csv_columns import ADULT, MEMBERS, TIES, headings
from netmeet.exchange.csv_text import write_table
from netmeet.exchange.edges import edges_of
from netmeet.exchange.written import Written, counted, without_words

_TYPE = "text/csv"


def write_members(network: Network) -> Written:
    """Return everybody on a map, one in a row, with everything that is kept about them."""
    found = without_words(network)
    keys = [column.key for column in MEMBERS if column.written]
    rows = (
        [_cell(member.id == found.adult_id or None if key == ADULT else getattr(member, key)) for key in keys] for member in found.members
    )
    left = [*_counts(network), "Ties, couples and children: they are the other table."]
    return Written("members.csv", _TYPE, write_table(headings(MEMBERS), rows), tuple(left))


def write_ties(network: Network) -> Written:
    """Return every line of a map, one in a row: ties, couples, and parents with each child."""
    found = without_words(network)
    names = {member.id: member.name for member in found.members}
    rows = (
        [
            *(edge.a, names[edge.a], edge.b, names[edge.b], edge.joins, edge.kind, edge.words),
            *(_cell(edge.start), _cell(edge.end), edge.family),
        ]
        for edge in edges_of(found)
    )
    return Written("ties.csv", _TYPE, write_table(headings(TIES), rows), tuple(_left_of_ties(network)))


def template(columns: str) -> bytes:
    """Return an empty table with its headings: ``members`` or ``ties``."""
    return write_table(headings(MEMBERS if columns == "members" else TIES), ())


def _cell(value: Any) -> str:
    """A value as it is typed: yes and no, a word of a list, a date. Unset is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _counts(network: Network) -> Iterator[str]:
    said, households = len(network.readings), len(network.households)
    left = [counted(said, "thing said", "things said")] if said else []
    left += [counted(households, "household", "households")] if households else []
    if left:
        yield f"{', '.join(left)}."
    staff = sum(1 for member in network.members if member.staff_id)
    if staff:
        yield "Which members of the map are staff with an account."


def _left_of_ties(network: Network) -> Iterator[str]:
    yield from _counts(network)
    twins = sum(1 for union in network.unions for child in union.children if child.multiple)
    if twins:
        yield counted(twins, "place as a twin.", "places as twins.")
    empty = sum(1 for union in network.unions if not union.partners or (len(union.partners) == 1 and not union.children))
    if empty:
        yield counted(
            empty,
            "family of one person alone, or of children whose parents nobody has named.",
            "families of one person alone, or of children whose parents nobody has named.",
        )
    alone = sum(1 for union in network.unions if len(union.partners) == 1 and union.children and _was_joined(union))
    if alone:
        yield counted(alone, "date or word about how a parent alone was joined.", "dates or words about how parents alone were joined.")


def _was_joined(union: Union) -> bool:
    return bool(union.start or union.end or union.label) or union.kind is not UnionKind.SINGLE
