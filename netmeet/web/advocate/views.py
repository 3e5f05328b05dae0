"""Does the adult need an advocate? (Care Act 2014, sections 67 and 68.) For the worker."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.advocate import AREAS, Fit
from netmeet.services import advocates, safer
from netmeet.web.access import needs
from netmeet.web.advocate.forms import ANSWERS, ASKED, AdvocateForm, before
from netmeet.web.context import case, today
from netmeet.web.forms import bind, page, saved

bp = Blueprint("advocate", __name__)

TAB = "Is an advocate needed?"


@bp.get("/cases/<uuid:case_id>/advocate")
@needs(Action.VIEW_CASE)
def show() -> ResponseReturnValue:
    """What follows from the answers and the map, everybody who was considered, and what was decided."""
    return render_template(
        "advocate/show.html",
        title=_title(),
        tab=TAB,
        part="wishes",
        case=case(),
        found=advocates.look(case()),
        names=safer.names(case()),
        areas=AREAS,
        Fit=Fit,
    )


@bp.route("/cases/<uuid:case_id>/advocate/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def new() -> ResponseReturnValue:
    """Write down the answers, and what was decided."""
    found = advocates.look(case())
    kept, boxes = before(found.check)
    form = bind(AdvocateForm, data=kept)
    names = safer.names(case())
    # Whoever was rejected by an answer can be asked again; whoever the map speaks against cannot.
    answered = {one.member for one in found.check.candidates} if found.check else set()
    people = [case().network.member(one.member) for one in found.finding.considered if one.fit is not Fit.NO or one.member in answered]
    form.offer(people)

    def save() -> bool:
        advocates.record(case(), form.check(request.form.to_dict(), [one.id for one in people], today()))
        return True

    if saved(form, save):
        flash("Written down.")
        return redirect(url_for("advocate.show"), code=303)
    sent = form.brought_back or (request.form if request.method == "POST" else boxes)
    listed = {one.id: names[one.id] for one in people}
    return page(
        "advocate/new.html",
        form,
        title=_title(),
        tab=TAB,
        part="wishes",
        case=case(),
        people=listed,
        asked=ASKED,
        answers=ANSWERS,
        sent=sent,
    )


def _title() -> str:
    return f"Does {case().adult_name} need an advocate?"
