import json
import sqlite3
from contextlib import closing

import pytest

from netmeet.exchange.bundle import read_bundle, write_bundle
from netmeet.store import networks
from tests.support.given import FAMILY, GEDCOM
from tests.support.make import a_case, a_member
from tests.support.stored import a_full_case


@pytest.fixture
def bring(netmeet, worker):
    """Import a file into a case, without being asked."""

    def run(file, reference="R-1", *more, **options):
        return netmeet("import", file, "--case", reference, "--yes", *more, **options)

    return run


@pytest.fixture
def kept(netmeet, worker):
    """A case as it is kept now."""

    def run(reference="R-1", *more):
        return read_bundle(netmeet("export", "--case", reference, *more).stdout_bytes)

    return run


def names(case):
    return [member.name for member in case.network.members]


def test_a_bundle_goes_in_and_comes_out_the_same(bring, netmeet, bundle, worker):
    bring(bundle, "NM-1")

    assert netmeet("export", "--case", "NM-1").stdout_bytes == write_bundle(a_full_case())


def test_a_bundle_gets_the_number_that_was_asked_for(bring, kept, bundle):
    bring(bundle, "OTHER-2", "--as", "wren")

    assert kept("other-2", "--as", "wren").profile.reference == "OTHER-2"


def test_what_is_added_is_shown_first_and_nothing_is_added_unless_wanted(netmeet, wrong, bundle, worker):
    found = netmeet("import", bundle, "--case", "R-1", given="n\n", code=1)

    assert "netmeet bundle, for a new case R-1. This adds:" in found.stdout
    assert "  3 people" in found.stdout
    assert "Add this? [y/N]" in found.output
    assert "Stopped. Nothing was changed." in found.stderr
    assert "No case R-1 is open to Wren Abara" in wrong("export", "--case", "R-1")


def test_a_yes_adds_it(netmeet, kept, bundle, worker):
    assert netmeet("import", bundle, "--case", "R-1", given="y\n").stdout.endswith("Imported.\n")

    assert names(kept()) == names(a_full_case())


def test_a_family_opens_a_case_and_a_second_one_joins_its_map(bring, kept, netmeet, family, file):
    bring(family)
    ann = file("tree.ged", GEDCOM)

    said = bring(ann, "R-1", "--adult", "ann  LEE").stdout

    assert "GEDCOM 5.5.1, for the case R-1. This adds:" in said
    assert "It cannot carry:" in said
    assert names(kept()) == ["Rose Okafor", "Ike", "Ada", "Vi", "Bo Lee"]
    assert kept().profile.adult_id == "m1"


def test_the_adult_of_a_new_case_may_be_named(bring, kept, family):
    bring(family, "R-1", "--adult", "ada")

    assert names(kept())[0] == "Ada"


@pytest.mark.parametrize("reference", ["R-1", "r-1"])
def test_a_number_that_is_taken_is_no_new_case(bring, wrong, bundle, reference):
    bring(bundle)

    assert "A bundle becomes a new case" in wrong("import", bundle, "--case", reference, "--yes")


def test_a_whole_import_is_kept_or_nothing(bring, wrong, family, monkeypatch):
    def broken(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(networks, "add_households", broken)
        assert "The disk is full" in bring(family, code=1).stderr

    assert "No case R-1" in wrong("export", "--case", "R-1")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["nowhere.json", "--yes"], "cannot be read"),
        (["BAD", "--yes"], "bad.json: Line 1"),
        (["TREE", "--yes"], "Name them with --adult, for example Ann Lee or Bo Lee"),
        (["NOBODY", "--yes"], "Name them with --adult, for example a name in it"),
        (["FAMILY", "--yes", "--adult", "Nobody"], "Nobody in the file is called Nobody"),
        (["TWINS", "--yes", "--adult", "Ann"], "Several people in the file are called Ann"),
        (["FAMILY", "--yes", "--as", "nobody"], "Nobody signs in as nobody"),
        (["-"], "add --yes"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(wrong, worker, family, file, typed, says):
    given = {
        "FAMILY": family,
        "BAD": file("bad.json", b"{"),
        "TREE": file("tree.ged", GEDCOM),
        "NOBODY": file("nobody.json", {"people": []}),
        "TWINS": file("twins.json", {"people": [{"id": "a", "name": "Ann"}, {"id": "b", "name": "Ann"}]}),
    }

    assert says in wrong("import", *(given.get(word, word) for word in typed), "--case", "R-1")


def test_without_a_name_it_is_on_behalf_of_the_only_one_who_may(netmeet, wrong, worker, bundle):
    add = ("user", "add", "--name", "N", "--password-stdin", "--username")
    netmeet(*add, "ash", "--role", "administrator", given="three quiet words")
    netmeet("import", bundle, "--case", "R-1", "--yes")
    netmeet(*add, "cole", given="three quiet words")

    assert "Say on whose behalf, with --as" in wrong("import", bundle, "--case", "R-2", "--yes")
    assert "No case R-1 is open to N" in wrong("export", "--case", "R-1", "--as", "cole")
    assert "Your account does not allow this" in wrong("import", bundle, "--case", "R-2", "--yes", "--as", "ash")


def test_the_audit_tells_what_was_done_by_the_command_line(bring, netmeet, family, data):
    bring(family)
    netmeet("export", "--case", "R-1")

    with closing(sqlite3.connect(data / "netmeet.db")) as opened:
        noted = opened.execute("select what, details from audit where case_id is not null order by id").fetchall()
    assert noted == [
        ("opened the case", "[]"),
        ("imported a map", '["by the command line"]'),
        ("exported the case", '["by the command line"]'),
    ]


def test_an_export_is_written_for_its_owner_only(bring, netmeet, bundle, tmp_path):
    bring(bundle)
    out = tmp_path / "out.json"

    assert netmeet("export", "--case", "R-1", "--out", out).stdout == ""

    assert out.stat().st_mode & 0o077 == 0
    assert names(read_bundle(out.read_bytes())) == names(a_full_case())


def test_an_export_that_cannot_be_written_says_so(bring, wrong, bundle, tmp_path):
    bring(bundle)

    assert "cannot be written" in wrong("export", "--case", "R-1", "--out", tmp_path)


def test_a_case_is_not_printed_on_a_terminal(wrong, worker, monkeypatch):
    monkeypatch.setattr("netmeet.cli.taking.on_terminal", lambda: True)

    assert "Say where to put the case" in wrong("export", "--case", "R-1")


def test_an_import_from_standard_input(bring, kept):
    bring("-", given=json.dumps(FAMILY))

    assert names(kept())[0] == "Rose Okafor"


def test_a_file_with_nobody_in_it_joins_a_case_and_changes_nothing(bring, kept, file):
    bring(file("one.json", write_bundle(a_case(a_member("Rose")))))
    before = kept()

    bring(file("again.json", {"ego": "a", "people": [{"id": "a", "name": "Anybody"}]}))

    assert kept() == before
