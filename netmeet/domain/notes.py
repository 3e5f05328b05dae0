"""What is noted about somebody (health, how to communicate with them, how to reach them safely), as a text may repeat it in part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from netmeet.domain.typed import Typed, words_of

RUN = 3
"""How many words in a row are taken from a note, and not by chance."""
_CLAUSE = 2
_WORD_BY_ITSELF = 6
"""How long a word of a health note is that says something alone: "Dementia"."""
_EVERYDAY = frozenset(
    "a about after all also an and any are as at be been before but by can day days do for from get give go goes had has have he "
    "help her here him his home how i if in is it its last let likes look make may me more most mum my need needs new no not now "
    "of off old on one or other our out own people see she since so some take than that the their them then there they this time "
    "to two up us very want wants was way we week weeks well were what when where which who will with year you your".split()
)


@dataclass(frozen=True, slots=True)
class Note:
    """One note: all its words line by line, and the clauses that say something by themselves."""

    lines: tuple[tuple[str, ...], ...]
    clauses: tuple[tuple[str, ...], ...]
    known: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, known: frozenset[str] = frozenset(), *, health: bool) -> "Note":
        """Take a note apart. What is ``known`` is the name of a place on the map, and says nothing. Of ``health`` one word may do."""
        lines = tuple(filter(None, (words_of(line) for line in text.splitlines())))
        clauses = (words_of(clause) for clause in re.split(r"[,;.\n\r]", text))
        near = tuple(sorted(name for name in known if any(f" {name} " in f" {' '.join(line)} " for line in lines)))
        return cls(lines, tuple(dict.fromkeys(clause for clause in clauses if _says_something(clause, health=health))), near)


def quoted(note: Note, typed: Typed) -> str:
    """What a text repeats of a note: a clause of it, or the longest run of its words. Empty: nothing."""
    found = [*(clause for clause in note.clauses if typed.holds(clause)), *_runs(note, f" {typed.words} ")]
    said = (" ".join(words) for words in found)
    return max((words for words in said if _more_than_a_place(words, note.known)), key=len, default="")


def _more_than_a_place(said: str, known: tuple[str, ...]) -> bool:
    """False where it only says the name of a place, or a part of it."""
    if any(said in name for name in known):
        return False
    place = next((name for name in known if name in said), "")
    return not place or any(word not in _EVERYDAY for word in said.replace(place, "").split())


def _says_something(clause: tuple[str, ...], *, health: bool) -> bool:
    if len(clause) >= _CLAUSE:
        return True
    return health and len(clause) == 1 and len(clause[0]) >= _WORD_BY_ITSELF and clause[0] not in _EVERYDAY


def _runs(note: Note, padded: str) -> Iterator[tuple[str, ...]]:
    """Runs of words that stand in the text too, each as long as it goes. A run of everyday words says nothing."""
    for line in note.lines:
        for start in range(len(line) - RUN + 1):
            run = line[start : start + RUN]
            if f" {' '.join(run)} " not in padded:
                continue
            end = start + RUN
            while end < len(line) and f" {' '.join(line[start : end + 1])} " in padded:
                end += 1
            if any(not word.isdigit() and word not in _EVERYDAY for word in line[start:end]):
                yield line[start:end]
