"""What one request carries: who is asking, over which database session, about which case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import current_app, g

from netmeet.config import Settings
from netmeet.services.caller import Caller
from netmeet.services.cases import OpenCase

ENGLAND = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the factory hands to the pages. ``new_db`` opens a database session."""

    settings: Settings
    new_db: Callable[[], Any]
    clock: Callable[[], datetime]


def parts() -> Parts:
    """The running application's settings, database and clock."""
    return cast("Parts", current_app.extensions["netmeet"])


def settings() -> Settings:
    """The settings of this council."""
    return parts().settings


def now() -> datetime:
    """The moment of this request, in UTC. One request has one moment."""
    if "now" not in g:
        g.now = parts().clock()
    return cast("datetime", g.now)


def today() -> date:
    """The day of this request in England."""
    return now().astimezone(ENGLAND).date()


def caller() -> Caller:
    """The signed-in person, their database session and the moment."""
    return cast("Caller", g.caller)


def case() -> OpenCase:
    """The case that this page is about, already checked for this person and this action."""
    return cast("OpenCase", g.case)
