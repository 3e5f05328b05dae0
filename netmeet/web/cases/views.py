"""Opening a case, its front page, the adult's details, sharing."""

from dataclasses import asdict
from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.casefile import LivesIn, Profile
from netmeet.domain.errors import NotFoundError
from netmeet.domain.network import Member
from netmeet.services import cases, cover, staff, supervision
from netmeet.web.access import needs
from netmeet.web.cases.forms import AdultForm, AllocateForm, ShareForm
from netmeet.web.context import caller, case, today
from netmeet.web.fields import of_people
from netmeet.web.forms import Form, bind, page, saved

bp = Blueprint("cases", __name__)

PAGES = {
    "cases": "the front page",
    "mapping": "Map together",
    "network": "the worker’s view",
    "readings": "what was said",
    "drawings": "the drawings",
    "risk": "Important and risky",
    "safer": "safer ways to stay in touch",
    "reliance": "what the network holds",
    "outcomes": "Wishes and safety",
    "capacity": "who makes the decisions",
    "advocate": "whether an advocate is needed",
    "meetings": "the meetings",
    "papers": "the papers",
    "exchange": "files in and out",
    "exports": "files in and out",
    "sheets": "files in and out",
    "supervision": "the page for supervision",
    "cover": "cover for absence",
}
"""What the pages of each part are called in the history of a case."""

FILES = frozenset({"drawings.download", "papers.paper", "papers.letters", "papers.letters_to_print", "papers.calendar"})
"""Where files are taken, each of which the history names."""

TWO = 10_000
"""Two versions travel in one hidden field: what is kept of the case, and of the adult as a member."""


@bp.route("/cases/new", methods=["GET", "POST"])
@needs(Action.OPEN_CASE)
def new() -> ResponseReturnValue:
    """Open a case: only a name is needed."""
    form = bind(AdultForm)
    case_id = saved(form, lambda: cases.start_case(caller(), form.adult(Member("", "")), form.profile(Profile("", "")), today()))
    if case_id is not None:
        flash("Ready. Begin with names.")
        return redirect(url_for("mapping.show", case_id=case_id), code=303)
    return page("cases/adult.html", form, title="Open a case", section="cases", button="Open the case", cancel=url_for("home.home"))


@bp.get("/cases/<uuid:case_id>")
@needs(Action.VIEW_CASE)
def show() -> ResponseReturnValue:
    """The front page of a case: who the adult is, how far the work is, and what comes next."""
    return render_template(
        "cases/show.html",
        title=case().adult_name,
        tab="Front page",
        part="front",
        case=case(),
        worker_name=cases.worker_name(case()),
        steps=cases.steps(case()),
        note=supervision.newest(case()),
        cover=cover.now_or_soon(case()),
        may_edit=case().may(Action.EDIT_CASE),
        may_share=case().may(Action.SHARE_CASE),
    )


@bp.route("/cases/<uuid:case_id>/adult", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def adult() -> ResponseReturnValue:
    """Change what is kept about the adult."""
    before, profile = case().adult, case().profile
    now = SimpleNamespace(**asdict(before) | asdict(profile))
    now.born = before.born
    now.lives_in = "" if profile.lives_in is LivesIn.NOT_KNOWN else profile.lives_in
    now.version = profile.version * TWO + before.version  # both are edited on this page, so both are watched
    form = bind(AdultForm, obj=now)
    seen_profile, seen_adult = divmod(form.seen_version, TWO)

    def save() -> bool:
        cases.save_profile(case(), form.adult(before), form.profile(profile), seen_profile, seen_adult)
        return True

    if saved(form, save):
        flash("Saved.")
        return redirect(url_for("cases.show"), code=303)
    return page(
        "cases/adult.html", form, title="The adult's details", part="front", case=case(), button="Save", cancel=url_for("cases.show")
    )


@bp.route("/cases/<uuid:case_id>/sharing", methods=["GET", "POST"])
@needs(Action.SHARE_CASE)
def sharing() -> ResponseReturnValue:
    """See who may open the case, and share it."""
    form = bind(ShareForm)
    people = [person for person in cases.can_hold(case(), staff.colleagues(caller())) if person.id != case().profile.worker_id]
    form.user_id.choices = [*form.user_id.choices[:1], *of_people(people)]

    def save() -> bool:
        cases.share(case(), form.user_id.data, may_edit=form.may_edit.data, reason=form.reason.data)
        return True

    if saved(form, save):
        flash("Shared.")
        return redirect(url_for("cases.sharing"), code=303)
    return page(
        "cases/sharing.html",
        form,
        title="Who may open this case",
        part="front",
        case=case(),
        shares=cases.shares(case()),
        locked_out=cases.locked_out(case()),
        may_let_in=case().may(Action.SUPERVISE_CASE),
    )


@bp.route("/cases/<uuid:case_id>/sharing/<uuid:user_id>/let-in", methods=["GET", "POST"])
@needs(Action.SUPERVISE_CASE)
def let_in(user_id: object) -> ResponseReturnValue:
    """Ask once, then take away what keeps a member of staff out: that they are somebody on the map."""
    theirs = [row for row in cases.locked_out(case()) if row.user_id == str(user_id)]
    if not theirs:
        raise NotFoundError
    form = bind(Form, drafted=False)

    def save() -> bool:
        cases.let_in(case(), str(user_id))
        return True

    if saved(form, save):
        flash("No longer locked out.")
        return redirect(url_for("cases.sharing"), code=303)
    return page(
        "cases/let_in.html", form, title=f"Let {theirs[0].user_name} in?", tab="Let somebody in?", part="front", case=case(), theirs=theirs
    )


@bp.post("/cases/<uuid:case_id>/sharing/<uuid:user_id>/stop")
@needs(Action.SHARE_CASE)
def unshare(user_id: object) -> ResponseReturnValue:
    """Stop sharing the case with one person."""
    cases.unshare(case(), str(user_id))
    flash("No longer shared.")
    return redirect(url_for("cases.sharing"), code=303)


@bp.route("/cases/<uuid:case_id>/worker", methods=["GET", "POST"])
@needs(Action.SHARE_CASE)
def worker() -> ResponseReturnValue:
    """Give the case to another worker."""
    form = bind(AllocateForm, obj=case().profile)
    form.worker_id.choices = [*form.worker_id.choices[:1], *of_people(cases.can_hold(case(), staff.colleagues(caller())))]

    def save() -> bool:
        cases.allocate(case(), form.worker_id.data, form.seen_version)
        return True

    if saved(form, save):
        flash("Allocated.")
        return redirect(url_for("home.home"), code=303)
    return page("cases/worker.html", form, title="Allocated worker", part="front", case=case(), button="Save")


@bp.get("/cases/<uuid:case_id>/history")
@needs(Action.SHARE_CASE)
def history() -> ResponseReturnValue:
    """Who opened this case, who changed it, and who was refused."""
    rows = cases.history(case(), files=FILES)
    return render_template("cases/history.html", title="Who opened this case", part="front", case=case(), rows=rows, pages=PAGES)
