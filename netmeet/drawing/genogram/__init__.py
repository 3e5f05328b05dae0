"""The genogram: rows, order, places, lines, then ties and paint. ``lay_out`` gives places, ``draw`` a finished Scene."""

from netmeet.drawing.genogram.layout import geometry, lay_out
from netmeet.drawing.genogram.model import BirthOrder, Layout, Style
from netmeet.drawing.genogram.paint import draw

__all__ = ["BirthOrder", "Layout", "Style", "draw", "geometry", "lay_out"]
