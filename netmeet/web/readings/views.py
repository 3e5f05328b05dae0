"""Writing down what was said. Nothing here changes or removes what was said before."""

from collections.abc import Callable, Mapping

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.network import Tie, TieKind
from netmeet.domain.readings import Reading, What
from netmeet.domain.wording import Wording
from netmeet.services.readings import record, record_between
from netmeet.web.access import needs
from netmeet.web.context import case, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.readings.forms import ADULT_FORMS, MEMBER_FORMS, TIE_FORMS, SaidForm, form_for, own_fields

bp = Blueprint("readings", __name__)

TITLES: Mapping[What, str] = {
    What.IMPORTANCE: "How important it is",
    What.WANTS: "What the adult wants",
    What.CLOSENESS: "How close they are",
    What.SUPPORT: "Help that passes",
    What.CONTACT: "How often they are in touch",
    What.CONCERN: "A worry about harm",
    What.RESTRICTION: "An order, condition or limit",
    What.EMOTIONAL: "A line on the genogram",
    What.STRENGTH: "How strong the tie is",
    What.FLOW: "Who puts effort in",
    What.STRESS: "Whether the tie is under stress",
    What.STRAIN: "How a carer is managing",
}


@bp.route("/cases/<uuid:case_id>/network/ties/<uuid:tie_id>/say/<what>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def of_tie(tie_id: object, what: str) -> ResponseReturnValue:
    """Write down one thing about a tie."""
    tie = case().network.tie(str(tie_id))
    return _say(form_for(what, TIE_FORMS), tie.id, tie, url_for("network.tie", tie_id=tie.id))


@bp.route("/cases/<uuid:case_id>/network/between/<uuid:one>/<uuid:other>/<any(concern, restriction):what>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def between(one: object, other: object, what: str) -> ResponseReturnValue:
    """Write down a worry or an order between two whom nothing ties yet: their tie is made when it is saved, and not before."""
    first, second = case().network.member(str(one)).id, case().network.member(str(other)).id
    if first == second:
        abort(404)
    form = bind(TIE_FORMS[What(what)])
    tie = Tie("", first, second, TieKind.SOCIAL)
    kept = _kept(form, tie, lambda: record_between(case(), first, second, form.said("", today())))
    if kept is not None:
        return _written(url_for("network.tie", tie_id=kept.about))
    return _ask(form, Wording(case().network, today()).names((first, second)), url_for("network.show"))


@bp.route("/cases/<uuid:case_id>/network/members/<uuid:member_id>/say/<what>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def of_member(member_id: object, what: str) -> ResponseReturnValue:
    """Write down one thing about a member."""
    member = case().network.member(str(member_id))
    return _say(
        form_for(what, ADULT_FORMS if member.id == case().profile.adult_id else MEMBER_FORMS),
        member.id,
        None,
        url_for("network.member", member_id=member.id),
    )


def _say(form_class: type[SaidForm] | None, about: str, tie: Tie | None, back: str) -> ResponseReturnValue:
    if form_class is None:
        abort(404)
    words, form = Wording(case().network, today()), bind(form_class)
    if _kept(form, tie, lambda: record(case(), form.said(about, today()))):
        return _written(back)
    return _ask(form, words.names((tie.a, tie.b)) if tie else words.name(about), back)


def _kept(form: SaidForm, tie: Tie | None, keep: Callable[[], Reading]) -> Reading | None:
    network, words = case().network, Wording(case().network, today())
    form.offer(network, tie, {member.id: words.name(member.id) for member in network.members})
    return saved(form, keep)


def _written(where: str) -> ResponseReturnValue:
    flash("Written down.")
    return redirect(where, code=303)


def _ask(form: SaidForm, who: str, back: str) -> ResponseReturnValue:
    return page("readings/say.html", form, title=TITLES[form.what], part="network", case=case(), who=who, own=own_fields(form), back=back)
