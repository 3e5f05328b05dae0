import json
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from netmeet.domain.casefile import CaseFile, KeptCase, Profile, StaffLink, TakenOff
from netmeet.domain.dates import PartialDate
from netmeet.domain.errors import UnreadableFileError
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Child, Household, Member, MemberKind, Network, Tie, Union, UnionKind
from netmeet.domain.outcomes import Wish
from netmeet.domain.readings import Closeness, Reading, Ring, Voice, What
from netmeet.exchange.bundle import read_bundle, read_kept, write_bundle
from netmeet.exchange.imported import Imported
from netmeet.exchange.preview import PARTS, preview, read_any
from tests.support.stored import a_full_case

CASE = CaseFile(
    Profile("c1", "m1"),
    Network(
        "m1",
        members=(
            Member("m1", "Priya"),
            Member("m2", "Dawn", died=PartialDate(2001)),
            Member("m3", "Rex", MemberKind.PET),
            Member("m4", "Lidl", MemberKind.ORGANISATION),
            Member("m5", "The park", MemberKind.PLACE),
        ),
        ties=(Tie("t1", "m1", "m2"),),
        unions=(Union("u1", ("m1",), UnionKind.SINGLE, children=(Child("m2"),)), Union("u2", ("m1", "m2"))),
        households=(Household("h1"),),
        readings=tuple(Reading(f"r{n}", "t1", What.CLOSENESS, Closeness(Ring.INTIMACY), Voice.ADULT, seq=n) for n in (1, 2)),
    ),
    wishes=(Wish("w1", 1, "to go home"),),
    meetings=(Meeting("g1"),),
)
FAMILY = json.dumps({"name": "The Khans", "people": [{"id": "a"}]}).encode()
GEDCOM = b"0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @I1@ INDI\n1 NAME Ann\n1 OCCU baker\n0 TRLR\n"


@pytest.mark.parametrize(
    ("data", "filename", "format", "name"),
    [
        (write_bundle(CASE), "case.json", "netmeet bundle", "case"),
        (b"\xef\xbb\xbf" + write_bundle(CASE), "", "netmeet bundle", ""),
        (write_bundle(CASE).decode().encode("utf-16"), "x", "netmeet bundle", "x"),
        (FAMILY, "other.json", "family file", "The Khans"),
        (b"\n " + FAMILY.replace(b"The Khans", b""), "C:\\maps\\khans.json", "family file", "khans"),
        (GEDCOM, "tree.txt", "GEDCOM 5.5.1", "tree"),
        (GEDCOM, "../../etc/passwd", "GEDCOM 5.5.1", "passwd"),
        (GEDCOM.decode().encode("utf-16"), "a.json", "GEDCOM 5.5.1", "a"),
        (b"\r\n  " + GEDCOM, "n" * 400, "GEDCOM 5.5.1", "n" * 300),
    ],
)
def test_a_file_is_known_by_what_is_in_it(data, filename, format, name):
    imported = read_any(data, filename)

    assert (imported.format, imported.name) == (format, name)


def test_a_bundle_carries_its_whole_case_and_its_adult():
    imported = read_any(write_bundle(CASE))

    assert imported.case == read_kept(write_bundle(CASE))
    assert imported.network == read_bundle(write_bundle(CASE)).network
    assert imported.candidates == ("m1",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty"),
        (b"name,born\nAnn,1950\n", "cannot tell what this file is"),
        (b"%PDF-1.7", "cannot tell what this file is"),
        (b"0 HEADER", "cannot tell what this file is"),
        (b"PK\x03\x04 a spreadsheet", "This zip file is damaged"),
        (b"{}", "neither a netmeet bundle nor a family file"),
        (b"[]", "neither a netmeet bundle nor a family file"),
        (b"{", "this is not JSON"),
        (b'{"people": 3}', "people: this must be a list"),
        (b" " * 10 + b"{" + b" " * 2_100_000, "larger than 2 MB"),
    ],
)
def test_anything_else_is_refused_with_a_reason(data, says):
    with pytest.raises(UnreadableFileError, match=says):
        read_any(data)


def test_the_limit_can_be_raised_for_the_command_line():
    large = FAMILY + b" " * 3_000_000

    assert len(read_any(large, limit=4_000_000).network.members) == 1


def test_a_preview_counts_everything_that_would_be_added():
    seen = preview(read_any(write_bundle(CASE), "case.json"))

    assert (seen.people, seen.others, seen.unions, seen.ties, seen.readings) == (2, 3, 2, 1, 2)
    assert seen.adds == (
        "2 people, 1 of whom has died.",
        "1 pet.",
        "1 organisation.",
        "1 place.",
        "1 couple.",
        "1 parent alone.",
        "1 child of theirs.",
        "1 tie.",
        "1 household.",
        "2 things said.",
        "1 wish.",
        "1 meeting.",
    )


def test_brothers_and_sisters_without_parents_are_no_parent_alone():
    siblings = Union("u1", (), UnionKind.OTHER, children=(Child("m1"), Child("m2")))
    single = Union("u2", (), UnionKind.SINGLE, children=(Child("m3"),))
    network = Network(members=tuple(Member(f"m{n}", "Ann") for n in (1, 2, 3)), unions=(siblings, single))

    assert preview(Imported("family file", network)).adds == (
        "3 people.",
        "2 families of brothers and sisters whose parents are not in the file.",
    )


def test_a_preview_counts_every_part_of_a_whole_case():
    case = a_full_case()
    added = preview(read_any(write_bundle(case))).adds

    assert set(PARTS) <= {field.name for field in fields(CaseFile)}
    for part, (one, many) in PARTS.items():
        count = len(getattr(case, part))
        assert count, part
        assert f"{count} {one if count == 1 else many}." in added


def test_a_preview_counts_who_was_taken_off_the_map_and_names_nobody_of_them():
    off = tuple(TakenOff(id, datetime(2026, 3, 5, tzinfo=UTC)) for id in ("m2", "m3", "t1"))
    imported = read_any(write_bundle(KeptCase(CASE, off, (StaffLink("m2", "d.okafor"), StaffLink("m4", "l.idl")))))

    seen = preview(imported)

    assert [member.name for member in imported.network.members] == ["Priya", "Lidl", "The park"]
    assert imported.staff == (StaffLink("m4", "l.idl"),)
    assert (seen.people, seen.ties, seen.readings) == (1, 0, 0)
    assert seen.adds[-2:] == ("2 members taken off the map, who can be put back.", "1 tie taken off the map.")


def test_a_preview_says_what_cannot_be_carried():
    seen = preview(read_any(GEDCOM))

    assert seen.adds == ("1 person.",)
    assert seen.cannot_carry == ("Not carried over: 1 other fact (work, faith, census and the like).",)


def test_a_preview_of_nobody_says_so():
    dead = Network(members=tuple(Member(f"m{n}", "Ann", dead=True) for n in range(2)))

    assert preview(Imported("family file", Network())).adds == ("Nobody: there are no people in this file.",)
    assert preview(Imported("family file", dead)).adds == ("2 people, 2 of whom have died.",)
