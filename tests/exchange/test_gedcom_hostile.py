"""GEDCOM files that were made to break a reader: read or refused with a reason, within 5 seconds and 200 MB, never half."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from netmeet.domain.errors import UnreadableFileError
from netmeet.exchange.bundle import BUNDLE_LIMIT
from netmeet.exchange.gedcom import GEDCOM_LIMIT, read_gedcom
from netmeet.exchange.preview import read_any

MB = 1024 * 1024
SECONDS, MEGABYTES = 5, 200
ROOM = GEDCOM_LIMIT - 200
"""Bytes for what stands below the head, so that the file is just not too large."""

READ = """
import json, sys, time
from pathlib import Path
from netmeet.domain.errors import UnreadableFileError
from netmeet.exchange.bundle import BUNDLE_LIMIT
from netmeet.exchange.preview import preview, read_any

def most():
    # The most memory that this process ever held, in MB. Where there is no /proc it is not measured.
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else ()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0)

for path in sys.argv[1:]:
    data = open(path, "rb").read()
    started = time.process_time()
    try:
        said = " ".join(preview(read_any(data, limit=BUNDLE_LIMIT)).adds)
    except UnreadableFileError as error:
        said = str(error)
    print(json.dumps([said, time.process_time() - started, most()]), flush=True)
