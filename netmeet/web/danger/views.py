"""Is anyone in danger today? One step from every page, signed in or not."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.web.access import needs
from netmeet.web.context import settings

bp = Blueprint("danger", __name__)


@bp.get("/danger")
@needs(Action.SIGN_IN)
def show() -> ResponseReturnValue:
    """Show what to do now, with the council's own numbers."""
    return render_template("danger/show.html", title="Is anyone in danger today?", section="danger", numbers=settings().danger_numbers)
