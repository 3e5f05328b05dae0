"""Deny first: every view names the action that it needs, and no view runs before it is allowed."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from netmeet.domain.access import CASE_ACTIONS, Action, Actor
from netmeet.services import cases, once, unsaved
from netmeet.services.caller import Caller, begin
from netmeet.web.context import now, parts
from netmeet.web.sessions import this_browser

View = TypeVar("View", bound=Callable[..., Any])


def needs(action: Action, *, first: Callable[[], None] | None = None) -> Callable[[View], View]:
    """Name the action that a view needs. A view without one never runs.

    ``first`` is done before a form takes its turn to write: what takes long, and keeps nobody waiting there.
    """

    def name(view: View) -> View:
        view.action, view.first = action, first  # type: ignore[attr-defined]
        return view

    return name


def action_of(app: Flask, endpoint: str) -> Action | None:
    """The action that an endpoint needs, or None where it names none."""
    found = getattr(app.view_functions[endpoint], "action", None)
    return found if isinstance(found, Action) else None


def guard() -> Response | None:
    """Stop a request that may not go on: not signed in, locked, not allowed, or sent twice."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    action = action_of(current_app, request.endpoint)
    if action is None:
        abort(500)
    if action is Action.SIGN_IN:
        _open_database(writes=False)  # what writes there takes its turn itself: checking a password keeps nobody waiting
        return None
    browser = this_browser()
    if browser.actor is None or browser.locked:
        return _ask_to_sign_in(browser.actor)
    first = getattr(current_app.view_functions[request.endpoint], "first", None)
    if first is not None and request.method == "POST":
        first()
    about_case = action in CASE_ACTIONS
    _open_database(writes=about_case or request.method == "POST")
    g.caller = Caller(g.db, browser.actor, now())
    if about_case:
        case_id = (request.view_args or {}).pop("case_id", None)
        looking = request.method in ("GET", "HEAD")
        g.case = cases.open_case(g.caller, str(case_id), action, reads=request.endpoint if looking else "")
        if looking:
            g.db.commit()  # the look is in the audit; a page that takes long to draw keeps nobody else from writing
    else:
        cases.check(g.caller, action)
    return _sent_before()


def _open_database(*, writes: bool) -> None:
    g.db = parts().new_db()
    begin(g.db, writes=writes)


def _ask_to_sign_in(actor: Actor | None) -> Response:
    """Send to the sign-in page; what was typed into a locked session is kept for that person first."""
    if request.method == "POST" and actor is not None and request.form:
        with parts().new_db() as db:
            begin(db, writes=True)
            unsaved.keep_post(db, actor.id, request.path, tuple(request.form.items(multi=True)), now(), held_file=_with_file())
            db.commit()
        return redirect(url_for("sign_in.sign_in"), code=303)
    if request.method == "POST":
        return redirect(url_for("sign_in.sign_in"), code=303)
    return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?")), code=303)


def _with_file() -> bool:
    return any(sent.filename for sent in request.files.values())


def _sent_before() -> Response | None:
    """A form that was sent before leads to what it made then, and makes nothing new."""
    if request.method != "POST":
        return None
    key = once.key_of(request.form.get("form_key", ""), request.path, request.form.items(multi=True))
    if not key:
        return None
    g.form_key = key
    earlier = once.claim(g.caller, key)
    kept = request.form.get("kept")
    if kept and (earlier is None or any(post.id == kept for post in unsaved.kept_posts(g.caller))):
        unsaved.drop_post(g.caller, kept)
    return redirect(earlier, code=303) if earlier else None


def finish(response: Response) -> Response:
    """Commit a request that went well, once; roll back every other."""
    if "db" not in g:
        return response
    if response.status_code < 400:
        if "form_key" in g and response.status_code == 303:
            once.settle(g.caller, g.form_key, response.headers["Location"])
        g.db.commit()
    else:
        g.db.rollback()
    return response


def close(_error: BaseException | None = None) -> None:
    """Give the database session back, whatever happened."""
    if "db" in g:
        g.db.close()


def case_in_urls(endpoint: str, values: dict[str, Any]) -> None:
    """Let links inside a case leave its id out."""
    if "case" in g and "case_id" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "case_id"):
        values["case_id"] = g.case.id
