"""Who is in the room, remembered for one sitting of one case, so that nobody is left out of it by a page that opens anew.

It is kept with the sign-in on the server: a lock or signing out ends it, and so do four hours. That the adult is alone
is never remembered: somebody may have come in since, and an answer that is wrongly taken for one given alone is dangerous.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import request

from netmeet.domain.network import Network
from netmeet.domain.readings import Presence
from netmeet.domain.wording import Wording
from netmeet.services.mapping import Room
from netmeet.services.readings import company
from netmeet.web.context import case, now, today
from netmeet.web.sessions import this_browser

SITTING = timedelta(hours=4)
_KEPT = "room"


def remember(room: Room) -> None:
    """Keep that others are here, and who; anything else ends what was remembered."""
    if company(room.presence, room.present) is Presence.WITH_OTHERS:
        this_browser()[_KEPT] = {"case": case().id, "at": now().isoformat(), "present": list(room.present)}
    else:
        this_browser().pop(_KEPT, None)


def remembered(shown: Network) -> Room | None:
    """Who is here, as last said in this sitting of this case; those who are on the shared map no more are left out."""
    kept = this_browser().get(_KEPT)
    if kept is None or kept["case"] != case().id or now() - datetime.fromisoformat(kept["at"]) > SITTING:
        return None
    return Room(Presence.WITH_OTHERS, tuple(one for one in kept["present"] if shown.has(one)))


def begins_as(here: Room | None) -> dict[str, Any]:
    """What the question begins with on a page that is opened. A form that was sent says it all by itself."""
    if here is None or request.method == "POST":
        return {"presence": Presence.NOT_KNOWN.value}
    return {"presence": here.presence.value, "present": list(here.present)}


def in_words(here: Room | None, shown: Network) -> str:
    """``Sheila is in the room``; empty where nothing is remembered."""
    if here is None:
        return ""
    names = Wording(shown, today()).names(here.present) if here.present else "Others"
    return f"{names} {'is' if len(here.present) == 1 else 'are'} in the room"
