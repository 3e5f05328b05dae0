"""What somebody may do with their own account."""

from netmeet.domain.errors import BadInputError
from netmeet.services.caller import Caller
from netmeet.services.sign_in import NewPassword, check_password
from netmeet.store import audit, staff, web_sessions


def change_password(caller: Caller, known: str | None, new: NewPassword, this_token: str) -> None:
    """Change one's own password; every sign-in but this one ends. Raises ``BadInputError``.

    ``known`` is what ``sign_in.proved`` found of the password that they have now.
    """
    if known is None or known != staff.password_hash_of(caller.session, caller.actor.id):
        raise BadInputError("This is not the password you have now.", "current")
    check_password(new, caller.actor.username)
    staff.set_password(caller.session, caller.actor.id, new.hashed, caller.actor, caller.at)
    end_others(caller, this_token)
    audit.record(caller.session, caller.at, caller.actor.id, "staff", "changed their own password")


def end_others(caller: Caller, this_token: str) -> None:
    """End every sign-in of this person but the one with this token."""
    web_sessions.end_all_of(caller.session, caller.actor.id, caller.at, but=this_token)
    audit.record(caller.session, caller.at, caller.actor.id, "sign in", "signed out everywhere else")
