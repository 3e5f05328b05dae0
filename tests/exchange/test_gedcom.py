import contextlib
import io
import logging
import random
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmeet.domain.contradictions import UNNAMED
from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import UnreadableFileError
from netmeet.domain.network import Child, ChildKind, Gender, Sphere, Tie, TieKind, Union, UnionKind
from netmeet.exchange import gedcom_tree
from netmeet.exchange.gedcom import read_gedcom
from netmeet.exchange.gedcom_lines import KEPT_LIMIT, LINES_LIMIT
from netmeet.exchange.preview import read_any

FILES = Path(__file__).parents[3] / "shared" / "gedcom"
needs_files = pytest.mark.skipif(not FILES.is_dir(), reason="../shared is not here")

VERSIONS = ("5.5", "5.5.1", "7.0")
BOTH = pytest.mark.parametrize("version", ["5.5.1", "7.0"])


def gedcom(*records, version="7.0", char=None):
    head = ["0 HEAD", "1 GEDC", f"2 VERS {version}"] + ([f"1 CHAR {char}"] if char else [])
    return "\n".join([*head, *(line.strip() for record in records for line in record.strip().split("\n")), "0 TRLR"]) + "\n"


def read(*records, version="7.0"):
    return read_gedcom(gedcom(*records, version=version).encode())


def one_person(lines, version="7.0"):
    (member,) = read(f"0 @I1@ INDI\n{lines}", version=version).network.members
    return member


@BOTH
@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("1 NAME Mary Ann /O'Hara/", "Mary Ann O'Hara"),
        ("1 NAME /Nguyen/ Anh", "Nguyen Anh"),
        ("1 NAME John   Q/Public/Jr.", "John Q Public Jr."),
        ("1 NAME First /One/\n1 NAME Second /One/", "First One"),
        ("1 NAME\n2 GIVN Ann\n2 SURN Lee", "Ann Lee"),
        ("1 NAME //", UNNAMED),
        ("1 SEX F", UNNAMED),
        ("1 NAME Ann\n2 CONT of the Hill", "Ann of the Hill"),
        ("1 NAME <script>]]>#panic()\\", "<script>]]>#panic()\\"),
        ("1 NAME שרה /王/ 👵🏽", "שרה 王 👵🏽"),
        ("1 NAME @@home", "@home"),
        (f"1 NAME {'n' * 400}", "n" * 300),
        ("1 NAME An\x07n\x00 /Bell/", "Ann Bell"),
    ],
)
def test_a_name_is_read_as_it_is_said(lines, name, version):
    assert one_person(lines, version).name == name


@BOTH
@pytest.mark.parametrize(
    ("sex", "gender"),
    [("M", Gender.MAN), ("F", Gender.WOMAN), ("X", Gender.NON_BINARY), ("U", Gender.UNKNOWN), ("f", Gender.WOMAN), ("?", Gender.UNKNOWN)],
)
def test_gender_is_told_by_sex(sex, gender, version):
    assert one_person(f"1 NAME A\n1 SEX {sex}", version).gender is gender


@BOTH
@pytest.mark.parametrize(
    ("lines", "born", "died", "dead"),
    [
        ("1 BIRT\n2 DATE 12 JUN 1950", PartialDate(1950, 6, 12), None, False),
        ("1 BIRT\n2 DATE ABT 1950\n1 DEAT Y", PartialDate(1950), None, True),
        ("1 DEAT\n2 DATE BEF MAY 1990\n2 PLAC Leeds", None, PartialDate(1990), True),
        ("1 BURI\n2 DATE 1990", None, None, True),
        ("1 DEAT N", None, None, False),
        ("1 NO DEAT", None, None, False),
        ("1 BIRT\n2 DATE UNKNOWN", None, None, False),
    ],
)
def test_life_is_read(lines, born, died, dead, version):
    member = one_person(lines, version)

    assert (member.born, member.died, member.dead) == (born, died, dead)


TWO = "0 @I1@ INDI\n1 NAME Ann\n0 @I2@ INDI\n1 NAME Bo\n"


