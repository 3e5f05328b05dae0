"""Sizes and imports that keep every room of the house readable."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import netmeet

PACKAGE = Path(netmeet.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 40


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent))


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each function's name and its number of lines, its docstring not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            first = node.body[0]
            written = ast.get_docstring(node, clean=False)
            about = (first.end_lineno or 0) - first.lineno + 1 if written is not None else 0
            yield node.name, node.end_lineno - node.lineno + 1 - about


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the top-level package of everything that a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_and_its_functions_can_be_read_in_one_go(path):
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= LINES_IN_A_FILE
    assert [(name, size) for name, size in functions(ast.parse(text)) if size > LINES_IN_A_FUNCTION] == []


@pytest.mark.parametrize(("folder", "more"), [("domain", {"netmeet", "networkx"}), ("drawing", {"netmeet"})])
def test_the_domain_and_the_drawings_need_no_other_library(folder, more):
    files = sorted((PACKAGE / folder).rglob("*.py"))
    strange = {
        f"{name_of(path)}: {name}" for path in files for name in imported(ast.parse(path.read_text(encoding="utf-8"))) if name not in more
    } - {f"{name_of(path)}: {name}" for path in files for name in sys.stdlib_module_names}

    assert files
    assert strange == set()
