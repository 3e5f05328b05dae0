"""What the documents show of the code, made again: the table of settings, who sees what, the columns of tables, the pictures.

Run it from the top folder, after a change that a test complains about: ``.venv/bin/python -m tests.support.docs``.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from importlib.resources import files
from pathlib import Path

import netmeet
from netmeet.config import describe
from netmeet.documents.diagram import diagram_png
from netmeet.domain.disclosure import _ALLOWED, Audience
from netmeet.domain.network import ChildKind, Member, MemberKind, TieKind, UnionKind
from netmeet.domain.readings import SAYABLE
from netmeet.exchange.bundle import read_bundle
from netmeet.exchange.csv_columns import MEMBERS, TIES
from netmeet.services import maps
from netmeet.services.maps import View

ROOT = Path(netmeet.__file__).parent.parent
RENEW = ".venv/bin/python -m tests.support.docs"
"""The command that makes all of this again."""

BEGIN, END = "<!-- made from the code: begin -->", "<!-- made from the code: end -->"
DEMO_DAY = date(2026, 11, 22)

COPIES = {
    Audience.WORKER: "Worker and supervisor",
    Audience.SHARED_SCREEN: "Shared screen",
    Audience.ADULT: "The adult’s own copy",
    Audience.FAMILY: "Copy for the network",
}
KEPT = {
    "name": "Name",
    "kind": "Person, organisation, place or pet",
    "sphere": "Where they belong (family, friend, paid …)",
    "gender": "Gender",
    "pronouns": "Pronouns",
    "does": "What they do in the adult’s life",
    "born": "Birth",
    "died": "Death",
    "dead": "That they have died",
    "under_18": "Under 18, where no birth date is known",
    "birth_order": "Place among brothers and sisters",
    "address": "Address",
    "phone": "Telephone",
    "email": "Email",
    "safe_contact": "Safe ways and times to contact them",
    "health": "Health",
    "communication": "How best to communicate with them",
    "staff_id": "That they are also a member of staff",
    "off_copies": "That they are kept off copies (they themselves then stand on none)",
}
NOT_KEPT = ("id", "version")
"""Numbers that mean nothing to a reader."""

YES, NO = "yes", "–"
IF_AGREED = "if the adult agrees"
"""What the network's copy shows only where the worker ticks that the adult, when asked, agreed: see ``Agreed``."""
ALWAYS = {"dead": YES, "birth_order": "among those shown"}
"""What every copy carries, whatever its list says; see ``for_audience``."""


def settings() -> str:
    """The table of settings, without the values of this computer."""
    rows = (f"| `{one.variable}` | {f'`{one.default}`' if one.default else 'none'} | {one.about} |" for one in describe())
    return "\n".join(("| Variable | Without it | What it is |", "|---|---|---|", *rows))


def audiences() -> str:
    """Who may see what of a map, one table for each kind of thing."""
    return "\n\n".join(
        f"### {heading}\n\n" + "\n".join(_table(rows))
        for heading, rows in (("Kept about a member", _kept()), ("Who and what is on the map", _drawn()), ("What was said", _said()))
    )


def _table(rows: Iterator[tuple[str, Mapping[Audience, str]]]) -> Iterator[str]:
    yield f"| | {' | '.join(COPIES.values())} |"
    yield "|---" * (len(COPIES) + 1) + "|"
    yield from (f"| {words} | {' | '.join(seen[audience] for audience in COPIES)} |" for words, seen in rows)


def _kept() -> Iterator[tuple[str, Mapping[Audience, str]]]:
    for name in (field.name for field in fields(Member) if field.name not in NOT_KEPT):
        seen = {Audience.WORKER: YES}
        for audience, allowed in _ALLOWED.items():
            year = f"the year, {IF_AGREED}" if audience is Audience.FAMILY else "the year" if allowed.years else NO
            seen[audience] = ALWAYS.get(name, YES if name in allowed.fields else year if name in ("born", "died") else NO)
        yield KEPT[name], seen


