"""The map of a case as a file for another program: tables, a family tree, a graph. Each time one leaves is written down."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from netmeet.domain.network import Network
from netmeet.exchange.csv_out import write_members, write_ties
from netmeet.exchange.gedcom_out import write_gedcom
from netmeet.exchange.graph_out import write_dot, write_graphml
from netmeet.exchange.written import Written
from netmeet.services.cases import OpenCase


class Format(StrEnum):
    """What a map can be written as, beside netmeet's own bundle."""

    MEMBERS = "members"
    TIES = "ties"
    GEDCOM = "gedcom"
    GRAPHML = "graphml"
    DOT = "dot"


_WRITERS: Mapping[Format, Callable[[Network], Written]] = MappingProxyType(
    {
        Format.MEMBERS: write_members,
        Format.TIES: write_ties,
        Format.GEDCOM: write_gedcom,
        Format.GRAPHML: write_graphml,
        Format.DOT: write_dot,
    }
)


def leaves_behind(case: OpenCase) -> dict[Format, tuple[str, ...]]:
    """What each format cannot carry of this map, in sentences."""
    return {form: write(case.network).leaves_behind for form, write in _WRITERS.items()}


def export_map(case: OpenCase, form: Format, *how: str) -> Written:
    """Return the whole map as a file of one format, as its worker sees it, and write to the audit that it left."""
    written = _WRITERS[form](case.network)
    case.note("exported the map", form.value, *how)
    return written
