"""Forms that create something carry a key, so that a double click or a form sent again makes one thing."""

import hashlib
import json
import re
from collections.abc import Iterable

from netmeet.services.caller import Caller
from netmeet.store import form_keys

_KEY = re.compile(r"[0-9a-f]{32}")
_NOT_CONTENT = frozenset({"csrf_token", "form_key", "kept"})


def key_of(form_key: str, path: str, fields: Iterable[tuple[str, str]]) -> str:
    """The key of one sending: the form's own key, and what was sent where. "" for a form without a key of ours.

    The same form with other words in it (after going back, say) is another sending, and is not silently dropped.
    """
    if not _KEY.fullmatch(form_key):
        return ""
    content = json.dumps([form_key, path, [pair for pair in fields if pair[0] not in _NOT_CONTENT]])
    return hashlib.sha256(content.encode(errors="replace")).hexdigest()[:32]


def claim(caller: Caller, key: str) -> str | None:
    """Take a form's key in this transaction. Returns where an earlier use of it led, or None for a first use.

    A key that is not one of ours is treated as a first use: it protects nobody but its sender.
    """
    if not _KEY.fullmatch(key):
        return None
    return form_keys.claim(caller.session, key, caller.actor.id, caller.at)


def settle(caller: Caller, key: str, location: str) -> None:
    """Note where the first use of a key led, for the second."""
    if _KEY.fullmatch(key):
        form_keys.settle(caller.session, key, caller.actor.id, location)
