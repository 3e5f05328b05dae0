"""Saying of an entry that it was written by mistake, and taking that back. Both are kept for good."""

from collections.abc import Collection
from dataclasses import dataclass

from netmeet.domain.errors import BadInputError, NotFoundError
from netmeet.domain.mistakes import Mark, Marked, Verdict
from netmeet.domain.readings import Concern
from netmeet.domain.wording import Wording, joined
from netmeet.services.cases import OpenCase, england_day
from netmeet.store import networks

AUDITED = {Verdict.MISTAKE: "marked an entry as written by mistake", Verdict.RIGHT: "said that an entry was right after all"}


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The worries and orders about one tie or member that are marked as written by mistake: ``1 worry and 2 orders or limits``."""

    about: str
    of_tie: bool
    who: str
    what: str
    count: int


def entry(case: OpenCase, reading_id: str) -> Marked:
    """One entry about what stands on the map, whether it counts or not. Raises ``NotFoundError``."""
    plain = (Marked(reading, ()) for reading in case.network.readings)
    found = next((one for one in (*case.marked, *plain) if one.reading.id == reading_id), None)
    if found is None:
        raise NotFoundError
    return found


def mark(case: OpenCase, reading_id: str, verdict: Verdict, reason: str) -> Marked:
    """Write down that an entry was written by mistake, or right after all. Returns it as it was before.

    Raises ``BadInputError`` where it is so already, or nobody says why, and ``NotFoundError``.
    """
    found = entry(case, reading_id)
    if not reason.strip():
        raise BadInputError("Enter why.", "reason")
    if found.is_mistake is (verdict is Verdict.MISTAKE):
        last = f" {found.marks[-1].words}." if found.marks else ""
        raise BadInputError(f"Nothing is left to do: this entry {'counts nowhere' if found.is_mistake else 'counts'} already.{last}")
    new = Mark(reading_id, verdict, reason, england_day(case.at), case.actor.name, case.at)
    networks.add_marks(case.session, case.id, (new,))
    case.note(AUDITED[verdict])
    return found


def withdrawn(case: OpenCase, about: Collection[str] | None = None) -> tuple[Withdrawn, ...]:
    """The worries and orders that are marked as written by mistake, by what they are about: all, or those about some ties and members."""
    words = Wording(case.network, england_day(case.at))
    found: dict[str, list[Marked]] = {}
    for one in case.marked:
        if one.is_mistake and one.is_about_harm and (about is None or one.reading.about in about):
            found.setdefault(one.reading.about, []).append(one)
    return tuple(_withdrawn(words, key, entries) for key, entries in found.items())


def _withdrawn(words: Wording, about: str, entries: list[Marked]) -> Withdrawn:
    of_member = words.network.has(about)
    tie = None if of_member else words.network.tie(about)
    worries = sum(1 for one in entries if isinstance(one.reading.value, Concern))
    counted = ((worries, "worry", "worries"), (len(entries) - worries, "order or limit", "orders or limits"))
    what = joined(f"{number} {one if number == 1 else many}" for number, one, many in counted if number)
    return Withdrawn(about, not of_member, words.name(about) if tie is None else words.names((tie.a, tie.b)), what, len(entries))
