"""The errors that a practitioner may read. Each says what happened, what is safe and what to do next.

NetmeetError
├── BadInputError            a value that cannot be kept as it was given
│   └── UnreadableFileError  a file that cannot be imported
├── UnknownMemberError       something names a member who is not on the map
├── NotFoundError            not there, or not yours: the two answer alike
├── NotAllowedError          you may see it, but not do this
├── ChangedMeanwhileError    somebody else saved first
├── BusyError                others were saving for too long
└── SettingsError            netmeet is not set up right
"""

from datetime import datetime


class NetmeetError(Exception):
    """The root: ``heading`` and ``str(error)`` are plain English, ``status`` is the page's HTTP status."""

    status = 400
    heading = "That did not work"


class BadInputError(NetmeetError):
    """A value that cannot be kept. ``field`` names the form field it belongs to, where there is one."""

    heading = "Check what was entered"

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class UnreadableFileError(BadInputError):
    """A file that cannot be imported; the message names the line or the part."""

    heading = "This file cannot be imported"


class UnknownMemberError(NetmeetError):
    """A tie, reading or invitation names a member who is not on the map."""

    heading = "Somebody is missing from the map"

    def __init__(self) -> None:
        super().__init__("This names somebody who is not on the map. Look at the map again: they may have been removed.")


class NotFoundError(NetmeetError):
    """Not there, or not for this person to know of."""

    status = 404
    heading = "Page not found"

    def __init__(self) -> None:
        super().__init__("This page does not exist, or it is not open to you. Check the address, or go back to your cases.")


class NotAllowedError(NetmeetError):
    """The person may see this case but may not do this."""

    status = 403
    heading = "You cannot do this"


class ChangedMeanwhileError(NetmeetError):
    """Two people edited the same thing; the second is told who changed it, and keeps their text."""

    status = 409
    heading = "Someone else changed this while you were working"

    def __init__(self, who: str, when: datetime | None, thing: str = "this") -> None:
        at = f" at {when:%H:%M on %-d %B}" if when else ""
        super().__init__(
            f"{who} saved a change to {thing}{at}. Nothing of yours is lost: your answers are still in the form. "
            "Compare them with what is saved now, then save again."
        )


class BusyError(NetmeetError):
    """Somebody else was saving for longer than a request waits."""

    status = 503
    heading = "netmeet is busy"

    def __init__(self) -> None:
        super().__init__("Others were saving at the same time, so this was not saved. Try again in a minute.")


class SettingsError(NetmeetError):
    """A setting is missing or wrong; the message names every one of them."""

    status = 500
    heading = "netmeet is not set up"
