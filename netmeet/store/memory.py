"""What was read of cases lately, kept in memory of this process for as long as nothing about the case is written.

Every transaction that may change a case counts it up first (``cases.written``), so a count that is seen from outside
stands for one state of the case. A transaction that writes reads afresh and leaves nothing here.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from netmeet.store.database import is_writing

T = TypeVar("T")

MOST = 64
"""How many things are kept for one database; the one that was asked for longest ago goes first."""

_Place = tuple[str, Callable[..., Any]]


class _Kept:
    """The last things that were read from one database, each with the count of writes that it was read at."""

    def __init__(self) -> None:
        self._found: OrderedDict[_Place, tuple[int, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, place: _Place, writes: int) -> tuple[int, Any] | None:
        with self._lock:
            found = self._found.get(place)
            if found is None or found[0] != writes:
                return None
            self._found.move_to_end(place)
            return found

    def put(self, place: _Place, writes: int, value: Any) -> None:
        with self._lock:
            self._found[place] = (writes, value)
            self._found.move_to_end(place)
            while len(self._found) > MOST:
                self._found.popitem(last=False)


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def remembered(session: Session, case_id: str, load: Callable[[Session, str], T], writes: int) -> T:
    """Return what ``load`` would read of a case now.

    ``writes`` is how often the case was written to (``cases.writes``), read before. What is read after it is of the same
    moment, for both databases show a transaction that reads one state throughout; or of a later one, which no count finds.
    """
    if is_writing(session):
        return load(session, case_id)
    kept = _kept.setdefault(session.connection().engine, _Kept())
    found = kept.get((case_id, load), writes)
    if found is None:
        found = (writes, load(session, case_id))
        kept.put((case_id, load), *found)
    value: T = found[1]
    return value
