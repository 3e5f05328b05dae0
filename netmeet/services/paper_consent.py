"""What was found in a paper before it leaves, and whether somebody looked at exactly that."""

import hashlib
import json
from dataclasses import dataclass

from netmeet.domain.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a paper before it leaves. ``never`` stops it; ``ask`` wants somebody to look again first.

    ``of`` is which paper of which reader it is, and what it says. ``words`` are the texts that ``ask`` is about, each with where
    it was typed. ``final`` where nothing on the meeting's pages would change ``never``.
    """

    never: tuple[str, ...]
    ask: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    final: bool = False
    words: tuple[tuple[str, str], ...] = ()

    @property
    def seen(self) -> str:
        """What somebody who looked at this carries on. Another paper, another reader, a word that changed: it is not the same any more."""
        return hashlib.sha256(json.dumps([self.of, self.ask]).encode()).hexdigest()


class LookFirstError(BadInputError):
    """A paper that somebody has to look at first. ``stale`` where somebody did, and something has changed since."""

    heading = "Look before it leaves"

    def __init__(self, checked: Checked, *, stale: bool) -> None:
        super().__init__(" ".join(("Look at this paper again before it is made.", *checked.ask)))
        self.checked = checked
        self.stale = stale


def let_go(checked: Checked, looked: str) -> None:
    """Raise ``BadInputError`` for what may not leave, ``LookFirstError`` for what was not looked at as it is now (``looked``)."""
    if checked.never:
        after = () if checked.final else ("Change the meeting or its agenda first.",)
        raise BadInputError(" ".join(("This paper was not made.", *checked.never, *after)))
    if checked.ask and looked != checked.seen:
        raise LookFirstError(checked, stale=bool(looked))
