"""Cover for absence: for one case by its supervisor, for all cases of a worker by their supervisor or an administrator."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.services import cases, cover
from netmeet.web.access import needs
from netmeet.web.context import caller, case, today
from netmeet.web.fields import of_people
from netmeet.web.forms import bind, page, saved
from netmeet.web.supervision.forms import CoverForm, TeamCoverForm

bp = Blueprint("cover", __name__)


def _back(endpoint: str, sentence: str) -> ResponseReturnValue:
    flash(sentence)
    return redirect(url_for(endpoint), code=303)


@bp.route("/cover", methods=["GET", "POST"])
@needs(Action.GIVE_COVER)
def team() -> ResponseReturnValue:
    """Who covers for whom, and new cover for every case of a worker."""
    form = bind(TeamCoverForm, data={"starts": today()})
    form.worker_id.choices = [*form.worker_id.choices[:1], *of_people(cover.workers(caller()))]
    form.user_id.choices = [*form.user_id.choices[:1], *of_people(cover.people(caller()))]

    def save() -> bool:
        cover.give_for_worker(caller(), form.worker_id.data, form.wanted())
        return True

    if saved(form, save):
        return _back("cover.team", "Cover given.")
    return page("cover/team.html", form, title="Cover for absence", section="supervision", given=cover.given(caller()))


@bp.post("/cover/<uuid:worker_id>/<uuid:user_id>/end")
@needs(Action.GIVE_COVER)
def end_for_worker(worker_id: object, user_id: object) -> ResponseReturnValue:
    """End all that one person covers for another."""
    cover.end_for_worker(caller(), str(worker_id), str(user_id))
    return _back("cover.team", "Cover ended.")


@bp.route("/cases/<uuid:case_id>/cover", methods=["GET", "POST"])
@needs(Action.SUPERVISE_CASE)
def of_case() -> ResponseReturnValue:
    """Who covers this case, who did, and new cover for it."""
    form = bind(CoverForm, data={"starts": today()})
    able = [person for person in cover.people(caller()) if person.id != case().profile.worker_id]
    form.user_id.choices = [*form.user_id.choices[:1], *of_people(able)]

    def save() -> bool:
        cover.give(case(), form.wanted())
        return True

    if saved(form, save):
        return _back("cover.of_case", "Cover given.")
    return page(
        "cover/case.html",
        form,
        title="Cover for this case",
        part="supervision",
        case=case(),
        lines=cover.of_case(case()),
        on=today(),
        worker_name=cases.worker_name(case()),
    )


@bp.post("/cases/<uuid:case_id>/cover/<uuid:cover_id>/end")
@needs(Action.SUPERVISE_CASE)
def end(cover_id: object) -> ResponseReturnValue:
    """End cover of this case before its last day."""
    cover.end(case(), str(cover_id))
    return _back("cover.of_case", "Cover ended.")
