"""``netmeet flags``: what the page "Important and risky" shows, for a bundle and without any database."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import click

from netmeet.cli.pages import Page
from netmeet.cli.talking import as_of, json_or_text, print_json, progress, read_case, say
from netmeet.domain.casefile import CaseFile
from netmeet.domain.flag_rule import FlagRule, explain
from netmeet.domain.risk import Flag, important_and_risky, worries_about_the_adult
from netmeet.domain.unknowns import unasked
from netmeet.domain.wording import Spoken, Wording


@click.command(
    cls=Page,
    short_help="List what is both important and a worry.",
    examples=["netmeet flags case.json", "netmeet flags case.json --format json --as-of 2026-11-22"],
)
@click.argument("file")
@json_or_text
@as_of
def flags(file: str, form: str, as_of: date) -> None:
    """List the ties of a bundle that are both important and a worry, and those that may be.

    FILE is a netmeet bundle; `-` is standard input. Every flag holds both readings side by side: how important somebody
    is and who says so, every worry with who said it and who was in the room, orders, what the adult wants, what the
    adult would lose, and what nobody has asked yet. Nothing is added up into one figure. An empty list means that
    nothing was recorded, not that somebody is safe. The thresholds are netmeet's own; `--format json` names them
    under "rule".
    """
    case, rule = read_case(file), FlagRule()
    with progress("Reading the map"):
        found = important_and_risky(case.network, rule, as_of=as_of)
    alone = worries_about_the_adult(case.network, as_of=as_of)
    not_asked = unasked(Wording(case.network, as_of), rule)
    if form == "json":
        print_json(_plain(case, rule, found, alone, not_asked) | {"as_of": as_of.isoformat()})
        return
    for flag in found:
        say("\n".join(_lines(flag)) + "\n")
    for heading, lines in (("Worries about the adult, along no tie", _quoted(alone)), ("Not asked yet", not_asked)):
        if lines:
            say("\n  ".join([heading, *lines]) + "\n")
    say(_summary(len(found)))


def _summary(count: int) -> str:
    if not count:
        return "Nothing is flagged. That means that nothing was recorded, not that somebody is safe."
    return f"{count} {'tie is' if count == 1 else 'ties are'} flagged. People decide what follows."


def _lines(flag: Flag) -> Iterator[str]:
    """One flag as text, in the order of the page: the adult's own words first."""
    yield f"{flag.about}: {flag.standing}"
    for heading, lines in (
        ("Why it is here", dict.fromkeys(f"{row.side}: {row.condition}" for row in flag.reasons)),
        ("What the adult wants", _quoted(flag.wants)),
        ("How important it is", _quoted(flag.important)),
        ("What there is to worry about", _quoted(flag.worries)),
        ("Orders and limits", _quoted(flag.restrictions)),
        ("About the two", _quoted(flag.people)),
        ("Help and contact", _quoted(flag.help)),
        ("What would be lost", [loss.words for loss in flag.would_lose]),
        ("Seen differently", [*flag.disagreements, *flag.changes]),
        ("To know beside it", flag.notes),
        ("To ask", flag.questions),
    ):
        if lines:
            yield f"  {heading}"
            yield from (f"    {line}" for line in lines)


def _quoted(spoken: Iterable[Spoken]) -> list[str]:
    """What was said as sentences, each followed by what must stand beside it and by the words as they were typed."""
    return [line for said in spoken for line in (said.sentence, *said.notes, *map(_quote, said.quote.splitlines()))]


def _quote(typed: str) -> str:
    """One line that somebody typed, set in; in quotation marks unless it has its own."""
    return f"  {typed}" if "“" in typed else f"  “{typed}”"


def _plain(case: CaseFile, rule: FlagRule, found: Iterable[Flag], alone: Iterable[Spoken], not_asked: Iterable[str]) -> dict[str, Any]:
    return {
        "adult": case.network.adult_id,
        "flags": [_flag(flag) for flag in found],
        "about_the_adult": _told(alone),
        "not_asked": list(not_asked),
        "rule": list(explain(rule)),
    }


def _flag(flag: Flag) -> dict[str, Any]:
    return {
        "tie": {"id": flag.tie.id, "a": flag.tie.a, "b": flag.tie.b},
        "about": flag.about,
        "standing": flag.standing.value,
        "most_serious": flag.most_serious.name.lower().replace("_", " "),
        "reasons": [{"side": row.side.value, "condition": row.condition, "facts": _told(row.facts)} for row in flag.reasons],
        "important": _told(flag.important),
        "worries": _told(flag.worries),
        "restrictions": _told(flag.restrictions),
        "wants": _told(flag.wants),
        "would_lose": [loss.words for loss in flag.would_lose],
        "help": _told(flag.help),
        "people": _told(flag.people),
        "disagreements": list(flag.disagreements),
        "changes": list(flag.changes),
        "notes": list(flag.notes),
        "questions": list(flag.questions),
    }


def _told(spoken: Iterable[Spoken]) -> list[dict[str, Any]]:
    return [
        {
            "reading": said.reading.id,
            "sentence": said.sentence,
            "who": said.who,
            "present": said.present,
            "says": said.says,
            "rests_on": said.rests_on,
            "said_on": said.reading.said_on.isoformat() if said.reading.said_on else None,
            "quote": said.quote,
            "notes": list(said.notes),
        }
        for said in spoken
    ]
