"""The cases that are open to this person."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action, Allowed, decide
from netmeet.services import cases, cover, unsaved
from netmeet.web.access import needs
from netmeet.web.context import caller

bp = Blueprint("home", __name__)


@bp.get("/")
@needs(Action.USE_NETMEET)
def home() -> ResponseReturnValue:
    """List the cases, and say when something typed waits to be saved."""
    return render_template(
        "home/home.html",
        title="Your cases",
        section="cases",
        rows=cases.caseload(caller()),
        covering=cover.covering(caller()),
        kept=bool(unsaved.kept_posts(caller())),
        may_open=decide(caller().actor, Action.OPEN_CASE) == Allowed(),
    )
