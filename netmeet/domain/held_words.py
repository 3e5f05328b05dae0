"""Plain sentences about what a map holds: help with its amounts, days, and shares. Only names and amounts of the map stand in them."""

from collections.abc import Iterable

from netmeet.domain.amounts import DAYS, EVERY_DAY, about_hours
from netmeet.domain.held import Held
from netmeet.domain.readings import SupportKind
from netmeet.domain.reliance import Help
from netmeet.domain.wording import HELP, joined


def days_in_words(days: Iterable[int]) -> str:
    """``Mondays and Fridays``, ``every day``; empty for none."""
    found = sorted(days)
    return "every day" if frozenset(found) == EVERY_DAY else joined(f"{DAYS[day]}s" for day in found)


def on_days(days: Iterable[int]) -> str:
    """``on Mondays``, ``on every day of the week``."""
    told = days_in_words(days)
    return "on every day of the week" if told == "every day" else f"on {told}"


def amount(aid: Help) -> str:
    """`` (about two hours a week)``, in the words that were used; empty where nobody named an amount."""
    return f" ({joined(aid.amounts, 'or')})" if aid.amounts else ""


def from_each(held: Held, helps: Iterable[Help]) -> str:
    """``Kev (Mondays) and Mo``: who gives it, each with the amount in the words that were used."""
    return joined(sorted(f"{held.words.name(aid.giver)}{amount(aid)}" for aid in helps))


def hours_of(helps: Iterable[Help]) -> float:
    """The hours a week that are known of these, together; nought where none are."""
    return sum(aid.hours for aid in helps if aid.hours is not None)


def share(held: Held, kind: SupportKind, part: Iterable[Help]) -> str:
    """``about 9 of about 14 hours a week of company that are known``; empty where no hours of the part are known.

    Whoever's hours are not known is in neither figure.
    """
    of_part = hours_of(part)
    of_whole = hours_of(aid for aid in held.help if aid.kind is kind and aid.to == held.adult_id)
    if not of_part:
        return ""
    if of_part == of_whole:
        return f"all of the {HELP[kind]} whose hours are known, {about_hours(of_whole)}"
    return f"{about_hours(of_part, short=True)} of {about_hours(of_whole)} of {HELP[kind]} that are known"


def verb(names: Iterable[str], one: str, more: str) -> str:
    """The verb for one name, or for several."""
    return one if len(tuple(names)) == 1 else more


def not_known_days(held: Held, members: Iterable[str]) -> str:
    """``On which days Kev is in touch is not known``; empty for nobody."""
    those = tuple(members)
    return f"on which days {held.words.names(those)} {verb(those, 'is', 'are')} in touch is not known" if those else ""