@BOTH
@pytest.mark.parametrize(
    ("lines", "kind", "start", "end"),
    [
        ("", UnionKind.OTHER, None, None),
        ("1 MARR\n2 DATE 1970", UnionKind.MARRIED, 1970, None),
        ("1 MARR Y\n1 DIV\n2 DATE 1980", UnionKind.DIVORCED, None, 1980),
        ("1 MARR\n2 DATE 1911\n1 DIV\n2 DATE 1912\n1 MARR\n2 DATE 1914", UnionKind.MARRIED, 1914, None),
        ("1 DIV Y", UnionKind.DIVORCED, None, None),
        ("1 ANUL Y", UnionKind.DIVORCED, None, None),
        ("1 ENGA Y", UnionKind.ENGAGED, None, None),
        ("1 MARR\n2 TYPE Civil partnership", UnionKind.CIVIL_PARTNERSHIP, None, None),
        ("1 MARR\n2 TYPE common law", UnionKind.COHABITING, None, None),
        ("1 EVEN\n2 TYPE Living together", UnionKind.COHABITING, None, None),
        ("1 MARR Y\n1 EVEN\n2 TYPE Separation", UnionKind.SEPARATED, None, None),
    ],
)
def test_a_couple_is_read(lines, kind, start, end, version):
    (union,) = read(TWO, f"0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n{lines}", version=version).network.unions

    assert union == Union("u1", ("m1", "m2"), kind, start and PartialDate(start), end and PartialDate(end))


@BOTH
@pytest.mark.parametrize("places", [("HUSB", "WIFE"), ("WIFE", "HUSB"), ("HUSB", "HUSB"), ("WIFE", "WIFE")])
def test_any_two_people_can_be_a_couple_and_keep_their_order_and_gender(places, version):
    people = "0 @I1@ INDI\n1 SEX F\n0 @I2@ INDI\n1 SEX F"
    network = read(people, f"0 @F1@ FAM\n1 {places[0]} @I2@\n1 {places[1]} @I1@", version=version).network

    assert network.unions[0].partners == ("m2", "m1")
    assert {member.gender for member in network.members} == {Gender.WOMAN}


CHILD_WORDS = [
    ("7.0", "2 PEDI ADOPTED", "", ChildKind.ADOPTED),
    ("7.0", "2 PEDI FOSTER", "", ChildKind.FOSTER),
    ("7.0", "2 PEDI BIRTH", "", ChildKind.BIRTH),
    ("7.0", "2 PEDI SEALING", "", ChildKind.BIRTH),
    ("7.0", "2 PEDI OTHER\n3 PHRASE Step child", "", ChildKind.STEP),
    ("7.0", "2 PEDI _WARD", "", ChildKind.BIRTH),
    ("5.5.1", "2 PEDI adopted", "", ChildKind.ADOPTED),
    ("5.5.1", "", "2 _FREL Natural\n2 _MREL Step", ChildKind.STEP),
    ("5.5.1", "", "2 _FREL Natural\n2 _MREL Natural", ChildKind.BIRTH),
    ("5.5.1", "", "2 _FREL Guardian\n2 _MREL Guardian", ChildKind.KINSHIP_CARE),
    ("5.5.1", "", "", ChildKind.BIRTH),
]


@pytest.mark.parametrize(("version", "above", "below", "kind"), CHILD_WORDS)
def test_how_a_child_belongs_is_read(version, above, below, kind):
    person = f"0 @I3@ INDI\n1 FAMC @F1@\n{above}".strip()
    imported = read(TWO, person, f"0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n1 CHIL @I3@\n{below}", version=version)

    assert imported.network.unions[0].children == (Child("m3", kind),)
    assert any("word of its own" in said for said in imported.cannot_carry) == ("_WARD" in above)


@BOTH
def test_an_adoption_told_as_an_event_is_an_adoption(version):
    person = "0 @I3@ INDI\n1 FAMC @F1@\n1 FAMC @F2@\n1 ADOP\n2 FAMC @F2@\n3 ADOP BOTH"
    families = ("0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I3@", "0 @F2@ FAM\n1 WIFE @I2@\n1 CHIL @I3@")

    unions = read(TWO, person, *families, version=version).network.unions

    assert [union.children[0].kind for union in unions] == [ChildKind.BIRTH, ChildKind.ADOPTED]
    assert [union.kind for union in unions] == [UnionKind.SINGLE, UnionKind.SINGLE]


