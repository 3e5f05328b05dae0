"""What is both important and risky: two readings side by side, never one score."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.services import mistakes, network, reliance, risk, safer
from netmeet.web.access import needs
from netmeet.web.context import case, settings, today

bp = Blueprint("risk", __name__)


@bp.get("/cases/<uuid:case_id>/risk")
@needs(Action.VIEW_CASE)
def show() -> ResponseReturnValue:
    """Every flagged tie with both readings, whose they are, and what is not known."""
    found = risk.look(case(), settings().flag_rule, today())
    off = network.taken_off(case())
    patterns = reliance.patterns_of(case(), today())
    return render_template(
        "risk/show.html",
        title="Important and risky",
        part="risk",
        case=case(),
        found=found,
        off=off,
        withdrawn=mistakes.withdrawn(case()),
        patterns=patterns,
        beside=safer.beside_flags(case(), settings().safer_options),
        others=safer.others(case()),
    )
