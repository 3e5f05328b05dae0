"""Mapping together. Every page here is made from the reduced map of a shared screen and from nothing else."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from netmeet.domain.access import Action
from netmeet.domain.disclosure import Audience
from netmeet.domain.network import Member, Network
from netmeet.domain.readings import Ring
from netmeet.drawing import svg
from netmeet.services import maps, network
from netmeet.services.maps import View
from netmeet.web.access import needs
from netmeet.web.context import case, today
from netmeet.web.forms import bind, page, saved
from netmeet.web.mapping.forms import PROMPTS, RINGS, ClosenessForm, NamesForm, TogetherForm

bp = Blueprint("mapping", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One member in the table of closeness: what is known, or what was just typed."""

    member: Member
    ring: str
    does: str


def _rows(shown: Network, sent: dict[str, str]) -> list[Row]:
    rows = []
    for member in shown.members:
        if member.id == case().profile.adult_id:
            continue
        tie = shown.tie_between(case().profile.adult_id, member.id)
        ring = network.own_ring(shown, tie) if tie else None
        known = str(ring.value) if ring else ""
        rows.append(Row(member, sent.get(f"ring-{member.id}", known), sent.get(f"does-{member.id}", member.does)))
    return rows


def _show(names: NamesForm, closeness: ClosenessForm, sent: dict[str, str] | None = None) -> ResponseReturnValue:
    drawn = maps.drawn(case().network, View.CIRCLES, Audience.SHARED_SCREEN, today())
    form = names if names.errors else closeness
    values: dict[str, Any] = {
        "names": names,
        "closeness": closeness,
        "rows": _rows(drawn.network, sent or {}),
        "rings": RINGS,
        "prompts": PROMPTS,
        "drawing": svg.render(drawn.scene),
        "twin": drawn.twin,
    }
    return page("mapping/show.html", form, title="Who is important in your life?", case=case(), **values)


@bp.get("/cases/<uuid:case_id>/map")
@needs(Action.EDIT_CASE)
def show() -> ResponseReturnValue:
    """The name generator, how close everybody is, and the circles."""
    return _show(bind(NamesForm), bind(ClosenessForm))


@bp.post("/cases/<uuid:case_id>/map/names")
@needs(Action.EDIT_CASE)
def names() -> ResponseReturnValue:
    """Put many names on the map in one go."""
    form = bind(NamesForm)
    added = saved(form, lambda: network.add_names(case(), form.named()))
    if added is not None:
        flash(f"{len(added)} on the map now. Next: how close are they?" if len(added) > 1 else "On the map now. Next: how close?")
        return redirect(url_for("mapping.show") + "#close", code=303)
    return _show(form, _fresh(ClosenessForm))


@bp.post("/cases/<uuid:case_id>/map/closeness")
@needs(Action.EDIT_CASE)
def closeness() -> ResponseReturnValue:
    """Keep how close everybody is and what they do."""
    form = bind(ClosenessForm)
    sent = request.form.to_dict()
    changed = saved(form, lambda: network.save_first_pass(case(), form.answers(sent), form.asked_with(), today()))
    if changed is not None:
        flash("Saved." if changed else "Nothing was new.")
        return redirect(url_for("mapping.show") + "#circles", code=303)
    return _show(_fresh(NamesForm), form, sent)


def _fresh(form_class: Any) -> Any:
    """The other form of a page, empty, because only one of them was sent."""
    return form_class(formdata=None)


@bp.route("/cases/<uuid:case_id>/map/members/<uuid:member_id>", methods=["GET", "POST"])
@needs(Action.EDIT_CASE)
def member(member_id: object) -> ResponseReturnValue:
    """One member, as asked together: name, what they do, how close, what help passes."""
    found = case().network.member(str(member_id))
    known = network.together(case().network, case().profile.adult_id, found)
    form = bind(
        TogetherForm, obj=found, data={"ring": str(known.ring.value) if known.ring else "", "gets": known.gets, "gives": known.gives}
    )

    def save() -> bool:
        ring = Ring(int(form.ring.data)) if form.ring.data else None
        answer = network.Together(form.name.data, form.does.data, ring, form.gets.data, form.gives.data, form.amount.data)
        network.save_together(case(), found, answer, form.asked_with(), today(), form.seen_version)
        return True

    if saved(form, save):
        flash("Saved.")
        return redirect(url_for("mapping.show") + "#close", code=303)
    return page("mapping/member.html", form, title=found.name, case=case())
