"""What holds for every test: no network beyond this computer, no settings from outside, the same examples in every CI run."""

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from hypothesis import settings

from tests.support.databases import NONE_HERE, postgresql, where

__all__ = ["postgresql", "where"]

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was not run."""
    left_out = [report for report in terminalreporter.stats.get("skipped", ()) if NONE_HERE in str(report.longrepr)]
    if left_out:
        terminalreporter.write_line(f"Not run: {len(left_out)} tests on PostgreSQL, because there is {NONE_HERE}.")


def _stays_here(host: object) -> bool:
    """Say whether a host, as a socket call is given it, is this computer."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _ban(host: object) -> None:
    if not _stays_here(host):
        pytest.fail(f"A test reached for the network: {host!r}. netmeet makes no network call unless it is set up to.")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Let sockets reach this computer only: no name is looked up, nothing is fetched, no mail leaves."""
    connect, connect_ex, sendto, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto, socket.getaddrinfo

    def checked(call):
        def instead(self, *arguments):
            if self.family in (socket.AF_INET, socket.AF_INET6):
                _ban(arguments[-1][0])
            return call(self, *arguments)

        return instead

    def look_up(host, *arguments, **options):
        _ban(host)
        return getaddrinfo(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked(connect))
        patch.setattr(socket.socket, "connect_ex", checked(connect_ex))
        patch.setattr(socket.socket, "sendto", checked(sendto))
        patch.setattr(socket, "getaddrinfo", look_up)
        yield


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the settings of whoever runs the tests; a test that wants one sets it."""
    for name in [name for name in os.environ if name.startswith("NETMEET_")]:
        monkeypatch.delenv(name)
