import re
import shutil
import subprocess
from io import BytesIO

import networkx as nx
import pytest
from hypothesis import given

from netmeet.domain.network import Child, MemberKind, Sphere, TieKind, UnionKind
from netmeet.domain.readings import Closeness, Ring
from netmeet.drawing.svg import clean
from netmeet.exchange.edges import edges_of
from netmeet.exchange.graph_out import write_dot, write_graphml
from netmeet.exchange.written import without_words
from tests.support.hostile import NAMES
from tests.support.make import a_household, a_member, a_network, a_reading, a_tie, a_union
from tests.support.maps import CANARY, networks

FAMILY = a_network(
    a_member("Rose", address=CANARY, health=CANARY),
    a_member("Ike", sphere=Sphere.FAMILY),
    a_member("Ada", sphere=Sphere.FAMILY),
    a_member("Lidl", kind=MemberKind.ORGANISATION),
    a_tie("rose", "lidl", TieKind.PAID, label="works there"),
    a_union("rose", "ike", kind=UnionKind.DIVORCED, children=[Child("ada", kind=Child("ada").kind)]),
    a_household("rose", "ada"),
    a_reading("rose-lidl", Closeness(Ring.EXCHANGE), evidence=CANARY),
)
HOSTILE = a_network(
    *(a_member(name, id=f"x{n}") for n, (name, _) in enumerate(NAMES.values())),
    *(a_tie("x0", f"x{n}", label=name) for n, (name, _) in enumerate(NAMES.values()) if n),
)
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def graphml(network):
    return nx.read_graphml(BytesIO(write_graphml(network).data), force_multigraph=True)


def dot_lines(network):
    """Each line of the body: what stands before its attributes, and the attributes as Graphviz takes them."""
    head, *body, end = write_dot(network).data.decode().splitlines()
    assert (head, end) == ('digraph "map" {', "}")
    for line in body[1:]:
        found = re.fullmatch(r"  (m\d+(?: -> m\d+)?) \[(.*)\]", line)
        assert found, line
        pairs = re.findall(r'([a-z]+)=("(?:[^"\\]|\\.)*"|[a-z]+)(?: |$)', found[2])
        assert " ".join(f"{key}={value}" for key, value in pairs) == found[2], line
        yield found[1], {key: plain(value) for key, value in pairs}


def plain(value):
    inner = STRING.fullmatch(value)
    return re.sub(r"\\(.)", r"\1", inner[1]).replace("&amp;", "&") if inner else value


def test_graphml_holds_names_kinds_and_lines():
    graph = graphml(FAMILY)

    assert dict(graph.nodes(data=True)) == {
        "m1": {"label": "Rose", "kind": "person", "sphere": "other", "adult": True},
        "m2": {"label": "Ike", "kind": "person", "sphere": "family", "adult": False},
        "m3": {"label": "Ada", "kind": "person", "sphere": "family", "adult": False},
        "m4": {"label": "Lidl", "kind": "organisation", "sphere": "other", "adult": False},
    }
    assert [(a, b, {"label": "", **edge}) for a, b, edge in graph.edges(data=True)] == [
        ("m1", "m4", {"joins": "tie", "kind": "paid", "label": "works there"}),
        ("m1", "m2", {"joins": "couple", "kind": "divorced", "label": ""}),
        ("m1", "m3", {"joins": "parent", "kind": "birth", "label": ""}),
        ("m2", "m3", {"joins": "parent", "kind": "birth", "label": ""}),
    ]


def test_dot_holds_the_same():
    lines = list(dot_lines(FAMILY))

    assert [place for place, _ in lines] == ["m1", "m2", "m3", "m4", "m1 -> m4", "m1 -> m2", "m1 -> m3", "m2 -> m3"]
    assert lines[3][1] == {"label": "Lidl", "kind": "organisation", "sphere": "other", "adult": "false", "shape": "box"}
    assert lines[4][1] == {"joins": "tie", "kind": "paid", "label": "works there", "dir": "none"}
    assert lines[6][1]["dir"] == "forward"


@pytest.mark.parametrize("write", [write_graphml, write_dot])
def test_what_stays_behind_is_told_and_does(write):
    childless = a_network(*FAMILY.members, a_union(children=["ada"]))

    written = write(FAMILY)

    assert CANARY.encode() not in written.data
    assert written.leaves_behind[0] == "1 thing said, 1 household."
    assert "1 family of children whose parents nobody has named." in write(childless).leaves_behind


@pytest.mark.parametrize("write", [write_graphml, write_dot])
def test_the_same_map_gives_the_same_bytes_whatever_its_ids(write):
    one, other = (a_network(a_member("Rose", id=a), a_member("Ike", id=b), a_tie(a, b)) for a, b in ("ab", "yx"))

    assert write(one).data == write(other).data


def test_no_name_breaks_graphml():
    graph = graphml(HOSTILE)

    names = [clean(name) for name, _ in NAMES.values()]
    assert [node.get("label") or "" for _, node in graph.nodes(data=True)] == names
    assert [edge.get("label") or "" for _, _, edge in graph.edges(data=True)] == names[1:]


def test_no_name_breaks_dot():
    labels = [attributes["label"] for _, attributes in dot_lines(HOSTILE)]

    names = [clean(name) for name, _ in NAMES.values()]
    assert labels == [*names, *names[1:]]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not here")
def test_graphviz_reads_every_name_as_it_is():
    found = subprocess.run(["dot", "-Tplain"], input=write_dot(HOSTILE).data, capture_output=True, check=True).stdout.decode()

    assert sum(line.startswith("node ") for line in found.splitlines()) == len(NAMES)


@given(networks())
def test_every_line_of_a_map_stands_in_both(network):
    found = without_words(network)
    lines = [(edge.a, edge.b, edge.joins, edge.kind) for edge in edges_of(found)]

    graph = graphml(network)
    dotted = [(*place.split(" -> "), edge["joins"], edge["kind"]) for place, edge in dot_lines(network) if "->" in place]

    assert len(graph.nodes) == len(network.members)
    assert sorted((a, b, edge["joins"], edge["kind"]) for a, b, edge in graph.edges(data=True)) == sorted(lines)
    assert dotted == lines
