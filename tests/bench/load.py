"""Requests to a server on this computer, many at once, and what they cost the processes that answer."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter

AT_ONCE = 4
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request cost: wall time and processor time of all workers in ms, and the bytes of its answer."""

    wall: float
    cpu: float
    size: int


def fire(port: int, path: str, cookie: str, count: int, workers: list[int]) -> Cost:
    """Ask for a page ``count`` times, ``AT_ONCE`` at a time. Raises ``RuntimeError`` for an answer other than 200."""
    one = _asker(port, path, cookie)
    before, start = _cpu(workers), perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sizes = list(pool.map(lambda _: one(), range(count)))
    wall, cpu = perf_counter() - start, _cpu(workers) - before
    return Cost(wall / count * 1000, cpu / count * 1000, sizes[-1])


def _asker(port: int, path: str, cookie: str) -> Callable[[], int]:
    def ask() -> int:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        size = len(answer.read())
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
        return size

    return ask


def _cpu(workers: list[int]) -> float:
    """Seconds of processor time that some processes have used."""
    return sum(sum(map(int, Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13])) for pid in workers) / _TICK


def memory(pid: int) -> float:
    """Megabytes that a process holds."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
