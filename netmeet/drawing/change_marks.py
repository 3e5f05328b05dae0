"""What is drawn over the mark of somebody whose contact would change: a cross or a broken ring, told apart without colour."""

from types import MappingProxyType

from netmeet.drawing.scene import Dash, Line, Oval, Point, Shape, Stroke

AROUND = 2.2
"""How far a ring stands from the middle of a mark, in mm. A cross stays within it."""

MEANING = MappingProxyType({True: "Crossed: there would be no contact, or no way left", False: "Broken ring: contact would be another"})


def over(centre: Point, *, gone: bool | None) -> list[Shape]:
    """A cross for somebody who would be gone, a broken ring for another way of contact, nothing where nothing changes (None)."""
    (x, y), arm = centre, AROUND * 0.85
    if gone is None:
        return []
    if not gone:
        return [Oval(x, y, AROUND, AROUND, Stroke(0.4, Dash.DASHED))]
    # A white stroke below the black one keeps the cross apart from a black mark.
    pens = (Stroke(1.2, grey=1.0), Stroke(0.5))
    return [Line(((x - arm, y - way * arm), (x + arm, y + way * arm)), pen) for pen in pens for way in (1, -1)]
