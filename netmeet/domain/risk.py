"""Ties that are both important and a worry, with both readings side by side and the reasons for each.

What is recorded stays apart: who said it, who was in the room, what it rests on. Nothing is added up or weighed, and
nothing that is said later takes a worry away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netmeet.domain.differences import changes, disagreements
from netmeet.domain.flag_rule import Fired, FlagRule, Side, across, fired
from netmeet.domain.network import Network, Tie
from netmeet.domain.readings import (
    Concern,
    ConcernLevel,
    Direction,
    Reading,
    Restriction,
    SupportKind,
    What,
)
from netmeet.domain.reliance import Loss, givers, would_lose
from netmeet.domain.unknowns import questions
from netmeet.domain.voices import ends, heard_alone, others_present, said_of, speaker_id
from netmeet.domain.wording import Spoken, Wording, sentence


class Standing(StrEnum):
    """What a flag is, in the order that flags are listed."""

    BOTH = "important and a worry"
    UNCLEAR = "important, and not clear whether to worry"
    NOT_ASKED = "a worry, and nobody recorded how important it is"
    WORRY = "a worry, and not said to be important"
    BETWEEN_OTHERS = "a worry between others"


@dataclass(frozen=True, slots=True)
class Flag:
    """One tie that is worth a talk, with everything that bears on it. Every ``Spoken`` keeps its voice and company.

    ``most_serious`` is the highest level of worry that anybody recorded, for the order of the list only.
    ``worries`` hold every answer, "nothing to worry about" among them, and on a tie of the adult's what was answered
    about the other one as a person. ``people`` are strain, and between two others worries about either as a person.
    ``reasons`` are the rows of the rule that fired; ``questions`` what is not known.
    """

    tie: Tie
    standing: Standing
    about: str
    most_serious: ConcernLevel
    reasons: tuple[Fired, ...]
    important: tuple[Spoken, ...]
    worries: tuple[Spoken, ...]
    restrictions: tuple[Spoken, ...]
    wants: tuple[Spoken, ...]
    would_lose: tuple[Loss, ...]
    help: tuple[Spoken, ...]
    people: tuple[Spoken, ...]
    disagreements: tuple[str, ...]
    changes: tuple[str, ...]
    notes: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that this flag says, in the order that it reads best: the adult's words first."""
        spoken = (*self.wants, *self.important, *self.worries, *self.restrictions, *self.people, *self.help)
        told = (line for said in spoken for line in (said.sentence, *said.notes))
        lost = (loss.words for loss in self.would_lose)
        return (*told, *lost, *self.disagreements, *self.changes, *self.notes, *self.questions)


def important_and_risky(network: Network, rule: FlagRule, *, as_of: date) -> tuple[Flag, ...]:
    """Return every tie that the rule asks somebody to look at, each with both readings side by side.

    The first to be listed are both important and a worry (``Standing.BOTH``), then those that may be, once more is
    known, then worries about ties that nobody called important, and apart from them worries between two others.
    Within each, most serious first (an order in force counts as serious), then by name, then by id.
    ``as_of`` is the day on which orders are in force. An empty tuple means that nothing was recorded, not that the
    adult is safe.

    Raises ``UnknownMemberError`` if a tie names somebody who is not on the map.

    Source: Adi Cooper, reported by Community Care on the evaluation of Making Safeguarding Personal 2014-15: the
    people who put a person at risk can be the key relationships. The thresholds are ours.
    """
    seen = _Seen(Wording(network, as_of), rule, givers(network))
    standings = list(Standing)
    flags = (flag for tie in network.ties if (flag := _flag(seen, tie)))
    return tuple(sorted(flags, key=lambda flag: (standings.index(flag.standing), -flag.most_serious, flag.about, flag.tie.id)))


def worries_about_the_adult(network: Network, *, as_of: date) -> tuple[Spoken, ...]:
    """Worries about the adult that run along no tie, self-neglect above all, oldest first."""
    words = Wording(network, as_of)
    return tuple(words.spoken(reading) for reading in said_of(network, network.adult_id or "", What.CONCERN))


def runs_from(direction: Direction, tie: Tie, member_id: str) -> bool:
    """True when something runs along a tie from this end of it; what runs both ways runs from both ends."""
    return any(member_id == source for source, _ in ends(tie, direction))


