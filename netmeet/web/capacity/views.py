"""Who makes a decision: capacity, one decision and one day at a time."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.capacity import DecisionAbout, gaps, who_decides
from netmeet.domain.invitation_plan import can_be_asked
from netmeet.services import capacity
from netmeet.web.access import needs
from netmeet.web.capacity.forms import HEARD, AssessmentForm
from netmeet.web.context import case, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.network.forms import people_of

bp = Blueprint("capacity", __name__)


@bp.get("/cases/<uuid:case_id>/capacity")
@needs(Action.VIEW_CASE)
def show() -> ResponseReturnValue:
    """Every assessment, what each still needs, and who makes each of the meeting's decisions now."""
    found = capacity.assessments(case())
    decides = [
        (about, who_decides(found, about, adult=case().adult_name, as_of=today()))
        for about in DecisionAbout
        if about is not DecisionAbout.OTHER
    ]
    return render_template(
        "capacity/show.html",
        title="Who makes the decisions",
        part="wishes",
        case=case(),
        assessments=[(one, gaps(one)) for one in reversed(found)],
        decides=decides,
        names={member.id: member.name for member in case().network.members},
        may_edit=case().may(Action.EDIT_CASE),
    )


@bp.route("/cases/<uuid:case_id>/capacity/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def new() -> ResponseReturnValue:
    """Write down an assessment."""
    form = bind(AssessmentForm)
    people = {member.id: member.name for member in people_of(case().network) if can_be_asked(case().network, member)}

    def save() -> bool:
        capacity.record(case(), form.assessment(request.form.to_dict(), people))
        return True

    if saved(form, save):
        flash("Written down.")
        return redirect(url_for("capacity.show"), code=303)
    return page(
        "capacity/new.html",
        form,
        title="Write down an assessment",
        part="wishes",
        case=case(),
        people=people,
        heard=HEARD,
        sent=form.brought_back or request.form,
    )