@BOTH
def test_links_that_run_one_way_only_still_count(version):
    people = "0 @I1@ INDI\n1 FAMS @F1@\n0 @I2@ INDI\n1 FAMS @F1@\n0 @I3@ INDI\n1 FAMC @F1@"

    assert read(people, "0 @F1@ FAM\n1 HUSB @I1@", version=version).network.unions == (
        Union("u1", ("m1", "m2"), UnionKind.OTHER, children=(Child("m3"),)),
    )


@BOTH
def test_links_to_nobody_are_left_out_and_said(version):
    imported = read(TWO, "0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I9@\n1 CHIL @VOID@\n0 @F2@ FAM\n1 HUSB @VOID@", version=version)

    assert imported.network.unions == (Union("u1", ("m1",), UnionKind.SINGLE),)
    assert "1 link leads to nobody in the file." in imported.cannot_carry


@pytest.mark.parametrize(
    ("version", "lines", "kind", "label", "sphere"),
    [
        ("7.0", "2 ROLE FRIEND", TieKind.SOCIAL, "friend", Sphere.FRIEND),
        ("7.0", "2 ROLE NGHBR", TieKind.SOCIAL, "neighbour", Sphere.NEIGHBOUR),
        ("7.0", "2 ROLE CLERGY", TieKind.SOCIAL, "clergy", Sphere.FAITH),
        ("7.0", "2 ROLE PARENT", TieKind.KINSHIP, "parent", Sphere.OTHER),
        ("7.0", "2 ROLE OTHER\n3 PHRASE Her nurse", TieKind.PAID, "Her nurse", Sphere.PAID),
        ("7.0", "2 ROLE OTHER", TieKind.SOCIAL, "", Sphere.OTHER),
        ("5.5.1", "2 RELA Godfather", TieKind.SOCIAL, "Godfather", Sphere.OTHER),
        ("5.5.1", "", TieKind.SOCIAL, "", Sphere.OTHER),
    ],
)
def test_an_associate_is_a_tie(version, lines, kind, label, sphere):
    network = read(f"0 @I1@ INDI\n1 NAME Ann\n1 ASSO @I2@\n{lines}", "0 @I2@ INDI\n1 NAME Bo", version=version).network

    assert network.ties == (Tie("t1", "m1", "m2", kind, label),)
    assert network.member("m2").sphere is sphere


def test_two_people_have_one_tie_whatever_the_file_says_of_them():
    twice = "1 ASSO @I2@\n2 ROLE FRIEND\n1 ASSO @I2@\n2 ROLE WITN"  # codespell:ignore witn
    nobody = "1 ASSO @I1@\n1 ASSO @VOID@\n2 PHRASE Mr Stockdale\n1 ASSO @VOID@"

    imported = read(f"0 @I1@ INDI\n{twice}\n{nobody}", "0 @I2@ INDI\n1 ASSO @I1@\n2 ROLE FRIEND")

    assert imported.network.ties == (Tie("t1", "m1", "m2", TieKind.SOCIAL, "friend, witness"),)
    assert "2 associates are not in the file as people." in imported.cannot_carry


def test_what_a_map_cannot_hold_is_counted():
    facts = "2 other facts (work, faith, census and the like)"
    person = """0 @I1@ INDI
        1 NAME Ann
        1 NAME Annie
        1 OCCU baker
        1 RELI none
        1 NOTE hello
        2 CONT there
        1 SOUR @S1@
        1 CHAN
        2 DATE 1 JAN 2000
        1 BIRT
        2 DATE ABT 1900
        2 PLAC Leeds
        1 DEAT
        2 DATE HEBREW 3 TSH 5700
        0 @S1@ SOUR
        0 @O1@ OBJE
        1 FILE a.jpg"""

    assert read(person).cannot_carry == (
        "1 date is an estimate or a range: only its year is kept.",
        "1 date cannot be read, and is left out.",
        f"Not carried over: 1 note, 2 sources, 1 photograph or file, 1 place, 1 other name, {facts}.",
    )


def test_only_the_living_may_be_the_adult():
    assert read("0 @I1@ INDI\n1 DEAT Y\n0 @I2@ INDI\n1 NAME Bo").candidates == ("m2",)


