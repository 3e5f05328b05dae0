"""What is noted about somebody (health, how to communicate with them, how to reach them safely), as a text may repeat it in part."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from netmeet.domain.typed import Typed, words_of

RUN = 3
"""How many words in a row are taken from a note, and not by chance."""
_CLAUSE = 2
_WORD_BY_ITSELF = 3
"""How long a word of a health note is that says something alone: "HIV"."""
_EVERYDAY = frozenset(
    "a about after all also an and any are as at be been before but by can day days do for from get give go goes had has have he "
    "help her here him his home how i if in is it its last let likes look make may me more most mum my need needs new no not now "
    "of off old on one or other our out own people see she since so some take than that the their them then there they this time "
    "to two up us very want wants was way we week weeks well were what when where which who will with year you your".split()
)


_USUAL = _EVERYDAY | frozenset(
    "able again agree agreed alone along always another answer anything appointment around arrange ask asked asks autumn away back bad "
    "because become bed begin begins best better between big bit both bring called calls care carer carers centre change check church "
    "clinic close come comes coming council course daily date daughter doctor doing done door down during each early eat else end "
    "enough even evening evenings ever every everybody everyone everything family far feel feels few find fine first food free friday "
    "friend friends full gave getting given goes going good great group happy happen happens hard having hear heard hello hers "
    "high hold home hope hour hours house husband idea important inside into invite invited join just keep keeps kind kitchen knew know "
    "known knows large late later leave left less letter life line list little live lived lives living long longer look looks lot made "
    "makes many matters maybe mean meet meeting meetings message mind minutes monday mondays month months morning mornings most mother "
    "move much must myself name near never next night nights nobody nothing number nurse often old once only open order other others "
    "over own paper part past person phone place plan please point put question quite rather read ready really rest review ring room "
    "round said same saturday say says second see seen send sent set several shall she shop short should show side sister sit small "
    "social somebody someone something sometimes son soon sort speak spring start started starts stay stays still stop street such "
    "summer sunday support sure table taken takes taking talk talks tea tell than thank thanks their thing things think third thought "
    "three through thursday till today together told tomorrow too took town travel tried true try tuesday turn two under understand "
    "until use used uses using usual usually visit visits wait walk walks wanted watch wednesday week weekend weeks welcome went whole "
    "wife winter wish wishes without woman word words work worker working works would write writing written wrong year years yes yet "
    "sleep sleeps wake drink january february march april june july august september october november december clock rough roughly "
    "young yourself father mum mums dad dads brother".split()
)
"""Words that letters and agendas are made of: none of them says by itself what is noted of anybody's health."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note: all its words line by line, the clauses that say something by themselves, and single words that do."""

    lines: tuple[tuple[str, ...], ...]
    clauses: tuple[tuple[str, ...], ...]
    known: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, known: frozenset[str] = frozenset(), *, health: bool, names: AbstractSet[str] = frozenset()) -> "Note":
        """Take a note apart. What is ``known`` is the name of a place on the map, and says nothing.

        Of ``health`` one word does that is not usual, and none of the ``names`` of people on the map.
        """
        lines = tuple(filter(None, (words_of(line) for line in text.splitlines())))
        clauses = (words_of(clause) for clause in re.split(r"[,;.\n\r]", text))
        near = tuple(sorted(name for name in known if any(f" {name} " in f" {' '.join(line)} " for line in lines)))
        telling = dict.fromkeys(word for line in lines for word in line if health and _is_telling(word) and word not in names)
        return cls(lines, tuple(dict.fromkeys(clause for clause in clauses if len(clause) >= _CLAUSE)), near, tuple(telling))


def quoted(note: Note, typed: Typed) -> str:
    """What a text repeats of a note: a clause of it, or the longest run of its words. Empty: nothing."""
    found = [
        *(clause for clause in note.clauses if typed.holds(clause)),
        *_runs(note, f" {typed.words} "),
        *((word,) for word in note.telling if typed.holds((word,))),
    ]
    said = (" ".join(words) for words in found)
    return max((words for words in said if _more_than_a_place(words, note.known)), key=len, default="")


def _more_than_a_place(said: str, known: tuple[str, ...]) -> bool:
    """False where it only says the name of a place, or a part of it."""
    if any(said in name for name in known):
        return False
    place = next((name for name in known if name in said), "")
    return not place or any(word not in _EVERYDAY for word in said.replace(place, "").split())


def _is_telling(word: str) -> bool:
    return len(word) >= _WORD_BY_ITSELF and word not in _USUAL and not any(char.isdigit() for char in word)


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
