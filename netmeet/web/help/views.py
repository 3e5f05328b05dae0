"""Help in place, and the accessibility statement."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.web.access import needs
from netmeet.web.context import settings

bp = Blueprint("help", __name__)


@bp.get("/help")
@needs(Action.SIGN_IN)
def show() -> ResponseReturnValue:
    """The first ten minutes, and what happens to what is written."""
    return render_template("help/show.html", title="Help", section="help", idle_minutes=settings().idle_minutes)


@bp.get("/accessibility")
@needs(Action.SIGN_IN)
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("help/accessibility.html", title="Accessibility", section="help")
