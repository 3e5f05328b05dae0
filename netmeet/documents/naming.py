"""Names of files that leave netmeet: nothing personal, because a name shows in downloads, mail and recent files.

What must stay with the worker says so, so that it is not sent in place of a copy that may leave. The papers of several readers
are told apart by a short mark that means nothing to anybody but the worker, who finds it beside the paper.
"""

import hashlib
from types import MappingProxyType

from netmeet.domain.errors import BadInputError

_NAMES = MappingProxyType(
    {
        "genogram": "diagram",
        "circles": "circles",
        "worker-genogram": "worker-diagram",
        "worker-circles": "worker-circles",
        "letter": "invitation",
        "letters": "worker-all-invitations",
        "agenda": "agenda",
        "plan": "plan",
        "blank-kit": "blank-sheets",
        "calendar": "meeting",
    }
)
_FORMS = ("pdf", "docx", "png", "svg", "ics", "zip")
_MARK = 6
_LETTERS = "bcdfghjkmnpqrtvwxz2346789"
"""No vowels, which would make words, and nothing that looks like something else."""


def mark_of(*ids: str) -> str:
    """Return the mark of one reader's paper (``k7mq2d``): the same each time, in no order, and it spells no word and counts nobody.

    ``ids`` are what the paper is made from: the ids of the meeting and the reader, and which paper it is.
    """
    rest, mark = int.from_bytes(hashlib.sha256(" ".join(ids).encode()).digest()), ""
    for _ in range(_MARK):
        rest, place = divmod(rest, len(_LETTERS))
        mark += _LETTERS[place]
    return mark


def file_name(kind: str, form: str, mark: str = "") -> str:
    """Return the name of a file of one kind: ``file_name("letter", "pdf", "k7mq2d")`` is ``invitation-k7mq2d.pdf``.

    Raises ``BadInputError`` for a paper or a form of it that netmeet does not make.
    """
    if kind not in _NAMES or form not in _FORMS:
        raise BadInputError("netmeet does not make such a file. Go back to the page that offered it and try again.")
    return f"{_NAMES[kind]}{'-' if mark else ''}{mark}.{form}"
