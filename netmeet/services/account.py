"""What somebody may do with their own account."""

from netmeet.domain.errors import BadInputError
from netmeet.services.caller import Caller
from netmeet.services.sign_in import check_password, hasher, is_own_password
from netmeet.store import audit, staff, web_sessions


def change_password(caller: Caller, current: str, new: str, this_token: str) -> None:
    """Change one's own password; every sign-in but this one ends. Raises ``BadInputError``."""
    if not is_own_password(caller.session, caller.actor.id, current):
        raise BadInputError("This is not the password you have now.", "current")
    check_password(new, caller.actor.username)
    staff.set_password(caller.session, caller.actor.id, hasher().hash(new), caller.actor, caller.at)
    end_others(caller, this_token)
    audit.record(caller.session, caller.at, caller.actor.id, "staff", "changed their own password")


def end_others(caller: Caller, this_token: str) -> None:
    """End every sign-in of this person but the one with this token."""
    web_sessions.end_all_of(caller.session, caller.actor.id, caller.at, but=this_token)
    audit.record(caller.session, caller.at, caller.actor.id, "sign in", "signed out everywhere else")
