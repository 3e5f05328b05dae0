"""The map as pictures and as words, each for one audience."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from netmeet.documents.fonts import measure
from netmeet.domain.disclosure import NOTHING_MORE, Agreed, Audience, for_audience
from netmeet.domain.network import Network
from netmeet.domain.wording import day
from netmeet.drawing import circles, genogram, svg
from netmeet.drawing.genogram import Style
from netmeet.drawing.scene import Scene
from netmeet.drawing.twin import TwinTable, circles_twin, genogram_twin
from netmeet.drawing.wrap import wrap
from netmeet.services.caller import take_turn
from netmeet.services.cases import OpenCase

_WIDEST = 100.0
"""How many mm of a title or a name stand in a heading of letters 5 mm high, of which the narrowest drawing has 3 lines of 120 mm."""


NETWORKS_FOOT = "A drawing of the family."
"""At the foot of every network's copy, whoever and whatever is on it. It hints at nothing that was left out: that makes people ask."""


class View(StrEnum):
    """The drawings of one map."""

    GENOGRAM = "genogram"
    CIRCLES = "circles"


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """One drawing, and the same facts as tables of words. Two are the same when they are one: a whole map is long to compare."""

    view: View
    audience: Audience
    network: Network
    scene: Scene
    twin: tuple[TwinTable, ...]


def drawn(
    network: Network, view: View, audience: Audience, today: date, title: str = "", agreed: Agreed = NOTHING_MORE, *, homes: bool = False
) -> Drawn:
    """Draw what an audience may see, and nothing else: the map is reduced first, and only then laid out.

    ``homes`` outlines who lives together on a genogram. Nothing of a meeting comes in, so no drawing can tell who is invited.
    The heading is the title and whose copy it is, so that a copy which must stay is not taken for one that may leave.
    """
    shown = for_audience(network, audience, agreed)
    how = agreed.how or audience is not Audience.FAMILY
    heading = ": ".join(filter(None, (_short(title), _whose_copy(shown, audience))))
    return _drawn(shown, view, audience, today, heading, how=how, homes=homes)


def note_taken(case: OpenCase, drawn: Drawn, form: str, agreed: Agreed = NOTHING_MORE) -> None:
    """Note in the audit which drawing was taken away as a file of which form, and what the adult agreed to have on the network's copy."""
    take_turn(case.session)
    what = f"took the {_NOUNS[drawn.view]}, {_COPIES[drawn.audience]}, as {_FORMS.get(form, form.upper())}"
    case.note(what, *(name for name, more in asdict(agreed).items() if more))


_NOUNS = MappingProxyType({View.GENOGRAM: "genogram", View.CIRCLES: "circles of support"})
_COPIES = MappingProxyType(
    {Audience.WORKER: "worker’s copy", Audience.ADULT: "the adult’s own copy", Audience.FAMILY: "copy for the network"}
)
_FORMS = MappingProxyType({"docx": "Word"})


@lru_cache(maxsize=64)
def painted(drawn: Drawn, links: tuple[tuple[str, str, str], ...] = ()) -> str:
    """A drawing as SVG for a page, kept with the drawing. ``links`` are members with their address and its words."""
    return svg.render(drawn.scene, links={member: (address, words) for member, address, words in links} or None)


def _whose_copy(shown: Network, audience: Audience) -> str:
    """Whose copy a drawing is; nothing on the network's, which goes to many, and on a screen."""
    if audience in (Audience.WORKER, Audience.SUPERVISOR):
        return f"{audience.value.removeprefix('the ')}’s copy, not to be given away"
    if audience is not Audience.ADULT or shown.adult is None:
        return ""
    return f"{_short(shown.adult.name)}’s own copy"


def _short(words: str) -> str:
    """As much of a title or a name as leaves room on the narrowest drawing for what follows it."""
    return "".join(wrap(words, _WIDEST, 5.0, measure, bold=True, lines=1))


@lru_cache(maxsize=64)
def _drawn(shown: Network, view: View, audience: Audience, today: date, title: str, *, how: bool, homes: bool) -> Drawn:
    """Kept while nothing changes: the same copy of the same map is the same drawing."""
    if view is View.CIRCLES:
        scene = circles.draw(shown, measure, circles.CirclesStyle(title=title, drawn_on=f"Drawn on {day(today)}"))
        return Drawn(view, audience, shown, scene, circles_twin(shown))
    scene = genogram.draw(shown, measure, replace(_style(audience, today, title), show_homes=homes))
    return Drawn(view, audience, shown, scene, genogram_twin(shown, today, how=how, spots=scene.spots))


def geometry(network: Network, audience: Audience, today: date) -> dict[str, list[dict[str, object]]]:
    """The places of everything on a genogram, as plain values: what a program needs to measure the drawing."""
    return genogram.geometry(genogram.lay_out(for_audience(network, audience), measure, _style(audience, today)))


def _style(audience: Audience, today: date, title: str = "") -> Style:
    harm = audience in (Audience.WORKER, Audience.SUPERVISOR)
    foot = NETWORKS_FOOT if audience is Audience.FAMILY else ""
    ages = None if audience is Audience.FAMILY else today  # the network's copy knows years only: an age from them may be wrong
    return Style(title=title, drawn_on=day(today), foot=foot, on=ages, show_harm=harm)
