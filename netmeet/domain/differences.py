"""Where voices differ about a tie, and where one voice answered differently over time. Nothing here decides between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from netmeet.domain.network import Tie
from netmeet.domain.readings import Concern, ConcernLevel, ConcernType, Direction, Reading, Voice, What
from netmeet.domain.voices import Speaker, said_of, speaker
from netmeet.domain.wording import Wording, in_brief, lower_first, sentence


@dataclass(frozen=True, slots=True)
class _Topic:
    """One thing that was answered about a tie, and the answers, oldest first."""

    name: str
    answers: tuple[Reading, ...]


def disagreements(words: Wording, tie: Tie) -> tuple[str, ...]:
    """Return one sentence for each thing that two voices answer differently.

    Each voice stands with its latest answer, and with its highest where the question is a worry: a later "nothing to
    worry about" takes no place of an earlier worry (``changes`` tells of both).
    """
    found = []
    for topic in _topics(words, tie):
        views = [max(reversed(said), key=_worry) for said in _by_speaker(words, topic)]
        if _differ(views):
            found.append(sentence(f"{topic.name} is seen differently: {_told(words, views)}"))
    return tuple(found)


def changes(words: Wording, tie: Tie) -> tuple[str, ...]:
    """Return one sentence for each voice that answered the same thing in more than one way. Every answer stands."""
    return tuple(
        sentence(f"{topic.name} was answered in more than one way, and every answer stands: {_told(words, said)}")
        for topic in _topics(words, tie)
        for said in _by_speaker(words, topic)
        if _differ(said)
    )


def _topics(words: Wording, tie: Tie) -> Iterator[_Topic]:
    whose, who = words.whose(tie)
    said = {what: said_of(words.network, tie.id, what) for what in (What.IMPORTANCE, What.CLOSENESS, What.WANTS, What.CONCERN)}
    yield _Topic(f"how important {who} is to {whose}", said[What.IMPORTANCE])
    yield _Topic(f"how close {who} is to {whose}", said[What.CLOSENESS])
    yield _Topic(f"what {words.adult} wants of the relationship between {words.names((tie.a, tie.b))}", said[What.WANTS])
    for way in (Direction.A_TO_B, Direction.B_TO_A):
        worries = [(reading, reading.value) for reading in said[What.CONCERN] if isinstance(reading.value, Concern)]
        running = [(reading, worry) for reading, worry in worries if worry.direction in (way, Direction.BOTH)]
        for kind in ConcernType:
            answers = tuple(reading for reading, worry in running if _answers(worry, kind))
            yield _Topic(f"whether {words.harm(tie, way)} ({lower_first(kind)})", answers)


def _answers(worry: Concern, kind: ConcernType) -> bool:
    """True for an answer about one kind of harm; "nothing to worry about" without a kind answers about every kind."""
    return worry.type is kind or (worry.level is ConcernLevel.NONE and worry.type is ConcernType.NOT_YET_KNOWN)


def _by_speaker(words: Wording, topic: _Topic) -> list[list[Reading]]:
    """Each speaker's answers, the latest last; the adult first, then staff, carers and others by name."""
    said: dict[Speaker, list[Reading]] = {}
    for reading in topic.answers:
        said.setdefault(speaker(words.network, reading), []).append(reading)
    voices = list(Voice)
    return [said[key] for key in sorted(said, key=lambda key: (voices.index(key[0]), words.name(key[1]), key[1]))]


def _worry(reading: Reading) -> int:
    return reading.value.level if isinstance(reading.value, Concern) else 0


def _differ(readings: list[Reading]) -> bool:
    return len({in_brief(reading.value) for reading in readings}) > 1


def _told(words: Wording, readings: list[Reading]) -> str:
    return "; ".join(words.view(reading) for reading in readings)
