"""Signing in and out. A locked session keeps whose it is, so that what was typed comes back."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.errors import BadInputError
from netmeet.services import sessions, sign_in, unsaved
from netmeet.services.caller import Caller, take_turn
from netmeet.web.access import needs
from netmeet.web.context import now
from netmeet.web.forms import bind, page
from netmeet.web.sessions import this_browser
from netmeet.web.sign_in.forms import SignInForm

bp = Blueprint("sign_in", __name__)


def _safe_next(path: str) -> str:
    """Only a path of our own is ever gone to after signing in."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path and path.isprintable()
    return path if ours else url_for("home.home")


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@needs(Action.SIGN_IN)
def show() -> ResponseReturnValue:
    """Ask who this is; after a lock, go back to what was being done."""
    browser = this_browser()
    if browser.actor is not None and not browser.locked:
        return redirect(_safe_next(request.args.get("next", "")), code=303)
    form = bind(SignInForm, drafted=False)
    was = browser.actor if browser.locked else None
    if was is not None and not form.username.data:
        form.username.data = was.username
    if form.validate_on_submit():
        try:
            actor = sign_in.sign_in(g.db, form.username.data, form.password.data, request.remote_addr or "", now())
        except BadInputError as error:
            form.refuse(str(error))
            g.db.commit()  # a failed try is counted, although the page answers as an error
        else:
            token = sessions.start(g.db, browser.token, actor.id, {}, now())
            sessions.tidy(g.db, now())
            browser.clear()
            browser.take(token)
            waiting = bool(unsaved.kept_posts(Caller(g.db, actor, now())))
            return redirect(url_for("kept.show") if waiting else _safe_next(request.args.get("next", "")), code=303)
    elif request.method == "POST":
        form.status = 400
    return page("sign_in/sign_in.html", form, title="netmeet has locked itself" if was else "Sign in", locked=was.username if was else "")


@bp.post("/lock")
@needs(Action.SIGN_IN)
def lock() -> ResponseReturnValue:
    """Lock this browser's session at once: the page has seen that nobody is there any more."""
    take_turn(g.db)
    sessions.lock(g.db, this_browser().token, now())
    return "", 204


@bp.route("/sign-out", methods=["GET", "POST"])
@needs(Action.SIGN_IN)
def sign_out() -> ResponseReturnValue:
    """Ask once, then end this browser's session and clear what the browser kept."""
    if request.method != "POST":
        return render_template("sign_in/sign_out.html", title="Sign out")
    browser = this_browser()
    take_turn(g.db)
    sessions.end(g.db, browser.token, now())
    browser.ended = True
    answer = redirect(url_for("sign_in.sign_in"), code=303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
