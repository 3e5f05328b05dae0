"""Names of files that leave netmeet: the same for everybody, because a name shows in downloads, mail and recent files.

Drawings that must stay with the worker say so, so that they are not sent in place of a copy that may leave.
"""

from types import MappingProxyType

from netmeet.domain.errors import BadInputError

_NAMES = MappingProxyType(
    {
        "genogram": "diagram",
        "circles": "circles",
        "worker-genogram": "worker-diagram",
        "worker-circles": "worker-circles",
        "letter": "invitation",
        "agenda": "agenda",
        "plan": "plan",
        "blank-kit": "blank-sheets",
        "calendar": "meeting",
    }
)
_FORMS = ("pdf", "docx", "png", "svg", "ics")


def file_name(kind: str, form: str) -> str:
    """Return the name of a file of one kind: ``file_name("letter", "pdf")`` is ``invitation.pdf``.

    Raises ``BadInputError`` for a paper or a form of it that netmeet does not make.
    """
    if kind not in _NAMES or form not in _FORMS:
        raise BadInputError("netmeet does not make such a file. Go back to the page that offered it and try again.")
    return f"{_NAMES[kind]}.{form}"
