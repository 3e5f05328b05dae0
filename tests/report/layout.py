"""The layout of genograms, measured against its bar: run ``.venv/bin/python -m tests.report.layout`` (or ``make layout-report``).

It writes ``docs/layout-report.md`` and its pictures. The shared hard inputs, family trees, checker and prototype are used
where they are at hand; without them invented families and our own geometry stand in, and the report says so.
"""

import random
from statistics import median

from netmeet.documents.diagram import diagram_png
from netmeet.drawing.genogram import BirthOrder, Style, draw, geometry, lay_out
from netmeet.drawing.genogram.kin import clans
from netmeet.drawing.genogram.rows import rows_of
from tests.report.families import SHARED, SIZES, hard, invented, of_size, real, with_ties
from tests.report.measure import CHECKER, PROTOTYPE, ZERO, faults, ours, prototypes
from tests.report.optimum import fewest_crossings
from tests.support.docs import ROOT, in_grey
from tests.support.families import measure, network_of

OUT = ROOT / "docs" / "layout-report.md"
_FAMILIES = 60
_HELD = 5000
"""Seeds from here on were never used while prices were chosen; those below were."""
_FEWEST = (
    "“Fewest of any order” tries every order of every row and counts trunks, bars and drops; two lines of one couple, and "
    "arches over others, can cross more. “–” stands where there are too many orders to try."
)
_PICTURES = {"ties": (24, 16), "family": (40, 0)}
"""Invented families of so many people with so many random ties."""


def told(bar, most, found, note=""):
    """A row of the bar's table."""
    return (bar, most, found, "met" if found <= most else "**missed**", note)


