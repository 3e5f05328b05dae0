"""What the network holds, what a change of contact could mean, and the options to talk about. For the worker and supervisor only."""

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.errors import BadInputError
from netmeet.domain.options import Change
from netmeet.domain.what_if import NOT_THE_SAME_AS_SAFE
from netmeet.drawing import svg
from netmeet.services import reliance
from netmeet.services.reliance import Compared
from netmeet.web.access import needs
from netmeet.web.context import case, today
from netmeet.web.forms import Form, bind, page, saved
from netmeet.web.reliance.forms import HOWS, ChangesForm, OptionForm, packed

bp = Blueprint("reliance", __name__)

BASE = "/cases/<uuid:case_id>/reliance"
WHAT_IF = "What if contact changed?"
OPTION = "An option to talk about"


@bp.get(BASE)
@needs(Action.VIEW_CASE)
def show() -> ResponseReturnValue:
    """What passes through each member, and what hangs on them alone."""
    found = reliance.look(case(), today())
    return render_template(
        "reliance/show.html", title="What the network holds", part="risk", case=case(), found=found, options=reliance.options(case())
    )


@bp.route(f"{BASE}/what-if", methods=["GET", "POST"])
@needs(Action.VIEW_CASE)
def what_if() -> ResponseReturnValue:
    """Choose whose contact would change and how; then see now and then side by side."""
    form = bind(ChangesForm, drafted=False)
    people = reliance.people(case(), today())
    chosen = form.chosen(request.form, people)
    compared = saved(form, lambda: _compared(Change(member, HOWS[how]) for member, how in chosen.items()))
    if compared is None:
        return _choose(form, chosen)
    return _result(compared, bind(OptionForm, data={"chosen": packed(compared.seen.changes)}, drafted=False))


@bp.get(f"{BASE}/what-if/<uuid:member_id>")
@needs(Action.VIEW_CASE)
def what_if_of(member_id: object) -> ResponseReturnValue:
    """The same, asked about one member first."""
    member = case().network.member(str(member_id))
    return _choose(bind(ChangesForm, drafted=False), {}, first=member.id)


def _compared(changes: Iterable[Change]) -> Compared:
    compared = reliance.compare(case(), changes, today())
    case().note("looked at what a change of contact could mean")
    return compared


def _choose(form: Form, chosen: dict[str, str], first: str = "") -> ResponseReturnValue:
    people = sorted(reliance.people(case(), today()), key=lambda member: member.id != first)
    form.first_box = f"how-{people[0].id}" if people else ""
    return page("reliance/choose.html", form, title=WHAT_IF, part="risk", case=case(), people=people, chosen=chosen, hows=HOWS, first=first)


def _result(compared: Compared, form: OptionForm | None, **values: object) -> ResponseReturnValue:
    """Now and then side by side; with a form to keep the changes as an option, or with the option that they are."""
    shown = {
        "title": WHAT_IF,
        "part": "risk",
        "case": case(),
        "seen": compared.seen,
        "drawing": svg.render(compared.scene),
        "twin": compared.twin,
        "beware": NOT_THE_SAME_AS_SAFE,
        "people": reliance.people(case(), today()),
        "chosen": {change.member: change.how.name.lower() for change in compared.seen.changes},
        "hows": HOWS,
    }
    if form is None:
        return render_template("reliance/what_if.html", form=None, **shown | values)
    return page("reliance/what_if.html", form, **shown | values)


@bp.route(f"{BASE}/options/new", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def keep() -> ResponseReturnValue:
    """Keep changes as an option to talk about at a meeting."""
    if request.method == "GET":
        return redirect(url_for("reliance.what_if"), code=303)
    form = bind(OptionForm, drafted=False)
    compared = reliance.compare(case(), form.changes(), today())
    option = saved(form, lambda: reliance.keep(case(), form.option(), today()))
    if option is None:
        return _result(compared, form)
    flash("Kept. It stands with the options to talk about.")
    return redirect(url_for("reliance.option", option_id=option.id), code=303)


@bp.get(f"{BASE}/options/<uuid:option_id>")
@needs(Action.VIEW_CASE)
def option(option_id: object) -> ResponseReturnValue:
    """One option, looked at as the map stands today."""
    found = reliance.one(case(), str(option_id))
    try:
        compared = reliance.compare(case(), found.changes, today())
    except BadInputError as error:  # somebody whom it names has died since
        return render_template(
            "reliance/past.html", title=found.title, tab=OPTION, part="risk", case=case(), option=found, problem=str(error)
        )
    return _result(compared, None, title=found.title, tab=OPTION, option=found)


@bp.post(f"{BASE}/options/<uuid:option_id>/drop")
@needs(Action.EDIT_CASE)
def drop(option_id: object) -> ResponseReturnValue:
    """Take an option off the list."""
    reliance.drop(case(), str(option_id))
    flash("Taken off the list.")
    return redirect(url_for("reliance.show"), code=303)
