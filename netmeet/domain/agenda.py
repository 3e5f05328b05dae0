"""The agenda of a network meeting: the usual items, times that add up, parts, and when there is family time."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from netmeet.domain.apart import bars, clashes, might_come
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.invitation import MOST_PARTS, who_comes
from netmeet.domain.invitation_plan import can_be_asked
from netmeet.domain.meeting import OPEN_ENDED_ALLOWANCE, AdultSays, AgendaItem, FamilyTimeAnswer, ItemKind, Meeting
from netmeet.domain.network import Network
from netmeet.domain.readings import Presence, RestrictionKind
from netmeet.domain.risk import may_touch, open_concern_between, worries_about
from netmeet.domain.wording import Wording, sentence

MOST_ITEMS = 60
MOST_MINUTES = 300
LONGEST_TITLE = 200

# Our own defaults, to be edited. The one length found in a source is a children's network meeting of up to 90 minutes.
STRETCH = 60
BREAK_MINUTES = 10
BETWEEN_PARTS = 15

_USUAL: tuple[tuple[ItemKind, str, int | None], ...] = (
    (ItemKind.WELCOME, "Welcome, and how we will talk together", 10),
    (ItemKind.MATTERS, "What matters to {adult}", 15),
    (ItemKind.WORKING, "What is working and what is not", 20),
    (ItemKind.HELP, "Help there is", 15),
    (ItemKind.FAMILY_TIME, "Family time", None),
    (ItemKind.WRONG, "What could go wrong, and what would help", 20),
    (ItemKind.WHO_DOES_WHAT, "Who does what, by when", 15),
    (ItemKind.REVIEW, "Review date", 5),
)

_HOW_SAFE = re.compile(
    r"\bhow\s+(un)?safe\b"
    r"|\b(feel|feels|feeling|felt)\b(\W+\w+){0,3}\W+(un)?safe\b"
    r"|\b(un)?safe(ty)?\W+(feeling|indicator|number|question|rating|reading|scale|score)"
    r"|\b(indicator|number|rating|scale|score)\W+(of|for)\W+(\w+\W+){0,2}safe"
)
_FAMILY_TIME = re.compile(r"\b(family|private)\s+time\b")


@dataclass(frozen=True, slots=True)
class FamilyTimeRuling:
    """Whether family time may stand on the agenda, and why, in one sentence for the worker."""

    allowed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Timed:
    """One item with its start and end, local time in England; None while the meeting has no time yet.

    ``about`` means that an earlier item takes as long as it takes, so that this one begins about then.
    """

    item: AgendaItem
    starts: datetime | None
    ends: datetime | None
    about: bool = False

    @property
    def words(self) -> str:
        """As on the agenda: ``10:00 to 10:10``, ``about 11:20 to 11:40``, ``10:50, as long as it takes``, ``10 minutes``."""
        minutes = self.item.minutes
        if self.starts is None or self.ends is None:
            return "as long as it takes" if minutes is None else f"{minutes} minute{'' if minutes == 1 else 's'}"
        begins = f"{'about ' if self.about else ''}{self.starts:%H:%M}"
        return f"{begins}, as long as it takes" if minutes is None else f"{begins} to {self.ends:%H:%M}"


# ---------------------------------------------------------------- the usual agenda


def usual_agenda(meeting: Meeting, network: Network, ids: Callable[[], str]) -> tuple[AgendaItem, ...]:
    """The items to begin with, for every part in use; ``ids`` makes their ids.

    Family time stands in the first part alone, and only where ``family_time_allowed``. A break comes before more than an
    hour would pass without one, and between parts, so that people who must not meet don't meet at the door.
    """
    items: list[AgendaItem] = []
    with_family_time = family_time_allowed(network, replace(meeting, agenda=())).allowed
    for part in meeting.parts:
        if items:
            items.append(AgendaItem(ids(), ItemKind.BREAK, "Break", minutes=BETWEEN_PARTS, part=items[-1].part))
        usual = _usual(network, ids, part)
        items += _with_breaks((item for item in usual if item.kind is not ItemKind.FAMILY_TIME or (with_family_time and part == 1)), ids)
    return tuple(items)


def _usual(network: Network, ids: Callable[[], str], part: int) -> Iterator[AgendaItem]:
    # The name alone: what tells two of one name apart is not for a paper.
    adult = " ".join(network.adult.name.split())[:100].rstrip() if network.adult else "you"
    for kind, title, minutes in _USUAL:
        yield AgendaItem(ids(), kind, title.replace("{adult}", adult), adult if kind is ItemKind.MATTERS else "", minutes, part)


def _with_breaks(items: Iterable[AgendaItem], ids: Callable[[], str]) -> Iterator[AgendaItem]:
    """Put a break before the item that would make more than an hour without one; open-ended time counts as one."""
    since = 0
    for item in items:
        if item.minutes is not None and since + item.minutes > STRETCH:
            yield AgendaItem(ids(), ItemKind.BREAK, "Break", minutes=BREAK_MINUTES, part=item.part)
            since = 0
        since = 0 if item.minutes is None else since + item.minutes
        yield item


# ---------------------------------------------------------------- family time


def family_time_allowed(network: Network, meeting: Meeting) -> FamilyTimeRuling:
    """Say whether the adult's network may have time without professionals in the room.

    Only if the adult, asked alone, wants it. Where a concern is open between the adult and anybody who is or may yet be
    in that part, or the police look into something between the two, only if a supporter whom the adult chose stays with
    them as well, and the decision is recorded.
    """
    words = Wording(network, date.min)
    if missing := _answer_missing(meeting, words.adult):
        return _not_allowed(missing)
    adult, looked_into = network.adult_id or "", _looked_into(network, meeting)
    open_with = [one for one in _may_be_present(network, meeting) if one in looked_into or may_touch(network, adult, one)]
    if not open_with:
        return FamilyTimeRuling(allowed=True, reason=sentence(f"{words.adult}, asked alone, wants family time"))
    lies = _lies(words, open_with, looked_into)
    if missing := _supporter_missing(network, meeting, words):
        return _not_allowed(f"{lies}: {missing}")
    if not meeting.family_time.decision.strip():
        return _not_allowed(f"{lies}: record why family time is right all the same")
    stays = f"{words.name(meeting.family_time.supporter or '')}, whom {words.adult} chose, stays"
    return FamilyTimeRuling(allowed=True, reason=sentence(f"{lies}; {stays}, and the decision is recorded"))


def _looked_into(network: Network, meeting: Meeting) -> frozenset[str]:
    """Those between whom and the adult a police investigation is going on; while no day is settled every one counts."""
    adult = network.adult_id or ""
    police = (bar for bar in bars(network).get(adult, ()) if bar.restriction.kind is RestrictionKind.POLICE_INVESTIGATION)
    return frozenset(bar.bound if bar.protected == adult else bar.protected for bar in police if bar.stands(meeting.days, date.min))


def _lies(words: Wording, members: list[str], looked_into: AbstractSet[str]) -> str:
    """What is open with some members: with the adult, or not known with whom."""
    between = [member for member in members if open_concern_between(words.network, words.network.adult_id or "", member)]
    unclear = [member for member in members if member not in between and worries_about(words.network, member)]
    police = [member for member in members if member in looked_into]
    clauses = (
        f"a concern is open between {words.adult} and {words.names(between)}" if between else "",
        f"a worry about harm is written down about {words.names(unclear)}, and not from whom to whom" if unclear else "",
        f"a police investigation between {words.adult} and {words.names(police)} is going on" if police else "",
    )
    return "; ".join(clause for clause in clauses if clause)


def _not_allowed(why: str) -> FamilyTimeRuling:
    return FamilyTimeRuling(allowed=False, reason=sentence(why))


def _answer_missing(meeting: Meeting, adult: str) -> str:
    """Why there is no yes that the adult gave alone; "" when there is one."""
    if meeting.family_time.answer is FamilyTimeAnswer.NOT_ASKED:
        return f"ask {adult}, alone, whether they want family time"
    if meeting.family_time.answer is FamilyTimeAnswer.NO:
        return f"{adult} does not want family time"
    alone = meeting.family_time.presence is Presence.ALONE
    return "" if alone else f"{adult} said yes to family time, but is not known to have been alone: ask again, alone"


def _supporter_missing(network: Network, meeting: Meeting, words: Wording) -> str:
    """What is missing before the supporter can stay; "" when nothing is."""
    supporter = meeting.family_time.supporter
    if supporter is None or not network.has(supporter) or not can_be_asked(network, network.member(supporter)):
        return f"ask {words.adult}, alone, which supporter stays with them"
    if may_touch(network, network.adult_id or "", supporter):
        return f"ask {words.adult}, alone, for another supporter than {words.name(supporter)}"
    if why := _cannot_support(network, meeting, words, supporter):
        return f"ask {words.adult}, alone, for another supporter than {words.name(supporter)}: {why}"
    if supporter not in who_comes(meeting, _part_of_family_time(meeting)):
        return f"{words.name(supporter)}, who would stay, is not recorded as coming to that part"
    return ""


def _cannot_support(network: Network, meeting: Meeting, words: Wording, supporter: str) -> str:
    """Why somebody is no supporter: an order or condition binds them, or the police look into something between them and the adult.

    While no day is settled every one counts.
    """
    for bar in bars(network).get(supporter, ()):
        if bar.restriction.kind.blocks and bar.stands(meeting.days, date.min) and bar.bound in (supporter, network.adult_id):
            return f"{bar.called} {bar.term} keeps {words.name(bar.bound)} away from {words.name(bar.protected)}"
    if supporter in _looked_into(network, meeting):
        return f"a police investigation between {words.name(supporter)} and {words.adult} is going on"
    return ""


def _may_be_present(network: Network, meeting: Meeting) -> Iterator[str]:
    """Whoever comes to the part with family time, and whoever may yet come and has no part."""
    open_to, coming = {AdultSays.YES, AdultSays.IF}, who_comes(meeting, _part_of_family_time(meeting))
    for member in (member.id for member in network.members if can_be_asked(network, member)):
        decision = meeting.invitation(member).decision
        has_part = decision is not None and decision.comes
        if member in coming or (not has_part and might_come(network, meeting, member, open_to)):
            yield member


def _part_of_family_time(meeting: Meeting) -> int:
    return next((item.part for item in meeting.agenda if _is_family_time(item)), 1)


def _is_family_time(item: AgendaItem) -> bool:
    """True for family time by whatever kind it was entered."""
    return item.kind is ItemKind.FAMILY_TIME or bool(_FAMILY_TIME.search(_plain(item.title)))


# ---------------------------------------------------------------- times and parts


def agenda_for(meeting: Meeting, part: int) -> tuple[AgendaItem, ...]:
    """The items of one part, in order."""
    return tuple(item for item in meeting.agenda if item.part == part)


def timetable(meeting: Meeting) -> tuple[Timed, ...]:
    """Every item with its times, parts after one another; each item starts when the one before it ends.

    An open-ended item is allowed ``OPEN_ENDED_ALLOWANCE`` minutes, and everything after it is "about".
    """
    timed, starts, about = [], meeting.on, False
    for item in sorted(meeting.agenda, key=lambda item: item.part):
        minutes = OPEN_ENDED_ALLOWANCE if item.minutes is None else item.minutes
        ends = _after(starts, minutes)
        timed.append(Timed(item, starts, ends, about))
        starts, about = ends, about or item.minutes is None
    return tuple(timed)


def _after(starts: datetime | None, minutes: int) -> datetime | None:
    try:
        return starts + timedelta(minutes=minutes) if starts else None
    except OverflowError:  # the calendar ends with the year 9999
        return None


def timetable_for(meeting: Meeting, part: int) -> tuple[Timed, ...]:
    """The times of one part, as they fall in the whole meeting: when its people come, and when they may go."""
    return tuple(timed for timed in timetable(meeting) if timed.item.part == part)


def meet_at_the_door(meeting: Meeting, network: Network) -> tuple[tuple[int, int], ...]:
    """Parts that follow one another without a break between them, though some who come to one are kept apart from some of the other."""
    used = sorted({item.part for item in meeting.agenda})
    found = []
    for before, after in pairwise(used):
        leaving, arriving = who_comes(meeting, before), who_comes(meeting, after)
        apart = clashes(network, {*leaving, *arriving})
        edges = (agenda_for(meeting, before)[-1], agenda_for(meeting, after)[0])
        if not any(item.kind is ItemKind.BREAK for item in edges) and any(apart[one] & set(arriving) for one in leaving):
            found.append((before, after))
    return tuple(found)


def total_minutes(items: Iterable[AgendaItem]) -> int:
    """How many minutes some items take together; those that take as long as they take are not counted."""
    return sum(item.minutes or 0 for item in items)


# ---------------------------------------------------------------- editing


def move(items: Sequence[AgendaItem], item_id: str, *, up: bool) -> tuple[AgendaItem, ...]:
    """Change places with the item before (or after) it in the same part; at the end of a part nothing changes.

    Raises ``NotFoundError`` when the item is not there any more.
    """
    places = {item.id: place for place, item in enumerate(items)}
    if item_id not in places:
        raise NotFoundError
    here = places[item_id]
    beside = [place for place, item in enumerate(items) if item.part == items[here].part and (place < here if up else place > here)]
    if not beside:
        return tuple(items)
    there = beside[-1] if up else beside[0]
    moved = list(items)
    moved[here], moved[there] = moved[there], moved[here]
    return tuple(moved)


def check_item(item: AgendaItem) -> None:
    """Refuse, by ``BadInputError``, an item that cannot stand on an agenda.

    How safe the adult feels is asked alone, before and after: it is never an item, whoever may have written it.
    """
    if not item.title.strip():
        raise BadInputError("Enter what this item is about.", "title")
    if len(item.title) > LONGEST_TITLE:
        raise BadInputError(f"What the item is about must be {LONGEST_TITLE} characters or fewer.", "title")
    if item.minutes is not None and not 1 <= item.minutes <= MOST_MINUTES:
        raise BadInputError(f"Enter from 1 to {MOST_MINUTES} minutes, or leave them empty for as long as it takes.", "minutes")
    if not 1 <= item.part <= MOST_PARTS:
        raise BadInputError(f"Enter a part from 1 to {MOST_PARTS}.", "part")
    for field, text in (("title", item.title), ("notes", item.notes)):
        if _HOW_SAFE.search(_plain(text)):
            said = "How safe the adult feels is asked alone, before and after the meeting, and is never an item of it. "
            raise BadInputError(f"{said}Write what could go wrong and what would help instead.", field)


def check(meeting: Meeting, network: Network) -> None:
    """Refuse, by ``BadInputError``, an agenda that is too long, has a wrong item, or family time that may not be."""
    if len(meeting.agenda) > MOST_ITEMS:
        raise BadInputError(f"An agenda has at most {MOST_ITEMS} items.", "title")
    for item in meeting.agenda:
        check_item(item)
    if any(_is_family_time(item) for item in meeting.agenda):
        ruling = family_time_allowed(network, meeting)
        if not ruling.allowed:
            raise BadInputError(f"Family time cannot be on the agenda. {ruling.reason}", "kind")


def _plain(text: str) -> str:
    """Lower case, without invisible characters, on one line: so that no way of typing it slips by."""
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return " ".join(seen.casefold().split())
