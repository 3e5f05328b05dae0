"""What a GEDCOM file says and a map cannot hold, counted, in sentences."""

from collections import Counter

from netmeet.exchange.gedcom_lines import Sifted

# What is counted together, by the tags of ``Sifted.left``. What only serves the program that wrote the file is not told.
_KINDS = (
    ("note", "notes", {"NOTE", "SNOTE"}),
    ("source", "sources", {"SOUR", "REPO"}),
    ("photograph or file", "photographs or files", {"OBJE"}),
    ("place", "places", {"PLAC"}),
    ("address or telephone number", "addresses and telephone numbers", {"ADDR", "PHON", "EMAIL", "FAX", "WWW", "RESI"}),
    ("other name", "other names", {"ALIA"}),
)
_OF_THE_FILE = frozenset(
    {
        *("CHAN", "CREA", "REFN", "RIN", "UID", "_UID", "EXID", "AFN", "RFN", "RESN", "SUBM", "SUBN"),  # codespell:ignore rin
        *("ANCI", "DESI", "NCHI", "NMR", "SLGC", "SLGS", "BAPL", "CONL", "ENDL", "INIL", "STAT"),
    }
)

# What is counted while the map is made.
_SENTENCES = (
    (
        "exact date",
        "1 date is an estimate or a range: only its year is kept.",
        "{} dates are estimates or ranges: only their years are kept.",
    ),
    ("date", "1 date cannot be read, and is left out.", "{} dates cannot be read, and are left out."),
    (
        "other date",
        "1 date of birth or death stands beside an earlier one: the first is kept.",
        "{} dates of birth or death stand beside earlier ones: the first is kept.",
    ),
    ("no name", "1 person has no name in the file.", "{} people have no name in the file."),
    ("long name", "1 name is cut to 300 characters.", "{} names are cut to 300 characters."),
    ("link", "1 link leads to nobody in the file.", "{} links lead to nobody in the file."),
    ("associate", "1 associate is not in the file as a person.", "{} associates are not in the file as people."),
    ("how joined", "Of 1 couple the file does not say how they are joined.", "Of {} couples the file does not say how they are joined."),
    (
        "earlier marriage",
        "1 couple married more than once: only the last time is kept.",
        "{} couples married more than once: only the last time is kept.",
    ),
    (
        "way to belong",
        "Of 1 child the file has a word of its own for how they belong: it becomes birth.",
        "Of {} children the file has words of its own for how they belong: they become birth.",
    ),
)


def losses(sifted: Sifted, lost: Counter[str]) -> tuple[str, ...]:
    """Return sentences about everything that will not be carried over, the most telling first."""
    said = []
    if sifted.cut_short:
        said.append("The file stops before its end: somebody may be missing.")
    if sifted.odd:
        count = len(sifted.odd)
        lines = f"{count:,} lines do" if count > 1 else "1 line does"
        said.append(f"{lines} not follow the format and cannot be read; the first is line {sifted.odd[0]}.")
    said += [_counted(lost[what], one, many) for what, one, many in _SENTENCES if lost[what]]
    kinds = _kinds(sifted.left, lost)
    if kinds:
        said.append(f"Not carried over: {', '.join(kinds)}.")
    return tuple(said)


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(f"{count:,}")


def _kinds(left: Counter[str], lost: Counter[str]) -> list[str]:
    counts = Counter({"other name": lost["other name"], "photograph or file": lost["file"]})
    facts = 0
    for place, count in left.items():
        record, tag = place.split(" ")
        kind = next((one for one, _, tags in _KINDS if tag in tags), "")
        if record == "HEAD" or tag in _OF_THE_FILE:
            continue
        if kind:
            counts[kind] += count
        elif record in ("INDI", "FAM"):
            facts += count
    named = [f"{counts[one]:,} {one if counts[one] == 1 else many}" for one, many, _ in _KINDS if counts[one]]
    return [*named, f"{facts:,} other {'facts' if facts > 1 else 'fact'} (work, faith, census and the like)"] if facts else named
