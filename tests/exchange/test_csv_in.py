import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import UnreadableFileError
from netmeet.domain.network import Child, ChildKind, Gender, Member, MemberKind, Network, Sphere, TieKind, UnionKind
from netmeet.exchange.csv_columns import MEMBERS, TIES, guessed
from netmeet.exchange.csv_in import PROBLEMS_LIMIT, BadRowsError, Chosen
from netmeet.exchange.csv_join import Choices, additions, likely_adult, read_sheet
from netmeet.exchange.csv_text import COLUMNS_LIMIT, ROWS_LIMIT, read_table
from tests.support.make import a_member, a_network, a_tie, a_union

ROSE = a_network(a_member("Rose"))


def table(text, columns=MEMBERS, encoding="utf-8"):
    return Chosen.guess(read_table(text.encode(encoding)), columns)


def sheet(members="", ties="", known=ROSE):
    return read_sheet(table(members) if members else None, table(ties, TIES) if ties else None, known)


def one(row, header):
    (member,) = sheet(f"Name,{header}\nAnn,{row}\n").network.members
    return member


def problems(members="", ties="", known=ROSE):
    with pytest.raises(BadRowsError) as caught:
        sheet(members, ties, known)
    return list(caught.value.problems)


def added(members="", ties="", known=ROSE, **choices):
    count = iter(range(10_000))
    found = sheet(members, ties, known)
    return additions(known, found, Choices(**{"adult": likely_adult(found, known.adult)} | choices), lambda: f"n{next(count)}")


NAMES = "Name,Gender\r\nRenée Müller,f\r\n"


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        *(("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")),
        *(("utf-16-le", b""), ("utf-16-be", b"")),
    ],
)
def test_a_table_is_read_whatever_program_wrote_it(encoding, mark, separator, ends):
    text = NAMES.replace(",", separator).replace("\r\n", ends)

    (row,) = read_table(mark + text.encode(encoding)).rows

    assert row.cells == ("Renée Müller", "f")


def test_a_file_may_say_its_separator():
    found = read_table(b'sep=|\r\nName|Health\r\n"Ann|Bo"|a, b; c\r\n')

    assert found.rows[0].cells == ("Ann|Bo", "a, b; c")


