import csv
import io
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.network import Child, Household, Member, Network, Union, UnionKind
from netmeet.drawing.svg import clean
from netmeet.exchange.characters import NOT_TEXT
from netmeet.exchange.csv_columns import MEMBERS, TIES, headings
from netmeet.exchange.csv_in import Chosen
from netmeet.exchange.csv_join import Choices, additions, likely_adult, read_sheet
from netmeet.exchange.csv_out import template, write_members, write_ties
from netmeet.exchange.csv_text import read_table, write_table
from netmeet.exchange.written import without_words
from tests.support.hostile import NAMES
from tests.support.make import a_household, a_member, a_network, a_tie, a_union
from tests.support.maps import networks
from tests.support.stored import a_full_case

FORMULAS = ("=1+1", "+44 7700 900123", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x", " =1", "\uff1d1", "'", "'quoted'", "a=b", "")


def rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_field_of_a_member_is_a_column():
    kept = {field.name for field in fields(Member)} - {"staff_id", "version"}

    assert {column.key for column in MEMBERS if column.written} == kept | {"adult"}
    assert len({heading.casefold() for heading in headings(MEMBERS)}) == len(headings(MEMBERS))


def test_a_file_opens_right_in_a_spreadsheet():
    data = write_members(a_network(a_member("Renée"), a_member("Ann, Lee"))).data

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    assert [row[1] for row in rows(data)] == ["Name", "Renée", "Ann, Lee"]
    assert rows(data)[1][2] == "yes"


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula_and_reading_undoes_it(cell):
    data = write_table(["Name", "x"], [["Ann", cell]])

    written = rows(data)[1][1]
    assert written == "" or written[0] not in "=+-@\t\r\n\uff1d \uff0b\uff0d\uff20"
    assert read_table(data).rows[0].cells[1] == cell.strip()


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_any_cells_come_back(cells):
    (row,) = read_table(write_table(["x"] * (len(cells) + 1), [["a", *cells]])).rows

    assert row.cells[1:] == tuple(plain(cell) for cell in cells)


def plain(cell):
    return cell.encode(errors="ignore").decode().translate(NOT_TEXT).strip()


def test_ties_couples_and_children_are_the_other_table():
    network = a_network(
        a_member("Rose"),
        a_member("Ike"),
        a_member("Ada"),
        a_tie("rose", "ike", label="=cmd"),
        a_union("rose", "ike", children=[Child("ada")]),
    )

    assert rows(write_ties(network).data)[1:] == [
        ["m1", "Rose", "m2", "Ike", "tie", "social", "'=cmd", "", "", ""],
        ["m1", "Rose", "m2", "Ike", "couple", "married", "", "", "", "u1"],
        ["m1", "Rose", "m3", "Ada", "parent", "birth", "", "", "", "u1"],
        ["m2", "Ike", "m3", "Ada", "parent", "birth", "", "", "", "u1"],
    ]


def test_a_template_has_the_headings_and_nothing_else():
    assert rows(template("members")) == [list(headings(MEMBERS))]
    assert rows(template("ties")) == [list(headings(TIES))]


def test_what_stays_behind_is_told():
    case = a_full_case()
    network = replace(
        case.network,
        unions=(
            Union("x", (case.network.members[0].id,), UnionKind.MARRIED, children=(Child(case.network.members[1].id, multiple="t"),)),
            Union("y", (case.network.members[0].id,)),
        ),
        households=(Household("h"),),
    )

    members, ties = write_members(network).leaves_behind, write_ties(network).leaves_behind
    assert members[0].endswith(" said, 1 household.")
    assert "Ties, couples and children: they are the other table." in members
    assert ties[1:] == (
        *(said for said in members[1:] if "staff" in said),
        "1 place as a twin.",
        "1 family of one person alone, or of children whose parents nobody has named.",
        "1 date or word about how a parent alone was joined.",
    )


def back(network):
    """What the two tables of a map make of a map with its adult only."""
    members = Chosen.guess(read_table(write_members(network).data), MEMBERS)
    ties = Chosen.guess(read_table(write_ties(network).data), TIES)
    adult = Member("adult", "")
    sheet = read_sheet(members, ties, Network("adult", (adult,)))
    assert sheet.cannot_carry == ()
    count = iter(range(10_000))
    added = additions(
        Network("adult", (adult,)),
        sheet,
        Choices(adult=likely_adult(sheet, adult), same=False, tie_all=False),
        lambda: f"n{next(count)}",
    )
    # Whoever imports an adult keeps the one that is there; for the comparison the file's own stands in for them.
    own = next((replace(one, id="adult") for one in sheet.network.members if one.id == sheet.network.adult_id), adult)
    return without_words(Network("adult", (own, *added.members), tuple(added.ties), tuple(added.unions.values())))


def carried(network):
    """What of a map the two tables can carry."""
    found = without_words(replace(network, households=()))
    unions = [union for union in found.unions if len(union.partners) > 1 or (union.partners and union.children)]
    unions = [_of_one(union) if len(union.partners) == 1 else union for union in unions]
    unions = [replace(union, children=tuple(Child(child.member, child.kind) for child in union.children)) for union in unions]
    members = tuple(replace(member, name=" ".join(clean(member.name).split()), staff_id=None, version=1) for member in found.members)
    return without_words(replace(found, members=members, unions=tuple(unions), ties=tuple(replace(tie, version=1) for tie in found.ties)))


def _of_one(union):
    return replace(union, kind=UnionKind.SINGLE, start=None, end=None, label="")


@given(networks())
def test_what_the_tables_can_carry_comes_back_as_it_was(network):
    assert back(network) == carried(network)


def test_no_name_breaks_the_tables():
    people = [a_member(name, id=f"x{n}", does=name[:300]) for n, (name, _) in enumerate(NAMES.values()) if clean(name)]
    ties = [a_tie("x0", f"x{n}") for n in range(1, len(people))]

    found = back(a_network(*people, *ties))

    assert [member.name for member in found.members] == [" ".join(clean(member.name).split()) for member in people]
    assert len(found.ties) == len(ties)


def test_two_of_one_name_stay_two():
    network = a_network(a_member("Rose"), a_member("Ann", id="a"), a_member("Ann", id="b"), a_tie("a", "b"), a_household("a"))

    found = back(network)

    assert [member.name for member in found.members] == ["Rose", "Ann", "Ann"]
    assert (found.ties[0].a, found.ties[0].b) == ("m2", "m3")
