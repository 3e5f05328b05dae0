"""The documents say what is so: commands, pages, links, tables, versions, and the words that netmeet keeps to."""

import re
import shlex
import struct
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from netmeet.cli import main
from netmeet.config import describe
from netmeet.documents.agenda import AgendaContent, AgendaLine, AgendaPart
from netmeet.documents.blank import BlankKitContent
from netmeet.documents.calendar import CalendarContent
from netmeet.documents.letter import LetterContent
from netmeet.documents.plan import PlanContent, PlanTopic
from netmeet.exchange.bundle import read_bundle
from netmeet.exchange.schema import schema
from tests.support.docs import PICTURES, RENEW, ROOT, TABLES, made_anew

README = (ROOT / "README.md").read_text(encoding="utf-8")
PATHS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))

NEVER_WRITTEN = ("perpetrator", "victim", "vulnerable", "service user")
OF_ONE_COMPUTER = re.compile(r"(?<![\w.~/])/(work|tmp|root|home|Users)\b")
OF_THE_TESTS = {"NETMEET_CHROMIUM", "NETMEET_REQUIRE_BROWSER"}
INVENTED = ("Mo Hollins", "Kev", "Rose", "10 December 2026")

every_document = pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.relative_to(ROOT)))


def code_in(text: str) -> Iterator[str]:
    """Yield each line of every block of code, and each piece of code within a sentence."""
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
        yield from (line.strip() for line in block.splitlines())
    without_blocks = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", without_blocks)


def typed(program: str, text: str) -> list[str]:
    """What is typed after a program's name, settings before it left out."""
    found = (re.fullmatch(rf"(?:[A-Z_]+=(?:\"[^\"]*\"|\S+) )*(?:\.venv/bin/)?{program} (.+)", code) for code in code_in(text))
    return [match[1] for match in found if match]


EXAMPLES = [line for line in typed("netmeet", README) if re.match("(draw|flags|invitations) .*demo", line)]


def check_typed(words: list[str]) -> None:
    """Raise for a command or an option that netmeet does not have."""
    command: click.Command = main
    context = click.Context(main, info_name="netmeet")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"netmeet has no command {words[0]}"
        command, words, context = found, words[1:], click.Context(found, parent=context)
    command.make_parser(context).parse_args(list(words))


@every_document
def test_every_command_of_netmeet_is_one_that_it_has(path):
    for line in typed("netmeet", path.read_text(encoding="utf-8")):
        check_typed(shlex.split(line.partition(" < ")[0]))


def test_a_command_that_netmeet_does_not_have_would_be_found():
    for wrong in ("draw --colour red", "paint family.json", "db shrink"):
        with pytest.raises((AssertionError, click.NoSuchOption)):
            check_typed(shlex.split(wrong))


def test_the_readme_shows_every_command():
    assert set(main.list_commands(click.Context(main))) <= {
        line.split()[0] for path in PATHS for line in typed("netmeet", path.read_text())
    }
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("line", EXAMPLES)
def test_what_needs_no_database_can_be_typed_as_it_stands(line, tmp_path, monkeypatch):
    (tmp_path / "netmeet").symlink_to(ROOT / "netmeet")
    monkeypatch.chdir(tmp_path)
    words, _, given = line.partition(" < ")
    arguments = [name for word in shlex.split(words) for name in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]

    answer = CliRunner().invoke(main, arguments, input=Path(given).read_bytes() if given else None)

    assert answer.exit_code == 0, answer.output
    if "--out" in arguments:
        made = Path(arguments[arguments.index("--out") + 1])
        assert all(file.stat().st_size > 1000 for file in (made.iterdir() if made.is_dir() else [made]))
    else:
        assert "Mo" in answer.output or '"nodes"' in answer.output


@every_document
def test_every_make_target_is_one_that_there_is(path):
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert {line.split()[0] for line in typed("make", path.read_text(encoding="utf-8"))} <= targets


def test_every_button_and_link_that_the_readme_names_is_on_a_page():
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "netmeet" / "web").rglob("*.py"), ROOT / "netmeet" / "services" / "cases.py"]
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sources).replace("’", "'")
    steps = README.partition("## The first ten minutes")[2].partition("## From the command line")[0].replace("’", "'")
    named = {" ".join(found.split()) for found in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", steps)}

    assert len(named) > 25
    assert [name for name in sorted(named) if name not in pages and not any(who in name for who in INVENTED)] == []


@every_document
def test_every_link_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        assert target.startswith(("http://", "https://")) or (path.parent / target).exists(), target


@every_document
def test_every_setting_is_one_that_there_is(path):
    known = {one.variable for one in describe()} | OF_THE_TESTS

    assert {name for name in re.findall(r"NETMEET_[A-Z_]+(?<!_)\b", path.read_text(encoding="utf-8")) if not name.endswith("_")} <= known


@pytest.mark.parametrize("document", TABLES)
def test_what_is_made_from_the_code_is_as_the_code_is(document):
    assert (ROOT / document).read_text(encoding="utf-8") == made_anew(document), f"{document} is behind the code: run {RENEW}"


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_grey_and_small(name):
    picture = (ROOT / name).read_bytes()

    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">BB", picture[24:26]) == (8, 0), f"run {RENEW}"
    assert 20_000 < len(picture) < 400_000


@pytest.mark.parametrize(
    ("content", "can_hold"),
    [
        (LetterContent, "invitee adult own dated day time place length purpose council sender contact form"),
        (AgendaContent, "parts adult day time place purpose wishes form reader"),
        (AgendaPart, "items title"),
        (AgendaLine, "when title owner kind"),
        (PlanContent, "adult day time place coming wishes topics review worker contact form"),
        (PlanTopic, "title kind"),
        (CalendarContent, "uid starts minutes made_at place"),
        (BlankKitContent, "least most low high form"),
    ],
)
def test_no_paper_can_hold_more_than_the_table_of_papers_says(content, can_hold):
    """Whoever gives a paper room for more says so in docs/papers-and-audiences.md, then here."""
    assert [field.name for field in fields(content)] == can_hold.split()


def test_the_example_of_a_bundle_can_be_imported():
    text = (ROOT / "docs" / "bundle.md").read_text(encoding="utf-8")
    example = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert example is not None

    case = read_bundle(example[1].encode())

    assert [member.name for member in case.network.members] == ["Rose", "Kev"]
    assert len(case.network.readings) == 1
    also = {"profile", "network", *re.findall(r"`(\w+)`", text.partition("a case may have")[2].partition(".")[0])}
    assert also == set(schema()["$defs"]["CaseFile"]["properties"])


def test_the_changelog_begins_with_the_version_that_this_is():
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert versions[0] == config["metadata"]["version"]


def test_decisions_are_numbered_and_a_page_each():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for path in DECISIONS:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. ")
        assert "\n## Decision\n" in text
        assert text.count("\n") <= 60


@every_document
def test_no_document_uses_a_word_that_netmeet_does_not_use_or_names_somebodys_computer(path):
    text = path.read_text(encoding="utf-8")

    assert [word for word in NEVER_WRITTEN if word in text.casefold()] == []
    assert OF_ONE_COMPUTER.findall(text) == []
