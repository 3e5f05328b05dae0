import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing, contextmanager

import pytest

from netmeet.cli import passwords, serving
from netmeet.cli.passwords import keep_passwords, kept_passwords, make_passwords
from netmeet.domain.errors import SettingsError
from netmeet.services import demo as invented
from netmeet.services.sign_in import sign_in
from netmeet.store import database as store
from tests.support.stored import AT

LINE = re.compile(r"^  (nadia|grace|tom|petra) +(\S+)   ", re.MULTILINE)


@contextmanager
def running(*typed):
    """A server in a process of its own: what it printed up to the line that says how to stop it, and the process."""
    with subprocess.Popen([sys.executable, "-m", "netmeet", *typed], stdout=subprocess.PIPE, text=True) as process:
        try:
            said = ""
            while "Press Ctrl-C" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            yield said, process
        finally:
            if process.poll() is None:
                process.kill()


def ended(process, by):
    """End a server and return what it said last, and what it ended with."""
    process.send_signal(by)
    said, _ = process.communicate(timeout=20)
    return said, process.returncode


def answer(said):
    """What the address that was printed answers."""
    address = re.search(r"http://127\.0\.0\.1:\d+", said).group()
    with urllib.request.urlopen(f"{address}/sign-in", timeout=20) as found:  # noqa: S310 (this computer)
        return found.status, found.read().decode()


def test_the_demo_starts_says_how_to_sign_in_ends_and_keeps_what_it_holds(data):
    with running("demo", "--port", "0") as (first, process):
        status, page = answer(first)
        last, code = ended(process, signal.SIGINT)
    with running("demo", "--port", "0") as (second, process):
        assert ended(process, signal.SIGTERM)[1] == 0

    assert (status, code) == (200, 0)
    assert "govuk" in page
    assert last == "netmeet has stopped. Everything that was saved is kept.\n"
    assert dict(LINE.findall(first)).keys() == {"nadia", "grace", "tom", "petra"}
    assert LINE.findall(second) == LINE.findall(first)
    assert (data / "demo" / "netmeet.db").is_file()
    assert not (data / "netmeet.db").exists()


def test_a_port_that_is_in_use_is_said_before_anything_is_made(wrong, data):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]

        assert f"Port {port} is in use by another program" in wrong("demo", "--port", port)
        assert f"--port {port + 1}" in wrong("serve", "--port", port)

    assert not (data / "demo" / "passwords").exists()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "Permission denied"), "is kept for administrators"),
        (OSError(99, "Cannot assign requested address"), "127.0.0.1 is not an address of this computer"),
        (OSError(24, "Too many open files"), "too many open files"),
    ],
)
def test_a_port_that_cannot_be_had_says_why(monkeypatch, error, says):
    def refused(*_):
        raise error

    monkeypatch.setattr(socket.socket, "bind", refused)

    with pytest.raises(SettingsError, match=says):
        serving._listening("127.0.0.1", 80)


def test_a_name_that_is_no_address_is_refused(monkeypatch):
    def nowhere(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)

    with pytest.raises(SettingsError, match="localhostx is not an address of this computer"):
        serving._listening("localhostx", 80)


def test_other_computers_are_served_by_https_only(netmeet, database):
    assert "NETMEET_HTTPS must be yes" in netmeet("serve", "--host", "0.0.0.0", code=2).stderr  # noqa: S104 (refused)


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_without_its_fonts_nothing_is_served(wrong, database, monkeypatch, command):
    monkeypatch.setattr("netmeet.documents.fonts.files", tuple)

    assert "its fonts are missing" in wrong(command, "--port", "0")


def test_without_its_styles_nothing_is_served(wrong, database, monkeypatch, tmp_path):
    monkeypatch.setattr("netmeet.paths._PACKAGE", tmp_path / "elsewhere")

    assert "netmeet is not completely installed" in wrong("serve", "--port", "0")


