"""What the network of one case holds, what a change of contact could mean, and the options that are kept to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from netmeet.documents.fonts import measure
from netmeet.domain.carried import Carries, carried
from netmeet.domain.disclosure import Audience, for_audience
from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.held import Held
from netmeet.domain.network import Member, Network
from netmeet.domain.options import Change, Option
from netmeet.domain.patterns import Pattern, patterns
from netmeet.domain.what_if import WhatIf, what_if
from netmeet.domain.wording import Wording, day
from netmeet.drawing import circles
from netmeet.drawing.scene import Scene
from netmeet.drawing.twin import TwinRow, TwinTable
from netmeet.services.cases import OpenCase, new_id
from netmeet.store import capacity
from netmeet.store import options as kept


@dataclass(frozen=True, slots=True)
class Compared:
    """The map now and then: in sentences, in one picture, and what that picture marks in a table of words."""

    seen: WhatIf
    scene: Scene
    twin: tuple[TwinTable, ...]


def look(case: OpenCase, today: date) -> Carries:
    """What passes through each member, and what hangs on them alone. Nothing of it is stored."""
    return carried(case.network, as_of=today)


def patterns_of(case: OpenCase, today: date) -> tuple[Pattern, ...]:
    """Patterns worth a look, as questions."""
    return patterns(case.network, as_of=today)


def people(case: OpenCase, today: date) -> tuple[Member, ...]:
    """Everybody living on the map with whom contact could change, by name: whoever has a tie or a way of their own to the adult."""
    held = Held(case.network, today)
    tied = {tie.other(held.adult_id) for tie in case.network.ties_of(held.adult_id)} | held.ways.beside(held.adult_id)
    return tuple(member for member in held.others if member.id in tied)


def compare(case: OpenCase, changes: Iterable[Change], today: date) -> Compared:
    """Look at what these changes could mean. Raises ``BadInputError`` for none, and as ``domain.what_if`` says."""
    seen = what_if(case.network, changes, capacity.assessments(case.session, case.id), as_of=today)
    shown = for_audience(case.network, Audience.WORKER)
    style = circles.CirclesStyle("What if contact changed?", f"Drawn on {day(today)}", "", seen.marks, seen.gone)
    return Compared(seen, circles.draw(shown, measure, style), (_marked(shown, seen, today),))


def _marked(network: Network, seen: WhatIf, today: date) -> TwinTable:
    """What the picture marks, in words."""
    words, placed = Wording(network, today), circles.placings(network)
    rows = [
        TwinRow(member, (words.name(member), circles.RINGS[placed[member].ring][0], seen.marks[member]))
        for member in sorted(seen.marks, key=lambda member: (words.name(member), member))
    ]
    return TwinTable("What the drawing marks", ("Name", "Circle", "What would change"), tuple(rows), "")


def options(case: OpenCase) -> tuple[Option, ...]:
    """The options to talk about, oldest first."""
    return kept.options(case.session, case.id)


def one(case: OpenCase, option_id: str) -> Option:
    """One option. Raises ``NotFoundError``."""
    found = next((option for option in options(case) if option.id == option_id), None)
    if found is None:
        raise NotFoundError
    return found


def keep(case: OpenCase, option: Option, today: date) -> Option:
    """Keep changes as an option to talk about. ``option`` comes without an id. Raises ``BadInputError`` for none that makes sense."""
    if not option.title:
        raise BadInputError("Enter a few words to know this option by.", "title")
    seen = what_if(case.network, option.changes, as_of=today)
    (saved,) = kept.add_options(case.session, case.id, (replace(option, id=new_id(), changes=seen.changes, saved_on=today),))
    case.note("kept an option to talk about")
    return saved


def drop(case: OpenCase, option_id: str) -> None:
    """Take an option off the list. Raises ``NotFoundError``."""
    if not kept.drop_option(case.session, case.id, option_id):
        raise NotFoundError
    case.note("took an option off the list")