NAMES = gedcom("0 @I1@ INDI\n1 NAME Renée /Müller/", version="5.5.1")


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n", "\n\r"])
@pytest.mark.parametrize(
    ("encoding", "char", "mark"),
    [
        ("utf-8", "UTF-8", b""),
        ("utf-8", "UTF-8", b"\xef\xbb\xbf"),
        ("utf-8", None, b""),
        ("utf-8", "ASCII", b""),
        ("utf-8", "NEVER HEARD OF IT", b""),
        ("utf-16-le", "UNICODE", b"\xff\xfe"),
        ("utf-16-be", "UNICODE", b"\xfe\xff"),
        ("utf-16-le", "UNICODE", b""),
        ("utf-16-be", "UTF-16", b""),
        ("cp1252", "ANSI", b""),
        ("cp1252", "WINDOWS-1252", b""),
        ("cp1252", None, b""),
        ("cp1252", "UTF-8", b""),
        ("cp1252", "UTF-8", b"\xef\xbb\xbf"),
        ("cp437", "IBMPC", b""),
        ("mac-roman", "MACINTOSH", b""),
        ("gedcom", "ANSEL", b""),
    ],
)
def test_every_encoding_and_line_end_gives_the_same_names(encoding, char, mark, ends):
    text = gedcom("0 @I1@ INDI\n1 NAME Renée /Müller/\n1 SEX F", version="5.5.1", char=char).replace("\n", ends)

    imported = read_gedcom(mark + text.encode(encoding))

    assert [(member.name, member.gender) for member in imported.network.members] == [("Renée Müller", Gender.WOMAN)]
    assert imported.cannot_carry == ()


def test_only_the_lines_that_are_not_in_the_files_encoding_are_read_otherwise():
    data = gedcom("0 @I1@ INDI\n1 NAME Zoë\n0 @I2@ INDI\n1 NAME Ren#", version="5.5.1", char="UTF-8").encode().replace(b"#", b"\xe9\x81")

    assert [member.name for member in read_gedcom(data).network.members] == ["Zoë", "Ren\xe9�"]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_nobody_is_read(version):
    assert read(version=version).network.members == ()


def test_lines_that_make_no_sense_are_left_out_of_an_old_file_and_said():
    text = gedcom("0 @I1@ INDI\n1 NAME Ann\n1 NOTE one\nand two\nand three\n1 SEX F\n2 SOUR x\n2 CONT astray", version="5.5.1")

    imported = read_gedcom(text.encode())

    assert imported.network.members[0].gender is Gender.WOMAN
    assert imported.cannot_carry[0] == "3 lines do not follow the format and cannot be read; the first is line 7."


def test_a_file_that_stops_before_its_end_is_read_and_said():
    for version in VERSIONS:
        text = gedcom("0 @I1@ INDI\n1 NAME Ann\nx" if version != "7.0" else "0 @I1@ INDI\n1 NAME Ann", version=version).replace(
            "0 TRLR\n", ""
        )
        imported = read_gedcom(text.encode())
        assert [member.name for member in imported.network.members] == ["Ann"]
        assert imported.cannot_carry[0] == "The file stops before its end: somebody may be missing."
        assert version == "7.0" or imported.cannot_carry[1] == "1 line does not follow the format and cannot be read; the first is line 6."


def test_indented_and_blank_lines_do_no_harm():
    for version in VERSIONS:
        text = gedcom("0 @I1@ INDI\n1 NAME Ann\n1 SEX F", version=version).replace("1 ", "\n   1 ").replace("VERS \n   ", "VERS ")
        assert [member.gender for member in read_gedcom(text.encode()).network.members] == [Gender.WOMAN]


def test_a_long_note_costs_no_more_than_a_short_one():
    text = gedcom("0 @I1@ INDI\n1 NAME Ann\n2 CONC e" + "\n2 CONC x" * 60_000, version="5.5.1")

    started = time.process_time()
    (member,) = read_gedcom(text.encode()).network.members

    assert member.name == "Anne" + "x" * 49
    assert time.process_time() - started < 3


