import json
import os
import re
import stat
import threading
from dataclasses import fields
from pathlib import Path

import pytest

from netmeet.config import DATA, Number, Settings, describe, load_settings
from netmeet.domain.errors import SettingsError
from netmeet.domain.flag_rule import FlagRule
from netmeet.domain.readings import ConcernLevel, ImportanceLevel, Ring
from netmeet.store import database

SECRET = "not a secret, only forty characters long"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def load(folder: Path):
    """``load(PORT="9000")`` loads the settings with NETMEET_PORT=9000 and a data folder of this test's own."""
    return lambda **given: load_settings({DATA: str(folder)} | {f"NETMEET_{name}": value for name, value in given.items()})


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_without_any_setting_netmeet_listens_on_this_computer_only(load, folder):
    settings = load()

    assert (settings.host, settings.port, settings.https) == ("127.0.0.1", 8000, False)
    assert (settings.idle_minutes, settings.absolute_hours, settings.max_upload_bytes) == (15, 8, 2_097_152)
    assert settings.database_url == f"sqlite:///{folder / 'netmeet.db'}"
    assert settings.flag_rule == FlagRule()
    assert (settings.council_name, settings.danger_numbers, settings.safe_scale_max) == ("", (), 10)


def test_without_a_data_folder_it_is_in_the_home_of_whoever_starts_netmeet(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))

    assert load_settings({}).database_url == f"sqlite:///{tmp_path}/.local/share/netmeet/netmeet.db"


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("DATABASE_URL", "postgresql+psycopg://netmeet@db/netmeet", "database_url", "postgresql+psycopg://netmeet@db/netmeet"),
        ("SECRET_KEY", SECRET, "secret_key", SECRET),
        ("COUNCIL_NAME", " Harbour Council ", "council_name", "Harbour Council"),
        ("DANGER_NUMBERS", "Duty team: 01234 567890", "danger_numbers", (Number("Duty team", "01234 567890"),)),
        ("DANGER_NUMBERS", "Duty: 1; At night: 2;", "danger_numbers", (Number("Duty", "1"), Number("At night", "2"))),
        ("IDLE_MINUTES", "1", "idle_minutes", 1),
        ("ABSOLUTE_HOURS", "24", "absolute_hours", 24),
        ("SAFE_SCALE_MAX", "5", "safe_scale_max", 5),
        ("SAFE_LOW", "frightened", "safe_low", "frightened"),
        ("FLAG_IMPORTANT_FROM", "a little", "flag_important_from", ImportanceLevel.A_LITTLE),
        ("FLAG_CLOSE_WITHIN", "Intimacy", "flag_close_within", Ring.INTIMACY),
        ("FLAG_WORRIED_FROM", "not sure", "flag_worried_from", ConcernLevel.NOT_SURE),
        ("PORT", "65535", "port", 65535),
        ("HOST", "::1", "host", "::1"),
        ("HOST", "localhost", "host", "localhost"),
        ("HTTPS", "Yes", "https", True),
        ("PORT", "  ", "port", 8000),
    ],
)
def test_a_setting_is_read_from_its_variable(load, name, text, field, value):
    assert getattr(load(**{name: text}), field) == value


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("DATABASE_URL", "netmeet.db", "must begin with sqlite:///"),
        ("DATABASE_URL", "sqlite://", "must begin with sqlite:///"),
        ("SECRET_KEY", "short", "must have 32 characters or more"),
        ("COUNCIL_NAME", "x" * 81, "must be one line of 80 characters or fewer"),
        ("COUNCIL_NAME", "two\nlines", "must be one line"),
        ("DANGER_NUMBERS", "01234 567890", "must name each number like this"),
        ("DANGER_NUMBERS", "Duty: 1; 2", "must name each number like this"),
        ("IDLE_MINUTES", "0", "must be a whole number from 1 to 60"),
        ("IDLE_MINUTES", "61", "must be a whole number from 1 to 60"),
        ("IDLE_MINUTES", "15.5", "must be a whole number from 1 to 60"),
        ("IDLE_MINUTES", "１５", "must be a whole number from 1 to 60"),
        ("PORT", "9" * 5000, "must be a whole number from 1 to 65535"),
        ("FLAG_IMPORTANT_FROM", "not", "must be one of: a little, important, very"),
        ("FLAG_WORRIED_FROM", "none", "must be one of: not sure, some, serious"),
        ("HTTPS", "true", "must be yes or no"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_must_be(load, folder, name, text, sentence):
    with pytest.raises(SettingsError) as wrong:
        load(**{name: text})

    assert f"NETMEET_{name} {sentence}" in str(wrong.value)
    assert not folder.exists()


def test_every_wrong_setting_is_named_at_once(load):
    with pytest.raises(SettingsError) as wrong:
        load(PORT="x", IDLE_MINUTES="x", COUNCIL_NAMES="Harbour")

    assert str(wrong.value).splitlines()[1:] == [
        "NETMEET_IDLE_MINUTES must be a whole number from 1 to 60",
        "NETMEET_PORT must be a whole number from 1 to 65535",
        "NETMEET_COUNCIL_NAMES is not a setting; NETMEET_COUNCIL_NAME is",
    ]


def test_what_somebody_else_keeps_under_a_like_name_is_left_alone(load):
    assert load(CHROMIUM="/usr/bin/chromium").port == 8000


def test_netmeet_is_not_open_to_others_without_https(load):
    for host in ("0.0.0.0", "netmeet.example.gov.uk"):  # noqa: S104 (it is refused)
        with pytest.raises(SettingsError, match="NETMEET_HTTPS must be yes"):
            load(HOST=host)
        assert load(HOST=host, HTTPS="yes").host == host


def test_what_netmeet_makes_is_open_to_its_owner_only(load, folder):
    before = os.umask(0)
    try:
        settings = load()
        engine = database.open_engine(settings.database_url)
        database.upgrade(engine)
    finally:
        os.umask(before)

    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        assert mode(folder) == 0o700
        assert {path.name: mode(path) for path in folder.iterdir()} == dict.fromkeys(
            ["netmeet.db", "netmeet.db-wal", "netmeet.db-shm", "secret-key"], 0o600
        )
    engine.dispose()


def test_the_secret_key_is_made_once_and_kept(load, folder):
    first = load().secret_key

    assert len(first) >= 32
    assert load().secret_key == first
    (folder / "secret-key").unlink()
    assert load().secret_key != first


def test_of_many_first_starts_at_once_all_agree_on_one_secret_key(load, folder):
    start, found = threading.Barrier(8), []

    def begin():
        start.wait()
        found.append(load().secret_key)

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert {path.name for path in folder.iterdir()} == {"secret-key", "netmeet.db"}


@pytest.mark.parametrize("held", [b"", b"short", b"\xff\xfe"])
def test_a_damaged_secret_key_is_told_and_not_used(load, folder, held):
    folder.mkdir()
    (folder / "secret-key").write_bytes(held)

    with pytest.raises(SettingsError, match="secret-key is damaged"):
        load()


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(SettingsError, match="Set NETMEET_DATA to a folder"):
        load_settings({DATA: str(tmp_path / "file" / "data")})


def test_secrets_are_neither_printed_nor_described(load):
    settings = load(SECRET_KEY=SECRET, DATABASE_URL="postgresql+psycopg://netmeet:hunter2@db/netmeet")

    told = f"{settings!r} {describe(settings)!r}"
    assert "hunter2" not in told
    assert SECRET not in told


OPTIONS = {
    "off": ["respite"],
    "own": [
        {
            "key": "sheds",
            "name": "Men in Sheds",
            "says": "On Fridays.",
            "step": 2,
            "agrees": "{other}.",
            "brings": "nobody",
            "fits": ["strain"],
        }
    ],
}


def test_a_councils_own_options_are_read_from_its_file(load, tmp_path):
    file = tmp_path / "options.json"
    file.write_text(json.dumps(OPTIONS), encoding="utf-8")

    library = load(SAFER_OPTIONS=str(file)).safer_options

    assert (library.off, library.own[0].name, str(library)) == (("respite",), "Men in Sheds", str(file))
    assert "respite" not in {option.key for option in library.options}
    assert [line.value for line in describe(load(SAFER_OPTIONS=str(file))) if line.variable == "NETMEET_SAFER_OPTIONS"] == [str(file)]


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (None, "must name a file that netmeet can read: No such file"),
        ("{", "names a file that is not right: it is no JSON"),
        (b"\xff", "names a file that is not right: it is no JSON"),
        (json.dumps({"off": ["mediatoin"]}), "names a file that is not right: off: “mediatoin” is not an option of netmeet’s."),
        (
            json.dumps({"own": [OPTIONS["own"][0] | {"brings": "anybody"}]}),
            "own, item 1, brings: “anybody” is not one of nobody, in touch, together.",
        ),
        (json.dumps({"own": [{"key": "sheds"}]}), "own, item 1: name is missing."),
        (json.dumps([]), "This must be a set of named fields."),
    ],
)
def test_a_file_of_options_that_is_not_right_stops_netmeet_and_says_where(load, tmp_path, held, says):
    file = tmp_path / "options.json"
    if held is not None:
        file.write_bytes(held if isinstance(held, bytes) else held.encode())

    with pytest.raises(SettingsError, match=re.escape(says)):
        load(SAFER_OPTIONS=str(file))


def test_every_setting_is_described_with_its_default_and_its_value(load):
    described = {line.variable: line for line in describe(load(PORT="9000", DANGER_NUMBERS="Duty: 1", FLAG_CLOSE_WITHIN="exchange"))}

    assert list(described) == [DATA, *(f"NETMEET_{field.name.upper()}" for field in fields(Settings))]
    assert all(line.about for line in described.values())
    assert (described["NETMEET_PORT"].default, described["NETMEET_PORT"].value) == ("8000", "9000")
    assert (described["NETMEET_HTTPS"].default, described["NETMEET_HTTPS"].value) == ("no", "no")
    assert described["NETMEET_DANGER_NUMBERS"].value == "Duty: 1"
    assert (described["NETMEET_FLAG_CLOSE_WITHIN"].default, described["NETMEET_FLAG_CLOSE_WITHIN"].value) == ("friendship", "exchange")
    assert described["NETMEET_SECRET_KEY"].value == "(set)"
    assert {line.value for line in describe()} == {""}


def test_a_described_default_can_be_given_as_the_setting(load):
    given = {line.variable.removeprefix("NETMEET_"): line.default for line in describe() if line.default and line.variable != DATA}

    assert load(**given) == load()
