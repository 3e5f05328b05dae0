"""Which ties are drawn, and how: the latest emotional line of each, worries about harm where the reader may see them."""

from netmeet.domain.apart import Bar, bars
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.flag_rule import HARM_LINES
from netmeet.domain.network import Network, Tie
from netmeet.domain.readings import (
    Concern,
    ConcernLevel,
    ConcernType,
    Direction,
    Emotional,
    RestrictionKind,
    What,
)
from netmeet.drawing.genogram.model import Bond, Style

HARM_CODES = {
    ConcernType.PHYSICAL: "P",
    ConcernType.SEXUAL: "S",
    ConcernType.PSYCHOLOGICAL: "E",
    ConcernType.FINANCIAL: "F",
    ConcernType.DISCRIMINATORY: "D",
    ConcernType.ORGANISATIONAL: "O",
    ConcernType.NEGLECT: "N",
    ConcernType.DOMESTIC: "DA",
    ConcernType.SEXUAL_EXPLOITATION: "SX",
    ConcernType.MODERN_SLAVERY: "MS",
    ConcernType.SELF_NEGLECT: "SN",
    ConcernType.HARM_NOT_ABUSE: "H",
    ConcernType.NOT_YET_KNOWN: "?",
}
"""The letters in the box on a harm arrow."""

ORDER_CODES = {
    RestrictionKind.NON_MOLESTATION: "NM",
    RestrictionKind.OCCUPATION: "OO",
    RestrictionKind.RESTRAINING: "RO",
    RestrictionKind.STALKING: "SP",
    RestrictionKind.FORCED_MARRIAGE: "FM",
    RestrictionKind.DOMESTIC_ABUSE_ORDER: "DP",
    RestrictionKind.DOMESTIC_ABUSE_NOTICE: "DN",
    RestrictionKind.COURT_ORDER: "CO",
    RestrictionKind.COURT_OF_PROTECTION: "CP",
    RestrictionKind.BAIL: "BC",
    RestrictionKind.LICENCE: "LC",
}
"""The letters on the line of an order or condition that keeps somebody away; an investigation and a limit keep nobody away."""

_ARROW = {Direction.A_TO_B: 1, Direction.B_TO_A: -1, Direction.BOTH: 0}


MOST = 80
"""How many ties one drawing holds: more of them nobody can follow, and each has to find its way past all others."""


def bonds_of(network: Network, style: Style, without_union: set[str]) -> tuple[list[Bond], int]:
    """The lines to draw between members, in an order that does not hang on the order of the input; and how many there is no room for.

    Harm and orders come first, then what is between people, last those of whom the drawing would say only that they know each other.
    """
    bonds = _all_of(network, style, without_union)
    kept = sorted(range(len(bonds)), key=lambda k: (not bonds[k].codes, bonds[k].mark is None and not bonds[k].text, k))[:MOST]
    return [bonds[k] for k in sorted(kept)], len(bonds) - len(kept)


def _all_of(network: Network, style: Style, without_union: set[str]) -> list[Bond]:
    bonds: list[Bond] = []
    standing = bars(network) if style.show_harm else {}
    for tie in sorted(network.ties, key=lambda tie: (tie.a, tie.b, tie.id)):
        if tie.a == tie.b or not (network.has(tie.a) and network.has(tie.b)):
            continue
        drawn = [*_emotional(network, tie, style), *_harm(network, tie, style), *_orders(network, tie, standing, style)]
        if not drawn and {tie.a, tie.b} & without_union:
            drawn = [Bond(tie.id, tie.a, tie.b)]
        bonds += drawn
    return bonds


def _emotional(network: Network, tie: Tie, style: Style) -> list[Bond]:
    said = network.said(tie.id, What.EMOTIONAL)
    if not said or not style.show_emotional:
        return []
    value = said[-1].value
    if not isinstance(value, Emotional) or (value.kind in HARM_LINES and not style.show_harm):
        return []
    mark = None if value.kind is EmotionalKind.OTHER else value.kind
    return [Bond(tie.id, tie.a, tie.b, mark, _ARROW[value.direction], value.text if mark is None else "")]


def _harm(network: Network, tie: Tie, style: Style) -> list[Bond]:
    """One arrow a direction, with the codes of every type of harm that somebody worries about."""
    if not style.show_harm:
        return []
    codes: dict[int, list[str]] = {}
    for reading in network.said(tie.id, What.CONCERN):
        value = reading.value
        if isinstance(value, Concern) and value.level > ConcernLevel.NONE:
            for arrow in (1, -1) if value.direction is Direction.BOTH else (_ARROW[value.direction],):
                codes.setdefault(arrow, []).append(HARM_CODES[value.type])
    return [
        Bond(tie.id, tie.a, tie.b, None, arrow, harm=" ".join(code for code in HARM_CODES.values() if code in found))
        for arrow, found in sorted(codes.items(), reverse=True)
    ]


def _orders(network: Network, tie: Tie, standing: dict[str, tuple[Bar, ...]], style: Style) -> list[Bond]:
    """One line for each who is kept away, with the letters of all that is in force: the bar is at their end. Both ways it is one line."""
    if style.on is None or network.tie_between(tie.a, tie.b) != tie:
        return []
    codes: dict[int, list[str]] = {}
    for bar in standing.get(tie.a, ()):
        between, kind = {bar.bound, bar.protected} == {tie.a, tie.b}, bar.restriction.kind
        if between and kind.blocks and bar.restriction.in_force(style.on):
            codes.setdefault(1 if bar.bound == tie.b else -1, []).append(ORDER_CODES[kind])
    lines = {arrow: " ".join(code for code in ORDER_CODES.values() if code in found) for arrow, found in codes.items()}
    if len(lines) > 1 and lines[1] == lines[-1]:
        lines = {0: lines[1]}
    return [Bond(tie.id, tie.a, tie.b, None, arrow, order=letters) for arrow, letters in sorted(lines.items(), reverse=True)]
