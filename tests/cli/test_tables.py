import json

import gedcom7
import pytest

from netmeet.exchange.bundle import read_bundle, write_bundle
from netmeet.exchange.csv_text import read_table
from netmeet.exchange.schema import schema
from netmeet.store import database
from tests.support.make import a_case, a_member
from tests.support.stored import a_full_case

MEMBERS = b"Forename,Surname,Relationship,Notes\r\nKev,Okafor,son,x\r\nVi,,neighbour,\r\n"
TIES = b"From,To,In words\r\nKev Okafor,Vi,cuts her hedge\r\n"


@pytest.fixture
def rose(netmeet, worker, file):
    """A case R-1 with Rose alone."""
    netmeet("import", file("rose.json", write_bundle(a_case(a_member("Rose")))), "--case", "R-1", "--yes")


@pytest.fixture
def bring(netmeet, rose, file):
    """Import a table into the case, without being asked."""

    def run(*typed, members=MEMBERS, name="members.csv", **options):
        return netmeet("import", file(name, members), "--case", "R-1", "--yes", *typed, **options)

    return run


@pytest.fixture
def network(netmeet):
    return lambda: read_bundle(netmeet("export", "--case", "R-1").stdout_bytes).network


def names(network):
    return [member.name for member in network.members]


def test_a_table_joins_the_map_after_saying_what_it_holds(bring, network):
    said = bring().stdout

    assert said.startswith("  Forename: First name\n  Surname: Last name\n  Relationship: What they do\n  Notes: left out\n")
    assert "For the case R-1. This adds:\n  2 members.\n  2 ties.\n  1 couple or family.\n" in said
    assert "It cannot carry:\n  The column “Notes”.\n" in said
    assert said.endswith("Imported.\n")
    assert names(network()) == ["Rose", "Kev Okafor", "Vi"]


def test_ties_come_beside_or_alone(bring, network, file):
    bring("--ties", file("ties.csv", TIES))
    bring(members=b"From;To\r\nRose;Vi\r\n", name="more.tsv")

    assert [tie.label for tie in network().ties] == ["cuts her hedge", ""]


def test_a_column_may_be_named_or_left_out(bring, network):
    bring("--column", "notes=what they do", "--column", "Nothing=name", "--column", "Notes=nothing", "--column", "Surname=")

    assert [(member.name, member.does) for member in network().members[1:]] == [("Kev", "x"), ("Vi", "")]


def test_somebody_of_the_same_name_is_the_same_unless_said_otherwise(bring, network):
    bring(members=b"Name\r\nRose\r\nKev\r\n")
    bring(members=b"Name\r\nKev\r\n")
    assert names(network()) == ["Rose", "Kev"]

    bring("--others", members=b"Name\r\nKev\r\n")
    assert names(network()) == ["Rose", "Kev", "Kev"]


def test_the_adult_may_be_named(bring, network):
    bring("--adult", "rosie  O", members=b"Name\r\nRosie O\r\nKev\r\n")

    assert names(network()) == ["Rose", "Kev"]


def test_nothing_is_added_unless_wanted(netmeet, rose, network, file):
    found = netmeet("import", file("members.csv", MEMBERS), "--case", "R-1", given="n\n", code=1)

    assert "Stopped. Nothing was changed." in found.stderr
    assert names(network()) == ["Rose"]


@pytest.mark.parametrize(
    ("members", "typed", "says"),
    [
        (b"Name,Born\nKev,x\n,\nBo,y\n", (), "Row 2, Born: “x” is no date."),
        (b'Name\n"Kev', (), "members.csv: Row 2: the quotes"),
        (b"Name\nKev\n", ("--adult", "Bo"), "Nobody in the file is called Bo"),
        (b"Name\nKev\nKev\n", ("--adult", "Kev"), "Several people in the file are called Kev"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(wrong, rose, file, members, typed, says):
    assert says in wrong("import", file("members.csv", members), "--case", "R-1", "--yes", *typed)


def test_tables_need_a_case_that_is_there_and_their_options_a_table(wrong, worker, file, family):
    assert "Tables join a case that is there already" in wrong("import", file("members.csv", MEMBERS), "--case", "R-9", "--yes")
    assert "are for tables" in wrong("import", family, "--case", "R-1", "--yes", "--others")


# ---------------------------------------------------------------- out


@pytest.fixture
def whole(netmeet, worker, bundle):
    """A whole case R-1."""
    netmeet("import", bundle, "--case", "R-1", "--yes")


def test_tables_are_two_private_files_in_a_folder(netmeet, whole, tmp_path):
    out = tmp_path / "deep" / "tables"

    found = netmeet("export", "--case", "R-1", "--format", "csv", "--out", out)

    assert sorted(path.name for path in out.iterdir()) == ["members.csv", "ties.csv"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (out, *out.iterdir()))
    assert len(read_table((out / "members.csv").read_bytes()).rows) == len(a_full_case().network.members)
    assert "Left behind: " in found.stderr


@pytest.mark.parametrize(("form", "begins"), [("graphml", b"<?xml"), ("dot", b"digraph")])
def test_a_graph_is_written_to_standard_output(netmeet, whole, form, begins):
    found = netmeet("export", "--case", "R-1", "--format", form)

    assert found.stdout_bytes.startswith(begins)
    assert "Left behind: " in found.stderr


def test_a_family_tree_is_written_to_a_file(netmeet, whole, tmp_path):
    netmeet("export", "--case", "R-1", "--format", "gedcom", "--out", tmp_path / "family.ged")

    assert gedcom7.validate(gedcom7.loads((tmp_path / "family.ged").read_text("utf-8"))) == []


def test_tables_need_a_folder(wrong, whole, tmp_path):
    (tmp_path / "file").write_text("x")

    for out in ((), ("--out", "-")):
        assert "say which folder they go to" in wrong("export", "--case", "R-1", "--format", "csv", *out)
    assert "cannot be used as a folder" in wrong("export", "--case", "R-1", "--format", "csv", "--out", tmp_path / "file")


def test_the_schema_needs_no_case_and_no_database(netmeet):
    assert json.loads(netmeet("export", "--schema").stdout) == schema()


def test_tables_are_imported_on_postgresql_and_what_was_shown_first_is_in_the_audit(netmeet, data, file, monkeypatch, postgresql):
    address = postgresql.new()
    monkeypatch.setenv("NETMEET_DATABASE_URL", address)
    netmeet("db", "upgrade")
    netmeet("user", "add", "--username", "p.shah", "--name", "Priya Shah", "--password-stdin", given="three quiet words\n")
    netmeet("import", file("rose.json", write_bundle(a_case(a_member("Rose")))), "--case", "R-1", "--yes")

    netmeet("import", file("members.csv", MEMBERS), "--case", "R-1", "--yes")

    assert names(read_bundle(netmeet("export", "--case", "R-1").stdout_bytes).network) == ["Rose", "Kev Okafor", "Vi"]
    engine = database.open_engine(address)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT what FROM audit WHERE action = 'look'").scalars().all() == ["exchange.sheets"]
    engine.dispose()
    postgresql.drop(address)
