"""The map as pictures and as words, each for one audience."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netmeet.documents.fonts import measure
from netmeet.domain.disclosure import Audience, for_audience
from netmeet.domain.network import Network
from netmeet.domain.wording import day
from netmeet.drawing import circles, genogram
from netmeet.drawing.genogram import Style
from netmeet.drawing.scene import Scene
from netmeet.drawing.twin import TwinTable, circles_twin, genogram_twin


class View(StrEnum):
    """The drawings of one map."""

    GENOGRAM = "genogram"
    CIRCLES = "circles"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawing, and the same facts as tables of words."""

    view: View
    network: Network
    scene: Scene
    twin: tuple[TwinTable, ...]


def drawn(network: Network, view: View, audience: Audience, today: date, title: str = "") -> Drawn:
    """Draw what an audience may see, and nothing else: the map is reduced first, and only then laid out."""
    shown = for_audience(network, audience)
    dated = f"Drawn on {day(today)}"
    if view is View.CIRCLES:
        scene = circles.draw(shown, measure, circles.CirclesStyle(title=title, drawn_on=dated))
        return Drawn(view, shown, scene, circles_twin(shown))
    harm = audience in (Audience.WORKER, Audience.SUPERVISOR)
    scene = genogram.draw(shown, measure, Style(title=title, drawn_on=dated, show_harm=harm))
    return Drawn(view, shown, scene, genogram_twin(shown))
