"""The plan of a meeting before anything is agreed: who may be named on it, and what there is to settle."""

from collections.abc import Container, Iterable

from netmeet.domain.meeting import AdultSays, AgendaItem, ItemKind, Meeting
from netmeet.domain.network import Member

_SETTLES_NOTHING = (ItemKind.WELCOME, ItemKind.BREAK, ItemKind.FAMILY_TIME, ItemKind.REVIEW)
_CHOSEN = (AdultSays.YES, AdultSays.IF)


def may_be_named(meeting: Meeting, coming: Iterable[Member], fallen: Container[str]) -> tuple[Member, ...]:
    """Those of the members who come whom the adult's plan names: the adult said yes to them, and nothing keeps them off copies.

    ``fallen`` are members whose decision cannot stand any more. Nobody is named where the meeting has a second part: the plan
    lies on the table, and those of one part may not know of the other.
    """
    if len(meeting.parts) > 1:
        return ()
    return tuple(one for one in coming if not one.off_copies and one.id not in fallen and meeting.invitation(one.id).adult_says in _CHOSEN)


def to_settle(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The items at which people say who does what, each once: all of them, or what every part talks about where there are more."""
    found: dict[str, AgendaItem] = {}
    for item in meeting.agenda:
        if _settles(item.kind):
            found.setdefault(item.title, item)
    in_parts = {title: {item.part for item in meeting.agenda if item.title == title} for title in found}
    return tuple(item for title, item in found.items() if in_parts[title] == set(meeting.parts))


def _settles(kind: ItemKind) -> bool:
    """True for an item of the agenda at which people say who does what."""
    return kind not in _SETTLES_NOTHING
