"""What is both important and risky on one map."""

from dataclasses import dataclass
from datetime import date

from netmeet.domain.flag_rule import FlagRule, explain
from netmeet.domain.readings import Concern, Voice, What
from netmeet.domain.risk import Flag, Standing, important_and_risky, worries_about_the_adult
from netmeet.domain.unknowns import unasked
from netmeet.domain.wording import Spoken, Wording
from netmeet.services.cases import OpenCase


@dataclass(frozen=True, slots=True)
class Brief:
    """One flag in a line: importance and the most serious worry, never put together.

    The importance is what the adult said last, else what anybody said last. Each comes with how many more answers
    there are.
    """

    flag: Flag
    important: Spoken | None
    worry: Spoken | None
    more_important: int
    more_worries: int


@dataclass(frozen=True, slots=True)
class RiskPage:
    """The flags by what they are, worries about the adult alone, what nobody was asked yet, and the rule in words."""

    groups: tuple[tuple[Standing, tuple[Flag, ...]], ...]
    briefs: tuple[Brief, ...]
    about_the_adult: tuple[Spoken, ...]
    unasked: tuple[str, ...]
    rule: tuple[str, ...]


def look(case: OpenCase, rule: FlagRule, today: date) -> RiskPage:
    """Read the whole map once. Nothing here is stored: a flag is always what the readings say now."""
    flags = important_and_risky(case.network, rule, as_of=today)
    groups = tuple((standing, found) for standing in Standing if (found := tuple(flag for flag in flags if flag.standing is standing)))
    alone = worries_about_the_adult(case.network, as_of=today)
    return RiskPage(groups, tuple(map(_brief, flags)), alone, unasked(Wording(case.network, today), rule), explain(rule))


def _brief(flag: Flag) -> Brief:
    own = [said for said in flag.important if said.reading.voice is Voice.ADULT and said.reading.what is What.IMPORTANCE]
    important = next(reversed(own or flag.important), None)
    worry = max(flag.worries, key=_level, default=None) or next(iter(flag.restrictions), None)
    return Brief(flag, important, worry, max(0, len(flag.important) - 1), max(0, len(flag.worries) - 1))


def _level(said: Spoken) -> tuple[int, int]:
    value = said.reading.value
    return (int(value.level) if isinstance(value, Concern) else 0, said.reading.seq)
