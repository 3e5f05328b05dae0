"""How long drawings and papers take: beside the reference prototype and Graphviz where they are at hand."""

import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from netmeet.documents.agenda import AgendaContent, AgendaLine, AgendaPart, agenda_pdf
from netmeet.documents.diagram import diagram_pdf
from netmeet.documents.fonts import measure
from netmeet.domain.disclosure import Audience
from netmeet.domain.meeting import ItemKind
from netmeet.drawing.genogram import Style, lay_out
from netmeet.exchange.graph_out import write_dot
from netmeet.services import maps
from tests.bench.made_up import network_of
from tests.support import families

_PROTOTYPE = Path(__file__).parents[3] / "shared" / "layout"
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Layouts:
    """Milliseconds for one genogram of so many people: ours with labels, the prototype without, one run of ``dot``; None: not here."""

    people: int
    ours: float
    prototype: float | None
    dot: float | None


def layouts(sizes: tuple[int, ...] = (30, 60, 250)) -> list[Layouts]:
    """Lay out one invented family of each size, in turns."""
    prototype, dot = _prototype(), shutil.which("dot")
    return [_layouts(size, prototype, dot) for size in sizes]


def _layouts(size: int, prototype: Any, dot: str | None) -> Layouts:
    family = {**families.made_up(random.Random(size), size), "bonds": []}  # noqa: S311 (an invented family, the same each time)
    network = families.network_of(family)
    graph = write_dot(network).data
    tasks: list[Callable[[], object] | None] = [
        lambda: lay_out(network, measure, Style()),
        (lambda: prototype.layout(family)) if prototype else None,
        (lambda: subprocess.run([dot, "-Tsvg"], input=graph, capture_output=True, check=True)) if dot else None,
    ]
    ours, theirs, graphviz = _in_turns(tasks)
    return Layouts(len(network.members), ours or 0.0, theirs, graphviz)


def _prototype() -> Any:
    if not (_PROTOTYPE / "prototype.py").exists():
        return None
    sys.path.append(str(_PROTOTYPE))
    found = import_module("prototype")
    sys.path.remove(str(_PROTOTYPE))
    return found


def _in_turns(tasks: list[Callable[[], object] | None]) -> list[float | None]:
    took: list[list[float]] = [[] for _ in tasks]
    for _ in range(_TRIES):
        for task, found in zip(tasks, took, strict=True):
            if task is not None:
                start = time.perf_counter()
                task()
                found.append((time.perf_counter() - start) * 1000)
    return [statistics.median(found) if found else None for found in took]


def papers() -> dict[str, float]:
    """Milliseconds for an agenda and for the diagram of 40 people as PDF, each once its fonts are loaded."""
    drawn = maps.drawn(network_of(40, 80), maps.View.GENOGRAM, Audience.ADULT, date(2026, 3, 9), "Genogram")
    lines = tuple(AgendaLine("2pm to 2.10pm", f"Item {n}", "Rowan", ItemKind.OTHER) for n in range(9))
    content = AgendaContent(
        parts=(AgendaPart(items=lines),), adult="Rowan", day="Monday 9 March 2026", time="2pm", place="The library", purpose=""
    )
    tasks: dict[str, Callable[[], object]] = {
        "agenda as PDF": lambda: agenda_pdf(content),
        "diagram of 40 people as PDF": lambda: diagram_pdf(drawn.scene),
    }
    for task in tasks.values():
        task()
    return {name: took or 0.0 for name, took in zip(tasks, _in_turns([*tasks.values()]), strict=True)}