HEAD7 = "0 HEAD\n1 GEDC\n2 VERS 7.0\n"
HEAD5 = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n"
BAD = [
    ("", "This file is empty. Choose another file."),
    ("hello", "This is not a GEDCOM file: its first line should be “0 HEAD”."),
    ("0 TRLR", "This is not a GEDCOM file: its first line should be “0 HEAD”."),
    ("1 HEAD", "This is not a GEDCOM file: its first line should be “0 HEAD”."),
    (f"{HEAD7}0 @I1@ INDI\n2 DATE 1950\n0 TRLR", "Line 5: level 2 cannot follow level 0."),
    (f"{HEAD5}\n\n0 @I1@ INDI\n3 DATE 1950\n0 TRLR", "Line 7: level 3 cannot follow level 0."),
    (f"{HEAD7}0 @I1@ INDI\nand so on\n0 TRLR", "Line 5: this does not follow the GEDCOM format."),
    (f"{HEAD7}0 @I1@ INDI\n1 SOUR x\n0 @I1@ INDI\n0 TRLR", "Line 6: this does not follow GEDCOM 7."),
    (f"{HEAD7}0 @I1@ INDI\n1 NAME @oops\n0 TRLR", "Line 5: this does not follow GEDCOM 7."),
    (f"{HEAD7}0 TRLR x", "This file does not follow GEDCOM 7.0."),
    (f"{HEAD5}0 @_@ INDI\n0 TRLR", "This file does not follow GEDCOM 5.5.1."),
    (f"{HEAD5}{'9' * 5000} A\n", "Line 4: there are more than 99 levels here."),
    ("".join(f"{level} A\n" if level else "0 HEAD\n" for level in range(120)), "Line 101: there are more than 99 levels here."),
    (f"{HEAD5}0 @I1@ INDI\n1 NOTE {'x' * 33_000}\n", "Line 5: this line is longer than 32,768 characters."),
    (HEAD5 + "0 INDI\n" * 2_001, "There are 2,001 people in this file; 2,000 is the most. Export one branch of the family."),
    (HEAD5 + "1 A\n" * LINES_LIMIT, "This file has more than 200,000 lines. Export one branch of the family."),
    (
        f"{HEAD5}0 INDI\n" + "1 SEX F\n" * KEPT_LIMIT,
        "This file says more about people than a map can hold. Export one branch of the family.",
    ),
    ("0 HEAD\n" + "x" * (2 * 1024 * 1024), "This file is larger than 2 MB, the most that can be imported here."),
]


@pytest.mark.parametrize(("text", "says"), BAD, ids=range(len(BAD)))
def test_a_bad_file_is_refused_with_its_line(text, says):
    with pytest.raises(UnreadableFileError) as caught:
        read_gedcom(text.encode())

    assert str(caught.value) == says


def test_utf_16_that_is_cut_in_the_middle_of_a_letter_is_refused():
    with pytest.raises(UnreadableFileError, match="cut short or damaged"):
        read_gedcom(NAMES.encode("utf-16")[:-1])


def a_zip(*files, **options):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", **options) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def locked(data):
    """The same zip with every file marked as encrypted."""
    return data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


def test_a_gdz_gives_its_gedcom_file_and_counts_the_rest():
    data = a_zip(("photos/", ""), ("photos/a.jpg", b"x"), ("Gedcom.ged", NAMES), compression=zipfile.ZIP_DEFLATED)

    imported = read_gedcom(data, "khans")

    assert [member.name for member in imported.network.members] == ["Renée Müller"]
    assert imported.name == "khans"
    assert imported.cannot_carry == ("Not carried over: 1 photograph or file.",)


BAD_ZIPS = [
    (a_zip(("other.ged", NAMES)), "This zip file holds no “gedcom.ged”."),
    (a_zip(("folder/gedcom.ged", NAMES)), "This zip file holds no “gedcom.ged”."),
    (
        a_zip(("gedcom.ged", b"0 HEAD\n" + b" " * 30_000_000), compression=zipfile.ZIP_DEFLATED),
        "What is in this zip file is too large to import.",
    ),
    (
        a_zip(("gedcom.ged", NAMES), compression=zipfile.ZIP_BZIP2),
        "This zip file is locked, or packed in a way that GEDCOM does not allow.",
    ),
    (locked(a_zip(("gedcom.ged", NAMES))), "This zip file is locked, or packed in a way that GEDCOM does not allow."),
    (a_zip(("gedcom.ged", NAMES))[:-30], "This zip file is damaged."),
    (a_zip(("gedcom.ged", NAMES)).replace(b"Ren", b"Rem"), "This zip file is damaged."),
    (b"PK\x03\x04", "This zip file is damaged."),
]


