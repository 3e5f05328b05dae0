"""``netmeet reliance``: what the pages "What the network holds" and "What if contact changed?" show, without any database."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import click

from netmeet.cli.pages import Page
from netmeet.cli.talking import as_of, json_or_text, print_json, progress, read_case, say
from netmeet.domain.carried import Carries, carried
from netmeet.domain.casefile import CaseFile
from netmeet.domain.errors import BadInputError
from netmeet.domain.network import Network
from netmeet.domain.options import Change, HowContact
from netmeet.domain.patterns import Pattern, patterns
from netmeet.domain.what_if import NOT_THE_SAME_AS_SAFE, WhatIf, what_if
from netmeet.domain.wording import Wording

_SPELT = {
    "without": (HowContact.STOPPED, "Look at the map without contact with this member; may be given several times."),
    "by_telephone": (HowContact.TELEPHONE, "Contact by telephone only."),
    "fewer": (HowContact.FEWER, "Contact less often, or for fewer hours."),
    "supervised": (HowContact.SUPERVISED, "Contact only with somebody else there."),
}


def _changes(command: Any) -> Any:
    """The four options that change contact, in the order of the table."""
    for name, (_, about) in reversed(_SPELT.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, multiple=True, metavar="NAME_OR_ID", help=about)(command)
    return command


@click.command(
    cls=Page,
    short_help="Tell what hangs on each member, and what a change of contact could mean.",
    examples=[
        "netmeet reliance case.json",
        'netmeet reliance case.json --without "Carl Grant"',
        'netmeet reliance case.json --by-telephone "Terry Vance" --without m28 --format json --as-of 2026-11-22',
    ],
)
@click.argument("file")
@_changes
@json_or_text
@as_of
def reliance(file: str, form: str, as_of: date, **members: tuple[str, ...]) -> None:
    """Tell what passes through each member of a bundle, and what hangs on them alone.

    FILE is a netmeet bundle; `-` is standard input. With a change of contact, or several at once: the map now and then,
    what could be lost and what could be gained, with the adult's own words and whose decision it would be. Names are
    those of the map; where two members share one, give the id. Nothing is ranked, and nothing is changed.
    """
    case = read_case(file)
    wanted = [Change(member_named(case.network, name, as_of), _SPELT[option][0]) for option in _SPELT for name in members[option]]
    with progress("Reading the map"):
        found, seen = carried(case.network, as_of=as_of), patterns(case.network, as_of=as_of)
        compared = what_if(case.network, wanted, case.capacity, as_of=as_of) if wanted else None
    if form == "json":
        print_json(_plain(case, found, seen, compared) | {"as_of": as_of.isoformat()})
        return
    say("\n".join(_compared(compared) if compared else _held(found, seen)))


def member_named(network: Network, name: str, as_of: date) -> str:
    """Return the id of the member that is meant. Raises ``BadInputError`` for nobody, and for several of one name."""
    if network.has(name):
        return name
    words, wanted = Wording(network, as_of), " ".join(name.split()).casefold()
    found = [one.id for one in network.members if wanted in (" ".join(one.name.split()).casefold(), words.name(one.id).casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInputError(f"“{name[:40]}” could be {len(found)} members: give the id, one of {', '.join(sorted(found))}.")
    raise BadInputError(f"“{name[:40]}” is nobody on this map. Give the name as it stands there, or the id.")


def _held(found: Carries, seen: Iterable[Pattern]) -> Iterator[str]:
    for one in found.members:
        yield one.name
        yield from _under(
            ("On them alone", one.alone), ("What passes between them", (*one.gives, *one.gets)), ("Who is beside both", one.beside)
        )
        yield ""
    yield from _under(("The days of a week", found.days))
    for pattern in seen:
        yield f"\n{pattern.kind}"
        yield from (f"    {line}" for line in (*pattern.facts, pattern.asks, pattern.source))
    yield (
        "\nNobody is ranked. What nobody wrote down is not here."
        if found.members
        else "Nothing that passes between people is written down."
    )


def _compared(seen: WhatIf) -> Iterator[str]:
    yield " ".join(seen.titles)
    own = [line for said in seen.own for line in (said.sentence, *(f"  “{typed}”" for typed in said.quote.splitlines()))]
    decides = (*seen.decides.sentences, *(f"  “{quote}”" for quote in seen.decides.quotes))
    yield from _under(
        ("What the adult says", (*own, *seen.unasked)),
        ("Whose decision it is", decides),
        ("What could be lost", seen.lost),
        ("What would be another way", seen.other),
        ("Who could be asked", seen.could),
        ("What could be gained", seen.gained),
        ("Now and then", [line for row in seen.rows if row.changes for line in _row(row.heading, row.now, row.then)]),
        ("To keep in mind", NOT_THE_SAME_AS_SAFE),
    )


def _row(heading: str, now: Iterable[str], then: Iterable[str]) -> Iterator[str]:
    yield heading
    yield f"  now:  {'; '.join(now)}"
    yield f"  then: {'; '.join(then)}"


def _under(*parts: tuple[str, Iterable[str]]) -> Iterator[str]:
    """Sentences under their headings; a heading with none is left out."""
    for heading, lines in parts:
        told = list(lines)
        if told:
            yield f"  {heading}"
            yield from (f"    {line}" for line in told)


def _plain(case: CaseFile, found: Carries, seen: Iterable[Pattern], compared: WhatIf | None) -> dict[str, Any]:
    return {
        "adult": case.network.adult_id,
        "members": [
            {"id": one.member, "name": one.name} | {name: list(getattr(one, name)) for name in ("gives", "gets", "alone", "beside")}
            for one in found.members
        ],
        "days": list(found.days),
        "patterns": [
            {"pattern": one.kind.value, "facts": list(one.facts), "asks": one.asks, "source": one.source, "members": list(one.members)}
            for one in seen
        ],
        "what_if": _what_if(compared) if compared else None,
    }


def _what_if(seen: WhatIf) -> dict[str, Any]:
    return {
        "changes": [{"member": change.member, "how": change.how.value} for change in seen.changes],
        "says": [{"sentence": said.sentence, "quote": said.quote} for said in seen.own],
        "not_asked": list(seen.unasked),
        "decides": {"adult": seen.decides.adult, "sentences": list(seen.decides.sentences), "worded": list(seen.decides.quotes)},
        "lost": list(seen.lost),
        "another_way": list(seen.other),
        "could": list(seen.could),
        "gained": list(seen.gained),
        "now_and_then": [{"what": row.heading, "now": list(row.now), "then": list(row.then), "changes": row.changes} for row in seen.rows],
        "beware": list(NOT_THE_SAME_AS_SAFE),
    }