def _drawn() -> Iterator[tuple[str, Mapping[Audience, str]]]:
    def row(words: str, may: Callable[..., bool], family: str = YES) -> tuple[str, Mapping[Audience, str]]:
        seen = {audience: YES if may(allowed) else NO for audience, allowed in _ALLOWED.items()}
        return words, {Audience.WORKER: YES} | seen | {Audience.FAMILY: family if seen[Audience.FAMILY] == YES else NO}

    for kind in MemberKind:
        family = f"the family; others {IF_AGREED}" if kind is MemberKind.PERSON else IF_AGREED
        yield row(f"Member: {kind}", lambda allowed, kind=kind: kind in allowed.kinds, family)
    yield row("Member: somebody paid to help", lambda allowed: allowed.paid)
    for tie in TieKind:
        yield row(f"Tie: {tie}", lambda allowed, tie=tie: tie in allowed.ties)
    for union in UnionKind:
        plain = f"a plain line; which, {IF_AGREED}"
        parted = union in (UnionKind.DIVORCED, UnionKind.SEPARATED)
        line = f"a plain line where they have children; else, and which, {IF_AGREED}" if parted else plain
        yield row(f"Couple: {union}", lambda allowed, union=union: union in allowed.unions, line)
    for child in ChildKind:
        yield row(f"Child by: {child}", lambda allowed, child=child: child in allowed.children, plain)


def _said() -> Iterator[tuple[str, Mapping[Audience, str]]]:
    for what, row in SAYABLE.items():
        own = {audience: "the adult’s own answer" if what in allowed.readings else NO for audience, allowed in _ALLOWED.items()}
        yield row.question, {Audience.WORKER: "every answer, whoever gave it"} | own


def columns() -> str:
    """The columns of the two tables for a spreadsheet."""
    parts = []
    for heading, those in (("The columns of `members.csv`", MEMBERS), ("The columns of `ties.csv`", TIES)):
        rows = (f"| {each.heading} | {each.holds} | {', '.join(each.also) or '–'} |" for each in those)
        parts.append("\n".join((f"### {heading}", "", "| Heading | What it holds | Also known as |", "|---|---|---|", *rows)))
    return "\n\n".join(parts)


TABLES: Mapping[str, Callable[[], str]] = {
    "docs/settings.md": settings,
    "docs/papers-and-audiences.md": audiences,
    "docs/exchange.md": columns,
}
"""The documents with something made from the code, and what."""


def made_anew(document: str) -> str:
    """A document with what is made from the code as it should stand now."""
    text = (ROOT / document).read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{TABLES[document]()}\n\n{END}{after}"


PICTURES: Mapping[str, tuple[View, Audience, float]] = {
    "docs/picture-genogram.png": (View.GENOGRAM, Audience.WORKER, 190),
    "docs/picture-circles.png": (View.CIRCLES, Audience.WORKER, 110),
    "docs/picture-network-copy.png": (View.GENOGRAM, Audience.FAMILY, 130),
}
"""The pictures of the invented Hollins family: which drawing, for whom, at how many dots an inch."""


def picture(view: View, audience: Audience, dpi: float) -> bytes:
    """One drawing of the Hollins family as a small picture."""
    case = read_bundle((files("netmeet.exchange") / "demo" / "hollins.json").read_bytes())
    title = {View.GENOGRAM: "Genogram", View.CIRCLES: "Circles of support"}[view]
    return in_grey(diagram_png(maps.drawn(case.network, view, audience, DEMO_DAY, title).scene, dpi=dpi))


def in_grey(png: bytes) -> bytes:
    """The same picture with one number a dot instead of four: the drawings know no colour.

    PNG filters each of red, green, blue and opacity by itself, so keeping every fourth number keeps a picture.
    """
    (width, height, depth, colour), packed = _read(png)
    if (depth, colour) != (8, 6):
        raise ValueError("Not a picture of red, green, blue and opacity.")
    rows = zlib.decompress(packed)
    grey = bytearray()
    for start in range(0, len(rows), 4 * width + 1):
        row = rows[start + 1 : start + 1 + 4 * width]
        if not row[0::4] == row[1::4] == row[2::4]:
            raise ValueError("Not a picture in grey.")
        grey += rows[start : start + 1] + row[0::4]
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return png[:8] + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(bytes(grey), 9)) + _chunk(b"IEND", b"")


def _read(png: bytes) -> tuple[tuple[int, int, int, int], bytes]:
    """Width, height, bits a number and kind of colour; and the packed dots."""
    packed, place = b"", 8
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        if kind == b"IDAT":
            packed += png[place + 8 : place + 8 + size]
        place += 12 + size
    return struct.unpack(">IIBB", png[16:26]), packed


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main() -> None:
    """Write every table and picture."""
    for document in TABLES:
        (ROOT / document).write_text(made_anew(document), encoding="utf-8")
    for name, (view, audience, dpi) in PICTURES.items():
        (ROOT / name).write_bytes(picture(view, audience, dpi))


if __name__ == "__main__":
    main()