class Served:
    """Stands in for the server, and answers nobody."""

    def __init__(self, app, **options):
        self.app, self.options = app, options

    def run(self):
        pass

    def close(self):
        pass


@pytest.fixture
def serves(monkeypatch):
    """Every server that was made, instead of serving."""
    made = []

    def make(app, **options):
        made.append(Served(app, **options))
        return made[-1]

    monkeypatch.setattr("waitress.create_server", make)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return made


def test_your_own_database_is_served(netmeet, database, serves, monkeypatch):
    monkeypatch.setenv("NETMEET_HTTPS", "yes")

    said = netmeet("serve", "--port", "0").stdout

    assert said.startswith("netmeet is ready: http://127.0.0.1:")
    assert "Nobody has an account yet" in said
    assert serves[0].options["url_scheme"] == "https"


def test_with_accounts_there_is_no_more_to_say_than_the_address(netmeet, worker, serves):
    assert "account" not in netmeet("serve", "--port", "0").stdout


def test_an_address_of_six_is_printed_in_brackets(netmeet, database, serves):
    assert "http://[::1]:" in netmeet("serve", "--host", "::1", "--port", "0").stdout


def test_the_demo_leaves_the_settings_of_a_real_database_alone(netmeet, data, serves, monkeypatch, tmp_path):
    monkeypatch.setenv("NETMEET_DATABASE_URL", f"sqlite:///{tmp_path}/real.db")
    monkeypatch.setenv("NETMEET_HTTPS", "yes")

    netmeet("demo", "--port", "0")

    assert not (tmp_path / "real.db").exists()
    assert serves[0].options["url_scheme"] == "http"


def test_lost_passwords_are_made_anew(netmeet, data, serves):
    first = dict(LINE.findall(netmeet("demo", "--port", "0").stdout))
    (data / "demo" / "passwords").unlink()

    second = dict(LINE.findall(netmeet("demo", "--port", "0").stdout))

    assert set(first.values()).isdisjoint(second.values())
    engine = store.open_engine(f"sqlite:///{data}/demo/netmeet.db")
    with store.session_maker(engine)() as session:
        assert sign_in(session, "nadia", second["nadia"], "127.0.0.1", AT).name == "Nadia Ferris"
    engine.dispose()


def test_a_password_that_was_changed_is_not_printed(netmeet, data, serves):
    netmeet("demo", "--port", "0")
    kept = (data / "demo" / "passwords").read_text()
    (data / "demo" / "passwords").write_text(kept.replace("tom ", "tom not-"))

    second = netmeet("demo", "--port", "0").stdout

    assert "  tom    (the one you chose)   a colleague" in second
    assert f"  nadia  {dict(line.split(' ') for line in kept.splitlines())['nadia']}   " in second


def test_passwords_are_kept_for_their_owner_only(tmp_path):
    made = make_passwords(["nadia", "tom"])

    keep_passwords(tmp_path, made)

    assert kept_passwords(tmp_path, ["nadia", "tom"]) == made
    assert (tmp_path / passwords._FILE).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["passwords"]


@pytest.mark.parametrize("holds", [b"", b"nadia", b"nadia a-password\n", b"\xff\xfe", None])
def test_a_damaged_file_of_passwords_counts_as_none(tmp_path, holds):
    if holds is not None:
        (tmp_path / "passwords").write_bytes(holds)

    assert kept_passwords(tmp_path, ["nadia", "tom"]) is None


def test_nobody_s_name_is_in_their_password(monkeypatch):
    letters = iter("tomi" * 4 + "bafa" * 4)
    monkeypatch.setattr(passwords.secrets, "choice", lambda _of: next(letters))

    assert make_passwords(["tom"]) == {"tom": "bafa-bafa-bafa-bafa"}


def test_no_two_computers_share_a_password():
    usernames = [person.username for person in invented.STAFF]
    made = [password for _ in range(20) for password in make_passwords(usernames).values()]

    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"([a-z]{4}-){3}[a-z]{4}", password) for password in made)