def table(headings, rows):
    """Lines of a Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return [f"| {' | '.join(_shown(cell) for cell in line)} |" for line in lines] + [""]


def _shown(cell):
    return f"{cell:.2f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)


def hard_part(bars):
    """The hard families under both orders."""
    families, lines, lost = hard(), [], {}
    for order in BirthOrder:
        found = {name: ours(family, order)[0] for name, family in families.items()}
        floor = {name: fewest_crossings(network_of({**family, "bonds": []}), order) for name, family in families.items()}
        lost |= {f"{name} ({order})": met for name, one in found.items() if (met := faults(one))}
        rows = [
            (name, len(families[name]["people"]), one["crossings"], "–" if floor[name] is None else floor[name], one["order_bad"],
             one["bond_crossings"], one["area"])
            for name, one in found.items()
        ]  # fmt: skip
        total = [sum(one[key] for one in found.values()) for key in ("crossings", "order_bad")]
        most = {BirthOrder.LINEAGE: (5, 8), BirthOrder.STRICT: (12, 0)}[order]
        bars += [
            told(f"Crossings, hard families, {order}", most[0], total[0]),
            told(f"Siblings out of order, hard families, {order}", most[1], total[1]),
            told(f"Median area, hard families, {order}", 5.5, median(one["area"] for one in found.values())),
        ]
        lines += [f"### Birth order: {order}", ""]
        headings = ("Family", "People", "Crossings", "Fewest of any order", "Siblings out of order", "Ties cross", "Area")
        lines += table(headings, rows)
    bars.append(
        told("Faults, hard families (the rows that must be none)", 0, sum(sum(wrong.values()) for wrong in lost.values()), str(lost or ""))
    )
    return lines


def held_part(bars):
    """Families that nobody looked at while the layout was made."""
    wrong, mine, theirs = {}, 0, 0
    for seed in range(_HELD, _HELD + _FAMILIES):
        family = invented(seed, 6 + seed * 37 % 75)
        family = family if seed % 4 == 0 else with_ties(family, seed % 4 * len(family["people"]) // 4, seed)
        found, _ = ours(family)
        wrong |= {seed: bad} if (bad := faults(found)) else {}
        own = invented(seed, 6 + seed * 37 % 75)
        if PROTOTYPE:
            mine += ours(own)[0]["bond_crossings"]
            theirs += prototypes(own)[0]["bond_crossings"]
    bars.append(
        told(
            f"Faults, {_FAMILIES} invented families of 6 to 80 people, held back",
            0,
            sum(sum(bad.values()) for bad in wrong.values()),
            str(wrong or ""),
        )
    )
    if PROTOTYPE:
        bars.append(told("Tie crossings over the prototype’s, invented families held back, with their own few ties", 0.5, mine / theirs))


def sizes_part(bars):
    """Real family trees, cut, and invented families where there is none that big; with and without many ties."""
    rows, wrong, crossings, people = [], {}, {60: 0, 250: 0}, {60: 0, 250: 0}
    slow, many = {size: [] for size in SIZES}, []
    for size in SIZES:
        cuts = real(size)
        families = cuts or {"invented": of_size(size)}
        for name, family in ((name, {**family, "bonds": []}) for name, family in families.items()):
            plain, seconds = min((ours(family) for _ in range(3)), key=lambda one: one[1])
            other = min((prototypes(family) for _ in range(3)), key=lambda one: one[1]) if PROTOTYPE else None
            count = len(family["people"])
            crossings[60 if size <= 60 else 250] += plain["crossings"] if size != 120 else 0
            people[60 if size <= 60 else 250] += count if size != 120 else 0
            tied = {ties: ours(with_ties(family, ties)) for ties in ((40, 60) if size >= 30 else (size,))}
            bad = faults(plain) | {f"{ties} ties": met for ties, (one, _) in tied.items() if (met := faults(one))}
            theirs = prototypes(with_ties(family, 40))[0]["bond_crossings"] if PROTOTYPE and 30 <= size <= 120 else "–"
            many += [(tied[40][0]["bond_crossings"], theirs)] if theirs != "–" else []
            last = max(tied)
            rows.append((
                "real" if cuts else "invented", count, plain["crossings"], plain["crossings"] * 100 / count, seconds * 1000,
                other[1] * 1000 if other else "–", last, tied[last][1] * 1000, tied[last][0]["bond_crossings"],
                tied[40][0]["bond_crossings"] if 40 in tied else "–", theirs, bad or "none",
            ))  # fmt: skip
            if rows_refused(family):
                bad = _but_not_below(bad)
            wrong |= {f"{name if not cuts else 'real'}, {count} people": bad} if bad else {}
            slow[size].append((seconds / other[1] if other else 0.0, tied[last][1]))
    bars.append(told("Faults, 8 to 250 people, without ties and with 40 or 60", 0, len(wrong), str(wrong or "")))
    for size in (30, 60, 250) if PROTOTYPE else ():
        bars.append(told(f"Time without ties over the prototype’s, {size} people, the slowest", 1.5, max(slow[size])[0]))
    if many:
        ratio = sum(one for one, _ in many) / sum(other for _, other in many)
        bars.append(
            told(
                "Tie crossings over the prototype’s, 30 to 120 people with 40 random ties",
                0.5,
                ratio,
                "the prototype’s run through symbols",
            )
        )
    for size, most in ((60, 0.5), (250, 2.0)):
        seconds = [one for _, one in slow[size]]
        bars.append(
            told(f"Seconds, {size} people and 60 ties, the median", most, median(seconds), f"{min(seconds):.2f} to {max(seconds):.2f}")
        )
    for size, most in ((60, 4.0), (250, 18.0)):
        bars.append(
            told(f"Crossings per 100 people, {'up to 60' if size == 60 else 'at 250'}", most, crossings[size] * 100 / max(1, people[size]))
        )
    headings = (
        "Family", "People", "Crossings", "per 100", "ms", "prototype, ms", "Ties", "ms with them", "they cross", "40 ties cross",
        "prototype’s 40", "Faults",
    )  # fmt: skip
    return table(headings, rows)


def _but_not_below(bad):
    """Everything wrong apart from ``not_below``, which alone is forced where no generations fit."""
    kept = {
        key: {name: n for name, n in each.items() if name != "not_below"} if isinstance(each, dict) else each for key, each in bad.items()
    }
    return {key: each for key, each in kept.items() if each and key != "not_below"}


def rows_refused(family):
    """Child links that no generations can hold: somebody would be their own ancestor, or a grandparent a parent."""
    return [
        one
        for clan in clans(network_of(family))[0]
        for rows in [rows_of(clan)]
        for knot in clan.knots
        for one in knot.children
        if any(rows.row[one] <= rows.row[parent] for parent in knot.partners)
    ]


def shuffled_part(bars):
    """The same family in another order of the file."""
    other = 0
    for seed in range(12):
        family = invented(seed, 10 + seed * 5)
        rng = random.Random(seed)  # noqa: S311
        again = {**family, **{key: rng.sample(family[key], len(family[key])) for key in ("people", "unions", "bonds")}}
        one, two = (geometry(lay_out(network_of(each), measure, Style())) for each in (family, again))
        other += _by_ids(one) != _by_ids(two)
    bars.append(told("Families of 12 whose drawing changes when the file is shuffled", 0, other))


def _by_ids(found):
    return sorted((node["id"], node["x"], node["y"]) for node in found["nodes"])


def pictures():
    """Invented families only."""
    for name, (people, ties) in _PICTURES.items():
        family = of_size(people, seed=2)
        scene = draw(network_of(with_ties(family, ties) if ties else {**family, "bonds": []}), measure, Style(title="An invented family"))
        (ROOT / f"docs/picture-layout-{name}.png").write_bytes(in_grey(diagram_png(scene, dpi=80)))
        yield f"![An invented family of {len(family['people'])} people{f' with {ties} ties' if ties else ''}](picture-layout-{name}.png)"
        yield ""


def main():
    """Measure everything and write it down."""
    bars = []
    parts = [hard_part(bars), sizes_part(bars)]
    held_part(bars)
    shuffled_part(bars)
    lines = [
        "# How well genograms are laid out", "",
        "Made by `make layout-report`. " + _inputs(), "",
        "## The bar", "",
        *table(("Measure", "At most", "Ours", "", ""), sorted(bars, key=lambda row: row[3] == "met")),
        f"Faults are: {', '.join(ZERO)}. Times hang on the computer; the prototype’s are of the same run and without words.", "",
        _FEWEST, "",
        "## Hard families", "", *parts[0],
        "## By size", "", *parts[1],
        "## Pictures", "", *pictures(),
    ]  # fmt: skip
    OUT.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _inputs():
    if CHECKER is None:
        return "The shared inputs were not at hand: all families are invented, and measured by `tests/support/geometry_checks.py`."
    trees = "real family trees where they are big enough" if any((SHARED / "gedcom").glob("*/*.ged")) else "invented families"
    return f"Measured with `../shared/layout/checker.py` on the shared hard inputs, {trees}, and invented families for the rest."


if __name__ == "__main__":
    main()