"""


def head(version="5.5.1", char="UTF-8"):
    return f"0 HEAD\n1 GEDC\n2 VERS {version}\n1 CHAR {char}\n"


def people(count, *below):
    return "".join("\n".join([f"0 @I{number}@ INDI", *(line.format(n=number) for line in below), ""]) for number in range(count))


def filled(line, room=ROOM):
    """A line as often as there is room for it."""
    return line * (room // len(line))


def a_zip(*files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


NOBODY = "Nobody: there are no people in this file."
TOO_MANY_LINES = "This file has more than 200,000 lines. Export one branch of the family."
RING = (
    "".join(f"0 @I{n}@ INDI\n1 FAMC @F{n}@\n1 FAMS @F{(n + 1) % 500}@\n" for n in range(500))
    + "".join(f"0 @F{n}@ FAM\n1 HUSB @I{(n - 1) % 500}@\n1 CHIL @I{n}@\n" for n in range(500))
    + "0 TRLR\n"
)


def linked(count, line):
    """One person with as many lines, and as many families."""
    return "0 @I1@ INDI\n" + "".join(line.format(n=n) for n in range(count)) + "".join(f"0 @F{n}@ FAM\n" for n in range(count))


def tied():
    """Everybody tied to the next thirteen."""
    return "".join(f"0 @I{n}@ INDI\n" + "".join(f"1 ASSO @I{(n + k) % 2000}@\n" for k in range(1, 14)) for n in range(2000))


def levels(count, tag, top):
    return top + "".join(f"{level} {tag} x\n" for level in range(top.count("\n"), count))


LONG = "x" * 200
OWN = "0 @I1@ INDI\n1 FAMS @F1@\n1 FAMC @F1@\n0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I1@\n1 CHIL @I1@\n0 TRLR\n"
ALL_IN_ALL = people(2000, *(f"1 FAMC @F{n}@" for n in range(25))) + "".join(f"0 @F{n}@ FAM\n" for n in range(25))
AGAIN = people(2000, "1 FAMC @F1@") + "0 @F1@ FAM\n" + "".join(f"1 CHIL @I{n % 2000}@\n" for n in range(54_000))
TIRING = filled(f"1 BIRT\n2 DATE {'(1' * 5000}\n1 BIRT\n2 DATE {'9 ' * 5000}\n")

SMALLER = "is the most. Export one branch of the family."
TOO_LARGE = "This file is larger than {} MB, the most that can be imported here."
TOO_LONG = "Line 5: this line is longer than 32,768 characters."
NO_HEAD = "This is not a GEDCOM file: its first line should be “0 HEAD”."
NO_FILE = "This zip file holds no “gedcom.ged”."

FILES = {
    "20 MB": (lambda: head() + filled("1 NOTE hello\n", 20 * MB), TOO_LARGE.format(16)),
    "12 MB": (lambda: head() + filled("1 NOTE hello\n", 12 * MB), TOO_LARGE.format(8)),
    "line ends only": (lambda: head() + "\n" * ROOM, TOO_MANY_LINES),
    "short lines": (lambda: head() + filled("a\n"), TOO_MANY_LINES),
    "short lines in no encoding": (lambda: head().encode() + filled(b"a\n") + b"\xff", TOO_MANY_LINES),
    "long notes, four bytes a letter": (lambda: head("7.0") + filled(f"1 NOTE {LONG}\n") + "1 NOTE \U0001f600\n", NOBODY),
    "long notes in ANSEL": (lambda: head(char="ANSEL").encode() + filled(b"1 NOTE " + b"\xe2e" * 100 + b"\n"), NOBODY),
    "long notes in UTF-16": (lambda: (head(char="UNICODE") + filled(f"1 NOTE {LONG}\n", ROOM // 2)).encode("utf-16"), NOBODY),
    "one line": (lambda: head() + "1 NOTE " + "x" * (ROOM - 10), TOO_LONG),
    "accents without end": (lambda: head() + "1 NOTE e" + "\u0301" * (ROOM // 2 - 10), TOO_LONG),
    "names without end": (lambda: head("7.0") + people(2000, *[f"1 NAME {{n}} /{LONG}/"] * 17), "2,000 people."),
    "everybody in every family": (
        lambda: head() + ALL_IN_ALL,
        "2,000 people. 25 families of brothers and sisters whose parents are not in the file.",
    ),
    "a child named 54,000 times": (
        lambda: head() + AGAIN,
        "2,000 people. 1 family of brothers and sisters whose parents are not in the file.",
    ),
    "one person in 25,000 families": (
        lambda: head() + linked(25_000, "1 FAMC @F{n}@\n"),
        f"There are 25,000 couples and families in this file; 2,000 {SMALLER}",
    ),
    "everybody tied to everybody": (lambda: head() + tied(), f"There are 26,000 associates in this file; 10,000 {SMALLER}"),
    "a ring of families": (lambda: head("7.0") + RING, "500 people. 500 parents alone. 500 children of theirs."),
    "their own parents": (lambda: head() + OWN, "1 person. 1 parent alone. 1 child of theirs."),
    "100 levels": (lambda: levels(101, "A", "0 HEAD\n"), "Line 101: there are more than 99 levels here."),
    "99 levels that are read": (lambda: head("7.0") + levels(99, "TYPE", "0 @I1@ INDI\n1 NAME x\n"), "1 person."),
    "dates that tire a pattern": (lambda: head() + "0 @I1@ INDI\n" + TIRING, "1 person."),
    "spaces that tire a pattern": (lambda: head() + filled(" " * 32_000 + "x\n"), NOBODY),
    "ids that tire a pattern": (lambda: head() + filled("0 @" + "a" * 32_000 + "\n"), NOBODY),
    "a zip bomb": (lambda: a_zip(("gedcom.ged", b"0 HEAD\n" + b" " * (100 * MB))), "What is in this zip file is too large to import."),
    "a zip of line ends": (lambda: a_zip(("gedcom.ged", head() + "\n" * ROOM)), TOO_MANY_LINES),
    "a zip of 50,000 files": (lambda: a_zip(*((f"f{number}", "") for number in range(50_000))), NO_FILE),
    "a zip in a zip": (lambda: a_zip(("gedcom.ged", a_zip(("gedcom.ged", head())))), NO_HEAD),
    "a zip with a path outside": (lambda: a_zip(("../gedcom.ged", head()), ("/gedcom.ged", head())), NO_FILE),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What each file came to, with seconds and the most megabytes until then: all by one process that does nothing else."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    for number, (make, _) in enumerate(FILES.values()):
        paths.append(folder / f"{number}.ged")
        made = make()
        paths[-1].write_bytes(made.encode() if isinstance(made, str) else made)
    run = subprocess.run([sys.executable, "-c", READ, *map(str, paths)], capture_output=True, text=True, check=False, timeout=300)
    assert run.stderr == ""
    return dict(zip(FILES, map(json.loads, run.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", FILES)
def test_a_file_made_to_break_a_reader_is_read_or_refused_in_time(found, name):
    said, seconds, megabytes = found[name]

    assert said == FILES[name][1]
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


NAMES = head() + "0 @I1@ INDI\n1 NAME Ann\n0 @I2@ INDI\n1 NAME Renée"


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_file_that_is_cut_anywhere_at_its_end_is_read_as_far_as_it_goes(cut):
    data = NAMES.encode()[:-cut]

    imported = read_gedcom(data)

    assert imported.network.members[0].name == "Ann"
    assert "Renée".startswith(imported.network.members[-1].name) or len(imported.network.members) == 1 or cut > 5
    assert imported.cannot_carry[0] == "The file stops before its end: somebody may be missing."


@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_that_is_damaged_is_refused_with_its_line(encoding, mark):
    mark = "\ufeff".encode(encoding) if mark else b""
    whole = mark + head(char="UNICODE").encode(encoding)

    for damaged in (b"0", "0 @I1@ INDI\n1 NAME Ann".encode(encoding) + b"\x00\xd8"[:: -1 if encoding.endswith("be") else 1]):
        line = 5 if len(damaged) == 1 else 6
        with pytest.raises(UnreadableFileError, match=f"^Line {line}: this file is cut short or damaged"):
            read_gedcom(whole + damaged)


def test_a_second_date_of_birth_is_told():
    text = head() + "0 @I1@ INDI\n1 BIRT\n2 DATE 1900\n1 BIRT\n2 DATE 1901\n1 DEAT Y\n1 DEAT\n2 DATE 1980\n1 BIRT\n0 TRLR\n"

    assert "1 date of birth or death stands beside an earlier one: the first is kept." in read_gedcom(text.encode()).cannot_carry


REAL = Path(__file__).parents[3] / "shared" / "gedcom"
REASONS = {"LICENSE-gedcom4j.txt": "cannot tell what this file is", "README.md": "cannot tell what this file is"}


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared is not here")
def test_every_real_file_is_read_or_refused_for_a_right_reason():
    refused = {}
    for path in sorted(path for path in REAL.rglob("*") if path.is_file()):
        try:
            read_any(path.read_bytes(), path.name, BUNDLE_LIMIT)
        except UnreadableFileError as error:
            refused[path.name] = str(error)

    assert refused.keys() == REASONS.keys()
    assert all(REASONS[name] in said for name, said in refused.items())