def concerns_from(network: Network, source_id: str, target_id: str) -> tuple[Reading, ...]:
    """Every worry ever recorded that one member may harm another, whoever voiced it, oldest first.

    "Nothing to worry about" (level NONE) is not a worry and is not returned; it never takes one away either.
    """
    return tuple(
        reading
        for tie, reading in _between(network, source_id, target_id, What.CONCERN)
        if isinstance(reading.value, Concern)
        and reading.value.level > ConcernLevel.NONE
        and runs_from(reading.value.direction, tie, source_id)
    )


def open_concern_between(network: Network, one: str, other: str) -> bool:
    """True when any voice recorded any worry, "not sure" included, in either direction between two members.

    Nothing that is said later closes it: a reading can be added to, never silenced.
    """
    return bool(concerns_from(network, one, other) or concerns_from(network, other, one))


def worries_about(network: Network, member_id: str) -> tuple[Reading, ...]:
    """Every worry about harm recorded about somebody as a person, oldest first: from whom to whom is not known."""
    said = sorted(network.said(member_id, What.CONCERN), key=lambda reading: (reading.seq, reading.id))
    return tuple(reading for reading in said if isinstance(reading.value, Concern) and reading.value.level > ConcernLevel.NONE)


def may_touch(network: Network, one: str, other: str) -> bool:
    """True when a concern is open between two members, or may be: a worry about ``other`` does not say from whom to whom."""
    return open_concern_between(network, one, other) or bool(worries_about(network, other))


def restrictions_between(network: Network, one: str, other: str) -> tuple[Reading, ...]:
    """Every order, condition or limit recorded between two members, in force or not, in either direction, oldest first."""
    return tuple(reading for _, reading in _between(network, one, other, What.RESTRICTION) if isinstance(reading.value, Restriction))


def _between(network: Network, one: str, other: str, what: What) -> Iterator[tuple[Tie, Reading]]:
    """What was said of one kind about every tie between two members, oldest first."""
    ties = [tie for tie in network.ties_of(one) if tie.other(one) == other]
    said = [(tie, reading) for tie in ties for reading in network.said(tie.id, what)]
    return iter(sorted(said, key=lambda pair: (pair[1].seq, pair[1].id)))


def person_of_concern(network: Network, member_id: str, towards: str | None = None) -> bool:
    """True when any worry was ever recorded that this member may harm ``towards`` (None: anybody on the map)."""
    others = (towards,) if towards is not None else sorted({tie.other(member_id) for tie in network.ties_of(member_id)})
    return any(concerns_from(network, member_id, other) for other in others)


@dataclass(frozen=True)
class _Seen:
    """What is worked out once for a whole map. ``who_gives`` are the living who give the adult each kind of help."""

    words: Wording
    rule: FlagRule
    who_gives: dict[SupportKind, frozenset[str]]


def _flag(seen: _Seen, tie: Tie) -> Flag | None:
    words, network = seen.words, seen.words.network
    for end in (tie.a, tie.b):
        network.member(end)
    reasons = fired(words, tie, seen.rule)
    standing = _standing(network, tie, {row.side for row in reasons})
    if standing is None:
        return None
    whose, who = words.whose(tie)
    worries = _worries(network, tie)
    return Flag(
        tie=tie,
        standing=standing,
        about=words.names((tie.a, tie.b)) if standing is Standing.BETWEEN_OTHERS else f"{whose} and {who}",
        most_serious=_most_serious(network, tie, worries, words.as_of),
        reasons=reasons,
        important=_spoken(words, tie, What.IMPORTANCE, What.CLOSENESS),
        worries=tuple(words.spoken(reading, beside(words, reading)) for reading in worries),
        restrictions=_spoken(words, tie, What.RESTRICTION),
        wants=_spoken(words, tie, What.WANTS),
        would_lose=would_lose(words, tie, seen.who_gives),
        help=_spoken(words, tie, What.SUPPORT, What.CONTACT),
        people=_people(words, tie),
        disagreements=disagreements(words, tie),
        changes=changes(words, tie),
        notes=_notes(words, tie),
        questions=questions(words, tie),
    )


