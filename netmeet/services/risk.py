"""What is both important and risky on one map."""

from dataclasses import dataclass
from datetime import date

from netmeet.domain.flag_rule import FlagRule, explain
from netmeet.domain.risk import Flag, Standing, important_and_risky, worries_about_the_adult
from netmeet.domain.unknowns import unasked
from netmeet.domain.wording import Spoken, Wording
from netmeet.services.cases import OpenCase


@dataclass(frozen=True, slots=True)
class RiskPage:
    """The flags by what they are, worries about the adult alone, what nobody was asked yet, and the rule in words."""

    groups: tuple[tuple[Standing, tuple[Flag, ...]], ...]
    about_the_adult: tuple[Spoken, ...]
    unasked: tuple[str, ...]
    rule: tuple[str, ...]


def look(case: OpenCase, rule: FlagRule, today: date) -> RiskPage:
    """Read the whole map once. Nothing here is stored: a flag is always what the readings say now."""
    flags = important_and_risky(case.network, rule, as_of=today)
    groups = tuple((standing, found) for standing in Standing if (found := tuple(flag for flag in flags if flag.standing is standing)))
    return RiskPage(groups, worries_about_the_adult(case.network, as_of=today), unasked(Wording(case.network, today), rule), explain(rule))
