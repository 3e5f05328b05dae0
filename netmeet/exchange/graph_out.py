"""The shape of a map for programs that look at graphs: GraphML, and DOT for Graphviz. Names, kinds and lines, nothing else."""

from collections.abc import Iterator
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from netmeet.domain.network import Member, MemberKind, Network
from netmeet.drawing.svg import clean
from netmeet.exchange.edges import Edge, Joins, edges_of
from netmeet.exchange.written import Written, counted, without_words

NODE_COLUMNS = ("label", "kind", "sphere", "adult")
EDGE_COLUMNS = ("joins", "kind", "label")
"""What a node and an edge carry, in both formats."""

_SHAPES = MappingProxyType(
    {MemberKind.PERSON: "ellipse", MemberKind.ORGANISATION: "box", MemberKind.PLACE: "house", MemberKind.PET: "diamond"}
)
_LOOKS = MappingProxyType({Joins.TIE: "dir=none", Joins.COUPLE: 'dir=none color="black:black"', Joins.PARENT: "dir=forward"})


def write_graphml(network: Network) -> Written:
    """Return a map as GraphML, for Gephi, yEd, R or networkx. Every line runs one way; of ties the way means nothing."""
    found = without_words(network)
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for about, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for column in columns:
            of_type = "boolean" if column == "adult" else "string"
            SubElement(root, "key", {"id": f"{about}-{column}", "for": about, "attr.name": column, "attr.type": of_type})
    graph = SubElement(root, "graph", id="map", edgedefault="directed")
    for member in found.members:
        _data(SubElement(graph, "node", id=member.id), "node", _node(member, found))
    for number, edge in enumerate(edges_of(found), start=1):
        _data(SubElement(graph, "edge", id=f"e{number}", source=edge.a, target=edge.b), "edge", _edge(edge))
    indent(root, " ")
    data = tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Written("map.graphml", "application/graphml+xml", data, tuple(_leaves(network)))


def write_dot(network: Network) -> Written:
    """Return a map as DOT, for Graphviz. Names stand in quoted labels only, never in ids, so that none can be taken for more."""
    found = without_words(network)
    lines = [
        'digraph "map" {',
        '  charset="UTF-8"',
        *(f"  {member.id} [{_quoted(_node(member, found))} shape={_SHAPES[member.kind]}]" for member in found.members),
        *(f"  {edge.a} -> {edge.b} [{_quoted(_edge(edge))} {_LOOKS[edge.joins]}]" for edge in edges_of(found)),
        "}",
    ]
    return Written("map.dot", "text/vnd.graphviz", ("\n".join(lines) + "\n").encode(), tuple(_leaves(network)))


def _node(member: Member, network: Network) -> dict[str, str]:
    adult = "true" if member.id == network.adult_id else "false"
    return dict(zip(NODE_COLUMNS, (clean(member.name), member.kind, member.sphere, adult), strict=True))


def _edge(edge: Edge) -> dict[str, str]:
    return dict(zip(EDGE_COLUMNS, (edge.joins, edge.kind, clean(edge.words)), strict=True))


def _data(element: Element, about: str, columns: dict[str, str]) -> None:
    for column, value in columns.items():
        SubElement(element, "data", key=f"{about}-{column}").text = value


def _quoted(columns: dict[str, str]) -> str:
    """Attributes as Graphviz reads them: a backslash begins an escape there, and an ampersand an entity."""
    plain = ((column, value.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')) for column, value in columns.items())
    return " ".join(f'{column}="{value}"' for column, value in plain)


def _leaves(network: Network) -> Iterator[str]:
    said, households = len(network.readings), len(network.households)
    left = [counted(said, "thing said", "things said")] if said else []
    left += [counted(households, "household", "households")] if households else []
    if left:
        yield f"{', '.join(left)}."
    alone = sum(1 for union in network.unions if not union.partners)
    if alone:
        yield counted(alone, "family of children whose parents nobody has named.", "families of children whose parents nobody has named.")
    yield "Dates, twins, gender, addresses, health and every other detail of a person or couple."
