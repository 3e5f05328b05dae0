import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from netmeet.cli import main
from netmeet.exchange.bundle import write_bundle
from tests.support.given import FAMILY
from tests.support.stored import a_full_case

PASSWORD = "three quiet words"


@pytest.fixture
def netmeet() -> Callable[..., Result]:
    """Run a command as it is typed; ``given`` is standard input."""

    def run(*typed: object, given: str | bytes | None = None, code: int = 0) -> Result:
        found = CliRunner().invoke(main, [str(word) for word in typed], input=given)
        assert found.exit_code == code, (typed, found.exit_code, found.output, found.exception)
        return found

    return run


@pytest.fixture
def wrong(netmeet: Callable[..., Result]) -> Callable[..., str]:
    """Run a command that ends with 2, and return the one sentence that it says."""

    def run(*typed: object, given: str | bytes | None = None) -> str:
        said: str = netmeet(*typed, given=given, code=2).stderr
        assert said.count("\n") == 1, said
        assert said.endswith((".\n", "?\n")), said
        assert "Traceback" not in said
        return said

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, Any], Path]:
    """Write a file: bytes as they are, anything else as JSON."""

    def write(name: str, holds: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(holds if isinstance(holds, bytes) else json.dumps(holds).encode())
        return path

    return write


@pytest.fixture
def family(file: Callable[[str, Any], Path]) -> Path:
    """A family of four."""
    return file("family.json", FAMILY)


@pytest.fixture
def bundle(file: Callable[[str, Any], Path]) -> Path:
    """A whole case."""
    return file("case.json", write_bundle(a_full_case()))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, with nothing in it yet."""
    folder = tmp_path / "data"
    monkeypatch.setenv("NETMEET_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a database that is up to date and holds nothing, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    _run(folder, "db", "upgrade")
    return folder


@pytest.fixture(scope="session")
def staffed(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with one member of staff, a practitioner."""
    folder = shutil.copytree(empty, tmp_path_factory.mktemp("staffed") / "data")
    _run(folder, "user", "add", "--username", "wren", "--name", "Wren Abara", "--team", "North", "--password-stdin")
    return folder


def _run(folder: Path, *typed: str) -> None:
    found = CliRunner().invoke(main, typed, input=f"{PASSWORD}\n", env={"NETMEET_DATA": str(folder)})
    assert found.exit_code == 0, found.output


@pytest.fixture
def database(data: Path, empty: Path) -> Path:
    """A database that is up to date and holds nothing."""
    return shutil.copytree(empty, data) / "netmeet.db"


@pytest.fixture
def worker(data: Path, staffed: Path) -> str:
    """The user name of the only member of staff, a practitioner."""
    shutil.copytree(staffed, data)
    return "wren"
