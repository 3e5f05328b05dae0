"""Help in place, and the accessibility statement."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.web.access import needs
from netmeet.web.context import settings

TESTED = date(2026, 11, 22)
"""The day on which the pages were last gone through as the accessibility statement says."""

bp = Blueprint("help", __name__)


@bp.get("/help")
@needs(Action.SIGN_IN)
def show() -> ResponseReturnValue:
    """The first ten minutes, and what happens to what is written."""
    return render_template("help/show.html", title="Help", section="help")


@bp.get("/accessibility")
@needs(Action.SIGN_IN)
def accessibility() -> ResponseReturnValue:
    """The accessibility statement, in the parts that the regulations of 2018 ask of public bodies."""
    contact = settings().accessibility_contact
    return render_template("help/accessibility.html", title="Accessibility statement", section="help", contact=contact, tested=TESTED)