def test_cells_may_hold_lines_quotes_and_separators_and_rows_keep_their_numbers():
    found = read_table(b'Name,Address\r\n"Ann ""Nan"" Lee","1, High Street\nLeeds"\r\n,\r\n\r\nBo\r\n')

    assert [(row.number, row.cells) for row in found.rows] == [(2, ('Ann "Nan" Lee', "1, High Street\nLeeds")), (5, ("Bo", ""))]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf ,\r\n", "This file is empty."),
        (b"PK\x03\x04rest", "This is a workbook, not a CSV file."),
        (b"\xd0\xcf\x11\xe0rest", "This is a workbook, not a CSV file."),
        (b"\xff\xfeN\x00a", "cut short or damaged"),
        (b"\xef\xbb\xbfN\xe9\x00", "cut short or damaged"),
        (b'Name\nAnn\n"Bo\n', "Row 3: the quotes in this row do not match"),
        (b'Name\n"Ann"x\n', "Row 2: the quotes in this row do not match"),
        (b"Name\n" + b"x" * 200_000, "Row 2: the quotes in this row do not match, or it is too long."),
        (b"Name\nAnn,Bo\n", "Row 2: there are more cells here than headings in row 1."),
        (b"," * COLUMNS_LIMIT + b"x\n", "more than 100 columns"),
        (b"Name\n" + b"x\n" * (ROWS_LIMIT + 1), "more than 10,000 rows"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        (b"Name\n" + b"x\n" * 2001, "There are 2,001 people in this file"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_the_row(data, says):
    with pytest.raises(UnreadableFileError) as caught:
        read_sheet(Chosen.guess(read_table(data), MEMBERS), None, ROSE)

    assert says in str(caught.value)


@given(st.binary(max_size=80))
def test_any_bytes_at_all_are_read_or_refused(data):
    for start in (b"", b"Name,Born\n", b"\xff\xfe", b'"'):
        with contextlib.suppress(UnreadableFileError):
            sheet_of = Chosen.guess(read_table(start + data), MEMBERS)
            read_sheet(sheet_of, Chosen.guess(read_table(start + data), TIES), ROSE)


@pytest.mark.parametrize(
    ("header", "keys"),
    [
        (["Number", "Name", "What they do"], ("id", "name", "does")),
        (["NAME", "d.o.b.", "Relationship to adult", "Notes"], ("name", "born", "does", "")),
        (["First name", "Surname", "Phone number", "Sex"], ("first", "last", "phone", "gender")),
        (["Full name", "Name"], ("", "name")),
        (["Phone", "Mobile"], ("phone", "")),
        (["", "Type"], ("", "kind")),
    ],
)
def test_columns_are_told_by_their_headings(header, keys):
    assert guessed(header, MEMBERS) == keys


def test_two_halves_of_a_name_are_one():
    found = sheet("Forename,Surname\nAnn,  Lee \nCher,\n").network.members

    assert [member.name for member in found] == ["Ann Lee", "Cher"]


@pytest.mark.parametrize(
    ("header", "cell", "field", "value"),
    [
        ("Gender", "Female", "gender", Gender.WOMAN),
        ("Gender", "M", "gender", Gender.MAN),
        ("Gender", "Non binary", "gender", Gender.NON_BINARY),
        ("Kind", "Agency", "kind", MemberKind.ORGANISATION),
        ("Part of life", "Friends", "sphere", Sphere.FRIEND),
        ("Part of life", "my cousin", "sphere", Sphere.FAMILY),
        ("Part of life", "District nurse", "sphere", Sphere.PAID),
        ("Part of life", "Pet", "kind", MemberKind.PET),
        ("Kind", "Place", "sphere", Sphere.PLACE),
        ("What they do", "younger sister", "sphere", Sphere.FAMILY),
        ("What they do", "social worker", "sphere", Sphere.PAID),
        ("What they do", "", "sphere", Sphere.OTHER),
        ("DOB", "12/6/1950", "born", PartialDate(1950, 6, 12)),
        ("DOB", "1950-06-12 00:00:00", "born", PartialDate(1950, 6, 12)),
        ("DOB", "", "born", None),
        ("Deceased", "Y", "dead", True),
        ("Under 18", "no", "under_18", False),
        ("Under 18", "", "under_18", None),
        ("Place among siblings", "3", "birth_order", 3),
        ("Left off copies", "x", "off_copies", True),
        ("Telephone", "'+44 7700 900123", "phone", "+44 7700 900123"),
    ],
)
def test_a_cell_is_read_as_it_is_meant(header, cell, field, value):
    assert getattr(one(cell, header), field) == value


@pytest.mark.parametrize(
    ("header", "cell", "says"),
    [
        ("Born", "12-Jun-50", "Row 2, Born: “12-Jun-50” is no date. Write 1950, 6/1950 or 12/6/1950, the year with four digits."),
        ("Born", "x" * 50, f"Row 2, Born: “{'x' * 40}…” is no date."),
        ("dob", "31/2/1950", "Row 2, dob: “31/2/1950” is no date."),
        ("Has died", "maybe", "Row 2, Has died: “maybe” is neither yes nor no."),
        ("Place among siblings", "first", "Row 2, Place among siblings: “first” is not a small whole number."),
        ("Place among siblings", "12345", "Row 2, Place among siblings: “12345” is not a small whole number."),
        ("Email", "x" * 301, "Row 2, Email: this must be 300 characters or fewer."),
        ("Health", "x" * 10_001, "Row 2, Health: this must be 10,000 characters or fewer."),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(header, cell, says):
    (said,) = problems(f"Name,{header}\nAnn,{cell}\n")

    assert said.startswith(says)


def test_every_problem_is_named_at_once_and_the_first_stands_for_them():
    found = problems("Number,Name,Born,The case is about\n1,,x,yes\n1,Bo,,yes\n,Cy,y,\n")

    assert found == [
        "Row 2, Name: there is no name here.",
        "Row 2, Born: “x” is no date. Write 1950, 6/1950 or 12/6/1950, the year with four digits.",
        "Row 4, Born: “y” is no date. Write 1950, 6/1950 or 12/6/1950, the year with four digits.",
        "Row 3, Number: “1” stands in row 2 already. Each needs a number of their own.",
        "Row 3, The case is about: the case is about one person only, and row 2 says who.",
    ]
    assert str(BadRowsError(found)) == "Row 2, Name: there is no name here. And 4 more problems like this."
    assert len(problems("Name,Born\n" + "Ann,x\n" * 50)) == PROBLEMS_LIMIT


def test_a_name_has_300_letters_at_most():
    assert problems(f"Name\n{'n' * 301}\n") == ["Row 2, Name: a name must be 300 characters or fewer."]


def test_words_that_netmeet_has_no_place_for_and_columns_that_are_left_out_are_told():
    found = sheet("Name,Gender,Part of life,NHS number,,Empty\nAnn,robot,elsewhere,1,2,\nBo,robot,family,,,\n")

    assert [member.gender for member in found.network.members] == [Gender.UNKNOWN] * 2
    assert found.cannot_carry == (
        "Part of life: netmeet has no place for “elsewhere” (1 row).",
        "Gender: netmeet has no place for “robot” (2 rows).",
        "The columns “NHS number”, “without a heading”.",
    )
    assert sheet("Name,Notes\nAnn,x\n").cannot_carry == ("The column “Notes”.",)


def test_somebody_has_to_choose_the_columns_that_are_needed():
    assert problems("Who knows,Born\nAnn,1950\n") == ["Say which column holds the name. Without names nobody can be added."]
    assert problems(ties="Name\nAnn\n") == ["Say which columns hold the two ends of each tie, by name or number."]
    twice = Chosen(read_table(b"a,b\nAnn,Bo\n"), ("name", "name"))
    with pytest.raises(BadRowsError, match="2 columns of the file are “Name”"):
        read_sheet(twice, None, ROSE)


PEOPLE = "Number,Name\n1,Rose\n2,Ann\n3,Ann\n4,Bo\n"


def test_ties_name_people_by_number_by_name_or_on_the_map():
    known = a_network(a_member("Rose"), a_member("Vi"))

    found = sheet(PEOPLE, "From number,From,To number,To,Kind,In words\n2,,,bo,kinship,aunt\n,ROSE,3,,,\n9,Vi,4,,,nurse\n", known)

    assert [(tie.a, tie.b, tie.kind, tie.label) for tie in found.network.ties] == [
        ("#2", "#4", TieKind.KINSHIP, "aunt"),
        ("#1", "#3", TieKind.SOCIAL, ""),
        ("vi", "#4", TieKind.PAID, "nurse"),
    ]
    assert found.on_map == {"vi"}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",Ann,,Bo", "Row 2, From: 2 people in the file are called “Ann”. Give their numbers instead."),
        (",Bo,,Tam", "Row 2, To: 2 people on the map are called “Tam”. Give their numbers instead."),
        (",Bo,,Zed", "Row 2, To: nobody in the file or on the map is called “Zed”."),
        (",Bo,77,", "Row 2, To number: “77” is not a number of the table of members."),
        (",,4,", "Row 2, From: there is nobody here."),
        ("4,,,Bo", "Row 2, To: this joins somebody to themselves."),
    ],
)
def test_a_tie_to_nobody_in_particular_is_named(row, says):
    known = a_network(a_member("Rose"), a_member("Tam", id="x"), a_member("Tam", id="y"))

    assert problems(PEOPLE, f"From number,From,To number,To\n{row}\n", known) == [says]


@pytest.mark.parametrize(
    ("kind", "words", "expected", "label"),
    [
        ("", "sister", TieKind.KINSHIP, "sister"),
        ("", "care worker", TieKind.PAID, "care worker"),
        ("", "goes fishing", TieKind.SOCIAL, "goes fishing"),
        ("Professional", "", TieKind.PAID, ""),
        ("goes fishing", "", TieKind.SOCIAL, "goes fishing"),
        ("sister", "close", TieKind.SOCIAL, "close, sister"),
    ],
)
def test_the_kind_of_a_tie_is_told_by_its_words(kind, words, expected, label):
    (tie,) = sheet(PEOPLE, f"From,To,Kind,In words\nRose,Bo,{kind},{words}\n").network.ties

    assert (tie.kind, tie.label) == (expected, label)


@pytest.mark.parametrize(("sphere", "kind"), [("family", TieKind.KINSHIP), ("paid", TieKind.PAID), ("friend", TieKind.SOCIAL)])
def test_the_kind_of_a_tie_is_else_told_by_where_they_belong(sphere, kind):
    assert sheet(f"Name,Part of life\nBo,{sphere}\n", "From,To\nRose,Bo\n").network.ties[0].kind is kind


def test_a_word_too_long_for_a_tie_is_named():
    assert problems(PEOPLE, f"From,To,In words\nRose,Bo,{'x' * 10_001}\n") == ["Row 2, In words: this must be 10,000 characters or fewer."]
    assert problems(PEOPLE, f"From,To,Line,In words\nRose,Bo,couple,{'x' * 10_001}\n") == [
        "Row 2, In words: this must be 10,000 characters or fewer."
    ]


FAMILY = "Name\nRose\nIke\nAda\nBen\nCy\n"


def unions(ties):
    return [
        (union.partners, union.kind, union.start, union.end, union.children)
        for union in sheet(FAMILY, "From,To,Line,Kind,Since,Until,Family\n" + ties).network.unions
    ]


def test_couples_and_parents_make_families():
    rows = """Rose,Ike,couple,divorced,1970,6/1980,
Rose,Ada,parent,,,,
Ike,Ada,parent,birth,,,
Rose,Ben,parent,adopted,,,
Ben,Cy,parent,foster,,,
Ada,Cy,parent,step,,,
"""

    assert unions(rows) == [
        (("#row 2", "#row 3"), UnionKind.DIVORCED, PartialDate(1970), PartialDate(1980, 6), (Child("#row 4"),)),
        (("#row 2",), UnionKind.SINGLE, None, None, (Child("#row 5", ChildKind.ADOPTED),)),
        (("#row 5",), UnionKind.SINGLE, None, None, (Child("#row 6", ChildKind.FOSTER),)),
        (("#row 4",), UnionKind.SINGLE, None, None, (Child("#row 6", ChildKind.STEP),)),
    ]


def test_two_parents_whom_nobody_joined_are_parents_together():
    assert unions("Rose,Ada,parent,,,,\nIke,Ada,parent,,,,\n") == [(("#row 2", "#row 3"), UnionKind.OTHER, None, None, (Child("#row 4"),))]


def test_the_same_two_may_be_two_families_by_the_family_column():
    rows = "Rose,Ike,couple,married,1970,,one\nRose,Ike,couple,cohabiting,1990,,two\nRose,Ada,parent,,,,two\n"

    assert [(kind, start, children) for _, kind, start, _, children in unions(rows)] == [
        (UnionKind.MARRIED, PartialDate(1970), ()),
        (UnionKind.COHABITING, PartialDate(1990), (Child("#row 4"),)),
    ]


def test_a_couple_of_a_kind_that_has_no_name_is_a_couple():
    found = sheet(FAMILY, "From,To,Line,Kind\nRose,Ike,couple,handfasted\n")

    assert found.network.unions[0].kind is UnionKind.OTHER
    assert found.cannot_carry == ("Kind: netmeet has no place for “handfasted” (1 row).",)


# ---------------------------------------------------------------- joining a map


def test_everybody_without_a_tie_is_tied_to_the_adult_unless_not_wanted():
    text = "Name,What they do\nVi,neighbour\nKev,son\nOla,nurse\n"

    found = added(text)

    assert [(tie.a, tie.b, tie.kind, tie.label) for tie in found.ties] == [
        ("rose", "n0", TieKind.SOCIAL, "neighbour"),
        ("rose", "n1", TieKind.KINSHIP, "son"),
        ("rose", "n2", TieKind.PAID, "nurse"),
    ]
    assert added(text, tie_all=False).ties == []
    assert added(text, tie_all=False).left == ["3 new members have no tie to anybody."]
    assert found.said() == ("3 members.", "3 ties.", "1 couple or family.")


def test_a_son_finds_his_place_in_the_family():
    found = added("Name\nKev\n", "From,To,In words\nRose,Kev,son\n")

    (union,) = found.unions.values()
    assert (union.partners, union.children) == (("rose",), (Child("n0"),))
    assert found.members[0].gender is Gender.MAN


def test_a_second_child_joins_the_family_that_is_on_the_map():
    known = a_network(a_member("Rose"), a_member("Ike"), a_member("Ada"), a_union("rose", "ike", children=["ada"]))

    found = added("Name,What they do,Gender\nKev,son,\nZoe,daughter,x\n", known=known)

    assert [child.member for union in found.changed.values() for child in union.children] == ["ada", "n0", "n1"]
    assert (found.unions, found.members[1].gender) == ({}, Gender.NON_BINARY)
    assert "1 family on the map that gets more children." in found.said()


def test_somebody_whom_the_rows_relate_to_the_adult_is_placed_by_them_alone():
    found = added("Name\nRose\nKev\n", "From,To,Line,Kind,In words\nRose,Kev,tie,kinship,son\nRose,Kev,parent,foster,\n")

    assert [(union.partners, union.children) for union in found.unions.values()] == [(("rose",), (Child("n0", ChildKind.FOSTER),))]


def test_whoever_is_on_the_map_by_name_is_not_added_again():
    known = a_network(a_member("Rose"), a_member("Vi"), a_tie("rose", "vi"))
    text, ties = "Name,Born\nRose,1950\nvi,1940\nBo,\n", "From,To\nRose,Vi\nVi,Bo\n"

    found = added(text, ties, known)

    assert [member.name for member in found.members] == ["Bo"]
    assert [(tie.a, tie.b) for tie in found.ties] == [("vi", "n0")]
    assert found.left == ["2 people in the file are on the map already, and stay as they are there.", "1 tie is on the map already."]
    assert [member.name for member in added(text, ties, known, same=False).members] == ["vi", "Bo"]


def test_of_two_with_one_name_nobody_is_guessed():
    known = a_network(a_member("Rose"), a_member("Ann", id="x"), a_member("Ann", id="y"))

    assert [member.name for member in added("Name\nAnn\nRose\nRose\n", known=known).members] == ["Ann", "Rose", "Rose"]


def test_the_same_file_twice_adds_nothing_the_second_time():
    text, ties = "Name\nIke\nAda\n", "From,To,Line,Kind\nRose,Ike,couple,married\nRose,Ada,parent,\nIke,Ada,parent,\nRose,Ada,tie,kinship\n"
    first = added(text, ties)
    known = Network("rose", (*ROSE.members, *first.members), tuple(first.ties), tuple(first.unions.values()))

    again = added(text, ties, known, tie_all=False)

    assert again.said() == ("Nothing: everything in the file is on the map already.",)
    assert (again.members, again.ties, again.unions, again.changed) == ([], [], {}, {})


def test_a_child_of_a_couple_on_the_map_joins_them():
    known = a_network(a_member("Rose"), a_member("Ike"), a_union("rose", "ike", id="u"))

    found = added("Name\nAda\nBen\n", "From,To,Line\nRose,Ada,parent\nIke,Ada,parent\nRose,Ben,parent\nIke,Ben,parent\n", known)

    assert [child.member for child in found.changed["u"].children] == ["n0", "n1"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",", False),
        ("married,1970", False),
        ("divorced,1970", True),
        ("married,1971", True),
    ],
)
def test_a_couple_that_is_on_the_map_stays_as_it_is_there_and_what_differs_is_told(row, told):
    couple = a_union("rose", "ike", kind=UnionKind.MARRIED, start=PartialDate(1970))
    known = a_network(a_member("Rose"), a_member("Ike"), couple)

    found = added("Name\nRose\n", f"From,To,Line,Kind,Since\nRose,Ike,couple,{row}\n", known)

    assert (found.unions, found.changed) == ({}, {})
    assert ("1 couple is on the map already, and stays joined as they are there." in found.left) is told


@pytest.mark.parametrize("word", ["partner", "partners", "Partners"])
def test_partners_are_not_said_to_live_together(word):
    (union,) = sheet(FAMILY, f"From,To,Line,Kind\nRose,Ike,couple,{word}\n").network.unions

    assert union.kind is UnionKind.OTHER


def test_an_adult_can_be_named_by_the_file_or_by_their_name():
    assert likely_adult(sheet("Name,The case is about\nRose,\nAnn,yes\n"), a_member("Rose")) == "#row 3"
    assert likely_adult(sheet("Name\nrose \nAnn\n"), a_member("Rose")) == "#row 2"
    assert likely_adult(sheet("Name\nRose\nRose\n"), a_member("Rose")) == ""
    assert [member.name for member in added("Name\nRosie\nAnn\n", adult="#row 2").members] == ["Ann"]


def test_a_number_is_never_taken_for_somebody_on_the_map():
    known = a_network(a_member("Rose"), a_member("Vi", id="v"))

    found = added("Number,Name\nv,Bo\nrose,Cy\n", "From number,To number\nv,rose\n", known, tie_all=False)

    assert [(tie.a, tie.b) for tie in found.ties] == [("n0", "n1")]
    assert all(isinstance(member, Member) for member in found.members)
