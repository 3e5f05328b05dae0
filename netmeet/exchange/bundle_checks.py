"""What a bundle from anywhere must keep to, beyond the types of its fields, before netmeet believes it."""

from collections import Counter
from datetime import datetime
from typing import TypeVar

from netmeet.domain.casefile import CaseFile, KeptCase
from netmeet.domain.errors import UnreadableFileError
from netmeet.domain.meeting import Meeting
from netmeet.domain.network import Member
from netmeet.domain.options import Option
from netmeet.domain.readings import SAYABLE, Reading
from netmeet.exchange.ids import Mention, mentions

T = TypeVar("T")

TIMES = "a meeting starts in local time from 1900 to 2200, parts count from 1 to 99, and an item takes 0 to 1,440 minutes."
PAPER = "a paper says a day and a time, in local time from 1900 to 2200, or none."
OPTION = "an option names at least one change, each of another member, and none of the adult."
_USERNAME = 60
"""The most characters of a user name; no account has more."""


def checked(kept: KeptCase) -> KeptCase:
    """Return a case from a file if every page can show it. Raises ``UnreadableFileError``, naming the place.

    What is refused: ids that name nothing, ids used twice, numbers out of range.
    """
    case = kept.everything
    beside = (("taken_off", kept.taken_off), ("staff", kept.staff), ("marks", kept.marks))
    found = [*mentions(case, ("case",)), *(mention for name, held in beside for mention in mentions(held, (name,)))]
    own: dict[str, type] = {}
    for mention in found:
        if not mention.names:
            if not mention.id or mention.id in own:
                raise _at(mention.where, f"the id “{mention.id}” is used twice or empty.")
            own[mention.id] = type(mention.holder)
    for mention in found:
        if mention.names and own.get(mention.id) not in _may_name(mention):
            raise _at(mention.where, f"“{mention.id[:40]}” is not the id of anything that can stand here.")
    if case.network.adult_id != case.profile.adult_id:
        raise _at(("case", "network", "adult_id"), "this is not the adult that the profile names.")
    _check_each(case)
    _check_beside(kept)
    return kept


def _may_name(mention: Mention) -> tuple[type, ...]:
    """What a mention may name. Some things can be said of ties only, some of members only."""
    if isinstance(mention.holder, Reading) and mention.where[-1] == "about":
        row = SAYABLE[mention.holder.what]
        return tuple(kind for kind in mention.names if (row.of_member if kind is Member else row.of_tie))
    return mention.names


def _check_beside(kept: KeptCase) -> None:
    """What stands beside the case names each member or tie once, and the adult never leaves their own map."""
    taken_off, staff = _numbered(kept.taken_off), _numbered(kept.staff)
    off, linked = Counter(one.about for one in kept.taken_off), Counter(link.member for link in kept.staff)
    adult = kept.everything.network.adult_id
    wrong = [
        *((("taken_off", n), "the map is about this person, so they stay on it.") for n, one in taken_off if one.about == adult),
        *((("taken_off", n), "this is taken off the map twice.") for n, one in taken_off if off[one.about] > 1),
        *((("staff", n), "this member is linked with two accounts.") for n, link in staff if linked[link.member] > 1),
        *((("staff", n), f"a user name has 1 to {_USERNAME} characters.") for n, link in staff if not _is_username(link.username)),
    ]
    if wrong:
        raise _at(*wrong[0])


def _is_username(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _USERNAME


def _check_each(case: CaseFile) -> None:
    network = case.network
    wrong = [
        *((("network", "members", n), "the name is empty.") for n, member in _numbered(network.members) if not member.name.strip()),
        *((("network", "ties", n), "this tie joins somebody to themselves.") for n, tie in _numbered(network.ties) if tie.a == tie.b),
        *((("wishes", n), "the place of a wish is 1, 2 or 3.") for n, wish in _numbered(case.wishes) if wish.place not in (1, 2, 3)),
        *(
            (("safe", n), "the score is not on its scale.")
            for n, safe in _numbered(case.safe)
            if not (0 <= safe.score <= safe.scale_max and safe.scale_max)
        ),
        *((("meetings", n), TIMES) for n, meeting in _numbered(case.meetings) if not _is_timed(meeting)),
        *((("meetings", n), "somebody is invited twice.") for n, meeting in _numbered(case.meetings) if _is_invited_twice(meeting)),
        *((("papers", n), PAPER) for n, step in _numbered(case.papers) if not _is_local(step.on)),
        *((("options", n), OPTION) for n, option in _numbered(case.options) if not _is_one(option, network.adult_id)),
    ]
    if wrong:
        where, says = wrong[0]
        raise _at(("case", *where), says)


def _is_invited_twice(meeting: Meeting) -> bool:
    invited = [invitation.member for invitation in meeting.invitations]
    return len(set(invited)) < len(invited)


def _is_one(option: Option, adult_id: str | None) -> bool:
    named = [change.member for change in option.changes]
    return bool(named) and len(set(named)) == len(named) and adult_id not in named


def _is_timed(meeting: Meeting) -> bool:
    parts = [invitation.part for invitation in meeting.invitations] + [item.part for item in meeting.agenda]
    return (
        _is_local(meeting.on)
        and all(1 <= part <= 99 for part in parts)
        and all(0 <= (item.minutes or 0) <= 24 * 60 for item in meeting.agenda)
    )


def _is_local(on: datetime | None) -> bool:
    return on is None or (on.tzinfo is None and 1900 <= on.year <= 2200)


def _numbered(items: tuple[T, ...]) -> list[tuple[str, T]]:
    return [(f"item {number}", item) for number, item in enumerate(items, start=1)]


def _at(where: tuple[str, ...], says: str) -> UnreadableFileError:
    return UnreadableFileError(f"{', '.join(where)}: {says}")