@pytest.mark.parametrize(("data", "says"), BAD_ZIPS, ids=range(len(BAD_ZIPS)))
def test_a_bad_zip_is_refused(data, says):
    with pytest.raises(UnreadableFileError) as caught:
        read_gedcom(data)

    assert str(caught.value) == says


def test_nothing_of_a_file_reaches_the_log(caplog):
    caplog.set_level(logging.DEBUG)
    for version in VERSIONS:
        read("0 @I1@ INDI\n1 NAME Canary\n1 BIRT\n2 DATE CANARY", version=version)

    assert "canary" not in caplog.text.casefold()


def test_whatever_a_library_stumbles_over_is_a_plain_sentence(monkeypatch):
    def stumble(_):
        raise RecursionError

    monkeypatch.setattr(gedcom_tree, "_read_7", stumble)

    with pytest.raises(UnreadableFileError, match=r"does not follow GEDCOM 7\.0"):
        read("0 @I1@ INDI")


def files(pattern):
    return sorted(FILES.glob(pattern)) if FILES.is_dir() else []


@pytest.mark.parametrize("file", files("gedcom*/*.g[ed][dz]"), ids=lambda file: file.name)
def test_every_real_file_is_read(file):
    imported = read_any(file.read_bytes(), file.name)

    assert imported.format.startswith("GEDCOM 7" if file.parent.name == "gedcom70" else "GEDCOM 5.5")
    assert imported.name == file.stem
    network = imported.network
    for union in network.unions:
        assert all(network.has(one) for one in (*union.partners, *(child.member for child in union.children)))


@needs_files
def test_the_real_files_hold_who_they_should():
    def people(name):
        return [member.name for member in read_any((FILES / name).read_bytes()).network.members]

    assert people("gedcom5/utf8_cr_nobom.ged") == people("gedcom5/utf8_crlf_bom.ged") == people("gedcom5/utf8_lf_nobom.ged")
    assert people("gedcom5/utf8_lf_nobom.ged")[:3] == ["John Grüber", "Mary Hægermann", "Abraham Smîth"]
    assert people("gedcom5/Sopranos.ged")[0] == "Anthony John Soprano Sr."
    assert len(people("gedcom5/5.5.1_sample_2.ged")) == 147
    assert people("gedcom70/maximal70.gdz") == people("gedcom70/maximal70.ged")
    assert len(people("gedcom70/xref.ged")) == 7
    couple = read_any((FILES / "gedcom70/same-sex-marriage.ged").read_bytes()).network
    assert [couple.member(one).gender for one in couple.unions[0].partners] == [Gender.MAN, Gender.MAN]


@needs_files
@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused_and_never_breaks(seed):
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    data = bytearray(chance.choice(files("gedcom*/*.g[ed][dz]")).read_bytes())
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(40)]
            case _:
                data[place:place] = data[: chance.randrange(200)]
    with contextlib.suppress(UnreadableFileError):
        read_gedcom(bytes(data))


TAGS = st.sampled_from("INDI FAM NAME SEX BIRT DEAT DATE HUSB WIFE CHIL FAMC FAMS ASSO ROLE PEDI MARR DIV CONT CONC TRLR HEAD NOTE".split())
LINES = st.builds(
    lambda level, xref, tag, value: f"{level} {xref}{tag}{value}",
    st.integers(0, 3),
    st.sampled_from(["", "", "@I1@ ", "@F1@ "]),
    TAGS,
    st.sampled_from(["", " @I1@", " @F1@", " @VOID@", " M", " 1950", " Ann /B/", " @", " ", " ADOPTED"]),
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([HEAD5, HEAD7]), st.lists(LINES, max_size=25))
def test_any_lines_at_all_are_read_or_refused(head, lines):
    try:
        network = read_gedcom((head + "\n".join(lines)).encode()).network
    except UnreadableFileError:
        return
    for union in network.unions:
        assert all(network.has(one) for one in (*union.partners, *(child.member for child in union.children)))
    assert all(tie.a != tie.b for tie in network.ties)


@given(st.binary(max_size=60))
def test_any_bytes_at_all_are_read_or_refused(data):
    for start in (b"", b"0 HEAD\n", b"PK\x03\x04", b"\xff\xfe"):
        with contextlib.suppress(UnreadableFileError):
            read_gedcom(start + data)
