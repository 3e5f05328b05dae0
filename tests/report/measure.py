"""One drawing measured: by the shared checker where it is at hand, else by our own geometry."""

import importlib.util
import json
import sys
from time import process_time

from netmeet.drawing.genogram import BirthOrder, Style, geometry, lay_out
from tests.report.families import SHARED
from tests.support.families import measure, network_of
from tests.support.geometry_checks import counts

ZERO = (
    "missing", "dups", "overlaps", "hits", "merges", "lost", "not_below", "apart", "bond_lost", "bond_hits", "bond_merges",
    "unlabelled", "label_over", "label_hits",
)  # fmt: skip
"""Must all be none, wherever consistent generations exist."""


def _shared(name):
    """A module of the shared layout folder, or None where that folder is not here."""
    path = SHARED / "layout" / f"{name}.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location(f"shared_{name}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # the prototype imports the checker by its plain name
    spec.loader.exec_module(module)
    return module


CHECKER = _shared("checker")
PROTOTYPE = _shared("prototype")


def ours(family, order=BirthOrder.LINEAGE):
    """The measures of our drawing, and the seconds it took."""
    network = network_of(family)
    start = process_time()
    layout = lay_out(network, measure, Style(birth_order=order, show_harm=True))
    seconds = process_time() - start
    if CHECKER is None:
        return counts(network, layout), seconds
    return CHECKER.check(family, json.loads(json.dumps(geometry(layout)))), seconds


def prototypes(family, order=BirthOrder.LINEAGE):
    """The same for the reference prototype, which draws no words; None where it is not here."""
    if PROTOTYPE is None:
        return None
    PROTOTYPE.MIX, PROTOTYPE.BIRTH = {BirthOrder.LINEAGE: (3.0, 0.8), BirthOrder.STRICT: (0.0, 1.6)}[order]
    start = process_time()
    drawn = PROTOTYPE.layout(family)
    seconds = process_time() - start
    return CHECKER.check(family, drawn), seconds


def faults(found):
    """What must be none and is not, by name."""
    return {name: found[name] for name in ZERO if found.get(name)}
