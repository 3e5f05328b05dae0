"""gunicorn on this computer with the application of the benchmark, for as long as it is needed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its port, and the processes that answer."""

    port: int
    workers: list[int]


@contextmanager
def gunicorn(settings: dict[str, str], log: Path) -> Iterator[Served]:
    """Serve with two workers, and end them by their ids. Raises ``RuntimeError`` when nothing answers."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.bench.served:application()", "--workers", str(WORKERS)]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--no-control-socket"]
    with log.open("wb") as said:
        master = subprocess.Popen(command, env=os.environ | settings, stdout=said, stderr=said)
        try:
            yield Served(port, _started(master, port, log))
        finally:
            master.terminate()
            master.wait(_PATIENCE)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _started(master: "subprocess.Popen[bytes]", port: int, log: Path) -> list[int]:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and master.poll() is None:
        workers = [int(pid) for pid in Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()]
        if len(workers) == WORKERS and _answers(port):
            return workers
        time.sleep(0.1)
    raise RuntimeError(f"gunicorn did not start:\n{log.read_text()}")


def _answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
