"""Families that fold into themselves so often that no drawing of rows could be read, or found in a sensible time."""

from netmeet.drawing.genogram.kin import Clan

_FREE = 60
_SHARE = 4


def is_tangled(families: tuple[Clan, ...]) -> bool:
    """True when there are more ways round in circles than one for every four people, and more than sixty.

    A family tree has none; cousins who marry make one. What has hundreds is nearly always a file whose numbers were mixed up.
    """
    people = sum(len(clan.members) for clan in families)
    knots = sum(len(clan.knots) for clan in families)
    links = sum(len(knot.partners) + len(knot.children) for clan in families for knot in clan.knots)
    return links - people - knots + len(families) > max(_FREE, people // _SHARE)
