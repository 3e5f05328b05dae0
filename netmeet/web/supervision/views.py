"""Supervision: one case on one screen, the notes that come of it, and the cases of a team."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.disclosure import Audience
from netmeet.domain.supervision import QUIET_DAYS
from netmeet.services import cases, cover, maps, mistakes, supervision
from netmeet.services.maps import Drawn, View
from netmeet.web.access import needs
from netmeet.web.context import caller, case, settings, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.supervision.forms import AnswerForm, NoteForm

bp = Blueprint("supervision", __name__)

MAPS = {View.GENOGRAM: "Genogram", View.CIRCLES: "Circles of support"}


@bp.get("/supervision")
@needs(Action.SUPERVISE_TEAM)
def team() -> ResponseReturnValue:
    """The cases of the team, each with the day of its last note."""
    return render_template("supervision/team.html", title="Supervision", section="supervision", found=supervision.team(caller()))


@bp.get("/cases/<uuid:case_id>/supervision")
@needs(Action.READ_SUPERVISION)
def show() -> ResponseReturnValue:
    """Everything that is worth talking about in one case, on one page that can be printed."""
    since, wrong = _since()
    found = supervision.look(case(), settings().flag_rule, today(), since)
    drawn = _drawn()
    body = render_template(
        "supervision/show.html",
        title="Supervision",
        part="supervision",
        case=case(),
        found=found,
        withdrawn=mistakes.withdrawn(case()),
        since_typed=request.args.get("since", ""),
        since_wrong=wrong,
        month_ago=today() - supervision.MONTH,
        drawing=maps.painted(drawn),
        twin=drawn.twin,
        view=drawn.view,
        maps=MAPS,
        worker_name=cases.worker_name(case()),
        cover=cover.now_or_soon(case()),
        quiet_days=QUIET_DAYS,
        may_supervise=case().may(Action.SUPERVISE_CASE),
        names={member.id: member.name for member in case().network.members},
    )
    return body, 400 if wrong else 200


def _since() -> tuple[date | None, str]:
    """The day that was asked for, and what is wrong with it; no day means since the last note."""
    typed = request.args.get("since", "")
    if not typed:
        return None, ""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None, "Enter a day that exists, for example 2026-03-27"
    return (day, "") if date(1900, 1, 1) <= day <= today() else (None, "Enter a day that has been")


def _drawn() -> Drawn:
    view = next((view for view in MAPS if view.value == request.args.get("map")), View.GENOGRAM)
    return maps.drawn(case().network, view, Audience.SUPERVISOR, today(), MAPS[view])


@bp.route("/cases/<uuid:case_id>/supervision/note", methods=["GET", "POST"])
@needs(Action.SUPERVISE_CASE)
def note() -> ResponseReturnValue:
    """Write a note, beside the questions that the map raises."""
    form = bind(NoteForm, data={"held_on": today()})

    def save() -> str:
        return supervision.write_note(case(), form.held_on.data, form.note.data, form.decision.data)

    if saved(form, save):
        flash("Written down. The worker sees it on the front page of the case.")
        return redirect(url_for("supervision.show", _anchor="notes"), code=303)
    raised = supervision.raised(case(), settings().flag_rule, today())
    return page("supervision/note.html", form, title="Write a note of supervision", part="supervision", case=case(), raised=raised)


@bp.route("/cases/<uuid:case_id>/supervision/notes/<uuid:note_id>/answer", methods=["GET", "POST"])
@needs(Action.READ_SUPERVISION)
def answer(note_id: object) -> ResponseReturnValue:
    """Answer a note. The note stays as it is."""
    found = supervision.one_note(case(), str(note_id))
    form = bind(AnswerForm)
    if saved(form, lambda: supervision.answer(case(), found.row.id, form.words.data)):
        flash("Written down.")
        return redirect(url_for("supervision.show", _anchor="notes"), code=303)
    return page("supervision/answer.html", form, title="Answer a note of supervision", part="supervision", case=case(), note=found)
