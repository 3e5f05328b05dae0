"""Drafts while somebody types, and forms that a locked session kept."""

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from netmeet.domain.access import Action
from netmeet.services import sessions, unsaved
from netmeet.services.caller import take_turn
from netmeet.web.access import needs
from netmeet.web.cases.views import PAGES
from netmeet.web.context import caller, now
from netmeet.web.sessions import this_browser

drafts = Blueprint("drafts", __name__)
kept = Blueprint("kept", __name__)


@drafts.post("/drafts")
@needs(Action.SIGN_IN)
def save() -> ResponseReturnValue:
    """Keep what is being typed on one page. A locked session keeps it too: that is what drafts are for."""
    actor = this_browser().actor
    if actor is None:
        return "", 403
    take_turn(g.db)
    sessions.typed(g.db, this_browser().token, now(), request.args.get("ago", ""))
    ours = unsaved.save_draft(g.db, actor.id, request.args.get("path", ""), tuple(request.form.items(multi=True)), now())
    return ("", 204) if ours else ("", 400)


@kept.get("/kept")
@needs(Action.USE_NETMEET)
def show() -> ResponseReturnValue:
    """Show what was sent while netmeet was locked, to be read through and saved."""
    posts = [(post, _part(post.path)) for post in unsaved.kept_posts(caller())]
    return render_template("kept/show.html", title="What you wrote is still here", posts=posts)


def _part(path: str) -> str:
    """The part of a case that a form was sent to; empty outside a case, and for an address that is there no more."""
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method="POST")
    except HTTPException:
        return ""
    return PAGES.get(endpoint.partition(".")[0], "") if "case_id" in values else ""


@kept.post("/kept/<kept_id>/drop")
@needs(Action.USE_NETMEET)
def drop(kept_id: str) -> ResponseReturnValue:
    """Throw one kept form away."""
    unsaved.drop_post(caller(), kept_id)
    return redirect(url_for("kept.show"), code=303)
