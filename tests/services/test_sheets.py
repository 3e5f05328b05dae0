import pytest

from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Child
from netmeet.exchange.csv_columns import MEMBERS, TIES
from netmeet.exchange.csv_in import Chosen
from netmeet.exchange.csv_join import Choices
from netmeet.exchange.csv_text import read_table
from netmeet.exchange.imported import PEOPLE_LIMIT
from netmeet.services import exports, sheets
from netmeet.services.exports import Format
from netmeet.services.sheets import Tables
from netmeet.store import audit


def tables(members="", ties=""):
    chosen = [(text, columns) for text, columns in ((members, MEMBERS), (ties, TIES))]
    return Tables(*(Chosen.guess(read_table(text.encode()), columns) if text else None for text, columns in chosen))


@pytest.fixture
def on_case(within, case_id):
    """Run a service on the case, and return what it returned."""
    return lambda do: within(case_id, do)


@pytest.fixture
def network(on_case):
    """The map as it is kept now."""
    return lambda: on_case(lambda case: case.network)


@pytest.fixture
def add(on_case):
    """Add tables to the case."""

    def run(members="", ties="", **choices):
        found = tables(members, ties)
        return on_case(lambda case: sheets.add(case, sheets.read(case, found), Choices(**choices)))

    return run


def test_tables_join_the_map_with_everybody_in_their_place(add, network):
    assert add("Name,What they do\nKev,son\nAmy,\n", "From,To,Line\nKev,Amy,parent\n") == 2

    found = network()
    rose, kev, amy = found.members
    assert (kev.name, amy.name) == ("Kev", "Amy")
    assert {(union.partners, union.children) for union in found.unions} == {
        ((kev.id,), (Child(amy.id),)),
        ((rose.id,), (Child(kev.id),)),
    }
    assert {(tie.a, tie.b) for tie in found.ties} == {(rose.id, kev.id), (rose.id, amy.id)}


def test_a_family_that_is_there_gets_its_next_child(add, network):
    add("Name,What they do\nIke,husband\nAda,daughter\n")
    add("Name,What they do\nBen,son\n")

    (union,) = [union for union in network().unions if union.children]
    assert [network().member(child.member).name for child in union.children] == ["Ada", "Ben"]


@pytest.mark.parametrize("adult", ["#9", "nobody"])
def test_the_adult_is_somebody_in_the_file(add, adult):
    with pytest.raises(BadInputError, match="Choose somebody who is in the file"):
        add("Number,Name\n1,Kev\n", adult=adult)


PEOPLE = "Name\n" + "".join(f"P{number}\n" for number in range(100))
PAIRS = [f"P{one},P{other}" for one in range(100) for other in range(100) if one != other]


@pytest.mark.parametrize(
    ("members", "ties", "says"),
    [
        ("Name\n" + "".join(f"P{number}\n" for number in range(PEOPLE_LIMIT)), "", "more than 2,000 members"),
        (PEOPLE + "Zed\n", "From,To\n" + "\n".join(PAIRS) + "\nP1,P2" * 100, "more than 10,000 ties"),
        (PEOPLE, "From,To,Line\n" + "\n".join(f"{pair},couple" for pair in PAIRS), "more than 2,000 couples and families"),
    ],
)
def test_a_map_never_gets_too_large(add, network, members, ties, says):
    with pytest.raises(BadInputError, match=says):
        add(members, ties)

    assert len(network().members) == 1


@pytest.mark.parametrize("form", Format)
def test_each_export_is_written_down_without_a_name(on_case, form):
    written, noted = on_case(lambda case: (exports.export_map(case, form), audit.of_case(case.session, case.id, 1)))

    assert b"Rose" in written.data or form is Format.TIES
    assert (noted[0].what, tuple(noted[0].details)) == ("exported the map", (form.value,))
    assert "Rose" not in written.name


def test_what_each_format_leaves_behind_is_known_before(on_case):
    left = on_case(exports.leaves_behind)

    assert set(left) == set(Format)
    assert left[Format.GEDCOM] == on_case(lambda case: exports.export_map(case, Format.GEDCOM)).leaves_behind
