import subprocess
import sys

import pytest

from netmeet.cli import _COMMANDS, trouble

LEAVES = [
    ("demo",),
    ("serve",),
    ("user", "add"),
    ("import",),
    ("export",),
    ("draw",),
    ("flags",),
    ("reliance",),
    ("invitations",),
    ("check-config",),
    ("db", "upgrade"),
    ("backup",),
    ("restore",),
]


def test_the_first_page_lists_every_command_in_the_order_of_the_work(netmeet):
    said = netmeet("--help").stdout

    places = [said.index(f"\n  {name} ") for name in _COMMANDS]
    assert places == sorted(places)
    assert "Examples:\n  netmeet demo " in said


@pytest.mark.parametrize("typed", [(), ("user",), ("db",)])
def test_half_a_command_shows_the_page_of_what_there_is(netmeet, typed):
    assert "Commands:" in netmeet(*typed).stdout


@pytest.mark.parametrize("typed", LEAVES, ids=" ".join)
@pytest.mark.parametrize("how", ["-h", "--help"])
def test_every_command_has_a_page_that_ends_in_examples(netmeet, typed, how):
    said = netmeet(*typed, how).stdout

    assert said.startswith(f"Usage: netmeet {' '.join(typed)} ")
    assert f"\nExamples:\n  netmeet {' '.join(typed)}" in said or "netmeet check-config" in said.splitlines()[-1]
    assert "\x08" not in said


def test_every_command_is_one_of_these():
    assert {typed[0] for typed in LEAVES} == set(_COMMANDS)


def test_the_version_is_one_line(netmeet):
    assert netmeet("--version").stdout.startswith("netmeet ")


@pytest.mark.parametrize("typed", [("drw",), ("user", "remove"), ("--fast",), ("flags", "a.json", "b.json")])
def test_what_is_no_command_is_refused_in_a_sentence(wrong, typed):
    assert wrong(*typed)


def test_whoever_stops_listening_hears_no_complaint(family):
    typed = f"{sys.executable} -m netmeet draw {family} | true"

    found = subprocess.run(["/bin/sh", "-c", typed], capture_output=True, text=True, timeout=60, check=False)

    assert found.stderr == ""


def test_it_runs_as_a_module():
    found = subprocess.run([sys.executable, "-m", "netmeet", "--version"], capture_output=True, text=True, timeout=60, check=True)

    assert found.stdout.startswith("netmeet ")


def test_a_pipe_that_broke_is_no_error_of_ours(monkeypatch, capfd):
    def broken():
        raise BrokenPipeError

    monkeypatch.setattr(trouble.os, "dup2", lambda *_: None)

    assert trouble.exit_code(broken) == 1
    assert capfd.readouterr().err == ""
