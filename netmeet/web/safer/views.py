"""Safer ways to stay in touch with one person, and the record of a risk that the adult wants to take. For the worker."""

from dataclasses import fields

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.invitation_plan import can_be_asked
from netmeet.domain.risk_taking import RiskTaking
from netmeet.services import mistakes, safer
from netmeet.web.access import needs
from netmeet.web.context import case, settings, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.network.forms import people_of
from netmeet.web.safer.forms import AGREES, ChoiceForm, RiskForm, sent_before

bp = Blueprint("safer", __name__)


@bp.get("/cases/<uuid:case_id>/safer/<uuid:tie_id>")
@needs(Action.VIEW_CASE)
def show(tie_id: object) -> ResponseReturnValue:
    """The adult's words, what is proposed and why, what must not be used, and what was said of each."""
    found = _look(tie_id)
    return render_template(
        "safer/show.html",
        title=f"Safer ways to stay in touch with {found.who}",
        tab="Safer ways to stay in touch",
        part="risk",
        case=case(),
        found=found,
        names=safer.names(case()),
        withdrawn=mistakes.withdrawn(case(), {found.tie.id}),
    )


@bp.route("/cases/<uuid:case_id>/safer/<uuid:tie_id>/choose", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def choose(tie_id: object) -> ResponseReturnValue:
    """Write down what somebody says of an option."""
    found = _look(tie_id)
    form = bind(ChoiceForm, data={"option": request.args.get("option", "")} if request.method == "GET" else None)
    form.offer(case().network, None, {})
    form.options(found)

    def save() -> bool:
        safer.choose(case(), form.choice(found.tie, today()), settings().safer_options)
        return True

    if saved(form, save):
        return _back(found)
    return page("safer/choose.html", form, title="What do they say of it?", part="risk", case=case(), found=found)


@bp.route("/cases/<uuid:case_id>/safer/<uuid:tie_id>/risk", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def risk(tie_id: object) -> ResponseReturnValue:
    """Write down a risk that the adult wants to take. An earlier record is the start of the next."""
    found = _look(tie_id)
    before = found.record.taking if found.record else None
    form = bind(RiskForm, data=_again(before))
    form.offer(case().network, found, safer.assessments(case()))
    adult = case().profile.adult_id
    people = {one.id: one.name for one in people_of(case().network) if one.id == adult or can_be_asked(case().network, one)}

    def save() -> bool:
        safer.record_risk(case(), form.taking(found.tie, request.form.to_dict(), people))
        return True

    if saved(form, save):
        return _back(found)
    sent = form.brought_back or (request.form if request.method == "POST" else sent_before(before))
    return page(
        "safer/risk.html",
        form,
        title="A risk that they want to take",
        part="risk",
        case=case(),
        found=found,
        people=people,
        agrees=AGREES,
        sent=sent,
    )


@bp.get("/cases/<uuid:case_id>/safer/<uuid:tie_id>/record")
@needs(Action.VIEW_CASE)
def record(tie_id: object) -> ResponseReturnValue:
    """The record on one sheet, for the worker."""
    found = _look(tie_id)
    if found.record is None:
        return _nothing_yet(found)
    title = f"A risk that {case().adult_name} wants to take"
    return render_template(
        "safer/record.html",
        title=title,
        tab="A risk that they want to take",
        part="risk",
        case=case(),
        found=found,
        names=safer.names(case()),
    )


@bp.get("/cases/<uuid:case_id>/safer/<uuid:tie_id>/own-copy")
@needs(Action.VIEW_CASE)
def own_copy(tie_id: object) -> ResponseReturnValue:
    """What was agreed, in plain words, for the adult themselves."""
    found = _look(tie_id)
    if found.record is None:
        return _nothing_yet(found)
    copy = safer.own_copy(case(), found.record.taking)
    return render_template("safer/own_copy.html", title="What we agreed", part="risk", case=case(), found=found, copy=copy)


def _nothing_yet(found: safer.SaferPage) -> ResponseReturnValue:
    return redirect(url_for("safer.show", tie_id=found.tie.id), code=303)


def _look(tie_id: object) -> safer.SaferPage:
    return safer.look(case(), str(tie_id), settings().safer_options)


def _again(before: RiskTaking | None) -> dict[str, object]:
    """What was written before, without what has to be said anew: the adult's view, who heard it, and when."""
    if before is None:
        return {}
    anew = {"view", "presence", "present", "said_on"}
    kept = {field.name: getattr(before, field.name) for field in fields(before) if field.name not in anew}
    return kept | {"result": before.result.value, "safeguards": list(before.safeguards)}


def _back(found: safer.SaferPage) -> ResponseReturnValue:
    flash("Written down.")
    return redirect(url_for("safer.show", tie_id=found.tie.id), code=303)
