"""The hard families that the project shares, measured by the checker that the project shares, where they are at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from netmeet.drawing.genogram import BirthOrder, Style, geometry, lay_out
from tests.support.families import measure, network_of

SHARED = Path(__file__).parents[3] / "shared" / "layout"
INPUTS = sorted((SHARED / "inputs").glob("*.json"))
NEVER = (
    "missing", "dups", "overlaps", "hits", "merges", "lost", "not_below", "apart", "bond_lost", "bond_hits", "bond_merges",
    "unlabelled", "label_over", "label_hits",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not INPUTS, reason=f"the shared hard families are not here ({SHARED})")


def measures(tmp_path, order):
    pairs = []
    for path in INPUTS:
        found = geometry(lay_out(network_of(json.loads(path.read_text())), measure, Style(birth_order=order, show_harm=True)))
        out = tmp_path / path.name
        out.write_text(json.dumps(found))
        pairs += [str(path), str(out)]
    told = subprocess.run([sys.executable, str(SHARED / "checker.py"), *pairs], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in told.splitlines()]


@pytest.mark.parametrize(("order", "crossings", "out_of_order"), [(BirthOrder.LINEAGE, 5, 8), (BirthOrder.STRICT, 13, 0)])
def test_the_hard_families_are_drawn_without_a_fault(tmp_path, order, crossings, out_of_order):
    found = measures(tmp_path, order)

    assert [(path.stem, fault) for path, one in zip(INPUTS, found, strict=True) for fault in NEVER if one[fault]] == []
    assert sum(one["crossings"] for one in found) <= crossings
    assert sum(one["order_bad"] for one in found) <= out_of_order
    assert sorted(one["area"] for one in found)[len(found) // 2] <= 5.5
