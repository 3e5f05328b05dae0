"""Sign-ins kept on the server: the cookie is only a random number, and any sign-in can be ended."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from netmeet.domain.access import Actor
from netmeet.services import sessions


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """What is kept for one browser. ``actor`` is who signed in; ``locked`` is True once they were idle too long."""

    def __init__(self, kept: sessions.Kept | None = None) -> None:
        def changed(_self: object) -> None:
            self.modified = True

        super().__init__(dict(kept.data) if kept else {}, changed)
        self.modified = False
        self.token = kept.token if kept else ""
        self.new = kept is None
        self.actor: Actor | None = kept.actor if kept else None
        self.locked = kept.locked if kept else False
        self.ended = False

    def take(self, token: str) -> None:
        """Go on under a new token."""
        self.token = token
        self.new = True
        self.modified = True


def this_browser() -> ServerSession:
    """The session of the browser that this request came from."""
    return cast("ServerSession", session)


class ServerSessions(SessionInterface):
    """Flask's sessions, read from and written to the database in short transactions of their own."""

    def __init__(self, new_db: Callable[[], Any], clock: Callable[[], datetime], limits: sessions.Limits, *, https: bool) -> None:
        self._new_db = new_db
        self._clock = clock
        self._limits = limits
        self._https = https
        self._cookie = "__Host-netmeet" if https else "netmeet"

    def open_session(self, app: Flask, request: Request) -> ServerSession:  # noqa: ARG002 (Flask's signature)
        """Find the session that a cookie names; an unknown or ended one is a new, empty one."""
        token = request.cookies.get(self._cookie, "")
        if not token or request.path.startswith("/static/"):
            return ServerSession()
        with self._new_db() as db:
            # A page sends drafts and locks by itself: that somebody is there is said by what they do.
            used = request.path not in ("/drafts", "/lock")
            return ServerSession(sessions.find(db, token, self._clock(), self._limits, used=used))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002 (Flask's signature)
        """Write what changed. A browser gets its cookie when there is first something to keep."""
        if not isinstance(session, ServerSession):
            return
        if session.ended:
            response.delete_cookie(self._cookie, secure=self._https, httponly=True, samesite="Lax")
            return
        if not session.modified:
            return
        with self._new_db() as db:
            token = sessions.keep(db, session.token, dict(session), self._clock())
        if token != session.token or session.new:
            response.set_cookie(self._cookie, token, httponly=True, secure=self._https, samesite="Lax", path="/")