def _standing(network: Network, tie: Tie, sides: set[Side]) -> Standing | None:
    if not sides & {Side.WORRY, Side.QUESTION}:
        return None
    if network.adult_id is None or not tie.joins(network.adult_id):
        return Standing.BETWEEN_OTHERS
    if Side.IMPORTANT in sides:
        return Standing.BOTH if Side.WORRY in sides else Standing.UNCLEAR
    asked = any(network.said(tie.id, what) for what in (What.IMPORTANCE, What.CLOSENESS, What.WANTS))
    return Standing.WORRY if asked else Standing.NOT_ASKED


def _worries(network: Network, tie: Tie) -> tuple[Reading, ...]:
    """Every answer about harm along a tie, then those about the one across from the adult as a person."""
    return tuple(reading for about in (tie.id, across(network, tie)) for reading in said_of(network, about, What.CONCERN))


def _most_serious(network: Network, tie: Tie, worries: tuple[Reading, ...], as_of: date) -> ConcernLevel:
    levels = [reading.value.level for reading in worries if isinstance(reading.value, Concern)]
    orders = (reading.value for reading in network.said(tie.id, What.RESTRICTION) if isinstance(reading.value, Restriction))
    if any(order.kind.blocks and order.in_force(as_of) for order in orders):
        levels.append(ConcernLevel.SERIOUS)
    return max(levels, default=ConcernLevel.NONE)


def _spoken(words: Wording, tie: Tie, *kinds: What) -> tuple[Spoken, ...]:
    return tuple(words.spoken(reading) for what in kinds for reading in said_of(words.network, tie.id, what))


def _people(words: Wording, tie: Tie) -> tuple[Spoken, ...]:
    """Strain of either end, and between two others worries about either as a person."""
    found = []
    kinds = (What.STRAIN,) if across(words.network, tie) else (What.STRAIN, What.CONCERN)
    for end in sorted({tie.a, tie.b}, key=lambda member: (words.name(member), member)):
        found += [words.spoken(reading) for what in kinds for reading in said_of(words.network, end, what)]
    return tuple(found)


def beside(words: Wording, reading: Reading) -> tuple[str, ...]:
    """What must stand beside an answer that there is nothing to worry about, about a tie or a member; nothing beside any other."""
    network = words.network
    if not isinstance(reading.value, Concern) or reading.value.level is not ConcernLevel.NONE:
        return ()
    about = {reading.about}
    if not network.has(reading.about):
        about = {source for source, _ in ends(network.tie(reading.about), reading.value.direction)}
        about = about - {network.adult_id} or about
    company = [end for end in others_present(network, reading) if end in about or person_of_concern(network, end)]
    if speaker_id(network, reading) in about:
        known = f"{words.who(reading)} says this about their own part"
    elif company:
        known = f"{words.names(company)} {'were' if len(company) > 1 else 'was'} in the room when this was said"
    elif heard_alone(network, reading):
        known = "this was said alone, and stands beside the worries"
    else:
        known = f"it is not known that {words.names(about)} was out of the room"
    return (sentence(f"{known}: it takes no worry away"),)


def _notes(words: Wording, tie: Tie) -> tuple[str, ...]:
    network = words.network
    notes = [f"{words.name(end)} has died" for end in (tie.a, tie.b) if network.member(end).has_died]
    return tuple(sorted((*(sentence(note) for note in notes), *raised_only_by_some(words, tie.a, tie.b))))


def raised_only_by_some(words: Wording, one: str, other: str) -> tuple[str, ...]:
    """Where a worry between two members was raised only by people about whom there are worries too: a sentence for each direction."""
    network, notes = words.network, []
    for source, target in ((one, other), (other, one)):
        raisers = {speaker_id(network, reading) for reading in concerns_from(network, source, target)}
        named = {raiser for raiser in raisers if raiser is not None and raiser != source and person_of_concern(network, raiser)}
        if raisers and named == raisers:
            verb = "are worries" if len(named) > 1 else "is a worry"
            notes.append(
                f"only {words.names(named)} raised a worry that {words.name(target)} may come to harm from {words.name(source)}, "
                f"and there {verb} recorded about {words.names(named)} too; it still counts: who else can be asked?"
            )
    return tuple(sentence(note) for note in notes)
